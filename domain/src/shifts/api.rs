//! Endpoints of shift kinds.

use super::kind::{Hours, HoursFrom, Hue, always, hours_on, is_always};
use crate::{
    Day, FieldCode, FieldError, ShiftKindId,
    kernel::{contract::endpoint, order::check_sort},
    text::{Name, ShiftCode},
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// All shift kinds, archived ones included, because old rosters name them.
    ListShiftKinds = GET "/api/shift-kinds", access: SignedIn, reply: Vec<ShiftKind>;
    /// Creates a shift kind (version 0) or changes one.
    SaveShiftKind = PUT "/api/shift-kinds/{shift_kind_id}", access: Administer, path: ShiftKindPath, body: ShiftKindBody, reply: ShiftKind;
    /// From which day a shift kind's hours may change, and what is planned with it on drafts from then on.
    GetShiftKindUse = GET "/api/shift-kinds/{shift_kind_id}/use", access: Administer, path: ShiftKindPath, reply: ShiftKindUse;
    /// Takes hours back that were to hold from a day to come; those before them go on.
    DeleteShiftHours = DELETE "/api/shift-kinds/{shift_kind_id}/hours/{from}", access: Administer, path: ShiftHoursPath;
}

/// Names a shift kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftKindPath {
    /// The shift kind.
    pub shift_kind_id: ShiftKindId,
}

/// Names the hours of a shift kind that hold from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftHoursPath {
    /// The shift kind.
    pub shift_kind_id: ShiftKindId,
    /// The first day of the hours.
    pub from: Day,
}

/// A shift kind: 早班, 晚班, 休 … What it is called belongs to it at all times, its hours to days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftKind {
    /// The shift kind.
    pub id: ShiftKindId,
    /// What it is.
    pub fields: ShiftKindFields,
    /// Its hours in the order of their days, the first of them from the beginning; none for a day off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<HoursFrom>,
    /// Counts changes.
    pub version: u32,
}

impl ShiftKind {
    /// Whether it is work and no day off.
    pub fn is_work(&self) -> bool {
        !self.hours.is_empty()
    }

    /// Its hours on a day; none for a day off.
    pub fn hours_on(&self, day: Day) -> Option<Hours> {
        hours_on(&self.hours, day)
    }

    /// Its hours between two days, both included: those of the first, and whatever holds from a later one.
    pub fn hours_between(&self, from: Day, until: Day) -> impl Iterator<Item = &HoursFrom> {
        let next = |place: usize| self.hours.get(place + 1).map(|next| next.from);
        let holds = move |place: usize| next(place).is_none_or(|next| next > from);
        let versions = self.hours.iter().enumerate();
        versions.filter(move |(place, version)| version.from <= until && holds(*place)).map(|(_, version)| version)
    }
}

/// The versions of a kind whose hours never changed; none for a day off.
pub fn unchanged(hours: Option<Hours>) -> Vec<HoursFrom> {
    hours.into_iter().map(|hours| HoursFrom { from: always(), hours }).collect()
}

/// What a shift kind is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftKindFields {
    /// What stands in a cell, unique.
    pub code: ShiftCode,
    /// Its name.
    pub name: Name,
    /// Its colour.
    pub hue: Hue,
    /// Its place in the palette, 9999 at most.
    #[serde(default)]
    pub sort: u32,
    /// It is no longer offered; old rosters keep it.
    #[serde(default)]
    pub is_archived: bool,
}

impl ShiftKindFields {
    /// What does not fit together.
    pub fn check(&self) -> Vec<FieldError> {
        let sort = check_sort(self.sort).err();
        sort.map(|code| FieldError { field: "fields.sort".to_owned(), code }).into_iter().collect()
    }
}

/// A shift kind as it shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftKindBody {
    /// The version that was seen; 0 creates it.
    pub version: u32,
    /// What it is.
    pub fields: ShiftKindFields,
    /// Its hours from a day on. None leaves them as they are, and makes a new kind a day off.
    #[serde(default)]
    pub hours: Option<Hours>,
    /// The first day of these hours: 2000-01-01, and not told, for a new kind and one that was never planned.
    #[serde(default = "always", skip_serializing_if = "is_always")]
    pub from: Day,
}

impl ShiftKindBody {
    /// What does not fit together.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = self.fields.check();
        errors.extend(self.hours.map(|hours| hours.check("hours")).unwrap_or_default());
        if self.from > always() && (self.version == 0 || self.hours.is_none()) {
            errors.push(FieldError { field: "from".to_owned(), code: FieldCode::Inconsistent });
        }
        errors
    }

    /// Whether a kind is already what this asks for.
    pub fn stands_in(&self, kind: &ShiftKind) -> bool {
        let has = |hours: Hours| kind.hours.contains(&HoursFrom { from: self.from, hours });
        kind.fields == self.fields && self.hours.map_or(self.version > 0 || !kind.is_work(), has)
    }

    /// The versions of a kind's hours once these hold from their day.
    pub fn versions(&self, mut before: Vec<HoursFrom>) -> Vec<HoursFrom> {
        if let Some(hours) = self.hours {
            before.retain(|version| version.from != self.from);
            before.push(HoursFrom { from: self.from, hours });
            before.sort_by_key(|version| version.from);
        }
        before
    }
}

/// Where a shift kind is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftKindUse {
    /// The first day from which its hours may change: after today, and after all that staff see of it. None as long as it
    /// was never planned: then they may change from the beginning.
    pub first_day: Option<Day>,
    /// How many cells of drafts have it from then on, by day.
    pub drafts: Vec<DraftCells>,
}

/// How many cells of drafts have a shift kind on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftCells {
    /// The day.
    pub day: Day,
    /// How many.
    pub cells: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn hours(paid: u16) -> Hours {
        Hours::plain("08:00".parse().unwrap(), "17:00".parse().unwrap(), 0, paid)
    }

    fn kind() -> ShiftKind {
        let fields = ShiftKindFields {
            code: "早".parse().unwrap(),
            name: "早班".parse().unwrap(),
            hue: Hue::Amber,
            sort: 0,
            is_archived: false,
        };
        let from = |from: &str, paid| HoursFrom { from: day(from), hours: hours(paid) };
        let later = [from("2028-02-15", 2), from("2028-03-01", 3)];
        ShiftKind {
            id: ShiftKindId::new(uuid::Uuid::nil()),
            fields,
            hours: [unchanged(Some(hours(1))), later.to_vec()].concat(),
            version: 1,
        }
    }

    #[test]
    fn a_month_has_the_hours_that_hold_on_any_of_its_days() {
        let kind = kind();
        let told = |from, until| -> Vec<u16> {
            kind.hours_between(day(from), day(until)).map(|version| version.hours.paid_minutes).collect()
        };
        assert_eq!(told("2028-01-01", "2028-01-31"), [1]);
        assert_eq!(told("2028-02-01", "2028-02-14"), [1]);
        assert_eq!(told("2028-02-01", "2028-02-29"), [1, 2]);
        assert_eq!(told("2028-02-15", "2028-02-15"), [2]);
        assert_eq!(told("2028-02-29", "2028-03-01"), [2, 3]);
        assert_eq!(told("2028-03-01", "2028-03-31"), [3]);
    }

    #[test]
    fn hours_of_a_day_that_has_some_take_their_place() {
        let kind = kind();
        let changed = |hours, from| {
            let body = ShiftKindBody { version: 1, fields: kind.fields.clone(), hours, from: day(from) };
            let versions = body.versions(kind.hours.clone());
            versions.iter().map(|version| (version.from.number(), version.hours.paid_minutes)).collect::<Vec<_>>()
        };
        assert_eq!(changed(Some(hours(9)), "2028-02-15"), [(1, 1), (15, 9), (1, 3)]);
        assert_eq!(changed(Some(hours(9)), "2028-02-29"), [(1, 1), (15, 2), (29, 9), (1, 3)]);
        assert_eq!(changed(None, "2028-02-29"), [(1, 1), (15, 2), (1, 3)]);
    }

    #[test]
    fn a_repeated_send_finds_what_it_asks_for() {
        let kind = kind();
        let body = |version, hours, from| ShiftKindBody { version, fields: kind.fields.clone(), hours, from };
        for (asked, wanted) in [
            (body(1, Some(hours(2)), day("2028-02-15")), true),
            (body(1, Some(hours(2)), day("2028-02-16")), false),
            (body(1, Some(hours(1)), day("2028-02-15")), false),
            (body(1, None, always()), true),
            (body(0, Some(hours(1)), always()), true),
            (body(0, None, always()), false),
        ] {
            assert_eq!(asked.stands_in(&kind), wanted, "{asked:?}");
        }
        let renamed = ShiftKindFields { name: "早".parse().unwrap(), ..kind.fields.clone() };
        assert!(!ShiftKindBody { fields: renamed, ..body(1, None, always()) }.stands_in(&kind));
        assert_eq!(body(0, Some(hours(1)), day("2028-02-15")).check().len(), 1, "a new kind begins at the beginning");
        assert_eq!(body(1, None, day("2028-02-15")).check().len(), 1, "a day without hours means nothing");
    }
}
