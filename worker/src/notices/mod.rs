//! Notices: what was decided or done elsewhere reaches whom it concerns. A feature adds them to its own change, so that
//! both are written or neither; the caller's day shows those that are unread.
//!
//! A notice names its topic, such as one open shift: of one topic a person has one notice, and what is told anew takes the
//! place of what was told before. Nobody is told of what they did themselves: features leave the actor out.

mod jobs;
pub mod store;
mod waiting;

#[cfg(test)]
mod tests;

pub use jobs::tell_given_up;
pub use waiting::{Lines, Pressing, Read, Reader, Waits};

use crate::{
    door::Door,
    kernel::{
        auth::Caller,
        clock,
        d1::{Arg, Change, Query, args, flag},
        error::{Error, check},
        routes::{Call, Routes, Source},
    },
};
use dianwu_domain::{
    Day, DayMinute, DepartmentId, Instant, LocalTime, Month, Nothing, NoticeId, Page, PersonId, ShiftKindId, Zone,
    notices::api::{InboxKey, Notice, NoticeKind, ReadAllNotices, ReadNotices},
    text::Name,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// How many unread notices the caller's day shows.
const SHOWN: usize = 5;

/// Rows of a page of the inbox.
const PAGE: usize = 30;

/// How many days what has happened is told at least.
const TOLD_DAYS: i64 = 7;

/// The feature's door.
pub const DOOR: Door = Door {
    routes,
    jobs: jobs::jobs,
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["notice"],
    ..Door::EMPTY
};

/// Adds the feature's routes.
fn routes(routes: &mut Routes) {
    routes.add(read);
    routes.add(read_all);
}

/// What a notice is about, and by what it is known: of one topic a person has one notice.
#[derive(Clone, Debug)]
pub struct Topic(String);

impl Topic {
    /// One thing of a feature, such as an open shift.
    pub fn new(feature: &str, id: impl fmt::Display) -> Self {
        Self(format!("{feature}:{id}"))
    }

    /// A department's month.
    pub fn month(feature: &str, department_id: DepartmentId, month: Month) -> Self {
        Self(format!("{feature}:{department_id}:{month}"))
    }
}

/// What a notice names: days and ids. Whatever else is shown is looked up when it is read.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Subject {
    /// The day that it is about.
    pub day: Day,
    /// Of a swap, the colleague's day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_day: Option<Day>,
    /// The shift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind_id: Option<ShiftKindId>,
    /// The department, where only those who manage it are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub managed: Option<DepartmentId>,
    /// The job that failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// The days that were changed, with what stood there; empty text for nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub days: BTreeMap<Day, String>,
}

impl From<Day> for Subject {
    fn from(day: Day) -> Self {
        Self { day, other_day: None, kind_id: None, managed: None, job: None, days: BTreeMap::new() }
    }
}

/// Who does what others are told of, and when.
#[derive(Clone, Copy, Debug)]
pub struct Deed {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// The shop's zone.
    pub zone: Zone,
    /// When its business days begin.
    pub cut_off: DayMinute,
}

impl Deed {
    /// What the caller does now.
    pub fn of(caller: &Caller, source: &Source) -> Self {
        Self { by: caller.person_id(), at: source.now, zone: caller.me.shop.zone, cut_off: caller.me.shop.cut_off }
    }

    /// Until when it is told, where it speaks of days up to `day`.
    pub fn until(self, day: Day) -> Day {
        day.max(self.zone.local(self.at).day.plus(TOLD_DAYS))
    }
}

/// A notice to be told.
#[derive(Clone, Debug)]
pub struct Told {
    /// To whom.
    pub person_id: PersonId,
    /// Of what topic.
    pub topic: Topic,
    /// What.
    pub kind: NoticeKind,
    /// About what.
    pub subject: Subject,
    /// The colleague that it is about.
    pub by: Option<PersonId>,
    /// From when on. What happens unless somebody acts is told beforehand, and untold or replaced by who acts.
    pub at: Instant,
    /// The last day on which it matters.
    pub until: Day,
}

/// A notice as `TELL` reads it.
#[derive(Serialize)]
struct Row<'a> {
    person_id: PersonId,
    topic: &'a str,
    id: NoticeId,
    kind: &'static str,
    subject: &'a Subject,
    by_id: Option<PersonId>,
    told_at: Instant,
    until_day: Day,
}

/// Adds notices to a change.
pub fn tell(change: Change, told: &[Told]) -> Change {
    if told.is_empty() { change } else { telling(told).into_iter().fold(change, Change::with) }
}

/// The statements that tell notices.
fn telling(told: &[Told]) -> [Query; 2] {
    let row = |told| {
        let Told { person_id, topic, kind, subject, by, at, until }: &Told = told;
        Row {
            person_id: *person_id,
            topic: &topic.0,
            id: NoticeId::new(clock::new_id()),
            kind: kind.as_str(),
            subject,
            by_id: *by,
            told_at: *at,
            until_day: *until,
        }
    };
    let rows = Arg::json(&told.iter().map(row).collect::<Vec<_>>());
    [store::SET_ASIDE.with(args![rows.clone()]), store::TELL.with(args![rows])]
}

/// The statement that takes back what somebody is told of a topic.
pub fn untell(person_id: PersonId, topic: &Topic) -> Query {
    store::UNTELL.with(args![person_id, topic.0.as_str()])
}

/// The statement that takes a day out of what somebody is told of a topic, because they know better now.
pub fn untell_day(person_id: PersonId, topic: &Topic, day: Day) -> Query {
    store::UNTELL_DAY.with(args![person_id, topic.0.as_str(), format!("$.days.\"{day}\"")])
}

/// The statement that marks what somebody is told of a topic as read, because they acted on it.
pub fn settled(person_id: PersonId, topic: &Topic, now: Instant) -> Query {
    store::READ_TOPIC.with(args![person_id, topic.0.as_str(), now])
}

/// The statement that takes everything away that somebody was told.
pub fn forget(person_id: PersonId) -> Query {
    store::FORGET.with(args![person_id])
}

/// A notice's row.
#[derive(Deserialize)]
pub struct NoticeRecord {
    /// The notice.
    pub id: NoticeId,
    kind: NoticeKind,
    subject: String,
    told_at: Instant,
    #[serde(default, deserialize_with = "flag")]
    is_read: bool,
    person_name: Option<Name>,
}

impl NoticeRecord {
    /// Where the inbox goes on after it.
    const fn key(&self) -> InboxKey {
        InboxKey { told_at: self.told_at, id: self.id }
    }

    /// The notice as the contract has it; none if it is not for the reader's eyes any more, or if a later version told it.
    fn shown(self, fill: &mut impl FnMut(&Subject, &mut Notice) -> bool) -> Result<Option<Notice>, Error> {
        let Self { id, kind, subject, told_at, is_read, person_name } = self;
        if kind == NoticeKind::Unknown {
            return Ok(None);
        }
        let subject: Subject = serde_json::from_str(&subject)
            .map_err(|error| Error::internal(format!("subject of notice {id}: {error}")))?;
        let mut notice = Notice {
            id,
            kind,
            told_at,
            is_read,
            day: subject.day,
            other_day: subject.other_day,
            kind_id: subject.kind_id,
            person_name,
            job: subject.job.clone(),
            changes: Vec::new(),
        };
        Ok(fill(&subject, &mut notice).then_some(notice))
    }
}

/// The statement that reads what somebody has not read, as rows of [`NoticeRecord`].
pub fn unread(person_id: PersonId, now: LocalTime, at: Instant) -> Query {
    let most = u32::try_from(SHOWN + 1).unwrap_or(u32::MAX);
    store::LIST_UNREAD.with(args![person_id, now.day, at, most])
}

/// The notices of these rows as the contract has them, the latest first, and whether there are more. `fill` leaves out
/// what is not for the reader's eyes any more, and fills in what is looked up.
///
/// # Errors
/// When a row is not what was written: a fault of ours.
pub fn shown(
    mut rows: Vec<NoticeRecord>,
    mut fill: impl FnMut(&Subject, &mut Notice) -> bool,
) -> Result<(Vec<Notice>, bool), Error> {
    let has_more = rows.len() > SHOWN;
    rows.truncate(SHOWN);
    let mut shown: Vec<Notice> =
        rows.into_iter().filter_map(|row| row.shown(&mut fill).transpose()).collect::<Result<_, _>>()?;
    shown.sort_by_key(|notice| std::cmp::Reverse((notice.told_at, notice.id)));
    Ok((shown, has_more))
}

/// The parameters of statements about a page of somebody's inbox at `now`.
pub fn page_args(person_id: PersonId, after: Option<InboxKey>, now: Instant) -> Vec<Arg> {
    let most = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    // No id is greater than this; what is told from now on is not told yet.
    let (told_at, id) = after.map_or((now, "~".to_owned()), |key| (key.told_at.min(now), key.id.to_string()));
    args![person_id, told_at, id, most]
}

/// The statement that reads a page of the inbox, as rows of [`NoticeRecord`].
pub fn inbox(page: &[Arg]) -> Query {
    store::LIST_INBOX.with(page.to_vec())
}

/// The page of these rows, as [`shown`].
///
/// # Errors
/// As [`shown`].
pub fn page(
    mut rows: Vec<NoticeRecord>,
    mut fill: impl FnMut(&Subject, &mut Notice) -> bool,
) -> Result<Page<Notice>, Error> {
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| has_more).map(|row| row.key().to_string());
    let items = rows.into_iter().filter_map(|row| row.shown(&mut fill).transpose()).collect::<Result<_, _>>()?;
    Ok(Page { items, next })
}

/// Reading is nobody's business but the reader's: the log keeps nothing of it.
async fn read(call: Call<ReadNotices>) -> Result<Nothing, Error> {
    check(call.body.check())?;
    if call.body.notice_ids.is_empty() {
        return Ok(Nothing {});
    }
    let ids = Arg::json(&call.body.notice_ids);
    call.db.batch(vec![store::READ.with(args![call.who.person_id(), ids, call.source.now])]).await?;
    Ok(Nothing {})
}

async fn read_all(call: Call<ReadAllNotices>) -> Result<Nothing, Error> {
    let InboxKey { told_at, id } = call.body.latest;
    call.db.batch(vec![store::READ_ALL.with(args![call.who.person_id(), told_at, id, call.source.now])]).await?;
    Ok(Nothing {})
}
