//! What the rules would find if somebody took one more shift.

use super::{
    context::Checked,
    planned::{self, PlannedRecord},
    store, surroundings,
};
use crate::{
    calendar,
    kernel::{
        d1::{Db, Query, Rows, args},
        error::Error,
    },
    shifts,
    worktime::{in_force, rules_of},
};
use dianwu_domain::{
    Code, Day, DepartmentId, Month, PersonId, ShiftKindId,
    calendar::Calendar,
    open_shifts::api::{Fit, Obstacle},
    roster::{api::CellState, edit::CellWrite},
    shifts::api::ShiftKind,
    worktime::{self, Finding, Plan, PlannedPerson, RuleSet, Severity},
};
use serde::Deserialize;
use std::{
    collections::{BTreeSet, HashMap},
    rc::Rc,
};

/// Somebody's month as they have been told it, ready to be asked. Drafts are left out: an answer would tell of them.
pub struct WhatIf {
    plan: Rc<Plan>,
    row: PlannedPerson,
    rules: Rc<RuleSet>,
}

impl WhatIf {
    /// The statements that [`WhatIf::read`] reads.
    pub fn queries(department_id: DepartmentId, person_id: PersonId, month: Month) -> [Query; 4] {
        let (from, until) = surroundings::range(month);
        [rules_of(department_id), calendar::between(from, until), planned::told(&[person_id], month), shifts::all()]
    }

    /// What [`WhatIf::queries`] found, as results from `place` on.
    ///
    /// # Errors
    /// [`Code::NotFound`] for nobody.
    pub fn read(rows: &Rows, place: usize, month: Month) -> Result<Self, Error> {
        let (rules, _) = in_force(rows, place)?;
        let plan = Plan::new(month, &shifts::read(rows, place + 3)?, &Calendar::new(rows.take(place + 1)?));
        let person: PlannedRecord = rows.first(place + 2)?.ok_or(Error::not_found())?;
        let row = person.row(&plan)?;
        Ok(Self { plan: Rc::new(plan), row, rules: Rc::new(rules) })
    }

    /// Several people's months, each asked with the rules of a department; `kinds` are the shop's.
    ///
    /// # Errors
    /// As [`Db::batch`].
    pub async fn of_many(
        db: &Db,
        asked: &[(DepartmentId, PersonId)],
        month: Month,
        kinds: &[ShiftKind],
    ) -> Result<HashMap<(DepartmentId, PersonId), Self>, Error> {
        if asked.is_empty() {
            return Ok(HashMap::new());
        }
        let people: Vec<PersonId> =
            asked.iter().map(|(_, person)| *person).collect::<BTreeSet<_>>().into_iter().collect();
        let departments: BTreeSet<DepartmentId> = asked.iter().map(|(department, _)| *department).collect();
        let mut queries = vec![surroundings::holidays_of(month), planned::told(&people, month)];
        queries.extend(departments.iter().map(|department| rules_of(*department)));
        let rows = db.batch(queries).await?;
        let plan = Rc::new(Plan::new(month, kinds, &Calendar::new(rows.take(0)?)));
        let rules = departments.iter().zip(2..).map(|(department, place)| Ok((*department, in_force(&rows, place)?.0)));
        let rules: HashMap<_, _> = rules.collect::<Result<_, Error>>()?;
        let rules: HashMap<_, _> = rules.into_iter().map(|(department, rules)| (department, Rc::new(rules))).collect();
        let mut found = HashMap::new();
        for person in rows.take::<PlannedRecord>(1)? {
            let row = person.row(&plan)?;
            for (department, _) in asked.iter().filter(|(_, id)| *id == person.person_id) {
                let Some(rules) = rules.get(department).cloned() else { continue };
                found.insert((*department, person.person_id), Self { plan: plan.clone(), row: row.clone(), rules });
            }
        }
        Ok(found)
    }

    /// What the rules would find beyond what they find now.
    pub fn added(&self, day: Day, kind_id: ShiftKindId) -> Vec<Finding> {
        let mut after = self.row.clone();
        self.plan.set(&mut after, day, Some(kind_id));
        worktime::added(&self.plan, &self.row, &after, &self.rules)
    }

    /// Whether they could still be given a shift that they claimed, and what the rules would find.
    pub fn fit(&self, day: Day, kind_id: ShiftKindId) -> Fit {
        let works = || self.plan.works(&self.row, day).map(|kind_id| Obstacle::Works { kind_id });
        let obstacle = if self.row.is_employed(&self.plan, day) { works() } else { Some(Obstacle::NotEmployed) };
        let findings = if obstacle.is_none() { self.added(day, kind_id) } else { Vec::new() };
        Fit { obstacle, findings }
    }
}

/// What shifts were judged by: how often the days that the rules look at had been written. Two shifts that each keep the
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

/// The errors that the rules would find in a published roster once these cells are written, and do not find now.
///
/// # Errors
/// As [`Db::batch`].
pub async fn breaches(
    db: &Db,
    department_id: DepartmentId,
    month: Month,
    writes: &[CellWrite],
) -> Result<Checked, Error> {
    let (from_day, until_day) = surroundings::range(month);
    let mut people: Vec<PersonId> = writes.iter().map(|write| write.after.person_id).collect();
    people.sort_unstable();
    people.dedup();
    let rows = db
        .batch(vec![
            rules_of(department_id),
            calendar::between(from_day, until_day),
            planned::of_people(&people, month),
            shifts::all(),
        ])
        .await?;
    let (rules, _) = in_force(&rows, 0)?;
    let plan = Plan::new(month, &shifts::read(&rows, 3)?, &Calendar::new(rows.take(1)?));
    let mut after: HashMap<PersonId, Vec<CellState>> = HashMap::new();
    for write in writes {
        after.entry(write.after.person_id).or_default().push(write.after);
    }
    let mut checked = Checked {
        findings: Vec::new(),
        drafts: Vec::new(),
        shown: 0,
        people,
        judged: Judged { from_day, until_day, writes: 0 },
    };
    for person in rows.take::<PlannedRecord>(2)? {
        // Staff see the published rosters alone: what a draft around would break is told when that is published.
        let before = person.told_row(&plan)?;
        let mut row = before.clone();
        for cell in after.remove(&person.person_id).unwrap_or_default() {
            plan.set(&mut row, cell.day, cell.kind_id);
        }
        checked.findings.extend(worktime::errors(&worktime::added(&plan, &before, &row, &rules)));
        checked.judged.writes += person.writes()?;
    }
    worktime::in_order(&mut checked.findings);
    Ok(checked)
}

/// Refuses a shift that would break a rule. Returns what it was judged by, and what the rules warn of.
///
/// # Errors
/// [`Code::RulesBroken`] when the rules would find an error that they do not find now.
pub async fn require_keeps_rules(
    db: &Db,
    department_id: DepartmentId,
    person_id: PersonId,
    day: Day,
    kind_id: ShiftKindId,
) -> Result<(Judged, Vec<Finding>), Error> {
    let month = day.month();
    let [rules, holidays, person, kinds] = WhatIf::queries(department_id, person_id, month);
    let rows = db.batch(vec![rules, holidays, person, kinds, Judged::query(person_id, month)]).await?;
    let added = WhatIf::read(&rows, 0, month)?.added(day, kind_id);
    let breaks = added.iter().any(|finding| finding.severity == Severity::Error);
    if breaks {
        return Err(Error::new(Code::RulesBroken));
    }
    let judged = rows.first(4)?.ok_or_else(|| Error::internal("a count without a row".to_owned()))?;
    Ok((judged, added))
}
