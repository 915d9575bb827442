//! The endpoint of 今日.

use crate::{
    Day, LocalTime,
    cleaning::api::MyDuty,
    kernel::contract::endpoint,
    notices::{api::Notice, waiting::Waiting},
    roster::api::{MyDay, TeamShift},
};
use serde::{Deserialize, Deserializer, Serialize};

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

impl FirstStep {
    fn read(code: &str) -> Option<Self> {
        Some(match code {
            "departments" => Self::Departments,
            "people" => Self::People,
            "shift_kinds" => Self::ShiftKinds,
            "manager" => Self::Manager,
            "roster" => Self::Roster,
            _ => return None,
        })
    }
}

/// Reads steps, without those that this version does not know.
fn steps<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<FirstStep>, D::Error> {
    let codes = Vec::<String>::deserialize(deserializer)?;
    Ok(codes.iter().filter_map(|code| FirstStep::read(code)).collect())
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
    #[serde(deserialize_with = "steps")]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cleaning::waiting::DutySwapOffered, notices::waiting::Line, open_shifts::waiting::OpenShiftClaimed,
        roster::waiting::RosterNotPublished, text::Name,
    };
    use std::fmt::Debug;

    #[test]
    fn steps_are_read_as_they_were_written_and_new_ones_left_out() {
        use FirstStep::{Departments, Manager, People, Roster, ShiftKinds};
        let all = [Departments, People, ShiftKinds, Manager, Roster];
        let text = serde_json::to_string(&all).unwrap().replace('[', "[\"rules\",");
        assert_eq!(steps(&mut serde_json::Deserializer::from_str(&text)).unwrap(), all);
    }

    /// The lines of a kind among those that a text holds.
    fn read<L: Line>(text: &str) -> Vec<L> {
        let lines: Vec<Waiting> = serde_json::from_str(&format!("[{text}]")).unwrap();
        lines.iter().filter_map(Waiting::read).collect()
    }

    fn is_read_alone<L: Line + Clone + Debug + PartialEq>(line: L) {
        let text = serde_json::to_string(&Waiting::of(&line).unwrap()).unwrap();
        assert!(text.starts_with(&format!("{{\"kind\":\"{}\",", L::KIND)), "{text}");
        assert_eq!(
            read::<L>(&format!("{{\"kind\": \"leave_asked\", \"hours\": 8}}, 7, {text}")),
            std::slice::from_ref(&line)
        );
        let newer = text.replace("\"kind\"", "\"urgency\": 3, \"kind\"");
        assert_eq!(read::<L>(&newer), [line]);
        let cut = text.replace("\"day\"", "\"night\"").replace("\"month\"", "\"moon\"");
        assert!(read::<L>(&cut).is_empty(), "{cut}");
        let other = text.replace(L::KIND, "leave_asked");
        assert!(read::<L>(&other).is_empty(), "{other}");
    }

    #[test]
    fn what_waits_is_read_as_it_was_written_and_what_is_not_known_is_left_out() {
        let id = "0190f3c8-a000-7000-8000-00000000000a";
        let (name, day) = ("客服组".parse::<Name>().unwrap(), "2026-11-23".parse::<Day>().unwrap());
        is_read_alone(RosterNotPublished {
            department_id: id.parse().unwrap(),
            department_name: name.clone(),
            month: day.month(),
        });
        is_read_alone(OpenShiftClaimed {
            open_shift_id: id.parse().unwrap(),
            department_name: name.clone(),
            day,
            kind_id: id.parse().unwrap(),
            person_name: name.clone(),
        });
        is_read_alone(DutySwapOffered {
            duty_swap_id: id.parse().unwrap(),
            person_name: name,
            day,
            other_day: day.plus(1),
        });
    }
}
