//! A department's people with what they are planned for around a month, and the plan that the rules are asked about.

use super::store;
use crate::kernel::{
    d1::{Query, args},
    error::Error,
};
use dianwu_domain::{
    Day, DepartmentId, Month, PersonId, ShiftKindId,
    roster::{
        api::{Barred, DaysAround},
        rules::{MARGIN, Plan, PlannedPerson},
    },
    text::StaffNumber,
};
use serde::Deserialize;

/// A person's row of `LIST_SURROUNDINGS`.
#[derive(Deserialize)]
pub struct SurroundingsRecord {
    pub person_id: PersonId,
    pub number: StaffNumber,
    pub hired_on: Day,
    pub left_on: Option<Day>,
    barred_from: Option<Day>,
    barred_until: Option<Day>,
    before: String,
    after: String,
}

/// A planned day in the JSON of a row.
#[derive(Deserialize)]
struct PlannedDay(Day, ShiftKindId);

/// The first and the last day that a month is planned with.
pub fn range(month: Month) -> (Day, Day) {
    let margin = i64::from(MARGIN);
    (month.first().plus(-margin), month.last().plus(margin))
}

/// Reads the calendar of a month with its margins.
pub fn holidays_of(month: Month) -> Query {
    let (from, until) = range(month);
    store::LIST_HOLIDAYS.with(args![from, until])
}

/// Reads the days on either side of the month.
pub fn around(department_id: DepartmentId, month: Month) -> Query {
    let (from, until) = range(month);
    list(department_id, month, (from, month.first().plus(-1)), (month.last().plus(1), until))
}

/// Reads the month and the days on either side.
pub fn whole(department_id: DepartmentId, month: Month) -> Query {
    let (from, until) = range(month);
    list(department_id, month, (from, month.last()), (month.last().plus(1), until))
}

fn list(department_id: DepartmentId, month: Month, before: (Day, Day), after: (Day, Day)) -> Query {
    let args = args![department_id, month.first(), month.last(), before.0, before.1, after.0, after.1];
    store::LIST_SURROUNDINGS.with(args)
}

/// Reads one person's month and the days on either side.
pub fn of_person(person_id: PersonId, month: Month) -> Query {
    let (from, until) = range(month);
    store::GET_SURROUNDINGS.with(args![person_id, from, until])
}

impl SurroundingsRecord {
    /// The person's row of a plan.
    ///
    /// # Errors
    /// As [`SurroundingsRecord::days`].
    pub fn row(&self, plan: &Plan) -> Result<PlannedPerson, Error> {
        let barred = self.barred().map(|barred| (barred.from, barred.until));
        let mut row = plan.person(self.person_id, self.hired_on, self.left_on, barred);
        for (day, kind) in self.days()? {
            plan.set(&mut row, day, Some(kind));
        }
        Ok(row)
    }

    /// The planned days, in order.
    ///
    /// # Errors
    /// When the row is not what the statement promised: a fault of ours.
    pub fn days(&self) -> Result<Vec<(Day, ShiftKindId)>, Error> {
        let read = |text: &str| serde_json::from_str::<Vec<PlannedDay>>(text);
        let days = read(&self.before).and_then(|mut days| {
            days.extend(read(&self.after)?);
            Ok(days)
        });
        let days = days.map_err(|error| Error::internal(format!("days of {}: {error}", self.number)))?;
        let mut days: Vec<_> = days.into_iter().map(|PlannedDay(day, kind)| (day, kind)).collect();
        days.sort_unstable_by_key(|(day, _)| *day);
        Ok(days)
    }

    /// The days on which the person may do neither night work nor overtime.
    pub fn barred(&self) -> Option<Barred> {
        let (from, until) = self.barred_from.zip(self.barred_until)?;
        Some(Barred { person_id: self.person_id, from, until })
    }

    /// The planned days as the contract has them; none without any.
    ///
    /// # Errors
    /// As [`SurroundingsRecord::days`].
    pub fn days_around(&self) -> Result<Option<DaysAround>, Error> {
        let days = self.days()?;
        Ok((!days.is_empty()).then_some(DaysAround { person_id: self.person_id, days }))
    }
}
