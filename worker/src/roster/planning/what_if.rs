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

/// Refuses a shift that would break a rule.
///
/// # Errors
/// [`Code::RulesBroken`] when the rules would find an error that they do not find now.
pub async fn require_keeps_rules(
    db: &Db,
    department_id: DepartmentId,
    person_id: PersonId,
    day: Day,
    kind_id: ShiftKindId,
) -> Result<(), Error> {
    let month = day.month();
    let rows = db.batch(WhatIf::queries(department_id, person_id, month).into()).await?;
    let added = WhatIf::read(&rows, 0, month)?.added(day, kind_id);
    let breaks = added.iter().any(|finding| finding.severity == Severity::Error);
    if breaks { Err(Error::new(Code::RulesBroken)) } else { Ok(()) }
}
