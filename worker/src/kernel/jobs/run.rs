//! Running what is due.

use super::{
    GivenUp, Job, Jobs, Next, Period, Slice,
    store::{
        DueRecord, END_RUN, FIND_ZONE, LEAVE_RUN, LIST_DUE, MOVE_RUN, OPEN_RUNS, TAKE_RUN, TakenRecord, ZoneRecord,
    },
};
use crate::kernel::{
    clock,
    d1::{Arg, Db, EXPECT_CHANGES, Query, args},
    error::Error,
};
use dianwu_domain::{Instant, Zone};
use serde_json::json;
use worker::Env;

/// How many slices of one run are done at one call. The platform allows 1000 statements, and each slice has a few.
const SLICES: u32 = 20;

/// For how many seconds a run is held: longer than a slice takes, and over before the next call.
const HELD_SECONDS: i64 = 10 * 60;

/// How often a run is begun without getting on.
pub const ATTEMPTS: u32 = 3;

/// How many bytes of an error's words are kept at most.
const WORDS: usize = 500;

/// What of a run is told when it was stopped and nobody knows why.
const STOPPED: &str = "it was stopped before it said anything";

/// Does what is due at `now`. Nothing that fails here is anybody's request: it is logged, and the next call goes on.
pub async fn run(jobs: &Jobs, env: &Env, now: Instant) {
    clock::read(env);
    let done = match Db::open(env) {
        Ok(db) => run_due(jobs, &db, env, now).await,
        Err(error) => Err(error),
    };
    if let Err(error) = done {
        log("jobs", &error);
    }
}

fn log(what: &str, error: &Error) {
    worker::console_error!("{what}: {}", words(error));
}

/// An error in words, for those who look after the deployment.
fn words(error: &Error) -> String {
    let text = error.cause().unwrap_or(error.code().as_str());
    text.char_indices().take_while(|(at, _)| *at < WORDS).map(|(_, letter)| letter).collect()
}

async fn run_due(jobs: &Jobs, db: &Db, env: &Env, now: Instant) -> Result<(), Error> {
    let Some(shop) = db.first::<ZoneRecord>(FIND_ZONE.with(args![])).await? else { return Ok(()) };
    let zone = shop.zone_minutes;
    let mut due: Vec<DueRecord> = db.batch(vec![open(jobs, now, zone), LIST_DUE.with(args![now])]).await?.take(1)?;
    due.sort();
    for DueRecord { period, job } in due {
        // What this version does not know is left to one that does, or forgotten in time.
        let Some(job) = jobs.jobs.iter().find(|one| one.name == job) else { continue };
        let Ok(period) = period.parse() else { continue };
        let run = Run { job, period, db, env, now, zone, tell: jobs.tell };
        if let Err(error) = run.go_on().await {
            log(job.name, &error);
        }
    }
    Ok(())
}

/// The statement that opens the runs of the present periods.
pub(super) fn open(jobs: &Jobs, now: Instant, zone: Zone) -> Query {
    let run = |job: &Job| json!({ "job": job.name, "period": Period::at(job.every, now, zone).to_string() });
    OPEN_RUNS.with(args![Arg::json(&jobs.jobs.iter().map(run).collect::<Vec<_>>())])
}

/// One run at one call.
struct Run<'a> {
    job: &'a Job,
    period: Period,
    db: &'a Db,
    env: &'a Env,
    now: Instant,
    zone: Zone,
    tell: fn(&GivenUp) -> Query,
}

impl Run<'_> {
    /// Takes the run and does some slices of it, unless somebody else works on it.
    async fn go_on(&self) -> Result<(), Error> {
        let held = self.now.plus_seconds(HELD_SECONDS);
        let take = TAKE_RUN.with(args![self.period.to_string(), self.job.name, self.now, held]);
        let Some(TakenRecord { mut cursor, turn, attempts, error }) = self.db.first(take).await? else { return Ok(()) };
        if attempts > ATTEMPTS {
            let words = if error.is_empty() { STOPPED } else { &error };
            return self.give_up(turn, words).await;
        }
        for slice in 1..=SLICES {
            let is_last = slice == SLICES;
            match (self.job.work)(self.slice(cursor)).await {
                Ok(Next::Done) => return self.finish(turn).await,
                Ok(Next::From(next)) => {
                    // What is left to the next call is no attempt that failed.
                    let (held, attempts) = if is_last { (Instant(0), 0) } else { (held, 1) };
                    let moved = MOVE_RUN.with(self.args(turn, args![next.as_str(), held, attempts]));
                    if self.db.all::<serde_json::Value>(moved).await?.is_empty() {
                        return Ok(());
                    }
                    cursor = next;
                }
                Err(error) => {
                    log(&format!("job {} of {}", self.job.name, self.period), &error);
                    // A slice that got on before has begun the count anew.
                    let is_over = slice == 1 && attempts >= ATTEMPTS;
                    return if is_over {
                        self.give_up(turn, &words(&error)).await
                    } else {
                        self.leave(turn, &error).await
                    };
                }
            }
        }
        Ok(())
    }

    fn slice(&self, cursor: String) -> Slice {
        let Self { period, db, env, now, zone, .. } = *self;
        Slice { db: db.clone(), env: env.clone(), now, zone, period, cursor }
    }

    /// The parameters of a statement about a turn of this run.
    fn args(&self, turn: u32, rest: Vec<Arg>) -> Vec<Arg> {
        let mut args = args![self.period.to_string(), self.job.name, turn];
        args.extend(rest);
        args
    }

    async fn finish(&self, turn: u32) -> Result<(), Error> {
        self.db.batch(vec![END_RUN.with(self.args(turn, args!["done", self.now, ""]))]).await?;
        Ok(())
    }

    async fn leave(&self, turn: u32, error: &Error) -> Result<(), Error> {
        self.db.batch(vec![LEAVE_RUN.with(self.args(turn, args![words(error)]))]).await?;
        Ok(())
    }

    /// The next period's run begins with fresh attempts; of this one administrators are told.
    async fn give_up(&self, turn: u32, words: &str) -> Result<(), Error> {
        let given_up = GivenUp { job: self.job.name, period: self.period, at: self.now, zone: self.zone };
        let end = END_RUN.with(self.args(turn, args!["failed", self.now, words]));
        match self.db.batch(vec![end, EXPECT_CHANGES.with(args![1]), (self.tell)(&given_up)]).await {
            Err(error) if error.is_stale() => Ok(()),
            ended => ended.map(drop),
        }
    }
}
