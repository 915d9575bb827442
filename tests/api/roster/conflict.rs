//! Two managers at one sheet: nothing is lost without being told.

use super::{blank, cell, edit, kind, next, path, publish, sheet, stands};
use dianwu_domain::roster::api::{CellEdit, EditReply};
use dianwu_tests::{Fixture, Shop, told};
use xtask::demo::{kind as place, seats::Team};

#[test]
fn a_cell_that_somebody_else_changed_comes_back_and_all_others_are_saved() {
    let shop = Shop::start(Fixture::Demo);
    let (first, second) = (shop.sign_in("CS01"), shop.sign_in("MG02"));
    let month = blank(&shop);
    let path = path(&shop, Team::Service, month);
    let (day, next_day) = (month.first(), month.first().plus(1));
    let [early, late, off] = [place::EARLY, place::LATE, place::OFF].map(|place| kind(&shop, place));
    edit(&first, path, &[cell(&shop, "CS02", day, early, 0)]).unwrap();

    let edits = [cell(&shop, "CS02", day, late, 0), cell(&shop, "CS02", next_day, off, 0)];
    let EditReply { saved, conflicts, .. } = edit(&second, path, &edits).unwrap();
    assert_eq!(saved.iter().map(|state| state.day).collect::<Vec<_>>(), [next_day]);
    let [conflict] = &conflicts[..] else { panic!("{conflicts:?}") };
    assert_eq!((conflict.theirs.kind_id, conflict.theirs.version), (Some(early), 1));
    assert_eq!((conflict.by.as_str(), conflict.department_id), ("王芳", None));
    let person = shop.person("CS02").id;
    assert_eq!(stands(&sheet(&first, path).unwrap(), person, day), Some((Some(early), 1)), "theirs stands");

    let knowingly = CellEdit { version: conflict.theirs.version, ..edits[0] };
    let reply = edit(&second, path, &[knowingly]).unwrap();
    assert_eq!((reply.saved[0].version, reply.conflicts.len()), (2, 0));
    assert_eq!(stands(&sheet(&first, path).unwrap(), person, day), Some((Some(late), 2)));
}

#[test]
fn two_who_want_the_same_do_not_collide() {
    let shop = Shop::start(Fixture::Demo);
    let path = path(&shop, Team::Service, blank(&shop));
    let edits = [cell(&shop, "CS02", path.month.first(), kind(&shop, place::EARLY), 0)];
    for number in ["CS01", "MG02"] {
        let reply = edit(&shop.sign_in(number), path, &edits).unwrap();
        assert_eq!((reply.saved[0].version, reply.conflicts.len()), (1, 0));
    }
}

#[test]
fn of_two_who_write_a_cell_at_once_one_is_saved_and_the_other_is_told() {
    let shop = Shop::start(Fixture::Demo);
    let devices = [shop.sign_in("CS01"), shop.sign_in("MG02")];
    let path = path(&shop, Team::Service, blank(&shop));
    let kinds = [place::EARLY, place::LATE].map(|place| kind(&shop, place));
    let days: Vec<_> = path.month.days().collect();
    let replies = std::thread::scope(|scope| {
        let write = |(device, kind_id): (dianwu_tests::Client, _)| {
            let edits: Vec<_> = days.iter().map(|day| cell(&shop, "CS02", *day, kind_id, 0)).collect();
            scope.spawn(move || {
                edits.chunks(5).map(|edits| edit(&device, path, edits).unwrap()).collect::<Vec<EditReply>>()
            })
        };
        let threads: Vec<_> = devices.into_iter().zip(kinds).map(write).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let count = |count: fn(&EditReply) -> usize| replies.iter().flatten().map(count).sum::<usize>();
    assert_eq!(count(|reply| reply.saved.len()), days.len());
    assert_eq!(count(|reply| reply.conflicts.len()), days.len());
    let stands_now = sheet(&shop.sign_in("CS01"), path).unwrap();
    for (replies, kind_id) in replies.iter().zip(kinds) {
        for state in replies.iter().flat_map(|reply| &reply.saved) {
            assert_eq!(stands(&stands_now, state.person_id, state.day), Some((Some(kind_id), 1)));
        }
    }
}

#[test]
fn an_edit_and_a_publication_at_once_both_count() {
    let shop = Shop::start(Fixture::Demo);
    let devices = [shop.sign_in("CS01"), shop.sign_in("MG02")];
    let path = path(&shop, Team::Service, next(&shop));
    let day = path.month.first();
    let before = stands(&sheet(&devices[0], path).unwrap(), shop.person("CS02").id, day).unwrap().0;
    let other =
        [place::OFF, place::LATE].map(|place| kind(&shop, place)).into_iter().find(|kind| Some(*kind) != before);
    let edits = [cell(&shop, "CS02", day, other, 1)];
    let (edited, published) = std::thread::scope(|scope| {
        let [first, second] = devices;
        let edited = scope.spawn(move || edit(&first, path, &edits));
        let published = scope.spawn(move || publish(&second, path, 1));
        (edited.join().unwrap(), published.join().unwrap())
    });
    let edited = edited.unwrap();
    assert_eq!(edited.saved.len(), 1);
    // What was checked before the edit is not published with it, but once it has been checked anew.
    let published = told(published);
    assert!(["fine", "stale"].contains(&published.as_str()), "{published}");
    assert_eq!(told(publish(&shop.sign_in("CS01"), path, 1)), "fine");
    // Whichever came first, the cell and its trail agree on it.
    let id = shop.person("CS02").id;
    let steps = format!("SELECT count(*) FROM roster_change WHERE person_id = '{id}' AND day = '{day}'");
    let is_after = edited.saved[0].change.is_some();
    assert_eq!(shop.look_up::<i64>(&steps), i64::from(is_after));
}
