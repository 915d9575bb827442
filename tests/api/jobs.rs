//! What happens by itself: once a period, whatever the platform does.

use dianwu_domain::{
    Instant, Zone,
    notices::api::{Notice, NoticeKind},
    session::api::WhoAmI,
    today::api::Today,
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, now, told};
use rusqlite::{Connection, params};

/// What is between two calls.
const QUARTER: i64 = 15 * 60;
const DAY: i64 = 24 * 3600;

/// Two moments of one hour, a quarter apart, of which one is now.
fn calls() -> [Instant; 2] {
    let minute = Zone::CHINA.local(now()).minute.minutes() % 60;
    let first = if minute < 45 { now() } else { now().plus_seconds(-QUARTER) };
    [first, first.plus_seconds(QUARTER)]
}

/// Adds sessions of somebody's that ended two hours ago.
fn add_ended_sessions(database: &Connection, count: u32) {
    let sql = "INSERT INTO session (id, token_hash, person_id, created_at, seen_at, expires_at, address, user_agent)
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)
        SELECT printf('%036d', n), printf('%064d', n), (SELECT id FROM person LIMIT 1), ?2 - 100000, ?2 - 100000, ?2, '', ''
        FROM n";
    let ended = now().plus_seconds(-7200).0;
    database.execute_batch("BEGIN").unwrap();
    database.execute(sql, params![count, ended]).unwrap();
    database.execute_batch("COMMIT").unwrap();
}

/// Adds things that have been over for as long as they are kept, and things that have not.
fn add_old_and_young(database: &Connection) {
    add_ended_sessions(database, 3);
    let days_ago = |days: i64| now().plus_seconds(-days * DAY).0;
    for (counted, told, name) in [(200, 98, "old"), (100, 80, "young")] {
        let refusal = "INSERT INTO refusal (hour, kind, place, first_at, last_at) VALUES (?1, 'forbidden', ?2, 0, 0)";
        database.execute(refusal, params![days_ago(counted), name]).unwrap();
        let notice = "INSERT INTO notice (person_id, topic, id, kind, subject, told_at, until_day)
            SELECT id, ?2, printf('%036d', ?1), 'roster_published', '{\"day\":\"2026-01-01\"}', ?1,
                date(?1 / 1000 + 2 * 86400, 'unixepoch') FROM person LIMIT 2";
        database.execute(notice, params![days_ago(told), name]).unwrap();
    }
    for (hours, name) in [(25, "old"), (23, "young")] {
        let sql = "INSERT INTO sign_in_throttle (key, failures, failed_at, closed_until) VALUES (?1, 1, ?2, 0)";
        database.execute(sql, params![name, now().plus_seconds(-hours * 3600).0]).unwrap();
    }
}

fn count(shop: &Shop, rows: &str) -> i64 {
    shop.look_up(&format!("SELECT count(*) FROM {rows}"))
}

fn runs(shop: &Shop, rows: &str) -> String {
    shop.look_up(&format!(
        "SELECT coalesce(group_concat(told), '') FROM (
            SELECT job || ' ' || state || ' ' || turn AS told FROM job_run WHERE {rows} ORDER BY period, job)"
    ))
}

#[test]
fn what_has_ended_is_forgotten_once_a_day_and_nothing_else_is() {
    let shop = Shop::start_after(Fixture::Demo, add_old_and_young);
    let staff = shop.sign_in("CS02");
    let left = |shop: &Shop| {
        let places =
            "SELECT group_concat(place) FROM (SELECT DISTINCT place FROM refusal WHERE place IN ('old', 'young'))";
        let keys = "SELECT group_concat(key) FROM sign_in_throttle WHERE key IN ('old', 'young')";
        let topics = "SELECT group_concat(topic) FROM (SELECT topic FROM notice WHERE topic IN ('old', 'young'))";
        [places, keys, topics].map(|sql| shop.look_up::<String>(sql))
    };
    assert_eq!(left(&shop), ["old,young", "old,young", "old,young,old,young"]);
    let sessions = count(&shop, "session");
    let [first, second] = calls();
    shop.scheduled(&[first]);
    assert_eq!(left(&shop), ["young", "young", "young,young"]);
    assert_eq!(count(&shop, "session"), sessions - 3);
    assert_eq!(told(staff.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
    assert_eq!(count(&shop, "job_run WHERE state <> 'done'"), 0);
    let before = shop.fingerprint();
    shop.scheduled(&[first]);
    shop.scheduled(&[second]);
    assert_eq!(shop.fingerprint(), before, "a run that is done is not done again");
    // The next day and hour have runs of their own.
    shop.scheduled(&[first.plus_seconds(DAY)]);
    let twice = ["sessions done 1", "attempts done 1"].repeat(2).join(",");
    assert_eq!(runs(&shop, "job IN ('attempts', 'sessions')"), twice);
}

#[test]
fn a_shop_that_is_not_set_up_has_no_runs() {
    let shop = Shop::start(Fixture::Empty);
    shop.scheduled(&[now()]);
    assert_eq!(count(&shop, "job_run"), 0);
}

#[test]
fn a_run_goes_on_where_it_was_left_or_stopped() {
    let [first, second] = calls();
    let shop = Shop::start_after(Fixture::Demo, |database| add_ended_sessions(database, 25_500));
    shop.scheduled(&[first]);
    assert_eq!(count(&shop, "session"), 5_500, "so much is done at one call");
    assert_eq!(runs(&shop, "job = 'sessions'"), "sessions open 1");
    shop.scheduled(&[second]);
    assert_eq!((count(&shop, "session"), runs(&shop, "job = 'sessions'")), (0, "sessions done 2".to_owned()));

    // One whose worker was stopped while it had it is taken over once it is held no longer.
    let held = first.plus_seconds(300).0;
    let shop = Shop::start_after(Fixture::Demo, |database| {
        add_ended_sessions(database, 30);
        let sql = "INSERT INTO job_run (period, job, cursor, turn, attempts, held_until, started_at)
            VALUES (?1, 'sessions', printf('%036d', 10), 1, 1, ?2, ?2)";
        database.execute(sql, params![dianwu_tests::today().to_string(), held]).unwrap();
    });
    shop.scheduled(&[first]);
    assert_eq!((count(&shop, "session"), runs(&shop, "job = 'sessions'")), (30, "sessions open 1".to_owned()));
    shop.scheduled(&[second]);
    assert_eq!((count(&shop, "session"), runs(&shop, "job = 'sessions'")), (10, "sessions done 2".to_owned()));
}

#[test]
fn of_several_calls_at_once_one_does_the_work() {
    let shop = Shop::start_after(Fixture::Demo, |database| add_ended_sessions(database, 3_000));
    shop.scheduled(&[now(); 4]);
    assert_eq!(count(&shop, "session"), 0);
    assert_eq!(count(&shop, "job_run WHERE state = 'done' AND turn = 1"), count(&shop, "job_run"));
}

fn failures(client: &Client) -> Vec<Notice> {
    let today = client.get::<Today>(NOTHING, NOTHING).unwrap();
    today.notices.into_iter().filter(|notice| notice.kind == NoticeKind::JobFailed).collect()
}

#[test]
fn a_job_that_fails_again_and_again_is_given_up_and_administrators_are_told_once() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        add_ended_sessions(database, 1);
        let trigger =
            "CREATE TRIGGER stop BEFORE DELETE ON session BEGIN SELECT raise(ABORT, 'the disk is on fire'); END";
        database.execute_batch(trigger).unwrap();
    });
    let (administrator, hr) = (shop.sign_in("HR02"), shop.sign_in("HR01"));
    // What was told at a moment that has not come yet would not be shown.
    let call = |quarters: i64| shop.scheduled(&[now().plus_seconds((quarters - 3) * QUARTER)]);
    for (quarter, wanted) in
        [(0, "sessions open 1"), (1, "sessions open 2"), (2, "sessions failed 3"), (3, "sessions failed 3")]
    {
        assert!(failures(&administrator).is_empty() || quarter == 3);
        call(quarter);
        assert_eq!(runs(&shop, "job = 'sessions'"), wanted);
    }
    let told = failures(&administrator);
    assert_eq!(told.iter().map(|notice| notice.job.as_deref()).collect::<Vec<_>>(), [Some("sessions")]);
    assert_eq!(told[0].day, dianwu_tests::today());
    assert!(failures(&hr).is_empty());
    let words: String = shop.look_up("SELECT error FROM job_run WHERE job = 'sessions'");
    assert!(words.contains("the disk is on fire") && shop.log().contains("the disk is on fire"), "{words}");
    assert_eq!(runs(&shop, "job = 'devices'"), "devices done 1", "others go on");
    // The next day it is tried again.
    call(96);
    assert_eq!(runs(&shop, "job = 'sessions'"), "sessions failed 3,sessions open 1");
}

#[test]
fn a_worker_that_is_stopped_again_and_again_is_told_as_well() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        let sql = "INSERT INTO job_run (period, job, turn, attempts) VALUES (?1, 'sessions', 3, 3)";
        database.execute(sql, [dianwu_tests::today().to_string()]).unwrap();
    });
    shop.scheduled(&[now()]);
    assert_eq!(runs(&shop, "job = 'sessions'"), "sessions failed 4");
    assert_eq!(failures(&shop.sign_in("HR02")).len(), 1);
    let started: Instant = Instant(shop.look_up("SELECT finished_at FROM job_run WHERE job = 'sessions'"));
    assert_eq!(started, now());
}
