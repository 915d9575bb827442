//! Signing in, and how long it stays closed after failures.

use dianwu_domain::{
    Permission, Problem,
    people::api::PersonPath,
    session::api::{ListMyRefusals, ListRefusals, Me, RefusalKind, RefusalsQuery, ResetPassword, SignOut, WhoAmI},
    settings::api::GetShop,
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, now, token_hash, told};
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
    let permissions = |number: &str| -> Vec<Permission> {
        let client = shop.sign_in(number);
        let me: Me = client.get::<WhoAmI>(NOTHING, NOTHING).unwrap();
        me.permissions
    };
    use Permission::{Administer, ManagePeople, ManageRosters, ReadLog, ReadPeople, ReadRosters};
    assert_eq!(permissions("CS02"), []);
    assert_eq!(permissions("CS01"), [ReadPeople, ReadRosters, ManageRosters, ReadLog]);
    assert_eq!(permissions("HR01"), [ReadPeople, ManagePeople, ReadRosters, ReadLog]);
    assert_eq!(permissions("HR02"), [ReadPeople, ManagePeople, ReadRosters, ReadLog, Administer]);
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
    assert_eq!(attributes, ["HttpOnly", "Max-Age=7776000", "Path=/", "SameSite=Lax", "Secure"]);
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
        let hsts = response.header("strict-transport-security").unwrap();
        assert!(hsts.starts_with("max-age=31536000"), "{path}: {hsts}");
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
            SELECT '0190f3c8-a000-7000-8000-0000000000' || substr(?1, 1, 2), ?1, id, ?2, ?2, ?3, '', '' FROM person WHERE number = 'CS02'",
            params![token_hash(token), now().plus_seconds(-seen_seconds_ago).0, now().plus_seconds(expires_in_seconds).0],
        )
        .unwrap();
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
    let left = shop.look_up::<i64>("SELECT max(expires_at) FROM session") - now().0;
    assert!(left > 29 * 86_400_000, "{left}");
}

#[test]
fn a_session_ends_ninety_days_after_it_began_however_often_it_is_seen() {
    let day = 86_400_000;
    let shop = Shop::start_after(Fixture::Demo, |database| {
        for (token, days) in [("19-old", 91), ("28-nearly", 85)] {
            insert_session(database, token, 7200, 30 * 86_400);
            let began = params![token_hash(token), now().0 - days * day];
            database.execute("UPDATE session SET created_at = ?2 WHERE token_hash = ?1", began).unwrap();
        }
    });
    let client = shop.client();
    client.set_token(Some("19-old".to_owned()));
    assert_eq!(told(client.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in");
    client.set_token(Some("28-nearly".to_owned()));
    assert_eq!(told(client.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
    let ends: i64 =
        shop.look_up(&format!("SELECT expires_at FROM session WHERE token_hash = '{}'", token_hash("28-nearly")));
    assert!((ends - now().0 - 5 * day).abs() < 3_600_000, "{}", ends - now().0);
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
    let at = now().plus_seconds(-seconds_ago).0;
    database
        .execute(
            "INSERT INTO sign_in_throttle (key, failures, failed_at, closed_until) VALUES (?1, ?2, ?3, ?3)",
            params![key, failures, at],
        )
        .unwrap();
}

const HOME: &str = "203.0.113.7";

#[test]
fn the_delay_grows_with_each_failure_and_is_forgotten_after_a_day_or_a_success() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        for (number, seconds_ago) in [("CS02", 3600), ("CS03", 25 * 3600), ("CS05", 3600)] {
            let id: String =
                database.query_row("SELECT id FROM person WHERE number = ?1", [number], |row| row.get(0)).unwrap();
            fail_before(database, &format!("account:{id}|{HOME}"), 8, seconds_ago);
        }
    });
    let client = shop.client().at(HOME);
    let closed = |login: &str| told(client.sign_in(login, "wrong-password"));
    assert_eq!(closed("CS02"), "wrong_credentials", "the ninth failure is told as such");
    let account = shop.person("CS02").id;
    let until: i64 =
        shop.look_up(&format!("SELECT closed_until FROM sign_in_throttle WHERE key = 'account:{account}|{HOME}'"));
    // Eight minutes from the failure, which came some seconds after the worker had started.
    assert!((480_000..540_000).contains(&(until - now().0)), "{}", until - now().0);
    assert_eq!(told(client.sign_in("CS02", PASSWORD)), "wrong_credentials", "and now even the right one is refused");
    assert_eq!([closed("CS03"), closed("CS03")], ["wrong_credentials"; 2], "yesterday's failures are forgotten");
    assert_eq!(told(client.sign_in("CS03", PASSWORD)), "fine");
    assert_eq!(told(client.sign_in("CS05", PASSWORD)), "fine");
    assert_eq!(
        shop.look_up::<i64>("SELECT count(*) FROM sign_in_throttle WHERE key LIKE 'typed:%|%'"),
        1,
        "a success forgives"
    );
}

#[test]
fn all_spellings_of_an_account_share_one_allowance() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.client().at(HOME);
    let phone = shop.person("CS02").fields.phone.as_ref().unwrap().to_string();
    let spellings = [
        phone.clone(),
        format!("{}-{}", &phone[..1], &phone[1..]),
        format!("{} {}", &phone[..3], &phone[3..]),
        format!("{}-{}-{}", &phone[..2], &phone[2..5], &phone[5..]),
        format!("- {phone}"),
    ];
    for spelling in &spellings {
        assert_eq!(told(client.sign_in(spelling, "wrong-password")), "wrong_credentials", "{spelling}");
    }
    assert_eq!(told(client.sign_in(&format!("{}--{}", &phone[..4], &phone[4..]), PASSWORD)), "locked_out");
    // Its other name is refused as well, in the words in which nobody's would be.
    assert_eq!(told(client.sign_in("CS02", PASSWORD)), "wrong_credentials");
    assert_eq!(told(client.sign_in("CS03", PASSWORD)), "fine");
}

#[test]
fn of_two_hundred_guesses_at_once_five_are_looked_at() {
    let shop = Shop::start(Fixture::Demo);
    let clients: Vec<_> = (0..200).map(|_| shop.client().at(HOME)).collect();
    let told: Vec<String> = std::thread::scope(|scope| {
        let threads = clients.into_iter().enumerate();
        let threads: Vec<_> = threads
            .map(|(place, client)| scope.spawn(move || told(client.sign_in("CS02", &format!("a-guess-{place}")))))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let count = |code: &str| told.iter().filter(|told| *told == code).count();
    assert_eq!((count("wrong_credentials"), count("locked_out")), (5, 195), "{told:?}");
    assert_eq!(shop.look_up::<i64>("SELECT sum(count) FROM refusal WHERE kind = 'locked_out'"), 195);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM refusal"), 2, "an attack is two lines of the log");
}

#[test]
fn the_addresses_of_one_line_are_one() {
    let shop = Shop::start(Fixture::Demo);
    let guess = |address: &str| told(shop.client().at(address).sign_in("CS02", "wrong-password"));
    for host in 1..=5 {
        assert_eq!(guess(&format!("2001:db8:1:2::{host}")), "wrong_credentials");
    }
    assert_eq!(guess("2001:db8:1:2:ffff:ffff:ffff:ffff"), "locked_out");
    assert_eq!(guess("2001:db8:1:3::1"), "wrong_credentials", "another line");
    for host in 1..=5 {
        assert_eq!(guess(&format!("203.0.113.{host}")), "wrong_credentials", "IPv4 addresses are lines");
    }
}

#[test]
fn strangers_do_not_keep_an_owner_out() {
    let shop = Shop::start(Fixture::Demo);
    let owner = shop.client().at(HOME);
    assert_eq!(told(owner.sign_in("CS02", PASSWORD)), "fine");
    // Ten networks use up what all of them together may try, one of them at the owner's own address.
    let networks = (1..=9).map(|host| format!("198.51.100.{host}")).chain([HOME.to_owned()]);
    for network in networks {
        let stranger = shop.client().at(&network);
        for _ in 0..5 {
            assert_eq!(told(stranger.sign_in("CS02", "wrong-password")), "wrong_credentials");
        }
        assert_eq!(told(stranger.sign_in("CS02", PASSWORD)), "locked_out", "{network}");
    }
    assert_eq!(told(shop.client().at("192.0.2.1").sign_in("CS02", PASSWORD)), "locked_out", "a browser never seen");
    assert_eq!(told(owner.sign_in("CS02", PASSWORD)), "fine", "one that the owner has used before");
    for _ in 0..5 {
        assert_eq!(told(owner.sign_in("CS02", "wrong-password")), "wrong_credentials");
    }
    assert_eq!(told(owner.sign_in("CS02", PASSWORD)), "locked_out", "whoever holds that browser may not guess, either");
    // Ten more networks close it again for a new browser; a code that HR has just made opens it all the same.
    let code = shop.sign_in("HR02").get::<ResetPassword>(PersonPath { person_id: shop.person("CS02").id }, NOTHING);
    for host in 11..=20 {
        let stranger = shop.client().at(&format!("198.51.100.{host}"));
        for _ in 0..5 {
            assert_eq!(told(stranger.sign_in("CS02", "wrong-password")), "wrong_credentials");
        }
    }
    let new_browser = shop.client().at("192.0.2.2");
    assert_eq!(told(new_browser.sign_in("CS02", PASSWORD)), "locked_out");
    assert_eq!(told(new_browser.sign_in("CS02", &code.unwrap().code)), "fine");

    // The owner is told, and so are administrators, who see whose account it was.
    let told_owner = shop.sign_in("HR02").get::<ListRefusals>(NOTHING, RefusalsQuery::default()).unwrap().items;
    assert!(told_owner.iter().all(|row| row.number.as_ref().map(|number| number.as_str()) == Some("CS02")));
    let failed: u32 = told_owner.iter().filter(|row| row.kind == RefusalKind::WrongPassword).map(|row| row.count).sum();
    assert_eq!(failed, 105);
    assert!(told_owner.iter().any(|row| row.place == "198.51.100.3"));
}

#[test]
fn somebody_elses_sign_in_gives_a_known_browser_no_new_allowance() {
    let shop = Shop::start(Fixture::Demo);
    let browser = shop.client().at(HOME);
    for login in ["CS02", "CS03"] {
        assert_eq!(told(browser.sign_in(login, PASSWORD)), "fine");
    }
    for _ in 0..5 {
        assert_eq!(told(browser.sign_in("CS02", "wrong-password")), "wrong_credentials");
    }
    for login in ["CS03", "CS04", "CS03"] {
        assert_eq!(told(browser.sign_in("CS02", PASSWORD)), "locked_out");
        assert_eq!(told(browser.sign_in(login, PASSWORD)), "fine", "others are not concerned");
    }
    assert_eq!(told(browser.sign_in("CS02", PASSWORD)), "locked_out");
    assert_eq!(shop.look_up::<i64>("SELECT count(DISTINCT device) FROM known_device"), 1, "it is one browser");
}

#[test]
fn an_owner_sees_what_was_tried_at_their_account_and_nobody_elses() {
    let shop = Shop::start(Fixture::Demo);
    let owner = shop.sign_in("CS02");
    let refusals = |client: &Client| client.get::<ListMyRefusals>(NOTHING, NOTHING).unwrap();
    assert_eq!(refusals(&owner), []);
    let stranger = shop.client().at(HOME);
    for login in ["CS02", "CS02", "CS03", "nobody"] {
        let _ = stranger.sign_in(login, "wrong-password");
    }
    let found = refusals(&owner);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].count, found[0].place.as_str()), (RefusalKind::WrongPassword, 2, HOME));
    // Refused access is an administrator's to know.
    assert_eq!(told(owner.get::<ListRefusals>(NOTHING, RefusalsQuery::default())), "forbidden");
    assert_eq!(refusals(&owner).len(), 1);
    let all = shop.sign_in("HR02").get::<ListRefusals>(NOTHING, RefusalsQuery::default()).unwrap().items;
    let forbidden = all.iter().find(|row| row.kind == RefusalKind::Forbidden).unwrap();
    assert_eq!((forbidden.place.as_str(), forbidden.person_id), ("ListRefusals", Some(shop.person("CS02").id)));
    assert!(all.iter().any(|row| row.person_id.is_none()), "what was nobody's account");
    let first = shop.sign_in("HR02").get::<ListRefusals>(NOTHING, RefusalsQuery { after: Some(2) }).unwrap();
    assert_eq!(first.items.iter().map(|row| row.id).collect::<Vec<_>>(), [1]);
}

#[test]
fn no_sequence_of_refusals_tells_whether_an_account_exists() {
    let shop = Shop::start(Fixture::Demo);
    let phone = shop.person("CS02").fields.phone.as_ref().unwrap().to_string();
    let refusals = |host: u8, logins: [&str; 2]| -> Vec<String> {
        let client = shop.client().at(&format!("198.51.100.{host}"));
        let tries = |login: &str| (0..6).map(|_| told(client.sign_in(login, "wrong-password"))).collect::<Vec<_>>();
        logins.map(tries).concat()
    };
    // One account under both of its names, two accounts, and nobody's.
    let one = refusals(1, ["CS03", &shop.person("CS03").fields.phone.as_ref().unwrap().to_string()]);
    assert_eq!(refusals(2, ["CS03", &phone]), one);
    assert_eq!(refusals(3, ["CS98", "13911112222"]), one);
}

#[test]
fn a_network_that_guesses_at_many_accounts_is_closed_too() {
    let shop = Shop::start_after(Fixture::Demo, |database| fail_before(database, &format!("network:{HOME}"), 29, 60));
    let client = shop.client().at(HOME);
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
