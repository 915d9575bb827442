//! Signing in, and how long it stays closed after failures.

use dianwu_domain::{
    Duty, Problem,
    session::api::{Me, SignOut, WhoAmI},
    settings::api::GetShop,
};
use dianwu_tests::{Fixture, NOTHING, Shop, token_hash, told};
use rusqlite::{Connection, params};
use serde_json::json;
use xtask::demo::PASSWORD;

#[test]
fn people_sign_in_with_their_number_or_their_phone_however_they_type_it() {
    let shop = Shop::start(Fixture::Demo);
    let phone = shop.person("CS01").fields.phone.as_ref().unwrap().to_string();
    let spaced = format!("{} {}-{}", &phone[..3], &phone[3..7], &phone[7..]);
    for login in ["CS01", " cs01 ", &phone, &spaced] {
        let me = shop.client().sign_in(login, PASSWORD).unwrap();
        assert_eq!((me.number.as_str(), me.name.as_str()), ("CS01", "王芳"), "{login}");
        assert_eq!(me.department_name.as_str(), "客服组");
    }
    // As a browser sends it: input methods write full-width letters, and files bring marks that nobody sees.
    let wide = |text: &str| -> String {
        text.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).expect("a full-width sign")).collect()
    };
    for login in [
        "ＣＳ０１",
        "ｃｓ０１\u{3000}",
        "\u{200b}CS01\u{feff}",
        &wide(&phone),
        &format!("+86 {phone}"),
        &format!("0086-{phone}"),
        &format!("＋８６　{}－{}", wide(&phone[..3]), &phone[3..]),
        &format!("\u{202d}{phone}\u{202c}"),
    ] {
        let body = json!({ "login": login, "password": PASSWORD });
        let response = shop.client().request("POST", "/api/session").json(&body).send();
        assert!(response.is_ok(), "{login:?}: {response}");
        assert_eq!(response.json::<Me>().number.as_str(), "CS01", "{login:?}");
    }
}

#[test]
fn whoever_signs_in_learns_their_duties() {
    let shop = Shop::start(Fixture::Demo);
    let duties = |number: &str| -> Vec<Duty> {
        let client = shop.sign_in(number);
        let me: Me = client.get::<WhoAmI>(NOTHING, NOTHING).unwrap();
        me.duties
    };
    use Duty::{Administer, ManagePeople, ManageRosters, ReadPeople, ReadRosters};
    assert_eq!(duties("CS02"), []);
    assert_eq!(duties("CS01"), [ReadPeople, ReadRosters, ManageRosters]);
    assert_eq!(duties("HR01"), [ReadPeople, ManagePeople, ReadRosters]);
    assert_eq!(duties("HR02"), [ReadPeople, ManagePeople, ReadRosters, Administer]);
}

#[test]
fn a_refusal_does_not_tell_whether_the_account_exists() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.client();
    // A wrong password, nobody's number, nobody's phone, no name at all, and somebody who has left.
    let refusals = [
        ("CS01", "not-the-password"),
        ("CS99", PASSWORD),
        ("13911112222", PASSWORD),
        ("不是工号", PASSWORD),
        ("CS11", PASSWORD),
    ]
    .map(|(login, password)| {
        let body = json!({ "login": login, "password": password });
        let response = client.request("POST", "/api/session").json(&body).send();
        let mut names: Vec<String> = response.headers.keys().map(ToString::to_string).collect();
        names.sort();
        assert_eq!(response.header("set-cookie"), None);
        (Problem { request_id: String::new(), ..response.problem() }, names)
    });
    assert_eq!(refusals[0].0.code.as_str(), "wrong_credentials");
    for refusal in &refusals[1..] {
        assert_eq!(refusal, &refusals[0]);
    }
}

#[test]
fn the_cookie_is_kept_from_scripts_and_other_sites_and_only_its_hash_is_stored() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.client();
    let body = json!({ "login": "CS02", "password": PASSWORD });
    let response = client.request("POST", "/api/session").json(&body).send();
    let cookie = response.header("set-cookie").unwrap();
    let (token, attributes) = cookie.strip_prefix("__Host-dianwu=").unwrap().split_once("; ").unwrap();
    let mut attributes: Vec<&str> = attributes.split("; ").collect();
    attributes.sort_unstable();
    assert_eq!(attributes, ["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax", "Secure"]);
    assert!(token.len() >= 43, "256 bits: {token}");
    assert_eq!(shop.look_up::<String>("SELECT token_hash FROM session"), token_hash(token));

    client.set_token(Some(token.to_owned()));
    assert_eq!(told(client.get::<SignOut>(NOTHING, NOTHING)), "fine");
    assert_eq!(client.token(), None, "signing out clears the cookie");
    client.set_token(Some(token.to_owned()));
    assert_eq!(told(client.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in");
}

#[test]
fn answers_of_the_api_are_not_kept_and_not_framed() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.sign_in("CS02");
    for path in ["/api/session", "/api/health", "/api/nothing"] {
        let response = client.request("GET", path).send();
        assert_eq!(response.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(response.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"), "{path}");
        assert!(response.header("x-request-id").is_some_and(|id| id.len() == 32), "{path}");
    }
}

/// Lets somebody hold the session of a token.
fn insert_session(database: &Connection, token: &str, seen_seconds_ago: i64, expires_in_seconds: i64) {
    database
        .execute(
            "INSERT INTO session (id, token_hash, person_id, created_at, seen_at, expires_at, address, user_agent)
            SELECT '0190f3c8-a000-7000-8000-0000000000' || substr(?1, 1, 2), ?1, id, 0, ?2, ?3, '', '' FROM person WHERE number = 'CS02'",
            params![token_hash(token), now() - seen_seconds_ago * 1000, now() + expires_in_seconds * 1000],
        )
        .unwrap();
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

#[test]
fn a_session_ends_when_it_was_not_seen_for_long_and_lives_on_while_it_is_used() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        insert_session(database, "over", 31 * 86_400, -1);
        insert_session(database, "quiet", 7200, 60);
    });
    let client = shop.client();
    client.set_token(Some("over".to_owned()));
    assert_eq!(told(client.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in");
    client.set_token(Some("quiet".to_owned()));
    let written = || client.measured::<WhoAmI>(NOTHING, NOTHING, NOTHING).unwrap().1.written;
    assert!(written() > 0, "it was seen two hours ago");
    assert_eq!(written(), 0, "it was seen just now");
    let left = shop.look_up::<i64>("SELECT max(expires_at) FROM session") - now();
    assert!(left > 29 * 86_400_000, "{left}");
}

#[test]
fn five_failures_close_the_account_even_for_the_right_password() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.client();
    for _ in 0..5 {
        assert_eq!(told(client.sign_in("CS02", "wrong-password")), "wrong_credentials");
    }
    let body = json!({ "login": "CS02", "password": PASSWORD });
    let response = client.request("POST", "/api/session").json(&body).send();
    let problem = response.problem();
    assert_eq!((problem.status, problem.code.as_str()), (429, "locked_out"));
    let seconds = problem.retry_after.unwrap();
    assert!((1..=31).contains(&seconds), "{seconds}");
    assert_eq!(response.header("retry-after"), Some(seconds.to_string().as_str()));
    assert_eq!(told(client.sign_in("CS03", PASSWORD)), "fine", "others are not concerned");
}

/// As if so many attempts had failed, the last one so many seconds ago.
fn fail_before(database: &Connection, key: &str, failures: u32, seconds_ago: i64) {
    let at = now() - seconds_ago * 1000;
    database
        .execute(
            "INSERT INTO sign_in_throttle (key, failures, failed_at, closed_until) VALUES (?1, ?2, ?3, ?3)",
            params![key, failures, at],
        )
        .unwrap();
}

#[test]
fn the_delay_grows_with_each_failure_and_is_forgotten_after_a_day_or_a_success() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        fail_before(database, "account:cs02", 8, 3600);
        fail_before(database, "account:cs03", 8, 25 * 3600);
        fail_before(database, "account:cs05", 8, 3600);
    });
    let client = shop.client();
    let closed = |login: &str| client.sign_in(login, "wrong-password").unwrap_err().retry_after;
    assert_eq!(closed("CS02"), None, "the ninth failure is told as such");
    let seconds = closed("CS02").unwrap();
    assert!((400..=481).contains(&seconds), "{seconds}");
    assert_eq!([closed("CS03"), closed("CS03")], [None, None], "yesterday's failures are forgotten");
    assert_eq!(told(client.sign_in("CS05", PASSWORD)), "fine");
    assert_eq!([closed("CS05"), closed("CS05")], [None, None], "a success forgives");
}

#[test]
fn an_address_that_guesses_at_many_accounts_is_closed_too() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.client();
    // What the worker calls this address is known after one failure from it.
    assert_eq!(told(client.sign_in("CS02", "wrong-password")), "wrong_credentials");
    let key: String = shop.look_up("SELECT key FROM sign_in_throttle WHERE key LIKE 'address:%'");
    drop(shop);
    let shop = Shop::start_after(Fixture::Demo, |database| fail_before(database, &key, 29, 60));
    let client = shop.client();
    assert_eq!(told(client.sign_in("CS02", "wrong-password")), "wrong_credentials");
    assert_eq!(told(client.sign_in("CS03", PASSWORD)), "locked_out");
}

#[test]
fn a_shop_is_told_only_to_those_who_are_signed_in() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.client();
    assert_eq!(told(client.get::<GetShop>(NOTHING, NOTHING)), "not_signed_in");
    client.set_token(Some("made-up".to_owned()));
    assert_eq!(told(client.get::<GetShop>(NOTHING, NOTHING)), "not_signed_in");
    let reply = shop.sign_in("CS02").get::<GetShop>(NOTHING, NOTHING).unwrap();
    assert_eq!(reply.fields.name.as_str(), "青禾衣铺");
}
