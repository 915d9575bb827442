//! Rules of rosters as data, and what they find in a month.
//!
//! A rule is a kind with a limit; [`check`] asks all of a [`RuleSet`] about a [`Plan`]. The checks of a person look at
//! that person's row alone, so that an editor rechecks the row that changed, and a planner can ask what a row would
//! break before it writes it ([`added`]).

pub mod api;

mod check;
mod plan;
#[cfg(test)]
mod tests;

pub use self::{
    check::{added, check, check_person},
    plan::{MARGIN, Plan, PlannedPerson},
};

use crate::{
    Day, FieldCode, FieldError, PersonId, ShiftKindId,
    door::door,
    shifts::slot::{Slot, Target},
};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;
use strum::VariantArray;

door! {
    actions {
        /// A department's roster rules were set.
        RULES_SAVE = "rules.save", Rosters;
        /// A department's own roster rules were taken away.
        RULES_DELETE = "rules.delete", Rosters;
    }
    uses {
        /// Rules of its own.
        RULES = "rules";
    }
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Days.
    Days,
    /// People.
    Heads,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $unit:ident, $default:literal, $range:expr, $severity:ident, sign_off: $sign_off:literal, $source:literal;)+) => {
        /// What a rule asks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum RuleKind {
            $($(#[$doc])* $name,)+
        }

        impl RuleKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// What its limit counts.
            pub const fn unit(self) -> Unit {
                match self { $(Self::$name => Unit::$unit,)+ }
            }

            /// The limits that it can have; a single one where there is nothing to choose.
            pub const fn limits(self) -> RangeInclusive<u32> {
                match self { $(Self::$name => $range,)+ }
            }

            /// The law that it comes from, in the law's language; empty for good practice.
            pub const fn source(self) -> &'static str {
                match self { $(Self::$name => $source,)+ }
            }

            /// The rule as it holds where nobody says otherwise.
            pub const fn default_rule(self) -> Rule {
                match self { $(Self::$name => Rule {
                    kind: self, limit: $default, severity: Severity::$severity, may_sign_off: $sign_off,
                },)+ }
            }
        }
    };
}

kinds! {
    /// Most paid minutes of a day.
    DayHours = Minutes, 480, 60..=1440, Warning, sign_off: true, "劳动法第三十六条";
    /// Most paid minutes of a week, from Monday to Sunday.
    WeekHours = Minutes, 2400, 60..=5040, Warning, sign_off: true, "国务院关于职工工作时间的规定第三条";
    /// Most paid minutes of a week before it is against the law.
    WeekHoursMax = Minutes, 2640, 60..=5040, Error, sign_off: true, "劳动法第三十六条";
    /// Fewest days without work in a week.
    RestDay = Days, 1, 1..=3, Error, sign_off: true, "劳动法第三十八条";
    /// Most days of work in a row.
    RunLength = Days, 6, 1..=13, Error, sign_off: true, "全国年节及纪念日放假办法第七条";
    /// Fewest minutes between two shifts.
    RestBetween = Minutes, 660, 0..=1440, Warning, sign_off: true, "";
    /// No shift begins before the one before it ends. Found are the minutes of both at once.
    Overlap = Minutes, 0, 0..=0, Error, sign_off: false, "";
    /// Most nights in a row.
    NightsInRow = Days, 3, 1..=13, Warning, sign_off: true, "";
    /// No night work, and none between 22:00 and 06:00, on days on which somebody is protected.
    ProtectedNight = Days, 0, 0..=0, Error, sign_off: false, "女职工劳动保护特别规定第六条、第九条";
    /// No day over eight hours and no week over forty that touches days on which somebody is protected.
    ProtectedOvertime = Minutes, 0, 0..=0, Error, sign_off: false, "女职工劳动保护特别规定第六条、第九条";
    /// Most minutes of a month beyond eight hours for each of its workdays.
    MonthOvertime = Minutes, 2160, 0..=6000, Error, sign_off: true, "劳动法第四十一条";
    /// As many heads as are needed.
    Headcount = Heads, 0, 0..=0, Warning, sign_off: true, "";
}

impl RuleKind {
    /// Whether there is no choice: such a rule is always an error and never signed off.
    pub const fn is_strict(self) -> bool {
        matches!(self, Self::Overlap | Self::ProtectedNight | Self::ProtectedOvertime)
    }

    /// Whether its limit is a least rather than a most.
    pub const fn is_least(self) -> bool {
        matches!(self, Self::RestDay | Self::RestBetween | Self::Headcount)
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Severity {
    /// Nobody asks.
    Off,
    /// It is shown.
    Warning,
    /// A roster with it is not published, unless it is signed off.
    Error,
}

impl Severity {
    /// Every severity.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// One rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// What it asks.
    pub kind: RuleKind,
    /// Its limit, in minutes or days; within [`RuleKind::limits`].
    pub limit: u32,
    /// How much it weighs.
    pub severity: Severity,
    /// An error can be published with a written reason.
    pub may_sign_off: bool,
}

/// The rules of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSet {
    /// Each kind at most once.
    pub rules: Vec<Rule>,
}

impl Default for RuleSet {
    fn default() -> Self {
        Self { rules: RuleKind::ALL.iter().map(|kind| kind.default_rule()).collect() }
    }
}

impl RuleSet {
    /// All kinds in their order; those that are left out get their defaults.
    #[must_use]
    pub fn complete(&self) -> Self {
        Self { rules: RuleKind::ALL.iter().map(|kind| self.rule(*kind)).collect() }
    }

    /// The rule of a kind.
    pub fn rule(&self, kind: RuleKind) -> Rule {
        self.rules.iter().find(|rule| rule.kind == kind).copied().unwrap_or_else(|| kind.default_rule())
    }

    /// What is wrong with it, by the rule's place.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        for (place, rule) in self.rules.iter().enumerate() {
            let mut push =
                |field: &str, code| errors.push(FieldError { field: format!("rules[{place}]{field}"), code });
            if self.rules[..place].iter().any(|before| before.kind == rule.kind) {
                push("", FieldCode::Taken);
            }
            let limits = rule.kind.limits();
            if !limits.contains(&rule.limit) {
                push(".limit", FieldCode::NotBetween((*limits.start()).into(), (*limits.end()).into()));
            }
            if rule.kind.is_strict() && rule.severity != Severity::Error {
                push(".severity", FieldCode::OutOfRange);
            }
            if rule.kind.is_strict() && rule.may_sign_off {
                push(".may_sign_off", FieldCode::Inconsistent);
            }
        }
        errors
    }
}

/// What a rule finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// The first day that it speaks of; it may lie in the month before.
    pub from: Day,
    /// The last day; it may lie in the month after.
    pub until: Day,
    /// The rule.
    pub rule: RuleKind,
    /// Whose days; none for a department's heads.
    pub person_id: Option<PersonId>,
    /// The shift kind that heads are missing for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind_id: Option<ShiftKindId>,
    /// The slot of the day that heads are missing in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
    /// What was found, in the rule's unit.
    pub figure: u32,
    /// What the rule asks for, in its unit.
    pub limit: u32,
    /// It can be published with a written reason.
    pub may_sign_off: bool,
}

impl Finding {
    /// What heads are missing for.
    pub fn target(&self) -> Option<Target> {
        Target::of(self.kind_id, self.slot)
    }
}

/// What stands between findings and publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing, or warnings alone.
    Clear,
    /// Errors that somebody may sign off with a reason.
    NeedsReason,
    /// Errors that nobody may sign off.
    Refused,
}

/// Whether a roster with these findings may be published.
pub fn verdict(findings: &[Finding]) -> Verdict {
    let errors = || findings.iter().filter(|finding| finding.severity == Severity::Error);
    match (errors().next(), errors().all(|finding| finding.may_sign_off)) {
        (None, _) => Verdict::Clear,
        (Some(_), true) => Verdict::NeedsReason,
        (Some(_), false) => Verdict::Refused,
    }
}

/// The findings that bar publication, in their order.
pub fn errors(findings: &[Finding]) -> Vec<Finding> {
    findings.iter().filter(|finding| finding.severity == Severity::Error).copied().collect()
}

/// Puts the heaviest first, then by day and person.
pub fn in_order(findings: &mut [Finding]) {
    findings.sort_unstable_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.cmp(b)));
}
