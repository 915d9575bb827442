//! The board against a worker that settles edits by the same rules as the real one.

use super::*;
use crate::{
    DepartmentId, FieldCode, FieldError, Instant, Month,
    people::employment::Stay,
    roster::{
        api::{Cell, CellState, EditReply, RosterStatus},
        edit::{Holder, Outcome, StoredCell, settle},
    },
    shifts::{
        api::{ShiftKindFields, unchanged},
        kind::{Hours, Hue},
    },
    worktime::Severity,
};
use proptest::prelude::*;
use uuid::Uuid;

mod filling;
mod planning;

const NOW: Instant = Instant(1_000);
const DAYS: u8 = 28;
const PEOPLE: u16 = 3;

fn month() -> Month {
    "2026-02".parse().unwrap()
}

fn kind_id(n: u8) -> ShiftKindId {
    ShiftKindId::new(Uuid::from_u128(u128::from(n)))
}

fn person_id(row: u16) -> PersonId {
    PersonId::new(Uuid::from_u128(100 + u128::from(row)))
}

/// Early and late, a day off, and an archived one.
fn kinds() -> Vec<ShiftKind> {
    let hours = |start: &str, end: &str, paid_minutes| {
        Some(Hours::plain(start.parse().unwrap(), end.parse().unwrap(), 60, paid_minutes))
    };
    let kinds =
        [("早", hours("08:00", "17:00", 480)), ("晚", hours("16:00", "24:00", 450)), ("休", None), ("旧", None)];
    let kinds = (1..).zip(kinds).map(|(n, (code, hours))| ShiftKind {
        id: kind_id(n),
        fields: ShiftKindFields {
            code: code.parse().unwrap(),
            name: code.parse().unwrap(),
            hue: Hue::Slate,
            sort: u32::from(n),
            is_archived: n == 4,
        },
        hours: unchanged(hours),
        version: 1,
    });
    kinds.collect()
}

/// What the worker holds: cells by place, all of one roster.
#[derive(Clone, Default)]
struct Worker {
    cells: BTreeMap<(PersonId, Day), StoredCell>,
    is_published: bool,
}

impl Worker {
    fn sheet(&self) -> Sheet {
        let status = if self.is_published { RosterStatus::Published } else { RosterStatus::Draft };
        let cells_of = |id: PersonId| {
            let mine = self.cells.iter().filter(|((person, _), _)| *person == id);
            let cells = mine.map(|((_, day), cell)| Cell {
                day: day.number(),
                kind: cell.kind_id.map(|id| u16::try_from(id.uuid().as_u128() - 1).unwrap()),
                version: cell.version,
                change: cell.change,
            });
            cells.collect()
        };
        Sheet {
            head: RosterHead {
                department_id: DepartmentId::new(Uuid::nil()),
                month: month(),
                status,
                published_at: None,
                published_by: None,
                version: 1,
                sign_off: None,
            },
            may_edit: true,
            kinds: (1..=4).map(kind_id).collect(),
            people: (0..PEOPLE)
                .map(|row| SheetPerson {
                    id: person_id(row),
                    number: format!("{}", 1001 + row).parse().unwrap(),
                    name: "林晓月".parse().unwrap(),
                    position_id: None,
                    // The second came on the 10th, the third left on the 20th.
                    stays: vec![Stay {
                        from: if row == 1 { "2026-02-10" } else { "2020-01-01" }.parse().unwrap(),
                        until: (row == 2).then(|| "2026-02-20".parse().unwrap()),
                    }],
                    employed: Vec::new(),
                    cells: cells_of(person_id(row)),
                })
                .collect(),
        }
    }

    fn open(&self) -> Board {
        Board::new(self.sheet(), kinds())
    }

    fn answer(&mut self, edits: &[CellEdit]) -> EditReply {
        let mut reply = EditReply { head: self.sheet().head, saved: Vec::new(), conflicts: Vec::new() };
        for edit in edits {
            let standing = self.cells.get(&(edit.person_id, edit.day)).copied();
            match settle(edit, standing.as_ref(), true, self.is_published, NOW) {
                Outcome::Stands(state) => reply.saved.push(state),
                Outcome::Written(write) => {
                    let CellState { person_id, day, kind_id, version, change } = write.after;
                    self.cells.insert((person_id, day), StoredCell { kind_id, version, change, holder: Holder::This });
                    reply.saved.push(write.after);
                }
                Outcome::Conflict => {
                    let standing = standing.unwrap();
                    let theirs = CellState {
                        person_id: edit.person_id,
                        day: edit.day,
                        kind_id: standing.kind_id,
                        version: standing.version,
                        change: standing.change,
                    };
                    let elsewhere = (standing.holder != Holder::This).then(|| DepartmentId::new(Uuid::from_u128(9)));
                    reply.conflicts.push(Conflict {
                        theirs,
                        by: "王磊".parse().unwrap(),
                        at: NOW,
                        department_id: elsewhere,
                        is_told: standing.holder.is_published_elsewhere(),
                    });
                }
            }
        }
        reply
    }

    /// Sends what waits, once.
    fn save(&mut self, board: &mut Board) {
        let batch = board.take_batch();
        let reply = self.answer(&batch);
        board.settle(reply);
    }

    fn kind_at(&self, row: u16, day: Day) -> Option<ShiftKindId> {
        self.cells.get(&(person_id(row), day)).and_then(|cell| cell.kind_id)
    }
}

fn at(row: u16, column: u8) -> Place {
    Place { row, column }
}

fn paint(board: &mut Board, row: u16, column: u8, n: u8) {
    board.paint(at(row, column).into(), Some(kind_id(n)), false);
}

/// What every cell shows.
fn shown(board: &Board) -> Vec<Option<ShiftKindId>> {
    board.bounds().all().places().map(|place| board.shown(place)).collect()
}

/// The totals, counted anew.
fn recount(board: &Board) -> Tally {
    let bounds = board.bounds();
    let mut tally = Tally::new(usize::from(bounds.rows), usize::from(bounds.columns), board.kinds().len());
    for place in bounds.all().places() {
        let day = board.day(place.column);
        let kind = board.kinds().iter().enumerate().find(|(_, kind)| Some(kind.id) == board.shown(place));
        let kind = kind.map(|(index, kind)| (index, kind.hours_on(day)));
        if !board.is_shut(place) {
            tally.add(usize::from(place.row), usize::from(place.column), kind);
            tally.empty += usize::from(kind.is_none());
        }
    }
    tally
}

#[test]
fn painted_cells_are_saved_and_what_is_painted_meanwhile_follows() {
    let mut worker = Worker::default();
    let mut board = worker.open();
    paint(&mut board, 0, 0, 1);
    let batch = board.take_batch();
    assert_eq!(board.mark(at(0, 0)), Mark::Saving);
    paint(&mut board, 0, 0, 2);
    paint(&mut board, 0, 1, 3);
    assert_eq!(board.mark(at(0, 1)), Mark::Unsaved);
    let reply = worker.answer(&batch);
    board.settle(reply);
    assert_eq!(board.mark(at(0, 0)), Mark::Unsaved, "it was painted again while the first was under way");
    worker.save(&mut board);
    assert_eq!(board.progress(), Progress::default());
    assert_eq!(worker.kind_at(0, board.day(0)), Some(kind_id(2)));
    assert!(board.take_batch().is_empty());
}

#[test]
fn undo_and_redo_leave_alone_what_somebody_else_has_changed_since() {
    let mut worker = Worker::default();
    let mut board = worker.open();
    board.paint(Block { first: at(0, 0), last: at(0, 1) }, Some(kind_id(1)), false);
    worker.save(&mut board);
    let mut colleague = worker.open();
    paint(&mut colleague, 0, 0, 2);
    worker.save(&mut colleague);
    board.refresh(worker.sheet()).unwrap();
    assert_eq!(board.undo(), [at(0, 1)]);
    assert_eq!(board.shown(at(0, 0)), Some(kind_id(2)));
    worker.save(&mut board);
    assert_eq!(board.redo(), [at(0, 1)]);
    assert_eq!([0, 1].map(|column| board.shown(at(0, column))), [Some(kind_id(2)), Some(kind_id(1))]);
}

#[test]
fn a_shift_after_the_last_day_counts_nowhere_and_can_be_emptied() {
    let mut worker = Worker::default();
    let late: Day = "2026-02-25".parse().unwrap();
    let standing = StoredCell { kind_id: Some(kind_id(1)), version: 3, change: None, holder: Holder::This };
    worker.cells.insert((person_id(2), late), standing);
    let mut board = worker.open();
    let place = at(2, late.number() - 1);
    assert!(board.is_beyond_employment(place));
    assert_eq!(board.severity_at(place), Severity::Error);
    assert_eq!((board.tally(), board.tally().row(2)), (&recount(&board), RowTotal::default()));
    board.paint(place.into(), Some(kind_id(2)), false);
    assert_eq!(board.shown(place), Some(kind_id(1)), "it cannot be filled");
    assert_eq!(board.paint(place.into(), None, false), [place]);
    worker.save(&mut board);
    assert_eq!((worker.kind_at(2, late), board.tally()), (None, &recount(&board)));
}

#[test]
fn what_another_department_has_told_stays_until_this_roster_is_published() {
    let mut worker = Worker::default();
    let told = StoredCell {
        kind_id: Some(kind_id(1)),
        version: 2,
        change: None,
        holder: Holder::Other { is_published: true },
    };
    let mut board = worker.open();
    worker.cells.insert((person_id(0), board.day(0)), told);
    paint(&mut board, 0, 0, 2);
    worker.save(&mut board);
    assert!(board.choose_all(Choice::Mine).is_empty());
    assert_eq!(board.progress().conflicts, 1);
    worker.is_published = true;
    board.set_head(worker.sheet().head);
    assert_eq!(board.choose_all(Choice::Mine), [at(0, 0)]);
    worker.save(&mut board);
    assert_eq!((board.progress(), worker.kind_at(0, board.day(0))), (Progress::default(), Some(kind_id(2))));
}

#[test]
fn a_batch_whose_answer_was_lost_is_sent_again_unchanged() {
    let mut worker = Worker::default();
    let mut board = worker.open();
    paint(&mut board, 0, 0, 1);
    let first = board.take_batch();
    worker.answer(&first);
    board.fail();
    assert_eq!(board.mark(at(0, 0)), Mark::Failed);
    paint(&mut board, 0, 0, 2);
    assert_eq!(board.take_batch(), first);
    let reply = worker.answer(&first);
    board.settle(reply);
    worker.save(&mut board);
    assert_eq!(worker.kind_at(0, board.day(0)), Some(kind_id(2)));
    assert_eq!(board.progress().unsaved(), 0, "no conflict with oneself");
}

#[test]
fn an_edit_that_is_taken_back_before_it_is_sent_is_not_sent() {
    let mut board = Worker::default().open();
    paint(&mut board, 0, 0, 1);
    board.undo();
    assert!(board.take_batch().is_empty());
    assert!(board.history().can_redo());
}

#[test]
fn refused_edits_wait_for_another_value_and_the_others_are_sent_again() {
    let mut worker = Worker::default();
    let mut board = worker.open();
    paint(&mut board, 0, 0, 1);
    paint(&mut board, 0, 1, 2);
    board.take_batch();
    board.refuse(&[FieldError { field: "edits[1].kind_id".to_owned(), code: FieldCode::NotFound }]);
    assert_eq!((board.mark(at(0, 0)), board.mark(at(0, 1))), (Mark::Unsaved, Mark::Failed));
    worker.save(&mut board);
    assert_eq!(board.progress(), Progress { refused: 1, ..Progress::default() });
    paint(&mut board, 0, 1, 3);
    worker.save(&mut board);
    assert_eq!(board.progress().unsaved(), 0);
}

/// Two editors want different things of one cell; the second board meets the first's value.
fn collision() -> (Worker, Board) {
    let mut worker = Worker::default();
    let (mut first, mut second) = (worker.open(), worker.open());
    paint(&mut first, 0, 0, 1);
    worker.save(&mut first);
    paint(&mut second, 0, 0, 2);
    paint(&mut second, 0, 1, 2);
    worker.save(&mut second);
    (worker, second)
}

#[test]
fn a_conflict_keeps_both_values_until_one_is_chosen() {
    let (worker, board) = collision();
    assert_eq!(board.mark(at(0, 0)), Mark::Conflict);
    assert_eq!(board.mark(at(0, 1)), Mark::None, "the other cell is saved");
    let conflict = board.conflicts().next().unwrap().1;
    assert_eq!((board.shown(at(0, 0)), conflict.theirs.kind_id), (Some(kind_id(2)), Some(kind_id(1))));
    for (choice, wanted) in [(Choice::Mine, 2), (Choice::Theirs, 1)] {
        let (mut worker, mut board) = (worker.clone(), board.clone());
        board.choose_all(choice);
        worker.save(&mut board);
        assert_eq!(worker.kind_at(0, board.day(0)), Some(kind_id(wanted)), "{choice:?}");
        assert_eq!(board.shown(at(0, 0)), Some(kind_id(wanted)), "{choice:?}");
        assert_eq!(board.progress().unsaved(), 0, "{choice:?}");
    }
}

#[test]
fn painting_what_the_other_one_wrote_settles_a_conflict() {
    let (_, mut board) = collision();
    paint(&mut board, 0, 0, 3);
    assert_eq!(board.mark(at(0, 0)), Mark::Conflict, "a third value settles nothing");
    paint(&mut board, 0, 0, 1);
    assert_eq!(board.progress().unsaved(), 0);
}

#[test]
fn a_cell_of_another_department_is_left_to_it_or_taken_over() {
    let mut worker = Worker::default();
    let mut board = worker.open();
    let standing = StoredCell {
        kind_id: Some(kind_id(1)),
        version: 4,
        change: None,
        holder: Holder::Other { is_published: false },
    };
    worker.cells.insert((person_id(0), board.day(0)), standing);
    paint(&mut board, 0, 0, 1);
    worker.save(&mut board);
    assert_eq!(board.mark(at(0, 0)), Mark::Conflict, "the same value on another roster is still another's");
    let mut left = board.clone();
    left.choose(at(0, 0), Choice::Theirs);
    assert_eq!((left.shown(at(0, 0)), left.progress().unsaved()), (None, 0));
    board.choose(at(0, 0), Choice::Mine);
    worker.save(&mut board);
    assert_eq!(board.progress().unsaved(), 0);
    assert_eq!(worker.cells[&(person_id(0), board.day(0))].holder, Holder::This);
}

#[test]
fn cells_outside_employment_and_archived_kinds_are_not_painted() {
    let mut board = Worker::default().open();
    let bounds = board.bounds();
    assert_eq!(board.paint(bounds.row(1), Some(kind_id(1)), false).len(), 19);
    assert_eq!(board.paint(bounds.row(2), Some(kind_id(1)), false).len(), 20);
    assert_eq!((board.face(at(1, 8)), board.face(at(1, 9))), (Face::Shut, Face::Kind(0)));
    assert!(board.paint(bounds.row(0), Some(kind_id(4)), false).is_empty());
    assert_eq!(board.tally().empty, usize::from(DAYS));
}

#[test]
fn a_reader_paints_nothing() {
    let mut board = Board::new(Sheet { may_edit: false, ..Worker::default().sheet() }, kinds());
    assert!(board.paint(board.bounds().all(), Some(kind_id(1)), false).is_empty());
}

#[test]
fn a_drawn_line_is_one_step() {
    let mut board = Worker::default().open();
    paint(&mut board, 0, 9, 3);
    board.paint(at(0, 0).into(), Some(kind_id(1)), false);
    board.paint(at(0, 1).into(), Some(kind_id(1)), true);
    assert_eq!(board.undo(), [at(0, 1), at(0, 0)]);
    board.paint(at(0, 9).into(), Some(kind_id(3)), false);
    board.paint(at(0, 10).into(), Some(kind_id(3)), true);
    assert_eq!(board.undo(), [at(0, 10)], "a line that begins where nothing changes is a step of its own");
}

#[test]
fn a_copied_block_fills_what_it_fits_into() {
    let mut board = Worker::default().open();
    paint(&mut board, 0, 0, 1);
    paint(&mut board, 0, 1, 2);
    let clip = board.copy(Block { first: at(0, 0), last: at(0, 1) });
    let filling = board.pasting(&clip, Block { first: at(0, 2), last: at(0, 6) });
    assert_eq!(filling.misfits, []);
    board.fill(filling.wanted);
    let codes: Vec<_> = (0..7).map(|column| board.face(at(0, column))).collect();
    let [early, late] = [Face::Kind(0), Face::Kind(1)];
    assert_eq!(codes, [early, late, early, late, early, late, Face::Empty]);
    let filling = board.pasting(&clip, at(0, DAYS - 1).into());
    assert_eq!(filling.misfits, [Misfit { row: 0, first: DAYS.into(), last: DAYS.into(), why: Why::OffSheet }]);
    board.fill(filling.wanted);
    assert_eq!(board.face(at(0, DAYS - 1)), early);
    board.undo();
    assert_eq!(board.face(at(0, DAYS - 1)), Face::Empty);
}

#[test]
fn what_was_not_saved_comes_back_when_the_sheet_is_opened_again() {
    let mut worker = Worker::default();
    let mut lost = worker.open();
    paint(&mut lost, 0, 0, 1);
    paint(&mut lost, 0, 1, 2);
    let leftovers = lost.leftovers();
    let mut other = worker.open();
    paint(&mut other, 0, 1, 3);
    worker.save(&mut other);
    let mut board = worker.open();
    assert_eq!(board.restore(&leftovers, None), 2);
    worker.save(&mut board);
    assert_eq!(board.progress(), Progress { conflicts: 1, ..Progress::default() }, "nobody's work is overwritten");
    assert_eq!(worker.kind_at(0, board.day(0)), Some(kind_id(1)));
    assert_eq!(worker.open().restore(&leftovers[..1], None), 0, "what is saved already is no edit");
}

#[test]
fn what_was_filled_on_a_draft_waits_once_the_roster_is_published() {
    let mut worker = Worker::default();
    let mut board = worker.open();
    paint(&mut board, 0, 0, 1);
    worker.save(&mut board);
    paint(&mut board, 0, 1, 1);
    let (batch, leftovers) = (board.take_batch(), board.leftovers());
    assert_eq!((batch.len(), board.is_sent_as_published(), board.overtaken()), (1, false, 0));
    // Somebody publishes; the batch is stale, and the sheet is looked at again.
    worker.is_published = true;
    board.hold();
    board.refresh(worker.sheet()).unwrap();
    assert_eq!((board.overtaken(), board.saw_published()), (1, false));
    let mut undone = board.clone();
    undone.revert();
    assert_eq!((undone.overtaken(), undone.progress().unsaved()), (0, 0));
    assert!(undone.undo().is_empty(), "a draft's cells do not come back behind its publication");
    paint(&mut undone, 0, 2, 1);
    assert_eq!((undone.overtaken(), undone.saw_published()), (0, true), "what is filled from now on is meant");
    board.go_on();
    board.take_batch();
    assert!(board.is_sent_as_published());
    worker.save(&mut board);
    assert_eq!((board.overtaken(), board.mark(at(0, 1))), (0, Mark::Changed));
    for (saw_published, wanted) in [(None, 0), (Some(true), 0), (Some(false), 1)] {
        let edits = [CellEdit { day: board.day(5), version: 0, ..leftovers[0] }];
        let mut later = worker.open();
        assert_eq!(later.restore(&edits, saw_published), 1);
        assert_eq!(later.overtaken(), wanted, "{saw_published:?}");
    }
}

#[test]
fn a_sheet_that_is_fetched_again_brings_what_others_saved_and_keeps_what_is_not_saved() {
    let mut worker = Worker::default();
    let (mut board, mut other) = (worker.open(), worker.open());
    paint(&mut board, 0, 0, 1);
    paint(&mut other, 0, 0, 2);
    paint(&mut other, 0, 1, 2);
    worker.save(&mut other);
    assert_eq!(board.refresh(worker.sheet()), Some(vec![at(0, 1)]));
    assert_eq!(board.shown(at(0, 0)), Some(kind_id(1)));
    assert_eq!(board.tally(), &recount(&board));
    worker.save(&mut board);
    assert_eq!(board.progress(), Progress { conflicts: 1, ..Progress::default() });
    let mut fewer = worker.sheet();
    fewer.people.pop();
    assert_eq!(board.refresh(fewer), None);
}

/// Something that an editor does.
#[derive(Clone, Debug)]
enum Deed {
    Paint(Block, Option<u8>, bool),
    Paste(Block, Place),
    Undo,
    Redo,
    Send,
    Lose,
    Choose(bool),
}

fn places() -> impl Strategy<Value = Place> {
    (0..PEOPLE, 0..DAYS).prop_map(|(row, column)| at(row, column))
}

fn blocks() -> impl Strategy<Value = Block> {
    (places(), places()).prop_map(|(a, b)| Block::spanning(a, b))
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (blocks(), proptest::option::of(1_u8..=4), any::<bool>()).prop_map(|(b, n, c)| Deed::Paint(b, n, c)),
        1 => (blocks(), places()).prop_map(|(from, to)| Deed::Paste(from, to)),
        1 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
        2 => Just(Deed::Send),
        1 => Just(Deed::Lose),
        1 => any::<bool>().prop_map(Deed::Choose),
    ]
}

fn perform(deed: &Deed, board: &mut Board, worker: &mut Worker) {
    match deed {
        Deed::Paint(block, n, continues) => drop(board.paint(*block, n.map(kind_id), *continues)),
        Deed::Paste(from, to) => drop(board.fill(board.pasting(&board.copy(*from), (*to).into()).wanted)),
        Deed::Undo => drop(board.undo()),
        Deed::Redo => drop(board.redo()),
        Deed::Send => worker.save(board),
        Deed::Lose => {
            // The batch arrives, its answer does not.
            let batch = board.take_batch();
            worker.answer(&batch);
            board.fail();
        }
        Deed::Choose(is_mine) => drop(board.choose_all(if *is_mine { Choice::Mine } else { Choice::Theirs })),
    }
}

proptest! {
    #[test]
    fn undoing_everything_gives_the_sheet_back_and_redoing_it_the_work(
        deeds in proptest::collection::vec(deeds(), 0..25),
    ) {
        let mut worker = Worker::default();
        let mut board = worker.open();
        for n in 0..10 {
            paint(&mut board, 0, n, 1 + n % 3);
        }
        worker.save(&mut board);
        let mut board = worker.open();
        let before = shown(&board);
        for deed in &deeds {
            perform(deed, &mut board, &mut worker);
        }
        let after = shown(&board);
        let mut steps = 0;
        while board.history().can_undo() {
            board.undo();
            steps += 1;
        }
        prop_assert_eq!(shown(&board), before);
        for _ in 0..steps {
            board.redo();
        }
        prop_assert_eq!(shown(&board), after);
    }

    #[test]
    fn totals_are_what_a_recount_finds(deeds in proptest::collection::vec(deeds(), 0..25)) {
        let mut worker = Worker::default();
        let mut board = worker.open();
        for deed in &deeds {
            perform(deed, &mut board, &mut worker);
            prop_assert_eq!(board.tally(), &recount(&board));
        }
    }

    /// Two editors at work at once, over a network that loses answers: once all conflicts are settled nothing is left
    /// to save, and whatever cell a board knows the latest version of, it shows as the worker holds it.
    #[test]
    fn in_the_end_the_board_shows_what_the_worker_holds(
        is_published in any::<bool>(),
        deeds in proptest::collection::vec((any::<bool>(), deeds()), 0..25),
    ) {
        let mut worker = Worker { is_published, ..Worker::default() };
        let mut boards = [worker.open(), worker.open()];
        for (is_first, deed) in &deeds {
            perform(deed, &mut boards[usize::from(*is_first)], &mut worker);
        }
        for board in &mut boards {
            for _ in 0..4 {
                worker.save(board);
                board.choose_all(Choice::Mine);
            }
            prop_assert_eq!(board.progress(), Progress::default());
        }
        let reopened = worker.open();
        for board in &boards {
            for place in board.bounds().all().places().filter(|place| board.slot(*place).seen == reopened.slot(*place).seen) {
                prop_assert_eq!(board.slot(place), reopened.slot(place));
            }
        }
    }
}
