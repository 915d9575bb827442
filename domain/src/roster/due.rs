//! Which rosters ought to be published by now.

use crate::{Day, Month};

/// From this day of a month on the next month's roster is due: staff want it ten days ahead.
const NEXT_MONTH_FROM: u8 = 20;

/// The months whose rosters ought to be published by `today`, the nearest first.
pub fn months_due(today: Day) -> Vec<Month> {
    let month = today.month();
    let mut due = vec![month];
    // The last month that can be named has no next one.
    due.extend(Some(month.plus(1)).filter(|next| today.number() >= NEXT_MONTH_FROM && *next != month));
    due
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_months_roster_is_due_from_the_twentieth_on() {
        for (today, wanted) in [
            ("2026-11-19", "[2026-11]"),
            ("2026-11-20", "[2026-11, 2026-12]"),
            ("2026-12-31", "[2026-12, 2027-01]"),
            ("2099-12-31", "[2099-12]"),
        ] {
            assert_eq!(format!("{:?}", months_due(today.parse().unwrap())), wanted);
        }
    }
}
