//! Changing one's password, and HR's one-time codes.

use dianwu_domain::{
    PersonId,
    people::api::{ListPeople, PeopleQuery, PersonPath},
    session::api::{
        ChangePassword, CodesBody, IssueCodes, PasswordBody, PasswordReset, ResetPassword, SignOut, WhoAmI,
    },
    settings::api::GetShop,
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, told};
use xtask::demo::PASSWORD;

fn change(client: &Client, current: Option<&str>, new: &str) -> String {
    let body = PasswordBody { current: current.map(|text| text.parse().unwrap()), new: new.parse().unwrap() };
    told(client.call::<ChangePassword>(NOTHING, NOTHING, body))
}

/// What belongs to somebody.
struct CS02 {
    phone: String,
    name: String,
}

impl CS02 {
    fn of(shop: &Shop) -> Self {
        let fields = &shop.person("CS02").fields;
        Self { phone: fields.phone.as_ref().unwrap().to_string(), name: fields.name.to_string() }
    }
}

fn reset(shop: &Shop, client: &Client, number: &str) -> Result<PasswordReset, dianwu_domain::Problem> {
    client.get::<ResetPassword>(PersonPath { person_id: shop.person(number).id }, NOTHING)
}

#[test]
fn a_new_password_must_be_a_good_one_and_the_current_one_right() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.sign_in("CS02");
    let CS02 { phone, name } = CS02::of(&shop);
    let (own_phone, own_name) = (format!("tea{phone}"), format!("我就是{name}没错的"));
    let before = shop.fingerprint();
    for (current, new, wanted) in [
        (Some(PASSWORD), "short", "new too_short:8"),
        (Some(PASSWORD), "88888888", "new no_letters"),
        (Some(PASSWORD), "password1", "new too_common"),
        (Some(PASSWORD), "1qaz2wsx", "new too_common"),
        (Some(PASSWORD), "woaini1314", "new too_common"),
        (Some(PASSWORD), "Dragon2024", "new too_common"),
        (Some(PASSWORD), "xiaomi888", "new too_common"),
        (Some(PASSWORD), "qinghe2024", "new personal"),
        (Some(PASSWORD), "cs02-and-tea", "new personal"),
        (Some(PASSWORD), &own_phone, "new personal"),
        (Some(PASSWORD), &own_name, "new personal"),
        (Some(PASSWORD), PASSWORD, "new too_simple"),
        (Some("not-the-current"), "not-the-current", "current mismatch"),
        (Some("not-the-current"), "a-better-password", "current mismatch"),
        (None, "a-better-password", "current required"),
    ] {
        assert_eq!(change(&client, current, new), wanted);
    }
    assert_eq!(shop.fingerprint(), before);
    assert_eq!(told(client.sign_in("CS02", PASSWORD)), "fine");
}

#[test]
fn a_changed_password_ends_all_other_devices_and_the_old_one_opens_nothing() {
    let shop = Shop::start(Fixture::Demo);
    let (here, there) = (shop.sign_in("CS02"), shop.sign_in("CS02"));
    assert_eq!(change(&here, Some(PASSWORD), "a-better-password"), "fine");
    assert_eq!(told(here.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
    assert_eq!(told(there.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in");
    assert_eq!(told(shop.client().sign_in("CS02", PASSWORD)), "wrong_credentials");
    assert_eq!(told(shop.client().sign_in("CS02", "a-better-password")), "fine");
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'password.change'"), 1);
}

#[test]
fn guessing_the_current_password_on_a_borrowed_device_is_closed_too() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.sign_in("CS02");
    for _ in 0..5 {
        assert_eq!(change(&client, Some("a-guess"), "a-better-password"), "current mismatch");
    }
    assert_eq!(change(&client, Some(PASSWORD), "a-better-password"), "locked_out");
    let noted = |kind: &str| shop.look_up::<i64>(&format!("SELECT count FROM refusal WHERE kind = '{kind}'"));
    assert_eq!((noted("wrong_current"), noted("locked_out")), (5, 1));
}

#[test]
fn the_same_password_again_is_refused_and_is_no_failed_guess() {
    let shop = Shop::start(Fixture::Demo);
    let (client, other) = (shop.sign_in("CS02"), shop.sign_in("CS02"));
    assert_eq!(change(&client, Some(PASSWORD), "caf\u{e9} au lait"), "fine");
    assert_eq!(told(other.sign_in("CS02", "caf\u{e9} au lait")), "fine");
    for _ in 0..6 {
        assert_eq!(change(&client, Some("caf\u{e9} au lait"), "cafe\u{301} au lait"), "new too_simple");
    }
    assert_eq!(told(other.get::<WhoAmI>(NOTHING, NOTHING)), "fine", "nobody is signed out");
    assert_eq!(change(&client, Some("caf\u{e9} au lait"), "a-better-password"), "fine");
}

#[test]
fn an_initial_password_must_be_changed_before_anything_else() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.sign_in("CS12");
    assert!(client.get::<WhoAmI>(NOTHING, NOTHING).unwrap().must_change_password);
    assert_eq!(told(client.get::<GetShop>(NOTHING, NOTHING)), "password_change_required");
    assert_eq!(change(&client, None, PASSWORD), "new too_simple", "it must be another one");
    assert_eq!(change(&client, None, "a-better-password"), "fine");
    assert!(!client.get::<WhoAmI>(NOTHING, NOTHING).unwrap().must_change_password);
    assert_eq!(told(client.get::<GetShop>(NOTHING, NOTHING)), "fine");

    let again = shop.client();
    again.sign_in("CS12", "a-better-password").unwrap();
    assert_eq!(told(again.get::<SignOut>(NOTHING, NOTHING)), "fine");
}

#[test]
fn a_reset_gives_a_code_that_opens_nothing_but_the_page_for_a_new_password() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, device) = (shop.sign_in("HR01"), shop.sign_in("CS02"));
    let PasswordReset { code, expires_at } = reset(&shop, &hr, "CS02").unwrap();
    assert_eq!(told(device.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in", "all devices are signed out");
    assert_eq!(told(device.sign_in("CS02", PASSWORD)), "wrong_credentials");

    let typed = code.to_lowercase().replace('-', " ");
    assert!(device.sign_in("CS02", &typed).unwrap().must_change_password);
    assert_eq!(told(shop.client().sign_in("CS02", &code)), "wrong_credentials", "it opens once");
    let ends: i64 = shop.look_up("SELECT max(min(expires_at, ends_at)) FROM session WHERE ends_at IS NOT NULL");
    assert_eq!(ends, expires_at.0, "its session ends with it");
    assert_eq!(told(device.get::<GetShop>(NOTHING, NOTHING)), "password_change_required");
    for spelling in [code.clone(), typed, code.replace('-', ""), code.to_lowercase()] {
        assert_eq!(change(&device, None, &spelling), "new too_simple", "{spelling}");
    }
    assert_eq!(change(&device, None, "a-better-password"), "fine");
    assert_eq!(told(device.get::<GetShop>(NOTHING, NOTHING)), "fine");
    assert_eq!(told(shop.client().sign_in("CS02", &code)), "wrong_credentials", "it was for once");
}

#[test]
fn an_expired_code_opens_nothing() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        database.execute("UPDATE credential SET expires_at = 1 WHERE must_change = 1", []).unwrap();
    });
    assert_eq!(told(shop.client().sign_in("CS12", PASSWORD)), "wrong_credentials");
}

#[test]
fn nobody_becomes_an_administrator_by_resetting_one() {
    let shop = Shop::start(Fixture::Demo);
    assert_eq!(told(reset(&shop, &shop.sign_in("HR01"), "HR02")), "forbidden");
    assert_eq!(told(reset(&shop, &shop.sign_in("MG01"), "CS02")), "forbidden");
    assert_eq!(told(reset(&shop, &shop.sign_in("HR02"), "HR01")), "fine");
    assert_eq!(told(reset(&shop, &shop.sign_in("HR02"), "CS11")), "not_found", "who left has no account");
}

#[test]
fn of_two_who_use_a_code_at_once_one_is_let_in() {
    let shop = Shop::start(Fixture::Demo);
    let PasswordReset { code, .. } = reset(&shop, &shop.sign_in("HR01"), "CS02").unwrap();
    let clients = [shop.client(), shop.client(), shop.client()];
    let mut told: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = clients
            .into_iter()
            .map(|client| {
                scope.spawn({
                    let code = &code;
                    move || told(client.sign_in("CS02", code))
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    told.sort();
    assert_eq!(told, ["fine", "wrong_credentials", "wrong_credentials"]);
}

#[test]
fn whoever_enters_a_password_gets_a_new_session() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.sign_in("CS02");
    let first = client.token();
    assert_eq!(told(client.sign_in("CS02", PASSWORD)), "fine");
    let second = client.token();
    assert_ne!(first, second);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM session"), 1, "the browser's first session has ended");
    assert_eq!(change(&client, Some(PASSWORD), "a-better-password"), "fine");
    assert_ne!(client.token(), second);
    assert_eq!(told(client.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
    let stolen = shop.client();
    stolen.set_token(second);
    assert_eq!(told(stolen.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in");
}

#[test]
fn a_reset_while_the_password_is_changed_is_not_lost() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, client) = (shop.sign_in("HR01"), shop.sign_in("CS02"));
    let code = std::thread::scope(|scope| {
        scope.spawn(move || change(&client, Some(PASSWORD), "a-better-password"));
        reset(&shop, &hr, "CS02").unwrap().code
    });
    // Whichever came first, what HR was told is what opens the account.
    assert_eq!(told(shop.client().sign_in("CS02", &code)), "fine");
    assert_eq!(told(shop.client().sign_in("CS02", "a-better-password")), "wrong_credentials");
}

#[test]
fn codes_for_many_are_for_those_who_have_no_password_of_their_own() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, staff) = (shop.sign_in("HR01"), shop.sign_in("CS02"));
    let newcomers = |client: &Client| {
        let query = PeopleQuery { never_signed_in: true, ..PeopleQuery::default() };
        let page = client.get::<ListPeople>(NOTHING, query).unwrap();
        page.items.into_iter().map(|row| row.number.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(newcomers(&hr), ["CS12"]);
    let waiting = shop.client();
    waiting.sign_in("CS12", PASSWORD).unwrap();
    let people: Vec<_> = ["CS02", "CS11", "CS12", "HR02"].map(|number| shop.person(number).id).to_vec();
    let issue = |people: Vec<PersonId>| hr.call::<IssueCodes>(NOTHING, NOTHING, CodesBody { people });
    let issued = issue(people).unwrap();
    assert_eq!(issued.iter().map(|code| code.number.as_str()).collect::<Vec<_>>(), ["CS12"]);
    assert_eq!(told(staff.get::<WhoAmI>(NOTHING, NOTHING)), "fine", "nobody is thrown out of an account that they use");
    assert_eq!(told(waiting.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in", "what the code before had opened ends");
    assert_eq!(told(shop.client().sign_in("CS12", PASSWORD)), "wrong_credentials");

    let device = shop.client();
    assert!(device.sign_in("CS12", &issued[0].code.code).unwrap().must_change_password);
    assert_eq!(newcomers(&hr), ["CS12"]);
    assert_eq!(change(&device, None, "a-better-password"), "fine");
    assert_eq!(newcomers(&hr), Vec::<String>::new());
    assert_eq!(issue(vec![shop.person("CS12").id]).unwrap(), []);
    assert_eq!(told(issue(Vec::new())), "people required");
    assert_eq!(told(issue(vec![shop.person("CS12").id; CodesBody::MOST + 1])), "people too_long:20");
    let lines: String =
        shop.look_up("SELECT group_concat(subject || after) FROM audit WHERE action = 'password.codes'");
    assert!(lines.contains("CS12") && !lines.contains(&issued[0].code.code), "{lines}");
    let found_by: String = shop.look_up(
        "SELECT group_concat(p.number) FROM audit a JOIN audit_person f ON f.audit_id = a.id
            JOIN person p ON p.id = f.person_id WHERE a.action = 'password.codes'",
    );
    assert_eq!(found_by, "CS12");
}

#[test]
fn a_new_code_opens_what_guesses_had_closed() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.client().at("203.0.113.7");
    for _ in 0..5 {
        assert_eq!(told(client.sign_in("CS02", "a-guess")), "wrong_credentials");
    }
    assert_eq!(told(client.sign_in("CS02", PASSWORD)), "locked_out");
    let PasswordReset { code, .. } = reset(&shop, &shop.sign_in("HR01"), "CS02").unwrap();
    assert_eq!(told(client.sign_in("CS02", &code)), "fine");
}

#[test]
fn letters_that_are_composed_otherwise_are_the_same_password() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.sign_in("CS02");
    assert_eq!(change(&client, Some(PASSWORD), "cafe\u{301} au lait"), "fine");
    for typed in ["caf\u{e9} au lait", "cafe\u{301} au lait"] {
        assert_eq!(told(shop.client().sign_in("CS02", typed)), "fine", "{typed:?}");
    }
}
