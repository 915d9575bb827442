//! Jobs: what happens by itself. The platform calls every quarter of an hour, at least once and perhaps twice; a job is
//! a name, how often it is due, and a function that does one slice of its work.
//!
//! A run is a job's work of one period. It stands in a table, so that it is done once, however often the platform
//! calls, and goes on where it was left, also after a period without any call. Each slice notes where the next one
//! begins. Who works on a run holds it for a while; when that has passed, because the worker was stopped in the
//! middle, the next call takes it over, and whoever comes late writes nothing more.
//!
//! What a slice must be, therefore: safe to do twice, also at the same time, and small: a few statements over some
//! hundreds of rows. A run that fails, or was stopped, several times without getting on is given up, and
//! administrators are told; its work is left to the next period's run.

mod run;
mod store;
#[cfg(test)]
mod tests;

use super::{
    d1::{Db, Query, args},
    error::Error,
};
use dianwu_domain::{Day, DayMinute, Instant, Zone};
use std::{fmt, pin::Pin, str::FromStr};
use worker::Env;

pub use run::run;
#[cfg(test)]
pub use store::ALL;

/// For how many days runs are remembered.
const REMEMBERED_DAYS: i64 = 90;

/// How often a job is due, by the shop's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Once a day, soon after midnight.
    Day,
    /// Once an hour.
    Hour,
}

/// What a run is for: a day or an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The day.
    pub day: Day,
    /// The hour, for a job that is due every hour.
    pub hour: Option<u16>,
}

impl Period {
    /// The period in which an instant lies.
    pub fn at(every: Every, now: Instant, zone: Zone) -> Self {
        let local = zone.local(now);
        let hour = (every == Every::Hour).then_some(local.minute.minutes() / 60);
        Self { day: local.day, hour }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hour {
            None => write!(f, "{}", self.day),
            Some(hour) => write!(f, "{}T{hour:02}", self.day),
        }
    }
}

impl FromStr for Period {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (day, hour) = text.split_once('T').map_or((text, None), |(day, hour)| (day, Some(hour)));
        let hour = hour.map(str::parse).transpose().map_err(drop)?;
        Ok(Self { day: day.parse().map_err(drop)?, hour })
    }
}

/// What a slice works with.
pub struct Slice {
    /// The database.
    pub db: Db,
    /// The deployment's bindings.
    pub env: Env,
    /// When the platform called.
    pub now: Instant,
    /// The shop's zone.
    pub zone: Zone,
    /// What the run is for: not always the present day.
    pub period: Period,
    /// Where the slice begins, as the one before it has said; empty for the first one.
    pub cursor: String,
}

impl Slice {
    /// The instant `seconds` before the call.
    pub const fn ago(&self, seconds: i64) -> Instant {
        self.now.plus_seconds(-seconds)
    }

    /// The midnight with which the run's day began, `days` days before.
    pub fn midnight(&self, days: i64) -> Instant {
        self.zone.instant(self.period.day.plus(-days), DayMinute::MIDNIGHT)
    }

    /// Runs a statement that deletes `most` rows at once, until it finds less.
    ///
    /// # Errors
    /// As [`Db::batch`].
    pub async fn delete_some(&self, delete: Query, most: u32) -> Result<Next, Error> {
        let rows = self.db.batch(vec![delete, store::COUNT_CHANGES.with(args![])]).await?;
        let deleted = rows.first::<store::CountRecord>(1)?.map_or(0, |row| row.count);
        Ok(if deleted < most { Next::Done } else { Next::From(String::new()) })
    }
}

/// What comes after a slice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: the run is done.
    Done,
    /// Another slice, which begins here.
    From(String),
}

impl From<Option<String>> for Next {
    fn from(cursor: Option<String>) -> Self {
        cursor.map_or(Self::Done, Self::From)
    }
}

type Work = Box<dyn Fn(Slice) -> Pin<Box<dyn Future<Output = Result<Next, Error>>>> + Send + Sync>;

struct Job {
    name: &'static str,
    every: Every,
    work: Work,
}

/// A run that was given up.
#[derive(Clone, Copy, Debug)]
pub struct GivenUp {
    /// The job's name.
    pub job: &'static str,
    /// What it was for.
    pub period: Period,
    /// When it was given up.
    pub at: Instant,
    /// The shop's zone.
    pub zone: Zone,
}

/// The jobs of all features.
pub struct Jobs {
    jobs: Vec<Job>,
    tell: fn(&GivenUp) -> Query,
}

impl Jobs {
    /// No jobs but the one that forgets old runs; `tell` tells administrators of one that was given up.
    pub fn new(tell: fn(&GivenUp) -> Query) -> Self {
        let mut jobs = Self { jobs: Vec::new(), tell };
        jobs.add("runs", Every::Day, forget_runs);
        jobs
    }

    /// Adds a job. Its name stays the same for as long as its runs are remembered.
    pub fn add<F, R>(&mut self, name: &'static str, every: Every, work: F)
    where
        F: Fn(Slice) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Next, Error>> + 'static,
    {
        self.jobs.push(Job { name, every, work: Box::new(move |slice| Box::pin(work(slice))) });
    }

    /// The names of all jobs.
    #[cfg(test)]
    pub fn names(&self) -> Vec<&'static str> {
        self.jobs.iter().map(|job| job.name).collect()
    }
}

async fn forget_runs(slice: Slice) -> Result<Next, Error> {
    let before = slice.period.day.plus(-REMEMBERED_DAYS);
    slice.db.batch(vec![store::DELETE_OLD_RUNS.with(args![before])]).await?;
    Ok(Next::Done)
}
