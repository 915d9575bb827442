//! The addresses of pages that other rooms lead to.

use dianwu_domain::{Day, Month};

/// The address of a month of one's own.
pub fn month_href(month: Month) -> String {
    format!("/month?month={month}")
}

/// The address of a day in its month.
pub fn day_href(day: Day) -> String {
    format!("/month?month={}#{}", day.month(), day_id(day))
}

/// The id of a day's line in the list.
pub fn day_id(day: Day) -> String {
    format!("d-{day}")
}

/// The address of a day's open shifts.
pub fn open_shifts_on(day: Day) -> String {
    format!("{}#{}", open_shifts_href(day.month()), day_id(day))
}

/// The address of a month's open shifts.
pub fn open_shifts_href(month: Month) -> String {
    format!("/open-shifts?month={month}")
}

/// The address of a month's rota.
pub fn duties_href(month: Month) -> String {
    format!("/duties?month={month}")
}
