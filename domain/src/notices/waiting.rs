//! What waits for somebody to act on it.

use crate::{Day, DepartmentId, DutySwapId, Month, OpenShiftId, ShiftKindId, text::Name};
use serde::{Deserialize, Deserializer, Serialize};

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

/// Reads what waits. A line that this version does not know is left out, so that an app that is still open goes on.
///
/// # Errors
/// When it is no list of lines.
pub fn known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Waiting>, D::Error> {
    Ok(Vec::<AnyWaiting>::deserialize(deserializer)?.into_iter().filter_map(AnyWaiting::read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_read_as_it_was_written_and_what_is_not_known_is_left_out() {
        let read = |text: &str| known(&mut serde_json::Deserializer::from_str(&format!("[{text}]"))).unwrap();
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
            assert_eq!(read(&format!("{{\"kind\": \"leave_asked\", \"hours\": 8}}, {text}")), [waiting], "{text}");
            let cut = text.replace("\"day\"", "\"night\"").replace("\"month\"", "\"moon\"");
            assert!(read(&cut).is_empty(), "{cut}");
        }
    }
}
