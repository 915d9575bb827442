//! Attempts to prove a secret: each is counted and judged in one statement before anything is hashed, so that of two
//! hundred at once as many are looked at as are allowed. What an attempt is counted under is the domain's
//! ([`Limits`]).

use crate::kernel::{
    d1::{Arg, Change, Db, Query, args, statements},
    error::Error,
    routes::Source,
};
use dianwu_domain::{
    Instant, PersonId,
    session::throttle::{self, Limit, Limits},
    text::{Phone, StaffNumber},
};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

statements! {
    /// Counts an attempt as failed under each of the limits ?1, unless one of them is closed: then nothing is counted.
    /// With ?4 it also asks that the statement before it counted. Failures before ?3 are forgotten; ?5 is the first
    /// delay, and each limit has its longest. Gives back a row for each limit that counted.
    COUNT_ATTEMPT = "INSERT INTO sign_in_throttle (key, allowance, failures, failed_at, closed_until)
        SELECT e.value ->> 'key', e.value ->> 'allowance', 1, ?2, ?2 FROM json_each(?1) e
        WHERE (?4 = 0 OR changes() > 0) AND NOT EXISTS (
            SELECT 1 FROM json_each(?1) k JOIN sign_in_throttle t ON t.key = k.value ->> 'key' WHERE t.closed_until > ?2)
        ON CONFLICT (key) DO UPDATE SET
            allowance = excluded.allowance,
            failures = iif(failed_at < ?3, 1, failures + 1),
            closed_until = ?2 + iif(failed_at < ?3 OR failures + 1 < excluded.allowance, 0,
                min((SELECT e.value ->> 'longest' FROM json_each(?1) e WHERE e.value ->> 'key' = excluded.key),
                    CAST(?5 AS INTEGER) << min(failures + 1 - excluded.allowance, 20))),
            failed_at = ?2
        RETURNING key";
    /// Until when the first closed of the limits ?1 is closed.
    FIND_CLOSED = "SELECT max(t.closed_until) AS closed_until
        FROM json_each(?1) k CROSS JOIN sign_in_throttle t ON t.key = k.value ->> 'key'";
    /// Forgets the failures under keys.
    CLEAR_ATTEMPTS = "DELETE FROM sign_in_throttle WHERE key IN (SELECT value FROM json_each(?1))";
    /// Takes back the attempt that turned out right, without forgetting others under the same keys.
    UNCOUNT_ATTEMPTS = "UPDATE sign_in_throttle SET failures = max(failures - 1, 0), closed_until = 0
        WHERE key IN (SELECT value FROM json_each(?1))";
    /// Forgets the failures under all keys that begin with ?1.
    CLEAR_KEYS = "DELETE FROM sign_in_throttle WHERE key = ?1 OR (key > ?1 || '|' AND key < ?1 || '}')";
    /// Forgets ?2 keys at most that have not failed since ?1.
    CLEAR_OLD_ATTEMPTS = "DELETE FROM sign_in_throttle WHERE key IN (
            SELECT t.key FROM sign_in_throttle AS t WHERE t.failed_at < ?1 ORDER BY t.failed_at LIMIT ?2)";
}

#[derive(Deserialize)]
struct CountedRecord {
    #[expect(dead_code, reason = "that there is a row says it")]
    key: String,
}

#[derive(Deserialize)]
struct ClosedRecord {
    closed_until: Option<Instant>,
}

/// An attempt to prove a secret, counted as failed until [`Attempt::forgive`].
pub struct Attempt {
    limits: Limits,
    forget_before: i64,
}

/// What the limits say to an attempt.
pub enum Judged {
    /// It may be looked at.
    Open(Attempt),
    /// It must be refused as any wrong one is, without being looked at.
    Hidden,
}

impl Attempt {
    /// Counts and judges an attempt.
    ///
    /// # Errors
    /// `LockedOut` when a limit is closed that the caller may know of; then the attempt does not count.
    pub async fn begin(db: &Db, source: &Source, limits: Limits) -> Result<Judged, Error> {
        let attempt = Self { limits, forget_before: source.now.plus_seconds(-throttle::FORGET_AFTER_SECONDS).0 };
        let rows = db.batch(attempt.queries(source.now)).await?;
        if rows.take::<CountedRecord>(0)?.is_empty() {
            let closed_until = rows.first::<ClosedRecord>(2)?.and_then(|row| row.closed_until);
            let seconds = closed_until.map_or(1, |end| (end.seconds_since(source.now) + 1).max(1));
            return Err(Error::locked_out(seconds));
        }
        let is_open = attempt.limits.hidden.is_empty() || !rows.take::<CountedRecord>(1)?.is_empty();
        Ok(if is_open { Judged::Open(attempt) } else { Judged::Hidden })
    }

    /// As [`Attempt::begin`] where nothing has to be hidden.
    ///
    /// # Errors
    /// As [`Attempt::begin`].
    pub async fn begin_proof(db: &Db, source: &Source, limits: Limits) -> Result<Self, Error> {
        match Self::begin(db, source, limits).await? {
            Judged::Open(attempt) => Ok(attempt),
            Judged::Hidden => Err(Error::locked_out(1)),
        }
    }

    fn queries(&self, now: Instant) -> Vec<Query> {
        let count = |limits: &[Limit], after: bool| {
            let first = throttle::FIRST_DELAY_SECONDS * 1000;
            COUNT_ATTEMPT.with(args![list(limits), now, self.forget_before, after, first])
        };
        let Limits { told, hidden } = &self.limits;
        vec![count(told, false), count(hidden, true), FIND_CLOSED.with(args![list(told)])]
    }

    /// Adds to `change` that the attempt was right.
    pub fn forgive(&self, change: Change) -> Change {
        self.queries_of_right().into_iter().fold(change, Change::with)
    }

    /// The attempt was right, and nothing else is written: what it was made for is refused.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_back(&self, db: &Db) -> Result<(), Error> {
        db.batch(self.queries_of_right().into()).await?;
        Ok(())
    }

    fn queries_of_right(&self) -> [Query; 2] {
        let keys = |is_forgiven: bool| {
            let limits = self.limits.told.iter().chain(&self.limits.hidden);
            let keys: Vec<&str> =
                limits.filter(|limit| limit.is_forgiven == is_forgiven).map(|limit| limit.key.as_str()).collect();
            Arg::json(&keys)
        };
        [CLEAR_ATTEMPTS.with(args![keys(true)]), UNCOUNT_ATTEMPTS.with(args![keys(false)])]
    }
}

fn list(limits: &[Limit]) -> Arg {
    let limit =
        |limit: &Limit| json!({ "key": limit.key, "allowance": limit.allowance, "longest": limit.longest * 1000 });
    Arg::json(&limits.iter().map(limit).collect::<Vec<_>>())
}

/// What was typed as a name, in the one form that its spellings share. A digest: people type passwords there, too.
pub fn typed_key(login: &str, number: Option<&StaffNumber>, phone: Option<&Phone>) -> String {
    let plain = || login.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect();
    let name = phone.map(ToString::to_string).or_else(|| number.map(ToString::to_string)).unwrap_or_else(plain);
    Sha256::digest(name.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// Adds to `change` that sign-in is open again for whoever gets a new code.
pub fn reopen(change: Change, person: PersonId, number: &StaffNumber, phone: Option<&Phone>) -> Change {
    let typed =
        [Some(typed_key(number.as_str(), Some(number), None)), phone.map(|phone| typed_key("", None, Some(phone)))];
    let typed = typed.into_iter().flatten().map(|key| format!("typed:{key}"));
    [format!("account:{person}"), format!("device:{person}")]
        .into_iter()
        .chain(typed)
        .fold(change, |change, key| change.with(CLEAR_KEYS.with(args![key])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::sqlite;
    use dianwu_domain::session::{network::Network, throttle::Tried};
    use rusqlite::Connection;

    /// Sends an attempt and tells what the limits say: `open`, `hidden`, or for how many seconds it is closed.
    fn send(connection: &mut Connection, limits: &Limits, second: i64) -> String {
        let now = Instant(1_800_000_000_000 + second * 1000);
        let forget_before = now.plus_seconds(-throttle::FORGET_AFTER_SECONDS).0;
        let attempt = Attempt { limits: limits.clone(), forget_before };
        let rows = sqlite::batch(connection, attempt.queries(now)).unwrap();
        if !rows.take::<CountedRecord>(0).is_empty() {
            let is_open = limits.hidden.is_empty() || !rows.take::<CountedRecord>(1).is_empty();
            return if is_open { "open" } else { "hidden" }.to_owned();
        }
        let closed = rows.first::<ClosedRecord>(2).and_then(|row| row.closed_until).unwrap();
        closed.seconds_since(now).to_string()
    }

    fn from(address: &str, account: &str, typed: &str) -> Limits {
        Limits::of_sign_in(account, typed, &Network::of(address), Tried::Password)
    }

    #[test]
    fn the_delay_is_what_the_domain_says_and_what_is_closed_does_not_count() {
        let mut connection = sqlite::database();
        let limits = Limits::of_proof("password:a");
        let mut second = 0;
        for failures in 1..=16 {
            assert_eq!(send(&mut connection, &limits, second), "open", "{failures}");
            let closed =
                throttle::delay_seconds(failures, throttle::ACCOUNT_ALLOWANCE, throttle::LONGEST_DELAY_SECONDS);
            if closed > 0 {
                for _ in 0..3 {
                    assert_eq!(send(&mut connection, &limits, second), closed.to_string(), "{failures}");
                }
            }
            second += closed;
        }
        assert_eq!(send(&mut connection, &limits, second - 1), "1");
        assert_eq!(send(&mut connection, &limits, second + 2 * throttle::FORGET_AFTER_SECONDS), "open");
        assert_eq!(
            send(&mut connection, &limits, second + 2 * throttle::FORGET_AFTER_SECONDS),
            "open",
            "it is forgotten"
        );
    }

    #[test]
    fn an_account_is_closed_for_the_network_that_guesses_and_the_block_around_it_closes_later() {
        let mut connection = sqlite::database();
        for place in 0..15 {
            let address = format!("2001:db8:1:{}::{place}", place / 5);
            assert_eq!(send(&mut connection, &from(&address, "a", "cs02"), 0), "open", "{address}");
        }
        assert_eq!(send(&mut connection, &from("2001:db8:1:0::99", "a", "cs02"), 0), "30");
        assert_eq!(send(&mut connection, &from("2001:db8:1:9::1", "a", "cs02"), 0), "30", "the block is closed");
        assert_eq!(
            send(&mut connection, &from("2001:db8:1:9::1", "a", "phone"), 0),
            "hidden",
            "for its other name, too"
        );
        assert_eq!(send(&mut connection, &from("2001:db8:2::1", "a", "cs02"), 0), "open", "not elsewhere");
        assert_eq!(send(&mut connection, &from("203.0.113.7", "a", "cs02"), 0), "open");
        assert_eq!(send(&mut connection, &Limits::of_known_device("a", "d"), 0), "open", "nor for its owner");
        assert_eq!(
            send(&mut connection, &from("2001:db8:1:0::99", "b", "cs03"), 0),
            "open",
            "others are not concerned"
        );
    }

    #[test]
    fn another_name_of_a_closed_account_is_answered_as_nobodys_name_is() {
        let mut connection = sqlite::database();
        let address = "203.0.113.7";
        let mut told = |account: &str, typed: &str| -> Vec<String> {
            (0..7).map(|_| send(&mut connection, &from(address, account, typed), 0).replace("hidden", "open")).collect()
        };
        let by_number = told("a", "number");
        assert_eq!(by_number, ["open", "open", "open", "open", "open", "30", "30"]);
        assert_eq!(told("a", "phone"), by_number, "its phone");
        assert_eq!(told("nobody", "other"), by_number, "nobody's");
    }

    #[test]
    fn all_networks_together_may_try_fifty_times() {
        let mut connection = sqlite::database();
        for host in 0..50 {
            assert_eq!(send(&mut connection, &from(&format!("203.0.113.{host}"), "a", "cs02"), 0), "open");
        }
        assert_eq!(send(&mut connection, &from("203.0.113.99", "a", "cs02"), 0), "30");
        assert_eq!(send(&mut connection, &Limits::of_known_device("a", "d"), 0), "open");
        let code = |tried| Limits::of_sign_in("a", "cs02", &Network::of("203.0.113.98"), tried);
        assert_eq!(send(&mut connection, &code(Tried::CodeForm), 0), "hidden", "a password in the form of a code");
        assert_eq!(send(&mut connection, &code(Tried::Code), 0), "open", "a code opens under attack");
    }

    #[test]
    fn one_block_of_addresses_closes_an_account_for_nobody_else() {
        let mut connection = sqlite::database();
        let mut second = 0;
        for name in ["cs02", "phone"].into_iter().cycle().take(400) {
            let address = format!("2001:db8:1:{second:x}::1");
            send(&mut connection, &from(&address, "a", name), second);
            second += 1;
        }
        for name in ["cs02", "phone"] {
            assert_eq!(send(&mut connection, &from("203.0.113.7", "a", name), second), "open", "{name}");
        }
    }

    #[test]
    fn guessing_from_everywhere_closes_an_account_for_two_minutes_at_most() {
        let mut connection = sqlite::database();
        let hour = |n: i64| n * 3600;
        for n in 0..200 {
            let address = format!("203.0.{}.{}", n / 100, n % 100);
            assert_eq!(send(&mut connection, &from(&address, "a", "cs02"), hour(n)), "open", "{n}");
        }
        let owner = |connection: &mut Connection, second| send(connection, &from("198.51.100.1", "a", "cs02"), second);
        assert_eq!(owner(&mut connection, hour(199) + 1), "119");
        assert_eq!(owner(&mut connection, hour(199) + 120), "open");
    }

    #[test]
    fn an_owners_browsers_together_may_try_fifty_times_and_close_nobody_elses_way() {
        let mut connection = sqlite::database();
        let device = |n: usize| Limits::of_known_device("a", &format!("d{n}"));
        for n in 0..50 {
            assert_eq!(send(&mut connection, &device(n / 5), 0), "open", "{n}");
        }
        assert_eq!(send(&mut connection, &device(99), 0), "30");
        assert_eq!(send(&mut connection, &from("203.0.113.7", "a", "cs02"), 0), "open");
        assert_eq!(send(&mut connection, &Limits::of_known_device("b", "d0"), 0), "open");
    }

    #[test]
    fn spellings_of_one_name_are_one() {
        let key = |login: &str| typed_key(login, login.parse().ok().as_ref(), login.parse().ok().as_ref());
        assert_eq!(key("1-38-0000 0000"), key("13800000000"));
        assert_eq!(key(" cs02"), key("CS02"));
        assert_eq!(key("不是 Gong Hao"), key("不是gonghao"));
        assert_ne!(key("cs02"), key("cs03"));
    }
}
