//! What of accounts and sessions lives past its end, and is forgotten by itself. One-time codes that have ended stay:
//! their row also tells when its owner was here last.

use super::limits::CLEAR_OLD_ATTEMPTS;
use crate::kernel::{
    auth,
    d1::{Query, args, statements},
    error::Error,
    jobs::{Every, Jobs, Next, Slice},
    refusal,
};
use dianwu_domain::session::throttle;
use serde::Deserialize;

/// Rows that a slice deletes at most.
pub const MOST: u32 = 500;

statements! {
    /// The last of the thousand sessions that follow ?1.
    FIND_LAST_SESSION = "SELECT max(id) AS last FROM (SELECT s.id FROM session AS s WHERE s.id > ?1 ORDER BY s.id LIMIT 1000)";
    /// Forgets those of them that have ended at ?2.
    DELETE_ENDED_SESSIONS = "DELETE FROM session WHERE id > ?1 AND id <= (
            SELECT max(id) FROM (SELECT s.id FROM session AS s WHERE s.id > ?1 ORDER BY s.id LIMIT 1000))
        AND (expires_at <= ?2 OR coalesce(ends_at, created_at + 7776000000) <= ?2)";
    /// The last of the thousand browsers that follow ?1.
    FIND_LAST_DEVICE = "SELECT max(token_hash) AS last FROM (
            SELECT k.token_hash FROM known_device AS k WHERE k.token_hash > ?1 ORDER BY k.token_hash LIMIT 1000)";
    /// Forgets those of them with which nobody has signed in since ?2.
    DELETE_OLD_DEVICES = "DELETE FROM known_device WHERE token_hash > ?1 AND token_hash <= (
            SELECT max(token_hash) FROM (
                SELECT k.token_hash FROM known_device AS k WHERE k.token_hash > ?1 ORDER BY k.token_hash LIMIT 1000))
        AND seen_at < ?2";
}

/// Adds the feature's jobs.
pub fn jobs(jobs: &mut Jobs) {
    jobs.add("sessions", Every::Day, forget_sessions);
    jobs.add("devices", Every::Day, forget_devices);
    jobs.add("attempts", Every::Hour, forget_attempts);
    jobs.add("refusals", Every::Day, forget_refusals);
}

#[derive(Deserialize)]
struct LastRecord {
    last: Option<String>,
}

/// Walks a table in the order of its key: sessions and browsers are few beside what an index over their ends would cost
/// with each request that keeps one of them alive.
async fn walk(slice: &Slice, last: Query, delete: Query) -> Result<Next, Error> {
    let rows = slice.db.batch(vec![last, delete]).await?;
    Ok(rows.first::<LastRecord>(0)?.and_then(|row| row.last).into())
}

async fn forget_sessions(slice: Slice) -> Result<Next, Error> {
    let from = slice.cursor.as_str();
    walk(&slice, FIND_LAST_SESSION.with(args![from]), DELETE_ENDED_SESSIONS.with(args![from, slice.now])).await
}

/// A browser keeps its cookie no longer: nobody can show this token any more.
async fn forget_devices(slice: Slice) -> Result<Next, Error> {
    let (from, before) = (slice.cursor.as_str(), slice.ago(auth::DEVICE_SECONDS));
    walk(&slice, FIND_LAST_DEVICE.with(args![from]), DELETE_OLD_DEVICES.with(args![from, before])).await
}

async fn forget_attempts(slice: Slice) -> Result<Next, Error> {
    let before = slice.ago(throttle::FORGET_AFTER_SECONDS);
    slice.delete_some(CLEAR_OLD_ATTEMPTS.with(args![before, MOST]), MOST).await
}

async fn forget_refusals(slice: Slice) -> Result<Next, Error> {
    let before = slice.ago(refusal::KEPT_SECONDS);
    slice.delete_some(refusal::DELETE_OLD_REFUSALS.with(args![before, MOST]), MOST).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::{
            d1::Statement,
            sqlite::{batch, run},
        },
        roster::shop::{NOW, Shop, id},
    };
    use dianwu_domain::PersonId;

    const DAY: i64 = 24 * 3600;

    /// Walks as a run does, and tells in how many slices.
    fn walk_all(shop: &mut Shop, last: Statement, delete: Statement, before: i64) -> u32 {
        let mut from = String::new();
        for slice in 1.. {
            let queries = vec![last.with(args![from.as_str()]), delete.with(args![from.as_str(), before])];
            let found: Option<LastRecord> = batch(&mut shop.database, queries).unwrap().first(0);
            match found.and_then(|row| row.last) {
                Some(next) => from = next,
                None => return slice,
            }
        }
        0
    }

    #[test]
    fn sessions_that_have_ended_are_forgotten_and_no_others() {
        let mut shop = Shop::open();
        let person = id::<PersonId>(1).to_string();
        for n in 0..2500_i64 {
            // Every second one has expired, every fifth has come to its end.
            let expires = if n % 2 == 0 { NOW.0 - 1 } else { NOW.0 + 1 };
            let ends = (n % 5 == 0).then_some(NOW.0);
            let sql = "INSERT INTO session (id, token_hash, person_id, created_at, seen_at, expires_at, address, user_agent, ends_at)
                VALUES (?1, ?2, ?3, ?4, ?4, ?5, '', '', ?6)";
            let row = rusqlite::params![format!("{n:036}"), format!("{n:064}"), person, NOW.0 - 1000, expires, ends];
            shop.database.execute(sql, row).unwrap();
        }
        for _ in 0..2 {
            assert!(walk_all(&mut shop, FIND_LAST_SESSION, DELETE_ENDED_SESSIONS, NOW.0) > 1);
            assert_eq!(shop.count("session"), 1000);
        }
        let wrong = "session WHERE expires_at <= 1800000000000 OR ends_at <= 1800000000000";
        assert_eq!(shop.count(wrong), 0);
    }

    #[test]
    fn browsers_are_forgotten_once_they_have_dropped_their_cookie() {
        let mut shop = Shop::open();
        let person = id::<PersonId>(1).to_string();
        for n in 0..1500_i64 {
            let seen = NOW.0 - n * DAY * 1000;
            let sql = "INSERT INTO known_device (person_id, token_hash, seen_at, device) VALUES (?1, ?2, ?3, '')";
            shop.database.execute(sql, rusqlite::params![person, format!("{n:064}"), seen]).unwrap();
        }
        let before = NOW.plus_seconds(-auth::DEVICE_SECONDS).0;
        for _ in 0..2 {
            walk_all(&mut shop, FIND_LAST_DEVICE, DELETE_OLD_DEVICES, before);
            assert_eq!(shop.count("known_device"), 401);
        }
    }

    #[test]
    fn old_attempts_and_counts_of_refusals_are_forgotten_in_portions() {
        let shop = Shop::open();
        for n in 0..30 {
            let sql = "INSERT INTO sign_in_throttle (key, failures, failed_at, closed_until) VALUES (?1, 1, ?2, 0)";
            shop.database.execute(sql, rusqlite::params![format!("k{n}"), n]).unwrap();
            let sql = "INSERT INTO refusal (hour, kind, place, first_at, last_at) VALUES (?1, 'forbidden', '', 0, 0)";
            shop.database.execute(sql, [n]).unwrap();
        }
        for (statement, table) in [(CLEAR_OLD_ATTEMPTS, "sign_in_throttle"), (refusal::DELETE_OLD_REFUSALS, "refusal")]
        {
            let deleted: Vec<usize> = (0..4).map(|_| run(&shop.database, statement, args![20, 8]).unwrap()).collect();
            assert_eq!(deleted, [8, 8, 4, 0], "{table}");
            assert_eq!(shop.count(table), 10);
        }
    }
}
