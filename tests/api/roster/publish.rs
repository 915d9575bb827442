//! Publishing, and changes after it.

use super::{cell, edit, edit_as_seen, kind, my_month, next, path, publish, sheet, stands};
use dianwu_domain::{
    MonthQuery,
    notices::api::ShiftChange,
    roster::api::{ListRosters, RosterStatus},
    today::api::Today,
};
use dianwu_tests::{Fixture, NOTHING, Shop, told};
use xtask::demo::{kind as place, seats::Team};

#[test]
fn publishing_twice_is_publishing_once_and_what_was_not_seen_is_not_published() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, other) = (shop.sign_in("CS01"), shop.sign_in("MG02"));
    let path = path(&shop, Team::Service, next(&shop));
    let seen = sheet(&manager, path).unwrap().head;
    assert_eq!((seen.status, seen.version), (RosterStatus::Draft, 1));
    assert_eq!(told(publish(&manager, path, seen.version + 1)), "stale");
    let head = publish(&manager, path, seen.version).unwrap();
    assert_eq!((head.status, head.version), (RosterStatus::Published, 2));
    assert_eq!(head.published_by.as_ref().map(|name| name.as_str()), Some("王芳"));
    let before = shop.fingerprint();
    assert_eq!(publish(&manager, path, seen.version).unwrap(), head);
    assert_eq!(publish(&other, path, head.version).unwrap(), head);
    assert_eq!(shop.fingerprint(), before);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'roster.publish'"), 1);
}

#[test]
fn a_change_after_publishing_shows_what_stood_and_what_stands() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    let month = next(&shop);
    let path = path(&shop, Team::Service, month);
    publish(&manager, path, 1).unwrap();
    let day = month.first();
    let (told_kind, _) = stands(&sheet(&manager, path).unwrap(), shop.person("CS02").id, day).unwrap();
    let told_kind = told_kind.unwrap();
    let other = [place::EARLY, place::LATE, place::OFF].map(|place| kind(&shop, place));
    let others: Vec<_> = other.into_iter().filter(|kind| *kind != told_kind).collect();

    let mine = || my_month(&staff, month).days.into_iter().find(|one| one.day == day).unwrap();
    assert_eq!((mine().kind_id, mine().change), (Some(told_kind), None));
    // Twice changed, it still tells what was published; emptied, that too.
    for (version, kind_id) in (1..).zip([Some(others[0]), Some(others[1]), None]) {
        let reply = edit(&manager, path, &[cell(&shop, "CS02", day, kind_id, version)]).unwrap();
        assert_eq!(reply.saved[0].change.map(|change| change.from), Some(Some(told_kind)));
        assert_eq!((mine().kind_id, mine().change.map(|change| change.from)), (kind_id, Some(Some(told_kind))));
        let notices = staff.get::<Today>(NOTHING, NOTHING).unwrap().notices;
        let wanted = ShiftChange { day, from: Some(told_kind), to: kind_id };
        assert!(notices.iter().any(|notice| notice.changes == [wanted]), "{notices:?}");
    }
    // Back to what was published: nothing to tell, but the trail keeps every step.
    edit(&manager, path, &[cell(&shop, "CS02", day, told_kind, 4)]).unwrap();
    assert_eq!((mine().kind_id, mine().change), (Some(told_kind), None));
    let id = shop.person("CS02").id;
    let steps = format!("SELECT count(*) FROM roster_change WHERE person_id = '{id}' AND day = '{day}'");
    assert_eq!(shop.look_up::<i64>(&steps), 4);
}

#[test]
fn what_was_meant_for_a_draft_is_not_written_into_a_roster_that_was_published_meanwhile() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, other) = (shop.sign_in("CS01"), shop.sign_in("MG02"));
    let month = next(&shop);
    let path = path(&shop, Team::Service, month);
    let seen = stands(&sheet(&other, path).unwrap(), shop.person("CS02").id, month.first()).unwrap().0.unwrap();
    let wanted = if seen == kind(&shop, place::OFF) { place::LATE } else { place::OFF };
    let edits = [cell(&shop, "CS02", month.first(), kind(&shop, wanted), 1)];
    publish(&manager, path, 1).unwrap();
    let before = shop.fingerprint();
    assert_eq!(told(edit_as_seen(&other, path, &edits, false)), "stale");
    assert_eq!(shop.fingerprint(), before);
    let saved = edit_as_seen(&other, path, &edits, true).unwrap().saved;
    assert_eq!(saved[0].change.map(|change| change.from), Some(Some(seen)));
    // Sent again, it stands already, whatever was seen.
    assert_eq!(edit_as_seen(&other, path, &edits, false).unwrap().saved, saved);
}

#[test]
fn a_change_of_a_draft_leaves_no_trace_for_staff() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let month = next(&shop);
    let path = path(&shop, Team::Service, month);
    let changes: i64 = shop.look_up("SELECT count(*) FROM roster_change");
    let seen = stands(&sheet(&manager, path).unwrap(), shop.person("CS02").id, month.first()).unwrap().0.unwrap();
    let other = if seen == kind(&shop, place::OFF) { place::LATE } else { place::OFF };
    edit(&manager, path, &[cell(&shop, "CS02", month.first(), kind(&shop, other), 1)]).unwrap();
    publish(&manager, path, 1).unwrap();
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM roster_change"), changes);
    let days = my_month(&shop.sign_in("CS02"), month).days;
    assert!(days.iter().all(|day| day.change.is_none()));
}

#[test]
fn the_demo_shops_own_changes_are_shown_like_those_made_here() {
    let shop = Shop::start(Fixture::Demo);
    for roster in shop.generated().rosters.iter().filter(|roster| !roster.changes.is_empty()) {
        let entry = roster.entries.iter().find(|entry| entry.changed.is_some()).unwrap();
        let number = shop.generated().people.iter().find(|one| one.id == entry.person_id).unwrap();
        let staff = shop.sign_in(number.fields.number.as_str());
        let day = my_month(&staff, roster.month).days.into_iter().find(|one| one.day == entry.day).unwrap();
        let change = day.change.map(|change| (change.from.unwrap(), change.at));
        assert_eq!((day.kind_id, change), (Some(entry.kind_id), entry.changed));
    }
}

#[test]
fn a_months_heads_tell_how_far_each_department_is() {
    let shop = Shop::start(Fixture::Demo);
    let (shopkeeper, manager) = (shop.sign_in("MG02"), shop.sign_in("CS01"));
    let heads =
        |client: &dianwu_tests::Client, month| client.get::<ListRosters>(NOTHING, MonthQuery { month }).unwrap();
    let current = shop.generated().today.month();
    let all = heads(&shopkeeper, current);
    assert_eq!(all.len(), Team::ALL.len());
    assert!(all.iter().all(|head| head.status == RosterStatus::Published));
    let next = heads(&shopkeeper, current.plus(1));
    let count = |status| next.iter().filter(|head| head.status == status).count();
    assert_eq!((count(RosterStatus::Draft), count(RosterStatus::Empty)), (1, 5));
    let own = heads(&manager, current.plus(1));
    assert_eq!(
        own.iter().map(|head| (head.department_id, head.status)).collect::<Vec<_>>(),
        [(super::department(&shop, Team::Service), RosterStatus::Draft)]
    );
}
