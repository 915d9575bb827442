//! Drafting a month.

use super::{blank, cell, edit, kind, my_month, next, path, publish, sheet, stands};
use dianwu_domain::{
    Day,
    roster::api::{CellEdit, RosterStatus},
};
use dianwu_tests::{Fixture, Shop, told};
use xtask::demo::{kind as place, seats::Team};

#[test]
fn an_empty_month_shows_its_people_becomes_a_draft_with_its_first_cell_and_stays_unseen_until_published() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    let month = blank(&shop);
    let path = path(&shop, Team::Service, month);
    let empty = sheet(&manager, path).unwrap();
    assert_eq!((empty.head.status, empty.head.version, empty.may_edit), (RosterStatus::Empty, 0, true));
    assert_eq!(empty.people.len(), 11, "who has left is not there");
    assert!(empty.people.iter().all(|person| person.cells.is_empty()));
    assert_eq!(told(publish(&manager, path, 0)), "not_allowed_now", "there is nothing to publish");

    let day = month.first();
    let reply = edit(&manager, path, &[cell(&shop, "CS02", day, kind(&shop, place::LATE), 0)]).unwrap();
    assert_eq!((reply.head.status, reply.head.version), (RosterStatus::Draft, 1));
    assert_eq!((reply.saved.len(), reply.saved[0].version, reply.saved[0].change), (1, 1, None));
    let draft = sheet(&manager, path).unwrap();
    assert_eq!(stands(&draft, shop.person("CS02").id, day), Some((Some(kind(&shop, place::LATE)), 1)));
    let view = my_month(&staff, month);
    assert_eq!((view.is_published, view.days.len()), (false, 0));

    publish(&manager, path, 1).unwrap();
    let view = my_month(&staff, month);
    assert!(view.is_published);
    assert_eq!(
        view.days.iter().map(|one| (one.day, one.kind_id)).collect::<Vec<_>>(),
        [(day, Some(kind(&shop, place::LATE)))]
    );
}

#[test]
fn a_cell_is_filled_changed_emptied_and_counts_its_changes() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let month = blank(&shop);
    let path = path(&shop, Team::Service, month);
    let day = month.first().plus(4);
    for (version, kind_id) in (0..).zip([Some(place::EARLY), Some(place::OFF), None, Some(place::LATE)]) {
        let wanted = kind_id.map(|place| kind(&shop, place));
        let edits = [cell(&shop, "CS02", day, wanted, version)];
        let reply = edit(&manager, path, &edits).unwrap();
        assert_eq!((reply.saved[0].kind_id, reply.saved[0].version), (wanted, version + 1));
        let before = shop.fingerprint();
        let again = edit(&manager, path, &edits).unwrap();
        assert_eq!((again.saved, again.conflicts.len()), (reply.saved, 0), "the same send is the same write");
        assert_eq!(shop.fingerprint(), before);
    }
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'roster.edit'"), 4);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM roster WHERE status = 'draft'"), 2);
}

#[test]
fn edits_that_cannot_be_are_told_by_cell_and_none_of_the_send_is_saved() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let month = shop.generated().today.month();
    let path = path(&shop, Team::Service, month);
    let (early, day) = (kind(&shop, place::EARLY), month.first());
    let hired = shop.person("CS12").fields.hired_on;
    let unknown = "0190f3c8-a000-7000-8000-00000000ffff".parse().ok();
    let good = cell(&shop, "CS02", day, kind(&shop, place::OFF), 1);
    let before = shop.fingerprint();
    let wrong: [(CellEdit, &str); 4] = [
        (cell(&shop, "WH02", day, early, 0), "edits[1].person_id not_found"),
        (cell(&shop, "CS03", month.last().plus(1), early, 0), "edits[1].day out_of_range"),
        (cell(&shop, "CS03", day, unknown, 0), "edits[1].kind_id not_found"),
        (good, "edits[1] taken"),
    ];
    for (edit_, wanted) in wrong {
        assert_eq!(told(edit(&manager, path, &[good, edit_])), wanted);
    }
    let month_before = path_of(&shop, hired);
    let too_early = cell(&shop, "CS12", hired.plus(-1), early, 0);
    if too_early.day.month() == hired.month() {
        assert_eq!(told(edit(&manager, month_before, &[too_early])), "edits[0].day out_of_range");
    }
    let left = shop.person("CS11").fields.left_on.unwrap();
    let too_late = cell(&shop, "CS11", left.plus(1), early, 0);
    assert_eq!(told(edit(&manager, path_of(&shop, left), &[too_late])), "edits[0].day out_of_range");
    assert_eq!(shop.fingerprint(), before);
}

fn path_of(shop: &Shop, day: Day) -> dianwu_domain::roster::api::RosterPath {
    path(shop, Team::Service, day.month())
}

#[test]
fn a_whole_month_of_a_team_is_saved_in_one_send() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let month = blank(&shop);
    let path = path(&shop, Team::Service, month);
    let people = sheet(&manager, path).unwrap().people;
    let off = kind(&shop, place::OFF);
    let edits: Vec<CellEdit> = people
        .iter()
        .flat_map(|person| {
            month.days().map(|day| CellEdit { person_id: person.id, day, kind_id: Some(off), version: 0 })
        })
        .collect();
    let reply = edit(&manager, path, &edits).unwrap();
    assert_eq!((reply.saved.len(), reply.conflicts.len()), (edits.len(), 0));
    let saved = sheet(&manager, path).unwrap();
    assert!(saved.people.iter().all(|person| person.cells.len() == usize::from(month.length())));
}

#[test]
fn managers_make_rosters_of_their_own_departments_and_hr_only_reads_them() {
    let shop = Shop::start(Fixture::Demo);
    let (service, shopkeeper, hr) = (shop.sign_in("CS01"), shop.sign_in("MG02"), shop.sign_in("HR01"));
    let draft = path(&shop, Team::Service, next(&shop));
    let warehouse = path(&shop, Team::Warehouse, shop.generated().today.month());
    let one = |path: dianwu_domain::roster::api::RosterPath| {
        cell(&shop, "WH02", path.month.first(), kind(&shop, place::OFF), 1)
    };
    assert_eq!(told(sheet(&service, warehouse)), "not_found");
    assert_eq!(told(edit(&service, warehouse, &[one(warehouse)])), "not_found");
    assert_eq!(told(publish(&service, warehouse, 1)), "not_found");
    assert!(sheet(&shopkeeper, warehouse).unwrap().may_edit, "the whole subtree");
    let read = sheet(&hr, draft).unwrap();
    assert_eq!((read.head.status, read.may_edit), (RosterStatus::Draft, false));
    assert_eq!(told(edit(&hr, draft, &[])), "forbidden");
    assert_eq!(told(publish(&hr, draft, 1)), "forbidden");
}
