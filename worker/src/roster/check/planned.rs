//! People with what they are planned for in a month and the two weeks on either side, as the rules ask about them, and
//! how often that had been written.

use super::{store, surroundings::range};
use crate::{
    kernel::{
        d1::{Arg, Query, named},
        error::Error,
    },
    people::history,
};
use dianwu_domain::{
    Day, DepartmentId, Month, PersonId, RosterId, ShiftKindId,
    people::employment::{Stay, stays_on},
    text::{Name, StaffNumber},
    worktime::{Plan, PlannedPerson},
};
use serde::Deserialize;

/// A person's row of `LIST_PLANNED` or `FIND_PLANNED`.
#[derive(Deserialize)]
pub struct PlannedRecord {
    /// Who.
    pub person_id: PersonId,
    number: StaffNumber,
    employed: String,
    /// When they are in the department, where the statement asks for one.
    #[serde(default)]
    stays: String,
    barred_from: Option<Day>,
    barred_until: Option<Day>,
    cells: String,
}

/// A cell in the JSON of a row: its day, its shift kind, how often it was written, whether it stands on the department's
/// own roster, and the draft that it stands on.
#[derive(Deserialize)]
struct CellRecord(Day, Option<ShiftKindId>, u32, u8, Option<RosterId>);

impl CellRecord {
    /// Staff see it, or will see it by what is being checked.
    const fn is_told(&self) -> bool {
        self.4.is_none()
    }
}

/// A draft by name, a row of `LIST_DRAFTS`.
#[derive(Deserialize)]
pub struct DraftRecord {
    /// Which.
    pub id: RosterId,
    /// Its month.
    pub month: Month,
    /// Whose it is.
    pub department: Name,
}

/// Reads everybody of a department's month.
pub fn of_department(department_id: DepartmentId, month: Month) -> Query {
    let (from_day, until_day) = range(month);
    store::LIST_PLANNED.named(named![
        department_id,
        first: month.first(),
        last: month.last(),
        from_day,
        until_day,
        month,
        month_before: month.plus(-1),
        month_after: month.plus(1),
    ])
}

/// Reads people's month, on whichever roster.
pub fn of_people(people: &[PersonId], month: Month) -> Query {
    store::FIND_PLANNED.named(of(people, month, false))
}

/// Reads people's month as far as staff have been told.
pub fn told(people: &[PersonId], month: Month) -> Query {
    store::FIND_PLANNED.named(of(people, month, true))
}

fn of(people: &[PersonId], month: Month, is_told: bool) -> Vec<(&'static str, Arg)> {
    let (from_day, until_day) = range(month);
    let (month_from, month_until) = (from_day.month(), until_day.month());
    named![people: Arg::json(&people), from_day, until_day, month_from, month_until, is_told]
}

impl PlannedRecord {
    /// The person's row of a plan.
    ///
    /// # Errors
    /// When the row is not what the statement promised: a fault of ours.
    pub fn row(&self, plan: &Plan) -> Result<PlannedPerson, Error> {
        self.row_of(plan, |_| true)
    }

    /// The person's row without what stands on drafts: what staff see, or will see by what is being checked.
    ///
    /// # Errors
    /// As [`PlannedRecord::row`].
    pub fn told_row(&self, plan: &Plan) -> Result<PlannedPerson, Error> {
        self.row_of(plan, CellRecord::is_told)
    }

    /// The drafts that hold shifts of theirs, each with the first and the last day of these.
    ///
    /// # Errors
    /// As [`PlannedRecord::row`].
    pub fn drafts(&self) -> Result<Vec<(RosterId, Day, Day)>, Error> {
        let mut found: Vec<(RosterId, Day, Day)> = Vec::new();
        for CellRecord(day, kind, _, _, draft) in self.cells()? {
            let Some(draft) = draft.filter(|_| kind.is_some()) else { continue };
            match found.iter_mut().find(|(known, ..)| *known == draft) {
                Some((_, first, last)) => (*first, *last) = ((*first).min(day), (*last).max(day)),
                None => found.push((draft, day, day)),
            }
        }
        Ok(found)
    }

    /// How often the days of a month on the department's own roster had been written.
    ///
    /// # Errors
    /// As [`PlannedRecord::row`].
    pub fn own_writes(&self, month: Month) -> Result<u32, Error> {
        let cells = self.cells()?;
        let own = cells.iter().filter(|CellRecord(day, _, _, is_own, _)| *is_own != 0 && day.month() == month);
        Ok(own.map(|CellRecord(_, _, version, ..)| version).sum())
    }

    /// The person's row with what stands on the department's own rosters alone: that much counts as heads.
    ///
    /// # Errors
    /// As [`PlannedRecord::row`].
    pub fn own_row(&self, plan: &Plan) -> Result<PlannedPerson, Error> {
        let stays = if self.stays.is_empty() { None } else { Some(self.read(&self.stays)?) };
        let belongs = |day: &Day| stays.as_ref().is_none_or(|stays| stays_on(stays, *day));
        self.row_of(plan, |CellRecord(day, _, _, is_own, _)| *is_own != 0 && belongs(day))
    }

    /// How often these days had been written.
    ///
    /// # Errors
    /// As [`PlannedRecord::row`].
    pub fn writes(&self) -> Result<u32, Error> {
        Ok(self.cells()?.iter().map(|CellRecord(_, _, version, ..)| version).sum())
    }

    fn row_of(&self, plan: &Plan, counts: impl Fn(&CellRecord) -> bool) -> Result<PlannedPerson, Error> {
        let barred = self.barred_from.zip(self.barred_until);
        let mut row = plan.person(self.person_id, &self.read(&self.employed)?, barred);
        for CellRecord(day, kind, ..) in self.cells()?.iter().filter(|cell| counts(cell)) {
            plan.set(&mut row, *day, *kind);
        }
        Ok(row)
    }

    fn read(&self, stays: &str) -> Result<Vec<Stay>, Error> {
        history::stays(stays).ok_or_else(|| Error::internal(format!("the employment of {}", self.number)))
    }

    fn cells(&self) -> Result<Vec<CellRecord>, Error> {
        serde_json::from_str(&self.cells).map_err(|error| Error::internal(format!("cells of {}: {error}", self.number)))
    }
}
