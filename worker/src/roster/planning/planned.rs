//! People with what they are planned for in a month and the two weeks on either side, as the rules ask about them, and
//! how often that had been written.

use super::{store, surroundings::range};
use crate::kernel::{
    d1::{Arg, Query, args},
    error::Error,
};
use dianwu_domain::{
    Day, DepartmentId, Month, PersonId, ShiftKindId,
    roster::rules::{Plan, PlannedPerson},
    text::StaffNumber,
};
use serde::Deserialize;

/// A person's row of `LIST_PLANNED` or `FIND_PLANNED`.
#[derive(Deserialize)]
pub struct PlannedRecord {
    /// Who.
    pub person_id: PersonId,
    number: StaffNumber,
    hired_on: Day,
    left_on: Option<Day>,
    barred_from: Option<Day>,
    barred_until: Option<Day>,
    cells: String,
}

/// A cell in the JSON of a row: its day, its shift kind, how often it was written, and whether it stands on the
/// department's own roster.
#[derive(Deserialize)]
struct CellRecord(Day, Option<ShiftKindId>, u32, u8);

/// Reads everybody of a department's month.
pub fn of_department(department_id: DepartmentId, month: Month) -> Query {
    let (from, until) = range(month);
    let args = args![department_id, month.first(), month.last(), from, until, month, month.plus(-1)];
    store::LIST_PLANNED.with(args)
}

/// Reads people's month, on whichever roster.
pub fn of_people(people: &[PersonId], month: Month) -> Query {
    let (from, until) = range(month);
    store::FIND_PLANNED.with(args![Arg::json(&people), from, until, None::<Month>, None::<Month>])
}

/// Reads people's month as far as staff have been told.
pub fn told(people: &[PersonId], month: Month) -> Query {
    let (from, until) = range(month);
    store::FIND_PLANNED.with(args![Arg::json(&people), from, until, from.month(), until.month()])
}

impl PlannedRecord {
    /// The person's row of a plan.
    ///
    /// # Errors
    /// When the row is not what the statement promised: a fault of ours.
    pub fn row(&self, plan: &Plan) -> Result<PlannedPerson, Error> {
        self.row_of(plan, |_| true)
    }

    /// The person's row with what stands on the department's own rosters alone: that much counts as heads.
    ///
    /// # Errors
    /// As [`PlannedRecord::row`].
    pub fn own_row(&self, plan: &Plan) -> Result<PlannedPerson, Error> {
        self.row_of(plan, |CellRecord(.., is_own)| *is_own != 0)
    }

    /// How often these days had been written.
    ///
    /// # Errors
    /// As [`PlannedRecord::row`].
    pub fn writes(&self) -> Result<u32, Error> {
        Ok(self.cells()?.iter().map(|CellRecord(_, _, version, _)| version).sum())
    }

    fn row_of(&self, plan: &Plan, counts: impl Fn(&CellRecord) -> bool) -> Result<PlannedPerson, Error> {
        let barred = self.barred_from.zip(self.barred_until);
        let mut row = plan.person(self.person_id, self.hired_on, self.left_on, barred);
        for CellRecord(day, kind, ..) in self.cells()?.iter().filter(|cell| counts(cell)) {
            plan.set(&mut row, *day, *kind);
        }
        Ok(row)
    }

    fn cells(&self) -> Result<Vec<CellRecord>, Error> {
        serde_json::from_str(&self.cells).map_err(|error| Error::internal(format!("cells of {}: {error}", self.number)))
    }
}
