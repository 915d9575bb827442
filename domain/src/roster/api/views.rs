//! Endpoints of what staff see of published rosters.

use super::CellChange;
use crate::{
    Day, DepartmentId, LocalTime, Month, MonthQuery, PersonId, PositionId, ShiftKindId, cleaning::api::TeamDuty,
    kernel::contract::endpoint, text::Name,
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// The caller's own published shifts of a month.
    MyMonth = GET "/api/my-month", access: SignedIn, query: MonthQuery, reply: MyMonthView;
    /// Who works on a day, in the caller's department and scope; published shifts only.
    TeamDay = GET "/api/team-day", access: SignedIn, query: DayQuery, reply: TeamDayView;
}

/// Asks for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayQuery {
    /// The day; today's business day when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
}

/// One of the caller's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyDay {
    /// The day.
    pub day: Day,
    /// The shift; none when the cell was emptied after publishing.
    pub kind_id: Option<ShiftKindId>,
    /// Set when it was changed after publishing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<CellChange>,
}

/// The caller's month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyMonthView {
    /// The month.
    pub month: Month,
    /// The roster of the caller's department is published.
    pub is_published: bool,
    /// The days that have a shift, in order.
    pub days: Vec<MyDay>,
}

/// Somebody's shift on a day, as colleagues see it: no phone numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TeamShift {
    /// The shift's day: the one before for a shift that ends after midnight.
    pub day: Day,
    /// Who.
    pub person_id: PersonId,
    /// Their name.
    pub name: Name,
    /// The department on whose roster they stand.
    pub department_id: DepartmentId,
    /// Their position.
    pub position_id: Option<PositionId>,
    /// The shift.
    pub kind_id: ShiftKindId,
    /// It was changed after publishing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_changed: bool,
}

/// A team's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TeamDayView {
    /// The day.
    pub day: Day,
    /// What the shop's clocks show.
    pub now: LocalTime,
    /// The day's shifts, days off included, and those of the evening before that end after midnight: the caller's own
    /// department first, within each by start (days off last) and staff number.
    pub shifts: Vec<TeamShift>,
    /// Who has duty, in the departments that have a rota.
    pub duties: Vec<TeamDuty>,
}
