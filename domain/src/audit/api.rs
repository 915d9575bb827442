//! Endpoints of the audit log.

pub use super::action::Action;

use crate::{
    AuditId, Day, DepartmentId, Instant, Page, PersonId,
    kernel::contract::endpoint,
    text::{Name, StaffNumber},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

endpoint! {
    /// Reads the audit log, the latest first, as far as the caller's permissions reach ([`super::areas`]).
    ListAudit = GET "/api/audit", access: ReadLog, query: AuditQuery, reply: Page<AuditRow>;
    /// Reads all lines that fit, to be taken away; the log keeps that they were. Up to [`MOST_EXPORTED`] lines.
    ExportAudit = GET "/api/audit/export", access: ReadLog, query: AuditQuery, reply: Vec<AuditRow>;
}

/// Most lines of an export; with more it is refused, so that nobody takes a part for the whole.
pub const MOST_EXPORTED: usize = 5000;

/// Most people that a line names; it counts the others.
pub const MOST_NAMED: usize = 100;

/// Filters of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditQuery {
    /// Only what this person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<PersonId>,
    /// Only what concerns this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_id: Option<PersonId>,
    /// Only what was done to this department's rosters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_id: Option<DepartmentId>,
    /// Only this action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// Everything but this action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<Action>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<AuditId>,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AuditRow {
    /// The line.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// Who.
    pub actor_id: Option<PersonId>,
    /// Who, by staff number.
    pub actor_number: Option<StaffNumber>,
    /// Who, by name.
    pub actor_name: Option<Name>,
    /// From which address; told to administrators alone.
    pub address: String,
    /// What was done, by its code: see [`Self::action`].
    #[cfg_attr(feature = "schema", schemars(with = "Action"))]
    pub action: String,
    /// To what: the name or number of the thing.
    pub subject: String,
    /// The department to whose rosters it was done, by its name today.
    #[serde(default)]
    pub department: Option<Name>,
    /// Whom it concerns, up to [`MOST_NAMED`].
    #[serde(default)]
    pub people: Vec<Concerned>,
    /// How many it concerns.
    #[serde(default)]
    pub people_count: u32,
    /// What the ids in `before` and `after` are called; a thing that was deleted keeps the name that it had.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// The changed fields before, as JSON text; empty when there was nothing.
    pub before: String,
    /// The changed fields after, as JSON text; empty when nothing is left.
    pub after: String,
    /// Finds the request in the server's logs; told to administrators alone.
    pub request_id: String,
}

impl AuditRow {
    /// What was done; nothing when it is an action that this version does not know.
    pub fn action(&self) -> Option<Action> {
        self.action.parse().ok()
    }
}

/// Somebody whom a line concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Concerned {
    /// The person.
    pub id: PersonId,
    /// 工号
    pub number: StaffNumber,
    /// 姓名
    pub name: Name,
}
