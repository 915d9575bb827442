//! Endpoints of what staff see of published rosters.

use super::{Change, MonthQuery};
use crate::{
    Day, DepartmentId, DutySwapId, LocalTime, Month, OpenShiftId, PersonId, PositionId, ShiftKindId,
    kernel::contract::endpoint, notices::api::Notice, text::Name,
};
use serde::{Deserialize, Deserializer, Serialize, de::Error};

endpoint! {
    /// The caller's day: own shifts around today, the team's day, and what waits for the caller.
    Today = GET "/api/today", access: SignedIn, reply: TodayView;
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
    pub change: Option<Change>,
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

/// Something that waits for the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Waiting {
    /// A department's roster is not published, for this month or, from the 20th on, the next.
    RosterNotPublished {
        /// The department.
        department_id: DepartmentId,
        /// Its name.
        department_name: Name,
        /// The month.
        month: Month,
    },
    /// Somebody claimed an open shift that the caller decides on.
    OpenShiftClaimed {
        /// The open shift.
        open_shift_id: OpenShiftId,
        /// Its department's name.
        department_name: Name,
        /// Its day.
        day: Day,
        /// Its shift.
        kind_id: ShiftKindId,
        /// Who claimed it.
        person_name: Name,
    },
    /// A colleague offers to swap duty with the caller.
    DutySwapOffered {
        /// The offer.
        duty_swap_id: DutySwapId,
        /// Who offers.
        person_name: Name,
        /// The caller's day.
        day: Day,
        /// The day that the caller would take instead.
        other_day: Day,
    },
}

/// [`Waiting`] as it comes: what serde makes of a tagged enum weighs several times as much on every phone.
#[derive(Deserialize)]
struct AnyWaiting {
    kind: String,
    department_id: Option<DepartmentId>,
    department_name: Option<Name>,
    month: Option<Month>,
    open_shift_id: Option<OpenShiftId>,
    duty_swap_id: Option<DutySwapId>,
    day: Option<Day>,
    other_day: Option<Day>,
    kind_id: Option<ShiftKindId>,
    person_name: Option<Name>,
}

impl AnyWaiting {
    fn read(self) -> Option<Waiting> {
        Some(match self.kind.as_str() {
            "roster_not_published" => Waiting::RosterNotPublished {
                department_id: self.department_id?,
                department_name: self.department_name?,
                month: self.month?,
            },
            "open_shift_claimed" => Waiting::OpenShiftClaimed {
                open_shift_id: self.open_shift_id?,
                department_name: self.department_name?,
                day: self.day?,
                kind_id: self.kind_id?,
                person_name: self.person_name?,
            },
            "duty_swap_offered" => Waiting::DutySwapOffered {
                duty_swap_id: self.duty_swap_id?,
                person_name: self.person_name?,
                day: self.day?,
                other_day: self.other_day?,
            },
            _ => return None,
        })
    }
}

impl<'de> Deserialize<'de> for Waiting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let any = AnyWaiting::deserialize(deserializer)?;
        any.read().ok_or_else(|| D::Error::custom("waiting for nothing that is known"))
    }
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
    /// How many of the shifts that the caller's department offers they could claim now.
    pub open_shifts: u32,
    /// The day of the first of them.
    pub next_open_shift: Option<Day>,
    /// The caller's days of duty from today to a week ahead, in order.
    pub my_duties: Vec<MyDuty>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_read_as_it_was_written() {
        let id = "0190f3c8-a000-7000-8000-00000000000a";
        let (name, day) = ("客服组".parse::<Name>().unwrap(), "2026-11-23".parse::<Day>().unwrap());
        for waiting in [
            Waiting::RosterNotPublished {
                department_id: id.parse().unwrap(),
                department_name: name.clone(),
                month: day.month(),
            },
            Waiting::OpenShiftClaimed {
                open_shift_id: id.parse().unwrap(),
                department_name: name.clone(),
                day,
                kind_id: id.parse().unwrap(),
                person_name: name.clone(),
            },
            Waiting::DutySwapOffered {
                duty_swap_id: id.parse().unwrap(),
                person_name: name.clone(),
                day,
                other_day: day.plus(1),
            },
        ] {
            let text = serde_json::to_string(&waiting).unwrap();
            assert_eq!(serde_json::from_str::<Waiting>(&text).unwrap(), waiting, "{text}");
            let cut = text.replace("\"day\"", "\"night\"").replace("\"month\"", "\"moon\"");
            assert!(serde_json::from_str::<Waiting>(&cut).is_err(), "{cut}");
        }
    }
}
