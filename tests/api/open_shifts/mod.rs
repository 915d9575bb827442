//! Open shifts: offered, claimed once, decided, withdrawn.

mod door;

pub use door::DOOR;

use super::roster::{blank, cell, edit, edit_signed, kind, my_month, path, publish, sheet, stands};
use dianwu_domain::{
    Day, MonthQuery, OpenShiftId, Problem,
    open_shifts::{
        api::{
            ClaimShift, DecideClaim, DecisionBody, ListOpenShifts, MAX_CLAIMS, MAX_OFFERS, Obstacle, OfferBody,
            OfferShift, OpenShift, OpenShiftPath, OpenShiftState, ShiftOffer, TakeBackClaim, WithdrawShift,
        },
        waiting::OpenShiftClaimed,
    },
    today::api::Today,
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, new_uuid, today, told};
use xtask::demo::{kind as place, seats::Team};

pub fn new_path() -> OpenShiftPath {
    OpenShiftPath { open_shift_id: OpenShiftId::new(new_uuid()) }
}

pub fn body(shop: &Shop, day: Day) -> OfferBody {
    OfferBody {
        department_id: crate::roster::department(shop, Team::Service),
        day,
        kind_id: kind(shop, place::EARLY),
        note: "大促".parse().unwrap(),
        needs_approval: false,
    }
}

pub fn offer(client: &Client, path: OpenShiftPath, body: &OfferBody) -> Result<OpenShift, Problem> {
    client.call::<OfferShift>(path, NOTHING, body.clone())
}

pub fn claim(client: &Client, path: OpenShiftPath) -> Result<OpenShift, Problem> {
    client.call::<ClaimShift>(path, NOTHING, NOTHING)
}

pub fn decide(client: &Client, path: OpenShiftPath, version: u32, is_approved: bool) -> Result<OpenShift, Problem> {
    client.call::<DecideClaim>(path, NOTHING, DecisionBody { version, is_approved })
}

pub fn withdraw(client: &Client, path: OpenShiftPath) -> Result<(), Problem> {
    client.call::<WithdrawShift>(path, NOTHING, NOTHING).map(drop)
}

pub fn take_back(client: &Client, path: OpenShiftPath) -> Result<(), Problem> {
    client.call::<TakeBackClaim>(path, NOTHING, NOTHING).map(drop)
}

/// The offers of the month that nobody had begun.
pub fn offers(shop: &Shop, client: &Client) -> Vec<ShiftOffer> {
    client.get::<ListOpenShifts>(NOTHING, MonthQuery { month: blank(shop) }).unwrap()
}

/// Publishes the month that nobody had begun, with a day off of the manager's own in it: work could be too much after the
/// draft of the month before, on whatever weekday the month begins.
pub fn publish_blank(shop: &Shop, manager: &Client) {
    let path = path(shop, Team::Service, blank(shop));
    edit(manager, path, &[cell(shop, "CS01", path.month.first(), kind(shop, place::OFF), 0)]).unwrap();
    publish(manager, path, 1).unwrap();
}

/// A day in the middle of the month that nobody had begun.
pub fn day(shop: &Shop, offset: i64) -> Day {
    blank(shop).first().plus(9 + offset)
}

#[test]
fn an_offer_is_seen_once_its_roster_is_published_and_stands_in_the_roster_of_who_takes_it() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    let (offer_path, body) = (new_path(), body(&shop, day(&shop, 0)));
    offer(&manager, offer_path, &body).unwrap();
    assert!(offers(&shop, &staff).is_empty());
    assert_eq!(told(claim(&staff, offer_path)), "not_found");
    let [seen] = &offers(&shop, &manager)[..] else { panic!("the manager's offer") };
    assert!(!seen.is_published && seen.may_manage);

    publish_blank(&shop, &manager);
    let [seen] = &offers(&shop, &staff)[..] else { panic!("an offer") };
    assert!(seen.is_published && !seen.may_manage && seen.fit.as_ref().is_some_and(|fit| fit.obstacle.is_none()));
    let taken = claim(&staff, offer_path).unwrap();
    assert_eq!((taken.state, taken.person_id, taken.version), (OpenShiftState::Taken, Some(shop.person("CS02").id), 2));
    let before = shop.fingerprint();
    assert_eq!(claim(&staff, offer_path).unwrap(), taken, "the same send once more");
    assert_eq!(shop.fingerprint(), before);

    let mine = my_month(&staff, blank(&shop)).days;
    let [mine] = &mine[..] else { panic!("{mine:?}") };
    assert_eq!(
        (mine.day, mine.kind_id, mine.change.map(|change| change.from)),
        (body.day, Some(body.kind_id), Some(None))
    );
    let id = shop.person("CS02").id;
    let trail = format!("SELECT count(*) FROM roster_change WHERE person_id = '{id}' AND day = '{}'", body.day);
    assert_eq!(shop.look_up::<i64>(&trail), 1);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'open_shift.claim'"), 1);
    assert_eq!(offers(&shop, &shop.sign_in("CS03"))[0].person_name.as_ref().map(|name| name.as_str()), Some("李婷"));
}

#[test]
fn of_claims_that_come_at_once_one_succeeds_and_the_others_are_told() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    publish_blank(&shop, &manager);
    let paths: Vec<OpenShiftPath> = (0..3).map(|_| new_path()).collect();
    for (offset, path) in (0..).zip(&paths) {
        offer(&manager, *path, &body(&shop, day(&shop, offset * 3))).unwrap();
    }
    let devices = ["CS02", "CS03", "CS05", "CS06"].map(|number| shop.sign_in(number));
    let replies: Vec<Vec<String>> = std::thread::scope(|scope| {
        let threads = devices.map(|device| {
            let paths = paths.clone();
            scope.spawn(move || paths.into_iter().map(|path| told(claim(&device, path))).collect::<Vec<_>>())
        });
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for (place, path) in paths.iter().enumerate() {
        let told: Vec<&str> = replies.iter().map(|replies| replies[place].as_str()).collect();
        let count = |wanted: &str| told.iter().filter(|one| **one == wanted).count();
        assert_eq!((count("fine"), count("not_allowed_now")), (1, 3), "{told:?}");
        let id = path.open_shift_id;
        let cells = format!(
            "SELECT count(*) FROM roster_entry AS c JOIN open_shift AS o ON o.day = c.day AND o.person_id = c.person_id
                AND o.kind_id = c.kind_id WHERE o.id = '{id}' AND o.state = 'taken'"
        );
        assert_eq!(shop.look_up::<i64>(&cells), 1, "the winner has the shift");
        let others =
            format!("SELECT count(*) FROM roster_entry AS c JOIN open_shift AS o ON o.day = c.day WHERE o.id = '{id}'");
        assert_eq!(shop.look_up::<i64>(&others), 1, "and nobody else");
    }
}

#[test]
fn one_person_who_claims_two_shifts_of_a_day_at_once_gets_one() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    publish_blank(&shop, &manager);
    let paths = [new_path(), new_path()];
    for path in paths {
        offer(&manager, path, &body(&shop, day(&shop, 0))).unwrap();
    }
    let replies: Vec<String> = std::thread::scope(|scope| {
        let threads = paths.map(|path| {
            let device = shop.sign_in("CS02");
            scope.spawn(move || told(claim(&device, path)))
        });
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut replies = replies;
    replies.sort();
    assert_eq!(replies, ["fine", "not_allowed_now"]);
}

#[test]
fn a_claim_that_needs_approval_waits_until_it_is_decided() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff, other) = (shop.sign_in("CS01"), shop.sign_in("CS02"), shop.sign_in("CS03"));
    publish_blank(&shop, &manager);
    let offer_path = new_path();
    let body = OfferBody { needs_approval: true, ..body(&shop, day(&shop, 0)) };
    offer(&manager, offer_path, &body).unwrap();
    let claimed = claim(&staff, offer_path).unwrap();
    assert_eq!((claimed.state, claimed.version), (OpenShiftState::Claimed, 2));
    assert_eq!(claim(&staff, offer_path).unwrap(), claimed);
    assert_eq!(told(claim(&other, offer_path)), "not_allowed_now");
    assert!(my_month(&staff, blank(&shop)).days.is_empty(), "not hers yet");
    let waits = |client: &Client| {
        let waiting = client.get::<Today>(NOTHING, NOTHING).unwrap().waiting;
        let mut claims = waiting.iter().filter_map(|one| one.read::<OpenShiftClaimed>());
        claims.any(|claim| claim.open_shift_id == offer_path.open_shift_id)
    };
    assert!(waits(&manager) && !waits(&staff));

    assert_eq!(told(decide(&manager, offer_path, 1, true)), "stale");
    assert_eq!(told(decide(&staff, offer_path, 2, true)), "forbidden");
    assert_eq!(told(decide(&shop.sign_in("WH01"), offer_path, 2, true)), "not_found");
    let refused = decide(&manager, offer_path, 2, false).unwrap();
    assert_eq!((refused.state, refused.person_id, refused.version), (OpenShiftState::Open, None, 3));
    assert_eq!(decide(&manager, offer_path, 2, false).unwrap(), refused, "the same send once more");
    assert!(!waits(&manager));

    claim(&other, offer_path).unwrap();
    assert_eq!(told(decide(&manager, offer_path, 2, false)), "stale", "it is somebody else's claim now");
    let approved = decide(&manager, offer_path, 4, true).unwrap();
    assert_eq!((approved.state, approved.person_id), (OpenShiftState::Taken, Some(shop.person("CS03").id)));
    assert_eq!(decide(&manager, offer_path, 4, true).unwrap(), approved);
    assert_eq!(my_month(&other, blank(&shop)).days.len(), 1);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'open_shift.decide'"), 2);
}

#[test]
fn approving_fails_when_the_claimant_got_another_shift_meanwhile() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    publish_blank(&shop, &manager);
    let offer_path = new_path();
    offer(&manager, offer_path, &OfferBody { needs_approval: true, ..body(&shop, day(&shop, 0)) }).unwrap();
    claim(&staff, offer_path).unwrap();
    let late = cell(&shop, "CS02", day(&shop, 0), kind(&shop, place::LATE), 0);
    edit(&manager, path(&shop, Team::Service, blank(&shop)), &[late]).unwrap();
    let before = shop.fingerprint();
    assert_eq!(told(decide(&manager, offer_path, 2, true)), "not_allowed_now");
    assert_eq!(shop.fingerprint(), before);
    decide(&manager, offer_path, 2, false).unwrap();
}

#[test]
fn who_does_not_fit_is_told_and_nothing_is_written() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff, busy) = (shop.sign_in("CS01"), shop.sign_in("CS02"), shop.sign_in("CS03"));
    let strangers = ["OP01", "WH02", "MG02", "HR01"].map(|number| shop.sign_in(number));
    publish_blank(&shop, &manager);
    let offer_path = new_path();
    // Six days in a row from a Monday on; the seventh would take the week's day off.
    let monday = day(&shop, 0).plus((8 - day(&shop, 0).weekday() as i64) % 7);
    offer(&manager, offer_path, &body(&shop, monday.plus(6))).unwrap();
    let roster = path(&shop, Team::Service, blank(&shop));
    let cells: Vec<_> =
        (0..6).map(|offset| cell(&shop, "CS02", monday.plus(offset), kind(&shop, place::EARLY), 0)).collect();
    edit_signed(&manager, roster, &cells, "大促").unwrap();
    edit(&manager, roster, &[cell(&shop, "CS03", monday.plus(6), kind(&shop, place::LATE), 0)]).unwrap();

    let before = shop.fingerprint();
    assert_eq!(told(claim(&staff, offer_path)), "rules_broken");
    let fit = offers(&shop, &staff)[0].fit.clone().unwrap();
    assert!(fit.obstacle.is_none() && !fit.is_clear(), "{fit:?}");
    assert_eq!(told(claim(&busy, offer_path)), "not_allowed_now");
    let fit = offers(&shop, &busy)[0].fit.clone().unwrap();
    assert_eq!(fit.obstacle, Some(Obstacle::Works { kind_id: kind(&shop, place::LATE) }));
    for stranger in &strangers {
        assert_eq!(told(claim(stranger, offer_path)), "not_found");
    }
    assert!(offers(&shop, &strangers[0]).is_empty());
    assert_eq!(shop.fingerprint(), before);
    // A day off gives way.
    edit(&manager, roster, &[cell(&shop, "CS05", monday.plus(6), kind(&shop, place::OFF), 0)]).unwrap();
    claim(&shop.sign_in("CS05"), offer_path).unwrap();
    let stands = stands(&sheet(&manager, roster).unwrap(), shop.person("CS05").id, monday.plus(6));
    assert_eq!(stands, Some((Some(kind(&shop, place::EARLY)), 2)));
}

#[test]
fn what_has_begun_is_neither_offered_nor_claimed() {
    let yesterday = today().plus(-1);
    let id = OpenShiftId::new(new_uuid());
    let shop = Shop::start_after(Fixture::Demo, |database| {
        let sql = "INSERT INTO open_shift (id, department_id, day, kind_id, needs_approval)
            SELECT ?1, department_id, ?2, (SELECT id FROM shift_kind WHERE code = '早'), 0
            FROM person WHERE number = 'CS02'";
        database.execute(sql, [id.to_string(), yesterday.to_string()]).unwrap();
    });
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    assert_eq!(told(claim(&staff, OpenShiftPath { open_shift_id: id })), "not_allowed_now");
    let listed = staff.get::<ListOpenShifts>(NOTHING, MonthQuery { month: yesterday.month() }).unwrap();
    let listed = listed.iter().find(|offer| offer.shift.id == id).unwrap();
    assert_eq!(listed.fit, None);
    assert_eq!(told(offer(&manager, new_path(), &body(&shop, yesterday))), "day out_of_range");
}

#[test]
fn an_offer_is_made_once_within_ones_scope_and_for_a_shift_with_hours() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, hr) = (shop.sign_in("CS01"), shop.sign_in("HR01"));
    let (offer_path, right) = (new_path(), body(&shop, day(&shop, 0)));
    let made = offer(&manager, offer_path, &right).unwrap();
    let before = shop.fingerprint();
    assert_eq!(offer(&manager, offer_path, &right).unwrap(), made);
    for (told_wrong, wrong) in [
        ("open_shift_id taken", OfferBody { needs_approval: true, ..right.clone() }),
        ("open_shift_id taken", OfferBody { day: right.day.plus(1), ..right.clone() }),
    ] {
        assert_eq!(told(offer(&manager, offer_path, &wrong)), told_wrong);
    }
    for (told_wrong, wrong) in [
        ("kind_id inconsistent", OfferBody { kind_id: kind(&shop, place::OFF), ..right.clone() }),
        ("kind_id not_found", OfferBody { kind_id: dianwu_domain::ShiftKindId::new(new_uuid()), ..right.clone() }),
        (
            "department_id not_found",
            OfferBody { department_id: crate::roster::department(&shop, Team::Warehouse), ..right.clone() },
        ),
    ] {
        assert_eq!(told(offer(&manager, new_path(), &wrong)), told_wrong);
    }
    assert_eq!(told(offer(&hr, new_path(), &right)), "forbidden", "HR reads rosters");
    assert_eq!(shop.fingerprint(), before);
    for _ in 1..MAX_OFFERS {
        offer(&manager, new_path(), &right).unwrap();
    }
    assert_eq!(told(offer(&manager, new_path(), &right)), "day taken");
}

#[test]
fn an_offer_is_withdrawn_until_somebody_has_taken_it() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    publish_blank(&shop, &manager);
    let (open, claimed, taken) = (new_path(), new_path(), new_path());
    let body = body(&shop, day(&shop, 0));
    offer(&manager, open, &body).unwrap();
    offer(&manager, claimed, &OfferBody { needs_approval: true, ..body.clone() }).unwrap();
    offer(&manager, taken, &OfferBody { day: body.day.plus(2), ..body }).unwrap();
    claim(&staff, claimed).unwrap();
    claim(&staff, taken).unwrap();
    assert_eq!(told(withdraw(&shop.sign_in("WH01"), open)), "not_found");
    for path in [open, claimed, open, claimed] {
        withdraw(&manager, path).unwrap();
    }
    assert_eq!(told(withdraw(&manager, taken)), "not_allowed_now");
    assert_eq!(told(withdraw(&manager, new_path())), "not_found");
    assert_eq!(told(claim(&staff, open)), "not_allowed_now");
    assert_eq!(told(decide(&manager, claimed, 3, true)), "not_allowed_now");
    let left: Vec<_> = offers(&shop, &staff).into_iter().map(|offer| offer.shift.id).collect();
    assert_eq!(left, [taken.open_shift_id]);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'open_shift.withdraw'"), 2);
}

#[test]
fn a_claim_that_waits_can_be_taken_back() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff, other) = (shop.sign_in("CS01"), shop.sign_in("CS02"), shop.sign_in("CS03"));
    let stranger = shop.sign_in("OP01");
    publish_blank(&shop, &manager);
    let [asked, taken] = [new_path(), new_path()];
    offer(&manager, asked, &OfferBody { needs_approval: true, ..body(&shop, day(&shop, 0)) }).unwrap();
    offer(&manager, taken, &body(&shop, day(&shop, 3))).unwrap();
    claim(&staff, asked).unwrap();
    claim(&staff, taken).unwrap();
    let before = shop.fingerprint();
    assert_eq!(told(take_back(&other, asked)), "fine", "nothing of hers");
    assert_eq!(told(take_back(&staff, taken)), "not_allowed_now");
    assert_eq!(told(take_back(&stranger, asked)), "not_found");
    assert_eq!(shop.fingerprint(), before);
    for _ in 0..2 {
        take_back(&staff, asked).unwrap();
    }
    let open = offers(&shop, &staff).into_iter().find(|offer| offer.shift.id == asked.open_shift_id).unwrap();
    assert_eq!((open.shift.state, open.shift.person_id), (OpenShiftState::Open, None));
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'open_shift.take_back'"), 1);
    assert_eq!(told(decide(&manager, asked, 2, true)), "stale");
    claim(&other, asked).unwrap();
}

#[test]
fn claims_that_wait_are_one_a_day_and_a_few_at_most_and_the_hint_says_so() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    publish_blank(&shop, &manager);
    let asks = |offset| OfferBody { needs_approval: true, ..body(&shop, day(&shop, offset)) };
    let obstacle = |path: OpenShiftPath| {
        let offer = offers(&shop, &staff).into_iter().find(|offer| offer.shift.id == path.open_shift_id).unwrap();
        offer.fit.unwrap().obstacle
    };
    let paths: Vec<OpenShiftPath> = (0..6).map(|_| new_path()).collect();
    for (offset, path) in (0..).zip(&paths) {
        offer(&manager, *path, &asks(offset * 2)).unwrap();
    }
    let second = new_path();
    offer(&manager, second, &body(&shop, day(&shop, 0))).unwrap();
    claim(&staff, paths[0]).unwrap();
    assert_eq!((obstacle(second), told(claim(&staff, second)).as_str()), (Some(Obstacle::Asked), "not_allowed_now"));
    for path in &paths[1..MAX_CLAIMS] {
        assert_eq!(obstacle(*path), None);
        claim(&staff, *path).unwrap();
    }
    let last = paths[MAX_CLAIMS];
    assert_eq!(
        (obstacle(last), told(claim(&staff, last)).as_str()),
        (Some(Obstacle::AskedTooOften), "not_allowed_now")
    );
    let at_once = new_path();
    offer(&manager, at_once, &body(&shop, day(&shop, 12))).unwrap();
    claim(&staff, at_once).unwrap();
    take_back(&staff, paths[1]).unwrap();
    claim(&staff, last).unwrap();
}

/// Two things done at once by two devices.
pub fn both<T: Send>(
    one: (&Client, impl FnOnce(&Client) -> T + Send),
    other: (&Client, impl FnOnce(&Client) -> T + Send),
    shop: &Shop,
) -> (T, T) {
    let device = |client: &Client| {
        let device = shop.client();
        device.set_token(client.token());
        device
    };
    let (first, second) = (device(one.0), device(other.0));
    std::thread::scope(|scope| {
        let first = scope.spawn(move || one.1(&first));
        let second = scope.spawn(move || other.1(&second));
        (first.join().unwrap(), second.join().unwrap())
    })
}

#[test]
fn a_claim_that_is_approved_twice_at_once_is_approved_once_and_both_are_answered() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, other, staff) = (shop.sign_in("CS01"), shop.sign_in("MG02"), shop.sign_in("CS02"));
    publish_blank(&shop, &manager);
    let path = new_path();
    offer(&manager, path, &OfferBody { needs_approval: true, ..body(&shop, day(&shop, 0)) }).unwrap();
    claim(&staff, path).unwrap();
    let approve = |client: &Client| decide(client, path, 2, true);
    let (one, two) = both((&manager, approve), (&other, approve), &shop);
    assert_eq!((one.as_ref().unwrap().state, &one), (OpenShiftState::Taken, &two));
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'open_shift.decide'"), 1);
    let id = shop.person("CS02").id;
    let trail = format!("SELECT count(*) FROM roster_change WHERE person_id = '{id}' AND day = '{}'", day(&shop, 0));
    assert_eq!(shop.look_up::<i64>(&trail), 1);
}

#[test]
fn of_an_approval_and_a_withdrawal_at_once_one_holds() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, other, staff) = (shop.sign_in("CS01"), shop.sign_in("MG02"), shop.sign_in("CS02"));
    publish_blank(&shop, &manager);
    for (offset, by_claimant) in [(0, false), (3, true)] {
        let path = new_path();
        offer(&manager, path, &OfferBody { needs_approval: true, ..body(&shop, day(&shop, offset)) }).unwrap();
        claim(&staff, path).unwrap();
        let approve = |client: &Client| told(decide(client, path, 2, true));
        let end = |client: &Client| told(if by_claimant { take_back(client, path) } else { withdraw(client, path) });
        let ends = if by_claimant { &staff } else { &other };
        let replies = both((&manager, approve), (ends, end), &shop);
        let cells = format!(
            "SELECT count(*) FROM roster_entry WHERE person_id = '{}' AND day = '{}' AND kind_id IS NOT NULL",
            shop.person("CS02").id,
            day(&shop, offset)
        );
        let state = format!("SELECT state FROM open_shift WHERE id = '{}'", path.open_shift_id);
        let stands = (shop.look_up::<String>(&state), shop.look_up::<i64>(&cells));
        match (replies.0.as_str(), replies.1.as_str()) {
            ("fine", "not_allowed_now") => assert_eq!(stands, ("taken".to_owned(), 1)),
            ("not_allowed_now" | "stale", "fine") => assert!(stands.0 != "taken" && stands.1 == 0, "{stands:?}"),
            told => panic!("{told:?}"),
        }
    }
}

#[test]
fn what_is_no_longer_in_use_is_neither_claimed_nor_called_fitting() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    publish_blank(&shop, &manager);
    let path = new_path();
    offer(&manager, path, &body(&shop, day(&shop, 0))).unwrap();
    let count = || staff.get::<Today>(NOTHING, NOTHING).unwrap().open_shifts;
    let before = count();
    let early = shop.generated().kinds.iter().find(|one| one.id == kind(&shop, place::EARLY)).unwrap();
    let fields = dianwu_domain::shifts::api::ShiftKindFields { is_archived: true, ..early.fields.clone() };
    let saved = dianwu_domain::shifts::api::ShiftKindPath { shift_kind_id: early.id };
    let admin = shop.sign_in("HR02");
    let save = dianwu_domain::shifts::api::ShiftKindBody {
        version: 1,
        fields,
        hours: None,
        from: dianwu_domain::shifts::kind::always(),
    };
    admin.call::<dianwu_domain::shifts::api::SaveShiftKind>(saved, NOTHING, save).unwrap();
    assert_eq!(told(claim(&staff, path)), "not_allowed_now");
    assert_eq!(offers(&shop, &staff)[0].fit.as_ref().and_then(|fit| fit.obstacle), Some(Obstacle::Retired));
    assert!(count() < before);
}

#[test]
fn the_day_counts_what_can_be_claimed_and_no_more() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    publish_blank(&shop, &manager);
    let count = || staff.get::<Today>(NOTHING, NOTHING).unwrap().open_shifts;
    let before = count();
    let path = new_path();
    let monday = day(&shop, 0).plus((8 - day(&shop, 0).weekday() as i64) % 7);
    offer(&manager, path, &body(&shop, monday.plus(6))).unwrap();
    assert_eq!(count(), before + 1);
    // Six days in a row: the seventh would take the week's day off.
    let roster = crate::roster::path(&shop, Team::Service, blank(&shop));
    let cells: Vec<_> =
        (0..6).map(|offset| cell(&shop, "CS02", monday.plus(offset), kind(&shop, place::EARLY), 0)).collect();
    edit_signed(&manager, roster, &cells, "大促").unwrap();
    assert_eq!((count(), told(claim(&staff, path)).as_str()), (before, "rules_broken"));
}

#[test]
fn a_claim_whose_day_has_come_waits_for_nobody() {
    let yesterday = today().plus(-1);
    let id = OpenShiftId::new(new_uuid());
    let shop = Shop::start_after(Fixture::Demo, |database| {
        let sql = "INSERT INTO open_shift (id, department_id, day, kind_id, needs_approval, state, person_id)
            SELECT ?1, department_id, ?2, (SELECT id FROM shift_kind WHERE code = '早'), 1, 'claimed', id
            FROM person WHERE number = 'CS02'";
        database.execute(sql, [id.to_string(), yesterday.to_string()]).unwrap();
    });
    let (manager, path) = (shop.sign_in("CS01"), OpenShiftPath { open_shift_id: id });
    let waiting = manager.get::<Today>(NOTHING, NOTHING).unwrap().waiting;
    let mut claims = waiting.iter().filter_map(|one| one.read::<OpenShiftClaimed>());
    assert!(!claims.any(|claim| claim.open_shift_id == id));
    assert_eq!(told(decide(&manager, path, 1, true)), "not_allowed_now");
    let listed = manager.get::<ListOpenShifts>(NOTHING, MonthQuery { month: yesterday.month() }).unwrap();
    assert!(listed.iter().any(|offer| offer.shift.id == id), "the manager sees that it lapsed");
    take_back(&shop.sign_in("CS02"), path).unwrap();
}
