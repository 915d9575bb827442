//! The shop's local dates: days and months without a clock or a zone.

use super::text::parse;
use crate::FieldCode;
use jiff_core::civil::{Date, UnixEpochDay};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};
use strum::VariantArray;

/// A weekday; weeks begin on Monday (ISO 8601).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
pub enum Weekday {
    /// 周一
    Monday = 1,
    /// 周二
    Tuesday,
    /// 周三
    Wednesday,
    /// 周四
    Thursday,
    /// 周五
    Friday,
    /// 周六
    Saturday,
    /// 周日
    Sunday,
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Saturday or Sunday.
    pub const fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

/// A date that there is. At compile time anything else is an error.
const fn constant(year: i16, month: i8, day: i8) -> Date {
    match Date::new(year, month, day) {
        Ok(date) => date,
        Err(_) => panic!("there is no such date"),
    }
}

/// A day of the shop's calendar, from 2000-01-01 to 2099-12-31, written `2026-11-23`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The first day that can be named.
    pub const MIN: Self = Self(constant(2000, 1, 1));
    /// The last day that can be named.
    pub const MAX: Self = Self(constant(2099, 12, 31));

    /// The day of this year, month (1–12) and day of the month (1–31), if there is one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self).filter(|day| (Self::MIN..=Self::MAX).contains(day))
    }

    /// The day that is `days` after 1970-01-01, held within the range that can be named.
    pub fn from_epoch_days(days: i64) -> Self {
        let days = days.clamp(Self::MIN.epoch_days(), Self::MAX.epoch_days());
        let day = i32::try_from(days).ok().and_then(|days| UnixEpochDay::new(days).ok());
        day.map_or(Self::MAX, |day| Self(day.to_date()))
    }

    /// Days since 1970-01-01.
    pub fn epoch_days(self) -> i64 {
        i64::from(self.0.to_unix_epoch_day().day())
    }

    /// The day `days` later (earlier when negative), held within the range that can be named.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self::from_epoch_days(self.epoch_days() + days)
    }

    /// Day of the month, 1–31.
    pub fn number(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// The month that it lies in.
    pub fn month(self) -> Month {
        Month { year: self.0.year(), month: self.0.month() }
    }

    /// Its weekday.
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[usize::from(self.0.weekday().to_monday_zero_offset().unsigned_abs())]
    }
}

impl super::arg::Written for Day {}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The digits of `text` as a number, if it is nothing but digits.
fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

impl FromStr for Day {
    type Err = FieldCode;
    fn from_str(text: &str) -> Result<Self, FieldCode> {
        let (month, day) = text.rsplit_once('-').ok_or(FieldCode::BadFormat)?;
        let month: Month = month.parse()?;
        let number = digits(day).filter(|_| day.len() == 2).ok_or(FieldCode::BadFormat)?;
        i8::try_from(number).ok().and_then(|n| Self::new(month.year, month.month, n)).ok_or(FieldCode::OutOfRange)
    }
}

/// A calendar month, written `2026-11`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month of this year (2000–2099) and number (1–12), if there is one.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        Day::new(year, month, 1).map(Day::month)
    }

    /// Its year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Its number, 1–12.
    pub const fn number(self) -> u8 {
        self.month.unsigned_abs()
    }

    /// Its first day.
    pub fn first(self) -> Day {
        Day(constant(self.year, self.month, 1))
    }

    /// Its last day.
    pub fn last(self) -> Day {
        Day(self.first().0.last_of_month())
    }

    /// How many days it has, 28–31.
    pub fn length(self) -> u8 {
        self.last().number()
    }

    /// Its days in order.
    pub fn days(self) -> impl DoubleEndedIterator<Item = Day> + Clone {
        let first = self.first();
        (0..i64::from(self.length())).map(move |offset| first.plus(offset))
    }

    /// The month `months` later (earlier when negative), held within the range that can be named.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let index = (i32::from(self.year) * 12 + i32::from(self.month) - 1 + months).clamp(2000 * 12, 2099 * 12 + 11);
        let year = i16::try_from(index.div_euclid(12)).unwrap_or(self.year);
        let month = i8::try_from(index.rem_euclid(12) + 1).unwrap_or(self.month);
        Self { year, month }
    }
}

impl super::arg::Written for Month {}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Month {
    type Err = FieldCode;
    fn from_str(text: &str) -> Result<Self, FieldCode> {
        let (year, month) = text.split_once('-').ok_or(FieldCode::BadFormat)?;
        if year.len() != 4 || month.len() != 2 {
            return Err(FieldCode::BadFormat);
        }
        let year = digits(year).ok_or(FieldCode::BadFormat)?;
        let number = digits(month).ok_or(FieldCode::BadFormat)?;
        i8::try_from(number).ok().and_then(|n| Self::new(year, n)).ok_or(FieldCode::OutOfRange)
    }
}

/// A calendar year, 2000 to 2099, written `2026`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(i16);

impl Year {
    /// The year of this number, held within the range that can be named.
    pub fn clamped(number: i16) -> Self {
        Self(number.clamp(2000, 2099))
    }

    /// Its number.
    pub const fn number(self) -> i16 {
        self.0
    }

    /// Its first day.
    pub fn first(self) -> Day {
        Day(constant(self.0, 1, 1))
    }

    /// Its last day.
    pub fn last(self) -> Day {
        Day(constant(self.0, 12, 31))
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Day) -> bool {
        day.month().year() == self.0
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

impl fmt::Debug for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Year {
    type Err = FieldCode;
    fn from_str(text: &str) -> Result<Self, FieldCode> {
        let number = digits(text).filter(|_| text.len() == 4).ok_or(FieldCode::BadFormat)?;
        if (2000..=2099).contains(&number) { Ok(Self(number)) } else { Err(FieldCode::NotBetween(2000, 2099)) }
    }
}

macro_rules! text_on_the_wire {
    ($($name:ident: $($schema:tt)+)?) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                parse(deserializer)
            }
        }
        super::string_schema!($name, $($schema)+);
    )?};
}

text_on_the_wire!(Day: { "type": "string", "format": "date", "examples": ["2026-11-23"] });
text_on_the_wire!(Year: { "type": "string", "pattern": "^20[0-9]{2}$", "examples": ["2026"] });
text_on_the_wire!(Month: { "type": "string", "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])$", "examples": ["2026-11"] });

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn february_knows_leap_years() {
        for (month, length) in [("2024-02", 29), ("2025-02", 28), ("2000-02", 29), ("2026-12", 31), ("2026-11", 30)] {
            assert_eq!(month.parse::<Month>().unwrap().length(), length, "{month}");
        }
    }

    #[test]
    fn only_whole_dates_that_exist_are_days() {
        for wrong in [
            "2026-02-29",
            "2026-13-01",
            "2026-1-01",
            "26-01-01",
            "2026-01-1",
            "1999-12-31",
            "2100-01-01",
            "",
            "x",
            "2026-01-+1",
            "-026-01-01",
        ] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
        assert_eq!("2026-11-23".parse::<Day>().unwrap().weekday(), Weekday::Monday);
    }

    #[test]
    fn months_turn_over_at_new_year() {
        let december: Month = "2026-12".parse().unwrap();
        assert_eq!(december.plus(1).to_string(), "2027-01");
        assert_eq!(december.plus(-12).to_string(), "2025-12");
    }

    proptest! {
        #[test]
        fn a_day_survives_text_and_arithmetic(days in 10_957_i64..47_481, step in -400_i64..400) {
            let day = Day::from_epoch_days(days);
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
            prop_assert_eq!(Day::from_epoch_days(day.epoch_days()), day);
            let there = day.plus(step);
            if there > Day::MIN && there < Day::MAX {
                prop_assert_eq!(there.plus(-step), day);
            }
        }

        #[test]
        fn a_month_holds_its_days_and_no_others(year in 2001_i16..2099, number in 1_i8..=12) {
            let month = Month::new(year, number).unwrap();
            prop_assert!(month.days().all(|day| day.month() == month));
            prop_assert_eq!(month.first().plus(-1).month(), month.plus(-1));
            prop_assert_eq!(month.last().plus(1).month(), month.plus(1));
        }
    }
}
