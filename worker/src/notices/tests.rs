//! Notices over the real migrations: who is told what, once, until they have read it.

use super::*;
use crate::{
    kernel::sqlite::batch,
    roster::shop::{NOW, Shop, day, id},
};
use dianwu_domain::notices::api::NoticeKind::{ClaimApproved, ClaimRefused, ShiftsChanged, SwapOffered, Unknown};

const DAY: &str = "2026-11-03";

fn told(person: u128, topic: u128, kind: NoticeKind) -> Told {
    Told {
        person_id: id(person),
        topic: Topic::new("thing", topic),
        kind,
        subject: day(DAY).into(),
        by: None,
        at: NOW,
        until: day(DAY),
    }
}

fn changed(days: &[(&str, &str)], until: &str) -> Told {
    let days = days.iter().map(|(on, was)| (day(on), (*was).to_owned())).collect();
    Told { subject: Subject { days, ..day("2026-11-01").into() }, until: day(until), ..told(1, 1, ShiftsChanged) }
}

impl Shop {
    fn tell(&mut self, told: &[Told]) {
        batch(&mut self.database, telling(told).into()).unwrap();
    }

    fn unread(&mut self, person: u128, on: &str, at: Instant) -> Vec<NoticeRecord> {
        let now = LocalTime { day: day(on), minute: "09:00".parse().unwrap() };
        batch(&mut self.database, vec![unread(id(person), now, at)]).unwrap().take(0)
    }

    fn kinds(&mut self, person: u128) -> Vec<NoticeKind> {
        self.unread(person, DAY, NOW).into_iter().map(|row| row.kind).collect()
    }

    fn read(&mut self, person: u128, ids: &[NoticeId]) {
        let args = args![id::<PersonId>(person), Arg::json(&ids), NOW];
        batch(&mut self.database, vec![store::READ.with(args)]).unwrap();
    }
}

#[test]
fn a_topic_is_told_once_to_whom_it_concerns_and_its_latest_turn_stands() {
    let mut shop = Shop::open();
    shop.tell(&[told(1, 1, ClaimRefused), told(2, 1, ClaimRefused)]);
    shop.tell(&[told(1, 1, ClaimApproved)]);
    shop.tell(&[told(1, 1, ClaimApproved)]);
    assert_eq!((shop.kinds(1), shop.kinds(2), shop.kinds(3)), (vec![ClaimApproved], vec![ClaimRefused], vec![]));
    assert_eq!(shop.count("notice"), 2);
}

#[test]
fn what_was_read_is_gone_until_it_is_told_anew_and_nobody_reads_for_somebody_else() {
    let mut shop = Shop::open();
    shop.tell(&[told(1, 1, ClaimRefused), told(2, 1, ClaimRefused)]);
    let seen = shop.unread(1, DAY, NOW)[0].id;
    shop.read(2, &[seen]);
    assert_eq!(shop.kinds(1), [ClaimRefused]);
    // What was told anew while it was read is not read with it.
    shop.tell(&[told(1, 1, ClaimApproved)]);
    shop.read(1, &[seen]);
    assert_eq!(shop.kinds(1), [ClaimApproved]);
    let again = shop.unread(1, DAY, NOW)[0].id;
    for _ in 0..2 {
        shop.read(1, &[again]);
        assert!(shop.kinds(1).is_empty());
    }
    assert_eq!(shop.kinds(2), [ClaimRefused]);
    shop.tell(&[told(1, 1, ClaimRefused)]);
    assert_eq!(shop.kinds(1), [ClaimRefused]);
}

#[test]
fn what_happens_unless_somebody_acts_is_told_from_its_time_on() {
    let mut shop = Shop::open();
    let later = Instant(NOW.0 + 1);
    let lapse = |topic| Told { at: later, ..told(1, topic, NoticeKind::ClaimLapsed) };
    shop.tell(&[lapse(1), lapse(2), lapse(3)]);
    assert!(shop.kinds(1).is_empty());
    shop.tell(&[told(1, 1, ClaimApproved)]);
    batch(&mut shop.database, vec![untell(id(1), &Topic::new("thing", 2))]).unwrap();
    let kinds: Vec<_> = shop.unread(1, DAY, later).into_iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [ClaimApproved, NoticeKind::ClaimLapsed]);
}

#[test]
fn notices_end_with_their_day_and_with_their_readers_access() {
    let mut shop = Shop::open();
    shop.tell(&[told(1, 1, ClaimRefused)]);
    assert_eq!(shop.unread(1, DAY, NOW).len(), 1);
    assert!(shop.unread(1, "2026-11-04", NOW).is_empty());
    shop.leave(2, "2026-11-01");
    shop.tell(&[told(2, 1, ClaimRefused)]);
    assert!(shop.kinds(2).is_empty(), "who has left is told nothing");
    batch(&mut shop.database, vec![forget(id(1))]).unwrap();
    assert_eq!(shop.count("notice"), 0);
}

#[test]
fn changes_of_one_roster_are_one_notice_that_tells_from_what_was_known() {
    let mut shop = Shop::open();
    shop.tell(&[changed(&[("2026-11-03", "a"), ("2026-11-04", "")], "2026-11-10")]);
    shop.tell(&[changed(&[("2026-11-03", "b"), ("2026-11-20", "c")], "2026-11-20")]);
    shop.tell(&[changed(&[("2026-11-04", "d")], "2026-11-09")]);
    let days = |shop: &mut Shop, on| -> Vec<_> {
        let rows = shop.unread(1, on, NOW);
        assert_eq!(rows.len(), 1);
        let subject: Subject = serde_json::from_str(&rows[0].subject).unwrap();
        subject.days.into_iter().map(|(on, was)| format!("{} {was}", on.number())).collect()
    };
    assert_eq!(days(&mut shop, "2026-11-20"), ["3 a", "4 ", "20 c"]);
    batch(&mut shop.database, vec![untell_day(id(1), &Topic::new("thing", 1), day("2026-11-04"))]).unwrap();
    assert_eq!(days(&mut shop, DAY), ["3 a", "20 c"]);
    let seen = shop.unread(1, DAY, NOW)[0].id;
    shop.read(1, &[seen]);
    shop.tell(&[changed(&[("2026-11-03", "e")], "2026-11-10")]);
    assert_eq!(days(&mut shop, DAY), ["3 e"], "what was read is known");
    assert_eq!(shop.count("notice"), 2, "and stays in the inbox");
}

#[test]
fn a_few_are_shown_those_first_whose_time_ends_and_offers_wait_elsewhere() {
    let mut shop = Shop::open();
    for n in 1..=6 {
        let until = day(&format!("2026-11-{:02}", 20 - n));
        shop.tell(&[Told { until, at: Instant(NOW.0 - n), ..told(1, n as u128, ClaimRefused) }]);
    }
    shop.tell(&[told(1, 9, SwapOffered)]);
    let rows = shop.unread(1, DAY, NOW);
    let (notices, has_more) = shown(rows, |_, _| true).unwrap();
    assert_eq!((notices.len(), has_more), (SHOWN, true));
    assert!(notices.is_sorted_by(|a, b| a.told_at > b.told_at));
    assert_eq!(notices[0].told_at, Instant(NOW.0 - 2), "the one whose time ends last waits");
    let ids: Vec<_> = notices.iter().map(|notice| notice.id).collect();
    shop.read(1, &ids);
    let (rest, has_more) = shown(shop.unread(1, DAY, NOW), |_, _| true).unwrap();
    assert_eq!((rest.len(), has_more), (1, false));
}

#[test]
fn what_is_not_known_or_not_for_ones_eyes_any_more_is_left_out() {
    let mut shop = Shop::open();
    shop.tell(&[told(1, 1, Unknown), told(1, 2, ClaimRefused)]);
    shop.database.execute("UPDATE notice SET kind = 'score_ready' WHERE kind = 'unknown'", []).unwrap();
    let rows = shop.unread(1, DAY, NOW);
    assert_eq!(rows.len(), 2);
    assert_eq!(shown(rows, |_, _| true).unwrap().0.len(), 1);
    assert!(shown(shop.unread(1, DAY, NOW), |_, _| false).unwrap().0.is_empty());
}

#[test]
fn a_settled_topic_is_read() {
    let mut shop = Shop::open();
    shop.tell(&[told(1, 1, ClaimRefused)]);
    batch(&mut shop.database, vec![settled(id(1), &Topic::new("thing", 1), NOW)]).unwrap();
    assert!(shop.kinds(1).is_empty());
}

#[test]
fn changes_that_staff_had_not_seen_before_there_were_notices_are_told() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    let mut files: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let sql = |file: &std::path::PathBuf| std::fs::read_to_string(file).unwrap();
    let (before, from) = files.split_at(files.iter().position(|file| file.ends_with("0008_notices.sql")).unwrap());
    before.iter().for_each(|file| connection.execute_batch(&sql(file)).unwrap());
    let ids = [1, 2, 3, 4, 5].map(|n| id::<PersonId>(n).to_string());
    let [department, person, manager, kind, roster] = &ids;
    connection
        .execute_batch(&format!(
            "INSERT INTO department (id, name) VALUES ('{department}', '客服组');
            INSERT INTO person (id, number, name, department_id, hired_on, created_at) VALUES
                ('{person}', 'A1', '甲', '{department}', '2020-01-01', 0),
                ('{manager}', 'A2', '乙', '{department}', '2020-01-01', 0);
            INSERT INTO shift_kind (id, code, name, hue) VALUES ('{kind}', '休', '休息', 'slate');
            INSERT INTO roster (id, department_id, month, status, published_at) VALUES
                ('{roster}', '{department}', '2099-01', 'published', 0);
            INSERT INTO roster_entry (person_id, day, roster_id, kind_id, changed_from, changed_at, updated_by, updated_at)
            VALUES ('{person}', '2099-01-03', '{roster}', NULL, '{kind}', 7, '{manager}', 7),
                ('{person}', '2099-01-05', '{roster}', '{kind}', NULL, 9, '{manager}', 9),
                ('{person}', '2099-01-06', '{roster}', '{kind}', NULL, NULL, '{manager}', 9),
                ('{person}', '2099-01-07', '{roster}', '{kind}', NULL, 9, '{person}', 9),
                ('{person}', '2020-01-07', '{roster}', '{kind}', NULL, 9, '{manager}', 9);"
        ))
        .unwrap();
    connection.execute_batch(&sql(&from[0])).unwrap();
    let told: (String, String, i64, String) = connection
        .query_row("SELECT topic, subject, told_at, until_day FROM notice WHERE person_id = ?1", [person], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .unwrap();
    assert_eq!((told.0, told.2, told.3), (format!("shifts:{department}:2099-01"), 9, "2099-01-05".to_owned()));
    let subject: Subject = serde_json::from_str(&told.1).unwrap();
    assert_eq!(subject.day, day("2099-01-01"));
    let days: Vec<_> = subject.days.into_iter().map(|(on, was)| (on.number(), was)).collect();
    assert_eq!(days, [(3, kind.clone()), (5, String::new())]);
}
