//! A department's people with what they are planned for on either side of a month, for the editor: the month itself
//! stands in its sheet.

use super::store;
use crate::{
    calendar,
    kernel::{
        d1::{Query, args},
        error::Error,
    },
};
use dianwu_domain::{
    Day, DepartmentId, Month, PersonId, RosterId, ShiftKindId,
    roster::api::{Barred, DaysAround},
    text::StaffNumber,
    worktime::MARGIN,
};
use serde::Deserialize;

/// A person's row of `LIST_SURROUNDINGS`.
#[derive(Deserialize)]
pub struct SurroundingsRecord {
    person_id: PersonId,
    number: StaffNumber,
    barred_from: Option<Day>,
    barred_until: Option<Day>,
    before: String,
    after: String,
}

/// A planned day in the JSON of a row, and the roster that it stands on.
#[derive(Deserialize)]
struct PlannedDay(Day, ShiftKindId, RosterId);

/// A row of `LIST_DRAFT_IDS`.
#[derive(Deserialize)]
pub struct DraftId {
    /// Which.
    pub id: RosterId,
}

/// The first and the last day that a month is planned with.
pub fn range(month: Month) -> (Day, Day) {
    let margin = i64::from(MARGIN);
    (month.first().plus(-margin), month.last().plus(margin))
}

/// Reads the calendar of a month with its margins.
pub fn holidays_of(month: Month) -> Query {
    let (from, until) = range(month);
    calendar::between(from, until)
}

/// Reads which rosters of a month and its margins are drafts.
pub fn drafts_of(month: Month) -> Query {
    let (from, until) = range(month);
    store::LIST_DRAFT_IDS.with(args![from.month(), until.month()])
}

/// Reads the days on either side of the month.
pub fn around(department_id: DepartmentId, month: Month) -> Query {
    let (from, until) = range(month);
    let (first, last) = (month.first(), month.last());
    store::LIST_SURROUNDINGS.with(args![department_id, first, last, from, first.plus(-1), last.plus(1), until])
}

impl SurroundingsRecord {
    /// The days on which the person may do neither night work nor overtime.
    pub fn barred(&self) -> Option<Barred> {
        let (from, until) = self.barred_from.zip(self.barred_until)?;
        Some(Barred { person_id: self.person_id, from, until })
    }

    /// The planned days as the contract has them, those that staff have been told and those of the drafts; none without
    /// any.
    ///
    /// # Errors
    /// When the row is not what the statement promised: a fault of ours.
    pub fn days_around(&self, drafts: &[DraftId]) -> Result<[Option<DaysAround>; 2], Error> {
        let read = |text: &str| serde_json::from_str::<Vec<PlannedDay>>(text);
        let days = read(&self.before).and_then(|mut days| {
            days.extend(read(&self.after)?);
            Ok(days)
        });
        let mut days = days.map_err(|error| Error::internal(format!("days of {}: {error}", self.number)))?;
        days.sort_unstable_by_key(|PlannedDay(day, ..)| *day);
        let is_drafted = |PlannedDay(_, _, roster): &PlannedDay| drafts.iter().any(|draft| draft.id == *roster);
        let (drafted, told): (Vec<_>, Vec<_>) = days.into_iter().partition(is_drafted);
        Ok([told, drafted].map(|days| self.around(days)))
    }

    fn around(&self, days: Vec<PlannedDay>) -> Option<DaysAround> {
        let days: Vec<_> = days.into_iter().map(|PlannedDay(day, kind, _)| (day, kind)).collect();
        (!days.is_empty()).then_some(DaysAround { person_id: self.person_id, days })
    }
}
