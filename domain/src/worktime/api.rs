//! Endpoints of the rules of working time.

use super::RuleSet;
use crate::{DepartmentId, FieldError, kernel::contract::endpoint};
use serde::{Deserialize, Serialize};

endpoint! {
    /// The rules of every department that has its own.
    ListRuleSets = GET "/api/rule-sets", access: ReadRosters, reply: Vec<DepartmentRules>;
    /// Gives a department rules of its own (version 0) or changes them; departments below it follow.
    SaveRuleSet = PUT "/api/rule-sets/{department_id}", access: Administer, path: RuleSetPath, body: RuleSetBody, reply: DepartmentRules;
    /// Takes a department's own rules away, so that it follows the one above it.
    DeleteRuleSet = DELETE "/api/rule-sets/{department_id}", access: Administer, path: RuleSetPath;
}

/// Names a department's rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSetPath {
    /// The department.
    pub department_id: DepartmentId,
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
