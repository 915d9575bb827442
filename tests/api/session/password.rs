//! Changing one's password, and HR's one-time codes.

use dianwu_domain::{
    people::api::PersonPath,
    session::api::{ChangePassword, PasswordBody, PasswordReset, ResetPassword, SignOut, WhoAmI},
    settings::api::GetShop,
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, told};
use xtask::demo::PASSWORD;

fn change(client: &Client, current: Option<&str>, new: &str) -> String {
    let body = PasswordBody { current: current.map(|text| text.parse().unwrap()), new: new.parse().unwrap() };
    told(client.call::<ChangePassword>(NOTHING, NOTHING, body))
}

fn reset(shop: &Shop, client: &Client, number: &str) -> Result<PasswordReset, dianwu_domain::Problem> {
    client.get::<ResetPassword>(PersonPath { person_id: shop.person(number).id }, NOTHING)
}

#[test]
fn a_new_password_must_be_a_good_one_and_the_current_one_right() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.sign_in("CS02");
    let before = shop.fingerprint();
    for (current, new, wanted) in [
        (Some(PASSWORD), "short", "new too_short:8"),
        (Some(PASSWORD), "88888888", "new too_simple"),
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
    let PasswordReset { code, .. } = reset(&shop, &hr, "CS02").unwrap();
    assert_eq!(told(device.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in", "all devices are signed out");
    assert_eq!(told(device.sign_in("CS02", PASSWORD)), "wrong_credentials");

    let typed = code.to_lowercase().replace('-', " ");
    assert!(device.sign_in("CS02", &typed).unwrap().must_change_password);
    assert_eq!(told(device.get::<GetShop>(NOTHING, NOTHING)), "password_change_required");
    assert_eq!(change(&device, None, &code), "new too_simple");
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
