//! Endpoints of what a month is planned with: its surroundings, its rules, what they find, and the calendar.

use super::{OpenShift, RosterPath};
use crate::{
    Day, DepartmentId, FieldCode, FieldError, Month, PersonId, ShiftKindId, Year,
    kernel::contract::endpoint,
    roster::{
        calendar::Holiday,
        coverage::Demand,
        rules::{Finding, RuleSet},
    },
    text::{Name, Note},
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// What a month is planned with: rules, calendar, the days around it, demand, wishes and open shifts.
    GetRosterContext = GET "/api/rosters/{department_id}/{month}/context", access: ReadRosters, path: RosterPath, reply: RosterContext;
    /// What the rules find in a month as it is saved; publishing asks the same.
    CheckRoster = GET "/api/rosters/{department_id}/{month}/findings", access: ReadRosters, path: RosterPath, reply: RosterCheck;
    /// The rules of every department that has its own.
    ListRuleSets = GET "/api/rule-sets", access: ReadRosters, reply: Vec<DepartmentRules>;
    /// Gives a department rules of its own (version 0) or changes them; departments below it follow.
    SaveRuleSet = PUT "/api/rule-sets/{department_id}", access: Administer, path: RuleSetPath, body: RuleSetBody, reply: DepartmentRules;
    /// Takes a department's own rules away, so that it follows the one above it.
    DeleteRuleSet = DELETE "/api/rule-sets/{department_id}", access: Administer, path: RuleSetPath;
    /// A year's statutory holidays, days off and workdays that make up for them.
    GetHolidays = GET "/api/holidays/{year}", access: SignedIn, path: YearPath, reply: HolidayYear;
    /// Replaces a year's table.
    SaveHolidays = PUT "/api/holidays/{year}", access: Administer, path: YearPath, body: HolidayBody, reply: HolidayYear;
}

/// Most lines of a year's table; the published ones have about forty.
pub const MAX_HOLIDAYS: usize = 120;

/// Names a department's rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSetPath {
    /// The department.
    pub department_id: DepartmentId,
}

/// Names a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct YearPath {
    /// The year, 2000–2099.
    pub year: Year,
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

/// What somebody would like on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonWish {
    /// Who.
    pub person_id: PersonId,
    /// The day.
    pub day: Day,
    /// The shift; none for the day off.
    pub kind_id: Option<ShiftKindId>,
    /// Why, in their words.
    pub note: Note,
}

/// A department's own rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DepartmentRules {
    /// The department.
    pub department_id: DepartmentId,
    /// Its rules, complete.
    pub rules: RuleSet,
    /// Counts changes.
    pub version: u32,
}

/// Rules as they shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSetBody {
    /// The version that was seen; 0 for a department without rules of its own.
    pub version: u32,
    /// The rules; those that are left out get their defaults.
    pub rules: RuleSet,
}

impl RuleSetBody {
    /// What is wrong with it.
    pub fn check(&self) -> Vec<FieldError> {
        let errors = self.rules.check().into_iter();
        errors.map(|error| FieldError { field: format!("rules.{}", error.field), ..error }).collect()
    }
}

/// A year's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolidayYear {
    /// The year.
    pub year: Year,
    /// Its days, in order.
    pub days: Vec<Holiday>,
    /// Counts changes; 0 for a year that nobody has entered.
    pub version: u32,
}

/// A year's table as it shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolidayBody {
    /// The version that was seen.
    pub version: u32,
    /// The days, each once and in the year; [`MAX_HOLIDAYS`] at most.
    pub days: Vec<Holiday>,
}

impl HolidayBody {
    /// What is wrong with it as the table of `year`.
    pub fn check(&self, year: Year) -> Vec<FieldError> {
        if self.days.len() > MAX_HOLIDAYS {
            return vec![FieldError { field: "days".to_owned(), code: FieldCode::TooLong(MAX_HOLIDAYS) }];
        }
        let wrong = self.days.iter().enumerate().filter_map(|(place, holiday)| {
            let is_in_year = year.contains(holiday.day);
            let is_twice = self.days[..place].iter().any(|before| before.day == holiday.day);
            let code = match (is_in_year, is_twice) {
                (false, _) => FieldCode::OutOfRange,
                (true, true) => FieldCode::Taken,
                (true, false) => return None,
            };
            Some(FieldError { field: format!("days[{place}].day"), code })
        });
        wrong.collect()
    }
}
