//! Filling people and days in one step.

use super::*;
use crate::{
    roster::{
        api::{DaysAround, RosterContext},
        cycle,
    },
    worktime::RuleSet,
};

const EARLY: u8 = 1;
const LATE: u8 = 2;
const REST: u8 = 3;

fn day(number: u8) -> Day {
    month().first().plus(i64::from(number) - 1)
}

fn at(row: u16, number: u8) -> Place {
    Place { row, column: number - 1 }
}

fn some(n: u8) -> Option<ShiftKindId> {
    Some(kind_id(n))
}

/// The first person, on the days from one to another.
fn first_person(from: u8, until: u8) -> Reach {
    Reach { rows: (0, 0), from: day(from), until: day(until), keeps_filled: false }
}

/// What a person's days hold: 早晚休, and · for nothing.
fn row(board: &Board, row: u16, from: u8, until: u8) -> String {
    let letter =
        |number| board.shown(at(row, number)).and_then(|id| board.kind(id)).map(|kind| kind.fields.code.to_string());
    (from..=until).map(|number| letter(number).unwrap_or_else(|| "·".to_owned())).collect()
}

/// The first person worked late on the last four days of January, Wednesday to Saturday, and was off on the 25th.
fn planned() -> Board {
    let january = |number: u8, kind| (format!("2026-01-{number}").parse().unwrap(), kind_id(kind));
    let mut board = Worker::default().open();
    board.plan_with(RosterContext {
        rules: RuleSet::default(),
        rules_from: None,
        holidays: Vec::new(),
        around: vec![DaysAround {
            person_id: person_id(0),
            days: [(25, REST), (28, LATE), (29, LATE), (30, LATE), (31, LATE)]
                .map(|(n, kind)| january(n, kind))
                .to_vec(),
        }],
        drafted: Vec::new(),
        barred: Vec::new(),
        demands: Vec::new(),
        wishes: Vec::new(),
        open_shifts: Vec::new(),
    });
    board
}

#[test]
fn one_cell_means_its_person_from_there_on_and_nothing_means_everybody() {
    let board = planned();
    let all = board.bounds().all();
    assert_eq!(board.meant(None), all);
    assert_eq!(board.meant(Some(at(1, 12).into())), Block { first: at(1, 12), last: at(1, DAYS) });
    let some = Block { first: at(0, 3), last: at(1, 4) };
    assert_eq!(board.meant(Some(some)), some);
}

#[test]
fn a_cycle_begins_on_its_day_and_people_are_steps_apart() {
    let mut board = planned();
    let days = [some(EARLY), some(EARLY), some(LATE), some(REST), None];
    let reach = Reach { rows: (0, 2), ..first_person(10, 15) };
    let filling = board.cycled(reach, Turns { days: &days, start: 1, step: 2 });
    assert_eq!(board.changes(&filling), 3 * 6 - 3);
    board.fill(filling.wanted);
    assert_eq!([0, 1, 2].map(|person| row(&board, person, 9, 16)), ["·早晚休·早早·", "·休·早早晚休·", "·早早晚休·早·"]);
    // However far apart, it is the same cycle.
    let far = board.cycled(reach, Turns { days: &days, start: 6, step: usize::MAX - 3 });
    assert_eq!(board.changes(&far), 0);
}

#[test]
fn filled_cells_stay_where_they_are_kept() {
    let mut board = planned();
    board.paint(at(0, 2).into(), some(REST), false);
    let reach = Reach { keeps_filled: true, ..first_person(1, 3) };
    let filling = board.cycled(reach, Turns { days: &[some(EARLY)], start: 0, step: 0 });
    board.fill(filling.wanted);
    assert_eq!(row(&board, 0, 1, 4), "早休早·");
}

#[test]
fn a_copied_week_brings_its_days_of_the_month_before() {
    let mut board = planned();
    // The 1st of February is the Sunday of that week.
    board.paint(at(0, 1).into(), some(EARLY), false);
    let monday = "2026-01-26".parse().unwrap();
    let filling = board.copied_week(first_person(1, 15), monday);
    board.fill(filling.wanted);
    assert_eq!(row(&board, 0, 1, 15), "早··晚晚晚晚早··晚晚晚晚早");
    let before = board.copied_week(first_person(22, 22), "2026-01-19".parse().unwrap());
    assert_eq!(before.wanted, [(at(0, 22), some(REST))]);
}

#[test]
fn a_week_is_copied_onto_the_days_that_are_named_and_not_onto_itself() {
    let mut board = planned();
    board.paint(Block { first: at(0, 9), last: at(0, 10) }, some(LATE), false);
    let monday = day(9);
    assert_eq!(board.copied_week(first_person(9, 15), monday).wanted, []);
    let filling = board.copied_week(first_person(2, 18), monday);
    board.fill(filling.wanted);
    assert_eq!(row(&board, 0, 1, 20), "·晚晚·····晚晚·····晚晚···");
}

#[test]
fn a_copied_month_follows_weekdays_and_people() {
    let board = planned();
    let mut january = Worker::default().sheet();
    january.head.month = "2026-01".parse().unwrap();
    // Another order of people, as when somebody has joined since.
    january.people.swap(0, 2);
    let cell = |number| Cell { day: number, kind: Some(0), version: 1, change: None };
    january.people[2].cells = vec![cell(5), cell(11)];
    let filling = board.copied_month(Reach { rows: (0, 2), ..first_person(1, DAYS) }, &january);
    let source = |number| cycle::same_weekday(day(number), january.head.month).map(|day| day.number());
    assert_eq!([source(2), source(8)], [Some(5), Some(11)]);
    assert_eq!(filling.wanted, [(at(0, 2), some(EARLY)), (at(0, 8), some(EARLY))]);
    assert!(filling.misfits.is_empty());
}

#[test]
fn heads_by_half_hour_follow_what_is_painted() {
    let mut board = Worker::default().open();
    assert_eq!(board.half_hours(0), None);
    board = planned();
    board.paint(at(0, 1).into(), some(EARLY), false);
    let hours = board.half_hours(0).unwrap();
    assert_eq!([15, 16, 33, 34].map(|slot| hours.heads[slot]), [0, 1, 1, 0]);
}
