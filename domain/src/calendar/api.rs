//! Endpoints of the calendar.

use super::Holiday;
use crate::{FieldCode, FieldError, Year, kernel::contract::endpoint};
use serde::{Deserialize, Serialize};

endpoint! {
    /// A year's statutory holidays, days off and workdays that make up for them.
    GetHolidays = GET "/api/holidays/{year}", access: SignedIn, path: YearPath, reply: HolidayYear;
    /// Replaces a year's table.
    SaveHolidays = PUT "/api/holidays/{year}", access: Administer, path: YearPath, body: HolidayBody, reply: HolidayYear;
}

/// Most lines of a year's table; the published ones have about forty.
pub const MAX_HOLIDAYS: usize = 120;

/// Names a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct YearPath {
    /// The year, 2000–2099.
    pub year: Year,
}

/// A year's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolidayYear {
    /// The year.
    pub year: Year,
    /// Its days, in order.
    pub days: Vec<Holiday>,
    /// Counts changes; 0 for a year that nobody has entered.
    pub version: u32,
}

/// A year's table as it shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolidayBody {
    /// The version that was seen.
    pub version: u32,
    /// The days, each once and in the year; [`MAX_HOLIDAYS`] at most.
    pub days: Vec<Holiday>,
}

impl HolidayBody {
    /// What is wrong with it as the table of `year`.
    pub fn check(&self, year: Year) -> Vec<FieldError> {
        if self.days.len() > MAX_HOLIDAYS {
            return vec![FieldError { field: "days".to_owned(), code: FieldCode::TooLong(MAX_HOLIDAYS) }];
        }
        let wrong = self.days.iter().enumerate().filter_map(|(place, holiday)| {
            let is_in_year = year.contains(holiday.day);
            let is_twice = self.days[..place].iter().any(|before| before.day == holiday.day);
            let code = match (is_in_year, is_twice) {
                (false, _) => FieldCode::OutOfRange,
                (true, true) => FieldCode::Taken,
                (true, false) => return None,
            };
            Some(FieldError { field: format!("days[{place}].day"), code })
        });
        wrong.collect()
    }
}
