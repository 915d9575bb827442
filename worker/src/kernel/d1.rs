//! The one way to the database: statements that are declared, so that tests can prepare and plan every one of them,
//! and values that bind as D1 needs them.

use super::{audit::Audit, error::Error};
use dianwu_domain::Nothing;
pub use dianwu_domain::kernel::arg::Arg;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use std::{borrow::Cow, cell::Cell, marker::PhantomData, rc::Rc};
use worker::{D1Database, D1Result, Env, wasm_bindgen::JsValue};

/// A statement's text. Made by [`statements!`](crate::kernel::d1::statements) alone, which also lists it for the
/// tests that prepare and plan all statements.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// Its name in the list.
    pub name: &'static str,
    /// The SQL.
    pub sql: &'static str,
}

impl Statement {
    /// The statement with its parameters, in the order of `?1`, `?2`, …
    pub fn with(self, args: Vec<Arg>) -> Query {
        Query { statement: self, args }
    }

    /// The statement with its parameters by their names: `named![id, day: from]` for `:id` and `:day`. Several groups may be
    /// put together in any order; a name that the statement does not know is passed over.
    pub fn named(self, args: Vec<(&'static str, Arg)>) -> Query {
        let places = names(self.sql);
        debug_assert!(
            places.iter().all(|name| args.iter().any(|(given, _)| given == name)),
            "{} lacks one of {places:?}",
            self.name
        );
        let mut args = args;
        let mut take = |name: &str| match args.iter().position(|(given, _)| *given == name) {
            Some(place) => args.swap_remove(place).1,
            None => Arg::Null,
        };
        Query { statement: self, args: places.into_iter().map(&mut take).collect() }
    }

    /// The SQL as the database takes it: D1 knows parameters by their numbers alone, so that names become the numbers of
    /// their first places.
    pub fn text(self) -> Cow<'static, str> {
        let places = names(self.sql);
        if places.is_empty() {
            return Cow::Borrowed(self.sql);
        }
        let mut text = String::with_capacity(self.sql.len());
        let mut rest = self.sql;
        while let Some((before, name, after)) = next_name(rest) {
            let number = places.iter().position(|known| *known == name).map_or(0, |place| place + 1);
            text.push_str(before);
            text.push_str(&format!("?{number}"));
            rest = after;
        }
        text.push_str(rest);
        Cow::Owned(text)
    }
}

/// The names of a statement's parameters, each once, in the order of their first places.
fn names(sql: &'static str) -> Vec<&'static str> {
    let mut names = Vec::new();
    let mut rest = sql;
    while let Some((_, name, after)) = next_name(rest) {
        if !names.contains(&name) {
            names.push(name);
        }
        rest = after;
    }
    names
}

/// What stands before the next `:name`, the name, and what follows. No statement has a colon elsewhere but before a digit
/// or a space; a test sees to it.
fn next_name(sql: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let is_part = |sign: char| sign.is_ascii_lowercase() || sign == '_';
    let start = sql.match_indices(':').find(|(place, _)| sql[place + 1..].starts_with(is_part))?.0;
    let tail = &sql[start + 1..];
    let end = tail.find(|sign: char| !is_part(sign)).unwrap_or(tail.len());
    Some((&sql[..start], &tail[..end], &tail[end..]))
}

/// Declares a feature's statements and lists them as `ALL`.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:literal;)+) => {
        $(
            $(#[$doc])*
            pub const $name: $crate::kernel::d1::Statement =
                $crate::kernel::d1::Statement { name: stringify!($name), sql: $sql };
        )+
        /// Every statement of this feature.
        #[cfg(test)]
        pub const ALL: &[$crate::kernel::d1::Statement] = &[$($name),+];
    };
}
pub(crate) use statements;

/// A value as D1 binds it. Every JavaScript number is bound as REAL, which a STRICT INTEGER column takes without loss; text
/// must never be bound as a number, nor an integer as a BigInt, and `undefined` is refused.
fn bound(arg: Arg) -> JsValue {
    match arg {
        Arg::Null => JsValue::NULL,
        #[expect(clippy::cast_precision_loss, reason = "instants, versions and minutes lie far below 2^53")]
        Arg::Int(value) => JsValue::from_f64(value as f64),
        Arg::Text(value) => JsValue::from_str(&value),
    }
}

/// Parameters of a statement: `args![id, day, version]`.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::kernel::d1::Arg::from($value)),*] };
}
pub(crate) use args;

/// Parameters of a statement by their names: `named![id, day: from]`.
macro_rules! named {
    (@pair $name:ident) => { (stringify!($name), $crate::kernel::d1::Arg::from($name)) };
    (@pair $name:ident $value:expr) => { (stringify!($name), $crate::kernel::d1::Arg::from($value)) };
    ($($name:ident $(: $value:expr)?),* $(,)?) => {
        vec![$($crate::kernel::d1::named!(@pair $name $($value)?)),*]
    };
}
pub(crate) use named;

/// A statement with its parameters.
#[derive(Clone, Debug)]
pub struct Query {
    /// The statement.
    pub statement: Statement,
    /// Its parameters.
    pub args: Vec<Arg>,
}

/// Reads a boolean, which D1 gives back as 0 or 1: `#[serde(deserialize_with = "flag")]`.
pub fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(u8::deserialize(deserializer)? != 0)
}

/// Reads minutes from midnight out of an INTEGER column.
pub fn minute<'de, D: Deserializer<'de>>(deserializer: D) -> Result<dianwu_domain::DayMinute, D::Error> {
    let minutes = u16::deserialize(deserializer)?;
    dianwu_domain::DayMinute::new(minutes).ok_or_else(|| serde::de::Error::custom("minutes out of range"))
}

/// Reads minutes from midnight out of an INTEGER column that may be NULL.
pub fn optional_minute<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<dianwu_domain::DayMinute>, D::Error> {
    #[derive(Deserialize)]
    struct Minute(#[serde(deserialize_with = "minute")] dianwu_domain::DayMinute);
    Ok(Option::<Minute>::deserialize(deserializer)?.map(|Minute(minute)| minute))
}

/// Reads a text that may be absent, and is as good as absent when it was stored before its type refused it.
pub fn readable<'de, D: Deserializer<'de>, T: std::str::FromStr>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(Option::<String>::deserialize(deserializer)?.and_then(|text| text.parse().ok()))
}

/// Rows read and written by a request's statements, which is what D1 bills.
#[derive(Debug, Default)]
pub struct Cost {
    /// Rows read.
    pub read: Cell<usize>,
    /// Rows written, indexes included.
    pub written: Cell<usize>,
}

/// The database of one request.
#[derive(Clone)]
pub struct Db {
    d1: Rc<D1Database>,
    cost: Rc<Cost>,
}

/// The results of a batch, by the place of each statement.
pub enum Rows {
    /// As D1 answers.
    D1(Vec<D1Result>),
    /// As SQLite answers in native tests.
    #[cfg(test)]
    Native(super::sqlite::Results),
}

impl Rows {
    /// The rows of the statement at `place`.
    ///
    /// # Errors
    /// When a row is not what the statement promised: a fault of ours.
    pub fn take<T: DeserializeOwned>(&self, place: usize) -> Result<Vec<T>, Error> {
        match self {
            Self::D1(results) => {
                let result = results.get(place).ok_or_else(|| Error::internal(format!("no result at {place}")))?;
                result.results().map_err(|error| Error::internal(format!("row {place}: {error}")))
            }
            #[cfg(test)]
            Self::Native(results) => Ok(results.take(place)),
        }
    }

    /// The rows that were asked for.
    ///
    /// # Errors
    /// As [`Rows::take`].
    pub fn of<T: DeserializeOwned>(&self, answer: &Answer<T>) -> Result<Vec<T>, Error> {
        self.take(answer.place)
    }

    /// The first row of the statement at `place`.
    ///
    /// # Errors
    /// As [`Rows::take`].
    pub fn first<T: DeserializeOwned>(&self, place: usize) -> Result<Option<T>, Error> {
        Ok(self.take(place)?.into_iter().next())
    }
}

/// Where the rows of a statement will stand; [`Batch::ask`] gives it out.
pub struct Answer<T> {
    place: usize,
    row: PhantomData<fn() -> T>,
}

/// Statements of several askers for one round trip. Each asker finds its rows by what it was given when it asked, so that
/// none depends on who asks before it.
#[derive(Default)]
pub struct Batch(Vec<Query>);

impl Batch {
    /// Adds a statement that reads rows of `T`.
    pub fn ask<T>(&mut self, query: Query) -> Answer<T> {
        self.0.push(query);
        Answer { place: self.0.len() - 1, row: PhantomData }
    }

    /// Runs the statements.
    ///
    /// # Errors
    /// As [`Db::batch`].
    pub async fn run(self, db: &Db) -> Result<Rows, Error> {
        db.batch(self.0).await
    }

    /// The statements, to run them elsewhere.
    #[cfg(test)]
    pub fn into_queries(self) -> Vec<Query> {
        self.0
    }
}

impl Db {
    /// The database that the deployment binds as `DB`.
    ///
    /// # Errors
    /// When the binding is missing: a fault of the deployment.
    pub fn open(env: &Env) -> Result<Self, Error> {
        let d1 = env.d1("DB").map_err(|error| Error::internal(format!("binding DB: {error}")))?;
        Ok(Self { d1: Rc::new(d1), cost: Rc::default() })
    }

    /// What the request has cost so far.
    pub fn cost(&self) -> &Cost {
        &self.cost
    }

    /// Runs statements in one round trip and one transaction: all of them or, on an error, none.
    ///
    /// # Errors
    /// A problem that the database's answer stands for, such as a taken name; otherwise a fault of ours.
    pub async fn batch(&self, queries: Vec<Query>) -> Result<Rows, Error> {
        let names: Vec<&str> = queries.iter().map(|query| query.statement.name).collect();
        let prepared = queries.into_iter().map(|query| {
            let values: Vec<JsValue> = query.args.into_iter().map(bound).collect();
            self.d1.prepare(query.statement.text()).bind(&values)
        });
        let prepared = prepared.collect::<Result<Vec<_>, _>>().map_err(|error| Error::from_d1(&names, &error))?;
        let results = self.d1.batch(prepared).await.map_err(|error| Error::from_d1(&names, &error))?;
        for meta in results.iter().filter_map(|result| result.meta().ok().flatten()) {
            self.cost.read.set(self.cost.read.get() + meta.rows_read.unwrap_or(0));
            self.cost.written.set(self.cost.written.get() + meta.rows_written.unwrap_or(0));
        }
        Ok(Rows::D1(results))
    }

    /// All rows of one statement.
    ///
    /// # Errors
    /// As [`Db::batch`].
    pub async fn all<T: DeserializeOwned>(&self, query: Query) -> Result<Vec<T>, Error> {
        self.batch(vec![query]).await?.take(0)
    }

    /// The first row of one statement.
    ///
    /// # Errors
    /// As [`Db::batch`].
    pub async fn first<T: DeserializeOwned>(&self, query: Query) -> Result<Option<T>, Error> {
        self.batch(vec![query]).await?.first(0)
    }
}

statements! {
    /// Stops the batch unless the statement before it changed exactly ?1 rows: the version guard. D1 has no RAISE
    /// outside triggers, so the guard makes SQLite fail on text that is no JSON; `Error::from_d1` knows guards by the beginning of their
    /// names.
    EXPECT_CHANGES = "SELECT CASE changes() WHEN ?1 THEN 1 ELSE json('stale') END AS guard";
}

/// A change and its audit row, written together or not at all.
pub struct Change {
    queries: Vec<Query>,
    audit: Audit,
}

impl Change {
    /// Begins a change that the log will show as `audit`.
    pub fn new(audit: Audit) -> Self {
        Self { queries: Vec::new(), audit }
    }

    /// Adds a statement that must change exactly one row, because it names the version that was seen; otherwise
    /// nothing of the whole change is written and the caller gets [`Error::is_stale`].
    #[must_use]
    pub fn guarded(self, query: Query) -> Self {
        self.guarded_rows(query, 1)
    }

    /// Adds a statement that must change exactly so many rows, each named with the version that was seen.
    #[must_use]
    pub fn guarded_rows(mut self, query: Query, rows: u32) -> Self {
        self.queries.push(query);
        self.queries.push(EXPECT_CHANGES.with(args![rows]));
        self
    }

    /// Adds a statement that may change any number of rows.
    #[must_use]
    pub fn with(mut self, query: Query) -> Self {
        self.queries.push(query);
        self
    }

    /// Writes it. The results stand at the places of the statements; a guard takes a place of its own.
    ///
    /// # Errors
    /// A stale version, or as [`Db::batch`].
    pub async fn commit(self, db: &Db) -> Result<Rows, Error> {
        db.batch(self.into_queries()).await
    }

    /// Writes it where it deletes; what somebody else has just deleted is gone all the same.
    ///
    /// # Errors
    /// As [`Db::batch`].
    pub async fn delete(self, db: &Db) -> Result<Nothing, Error> {
        match self.commit(db).await {
            Err(error) if error.is_stale() => Ok(Nothing {}),
            deleted => deleted.map(|_| Nothing {}),
        }
    }

    /// The statements of one batch.
    pub fn into_queries(mut self) -> Vec<Query> {
        self.queries.extend(self.audit.into_queries());
        self.queries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_the_numbers_of_their_first_places_whatever_the_order_they_are_given_in() {
        let statement = Statement { name: "X", sql: "SELECT ':1' WHERE a = :day AND b = :id AND c < :day" };
        assert_eq!(statement.text(), "SELECT ':1' WHERE a = ?1 AND b = ?2 AND c < ?1");
        let query = statement.named(named![id: 7, day: "2026-11-03", unknown: 1]);
        assert_eq!(query.args, args!["2026-11-03", 7]);
        let plain = Statement { name: "Y", sql: "SELECT ?1" };
        assert!(matches!(plain.text(), Cow::Borrowed("SELECT ?1")));
    }
}
