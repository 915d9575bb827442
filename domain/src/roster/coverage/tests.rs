use super::*;
use crate::{
    shifts::{
        api::{ShiftKindFields, unchanged},
        kind::{Hours, HoursFrom, Span},
        slot::{Slot, Target},
    },
    worktime::Rule,
};
use uuid::Uuid;

const EARLY: usize = 0;
const LATE: usize = 1;
const NIGHT: usize = 2;

fn kind_id(place: usize) -> ShiftKindId {
    ShiftKindId::new(Uuid::from_u128(place as u128))
}

fn kinds() -> Vec<ShiftKind> {
    let spans = [("08:00", "17:00"), ("16:00", "24:00"), ("22:15", "30:00")];
    let kind = |(place, (start, end)): (usize, &(&str, &str))| ShiftKind {
        id: kind_id(place),
        fields: ShiftKindFields {
            code: place.to_string().parse().unwrap(),
            name: place.to_string().parse().unwrap(),
            hue: Default::default(),
            sort: 0,
            is_archived: false,
        },
        hours: unchanged(Some(Hours::plain(start.parse().unwrap(), end.parse().unwrap(), 0, 0))),
        version: 1,
    };
    spans.iter().enumerate().map(kind).collect()
}

#[test]
fn what_was_asked_of_an_archived_kind_is_asked_no_more() {
    let mut kinds = kinds();
    kinds[LATE].fields.is_archived = true;
    let demands = [demand(shift(EARLY), 127, None, 2), demand(shift(LATE), 127, None, 3)];
    let coverage = Coverage::new(&kinds, &demands);
    assert_eq!(coverage.targets(), [shift(EARLY)]);
    let hours = coverage.half_hours(day("2026-11-02"), &[2, 0, 0], &[0, 0, 0]);
    assert!(hours.needed.iter().zip(hours.heads).all(|(needed, heads)| heads >= *needed));
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn shift(place: usize) -> Target {
    Target::Shift { kind_id: kind_id(place) }
}

fn slot(start: &str, end: &str) -> Target {
    Target::Slot(Slot { start: start.parse().unwrap(), end: end.parse().unwrap() })
}

fn demand(target: Target, weekdays: u8, dates: Option<(&str, &str)>, heads: u16) -> Demand {
    let dates = dates.map(|(from, until)| Dates { from: day(from), until: day(until) });
    let (kind_id, slot) = match target {
        Target::Shift { kind_id } => (Some(kind_id), None),
        Target::Slot(slot) => (None, Some(slot)),
    };
    Demand {
        id: DemandId::new(Uuid::nil()),
        fields: DemandFields { kind_id, slot, weekdays, dates, heads },
        version: 1,
    }
}

#[test]
fn an_exception_takes_the_place_of_what_usually_holds_on_its_dates_and_weekdays() {
    let demands = [
        demand(shift(EARLY), 0b001_1111, None, 3),
        demand(shift(EARLY), 0b110_0000, None, 2),
        demand(shift(EARLY), 127, Some(("2026-11-09", "2026-11-12")), 6),
        demand(shift(LATE), 0b100_0000, Some(("2026-11-01", "2026-11-30")), 0),
    ];
    let coverage = Coverage::new(&kinds(), &demands);
    for (on, target, wanted) in [
        ("2026-11-06", EARLY, Some(3)),
        ("2026-11-07", EARLY, Some(2)),
        ("2026-11-09", EARLY, Some(6)),
        ("2026-11-12", EARLY, Some(6)),
        ("2026-11-13", EARLY, Some(3)),
        ("2026-11-08", LATE, Some(0)),
        ("2026-11-09", LATE, None),
        ("2026-11-09", NIGHT, None),
    ] {
        assert_eq!(coverage.needed(shift(target), day(on)), wanted, "{on} {target}");
    }
}

#[test]
fn demands_clash_where_two_usual_ones_or_two_exceptions_speak_of_one_day() {
    let of = |target, weekdays, dates| demand(target, weekdays, dates, 3).fields;
    let (week, weekend) = (0b001_1111, 0b110_0000);
    let usual = of(shift(EARLY), week, None);
    assert!(usual.clashes(&of(shift(EARLY), 0b011_0000, None)), "Fridays");
    assert!(!usual.clashes(&of(shift(EARLY), weekend, None)));
    assert!(!usual.clashes(&of(shift(LATE), week, None)));
    assert!(!usual.clashes(&of(slot("08:00", "17:00"), week, None)));
    assert!(!usual.clashes(&of(shift(EARLY), week, Some(("2026-11-09", "2026-11-12")))), "an exception of it");
    let sale = of(shift(EARLY), 127, Some(("2026-11-09", "2026-11-12")));
    for (weekdays, from, until, wanted) in [
        (127, "2026-11-12", "2026-11-20", true),
        (127, "2026-11-13", "2026-11-20", false),
        (127, "2026-11-01", "2026-11-30", true),
        (weekend, "2026-11-01", "2026-11-30", false),
        (0b000_1000, "2026-11-12", "2026-11-12", true),
    ] {
        let other = of(shift(EARLY), weekdays, Some((from, until)));
        assert_eq!(sale.clashes(&other), wanted, "{weekdays} {from} {until}");
        assert_eq!(other.clashes(&sale), wanted);
    }
}

#[test]
fn nobody_is_asked_for_in_exceptions_alone() {
    let heads = |heads, dates| demand(shift(EARLY), 127, dates, heads).fields.check().len();
    let dates = Some(("2026-11-09", "2026-11-12"));
    assert_eq!(
        [heads(0, None), heads(1, None), heads(0, dates), heads(999, None), heads(1000, dates)],
        [1, 0, 0, 0, 1]
    );
}

#[test]
fn a_slot_counts_the_fewest_that_are_there_and_last_night_with_them() {
    let coverage = Coverage::new(&kinds(), &[]);
    let present = coverage.present(day("2026-11-09"), &[3, 2, 1], &[9, 9, 4]);
    let at = |time: &str| present[usize::from(time.parse::<DayMinute>().unwrap().minutes() / HALF_HOUR)];
    for (time, wanted) in [
        ("00:00", 4),
        ("05:30", 4),
        ("06:00", 0),
        ("08:00", 3),
        ("16:00", 5),
        ("17:00", 2),
        // The night begins at 22:15: the half hour before 22:30 is not wholly covered.
        ("22:00", 2),
        ("22:30", 3),
        ("23:30", 3),
    ] {
        assert_eq!(at(time), wanted, "{time}");
    }
    let fewest = |start: &str, end: &str| fewest(&present, start.parse().unwrap(), end.parse().unwrap());
    assert_eq!([fewest("15:30", "17:30"), fewest("16:00", "17:00"), fewest("05:00", "08:00")], [2, 5, 0]);
}

#[test]
fn what_is_missing_is_told_by_target() {
    let demands = [
        demand(shift(EARLY), 127, None, 3),
        demand(shift(LATE), 127, None, 2),
        demand(slot("20:00", "24:00"), 127, None, 3),
    ];
    let coverage = Coverage::new(&kinds(), &demands);
    let on = day("2026-11-09");
    let told = |heads: &[u16]| -> Vec<_> {
        let covers = coverage.day(on, heads, &[]);
        findings(&covers, on, &RuleSet::default())
            .map(|finding| (finding.kind_id, finding.slot.is_some(), finding.figure, finding.limit))
            .collect()
    };
    assert_eq!(told(&[3, 1, 0]), [(Some(kind_id(LATE)), false, 1, 2), (None, true, 1, 3)]);
    assert_eq!(told(&[3, 3, 0]), []);
    let off = RuleSet { rules: vec![Rule { severity: Severity::Off, ..RuleKind::Headcount.default_rule() }] };
    assert_eq!(findings(&coverage.day(on, &[0, 0, 0], &[]), on, &off).count(), 0);
}

#[test]
fn half_hours_ask_for_the_most_of_slots_and_of_all_shifts_together() {
    let demands = [
        demand(shift(EARLY), 127, None, 3),
        demand(shift(LATE), 127, None, 2),
        demand(slot("12:00", "16:30"), 127, None, 4),
    ];
    let needed = Coverage::new(&kinds(), &demands).half_hours(day("2026-11-09"), &[0; 3], &[]).needed;
    let at = |time: &str| needed[usize::from(time.parse::<DayMinute>().unwrap().minutes() / HALF_HOUR)];
    assert_eq!(["07:30", "08:00", "12:00", "16:00", "17:00", "23:30"].map(at), [0, 3, 4, 5, 2, 2]);
}

#[test]
fn a_demand_is_told_what_is_wrong_with_it() {
    let told = |demand: Demand| -> Vec<String> {
        demand.fields.check().iter().map(|error| format!("{} {}", error.field, error.code)).collect()
    };
    for (demand, wanted) in [
        (demand(slot("08:00", "24:00"), 127, Some(("2026-11-11", "2026-11-11")), 5), &[][..]),
        (
            demand(slot("08:10", "24:30"), 1, None, 5),
            &["fields.slot.start out_of_range", "fields.slot.end out_of_range"],
        ),
        (demand(slot("10:00", "10:00"), 1, None, 5), &["fields.slot.end inconsistent"]),
        // From a Thursday to a Saturday there is no Sunday; a week later there is.
        (demand(shift(EARLY), 64, Some(("2026-11-12", "2026-11-14")), 5), &["fields.weekdays inconsistent"]),
        (demand(shift(EARLY), 64, Some(("2026-11-12", "2026-11-18")), 5), &[]),
        (
            demand(shift(EARLY), 0, Some(("2026-11-12", "2026-11-11")), 1000),
            &["fields.weekdays out_of_range", "fields.dates.until inconsistent", "fields.heads out_of_range:0:999"],
        ),
    ] {
        assert_eq!(told(demand), wanted);
    }
}

#[test]
fn nobody_covers_the_pause_of_a_split_shift_and_changed_hours_cover_from_their_day() {
    let span = |start: &str, end: &str| Span { start: start.parse().unwrap(), end: end.parse().unwrap() };
    let mut kinds = kinds();
    let split = Hours::of_segments(&[span("10:00", "14:15"), span("18:00", "22:00")], 0, 0, false).unwrap();
    kinds[LATE].hours.push(HoursFrom { from: day("2028-02-29"), hours: split });
    let demands = [demand(shift(LATE), 127, None, 2), demand(slot("12:00", "19:00"), 127, None, 1)];
    let coverage = Coverage::new(&kinds, &demands);
    let on = |of: &str| coverage.half_hours(day(of), &[0, 2, 0], &[0, 2, 0]);
    let at = |time: &str| usize::from(time.parse::<DayMinute>().unwrap().minutes() / HALF_HOUR);
    let heads = |of: &str| ["10:00", "14:00", "16:00", "18:00", "22:00"].map(|time| on(of).heads[at(time)]);
    assert_eq!(heads("2028-02-28"), [0, 0, 2, 2, 2]);
    // Whoever is there for a part of a half hour is not counted in it.
    assert_eq!(heads("2028-02-29"), [2, 0, 0, 2, 0]);
    let needed = ["10:00", "14:00", "16:00", "18:00"].map(|time| on("2028-02-29").needed[at(time)]);
    assert_eq!(needed, [2, 1, 1, 2], "as many as the shift and the slot ask for, in the pause the slot alone");
    let covers = coverage.day(day("2028-02-29"), &[0, 2, 0], &[]);
    assert_eq!(covers.iter().map(Cover::gap).collect::<Vec<_>>(), [0, 1], "they have the shift, and leave the slot");
}

#[test]
fn last_nights_heads_are_there_by_the_hours_of_their_own_day() {
    let mut kinds = kinds();
    let short = Hours::plain("22:00".parse().unwrap(), "26:00".parse().unwrap(), 0, 0);
    kinds[NIGHT].hours.push(HoursFrom { from: day("2028-03-01"), hours: short });
    let coverage = Coverage::new(&kinds, &[]);
    let at_five = |of: &str| coverage.half_hours(day(of), &[0; 3], &[0, 0, 1]).heads[10];
    assert_eq!([at_five("2028-02-29"), at_five("2028-03-01"), at_five("2028-03-02")], [1, 1, 0]);
}
