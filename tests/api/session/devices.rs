//! Signed-in devices.

use dianwu_domain::session::api::{ListSessions, RevokeSession, SessionPath, WhoAmI};
use dianwu_tests::{Fixture, NOTHING, Shop, told};

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
