//! Endpoints of the audit log.

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

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// What was done, as `subject.verb`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Action {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
        }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code, as it is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

actions! {
    /// The shop and its first administrator were created.
    ShopSetUp = "shop.set_up";
    /// The shop's settings were changed.
    ShopSave = "shop.save";
    /// Somebody signed in.
    SessionSignIn = "session.sign_in";
    /// Somebody signed out, or signed a device out.
    SessionRevoke = "session.revoke";
    /// Somebody changed their password.
    PasswordChange = "password.change";
    /// Somebody's password was replaced by a one-time code.
    PasswordReset = "password.reset";
    /// One-time codes were made for people without a password of their own.
    CodesIssue = "password.codes";
    /// All of a person's devices were signed out.
    SessionsEnd = "session.end_all";
    /// A person was created.
    PersonCreate = "person.create";
    /// A person's master data was changed.
    PersonUpdate = "person.update";
    /// People were imported from a file.
    PeopleImport = "person.import";
    /// The list of people was exported.
    PeopleExport = "person.export";
    /// A person's roles were set.
    RolesSet = "person.roles";
    /// A person's protected status was set; the log says that it was, not what it is.
    ProtectionSet = "person.protection";
    /// A department was created or changed.
    DepartmentSave = "department.save";
    /// A department was deleted.
    DepartmentDelete = "department.delete";
    /// A position was created or changed.
    PositionSave = "position.save";
    /// A position was deleted.
    PositionDelete = "position.delete";
    /// A shift kind was created or changed.
    ShiftKindSave = "shift_kind.save";
    /// Cells of a roster were changed.
    RosterEdit = "roster.edit";
    /// A roster was published.
    RosterPublish = "roster.publish";
    /// A roster was not published, because rules forbid it.
    RosterRefuse = "roster.refuse";
    /// A year's calendar was replaced.
    HolidaysSave = "holidays.save";
    /// A department's roster rules were set.
    RulesSave = "rules.save";
    /// A department's own roster rules were taken away.
    RulesDelete = "rules.delete";
    /// A demand for heads was created or changed.
    DemandSave = "demand.save";
    /// A demand for heads was deleted.
    DemandDelete = "demand.delete";
    /// A cycle of shifts was created or changed.
    CycleSave = "cycle.save";
    /// A cycle of shifts was deleted.
    CycleDelete = "cycle.delete";
    /// A roster was exported.
    RosterExport = "roster.export";
    /// A shift was offered.
    OpenShiftOffer = "open_shift.offer";
    /// An offered shift was withdrawn.
    OpenShiftWithdraw = "open_shift.withdraw";
    /// Somebody claimed an offered shift.
    OpenShiftClaim = "open_shift.claim";
    /// Somebody took back a claim.
    OpenShiftTakeBack = "open_shift.take_back";
    /// A claim was approved or refused.
    OpenShiftDecide = "open_shift.decide";
    /// A duty rota was made.
    DutyPlan = "duty.plan";
    /// A day's duty was set by hand.
    DutySet = "duty.set";
    /// A swap of duty was offered, answered or withdrawn.
    DutySwap = "duty.swap";
    /// Somebody made an address for their calendar.
    FeedCreate = "feed.create";
    /// Somebody revoked their calendar's address.
    FeedRevoke = "feed.revoke";
    /// Lines of the log were exported.
    AuditExport = "audit.export";
}

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
    /// What was done.
    pub action: Action,
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
