//! Instants, minutes of a day, and the shop's fixed zone.

use super::text::{narrow, parse};
use crate::{Day, FieldCode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// An instant: milliseconds since 1970-01-01T00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Instant(pub i64);

impl Instant {
    /// The instant `seconds` later.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1000)
    }

    /// Whole seconds from `earlier` to this instant, negative if it lies before.
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).div_euclid(1000)
    }
}

/// Minutes from a day's midnight, 0–2160: `16:00` is 960, `24:00` 1440, and an overnight shift that ends at six in
/// the morning ends at `30:00`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayMinute(u16);

impl DayMinute {
    /// Midnight, where the day begins.
    pub const MIDNIGHT: Self = Self(0);
    /// Noon of the following day, 36:00: no shift ends later.
    pub const MAX: Self = Self(36 * 60);

    /// The minute, if it is at most 2160.
    pub const fn new(minutes: u16) -> Option<Self> {
        if minutes <= Self::MAX.0 { Some(Self(minutes)) } else { None }
    }

    /// Minutes from midnight.
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for DayMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Debug for DayMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for DayMinute {
    type Err = FieldCode;
    fn from_str(text: &str) -> Result<Self, FieldCode> {
        let text = narrow(text);
        let (hours, minutes) = text.split_once(':').ok_or(FieldCode::BadFormat)?;
        let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !is_number(hours) || !is_number(minutes) {
            return Err(FieldCode::BadFormat);
        }
        let hours: u16 = hours.parse().map_err(|_| FieldCode::BadFormat)?;
        let minutes: u16 = minutes.parse().map_err(|_| FieldCode::BadFormat)?;
        if minutes > 59 {
            return Err(FieldCode::OutOfRange);
        }
        Self::new(hours * 60 + minutes).ok_or(FieldCode::OutOfRange)
    }
}

impl Serialize for DayMinute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DayMinute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parse(deserializer)
    }
}

super::string_schema!(DayMinute, { "type": "string", "pattern": "^[0-3]?[0-9]:[0-5][0-9]$", "examples": ["16:00", "30:00"] });

/// The shop's zone: a fixed distance from UTC in minutes (China: +480).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
pub struct Zone(i16);

impl Zone {
    /// China Standard Time.
    pub const CHINA: Self = Self(480);

    /// The zone, if it lies between −12:00 and +14:00.
    pub const fn new(minutes: i16) -> Option<Self> {
        if minutes >= -720 && minutes <= 840 { Some(Self(minutes)) } else { None }
    }

    /// What the shop's clocks show at an instant.
    pub fn local(self, instant: Instant) -> LocalTime {
        let minutes = instant.0.div_euclid(60_000) + i64::from(self.0);
        let minute = u16::try_from(minutes.rem_euclid(1440)).unwrap_or(0);
        LocalTime { day: Day::from_epoch_days(minutes.div_euclid(1440)), minute: DayMinute(minute) }
    }

    /// The instant of a minute of a day.
    pub fn instant(self, day: Day, minute: DayMinute) -> Instant {
        Instant((day.epoch_days() * 1440 + i64::from(minute.0) - i64::from(self.0)) * 60_000)
    }
}

impl TryFrom<i16> for Zone {
    type Error = FieldCode;
    fn try_from(minutes: i16) -> Result<Self, FieldCode> {
        Self::new(minutes).ok_or(FieldCode::OutOfRange)
    }
}

impl From<Zone> for i16 {
    fn from(zone: Zone) -> i16 {
        zone.0
    }
}

super::string_schema!(Zone, { "type": "integer", "minimum": -720, "maximum": 840, "description": "Minutes east of UTC" });

/// What the shop's clocks show: a day and a minute of it below 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LocalTime {
    /// The day.
    pub day: Day,
    /// The minute of the day.
    pub minute: DayMinute,
}

impl LocalTime {
    /// Minutes from another local time to this one, negative if it lies before.
    pub fn minutes_since(self, day: Day, minute: DayMinute) -> i64 {
        (self.day.epoch_days() - day.epoch_days()) * 1440 + i64::from(self.minute.0) - i64::from(minute.0)
    }

    /// The business day: until `cut_off` in the morning it is still the day before.
    pub fn business_day(self, cut_off: DayMinute) -> Day {
        if self.minute < cut_off { self.day.plus(-1) } else { self.day }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn minutes_are_written_as_clocks_show_them_and_past_midnight() {
        for (text, minutes) in [("08:00", 480), ("24:00", 1440), ("30:00", 1800), ("36:00", 2160), ("8:05", 485)] {
            assert_eq!(text.parse::<DayMinute>().unwrap().minutes(), minutes);
        }
        for wrong in ["36:01", "12:60", "12", "a:b", "123:00", "-1:00", "+1:00"] {
            assert!(wrong.parse::<DayMinute>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn china_is_eight_hours_ahead() {
        let local = Zone::CHINA.local(Instant(1_795_449_600_000)); // 2026-11-23T16:00Z
        assert_eq!((local.day.to_string(), local.minute.to_string()), ("2026-11-24".to_owned(), "00:00".to_owned()));
        assert_eq!(local.business_day("04:00".parse().unwrap()).to_string(), "2026-11-23");
    }

    proptest! {
        #[test]
        fn an_instant_survives_the_zone(minutes in 15_800_000_i64..68_000_000, zone in -720_i16..=840) {
            let zone = Zone::new(zone).unwrap();
            let instant = Instant(minutes * 60_000);
            let local = zone.local(instant);
            prop_assert_eq!(zone.instant(local.day, local.minute), instant);
        }
    }
}
