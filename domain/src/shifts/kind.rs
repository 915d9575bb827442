//! Shift kinds: what one cell of a roster can say.

use crate::{Day, DayMinute, FieldCode, FieldError};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// Most segments of a shift.
pub const MAX_SEGMENTS: usize = 3;
/// A shift with this much of the night in it, in minutes, is proposed as night work: a late evening until midnight is none
/// yet.
const NIGHT_SHIFT: u16 = 180;

/// A stretch of a day, in minutes from its midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// When it begins.
    pub start: DayMinute,
    /// When it ends.
    pub end: DayMinute,
}

impl Span {
    /// Minutes from start to end.
    pub const fn length(self) -> u16 {
        self.end.minutes().saturating_sub(self.start.minutes())
    }

    /// How many of its minutes lie between two others.
    fn within(self, from: u16, to: u16) -> u16 {
        self.end.minutes().min(to).saturating_sub(self.start.minutes().max(from))
    }
}

/// The pauses of a split shift, in order: nobody is there, and none of it is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Span>", into = "Vec<Span>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "Vec<Span>"))]
pub struct Pauses([Option<Span>; MAX_SEGMENTS - 1]);

impl Pauses {
    /// Those of a shift in one piece.
    pub const NONE: Self = Self([None; MAX_SEGMENTS - 1]);

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0[0].is_none()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Span> + use<> {
        self.0.into_iter().flatten()
    }
}

impl TryFrom<Vec<Span>> for Pauses {
    type Error = FieldCode;

    fn try_from(spans: Vec<Span>) -> Result<Self, FieldCode> {
        let mut pauses = Self::NONE;
        if spans.len() > pauses.0.len() {
            return Err(FieldCode::TooLong(pauses.0.len()));
        }
        pauses.0.iter_mut().zip(spans).for_each(|(pause, span)| *pause = Some(span));
        Ok(pauses)
    }
}

impl From<Pauses> for Vec<Span> {
    fn from(pauses: Pauses) -> Self {
        pauses.iter().collect()
    }
}

/// Hours of a shift, counted from its day's midnight; a shift that ends after 24:00 ends on the following day. A split
/// shift has pauses between its segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hours {
    /// When it begins, before 24:00.
    pub start: DayMinute,
    /// When it ends, 36:00 at most.
    pub end: DayMinute,
    /// The unpaid time between the segments of a split shift, two of them at most.
    #[serde(default, skip_serializing_if = "Pauses::is_empty")]
    pub pauses: Pauses,
    /// Unpaid break for a meal within the segments, in minutes.
    pub meal_minutes: u16,
    /// Minutes that count as work and are paid.
    pub paid_minutes: u16,
    /// It counts as night work.
    #[serde(default)]
    pub is_night: bool,
}

impl Hours {
    /// A shift in one piece by day.
    pub const fn plain(start: DayMinute, end: DayMinute, meal_minutes: u16, paid_minutes: u16) -> Self {
        Self { start, end, pauses: Pauses::NONE, meal_minutes, paid_minutes, is_night: false }
    }

    /// A shift of these segments, from the first's start to the last's end; none without any or with too many.
    pub fn of_segments(segments: &[Span], meal_minutes: u16, paid_minutes: u16, is_night: bool) -> Option<Self> {
        let (first, last) = (segments.first()?, segments.last()?);
        let pauses = segments.windows(2).map(|pair| Span { start: pair[0].end, end: pair[1].start });
        let pauses = pauses.collect::<Vec<_>>().try_into().ok()?;
        Some(Self { start: first.start, end: last.end, pauses, meal_minutes, paid_minutes, is_night })
    }

    /// When people are there: one segment, or several with pauses between.
    pub fn segments(&self) -> impl Iterator<Item = Span> + use<> {
        let starts = [Some(self.start)].into_iter().chain(self.pauses.0.map(|pause| pause.map(|pause| pause.end)));
        let ends = self.pauses.iter().map(|pause| pause.start).chain([self.end]);
        starts.flatten().zip(ends).map(|(start, end)| Span { start, end })
    }

    /// Minutes of all segments.
    pub fn length(&self) -> u16 {
        self.segments().map(Span::length).sum()
    }

    /// Minutes between 22:00 and 06:00, which are night work for those whom the law protects from it
    /// (劳安字〔1989〕1号, question 12).
    fn night_minutes(&self) -> u16 {
        const NIGHTS: [(u16, u16); 3] = [(0, 6 * 60), (22 * 60, 30 * 60), (46 * 60, 54 * 60)];
        self.segments().flat_map(|segment| NIGHTS.map(|(from, to)| segment.within(from, to))).sum()
    }

    /// Whether any of it is work at night for those whom the law protects from it.
    pub fn reaches_night(&self) -> bool {
        self.night_minutes() > 0
    }

    /// Whether it would be taken for a night shift.
    pub fn is_night_like(&self) -> bool {
        self.night_minutes() >= NIGHT_SHIFT
    }

    /// What does not fit together, by field below `path`.
    pub fn check(&self, path: &str) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut push = |field: &str, code| errors.push(FieldError { field: format!("{path}.{field}"), code });
        if self.start.minutes() >= 24 * 60 {
            push("start", FieldCode::OutOfRange);
        }
        let (mut before, mut is_ordered) = (self.start, true);
        for (place, pause) in self.pauses.iter().enumerate() {
            for (field, minute) in [("start", pause.start), ("end", pause.end)] {
                if minute <= before {
                    push(&format!("pauses[{place}].{field}"), FieldCode::Inconsistent);
                    is_ordered = false;
                }
                before = minute.max(before);
            }
        }
        let length = self.length();
        if self.end <= before {
            push("end", FieldCode::Inconsistent);
        } else if is_ordered && self.meal_minutes >= length {
            push("meal_minutes", FieldCode::NotBetween(0, i64::from(length) - 1));
        } else if is_ordered && self.paid_minutes > length {
            push("paid_minutes", FieldCode::NotBetween(0, length.into()));
        }
        errors
    }
}

/// Hours of a shift kind from a day on, until its next ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HoursFrom {
    /// Their first day; 2000-01-01, and not told, for the first ones.
    #[serde(default = "always", skip_serializing_if = "is_always")]
    pub from: Day,
    /// The hours.
    pub hours: Hours,
}

/// The first day of hours that hold from the beginning.
pub const fn always() -> Day {
    Day::MIN
}

/// Whether hours from this day hold from the beginning.
pub fn is_always(from: &Day) -> bool {
    *from == always()
}

/// The hours of a day among versions in the order of their days.
pub fn hours_on(versions: &[HoursFrom], day: Day) -> Option<Hours> {
    versions.iter().rev().find(|version| version.from <= day).map(|version| version.hours)
}

/// The colour of a shift kind: a name that each theme gives its own shades.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Hue {
    /// 琥珀
    Amber,
    /// 靛蓝
    Indigo,
    /// 青绿
    Teal,
    /// 玫红
    Rose,
    /// 天蓝
    Sky,
    /// 紫
    Violet,
    /// 绿
    Green,
    /// 橙
    Orange,
    /// 梅紫
    Plum,
    /// 橄榄
    Olive,
    /// 灰
    #[default]
    Slate,
}

impl Hue {
    /// Every hue.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its name in the database, on the wire and in the style sheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Amber => "amber",
            Self::Indigo => "indigo",
            Self::Teal => "teal",
            Self::Rose => "rose",
            Self::Sky => "sky",
            Self::Violet => "violet",
            Self::Green => "green",
            Self::Orange => "orange",
            Self::Plum => "plum",
            Self::Olive => "olive",
            Self::Slate => "slate",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(start: &str, end: &str, meal_minutes: u16, paid_minutes: u16) -> Hours {
        Hours::plain(start.parse().unwrap(), end.parse().unwrap(), meal_minutes, paid_minutes)
    }

    #[test]
    fn the_night_is_from_ten_to_six() {
        for (start, end, wanted) in [
            ("06:00", "22:00", false),
            ("05:59", "14:00", true),
            ("14:00", "22:01", true),
            ("16:00", "24:00", true),
            ("22:00", "30:00", true),
            ("00:00", "04:00", true),
        ] {
            assert_eq!(hours(start, end, 0, 0).reaches_night(), wanted, "{start}-{end}");
        }
    }

    #[test]
    fn hours_must_make_a_shift() {
        for (case, wanted) in [
            (hours("08:00", "17:00", 60, 480), None),
            (hours("22:00", "30:00", 0, 480), None),
            (hours("16:00", "16:00", 0, 0), Some("hours.end")),
            (hours("24:00", "30:00", 0, 0), Some("hours.start")),
            (hours("08:00", "09:00", 60, 0), Some("hours.meal_minutes")),
            (hours("08:00", "09:00", 0, 61), Some("hours.paid_minutes")),
        ] {
            let errors = case.check("hours");
            assert_eq!(errors.first().map(|error| error.field.as_str()), wanted, "{case:?}");
        }
    }

    fn segments(text: &str) -> Vec<Span> {
        let span = |part: &str| {
            let (start, end) = part.split_once('-').unwrap();
            Span { start: start.parse().unwrap(), end: end.parse().unwrap() }
        };
        text.split(' ').map(span).collect()
    }

    fn split(text: &str) -> Hours {
        Hours::of_segments(&segments(text), 30, 0, false).unwrap()
    }

    #[test]
    fn a_split_shift_is_told_what_is_wrong_with_its_segments() {
        let told = |text| {
            let errors = split(text).check("hours");
            errors.iter().map(|error| error.field.clone()).collect::<Vec<_>>().join(", ")
        };
        for (text, wanted) in [
            ("10:00-14:00 18:00-22:00", ""),
            ("10:00-14:00 14:01-15:00 22:00-30:00", ""),
            ("10:00-14:00 14:00-22:00", "hours.pauses[0].end"),
            ("10:00-10:00 18:00-22:00", "hours.pauses[0].start"),
            ("10:00-14:00 13:00-22:00", "hours.pauses[0].end"),
            ("10:00-14:00 18:00-18:00", "hours.end"),
            ("10:00-14:00 18:00-20:00 19:00-22:00", "hours.pauses[1].end"),
            ("24:00-25:00 26:00-27:00", "hours.start"),
            // The meal lies within the segments, and 31 minutes are hardly more than it.
            ("10:00-10:15 18:00-18:15", "hours.meal_minutes"),
            ("10:00-10:15 18:00-18:16", ""),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
        let paid = |paid_minutes| Hours { paid_minutes, ..split("10:00-14:00 18:00-22:00") }.check("hours").len();
        assert_eq!([paid(480), paid(481)], [0, 1], "the pause is not paid");
        assert!(Hours::of_segments(&segments("1:00-2:00 3:00-4:00 5:00-6:00 7:00-8:00"), 0, 0, false).is_none());
        assert!(Hours::of_segments(&[], 0, 0, false).is_none());
    }

    #[test]
    fn segments_come_back_as_they_were_given_and_pauses_as_they_were_sent() {
        for text in ["08:00-17:00", "10:00-14:00 18:00-22:00", "01:00-02:00 03:00-04:00 25:00-36:00"] {
            let given = segments(text);
            let hours = split(text);
            assert_eq!(hours.segments().collect::<Vec<_>>(), given);
            let sent = serde_json::to_value(hours).unwrap();
            assert_eq!(sent.get("pauses").is_some(), given.len() > 1, "a shift in one piece says nothing of pauses");
            assert_eq!(serde_json::from_value::<Hours>(sent).unwrap(), hours);
        }
        let pause = serde_json::json!({ "start": "10:00", "end": "11:00" });
        assert!(serde_json::from_value::<Pauses>(serde_json::json!([pause, pause, pause])).is_err());
    }

    #[test]
    fn three_hours_of_night_make_a_night_shift() {
        for (text, reaches, wanted) in [
            ("16:00-24:00", true, false),
            ("18:00-25:00", true, true),
            ("17:00-24:59", true, false),
            ("22:00-30:00", true, true),
            ("03:00-11:00", true, true),
            ("03:01-11:00", true, false),
            ("06:00-22:00", false, false),
            ("20:00-23:30 28:30-36:00", true, true),
            // A pause over all of the night is none of it.
            ("14:00-22:00 30:00-34:00", false, false),
            ("08:00-12:00 14:00-22:01", true, false),
        ] {
            let hours = split(text);
            assert_eq!((hours.reaches_night(), hours.is_night_like()), (reaches, wanted), "{text}");
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_hours_of_a_day_are_those_that_began_last() {
        let (first, second, third) =
            (hours("08:00", "17:00", 60, 480), hours("08:30", "17:00", 60, 450), split("10:00-14:00 18:00-22:00"));
        let from = |from: &str, hours| HoursFrom { from: day(from), hours };
        let versions =
            [HoursFrom { from: always(), hours: first }, from("2028-02-29", second), from("2028-03-01", third)];
        for (on, wanted) in [
            ("2000-01-01", first),
            ("2028-02-28", first),
            ("2028-02-29", second),
            ("2028-03-01", third),
            ("2099-12-31", third),
        ] {
            assert_eq!(hours_on(&versions, day(on)), Some(wanted), "{on}");
        }
        assert_eq!(hours_on(&versions[..1], day("2028-03-01")), Some(first), "what was planned has been taken back");
        assert_eq!(hours_on(&[], day("2028-03-01")), None, "a day off");
    }

    proptest::proptest! {
        #[test]
        fn the_hours_of_a_day_are_the_same_before_and_after_any_later_change(
            changes in proptest::collection::vec((1_i64..400, 0_u16..600), 1..8), asked in 0_i64..400,
        ) {
            use crate::shifts::api::{ShiftKindBody, ShiftKindFields, unchanged};
            let today = day("2027-10-01");
            let length = |minutes: u16| Hours { paid_minutes: minutes, ..hours("08:00", "20:00", 0, 0) };
            let fields = ShiftKindFields {
                code: "早".parse().unwrap(),
                name: "早班".parse().unwrap(),
                hue: Hue::Amber,
                sort: 0,
                is_archived: false,
            };
            let mut versions = unchanged(Some(length(480)));
            for (later, minutes) in changes {
                let from = today.plus(later);
                let body = ShiftKindBody { version: 1, fields: fields.clone(), hours: Some(length(minutes)), from };
                let before = versions.clone();
                versions = body.versions(before.clone());
                let on = today.plus(asked.min(later - 1));
                proptest::prop_assert_eq!(hours_on(&versions, on), hours_on(&before, on));
                proptest::prop_assert_eq!(hours_on(&versions, from), Some(length(minutes)));
                proptest::prop_assert!(versions.is_sorted_by_key(|version| version.from));
            }
        }
    }
}
