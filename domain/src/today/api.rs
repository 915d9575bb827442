//! The endpoint of 今日.

use crate::{
    Day, LocalTime,
    cleaning::api::MyDuty,
    kernel::contract::endpoint,
    notices::{api::Notice, waiting::Waiting},
    roster::api::{MyDay, TeamShift},
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// The caller's day: own shifts around today, the team's day, and what waits for the caller.
    Today = GET "/api/today", access: SignedIn, reply: TodayView;
}

/// What a shop still lacks before its first roster, in the order in which it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FirstStep {
    /// Departments below the one that the set-up made.
    Departments,
    /// Anybody besides the caller.
    People,
    /// Shift kinds that are in use.
    ShiftKinds,
    /// Anybody who manages a department.
    Manager,
    /// The first roster.
    Roster,
}

/// The caller's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TodayView {
    /// What the shop's clocks show.
    pub now: LocalTime,
    /// The business day.
    pub day: Day,
    /// The caller's published shifts from yesterday to two weeks ahead, in order.
    pub mine: Vec<MyDay>,
    /// The day's shifts of the caller's department and scope, as in [`TeamDayView::shifts`].
    pub team: Vec<TeamShift>,
    /// What waits for the caller, the most pressing first.
    pub waiting: Vec<Waiting>,
    /// What the shop lacks and the caller may do, as long as it has no roster; empty for all others.
    pub first_steps: Vec<FirstStep>,
    /// What the caller has not read, the latest first; of many, those whose time ends first.
    pub notices: Vec<Notice>,
    /// There are more that the caller has not read.
    pub more_notices: bool,
    /// How many notices in the caller's inbox they have not read.
    #[serde(default)]
    pub unread: u32,
    /// How many of the shifts that the caller's department offers they could claim now.
    pub open_shifts: u32,
    /// The day of the first of them.
    pub next_open_shift: Option<Day>,
    /// The caller's days of duty from today to a week ahead, in order.
    pub my_duties: Vec<MyDuty>,
}
