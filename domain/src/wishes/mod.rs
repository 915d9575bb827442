//! Wishes: what somebody would like on a day that is not planned yet.

pub mod api;

use crate::{Day, Month, ShiftKindId, door::door, text::Note};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

door! {}

/// How many months ahead wishes are taken.
pub const MONTHS_AHEAD: i32 = 3;

/// What somebody would like on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Wish {
    /// The day.
    pub day: Day,
    /// The shift; none for the day off.
    pub kind_id: Option<ShiftKindId>,
    /// Why, in a few words.
    pub note: Note,
}

/// The days that take wishes: from tomorrow to the same day [`MONTHS_AHEAD`] months later, or the end of that month
/// where it is shorter.
pub fn days(today: Day) -> RangeInclusive<Day> {
    let month: Month = today.month().plus(MONTHS_AHEAD);
    let last = month.first().plus(i64::from(today.number()) - 1).min(month.last());
    today.plus(1)..=last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_taken_from_tomorrow_to_three_months_ahead() {
        for (today, wanted) in [
            ("2026-11-24", "2026-11-25..=2027-02-24"),
            ("2026-11-30", "2026-12-01..=2027-02-28"),
            ("2027-11-30", "2027-12-01..=2028-02-29"),
            ("2026-12-31", "2027-01-01..=2027-03-31"),
        ] {
            assert_eq!(format!("{:?}", days(today.parse().unwrap())), wanted);
        }
    }

    #[test]
    fn the_calendar_ends_and_so_do_wishes() {
        assert!(days(Day::MAX).end() <= &Day::MAX);
    }
}
