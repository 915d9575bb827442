//! What time it is. People's shops (`cargo xtask dev`) live now; tests live at a moment of their own, so that what they
//! find never depends on the day they run.

use std::{str::FromStr, time::SystemTime};

use dianwu_domain::{Day, DayMinute, Instant, Zone};

use crate::failure::{Failure, Result};

/// The variable that tells the programs of a test run their moment.
pub const VARIABLE: &str = "DIANWU_NOW";

/// A moment of a shop in China, such as `2026-11-23T10:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(Instant);

impl Moment {
    /// A minute of a day.
    pub fn new(day: Day, minute: DayMinute) -> Self {
        Self(Zone::CHINA.instant(day, minute))
    }

    /// When all rings of tests live: a Monday in the second half of a month, after the early shift has begun.
    ///
    /// # Errors
    /// Never.
    pub fn usual() -> Result<Self> {
        "2026-11-23T10:30".parse()
    }

    /// The moment that this run was given, or the usual one.
    ///
    /// # Errors
    /// When what it was given is none.
    pub fn of_this_run() -> Result<Self> {
        match std::env::var(VARIABLE) {
            Ok(given) => given.parse(),
            Err(_) => Self::usual(),
        }
    }

    /// The instant.
    pub const fn instant(self) -> Instant {
        self.0
    }

    /// The day on the shop's clocks.
    pub fn day(self) -> Day {
        Zone::CHINA.local(self.0).day
    }

    /// How far a worker's clock has to be off to show this moment now, in milliseconds.
    pub fn offset(self) -> i64 {
        self.0.0 - now().0
    }
}

impl FromStr for Moment {
    type Err = Failure;

    fn from_str(text: &str) -> Result<Self> {
        let parts = text.split_once('T').and_then(|(day, minute)| Some((day.parse().ok()?, minute.parse().ok()?)));
        let within_a_day = parts.filter(|(_, minute): &(Day, DayMinute)| minute.minutes() < 1440);
        within_a_day.map(|(day, minute)| Self::new(day, minute)).ok_or_else(|| {
            Failure::new("reading a moment of the tests' shop", format!("`{text}` is none"))
                .advice("write it as 2028-02-29T23:50, on the shop's clocks (UTC+8)")
        })
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let local = Zone::CHINA.local(self.0);
        write!(f, "{}T{}", local.day, local.minute)
    }
}

/// The day that the clocks of a shop in China show now: for people's shops, and for measurements of the release, whose
/// clock cannot be set.
pub fn today() -> Day {
    Zone::CHINA.local(now()).day
}

#[expect(clippy::disallowed_methods, reason = "this computer's clock, from which all moments are reckoned")]
fn now() -> Instant {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Instant(i64::try_from(since_1970.as_millis()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_it_is_read() {
        for text in ["2026-11-23T10:30", "2028-02-29T00:00", "2026-12-31T23:50"] {
            let moment: Moment = text.parse().expect("a moment");
            assert_eq!((moment.to_string().as_str(), moment.day().to_string().as_str()), (text, &text[..10]));
        }
        let night: Moment = "2026-12-31T23:50".parse().expect("a moment");
        assert_eq!(night.instant(), Instant(1_798_732_200_000));
        for wrong in ["", "2026-11-23", "2026-02-29T10:00", "2026-11-23T24:00", "2026-11-23 10:30"] {
            assert!(wrong.parse::<Moment>().is_err(), "{wrong}");
        }
    }
}
