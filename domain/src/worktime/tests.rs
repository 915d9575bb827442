use super::*;
use crate::people::employment::Stay;
use crate::{
    Month, PersonId, ShiftKindId,
    calendar::{Calendar, published},
    shifts::{
        api::{ShiftKind, ShiftKindFields, unchanged},
        kind::{Hours, HoursFrom, Span},
    },
};
use proptest::prelude::*;
use uuid::Uuid;

/// A letter with its start, end and paid minutes.
type Letter = (char, Option<(&'static str, &'static str, u16)>);

/// Shift kinds by letter: E 08:00–17:00, M 11:00–20:00 and L 16:00–24:00 of 8 hours, N 22:00–30:00 and D 15:00–21:00 at
/// night, X until noon of the next day, T of 10 hours, S of 4, R a day off.
const KINDS: &[Letter] = &[
    ('E', Some(("08:00", "17:00", 480))),
    ('M', Some(("11:00", "20:00", 480))),
    ('L', Some(("16:00", "24:00", 480))),
    ('N', Some(("22:00", "30:00", 480))),
    ('D', Some(("15:00", "21:00", 360))),
    ('X', Some(("22:00", "36:00", 480))),
    ('T', Some(("08:00", "19:00", 600))),
    ('S', Some(("09:00", "13:00", 240))),
    ('R', None),
];

fn kind_id(letter: char) -> ShiftKindId {
    ShiftKindId::new(Uuid::from_u128(letter as u128))
}

fn kinds() -> Vec<ShiftKind> {
    let kind = |(letter, hours): &Letter| ShiftKind {
        id: kind_id(*letter),
        fields: ShiftKindFields {
            code: letter.to_string().parse().unwrap(),
            name: letter.to_string().parse().unwrap(),
            hue: Default::default(),
            sort: 0,
            is_archived: false,
        },
        hours: unchanged(hours.map(|(start, end, paid)| Hours {
            is_night: matches!(letter, 'N' | 'D'),
            ..Hours::plain(start.parse().unwrap(), end.parse().unwrap(), 0, paid)
        })),
        version: 1,
    };
    KINDS.iter().map(kind).collect()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn stay(from: &str, until: Option<&str>) -> Stay {
    Stay { from: day(from), until: until.map(day) }
}

fn since(from: &str) -> [Stay; 1] {
    [stay(from, None)]
}

fn plan(of: &str) -> Plan {
    Plan::new(month(of), &kinds(), &Calendar::new(published(crate::Year::clamped(2026))))
}

/// A row: letters from a day on, with spaces between for the eye and dots for days without a shift.
fn row(plan: &Plan, from: &str, letters: &str) -> PlannedPerson {
    let mut person = plan.person(PersonId::new(Uuid::from_u128(1)), &since("2020-01-01"), None);
    fill(plan, &mut person, from, letters);
    person
}

fn fill(plan: &Plan, person: &mut PlannedPerson, from: &str, letters: &str) {
    for (offset, letter) in (0..).zip(letters.chars().filter(|letter| *letter != ' ')) {
        plan.set(person, day(from).plus(offset), (letter != '.').then(|| kind_id(letter)));
    }
}

/// A rule set in which one kind alone is asked.
fn only(kind: RuleKind) -> RuleSet {
    let rule = |other: &RuleKind| {
        let rule = other.default_rule();
        if *other == kind { rule } else { Rule { severity: Severity::Off, ..rule } }
    };
    RuleSet { rules: RuleKind::ALL.iter().map(rule).collect() }
}

fn found(plan: &Plan, person: &PlannedPerson, kind: RuleKind) -> Vec<String> {
    let tell = |finding: &Finding| format!("{}..{} {}/{}", finding.from, finding.until, finding.figure, finding.limit);
    check_person(plan, person, &only(kind)).iter().map(tell).collect()
}

/// 2026-11-01 is a Sunday, 2026-11-30 a Monday; February 2028 has 29 days and begins on a Tuesday.
#[test]
fn each_rule_finds_what_it_asks_and_nothing_within_its_limit() {
    use RuleKind::*;
    for (name, kind, of, from, letters, wanted) in [
        ("eight hours", DayHours, "2026-11", "2026-11-02", "E", &[][..]),
        ("ten hours", DayHours, "2026-11", "2026-11-02", "T", &["2026-11-02..2026-11-02 600/480"]),
        ("ten hours outside the month", DayHours, "2026-11", "2026-10-31", "TRR", &[]),
        ("five days", WeekHours, "2026-11", "2026-11-02", "EEEEERR", &[]),
        ("five days and a half", WeekHours, "2026-11", "2026-11-02", "EEEEESR", &["2026-11-02..2026-11-08 2640/2400"]),
        ("44 hours", WeekHoursMax, "2026-11", "2026-11-02", "EEEEESR", &[]),
        ("48 hours", WeekHoursMax, "2026-11", "2026-11-02", "EEEEEER", &["2026-11-02..2026-11-08 2880/2640"]),
        (
            "a week that began last month",
            WeekHoursMax,
            "2026-11",
            "2026-10-26",
            "EEEEERE",
            &["2026-10-26..2026-11-01 2880/2640"],
        ),
        (
            "a week that ends next month",
            WeekHoursMax,
            "2026-11",
            "2026-11-30",
            "EEEEEE",
            &["2026-11-30..2026-12-06 2880/2640"],
        ),
        ("a week of last month alone", WeekHoursMax, "2026-11", "2026-10-19", "EEEEEEE", &[]),
        ("a day of rest", RestDay, "2026-11", "2026-11-02", "EEEEEER", &[]),
        ("a day without a shift is one of rest", RestDay, "2026-11", "2026-11-02", "EEE.EEE", &[]),
        ("no day of rest", RestDay, "2026-11", "2026-11-02", "EEEEEEE", &["2026-11-02..2026-11-08 0/1"]),
        ("six in a row", RunLength, "2026-11", "2026-11-02", "EEEEEE", &[]),
        ("seven in a row", RunLength, "2026-11", "2026-11-03", "EEEEEEE", &["2026-11-03..2026-11-09 7/6"]),
        (
            "seven in a row over the month's start",
            RunLength,
            "2026-11",
            "2026-10-26",
            "EEEEEEE",
            &["2026-10-26..2026-11-01 7/6"],
        ),
        ("seven in a row before the month", RunLength, "2026-11", "2026-10-25", "EEEEEEE", &[]),
        ("seven in a row after the month", RunLength, "2026-11", "2026-12-01", "EEEEEEE", &[]),
        (
            "seven in a row from the month's last day",
            RunLength,
            "2026-11",
            "2026-11-30",
            "EEEEEEE",
            &["2026-11-30..2026-12-06 7/6"],
        ),
        (
            "a run to the end of what is known",
            RunLength,
            "2026-11",
            "2026-11-30",
            "EEEEEEE EEEEEEE E",
            &["2026-11-30..2026-12-14 15/6"],
        ),
        (
            "seven in a row over leap day",
            RunLength,
            "2028-02",
            "2028-02-25",
            "EEEEEEE",
            &["2028-02-25..2028-03-02 7/6"],
        ),
        ("late, then early", RestBetween, "2026-11", "2026-11-02", "LE", &["2026-11-02..2026-11-03 480/660"]),
        ("late, then after eleven hours", RestBetween, "2026-11", "2026-11-02", "LM", &[]),
        ("late, a day off, then early", RestBetween, "2026-11", "2026-11-02", "LRE", &[]),
        (
            "night, then early over the month's end",
            RestBetween,
            "2026-11",
            "2026-11-30",
            "NE",
            &["2026-11-30..2026-12-01 120/660"],
        ),
        ("night, then late", RestBetween, "2026-11", "2026-11-02", "NL", &["2026-11-02..2026-11-03 600/660"]),
        ("night, then early, last month", RestBetween, "2026-11", "2026-10-30", "NE", &[]),
        ("night, then early, next month", RestBetween, "2026-11", "2026-12-01", "NE", &[]),
        ("a night that lasts into the next shift is another rule's", RestBetween, "2026-11", "2026-11-02", "XE", &[]),
        ("a night into the next shift", Overlap, "2026-11", "2026-11-02", "XE", &["2026-11-02..2026-11-03 240/0"]),
        (
            "a night into the next shift over the month's end",
            Overlap,
            "2026-11",
            "2026-11-30",
            "XE",
            &["2026-11-30..2026-12-01 240/0"],
        ),
        ("shifts that touch", Overlap, "2026-11", "2026-11-02", "NS", &[]),
        ("night into the month", RestBetween, "2026-11", "2026-10-31", "NE", &["2026-10-31..2026-11-01 120/660"]),
        ("three nights", NightsInRow, "2026-11", "2026-11-02", "NNN", &[]),
        (
            "four nights, the last in the month",
            NightsInRow,
            "2026-11",
            "2026-10-29",
            "NNNN",
            &["2026-10-29..2026-11-01 4/3"],
        ),
        ("nights with an evening between", NightsInRow, "2026-11", "2026-11-02", "NNLNN", &[]),
    ] {
        let plan = plan(of);
        assert_eq!(found(&plan, &row(&plan, from, letters), kind), wanted, "{name}");
    }
}

#[test]
fn beyond_the_legal_most_of_a_week_the_usual_most_is_not_told_again() {
    let plan = plan("2026-11");
    let told: Vec<_> = check_person(&plan, &row(&plan, "2026-11-02", "EEEEEER"), &RuleSet::default())
        .iter()
        .map(|finding| finding.rule)
        .collect();
    assert_eq!(told, [RuleKind::WeekHoursMax]);
}

#[test]
fn a_milder_most_never_hides_a_firmer_one() {
    let plan = plan("2026-11");
    let person = row(&plan, "2026-11-02", "EEEEEER");
    let told = |usual: Severity, max: Severity, max_may: bool| -> Vec<RuleKind> {
        let rule = |kind: RuleKind, severity, may_sign_off| Rule { severity, may_sign_off, ..kind.default_rule() };
        let rules = RuleSet {
            rules: vec![rule(RuleKind::WeekHours, usual, false), rule(RuleKind::WeekHoursMax, max, max_may)],
        };
        check_person(&plan, &person, &rules).iter().map(|finding| finding.rule).collect()
    };
    use RuleKind::{WeekHours, WeekHoursMax};
    use Severity::{Error, Off, Warning};
    for (usual, max, max_may, wanted) in [
        (Warning, Error, true, &[WeekHoursMax][..]),
        (Error, Error, false, &[WeekHoursMax]),
        (Error, Error, true, &[WeekHours, WeekHoursMax]),
        (Error, Warning, true, &[WeekHours, WeekHoursMax]),
        (Warning, Warning, true, &[WeekHoursMax]),
        (Warning, Off, true, &[WeekHours]),
    ] {
        assert_eq!(told(usual, max, max_may), wanted, "{usual:?} {max:?} {max_may}");
    }
}

#[test]
fn what_somebody_works_is_told_within_their_employment() {
    let plan = plan("2026-11");
    let id = PersonId::new(Uuid::from_u128(1));
    let mut person = plan.person(id, &[stay("2026-11-03", Some("2026-11-05"))], None);
    fill(&plan, &mut person, "2026-11-02", "ERL E");
    let told = |on| (person.is_employed(&plan, day(on)), plan.works(&person, day(on)));
    assert_eq!(told("2026-11-02"), (false, None));
    assert_eq!(told("2026-11-03"), (true, None), "a day off");
    assert_eq!(told("2026-11-04"), (true, Some(kind_id('L'))));
    assert_eq!(told("2026-11-05"), (true, Some(kind_id('E'))));
    assert_eq!(told("2026-11-06"), (false, None));
    assert_eq!(told("2027-01-01"), (false, None), "beyond the plan");
}

#[test]
fn shifts_outside_employment_are_none() {
    let plan = plan("2026-11");
    let mut person = plan.person(
        PersonId::new(Uuid::from_u128(1)),
        &[stay("2026-11-03", Some("2026-11-06"))],
        Some((day("2026-11-01"), day("2026-11-30"))),
    );
    fill(&plan, &mut person, "2026-11-01", "TTTTTTTTTTN");
    let told: Vec<_> = check_person(&plan, &person, &only(RuleKind::DayHours)).iter().map(|found| found.from).collect();
    assert_eq!(told, ["2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06"].map(day));
    assert_eq!(found(&plan, &person, RuleKind::ProtectedNight), [""; 0], "a night after the last day");
    let place = KINDS.iter().position(|(letter, _)| *letter == 'T').unwrap();
    let heads = |on: &str| plan.heads(std::slice::from_ref(&person), KINDS.len(), day(on))[place];
    assert_eq!(["2026-11-02", "2026-11-03", "2026-11-06", "2026-11-07"].map(heads), [0, 1, 1, 0]);
}

#[test]
fn the_months_overtime_counts_from_the_workdays_of_those_employed() {
    // November 2026 has 21 workdays: 168 hours. October has 18 after its holidays: 144 hours.
    let days = |early: usize, ten_hours: usize| "E".repeat(early) + &"T".repeat(ten_hours);
    let all = "2020-01-01";
    for (name, of, hired, left, shifts, wanted) in [
        ("exactly 36 hours more", "2026-11", all, None, days(25, 0) + "S", &[][..]),
        ("40 hours more", "2026-11", all, None, days(26, 0), &["2026-11-01..2026-11-30 2400/2160"]),
        ("holidays are no workdays", "2026-10", all, None, days(23, 0), &["2026-10-01..2026-10-31 2400/2160"]),
        (
            "who joins on the 16th has 11 workdays",
            "2026-11",
            "2026-11-16",
            None,
            days(1, 12),
            &["2026-11-01..2026-11-30 2400/2160"],
        ),
        (
            "who leaves on the 13th has 10",
            "2026-11",
            all,
            Some("2026-11-13"),
            days(0, 12),
            &["2026-11-01..2026-11-30 2400/2160"],
        ),
        ("what comes after the last day counts nowhere", "2026-11", all, Some("2026-11-13"), days(30, 0), &[]),
    ] {
        let plan = plan(of);
        let mut person = plan.person(PersonId::new(Uuid::from_u128(1)), &[stay(hired, left)], None);
        fill(&plan, &mut person, &day(hired).max(month(of).first()).to_string(), &shifts);
        assert_eq!(found(&plan, &person, RuleKind::MonthOvertime), wanted, "{name}");
    }
}

#[test]
fn protected_days_bar_nights_and_overtime_and_nobody_signs_that_off() {
    let plan = plan("2026-11");
    let protected = |letters: &str| {
        let barred = Some((day("2026-11-04"), day("2026-11-10")));
        let mut person = plan.person(PersonId::new(Uuid::from_u128(1)), &since("2020-01-01"), barred);
        fill(&plan, &mut person, "2026-11-02", letters);
        person
    };
    use RuleKind::*;
    for (name, kind, letters, wanted) in [
        ("a night before and the first protected", ProtectedNight, ".NN", &["2026-11-04..2026-11-04 1/0"][..]),
        ("the last protected and one after", ProtectedNight, "........NN", &["2026-11-10..2026-11-10 1/0"]),
        ("an evening until midnight", ProtectedNight, "..L", &["2026-11-04..2026-11-04 1/0"]),
        ("an evening before the first protected", ProtectedNight, ".LE", &[]),
        ("in the afternoon, but called a night", ProtectedNight, "..D", &["2026-11-04..2026-11-04 1/0"]),
        ("during the day", ProtectedNight, "..M", &[]),
        ("exactly eight hours", ProtectedOvertime, "..E", &[]),
        ("ten hours", ProtectedOvertime, "T.T", &["2026-11-04..2026-11-04 120/0"]),
        ("exactly 40 hours of which some are protected", ProtectedOvertime, "EEEEE", &[]),
        ("48 hours of which some are protected", ProtectedOvertime, "EEEEEE", &["2026-11-02..2026-11-08 480/0"]),
        ("48 hours, none on a protected day", ProtectedOvertime, ".........EEEEEE", &[]),
    ] {
        assert_eq!(found(&plan, &protected(letters), kind), wanted, "{name}");
    }
    let nights = check_person(&plan, &protected("..N"), &RuleSet::default());
    assert_eq!(verdict(&nights), Verdict::Refused);
    let long = check_person(&plan, &row(&plan, "2026-11-02", "EEEEEEE"), &RuleSet::default());
    assert_eq!(verdict(&long), Verdict::NeedsReason);
    assert_eq!(verdict(&check_person(&plan, &row(&plan, "2026-11-02", "TE"), &RuleSet::default())), Verdict::Clear);
}

#[test]
fn a_claim_is_told_what_it_would_add() {
    let plan = plan("2026-11");
    let before = row(&plan, "2026-11-03", "EEEEEE.T");
    let mut after = before.clone();
    plan.set(&mut after, day("2026-11-09"), Some(kind_id('E')));
    let told: Vec<_> = added(&plan, &before, &after, &RuleSet::default()).iter().map(|finding| finding.rule).collect();
    assert_eq!(told, [RuleKind::RunLength]);
}

#[test]
fn what_only_became_milder_is_not_new() {
    use RuleKind::*;
    let plan = plan("2026-11");
    for (name, before, after, wanted) in [
        ("a run that is cut short", "EEEEEEEEE", "EEEEEEERE", &[][..]),
        ("a run that grew at its end", "EEEEEEE.", "EEEEEEEE", &[RunLength]),
        ("a run that moved by a day", "EEEEEEE.", ".EEEEEEE", &[RunLength]),
        ("the same run beside another change", "EEEEEEE..E", "EEEEEEE..L", &[]),
        ("a run joined to its front", ".EEEEEEE", "EEEEEEEE", &[WeekHoursMax, RestDay, RunLength]),
        ("a week with fewer hours, still too many", "TTTTTT.", "TTTTT..", &[]),
        ("a week back to the legal most", "TTTTT..", "TTTTS..", &[]),
        ("a week with more", "EEEEEE.", "EEEEET.", &[DayHours, WeekHoursMax]),
        ("as little rest as before", "LT", "LE", &[]),
        ("no rest where there was some", "NL", "NE", &[RestBetween]),
    ] {
        let [before, after] = [before, after].map(|letters| row(&plan, "2026-11-02", letters));
        let mut told: Vec<_> = added(&plan, &before, &after, &RuleSet::default()).iter().map(|new| new.rule).collect();
        told.sort_unstable();
        assert_eq!(told, wanted, "{name}");
    }
}

#[test]
fn a_rule_set_is_told_what_is_wrong_with_it() {
    let rule = |kind: RuleKind| kind.default_rule();
    let rules = RuleSet {
        rules: vec![
            rule(RuleKind::RunLength),
            Rule { limit: 14, ..rule(RuleKind::RunLength) },
            Rule { severity: Severity::Off, may_sign_off: true, ..rule(RuleKind::ProtectedNight) },
        ],
    };
    let told: Vec<_> = rules.check().iter().map(|error| format!("{} {}", error.field, error.code)).collect();
    assert_eq!(
        told,
        [
            "rules[1] taken",
            "rules[1].limit out_of_range:1:13",
            "rules[2].severity out_of_range",
            "rules[2].may_sign_off inconsistent"
        ]
    );
    assert!(RuleSet::default().check().is_empty());
    assert_eq!(RuleSet { rules: Vec::new() }.complete(), RuleSet::default());
    let own = Rule { limit: 5, ..rule(RuleKind::RunLength) };
    let complete = RuleSet { rules: vec![own] }.complete();
    assert_eq!((complete.rules.len(), complete.rule(RuleKind::RunLength)), (RuleKind::ALL.len(), own));
}

/// A row of days on which a run may be as long as any rule allows, and one day longer: as much as the margin holds.
#[test]
fn the_longest_run_that_a_rule_allows_is_seen_over_a_months_border() {
    let plan = plan("2026-11");
    let longest = *RuleKind::RunLength.limits().end();
    let rules = RuleSet { rules: vec![Rule { limit: longest, ..RuleKind::RunLength.default_rule() }] };
    let told = |from: &str, days: usize| {
        let found = check_person(&plan, &row(&plan, from, &"E".repeat(days)), &rules);
        found.iter().filter(|one| one.rule == RuleKind::RunLength).map(|one| one.figure).collect::<Vec<_>>()
    };
    assert_eq!(longest, 13);
    assert_eq!(told("2026-10-20", 13), [0; 0], "exactly the longest, its last day in the month");
    assert_eq!(told("2026-10-19", 14), [14]);
    assert_eq!(told("2026-11-30", 13), [0; 0], "exactly the longest, its first day in the month");
    assert_eq!(told("2026-11-30", 14), [14]);
}

#[test]
fn whoever_is_employed_for_one_workday_may_work_it() {
    let plan = plan("2026-11");
    let rules = RuleSet { rules: vec![Rule { limit: 0, ..RuleKind::MonthOvertime.default_rule() }] };
    let told = |hired: &str, letter: char| {
        let mut person = plan.person(PersonId::new(Uuid::from_u128(1)), &[stay(hired, Some(hired))], None);
        plan.set(&mut person, day(hired), Some(kind_id(letter)));
        let found = check_person(&plan, &person, &rules);
        found.iter().filter(|one| one.rule == RuleKind::MonthOvertime).map(|one| one.figure).collect::<Vec<_>>()
    };
    // A Monday, a Sunday, and a day that the month does not have.
    assert_eq!(told("2026-11-30", 'E'), [0; 0]);
    assert_eq!(told("2026-11-30", 'T'), [120]);
    assert_eq!(told("2026-11-29", 'E'), [480]);
    assert_eq!(told("2026-12-01", 'T'), [0; 0]);
}

#[test]
fn what_may_be_signed_off_is_the_rules_choice_but_never_what_is_strict() {
    let plan = plan("2026-11");
    for (kind, letters, may_sign_off, wanted) in [
        (RuleKind::RunLength, "EEEEEEE", true, Verdict::NeedsReason),
        (RuleKind::RunLength, "EEEEEEE", false, Verdict::Refused),
        (RuleKind::Overlap, "XE", true, Verdict::Refused),
        (RuleKind::Overlap, "XE", false, Verdict::Refused),
    ] {
        let rule = Rule { may_sign_off, ..kind.default_rule() };
        let mut rules = only(kind);
        rules.rules.retain(|other| other.kind != kind);
        rules.rules.push(rule);
        let found = check_person(&plan, &row(&plan, "2026-11-02", letters), &rules);
        assert_eq!(verdict(&found), wanted, "{kind:?} {may_sign_off}");
    }
}

#[test]
fn a_finding_of_heads_names_what_they_are_missing_for() {
    let plan = plan("2026-11");
    let found = check_person(&plan, &row(&plan, "2026-11-02", "EEEEEEE"), &only(RuleKind::RunLength))[0];
    assert_eq!(found.target(), None);
    let missing = Finding { kind_id: Some(kind_id('E')), ..found };
    assert_eq!(missing.target(), Target::of(Some(kind_id('E')), None));
    assert!(missing.target().is_some());
}

#[test]
fn errors_alone_bar_publication() {
    let plan = plan("2026-11");
    let found = check_person(&plan, &row(&plan, "2026-11-02", "EEEEEEE LE"), &RuleSet::default());
    let [all, barring] =
        [found.clone(), errors(&found)].map(|list| list.iter().map(|one| (one.severity, one.rule)).collect::<Vec<_>>());
    let heavy = [RuleKind::WeekHoursMax, RuleKind::RestDay, RuleKind::RunLength];
    assert_eq!(barring.len(), 3, "{barring:?}");
    assert!(heavy.iter().all(|kind| barring.contains(&(Severity::Error, *kind))), "{barring:?}");
    assert_eq!(all[..3], barring, "the heaviest first");
    assert!(all[3..].iter().all(|(severity, _)| *severity == Severity::Warning) && all.len() > 3, "{all:?}");
}

#[test]
fn what_lies_beyond_the_plan_is_in_nobodys_row() {
    let plan = plan("2026-11");
    let mut person = row(&plan, "2026-10-18", "E");
    let full = person.clone();
    for beyond in ["2026-10-17", "2026-12-15", "2030-01-01"] {
        plan.set(&mut person, day(beyond), Some(kind_id('E')));
        assert_eq!(plan.heads(std::slice::from_ref(&full), KINDS.len(), day(beyond)), vec![0; KINDS.len()]);
    }
    assert_eq!(person, full);
    plan.set(&mut person, day("2026-12-14"), Some(kind_id('E')));
    assert_eq!(plan.heads(&[person], KINDS.len(), day("2026-12-14"))[0], 1);
}

fn letters(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<char>> {
    proptest::collection::vec(proptest::sample::select("ELNXTSMDR.".chars().collect::<Vec<_>>()), length)
}

proptest! {
    #[test]
    fn findings_do_not_depend_on_the_order_of_people(rows in proptest::collection::vec(letters(59..60), 1..6)) {
        let plan = plan("2026-11");
        let people: Vec<_> = (0..).zip(&rows).map(|(n, letters)| {
            let mut person = plan.person(PersonId::new(Uuid::from_u128(n)), &since("2020-01-01"), None);
            fill(&plan, &mut person, "2026-10-18", &letters.iter().collect::<String>());
            person
        }).collect();
        let rules = RuleSet::default();
        let all = check(&plan, &people, &rules);
        let turned: Vec<_> = people.iter().rev().cloned().collect();
        prop_assert_eq!(&all, &check(&plan, &turned, &rules));
        let mut single: Vec<_> = people.iter().flat_map(|person| check_person(&plan, person, &rules)).collect();
        in_order(&mut single);
        prop_assert_eq!(all, single);
    }

    /// February and March 2027 begin on a Monday and have the same days of the week: what is four weeks later is found
    /// four weeks later.
    #[test]
    fn what_is_shifted_by_weeks_is_found_shifted_by_weeks(letters in letters(28..29)) {
        let letters: String = letters.into_iter().collect();
        let shift = |of: &str, kind: RuleKind| {
            let plan = Plan::new(month(of), &kinds(), &Calendar::default());
            let person = row(&plan, &month(of).first().to_string(), &letters);
            check_person(&plan, &person, &only(kind))
        };
        // The month's own hours depend on its length, which differs.
        for kind in RuleKind::ALL.iter().filter(|kind| **kind != RuleKind::MonthOvertime) {
            let moved = shift("2027-02", *kind).into_iter().map(|finding| Finding {
                from: finding.from.plus(28), until: finding.until.plus(28), ..finding
            });
            prop_assert_eq!(moved.collect::<Vec<_>>(), shift("2027-03", *kind));
        }
    }

    #[test]
    fn rules_that_are_off_find_nothing_and_empty_months_break_none(letters in letters(59..60)) {
        let plan = plan("2026-11");
        let off = RuleSet {
            rules: RuleKind::ALL.iter().map(|kind| Rule { severity: Severity::Off, ..kind.default_rule() }).collect(),
        };
        let person = row(&plan, "2026-10-18", &letters.into_iter().collect::<String>());
        prop_assert!(check_person(&plan, &person, &off).is_empty());
        prop_assert!(check_person(&plan, &row(&plan, "2026-11-01", ""), &RuleSet::default()).is_empty());
    }
}

/// A plan in which E is another shift from the 16th of November on.
fn changed_plan(later: Hours) -> Plan {
    let mut kinds = kinds();
    kinds[0].hours.push(HoursFrom { from: day("2026-11-16"), hours: later });
    Plan::new(month("2026-11"), &kinds, &Calendar::new(published(crate::Year::clamped(2026))))
}

fn found_in(plan: &Plan, kind: RuleKind, from: &str, letters: &str) -> Vec<String> {
    let rule = Rule { severity: Severity::Warning, ..kind.default_rule() };
    let found = check_person(plan, &row(plan, from, letters), &RuleSet { rules: vec![rule] });
    let found = found.iter().filter(|finding| finding.rule == kind);
    found.map(|finding| format!("{}..{} {}", finding.from, finding.until, finding.figure)).collect()
}

#[test]
fn rest_is_counted_from_the_last_end_of_a_split_shift_to_the_next_start_and_its_minutes_without_the_pause() {
    let span = |start: &str, end: &str| Span { start: start.parse().unwrap(), end: end.parse().unwrap() };
    let split = Hours::of_segments(&[span("10:00", "14:00"), span("19:00", "24:30")], 0, 570, false).unwrap();
    let plan = changed_plan(split);
    assert_eq!(found_in(&plan, RuleKind::RestBetween, "2026-11-17", "ES"), ["2026-11-17..2026-11-18 510"]);
    assert_eq!(found_in(&plan, RuleKind::RestBetween, "2026-11-17", "EE"), ["2026-11-17..2026-11-18 570"], "until ten");
    assert_eq!(found_in(&plan, RuleKind::DayHours, "2026-11-17", "E"), ["2026-11-17..2026-11-17 570"]);
}

#[test]
fn each_day_is_judged_by_the_hours_of_that_day() {
    let night = Hours { is_night: true, ..Hours::plain("22:00".parse().unwrap(), "30:00".parse().unwrap(), 0, 600) };
    let plan = changed_plan(night);
    let found = |kind, letters| found_in(&plan, kind, "2026-11-13", letters);
    assert_eq!(found(RuleKind::DayHours, "EEEE"), ["2026-11-16..2026-11-16 600"], "from the 16th on");
    assert_eq!(found_in(&plan, RuleKind::RestBetween, "2026-11-15", "EE"), Vec::<String>::new());
    assert_eq!(found_in(&plan, RuleKind::RestBetween, "2026-11-16", "ES"), ["2026-11-16..2026-11-17 180"]);
    assert_eq!(found_in(&plan, RuleKind::RestBetween, "2026-11-14", "ES"), Vec::<String>::new());
    let limit = usize::try_from(RuleKind::NightsInRow.default_rule().limit).unwrap();
    let nights = |from| found_in(&plan, RuleKind::NightsInRow, from, &"E".repeat(limit + 1)).len();
    assert_eq!([nights("2026-11-15"), nights("2026-11-16")], [0, 1], "the 15th was no night");
    let past = Plan::new(month("2026-10"), &kinds(), &Calendar::new(published(crate::Year::clamped(2026))));
    let mut changed = kinds();
    changed[0].hours.push(HoursFrom { from: day("2026-11-16"), hours: night });
    let after = Plan::new(month("2026-10"), &changed, &Calendar::new(published(crate::Year::clamped(2026))));
    let letters = "EEEEEEE EELSEEN EEEEEEE";
    let of = |plan: &Plan| check_person(plan, &row(plan, "2026-10-01", letters), &RuleSet::default());
    assert_eq!(of(&past), of(&after), "a month of the past is judged as it was");
}
