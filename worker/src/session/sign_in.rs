//! Signing in. Unknown accounts and wrong passwords get the same answer after the same work, and failures close the
//! account as typed and the address for a growing while.

use super::store;
use crate::kernel::{
    audit::Audit,
    auth,
    d1::{Arg, Change, Db, Query, args},
    error::Error,
    routes::{Call, Reply, Source},
    secret,
};
use dianwu_domain::{
    Code, PersonId, SessionId,
    audit::api::Action,
    session::{
        api::{Me, SignIn},
        throttle,
    },
    text::{Phone, StaffNumber},
};
use uuid::Uuid;

pub async fn sign_in(call: Call<SignIn>) -> Result<Reply<Me>, Error> {
    let login = call.body.login.as_str();
    let number = login.parse::<StaffNumber>().ok();
    let phone = login.parse::<Phone>().ok();
    let typed = number.as_ref().map_or_else(|| login.to_lowercase(), |number| number.as_str().to_lowercase());
    let attempt = Attempt::begin(&call.db, &call.source, &format!("account:{typed}")).await?;

    let account: Option<store::AccountRecord> = call.db.first(store::FIND_ACCOUNT.with(args![number, phone])).await?;
    let password = account
        .as_ref()
        .filter(|account| account.must_change)
        .map_or_else(|| call.body.password.as_str().to_owned(), |_| as_code(call.body.password.as_str()));
    let is_right = secret::verify_password(&password, account.as_ref().map(|account| account.password_hash.as_str()));
    let is_fresh = |account: &store::AccountRecord| account.expires_at.is_none_or(|end| end > call.source.now);
    let Some(account) = account.filter(|account| is_right && is_fresh(account)) else {
        return Err(Error::new(Code::WrongCredentials));
    };
    let audit = Audit::new(&call.source, account.id, Action::SessionSignIn, &account.number);
    open_session(&call.db, &call.source, account.id, attempt.forgive(Change::new(audit))).await
}

/// A typed one-time code in the form in which it was hashed: people leave out hyphens and capitals.
fn as_code(typed: &str) -> String {
    let letters: Vec<char> =
        typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    if letters.len() != 12 {
        return typed.to_owned();
    }
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Writes `change` together with a new session of the person, and answers with its cookie.
pub async fn open_session(db: &Db, source: &Source, person: PersonId, change: Change) -> Result<Reply<Me>, Error> {
    let token = secret::new_token()?;
    let insert = store::INSERT_SESSION.with(args![
        SessionId::new(Uuid::now_v7()),
        secret::token_hash(&token),
        person,
        source.now,
        source.now.plus_seconds(auth::SESSION_SECONDS),
        source.address.as_str(),
        source.user_agent.as_str(),
    ]);
    change.with(store::DELETE_EXPIRED_SESSIONS.with(args![person, source.now])).with(insert).commit(db).await?;
    let caller = auth::caller(db, &token, source).await?.ok_or_else(|| Error::internal("the new session is gone"))?;
    Ok(Reply::with_cookie(caller.me, auth::cookie(&token)))
}

/// An attempt to prove a secret, counted as failed until [`Attempt::forgive`].
pub struct Attempt {
    account: String,
    address: String,
    forget_before: i64,
}

impl Attempt {
    /// Counts an attempt for the account and for the caller's address.
    ///
    /// # Errors
    /// [`Code::LockedOut`] when either is closed; then the attempt does not count.
    pub async fn begin(db: &Db, source: &Source, account: &str) -> Result<Self, Error> {
        let address = format!("address:{}", source.address);
        let found: Option<store::ThrottleRecord> =
            db.first(store::FIND_THROTTLES.with(args![account, address.as_str()])).await?;
        let closed_until = found.and_then(|row| row.closed_until);
        if let Some(seconds) = closed_until.map(|end| end.seconds_since(source.now) + 1).filter(|left| *left > 0) {
            return Err(Error::locked_out(seconds));
        }
        let attempt = Self {
            account: account.to_owned(),
            address,
            forget_before: source.now.plus_seconds(-throttle::FORGET_AFTER_SECONDS).0,
        };
        db.batch(vec![
            attempt.count(&attempt.account, throttle::ACCOUNT_ALLOWANCE, source),
            attempt.count(&attempt.address, throttle::ADDRESS_ALLOWANCE, source),
        ])
        .await?;
        Ok(attempt)
    }

    fn count(&self, key: &str, allowance: u32, source: &Source) -> Query {
        let closed: Vec<i64> =
            (0..=allowance + 10).map(|failures| throttle::delay_seconds(failures, allowance) * 1000).collect();
        store::COUNT_ATTEMPT.with(args![key, source.now, Arg::json(&closed), self.forget_before])
    }

    /// Adds to `change` that the attempt was right.
    pub fn forgive(&self, change: Change) -> Change {
        change
            .with(store::CLEAR_ACCOUNT_ATTEMPTS.with(args![self.account.as_str()]))
            .with(store::UNCOUNT_ATTEMPT.with(args![self.address.as_str()]))
            .with(store::CLEAR_OLD_ATTEMPTS.with(args![self.forget_before]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::sqlite;

    #[test]
    fn a_code_may_be_typed_without_hyphens_and_capitals() {
        assert_eq!(as_code("abcd efgh-jklm"), "ABCD-EFGH-JKLM");
        assert_eq!(as_code("not a code"), "not a code");
    }

    /// Sends `failures` attempts a minute apart and tells for how many seconds sign-in is closed after the last.
    fn closed_after(failures: u32) -> i64 {
        let connection = sqlite::database();
        let delays: Vec<i64> =
            (0..=15).map(|n| throttle::delay_seconds(n, throttle::ACCOUNT_ALLOWANCE) * 1000).collect();
        let mut now = 1_800_000_000_000_i64;
        for _ in 0..failures {
            now += 60_000;
            let args = args!["account:a", now, Arg::json(&delays), now - throttle::FORGET_AFTER_SECONDS * 1000];
            sqlite::run(&connection, store::COUNT_ATTEMPT, args).unwrap();
        }
        let closed: i64 =
            connection.query_row("SELECT closed_until FROM sign_in_throttle", [], |row| row.get(0)).unwrap();
        (closed - now) / 1000
    }

    #[test]
    fn failures_close_an_account_for_a_growing_while() {
        assert_eq!([1, 4, 5, 6, 7, 30].map(closed_after), [0, 0, 30, 60, 120, 3600]);
    }
}
