//! Cycles: patterns of shifts that repeat, such as 做五休二 or 早早晚晚休休, and copying by weekday.

use crate::{CycleId, Day, FieldCode, FieldError, Month, ShiftKindId, shifts::api::ShiftKind, text::Name};
use serde::{Deserialize, Serialize};

/// Most days of a cycle: six weeks.
pub const MAX_DAYS: usize = 42;

/// What a cycle is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CycleFields {
    /// Its name, unique.
    pub name: Name,
    /// The shift kind of each of its days, 1 to [`MAX_DAYS`]; none for a day that is left empty.
    pub days: Vec<Option<ShiftKindId>>,
}

/// A cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cycle {
    /// The cycle.
    pub id: CycleId,
    /// What it is.
    pub fields: CycleFields,
    /// Counts changes.
    pub version: u32,
}

impl CycleFields {
    /// What is wrong with it.
    pub fn check(&self) -> Vec<FieldError> {
        let code = match self.days.len() {
            0 => FieldCode::Required,
            length if length > MAX_DAYS => FieldCode::TooLong(MAX_DAYS),
            _ => return Vec::new(),
        };
        vec![FieldError { field: "fields.days".to_owned(), code }]
    }
}

/// What a cycle that begins on `from` with its day `offset` (0 being the first) gives `day`; earlier days continue it
/// backwards.
pub fn at(days: &[Option<ShiftKindId>], from: Day, offset: usize, day: Day) -> Option<ShiftKindId> {
    let length = i64::try_from(days.len()).ok().filter(|length| *length > 0)?;
    let passed = day.epoch_days() - from.epoch_days() + i64::try_from(offset).unwrap_or(0);
    usize::try_from(passed.rem_euclid(length)).ok().and_then(|place| days.get(place).copied().flatten())
}

/// A cycle that needs no shop to define it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usual {
    /// 做五休二
    FiveOnTwoOff,
    /// 做六休一
    SixOnOneOff,
    /// 做二休一
    TwoOnOneOff,
    /// 做四休二
    FourOnTwoOff,
    /// 早早晚晚休休
    TwoEarlyTwoLateTwoOff,
    /// 早班一周、晚班一周
    WeeksInTurn,
}

/// The usual cycles, with E for the first shift kind of the palette that is work, L for the second, and R for the first
/// day off.
const USUAL: &[(Usual, &str)] = &[
    (Usual::FiveOnTwoOff, "EEEEERR"),
    (Usual::SixOnOneOff, "EEEEEER"),
    (Usual::TwoOnOneOff, "EER"),
    (Usual::FourOnTwoOff, "EEEERR"),
    (Usual::TwoEarlyTwoLateTwoOff, "EELLRR"),
    (Usual::WeeksInTurn, "EEEEERRLLLLLRR"),
];

/// The usual cycles with the shop's shift kinds, as far as it has them.
pub fn usual(kinds: &[ShiftKind]) -> Vec<(Usual, Vec<Option<ShiftKindId>>)> {
    let offered = || kinds.iter().filter(|kind| !kind.fields.is_archived);
    let mut work = offered().filter(|kind| kind.is_work()).map(|kind| kind.id);
    let (early, late) = (work.next(), work.next());
    let rest = offered().find(|kind| !kind.is_work()).map(|kind| kind.id);
    let day = |letter| match letter {
        'E' => early,
        'L' => late,
        _ => rest,
    };
    let cycle = |(usual, letters): &(Usual, &str)| {
        let days: Vec<_> = letters.chars().map(day).collect();
        days.iter().all(Option::is_some).then_some((*usual, days))
    };
    USUAL.iter().filter_map(cycle).collect()
}

/// The day of `source` that `day` takes its shift from when a month is copied: the same weekday of the same week, weeks
/// counted from the month's first Monday; none where the source has no such day.
pub fn same_weekday(day: Day, source: Month) -> Option<Day> {
    let monday = |month: Month| {
        let first = month.first();
        first.plus((8 - first.weekday() as i64) % 7)
    };
    let distance = day.epoch_days() - monday(day.month()).epoch_days();
    let found = monday(source).plus(distance);
    (found.month() == source).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn kind(n: usize) -> ShiftKindId {
        ShiftKindId::new(Uuid::from_u128(n as u128))
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_cycle_begins_where_it_is_told_and_repeats() {
        let days = [Some(kind(1)), Some(kind(1)), None];
        let letters = |offset| -> String {
            let one = |on| {
                if at(&days, day("2024-02-27"), offset, day("2024-02-26").plus(on)).is_some() { '班' } else { '空' }
            };
            (0..8).map(one).collect()
        };
        assert_eq!(letters(0), "空班班空班班空班");
        assert_eq!(letters(1), "班班空班班空班班");
        assert_eq!(at(&[], day("2024-02-27"), 0, day("2024-02-27")), None);
    }

    #[test]
    fn a_cycle_has_one_to_forty_two_days() {
        let told = |length: usize| {
            let fields = CycleFields { name: "做二休一".parse().unwrap(), days: vec![Some(kind(1)); length] };
            fields.check().iter().map(|error| format!("{} {}", error.field, error.code)).collect::<Vec<_>>().join(", ")
        };
        for (length, wanted) in [(0, "fields.days required"), (1, ""), (42, ""), (43, "fields.days too_long:42")] {
            assert_eq!(told(length), wanted, "{length} days");
        }
    }

    /// A shift kind of these hours, or a day off.
    fn offered(n: usize, is_work: bool, is_archived: bool) -> ShiftKind {
        let hours = is_work
            .then(|| crate::shifts::kind::Hours::plain("08:00".parse().unwrap(), "17:00".parse().unwrap(), 60, 480));
        let fields = crate::shifts::api::ShiftKindFields {
            code: "班".parse().unwrap(),
            name: "班".parse().unwrap(),
            hue: Default::default(),
            sort: 0,
            is_archived,
        };
        ShiftKind { id: kind(n), fields, hours: crate::shifts::api::unchanged(hours), version: 1 }
    }

    #[test]
    fn the_usual_cycles_are_made_of_what_the_shop_still_offers() {
        let kinds = [
            offered(1, true, true),
            offered(2, false, true),
            offered(3, true, false),
            offered(4, false, false),
            offered(5, true, false),
        ];
        let letters = |days: &[Option<ShiftKindId>]| -> Vec<u128> {
            days.iter().map(|day| day.map_or(0, |id| id.uuid().as_u128())).collect()
        };
        let all = usual(&kinds);
        assert_eq!(all.len(), USUAL.len());
        assert_eq!(letters(&all[4].1), [3, 3, 5, 5, 4, 4]);
        let one_shift: Vec<_> = usual(&kinds[..4]).into_iter().map(|(usual, _)| usual).collect();
        assert_eq!(one_shift, [Usual::FiveOnTwoOff, Usual::SixOnOneOff, Usual::TwoOnOneOff, Usual::FourOnTwoOff]);
        assert!(usual(&kinds[..3]).is_empty(), "there is no day off");
    }

    #[test]
    fn a_copied_month_keeps_its_weekdays() {
        for (on, source, wanted) in [
            // November 2026 has its first Monday on the 2nd, December on the 7th.
            ("2026-12-07", "2026-11", Some("2026-11-02")),
            ("2026-12-31", "2026-11", Some("2026-11-26")),
            ("2026-12-06", "2026-11", Some("2026-11-01")),
            ("2026-12-05", "2026-11", None),
            ("2027-02-28", "2026-12", None),
            ("2027-02-01", "2027-01", Some("2027-01-04")),
        ] {
            assert_eq!(same_weekday(day(on), source.parse().unwrap()), wanted.map(day), "{on}");
        }
    }

    proptest! {
        #[test]
        fn a_cycle_is_periodic_and_its_offset_shifts_it(
            length in 1_usize..=MAX_DAYS, offset in 0_usize..100, days_on in -400_i64..400,
        ) {
            let days: Vec<_> = (0..length).map(|n| Some(kind(n))).collect();
            let from = day("2026-11-01");
            let on = from.plus(days_on);
            let period = i64::try_from(length).unwrap();
            prop_assert_eq!(at(&days, from, offset, on), at(&days, from, offset, on.plus(period)));
            prop_assert_eq!(at(&days, from, offset + 1, on), at(&days, from, offset, on.plus(1)));
        }

        #[test]
        fn what_is_copied_falls_on_the_same_weekday(months in 0_i32..600, back in 1_i32..13, number in 0_u8..31) {
            let month = day("2026-01-01").month().plus(months);
            let on = month.first().plus(i64::from(number % month.length()));
            if let Some(found) = same_weekday(on, month.plus(-back)) {
                prop_assert_eq!(found.weekday(), on.weekday());
            }
        }
    }
}
