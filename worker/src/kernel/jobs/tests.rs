//! Runs over the real migrations: opened once, taken by one, resumed where they were left.

use super::{
    store::{DELETE_OLD_RUNS, DueRecord, END_RUN, LEAVE_RUN, LIST_DUE, MOVE_RUN, TAKE_RUN, TakenRecord},
    *,
};
use crate::kernel::{
    d1::Arg,
    sqlite::{batch, database},
};
use rusqlite::Connection;

/// 2026-11-23 10:30 in China.
const NOW: Instant = Instant(1_795_401_000_000);
const QUARTER: i64 = 15 * 60;

fn jobs() -> Jobs {
    let mut jobs = Jobs::new(|_| store::COUNT_CHANGES.with(args![]));
    jobs.add("hourly", Every::Hour, async |_| Ok(Next::Done));
    jobs
}

fn open(connection: &mut Connection, now: Instant) -> Vec<String> {
    let queries = vec![run::open(&jobs(), now, Zone::CHINA), LIST_DUE.with(args![now])];
    let mut due: Vec<DueRecord> = batch(connection, queries).unwrap().take(1);
    due.sort();
    due.into_iter().map(|run| format!("{} {}", run.period, run.job)).collect()
}

const RUN: (&str, &str) = ("2026-11-23", "runs");

fn take(connection: &mut Connection, now: Instant) -> Option<(String, u32, u32)> {
    let take = TAKE_RUN.with(args![RUN.0, RUN.1, now, now.plus_seconds(600)]);
    let taken: Option<TakenRecord> = batch(connection, vec![take]).unwrap().first(0);
    taken.map(|taken| (taken.cursor, taken.turn, taken.attempts))
}

fn of_turn(turn: u32, rest: Vec<Arg>) -> Vec<Arg> {
    let mut args = args![RUN.0, RUN.1, turn];
    args.extend(rest);
    args
}

fn move_on(connection: &mut Connection, turn: u32, cursor: &str, held: Instant, attempts: u32) -> bool {
    let moved = MOVE_RUN.with(of_turn(turn, args![cursor, held, attempts]));
    !batch(connection, vec![moved]).unwrap().take::<serde_json::Value>(0).is_empty()
}

#[test]
fn a_period_is_a_day_or_an_hour_of_the_shops_clocks() {
    let told = |every, now: Instant, zone| Period::at(every, now, zone).to_string();
    assert_eq!(told(Every::Day, NOW, Zone::CHINA), "2026-11-23");
    assert_eq!(told(Every::Hour, NOW, Zone::CHINA), "2026-11-23T10");
    let night = Instant(NOW.0 + 14 * 3_600_000);
    assert_eq!(told(Every::Hour, night, Zone::CHINA), "2026-11-24T00");
    assert_eq!(told(Every::Day, night, Zone::new(0).unwrap()), "2026-11-23");
    for text in ["2026-11-23", "2026-11-23T10", "2028-02-29T00"] {
        assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
    }
    assert!(["", "2026-11", "2026-11-23Tx"].iter().all(|text| text.parse::<Period>().is_err()));
}

#[test]
fn each_run_is_opened_once_and_older_ones_come_first() {
    let mut connection = database();
    let first = ["2026-11-23 runs", "2026-11-23T10 hourly"];
    assert_eq!(open(&mut connection, NOW), first);
    assert_eq!(open(&mut connection, NOW), first);
    let later = NOW.plus_seconds(24 * 3600);
    let wanted = ["2026-11-23 runs", "2026-11-23T10 hourly", "2026-11-24 runs", "2026-11-24T10 hourly"];
    assert_eq!(open(&mut connection, later), wanted);
}

#[test]
fn a_run_is_held_by_one_and_resumed_by_another_when_that_one_was_stopped() {
    let mut connection = database();
    open(&mut connection, NOW);
    assert_eq!(take(&mut connection, NOW), Some((String::new(), 1, 1)));
    assert_eq!(take(&mut connection, NOW), None, "two calls at once");
    assert_eq!(open(&mut connection, NOW), ["2026-11-23T10 hourly"]);
    assert!(move_on(&mut connection, 1, "c1", NOW.plus_seconds(600), 1));
    // It is stopped in the middle.
    let next = NOW.plus_seconds(QUARTER);
    assert_eq!(take(&mut connection, next), Some(("c1".to_owned(), 2, 2)));
    assert!(!move_on(&mut connection, 1, "c0", next, 1), "who comes late writes nothing");
    let late = END_RUN.with(of_turn(1, args!["done", next, ""]));
    batch(&mut connection, vec![late]).unwrap();
    assert!(move_on(&mut connection, 2, "c2", Instant(0), 0), "left to the next call");
    assert_eq!(take(&mut connection, next), Some(("c2".to_owned(), 3, 1)));
    batch(&mut connection, vec![END_RUN.with(of_turn(3, args!["done", next, ""]))]).unwrap();
    let much_later = next.plus_seconds(3600);
    assert_eq!(take(&mut connection, much_later), None, "what is done is done");
    assert!(!open(&mut connection, much_later).contains(&"2026-11-23 runs".to_owned()));
}

#[test]
fn attempts_are_counted_until_a_run_gets_on() {
    let mut connection = database();
    open(&mut connection, NOW);
    let leave = |turn: u32| LEAVE_RUN.with(of_turn(turn, args!["no such table"]));
    for attempt in 1..=run::ATTEMPTS {
        assert_eq!(take(&mut connection, NOW), Some((String::new(), attempt, attempt)));
        batch(&mut connection, vec![leave(attempt)]).unwrap();
    }
    let words: String =
        connection.query_row("SELECT error FROM job_run WHERE job = 'runs'", [], |row| row.get(0)).unwrap();
    assert_eq!(words, "no such table");
    assert_eq!(take(&mut connection, NOW).unwrap().2, run::ATTEMPTS + 1);
    assert!(move_on(&mut connection, 4, "c", NOW, 1));
    assert_eq!(take(&mut connection, NOW).unwrap().2, 2);
}

#[test]
fn old_runs_are_forgotten_whether_or_not_they_were_done() {
    let mut connection = database();
    for days in [0, 89, 91, 400] {
        open(&mut connection, NOW.plus_seconds(-days * 86_400));
    }
    batch(&mut connection, vec![DELETE_OLD_RUNS.with(args!["2026-08-25"])]).unwrap();
    assert_eq!(open(&mut connection, NOW).len(), 4);
}
