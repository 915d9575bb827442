//! Endpoints of what a month is planned with: its surroundings, its rules, what they find, and the calendar.

use super::RosterPath;
use crate::{
    Day, DepartmentId, Month, PersonId, ShiftKindId,
    calendar::Holiday,
    kernel::contract::endpoint,
    open_shifts::api::OpenShift,
    roster::coverage::Demand,
    text::Name,
    wishes::api::PersonWish,
    worktime::{Finding, RuleSet},
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// What a month is planned with: rules, calendar, the days around it, demand, wishes and open shifts.
    GetRosterContext = GET "/api/rosters/{department_id}/{month}/context", access: ReadRosters, path: RosterPath, reply: RosterContext;
    /// What the rules find in a month as it is saved; publishing asks the same.
    CheckRoster = GET "/api/rosters/{department_id}/{month}/findings", access: ReadRosters, path: RosterPath, reply: RosterCheck;
}

/// What a month is planned with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RosterContext {
    /// The rules that hold for the department.
    pub rules: RuleSet,
    /// The department that they come from; none when nobody set any and the defaults hold.
    pub rules_from: Option<DepartmentId>,
    /// The calendar of the month and the two weeks on either side.
    pub holidays: Vec<Holiday>,
    /// What the department's people have been told of the two weeks on either side, on whichever roster.
    pub around: Vec<DaysAround>,
    /// What drafts plan for them there. It stops nothing that staff are told.
    pub drafted: Vec<DaysAround>,
    /// Days on which somebody may do neither night work nor overtime. Why is for HR alone to know.
    pub barred: Vec<Barred>,
    /// How many heads are needed.
    pub demands: Vec<Demand>,
    /// What people would like.
    pub wishes: Vec<PersonWish>,
    /// Shifts that are offered.
    pub open_shifts: Vec<OpenShift>,
}

/// What the rules find in a month as it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RosterCheck {
    /// What they find in what staff see, or will see by publishing this month, the heaviest first.
    pub findings: Vec<Finding>,
    /// What they would find beyond that if the drafts around were published as they are. It stops nothing.
    pub drafts: Vec<DraftFinding>,
    /// How often the cells that they looked at had been written: what is published must be what was checked.
    pub writes: u32,
    /// How often the cells of this sheet alone had been written: an editor that shows anything else shows it first.
    pub shown: u32,
}

/// What the rules would find by a draft around.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftFinding {
    /// What, as a warning.
    pub finding: Finding,
    /// The draft's month.
    pub month: Month,
    /// Whose draft it is.
    pub department: Name,
}

/// Somebody's days outside the month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DaysAround {
    /// Who.
    pub person_id: PersonId,
    /// The days that have a shift, in order.
    pub days: Vec<(Day, ShiftKindId)>,
}

/// Days on which somebody may do neither night work nor overtime (女职工劳动保护特别规定, articles 6 and 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Barred {
    /// Who.
    pub person_id: PersonId,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
}
