//! What the rules find while somebody paints, and blocks from a spreadsheet.

use super::*;
use crate::{
    DemandId,
    roster::{
        api::{Barred, DaysAround, RosterContext},
        coverage::{Demand, DemandFields},
    },
    wishes::api::PersonWish,
    worktime::{Finding, RuleKind, RuleSet, Severity},
};

const EARLY: u8 = 1;
const LATE: u8 = 2;
const REST: u8 = 3;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The third person worked in the last four days of January; the first may do no overtime from the 9th to the 15th; on
/// every day two people are needed early.
fn context() -> RosterContext {
    let demand = DemandFields { kind_id: Some(kind_id(EARLY)), slot: None, weekdays: 127, dates: None, heads: 2 };
    RosterContext {
        rules: RuleSet::default(),
        rules_from: None,
        holidays: crate::calendar::published(crate::Year::clamped(2026)),
        around: vec![DaysAround {
            person_id: person_id(2),
            days: (28..=31).map(|n| (day(&format!("2026-01-{n}")), kind_id(EARLY))).collect(),
        }],
        drafted: Vec::new(),
        barred: vec![Barred { person_id: person_id(0), from: day("2026-02-09"), until: day("2026-02-15") }],
        demands: vec![Demand { id: DemandId::new(Uuid::nil()), fields: demand, version: 1 }],
        wishes: vec![PersonWish {
            person_id: person_id(1),
            day: day("2026-02-12"),
            kind_id: None,
            note: "".parse().unwrap(),
        }],
        open_shifts: Vec::new(),
    }
}

fn planned() -> Board {
    let mut board = Worker::default().open();
    board.plan_with(context());
    board
}

fn at(row: u16, number: u8) -> Place {
    Place { row, column: number - 1 }
}

fn span(row: u16, from: u8, until: u8) -> Block {
    Block { first: at(row, from), last: at(row, until) }
}

fn of_people(board: &Board) -> Vec<(RuleKind, u16)> {
    let row = |finding: &Finding| board.rows[&finding.person_id.unwrap()];
    let found = board.findings();
    found.iter().filter(|finding| finding.person_id.is_some()).map(|finding| (finding.rule, row(finding))).collect()
}

#[test]
fn a_run_that_began_last_month_is_found_as_it_is_painted_and_gone_when_it_is_taken_back() {
    let mut board = planned();
    board.paint(span(2, 1, 2), Some(kind_id(EARLY)), false);
    assert!(board.recheck().is_empty(), "six in a row are allowed");
    board.paint(at(2, 3).into(), Some(kind_id(EARLY)), false);
    let marked = board.recheck();
    assert_eq!(marked, [at(2, 1), at(2, 2), at(2, 3)]);
    assert_eq!(of_people(&board), [(RuleKind::RunLength, 2)]);
    assert_eq!([1, 3, 4].map(|n| board.severity_at(at(2, n))), [Severity::Error, Severity::Error, Severity::Off]);
    board.undo();
    assert_eq!(board.recheck(), marked);
    assert!(of_people(&board).is_empty());
}

#[test]
fn a_draft_around_warns_of_what_it_would_break_and_stops_nothing_that_staff_are_told() {
    let RosterContext { around, .. } = context();
    let drafts = RosterContext { around: Vec::new(), drafted: around, ..context() };
    let worker = Worker { is_published: true, ..Worker::default() };
    for (context, severity, may_stop) in [(context(), Severity::Error, true), (drafts, Severity::Warning, false)] {
        let mut board = worker.open();
        board.plan_with(context);
        board.paint(span(2, 1, 3), Some(kind_id(EARLY)), false);
        assert_eq!(board.recheck(), [at(2, 1), at(2, 2), at(2, 3)]);
        let run: Vec<_> = board.findings().into_iter().filter(|finding| finding.rule == RuleKind::RunLength).collect();
        assert_eq!(run.iter().map(|finding| finding.severity).collect::<Vec<_>>(), [severity]);
        assert_eq!(!board.breaches().is_empty(), may_stop);
        board.paint(at(2, 3).into(), None, false);
        board.recheck();
        assert!(of_people(&board).is_empty());
    }
}

#[test]
fn what_is_found_step_by_step_is_what_a_fresh_board_finds() {
    let mut board = planned();
    for (block, kind) in [
        (span(0, 1, 20), Some(EARLY)),
        (span(1, 9, 28), Some(LATE)),
        (span(1, 14, 16), Some(EARLY)),
        (span(0, 5, 6), Some(REST)),
        (span(1, 20, 21), None),
    ] {
        board.paint(block, kind.map(kind_id), false);
        board.recheck();
    }
    let mut fresh = board.clone();
    fresh.plan_with(context());
    assert_eq!(board.findings(), fresh.findings());
    assert!(!board.findings().is_empty());
    let covers = |board: &Board| (0..DAYS).map(|column| board.covers(column).to_vec()).collect::<Vec<_>>();
    assert_eq!(covers(&board), covers(&fresh));
}

#[test]
fn overtime_of_a_protected_person_marks_their_week_but_not_their_days_off() {
    let mut board = planned();
    board.paint(span(0, 9, 14), Some(kind_id(EARLY)), false);
    board.recheck();
    let worst = |n| board.findings_at(at(0, n)).any(|finding| finding.rule == RuleKind::ProtectedOvertime);
    assert_eq!([8, 9, 14, 15].map(worst), [false, true, true, false]);
}

#[test]
fn on_a_published_roster_unsaved_errors_are_told_and_can_be_taken_back() {
    let mut worker = Worker::default();
    let mut board = worker.open();
    board.plan_with(context());
    let week = span(2, 1, 7);
    board.paint(week, Some(kind_id(EARLY)), false);
    assert!(board.breaches().is_empty(), "a draft may hold any");
    worker.save(&mut board);
    worker.is_published = true;
    board.set_head(worker.sheet().head);
    assert!(board.breaches().is_empty(), "what is published already is no change");
    board.paint(at(2, 8).into(), Some(kind_id(EARLY)), false);
    board.paint(at(0, 20).into(), Some(kind_id(LATE)), false);
    let told: Vec<_> = board.breaches().iter().map(|finding| (finding.rule, finding.person_id)).collect();
    let person = board.people()[2].id;
    assert!(told.contains(&(RuleKind::RunLength, Some(person))), "{told:?}");
    assert!(told.iter().all(|(_, of)| *of == Some(person)));
    assert_eq!(board.revert_breaches(), [at(2, 8)]);
    assert!(board.breaches().is_empty());
    assert_eq!(board.shown(at(0, 20)), Some(kind_id(LATE)), "others keep their changes");
    board.undo();
    assert!(!board.breaches().is_empty(), "taking back can be taken back");
    board.undo();
    board.undo();
    assert_eq!(board.shown(at(0, 20)), None);
    board.paint(at(0, 21).into(), Some(kind_id(LATE)), false);
    assert!(board.breaches().is_empty());
    assert_eq!(board.revert_breaches(), [at(0, 21)], "what the worker alone refuses is taken back too");
}

#[test]
fn heads_that_are_missing_are_found_by_day() {
    let mut board = planned();
    board.paint(Block { first: at(0, 11), last: at(2, 12) }, Some(kind_id(EARLY)), false);
    board.paint(at(1, 12).into(), Some(kind_id(LATE)), false);
    board.paint(at(2, 12).into(), Some(kind_id(LATE)), false);
    board.recheck();
    assert_eq!([11, 12, 13].map(|n| board.covers(n - 1)[0].heads), [3, 1, 0]);
    let short: Vec<_> = board.findings().into_iter().filter(|finding| finding.person_id.is_none()).collect();
    assert_eq!(short.len(), usize::from(DAYS) - 1);
    assert_eq!(board.place_of(&short[0]), Some(at(0, 1)));
}

#[test]
fn holidays_workdays_and_wishes_stand_at_their_cells() {
    let board = planned();
    assert_eq!([14, 16, 17, 24].map(|n| board.is_workday(n - 1)), [true, false, false, true]);
    assert_eq!(board.holiday(16).map(|holiday| holiday.name.to_string()), Some("春节".to_owned()));
    assert!(board.wish(at(1, 12)).is_some_and(|wish| wish.kind_id.is_none()));
    assert!(board.wish(at(1, 13)).is_none());
}

#[test]
fn a_block_from_a_spreadsheet_is_read_by_code_or_name() {
    let board = planned();
    let (clip, unknown) = board.read_block("早\t 晚 \t休\r\n\t-\t早\r\n");
    assert!(unknown.is_empty());
    let wanted = [Some(EARLY), Some(LATE), Some(REST), None, None, Some(EARLY)].map(|n| n.map(kind_id));
    assert_eq!((clip.width, clip.cells.as_slice()), (3, wanted.as_slice()));
    assert_eq!(board.read_block(&board.write_block(&clip)).0, clip);
}

#[test]
fn blank_cells_at_a_blocks_end_are_pasted_and_one_alone_empties() {
    let mut board = planned();
    let all = Block { first: at(0, 1), last: at(0, 3) };
    for (text, width, wanted) in [
        ("早\n\n", 1, vec![Some(EARLY), None]),
        ("早\t\r\n", 2, vec![Some(EARLY), None]),
        ("", 1, vec![None]),
        ("\r\n", 1, vec![None]),
        ("早\n", 1, vec![Some(EARLY)]),
    ] {
        let (clip, unknown) = board.read_block(text);
        let cells = wanted.into_iter().map(|n| n.map(kind_id)).collect();
        assert_eq!((clip, unknown), (Clip { width, cells }, Vec::new()), "{text:?}");
    }
    board.paint(all, Some(kind_id(LATE)), false);
    board.fill(board.pasting_text("", all).wanted);
    assert!(all.places().all(|place| board.shown(place).is_none()));
}

#[test]
fn codes_are_read_however_a_spreadsheet_writes_them() {
    let mut kinds = kinds();
    kinds[0].fields.code = "A1".parse().unwrap();
    let board = Board::new(Worker::default().sheet(), kinds);
    let (clip, unknown) = board.read_block("Ａ１\ta1\t\"A1\"\t\"晚\n\"\t\"say \"\"hi\"\"\"\n");
    assert_eq!(unknown, [(0, 4, "say \"hi\"".to_owned())]);
    let wanted = [Some(EARLY), Some(EARLY), Some(EARLY), Some(LATE), None].map(|n| n.map(kind_id));
    assert_eq!(clip.cells, wanted);
}

/// What does not fit, a line for a run of cells: row and columns from 1, as people count them.
fn told(filling: &Filling) -> Vec<String> {
    let line = |Misfit { row, first, last, why }: &Misfit| format!("{}:{}-{} {why:?}", row + 1, first + 1, last + 1);
    filling.misfits.iter().map(line).collect()
}

/// The third person leaves on the 20th, the second began on the 3rd.
fn with_a_leaver() -> Board {
    let mut sheet = Worker::default().sheet();
    sheet.people[1].stays[0].from = day("2026-02-03");
    sheet.people[2].stays[0].until = Some(day("2026-02-20"));
    Board::new(sheet, kinds())
}

#[test]
fn what_a_pasted_block_means_and_cannot_be_is_told_cell_by_cell() {
    let board = with_a_leaver();
    let archived = format!("Archived({:?})", kind_id(4));
    let filling = board.pasting_text("早\t中班\t中班\t旧\n晚\t早\t\n休\t休\t早\nY", at(1, 1).into());
    assert_eq!(
        told(&filling),
        [
            "2:1-1 NotEmployed".to_owned(),
            "2:2-3 UnknownCode(\"中班\")".to_owned(),
            format!("2:4-4 {archived}"),
            "4:1-3 OffSheet".to_owned(),
            "5:1-1 UnknownCode(\"Y\")".to_owned(),
        ]
    );
    assert!(!filling.can_be_partial());
    assert_eq!(filling.misfit_cells(), 8);
    assert!(Filling::default().can_be_partial());
}

#[test]
fn the_palettes_letters_are_pasted_in_either_case_and_its_digits_are_no_words() {
    let board = planned();
    let (clip, unknown) = board.read_block("z\tW\tx\tX\n早\t1\t休\t8");
    let [early, late, rest] = ["早", "晚", "休"]
        .map(|code| board.kinds().iter().find(|kind| kind.fields.code.as_str() == code).map(|kind| kind.id));
    assert_eq!(clip.cells, [early, late, rest, rest, early, None, rest, None]);
    assert_eq!(unknown, [(1, 1, "1".to_owned()), (1, 3, "8".to_owned())]);
}

#[test]
fn shifts_for_somebody_who_is_not_employed_are_told_and_the_rest_can_be_written() {
    let mut board = with_a_leaver();
    let everywhere = board.bounds().all().places().map(|place| (place, Some(kind_id(EARLY))));
    let filling = board.filling(everywhere);
    assert_eq!(told(&filling), ["2:1-2 NotEmployed", "3:21-28 NotEmployed"]);
    assert!(filling.can_be_partial());
    assert_eq!(board.fill(filling.wanted).len(), 3 * 28 - 10);
    let emptied = board.bounds().all().places().map(|place| (place, None));
    assert_eq!(told(&board.filling(emptied)), [""; 0], "what is empty can be emptied");
}

proptest! {
    #[test]
    fn what_is_copied_comes_back_as_it_was(
        cells in proptest::collection::vec(proptest::option::of(1_u8..4), 1..60), width in 1_usize..8,
    ) {
        let board = planned();
        let mut cells: Vec<_> = cells.into_iter().map(|kind| kind.map(kind_id)).collect();
        cells.resize(cells.len().div_ceil(width) * width, None);
        let clip = Clip { width, cells };
        prop_assert_eq!(board.read_block(&board.write_block(&clip)), (clip, Vec::new()));
    }
}
