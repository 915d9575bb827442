//! A database that is busy, and many who write the same person's month at once: nobody is told of a fault, but when to
//! come back, and whoever does is served.

use super::{blank, cell, edit, kind, path, publish, sheet, stands};
use dianwu_domain::{
    Code,
    roster::api::{EditBody, EditReply, EditRoster},
};
use dianwu_tests::{Client, Fixture, NOTHING, Response, Shop};
use xtask::demo::{kind as place, seats::Team};

/// An answer that says when to come back.
fn is_busy(answer: &Response) -> bool {
    let problem = answer.problem();
    assert_eq!((problem.code, problem.retry_after), (Code::Unavailable, Some(1)), "{answer}");
    assert_eq!(answer.header("retry-after"), Some("1"), "{answer}");
    true
}

#[test]
fn eight_edits_of_one_persons_published_month_at_once_are_all_saved_or_told_when_to_come_back() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let path = path(&shop, Team::Service, blank(&shop));
    let first = path.month.first();
    edit(&manager, path, &[cell(&shop, "CS01", first, kind(&shop, place::OFF), 0)]).unwrap();
    publish(&manager, path, 1).unwrap();
    // Far from the draft of the month before, whose shifts would count with these.
    let places: [i64; 8] = [7, 8, 9, 10, 21, 22, 23, 24];
    let devices: Vec<Client> = places.iter().map(|_| shop.sign_in("CS01")).collect();
    std::thread::scope(|scope| {
        for (device, place) in devices.into_iter().zip(places) {
            let edits = vec![cell(&shop, "CS02", first.plus(place), kind(&shop, place::EARLY), 0)];
            let body = EditBody { edits, is_published: None, sign_off: None };
            scope.spawn(move || {
                let tries = (0..40).find(|_| {
                    let answer = device.prepared::<EditRoster>(&path, &NOTHING, &body).send();
                    let is_saved = answer.is_ok();
                    if is_saved {
                        let reply: EditReply = answer.json();
                        assert_eq!((reply.saved.len(), reply.conflicts.len()), (1, 0));
                    }
                    is_saved || !is_busy(&answer)
                });
                assert!(tries.is_some(), "never served");
            });
        }
    });
    let stands_now = sheet(&manager, path).unwrap();
    for place in places {
        let stands = stands(&stands_now, shop.person("CS02").id, first.plus(place));
        assert_eq!(stands, Some((Some(kind(&shop, place::EARLY)), 1)));
    }
}

#[test]
fn while_the_database_is_held_a_write_is_told_when_to_come_back_and_changes_nothing() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let path = path(&shop, Team::Service, blank(&shop));
    let edits = vec![cell(&shop, "CS02", path.month.first(), kind(&shop, place::EARLY), 0)];
    let body = EditBody { edits, is_published: None, sign_off: None };
    let before = shop.fingerprint();
    let held = shop.hold();
    let answer = manager.prepared::<EditRoster>(&path, &NOTHING, &body).send();
    drop(held);
    assert!(is_busy(&answer));
    assert_eq!(shop.fingerprint(), before);
    assert!(shop.log().contains("unavailable"), "the cause is in the log: {}", shop.log());
    let reply: EditReply = manager.prepared::<EditRoster>(&path, &NOTHING, &body).send().json();
    assert_eq!((reply.saved.len(), reply.conflicts.len()), (1, 0));
}
