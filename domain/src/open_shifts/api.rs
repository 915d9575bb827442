//! Endpoints of shifts that are offered to whoever fits.

use crate::{
    Day, DepartmentId, MonthQuery, OpenShiftId, PersonId, ShiftKindId,
    kernel::contract::endpoint,
    text::{Name, Note},
    worktime::{Finding, Severity},
};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

endpoint! {
    /// The month's open shifts of the caller's department and scope. Staff see those of published rosters.
    ListOpenShifts = GET "/api/open-shifts", access: SignedIn, query: MonthQuery, reply: Vec<ShiftOffer>;
    /// Offers a shift. Several heads are several offers.
    OfferShift = PUT "/api/open-shifts/{open_shift_id}", access: ManageRosters, path: OpenShiftPath, body: OfferBody, reply: OpenShift;
    /// Withdraws an offer that nobody has taken; a claim that waits ends with it.
    WithdrawShift = DELETE "/api/open-shifts/{open_shift_id}", access: ManageRosters, path: OpenShiftPath;
    /// Takes a shift of the caller's department or, where it needs approval or the rules warn of it, asks for it. Of two claims one succeeds; one that would break a rule is refused, and so is a second one that waits for the same day.
    ClaimShift = POST "/api/open-shifts/{open_shift_id}/claim", access: SignedIn, path: OpenShiftPath, reply: OpenShift;
    /// Takes back a claim of the caller's that waits, so that the shift is open again.
    TakeBackClaim = DELETE "/api/open-shifts/{open_shift_id}/claim", access: SignedIn, path: OpenShiftPath;
    /// Approves a claim, so that the claimant has the shift, or refuses it, so that it is open again.
    DecideClaim = POST "/api/open-shifts/{open_shift_id}/decision", access: ManageRosters, path: OpenShiftPath, body: DecisionBody, reply: OpenShift;
}

/// Most shifts that a department offers for one day.
pub const MAX_OFFERS: usize = 50;

/// Most claims of one person that wait for approval, so that nobody keeps shifts from everybody else.
pub const MAX_CLAIMS: usize = 5;

/// Names an open shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenShiftPath {
    /// The open shift.
    pub open_shift_id: OpenShiftId,
}

/// How far an open shift is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OpenShiftState {
    /// 待接: whoever fits may claim it.
    Open,
    /// 待审批: somebody claimed it and waits for approval.
    Claimed,
    /// 已接: it stands in the roster of who took it.
    Taken,
    /// 已撤回
    Withdrawn,
}

impl OpenShiftState {
    /// Every state.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// A shift without a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenShift {
    /// The open shift.
    pub id: OpenShiftId,
    /// The department on whose roster it is.
    pub department_id: DepartmentId,
    /// The day.
    pub day: Day,
    /// The shift.
    pub kind_id: ShiftKindId,
    /// What to know about it.
    pub note: Note,
    /// A claim waits until a manager approves it; otherwise the first one takes the shift.
    pub needs_approval: bool,
    /// How far it is.
    pub state: OpenShiftState,
    /// Who claimed or took it.
    pub person_id: Option<PersonId>,
    /// Counts changes.
    pub version: u32,
}

/// An open shift as the caller finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftOffer {
    /// The shift.
    pub shift: OpenShift,
    /// The name of who claimed or took it.
    pub person_name: Option<Name>,
    /// Staff see it, because its roster is published.
    pub is_published: bool,
    /// The caller may withdraw it and decide on claims.
    pub may_manage: bool,
    /// Whether the caller could take it; none unless it is open, yet to begin and of their own department.
    pub fit: Option<Fit>,
    /// Of a claim that the caller may decide on: whether the claimant can still have the shift.
    pub claim: Option<Fit>,
}

/// Whether somebody could take an open shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fit {
    /// What rules out a claim before any rule is asked.
    pub obstacle: Option<Obstacle>,
    /// What the rules would find if they took it: an error rules it out, a warning asks for approval.
    pub findings: Vec<Finding>,
}

impl Fit {
    /// Whether they may take it.
    pub fn is_clear(&self) -> bool {
        self.obstacle.is_none() && self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// Whether a claim waits for approval even where the first one takes the shift: the rules warn of it.
    pub fn must_wait(&self) -> bool {
        !self.findings.is_empty()
    }
}

/// What rules out that somebody takes an open shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Obstacle {
    /// They are planned to work that day already.
    Works {
        /// The shift that stands there.
        kind_id: ShiftKindId,
    },
    /// They are not employed on the day, or no longer belong to the department.
    NotEmployed,
    /// The shift kind is no longer in use.
    Retired,
    /// A claim of theirs waits for the same day.
    Asked,
    /// As many claims of theirs wait as may ([`MAX_CLAIMS`]).
    AskedTooOften,
}

/// An offer as it shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferBody {
    /// The department on whose roster it is.
    pub department_id: DepartmentId,
    /// The day, today or later.
    pub day: Day,
    /// The shift: one with hours.
    pub kind_id: ShiftKindId,
    /// What to know about it.
    pub note: Note,
    /// A claim waits until a manager approves it.
    pub needs_approval: bool,
}

impl OpenShift {
    /// Whether it is what `offer` asked for, whatever has become of it since.
    pub fn is(&self, offer: &OfferBody) -> bool {
        let OfferBody { department_id, day, kind_id, note, needs_approval } = offer;
        (self.department_id, self.day, self.kind_id, &self.note, self.needs_approval)
            == (*department_id, *day, *kind_id, note, *needs_approval)
    }
}

/// What becomes of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionBody {
    /// The open shift's version that was seen.
    pub version: u32,
    /// The claimant shall have it.
    pub is_approved: bool,
}
