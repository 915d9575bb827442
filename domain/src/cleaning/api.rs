//! Endpoints of the duty rota (值日): who cleans on which day.

use crate::{
    Day, DepartmentId, DutySwapId, Month, PersonId, kernel::contract::endpoint, roster::api::RosterPath, text::Name,
};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

endpoint! {
    /// A month's duty rota, in the caller's department or scope. Staff see it once the roster is published.
    GetDuties = GET "/api/duties/{department_id}/{month}", access: SignedIn, path: RosterPath, reply: DutyRota;
    /// Makes the rota anew from a day to the end of its month, in turn over those who work each day. Fixed days stay, as long as who has them works.
    PlanDuties = POST "/api/duties/{department_id}/{month}/plan", access: ManageRosters, path: RosterPath, body: PlanDutiesBody, reply: DutyRota;
    /// Sets a day by hand, so that it stays, or leaves it to the next plan.
    SetDuty = PUT "/api/duty-days/{department_id}/{day}", access: ManageRosters, path: DutyDayPath, body: DutyBody, reply: DutyDay;
    /// Offers a colleague to exchange one of the caller's coming days for one of theirs.
    OfferDutySwap = PUT "/api/duty-swaps/{duty_swap_id}", access: SignedIn, path: DutySwapPath, body: DutySwapBody, reply: DutySwap;
    /// Accepts an offer, so that the days are exchanged, or declines it.
    AnswerDutySwap = POST "/api/duty-swaps/{duty_swap_id}/answer", access: SignedIn, path: DutySwapPath, body: AnswerBody, reply: DutySwap;
    /// Takes back an offer of the caller's that nobody has accepted.
    WithdrawDutySwap = DELETE "/api/duty-swaps/{duty_swap_id}", access: SignedIn, path: DutySwapPath;
}

/// Names a department's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutyDayPath {
    /// The department.
    pub department_id: DepartmentId,
    /// The day.
    pub day: Day,
}

/// Names an offer to swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutySwapPath {
    /// The offer.
    pub duty_swap_id: DutySwapId,
}

/// A month's rota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutyRota {
    /// The department.
    pub department_id: DepartmentId,
    /// The month.
    pub month: Month,
    /// Its roster is published, so that staff see the rota.
    pub is_published: bool,
    /// The caller may make and change it.
    pub may_edit: bool,
    /// The department's people who work in the month, by staff number.
    pub people: Vec<DutyPerson>,
    /// The days on which somebody works or has duty, in order.
    pub days: Vec<DutyDay>,
    /// The offers from and to the caller that still stand, by day.
    pub swaps: Vec<DutySwap>,
}

/// Somebody who may have duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutyPerson {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: Name,
}

/// A day of a rota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutyDay {
    /// The day.
    pub day: Day,
    /// Who has duty, if anybody has.
    pub holder: Option<DutyHolder>,
    /// Who works that day, as places in [`DutyRota::people`].
    pub works: Vec<u16>,
}

/// Who has duty on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutyHolder {
    /// Who.
    pub person_id: PersonId,
    /// Their name.
    pub name: Name,
    /// It was set by hand or swapped, and stays when the rota is made anew, as long as they work that day.
    pub is_fixed: bool,
}

/// From when on the rota is made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanDutiesBody {
    /// The first day: of the month, and today or later.
    pub from: Day,
}

/// A day's duty as it shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutyBody {
    /// Who had it when it was changed, so that nobody's change is lost.
    #[serde(deserialize_with = "Option::deserialize")]
    pub seen: Option<PersonId>,
    /// Who shall have it; nobody leaves the day to the next plan.
    pub person_id: Option<PersonId>,
}

/// How far an offer to swap is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DutySwapState {
    /// 待答复
    Offered,
    /// 已对调
    Accepted,
    /// 已谢绝
    Declined,
    /// 已撤回
    Withdrawn,
}

impl DutySwapState {
    /// Every state.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// An offer to exchange two days of duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutySwap {
    /// The offer.
    pub id: DutySwapId,
    /// The day of who offers.
    pub day: Day,
    /// Who offers.
    pub person_id: PersonId,
    /// Their name.
    pub person_name: Name,
    /// The day that they would take instead.
    pub other_day: Day,
    /// Who has it.
    pub other_person_id: PersonId,
    /// Their name.
    pub other_name: Name,
    /// How far it is.
    pub state: DutySwapState,
    /// It can no longer be accepted: somebody does not work on the day that they would take.
    pub is_void: bool,
}

/// An offer to swap as it shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutySwapBody {
    /// The caller's day.
    pub day: Day,
    /// The colleague's day.
    pub other_day: Day,
}

/// What becomes of an offer to swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerBody {
    /// The days shall be exchanged.
    pub is_accepted: bool,
}

/// Who has a department's duty on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TeamDuty {
    /// The department.
    pub department_id: DepartmentId,
    /// Who.
    pub person_id: PersonId,
    /// Their name.
    pub name: Name,
    /// They are planned to work that day. A duty may outlast its holder's shift.
    pub is_working: bool,
}

/// A day of the caller's duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyDuty {
    /// The day.
    pub day: Day,
    /// The caller is planned to work that day.
    pub is_working: bool,
}
