//! What is told of jobs, and the job of notices themselves: what has lost its meaning is kept for a while and then
//! forgotten.

use super::{Subject, TOLD_DAYS, Topic, store};
use crate::kernel::{
    clock,
    d1::{Arg, Query, args},
    error::Error,
    jobs::{Every, GivenUp, Jobs, Next, Slice},
};
use dianwu_domain::{Day, Instant, NoticeId, notices::api::NoticeKind};
use serde::Deserialize;

/// For how many days a notice is kept after its last day.
const KEPT_DAYS: i64 = 90;

/// Adds the feature's jobs.
pub fn jobs(jobs: &mut Jobs) {
    jobs.add("notices", Every::Day, forget_old);
}

/// The statement that tells administrators that a run was given up, once.
pub fn tell_given_up(given_up: &GivenUp) -> Query {
    let GivenUp { job, period, at, zone } = given_up;
    let topic = Topic::new("job", format!("{job}:{period}"));
    let subject = Subject { job: Some((*job).to_owned()), ..period.day.into() };
    let until = zone.local(*at).day.plus(TOLD_DAYS);
    let id = NoticeId::new(clock::new_id());
    let kind = NoticeKind::JobFailed.as_str();
    store::TELL_ADMINISTRATORS.with(args![topic.0, id, kind, Arg::json(&subject), *at, until])
}

#[derive(Deserialize)]
struct LastRecord {
    last: Option<String>,
}

/// The statements of a slice, for the readers after `from`. Only what was told before a notice can have lost its
/// meaning for so long is read.
fn forgetting(from: &str, told_before: Instant, day: Day) -> Vec<Query> {
    vec![store::FIND_LAST_READER.with(args![from]), store::DELETE_OLD.with(args![from, told_before, day])]
}

async fn forget_old(slice: Slice) -> Result<Next, Error> {
    let (told_before, day) = (slice.midnight(KEPT_DAYS), slice.period.day.plus(-KEPT_DAYS));
    let rows = slice.db.batch(forgetting(&slice.cursor, told_before, day)).await?;
    Ok(rows.first::<LastRecord>(0)?.and_then(|row| row.last).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::{jobs::Period, sqlite::batch},
        roster::shop::{NOW, Shop, day, id},
    };
    use dianwu_domain::{PersonId, Zone};

    #[test]
    fn administrators_are_told_once_of_a_run_that_was_given_up() {
        let mut shop = Shop::open();
        for (person, role) in [(1, "administrator"), (2, "hr"), (3, "administrator")] {
            let sql = "INSERT INTO role_grant (person_id, role) VALUES (?1, ?2)";
            shop.database.execute(sql, rusqlite::params![id::<PersonId>(person).to_string(), role]).unwrap();
        }
        shop.hire(4, 1, "2020-01-01", Some("2026-01-01"));
        shop.database
            .execute(
                "INSERT INTO role_grant (person_id, role) VALUES (?1, 'administrator')",
                [id::<PersonId>(4).to_string()],
            )
            .unwrap();
        let mut tell = |period: &str| {
            let period: Period = period.parse().unwrap();
            let given_up = GivenUp { job: "sessions", period, at: NOW, zone: Zone::CHINA };
            batch(&mut shop.database, vec![tell_given_up(&given_up)]).unwrap();
            (shop.count("notice"), shop.count("notice WHERE kind = 'job_failed' AND read_at IS NULL"))
        };
        assert_eq!([tell("2026-11-23"), tell("2026-11-23"), tell("2026-11-24")], [(2, 2), (2, 2), (4, 4)]);
        let ids: u32 = shop
            .database
            .query_row("SELECT count(DISTINCT id) FROM notice WHERE id LIKE '%-7%'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(ids, 4, "each has an id of its own");
    }

    #[test]
    fn notices_are_forgotten_ninety_days_after_their_last_day() {
        let mut shop = Shop::open();
        let told = |shop: &Shop, person: u128, topic: u32, told_at: Instant, until: Day| {
            let sql = "INSERT INTO notice (person_id, topic, id, kind, subject, told_at, until_day) VALUES (?1, ?2, ?3, 'x', '{}', ?4, ?5)";
            let row = rusqlite::params![
                id::<PersonId>(person).to_string(),
                format!("t{topic}"),
                format!("{topic:036}"),
                told_at.0,
                until.to_string()
            ];
            shop.database.execute(sql, row).unwrap();
        };
        for n in 10..260 {
            shop.hire(n, 1, "2020-01-01", None);
            told(&shop, n, 1, Instant(1), day("2026-08-24"));
            told(&shop, n, 2, Instant(1), day("2026-08-25"));
            told(&shop, n, 3, NOW, day("2026-08-24"));
        }
        let mut forget = || {
            let (mut from, mut slices) = (String::new(), 0);
            loop {
                let found: Option<LastRecord> =
                    batch(&mut shop.database, forgetting(&from, NOW, day("2026-08-25"))).unwrap().first(0);
                slices += 1;
                match found.and_then(|row| row.last) {
                    Some(last) => from = last,
                    None => return (slices, shop.count("notice"), shop.count("notice WHERE topic = 't1'")),
                }
            }
        };
        assert_eq!([forget(), forget()], [(4, 500, 0), (4, 500, 0)]);
    }
}
