//! What a month is planned with, and what the rules find in it.

use super::{
    Judged,
    planned::{self, DraftRecord, PlannedRecord},
    store,
    surroundings::{self, DraftId, SurroundingsRecord},
};
use crate::{
    calendar,
    kernel::{
        d1::{Db, args},
        error::Error,
        routes::Call,
    },
    open_shifts::{self, OpenShiftRecord},
    roster::needs::demands,
    shifts, wishes,
    worktime::{in_force, rules_of},
};
use dianwu_domain::{
    Day, DepartmentId, Month, PersonId, RosterId,
    calendar::Calendar,
    roster::{
        api::{CheckRoster, DraftFinding, GetRosterContext, RosterCheck, RosterContext, RosterPath},
        coverage::{self, Coverage},
    },
    shifts::api::ShiftKind,
    worktime::{self, Finding, Plan, PlannedPerson, RuleSet, Severity},
};

/// One batch.
pub async fn get(call: Call<GetRosterContext>) -> Result<RosterContext, Error> {
    let RosterPath { department_id, month } = call.path;
    call.who.require(department_id)?;
    let (from, until) = surroundings::range(month);
    let rows = call
        .db
        .batch(vec![
            rules_of(department_id),
            calendar::between(from, until),
            surroundings::around(department_id, month),
            demands::demands_of(department_id),
            wishes::wishes_of(department_id, month),
            open_shifts::open_shifts_of(department_id, month),
            surroundings::drafts_of(month),
        ])
        .await?;
    let (rules, rules_from) = in_force(&rows, 0)?;
    let people: Vec<SurroundingsRecord> = rows.take(2)?;
    let drafts: Vec<DraftId> = rows.take(6)?;
    let (mut around, mut drafted) = (Vec::new(), Vec::new());
    for person in &people {
        let [told, by_drafts] = person.days_around(&drafts)?;
        around.extend(told);
        drafted.extend(by_drafts);
    }
    let open_shifts: Vec<OpenShiftRecord> = rows.take(5)?;
    Ok(RosterContext {
        rules,
        rules_from,
        holidays: rows.take(1)?,
        around,
        drafted,
        barred: people.iter().filter_map(SurroundingsRecord::barred).collect(),
        demands: demands::demands(&rows, 3)?,
        wishes: rows.take(4)?,
        open_shifts: open_shifts.into_iter().map(OpenShiftRecord::into_shift).collect(),
    })
}

/// What the rules find in a month as it is saved.
pub async fn check(call: Call<CheckRoster>) -> Result<RosterCheck, Error> {
    let RosterPath { department_id, month } = call.path;
    call.who.require(department_id)?;
    let Checked { findings, drafts, judged, shown, .. } = checked(&call.db, department_id, month).await?;
    Ok(RosterCheck { findings, drafts, writes: judged.writes, shown })
}

/// A month as the rules were asked about it.
pub struct Checked {
    /// What they find, the heaviest first.
    pub findings: Vec<Finding>,
    /// What they would find by the drafts around.
    pub drafts: Vec<DraftFinding>,
    /// How often the sheet's own cells had been written.
    pub shown: u32,
    /// Whom they were asked about.
    pub people: Vec<PersonId>,
    /// What that was judged by.
    pub judged: Judged,
}

/// What the rules find in a department's month as it is saved. What its people and whoever else stands on its roster have
/// been told counts, on whichever roster it stands; what stands on drafts around is found apart. Heads are those of its
/// own.
pub async fn checked(db: &Db, department_id: DepartmentId, month: Month) -> Result<Checked, Error> {
    let (from_day, until_day) = surroundings::range(month);
    let rows = db
        .batch(vec![
            rules_of(department_id),
            calendar::between(from_day, until_day),
            planned::of_department(department_id, month),
            demands::demands_of(department_id),
            shifts::all(),
            store::LIST_DRAFTS.with(args![from_day.month(), until_day.month()]),
        ])
        .await?;
    let (rules, _) = in_force(&rows, 0)?;
    let kinds = shifts::read(&rows, 4)?;
    let plan = Plan::new(month, &kinds, &Calendar::new(rows.take(1)?));
    let people: Vec<PlannedRecord> = rows.take(2)?;
    let planned = people.iter().map(|person| person.told_row(&plan)).collect::<Result<Vec<_>, _>>()?;
    let drafts = by_drafts(&plan, &people, &planned, &rules, &rows.take(5)?)?;
    let mut findings = worktime::check(&plan, &planned, &rules);
    let own = people.iter().map(|person| person.own_row(&plan)).collect::<Result<Vec<_>, _>>()?;
    let coverage = Coverage::new(&kinds, &demands::demands(&rows, 3)?);
    findings.extend(shortages(&plan, &own, &kinds, &coverage, &rules));
    worktime::in_order(&mut findings);
    let writes = people.iter().map(PlannedRecord::writes).sum::<Result<u32, _>>()?;
    let shown = people.iter().map(|person| person.own_writes(month)).sum::<Result<u32, _>>()?;
    let people = people.iter().map(|person| person.person_id).collect();
    Ok(Checked { findings, drafts, shown, people, judged: Judged { from_day, until_day, writes } })
}

/// What the rules would find beyond what they find in `told`, if the drafts around were published as they are.
fn by_drafts(
    plan: &Plan,
    people: &[PlannedRecord],
    told: &[PlannedPerson],
    rules: &RuleSet,
    named: &[DraftRecord],
) -> Result<Vec<DraftFinding>, Error> {
    let mut found = Vec::new();
    for (person, told) in people.iter().zip(told) {
        let drafts = person.drafts()?;
        if drafts.is_empty() {
            continue;
        }
        for finding in worktime::added(plan, told, &person.row(plan)?, rules) {
            // A finding speaks of the days around the border; where none of the draft's lies among them, the draft still
            // makes it.
            let touches = |(_, first, last): &&(RosterId, Day, Day)| *first <= finding.until && *last >= finding.from;
            let draft = drafts.iter().find(touches).or(drafts.first());
            let draft = draft.and_then(|(id, ..)| named.iter().find(|draft| draft.id == *id));
            let Some(DraftRecord { month, department, .. }) = draft else { continue };
            let finding = Finding { severity: Severity::Warning, ..finding };
            found.push(DraftFinding { finding, month: *month, department: department.clone() });
        }
    }
    found.sort_by_key(|one| one.finding);
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
    let found = |day: Day| {
        let covers = coverage.day(day, &heads(day), &heads(day.plus(-1)));
        coverage::findings(&covers, day, rules).collect::<Vec<_>>()
    };
    plan.month().days().flat_map(found).collect()
}
