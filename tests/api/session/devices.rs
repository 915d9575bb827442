//! Signed-in devices.

use dianwu_domain::{
    people::api::PersonPath,
    roster::api::{CreateFeed, GetFeed},
    session::api::{EndSessions, ListSessions, RevokeSession, SessionPath, SignOutEverywhere, WhoAmI},
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, now, told};
use xtask::demo::PASSWORD;

#[test]
fn people_see_their_devices_and_sign_one_out() {
    let shop = Shop::start(Fixture::Demo);
    let (here, there) = (shop.sign_in("CS02"), shop.sign_in("CS02"));
    let _somebody_else = shop.sign_in("CS03");
    let devices = here.get::<ListSessions>(NOTHING, NOTHING).unwrap();
    assert_eq!(devices.len(), 2);
    assert_eq!(devices.iter().filter(|device| device.is_current).count(), 1);
    assert!(devices.iter().all(|device| device.user_agent == "dianwu-tests"));

    let other = devices.iter().find(|device| !device.is_current).unwrap().id;
    let revoke = |id| here.get::<RevokeSession>(SessionPath { session_id: id }, NOTHING);
    assert_eq!(told(revoke(other)), "fine");
    assert_eq!(told(there.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in");
    assert_eq!(told(here.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
    let before = shop.fingerprint();
    assert_eq!(told(revoke(other)), "fine", "what is gone is gone");
    assert_eq!(shop.fingerprint(), before, "and is not logged twice");
}

#[test]
fn nobody_signs_out_somebody_elses_device() {
    let shop = Shop::start(Fixture::Demo);
    let (mine, theirs) = (shop.sign_in("HR02"), shop.sign_in("CS02"));
    let id = theirs.get::<ListSessions>(NOTHING, NOTHING).unwrap()[0].id;
    assert_eq!(told(mine.get::<RevokeSession>(SessionPath { session_id: id }, NOTHING)), "fine");
    assert_eq!(told(theirs.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
}

#[test]
fn people_sign_out_everywhere() {
    let shop = Shop::start(Fixture::Demo);
    let (here, there, somebody_else) = (shop.sign_in("CS02"), shop.sign_in("CS02"), shop.sign_in("CS03"));
    here.call::<CreateFeed>(NOTHING, NOTHING, NOTHING).unwrap();
    assert_eq!(told(here.get::<SignOutEverywhere>(NOTHING, NOTHING)), "fine");
    assert_eq!(here.token(), None);
    assert_eq!(told(there.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in");
    assert_eq!(told(somebody_else.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
    assert_eq!(told(here.sign_in("CS02", PASSWORD)), "fine", "the password stays");
    let feed = here.get::<GetFeed>(NOTHING, NOTHING).unwrap();
    assert_eq!(feed.created_at, None, "the calendar's address has ended");
    // The new sign-in made the browser known again, and no other.
    assert_eq!(
        shop.look_up::<i64>(
            "SELECT count(*) FROM known_device d JOIN person p ON p.id = d.person_id WHERE number = 'CS02'"
        ),
        1
    );
}

#[test]
fn hr_signs_somebody_out_without_a_new_password_but_no_administrator() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, administrator, device) = (shop.sign_in("HR01"), shop.sign_in("HR02"), shop.sign_in("CS02"));
    let end = |client: &Client, number: &str| {
        told(client.get::<EndSessions>(PersonPath { person_id: shop.person(number).id }, NOTHING))
    };
    assert_eq!(end(&shop.sign_in("CS01"), "CS02"), "forbidden", "a manager");
    assert_eq!(end(&hr, "HR02"), "forbidden");
    assert_eq!(told(administrator.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
    assert_eq!(end(&hr, "CS11"), "not_found", "who has left has no account");
    assert_eq!(end(&hr, "CS02"), "fine");
    assert_eq!(told(device.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in");
    assert_eq!(told(device.sign_in("CS02", PASSWORD)), "fine");
    assert_eq!(shop.look_up::<String>("SELECT subject FROM audit WHERE action = 'session.end_all'"), "CS02");
}

#[test]
fn all_of_somebodys_sessions_are_listed_because_there_are_never_more() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        database
            .execute(
                "INSERT INTO session (id, token_hash, person_id, created_at, seen_at, expires_at, address, user_agent)
                SELECT printf('0190f3c8-a000-7000-8000-0000000000%02d', value), printf('%064d', value), p.id,
                    ?1, ?1 - value, ?1 + 9000000, '', ''
                FROM person p, (WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 80)
                    SELECT value FROM n) WHERE number = 'CS02'",
                [now().0],
            )
            .unwrap();
    });
    let listed = shop.sign_in("CS02").get::<ListSessions>(NOTHING, NOTHING).unwrap().len();
    assert_eq!(listed, 50);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM session"), 50);
}
