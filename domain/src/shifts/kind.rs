//! Shift kinds: what one cell of a roster can say.

use crate::{DayMinute, FieldCode, FieldError};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// Hours of a shift, counted from its day's midnight; a shift that ends after 24:00 ends on the following day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hours {
    /// When it begins, before 24:00.
    pub start: DayMinute,
    /// When it ends, 36:00 at most.
    pub end: DayMinute,
    /// Unpaid break for a meal, in minutes.
    pub meal_minutes: u16,
    /// Minutes that count as work and are paid.
    pub paid_minutes: u16,
}

impl Hours {
    /// Minutes from start to end.
    pub const fn length(&self) -> u16 {
        self.end.minutes().saturating_sub(self.start.minutes())
    }

    /// Whether any of it lies between 22:00 and 06:00, which is night work for those whom the law protects from it
    /// (劳安字〔1989〕1号, question 12).
    pub const fn reaches_night(&self) -> bool {
        const MORNING: u16 = 6 * 60;
        const EVENING: u16 = 22 * 60;
        self.start.minutes() < MORNING || self.end.minutes() > EVENING
    }

    /// What does not fit together, by field below `path`.
    pub fn check(&self, path: &str) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let mut push = |field: &str, code| errors.push(FieldError { field: format!("{path}.{field}"), code });
        if self.start.minutes() >= 24 * 60 {
            push("start", FieldCode::OutOfRange);
        }
        if self.end <= self.start {
            push("end", FieldCode::Inconsistent);
        } else if self.meal_minutes >= self.length() {
            push("meal_minutes", FieldCode::NotBetween(0, i64::from(self.length()) - 1));
        } else if self.paid_minutes > self.length() {
            push("paid_minutes", FieldCode::NotBetween(0, self.length().into()));
        }
        errors
    }
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
        Hours { start: start.parse().unwrap(), end: end.parse().unwrap(), meal_minutes, paid_minutes }
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
}
