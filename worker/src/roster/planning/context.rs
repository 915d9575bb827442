//! What a month is planned with, and what the rules find in it.

use super::{
    demands,
    rules::RulesRecord,
    store,
    surroundings::{self, SurroundingsRecord},
};
use crate::{
    kernel::{
        d1::{Db, Rows, args},
        error::Error,
        routes::Call,
    },
    roster::{
        kinds,
        open_shifts::{self, OpenShiftRecord},
        wishes,
    },
};
use dianwu_domain::{
    DepartmentId, Month,
    roster::{
        api::{CheckRoster, DepartmentRules, GetRosterContext, RosterContext, RosterPath, ShiftKind},
        calendar::Calendar,
        coverage::{self, Coverage},
        rules::{self, Finding, Plan, PlannedPerson, RuleSet},
    },
};

/// One batch.
pub async fn get(call: Call<GetRosterContext>) -> Result<RosterContext, Error> {
    let RosterPath { department_id, month } = call.path;
    call.who.require(department_id)?;
    let (from, until) = surroundings::range(month);
    let rows = call
        .db
        .batch(vec![
            store::FIND_RULES.with(args![department_id]),
            store::LIST_HOLIDAYS.with(args![from, until]),
            surroundings::around(department_id, month),
            demands::demands_of(department_id),
            wishes::wishes_of(department_id, month),
            open_shifts::open_shifts_of(department_id, month),
        ])
        .await?;
    let (rules, rules_from) = in_force(&rows, 0)?;
    let people: Vec<SurroundingsRecord> = rows.take(2)?;
    let around = people.iter().filter_map(|person| person.days_around().transpose());
    let open_shifts: Vec<OpenShiftRecord> = rows.take(5)?;
    Ok(RosterContext {
        rules,
        rules_from,
        holidays: rows.take(1)?,
        around: around.collect::<Result<_, _>>()?,
        barred: people.iter().filter_map(SurroundingsRecord::barred).collect(),
        demands: demands::demands(&rows, 3)?,
        wishes: rows.take(4)?,
        open_shifts: open_shifts.into_iter().map(OpenShiftRecord::into_shift).collect(),
    })
}

/// The rules that hold for a department, and the department that they come from.
pub fn in_force(rows: &Rows, place: usize) -> Result<(RuleSet, Option<DepartmentId>), Error> {
    let found = rows.first::<RulesRecord>(place)?.map(RulesRecord::read).transpose()?;
    Ok(match found {
        Some(DepartmentRules { department_id, rules, .. }) => (rules, Some(department_id)),
        None => (RuleSet::default(), None),
    })
}

/// What the rules find in a month as it is saved.
pub async fn check(call: Call<CheckRoster>) -> Result<Vec<Finding>, Error> {
    let RosterPath { department_id, month } = call.path;
    call.who.require(department_id)?;
    findings(&call.db, department_id, month).await
}

/// What the rules find in a department's month as it is saved. Everything that its people are planned for counts, on
/// whichever roster it stands.
pub async fn findings(db: &Db, department_id: DepartmentId, month: Month) -> Result<Vec<Finding>, Error> {
    let (from, until) = surroundings::range(month);
    let rows = db
        .batch(vec![
            store::FIND_RULES.with(args![department_id]),
            store::LIST_HOLIDAYS.with(args![from, until]),
            surroundings::whole(department_id, month),
            demands::demands_of(department_id),
            kinds::all(),
        ])
        .await?;
    let (rules, _) = in_force(&rows, 0)?;
    let kinds = kinds::read(&rows, 4)?;
    let plan = Plan::new(month, &kinds, &Calendar::new(rows.take(1)?));
    let people: Vec<SurroundingsRecord> = rows.take(2)?;
    let people = people.iter().map(|person| person.row(&plan)).collect::<Result<Vec<_>, _>>()?;
    let mut found = rules::check(&plan, &people, &rules);
    let coverage = Coverage::new(&kinds, &demands::demands(&rows, 3)?);
    found.extend(shortages(&plan, &people, &kinds, &coverage, &rules));
    rules::in_order(&mut found);
    Ok(found)
}

/// The days of the month on which heads are missing.
fn shortages(
    plan: &Plan,
    people: &[PlannedPerson],
    kinds: &[ShiftKind],
    coverage: &Coverage,
    rules: &RuleSet,
) -> Vec<Finding> {
    if coverage.is_empty() {
        return Vec::new();
    }
    let heads = |day| plan.heads(people, kinds.len(), day);
    let days = plan.month().days();
    days.filter_map(|day| {
        let covers = coverage.day(day, &heads(day), &heads(day.plus(-1)));
        coverage::finding(&covers, day, rules)
    })
    .collect()
}
