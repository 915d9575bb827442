//! What a new day brings: whoever has a post that begins is what it says, and whoever had their last day has left.

use super::{employment, store};
use crate::kernel::{
    audit::Audit,
    d1::{Change, Query, args},
    error::Error,
    jobs::{Every, Jobs, Next, Slice},
};
use dianwu_domain::{
    Day, Instant, PersonId,
    audit::api::Action,
    text::{Name, StaffNumber},
};
use serde::Deserialize;
use serde_json::json;

/// How many people leave in one slice: each is a change of its own.
const LEAVERS: usize = 10;

/// How far back a run looks for what earlier ones have missed.
const DAYS: i64 = 40;

/// Somebody whose last day has passed.
#[derive(Deserialize)]
pub struct LeaverRecord {
    /// Who.
    pub id: PersonId,
    number: StaffNumber,
    name: Name,
    /// Their last day.
    pub until_day: Day,
}

/// Adds the job. It is due every hour, because a shop's business day ends some hours after midnight.
pub fn jobs(jobs: &mut Jobs) {
    jobs.add("turn", Every::Hour, turn);
}

/// The statements that turn posts, and that read those who leave, from a place on.
pub fn queries(now: Instant, cursor: &str) -> Vec<Query> {
    // The zone is no matter: a day more or less of those long past changes nothing.
    let since = dianwu_domain::Zone::CHINA.local(now).day.plus(-DAYS);
    vec![
        store::TURN_POSTS.with(args![since, now]),
        store::LIST_LEAVERS.with(args![since, now, cursor, u32::try_from(LEAVERS).unwrap_or(u32::MAX)]),
    ]
}

async fn turn(slice: Slice) -> Result<Next, Error> {
    let leavers: Vec<LeaverRecord> = slice.db.batch(queries(slice.now, &slice.cursor)).await?.take(1)?;
    for leaver in &leavers {
        let audit = Audit::by_itself(slice.now, Action::PERSON_LEFT, format!("{} {}", leaver.number, leaver.name))
            .about([leaver.id])
            .after(&json!({ "left_on": leaver.until_day }));
        let left = Change::new(audit).guarded(store::LEAVE.with(args![leaver.id, leaver.until_day]));
        match employment::end(left, leaver.id).commit(&slice.db).await {
            // Somebody had them stay, or another run was faster.
            Err(error) if error.is_stale() => {}
            done => drop(done?),
        }
    }
    Ok(leavers.last().filter(|_| leavers.len() == LEAVERS).map(|last| last.id.to_string()).into())
}
