//! What the rules would find if somebody took one more shift.

use super::{
    context::in_force,
    store,
    surroundings::{self, SurroundingsRecord},
};
use crate::{
    kernel::{
        d1::{Db, Query, Rows, args},
        error::Error,
    },
    roster::kinds,
};
use dianwu_domain::{
    Code, Day, DepartmentId, Month, PersonId, ShiftKindId,
    roster::{
        calendar::Calendar,
        rules::{self, Finding, Plan, PlannedPerson, RuleSet, Severity},
    },
};
use serde::Deserialize;

/// Somebody's month as it is planned, ready to be asked.
pub struct WhatIf {
    plan: Plan,
    row: PlannedPerson,
    rules: RuleSet,
}

impl WhatIf {
    /// The statements that [`WhatIf::read`] reads.
    pub fn queries(department_id: DepartmentId, person_id: PersonId, month: Month) -> [Query; 4] {
        let (from, until) = surroundings::range(month);
        [
            store::FIND_RULES.with(args![department_id]),
            store::LIST_HOLIDAYS.with(args![from, until]),
            surroundings::of_person(person_id, month),
            kinds::all(),
        ]
    }

    /// What [`WhatIf::queries`] found, as results from `place` on.
    ///
    /// # Errors
    /// [`Code::NotFound`] for nobody.
    pub fn read(rows: &Rows, place: usize, month: Month) -> Result<Self, Error> {
        let (rules, _) = in_force(rows, place)?;
        let plan = Plan::new(month, &kinds::read(rows, place + 3)?, &Calendar::new(rows.take(place + 1)?));
        let person: SurroundingsRecord = rows.first(place + 2)?.ok_or(Error::not_found())?;
        let row = person.row(&plan)?;
        Ok(Self { plan, row, rules })
    }

    /// What the rules would find beyond what they find now.
    pub fn added(&self, day: Day, kind_id: ShiftKindId) -> Vec<Finding> {
        let mut after = self.row.clone();
        self.plan.set(&mut after, day, Some(kind_id));
        rules::added(&self.plan, &self.row, &after, &self.rules)
    }
}

/// What a shift was judged by: how often the days that the rules look at had been written. Two shifts that each keep the
/// rules can break them together, so whoever writes one asks whether this still holds.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Judged {
    /// The first day that was looked at.
    pub from_day: Day,
    /// The last day.
    pub until_day: Day,
    /// How often these days had been written.
    pub writes: u32,
}

impl Judged {
    /// The statement that counts how often somebody's days around a month have been written.
    pub fn query(person_id: PersonId, month: Month) -> Query {
        let (from, until) = surroundings::range(month);
        store::COUNT_WRITES.with(args![person_id, from, until])
    }

    /// What holds after one more of these days was written.
    #[must_use]
    pub fn with_one_written(self) -> Self {
        Self { writes: self.writes + 1, ..self }
    }
}

/// Refuses a shift that would break a rule. Returns what it was judged by.
///
/// # Errors
/// [`Code::RulesBroken`] when the rules would find an error that they do not find now.
pub async fn require_keeps_rules(
    db: &Db,
    department_id: DepartmentId,
    person_id: PersonId,
    day: Day,
    kind_id: ShiftKindId,
) -> Result<Judged, Error> {
    let month = day.month();
    let [rules, holidays, person, kinds] = WhatIf::queries(department_id, person_id, month);
    let rows = db.batch(vec![rules, holidays, person, kinds, Judged::query(person_id, month)]).await?;
    let added = WhatIf::read(&rows, 0, month)?.added(day, kind_id);
    let breaks = added.iter().any(|finding| finding.severity == Severity::Error);
    if breaks {
        return Err(Error::new(Code::RulesBroken));
    }
    rows.first(4)?.ok_or_else(|| Error::internal("a count without a row".to_owned()))
}
