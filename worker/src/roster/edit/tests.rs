//! Edits over the real migrations: what the statements let through, and that no edit is lost.

use super::*;
use crate::{
    kernel::{
        routes::Source,
        sqlite::{Results, batch},
    },
    roster::shop::{NOW, Shop, day, id},
};
use dianwu_domain::roster::api::CellChange;
use proptest::prelude::*;
use uuid::Uuid;

/// Who edits, unless a test says otherwise.
const MANAGER: u128 = 2;

fn november() -> Month {
    "2026-11".parse().unwrap()
}

fn cell(person: u128, on: &str, kind: Option<u128>, version: u32) -> CellEdit {
    CellEdit { person_id: id(person), day: day(on), kind_id: kind.map(id), version }
}

fn source() -> Source {
    Source { request_id: String::new(), address: String::new(), user_agent: String::new(), now: NOW }
}

impl Shop {
    fn see(&mut self, department: u128, month: Month, edits: &[CellEdit]) -> Seen {
        let rows: Results = batch(&mut self.database, queries(id(department), month, edits)).unwrap();
        Seen::new(rows.first(0).unwrap(), rows.take(1), rows.take(2), rows.take(3))
    }

    /// Writes what was settled against `seen`; an error when it no longer stands.
    fn commit(&mut self, seen: &Seen, plan: &Plan, month: Month, manager: u128) -> Result<(), Error> {
        let me = id(manager);
        let (before, after) = seen.logged(&plan.writes);
        let audit = Audit::new(&source(), me, Action::ROSTER_EDIT, seen.head.subject(month));
        let change = Change::new(audit.before(&before).after(&after));
        let change = seen.write(change, &plan.writes, (month, None), me, NOW);
        batch(&mut self.database, change.into_queries()).map(|_| ())
    }

    /// Edits as the handler does, without anybody in between.
    fn edit(&mut self, department: u128, edits: &[CellEdit]) -> EditReply {
        let month = edits[0].day.month();
        let seen = self.see(department, month, edits);
        let problems = seen.problems(edits);
        assert!(problems.is_empty(), "{problems:?}");
        let plan = seen.settle(edits, NOW);
        if plan.writes.is_empty() {
            return plan.reply(seen.head.head(month));
        }
        self.commit(&seen, &plan, month, MANAGER).unwrap();
        let head = seen.head_after(month);
        let stands = self.see(department, month, edits).head.head(month);
        assert_eq!((head.status, head.version), (stands.status, stands.version));
        plan.reply(head)
    }

    /// Fills or empties a person's cells, whatever stands there.
    pub fn write(&mut self, department: u128, person: u128, month: Month, cells: &[(&str, Option<u128>)]) {
        for (on, kind) in cells {
            let mut edit = cell(person, on, *kind, 0);
            let seen = self.see(department, month, &[edit]);
            edit.version = seen.standing(&edit).map_or(0, |standing| standing.version);
            assert!(self.edit(department, &[edit]).conflicts.is_empty());
        }
    }

    fn stands(&self, person: u128, on: &str) -> Option<(Option<u128>, u32)> {
        let sql = "SELECT kind_id, version FROM roster_entry WHERE person_id = ?1 AND day = ?2";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, Option<String>>(0)?, row.get(1)?));
        let found = self.database.query_row(sql, [id::<PersonId>(person).to_string(), on.to_owned()], row).ok();
        found.map(|(kind, version)| (kind.map(|kind| kind.parse::<Uuid>().unwrap().as_u128()), version))
    }

    /// The trail of a cell after publication: each change's kind before and after.
    fn trail(&self) -> Vec<(Option<u128>, Option<u128>)> {
        let mut statement =
            self.database.prepare("SELECT kind_before, kind_after FROM roster_change ORDER BY id").unwrap();
        let kind = |text: Option<String>| text.map(|text| text.parse::<Uuid>().unwrap().as_u128());
        let rows = statement.query_map([], |row| Ok((kind(row.get(0)?), kind(row.get(1)?)))).unwrap();
        rows.map(Result::unwrap).collect()
    }
}

fn told(reply: &EditReply) -> String {
    let saved: Vec<_> = reply.saved.iter().map(|state| state.version).collect();
    let conflicts: Vec<_> = reply.conflicts.iter().map(|conflict| conflict.theirs.version).collect();
    format!("saved {saved:?} conflicts {conflicts:?}")
}

#[test]
fn a_cell_is_saved_on_the_version_that_stands_and_otherwise_comes_back() {
    let mut shop = Shop::open();
    for (name, edit, wanted, stands) in [
        ("fresh cell emptied", cell(1, "2026-11-03", None, 0), "saved [0] conflicts []", None),
        ("fresh cell", cell(1, "2026-11-03", Some(1), 0), "saved [1] conflicts []", Some((Some(1), 1))),
        ("sent again", cell(1, "2026-11-03", Some(1), 0), "saved [1] conflicts []", Some((Some(1), 1))),
        ("same version", cell(1, "2026-11-03", Some(2), 1), "saved [2] conflicts []", Some((Some(2), 2))),
        ("stale, same value", cell(1, "2026-11-03", Some(2), 1), "saved [2] conflicts []", Some((Some(2), 2))),
        ("stale, other value", cell(1, "2026-11-03", Some(1), 1), "saved [] conflicts [2]", Some((Some(2), 2))),
        ("cleared", cell(1, "2026-11-03", None, 2), "saved [3] conflicts []", Some((None, 3))),
        ("seen before it was cleared", cell(1, "2026-11-03", Some(1), 2), "saved [] conflicts [3]", Some((None, 3))),
        ("filled again", cell(1, "2026-11-03", Some(3), 3), "saved [4] conflicts []", Some((Some(3), 4))),
    ] {
        let audited = shop.count("audit");
        let before = shop.stands(1, "2026-11-03");
        let reply = shop.edit(1, &[edit]);
        assert_eq!(told(&reply), wanted, "{name}");
        assert_eq!(shop.stands(1, "2026-11-03"), stands, "{name}");
        assert_eq!(shop.count("audit") - audited, u32::from(before != stands), "{name}: logged when written");
        assert!(reply.saved.iter().all(|state| state.kind_id == edit.kind_id));
    }
    assert_eq!(shop.count("roster"), 1);
    assert_eq!(shop.count("roster_change"), 0, "a draft leaves no trail");
}

#[test]
fn a_conflict_names_who_and_when_and_saves_the_others() {
    let mut shop = Shop::open();
    shop.edit(1, &[cell(1, "2026-11-03", Some(1), 0)]);
    let reply = shop.edit(1, &[cell(1, "2026-11-03", Some(2), 0), cell(1, "2026-11-04", Some(2), 0)]);
    assert_eq!(told(&reply), "saved [1] conflicts [1]");
    let Conflict { theirs, by, at, department_id, .. } = &reply.conflicts[0];
    assert_eq!((theirs.kind_id, theirs.version), (Some(id(1)), 1));
    assert_eq!((by.as_str(), *at, *department_id), ("N2", NOW, None));
    assert_eq!(shop.stands(1, "2026-11-04"), Some((Some(2), 1)));
}

#[test]
fn the_log_names_people_days_and_codes_and_counts_when_there_are_many() {
    let mut shop = Shop::open();
    shop.edit(1, &[cell(1, "2026-11-03", Some(1), 0)]);
    shop.edit(1, &[cell(1, "2026-11-03", Some(2), 1), cell(2, "2026-11-04", None, 0)]);
    let last = |shop: &Shop| -> [String; 3] {
        let row = |row: &rusqlite::Row<'_>| Ok([row.get(0)?, row.get(1)?, row.get(2)?]);
        let sql = "SELECT subject, before, after FROM audit ORDER BY id DESC LIMIT 1";
        shop.database.query_row(sql, [], row).unwrap()
    };
    assert_eq!(last(&shop), ["部1 2026-11", r#"{"N1 2026-11-03":"早"}"#, r#"{"N1 2026-11-03":"晚"}"#]);

    for n in 20..30 {
        shop.hire(n, 1, "2020-01-01", None);
    }
    let edits: Vec<_> = (20..30)
        .flat_map(|n| november().days().map(move |on| CellEdit { day: on, ..cell(n, "2026-11-01", Some(4), 0) }))
        .collect();
    let reply = shop.edit(1, &edits);
    assert_eq!(reply.saved.len(), 300);
    let [_, before, after] = last(&shop);
    let told = |filled: u32| {
        format!(r#"{{"cells":300,"filled":{filled},"from":"2026-11-01","people":10,"until":"2026-11-30"}}"#)
    };
    assert_eq!((before, after), (told(0), told(300)));
}

#[test]
fn after_publication_a_cell_keeps_what_was_published_and_the_trail_keeps_all() {
    let mut shop = Shop::open();
    shop.edit(1, &[cell(1, "2026-11-03", Some(1), 0)]);
    shop.publish(1, november());
    let from = |kind: Option<u128>| Some(CellChange { from: kind.map(id), at: NOW });
    for (name, edit, wanted) in [
        ("changed", cell(1, "2026-11-03", Some(2), 1), from(Some(1))),
        ("changed again", cell(1, "2026-11-03", Some(3), 2), from(Some(1))),
        ("emptied", cell(1, "2026-11-03", None, 3), from(Some(1))),
        ("back to what was published", cell(1, "2026-11-03", Some(1), 4), None),
        ("a new cell", cell(1, "2026-11-04", Some(2), 0), from(None)),
        ("emptied as it was published", cell(1, "2026-11-04", None, 1), None),
    ] {
        let reply = shop.edit(1, &[edit]);
        assert_eq!(reply.saved[0].change, wanted, "{name}");
        assert_eq!(reply.head.status, RosterStatus::Published, "{name}");
        let seen = shop.see(1, november(), &[edit]);
        assert_eq!(seen.standing(&edit).unwrap().change, wanted, "{name}: as it is stored");
    }
    let trail =
        [(Some(1), Some(2)), (Some(2), Some(3)), (Some(3), None), (None, Some(1)), (None, Some(2)), (Some(2), None)];
    assert_eq!(shop.trail(), trail);
}

#[test]
fn edits_settled_before_a_publication_are_settled_anew() {
    let mut shop = Shop::open();
    shop.edit(1, &[cell(1, "2026-11-03", Some(1), 0)]);
    let edit = [cell(1, "2026-11-03", Some(2), 1)];
    let seen = shop.see(1, november(), &edit);
    let plan = seen.settle(&edit, NOW);
    shop.publish(1, november());
    assert!(shop.commit(&seen, &plan, november(), MANAGER).unwrap_err().is_stale());
    assert_eq!(shop.stands(1, "2026-11-03"), Some((Some(1), 1)), "nothing is written");
    let reply = shop.edit(1, &edit);
    assert_eq!(reply.saved[0].change.unwrap().from, Some(id(1)), "the second try knows of the publication");
}

#[test]
fn two_managers_who_begin_a_month_at_once_share_its_roster() {
    let mut shop = Shop::open();
    let (first, second) = ([cell(1, "2026-11-03", Some(1), 0)], [cell(2, "2026-11-03", Some(2), 0)]);
    let seen = [shop.see(1, november(), &first), shop.see(1, november(), &second)];
    for (seen, edits) in seen.iter().zip([first, second]) {
        shop.commit(seen, &seen.settle(&edits, NOW), november(), MANAGER).unwrap();
    }
    assert_eq!((shop.count("roster"), shop.count("roster_entry")), (1, 2));
}

#[test]
fn another_departments_cell_is_shown_and_taken_over_only_by_the_persons_own_department() {
    let mut shop = Shop::open();
    shop.edit(1, &[cell(1, "2026-11-19", Some(1), 0), cell(1, "2026-11-20", Some(1), 0)]);
    shop.publish(1, november());
    shop.move_person(1, 2, "2026-11-20");
    let reply = shop.edit(2, &[cell(1, "2026-11-20", Some(1), 0)]);
    assert_eq!(told(&reply), "saved [] conflicts [1]");
    assert_eq!(reply.conflicts[0].department_id, Some(id(1)));
    assert_eq!(reply.conflicts[0].by.as_str(), "N2");
    assert_eq!(reply.head.status, RosterStatus::Empty, "a conflict alone begins no roster");

    let reply = shop.edit(2, &[cell(1, "2026-11-20", Some(2), 1), cell(3, "2026-11-20", Some(2), 0)]);
    assert_eq!(told(&reply), "saved [1] conflicts [1]", "what staff were told is not hidden by a draft");
    assert!(reply.conflicts[0].is_told);
    shop.publish(2, november());
    let reply = shop.edit(2, &[cell(1, "2026-11-20", Some(2), 1)]);
    assert_eq!(told(&reply), "saved [2] conflicts []");
    assert_eq!(shop.trail(), [(Some(1), Some(2))], "staff had seen it");

    let back = shop.edit(1, &[cell(1, "2026-11-19", Some(2), 1), cell(1, "2026-11-20", None, 2)]);
    assert_eq!(told(&back), "saved [2] conflicts [2]", "the days before are the former roster's, the others are not");
}

#[test]
fn only_people_of_the_department_or_on_its_roster_are_known() {
    let mut shop = Shop::open();
    shop.edit(1, &[cell(2, "2026-11-01", Some(1), 0)]);
    shop.edit(2, &[cell(3, "2026-11-01", Some(1), 0)]);
    shop.move_person(2, 2, "2026-11-15");
    let edits = [cell(3, "2026-11-03", Some(1), 0), cell(2, "2026-11-30", Some(1), 0), cell(77, "2026-11-03", None, 0)];
    let told = |shop: &mut Shop, month: &str, edits: &[CellEdit]| -> Vec<String> {
        let problems = shop.see(1, month.parse().unwrap(), edits).problems(edits);
        problems.iter().map(|error| format!("{} {}", error.field, error.code)).collect()
    };
    assert_eq!(
        told(&mut shop, "2026-11", &edits),
        ["edits[0].person_id not_found", "edits[1].day out_of_range", "edits[2].person_id not_found",]
    );
    let before = [cell(2, "2026-11-14", Some(1), 0), cell(2, "2026-11-30", None, 0)];
    assert!(told(&mut shop, "2026-11", &before).is_empty(), "the days before the move, and what is to be emptied");
    let december = [cell(2, "2026-12-01", Some(1), 0)];
    assert_eq!(told(&mut shop, "2026-12", &december), ["edits[0].person_id not_found"]);

    shop.database.execute("UPDATE shift_kind SET is_archived = 1 WHERE code = '早'", []).unwrap();
    let kinds =
        [cell(2, "2026-11-01", Some(1), 1), cell(2, "2026-11-02", Some(1), 0), cell(2, "2026-11-03", Some(9), 0)];
    assert_eq!(told(&mut shop, "2026-11", &kinds), ["edits[1].kind_id not_found", "edits[2].kind_id not_found"]);
}

#[test]
fn the_longest_edit_fits_into_one_statement() {
    let (person, kind): (PersonId, ShiftKindId) = (id(1), id(1));
    let state =
        CellState { person_id: person, day: day("2026-11-03"), kind_id: Some(kind), version: 1000, change: None };
    let change = Some(CellChange { from: Some(kind), at: NOW });
    let write = CellWrite { after: CellState { change, ..state }, before: Some(kind), is_seen: true };
    let writes = vec![write; dianwu_domain::roster::api::MAX_EDITS];
    let Arg::Text(text) = rows_arg(writes.iter()) else { panic!("no text") };
    assert!(text.len() < 2_000_000, "D1 takes values up to 2 MB, not {}", text.len());
}

/// One of two managers does something to one of three cells.
#[derive(Clone, Debug)]
struct Step {
    manager: usize,
    cell: usize,
    kind: Option<u128>,
    /// The other manager writes this between reading and writing.
    between: Option<Option<u128>>,
    refreshes: bool,
    publishes: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let kind = || proptest::option::weighted(0.8, 1_u128..=4);
    (
        0_usize..2,
        0_usize..3,
        kind(),
        proptest::option::weighted(0.3, kind()),
        any::<bool>(),
        proptest::bool::weighted(0.1),
    )
        .prop_map(|(manager, cell, kind, between, refreshes, publishes)| Step {
            manager,
            cell,
            kind,
            between,
            refreshes,
            publishes,
        })
}

const CELLS: [(u128, &str); 3] = [(1, "2026-11-01"), (1, "2026-11-30"), (2, "2026-11-01")];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever two managers do, each edit is either saved on top of what its editor saw or comes back with what
    /// stands; and after publication the trail leads from what was published to what stands.
    #[test]
    fn no_edit_is_lost(steps in proptest::collection::vec(step(), 1..25)) {
        let mut shop = Shop::open();
        // What each manager believes to stand: the cell's kind and version.
        let mut views = [[(None, 0_u32); 3]; 2];
        let mut stands = [(None, 0_u32); 3];
        let mut published: Option<[Option<u128>; 3]> = None;
        for step in steps {
            if step.publishes && published.is_none() && shop.count("roster") == 1 {
                shop.publish(1, november());
                published = Some(stands.map(|(kind, _)| kind));
            }
            if step.refreshes {
                views[step.manager] = stands;
            }
            let (person, on) = CELLS[step.cell];
            let edits = [cell(person, on, step.kind, views[step.manager][step.cell].1)];
            let mut seen = shop.see(1, november(), &edits);
            let mut plan = seen.settle(&edits, NOW);
            if let Some(kind) = step.between {
                let (before, version) = stands[step.cell];
                let reply = shop.edit(1, &[cell(person, on, kind, version)]);
                prop_assert!(reply.conflicts.is_empty(), "the other manager saw what stands");
                stands[step.cell] = (kind, version + u32::from(kind != before));
                if kind != before && !plan.writes.is_empty() {
                    prop_assert!(shop.commit(&seen, &plan, november(), MANAGER).unwrap_err().is_stale());
                }
                seen = shop.see(1, november(), &edits);
                plan = seen.settle(&edits, NOW);
            }
            if !plan.writes.is_empty() {
                shop.commit(&seen, &plan, november(), MANAGER).unwrap();
            }
            prop_assert_eq!(plan.saved.len() + plan.conflicts.len(), 1);
            let (before, version) = stands[step.cell];
            if plan.saved.is_empty() {
                let theirs = plan.conflicts[0].theirs;
                prop_assert_ne!(edits[0].version, version);
                prop_assert_eq!((theirs.kind_id, theirs.version), (before.map(id), version));
                views[step.manager][step.cell] = (before, version);
            } else {
                prop_assert!(edits[0].version == version || before == step.kind, "saved over something unseen");
                stands[step.cell] = (step.kind, version + u32::from(before != step.kind));
                views[step.manager][step.cell] = stands[step.cell];
            }
            for (place, (person, on)) in CELLS.into_iter().enumerate() {
                prop_assert_eq!(shop.stands(person, on).unwrap_or((None, 0)), stands[place]);
            }
        }
        if let Some(mut values) = published {
            for (place, (person, on)) in CELLS.into_iter().enumerate() {
                let edit = cell(person, on, None, 0);
                let seen = shop.see(1, november(), &[edit]);
                let change = seen.standing(&edit).and_then(|standing| standing.change);
                let wanted = (stands[place].0 != values[place]).then(|| values[place].map(id::<ShiftKindId>));
                prop_assert_eq!(change.map(|change| change.from), wanted);
            }
            let sql = "SELECT person_id, day, kind_before, kind_after FROM roster_change ORDER BY id";
            let mut statement = shop.database.prepare(sql).unwrap();
            let kind = |text: Option<String>| text.map(|text| text.parse::<Uuid>().unwrap().as_u128());
            let rows = statement.query_map([], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, kind(row.get(2)?), kind(row.get(3)?)))
            });
            for row in rows.unwrap() {
                let (person, on, before, after) = row.unwrap();
                let is_cell = |cell: &(u128, &str)| id::<PersonId>(cell.0).to_string() == person && cell.1 == on;
                let place = CELLS.iter().position(is_cell).unwrap();
                prop_assert_eq!(values[place], before);
                values[place] = after;
            }
            prop_assert_eq!(values, stands.map(|(kind, _)| kind));
        }
    }
}

impl Shop {
    /// A person's cell, to be filled with a shift kind.
    pub fn seat(&mut self, person: u128, on: &str, kind: u128) -> Seat {
        let edit = cell(person, on, Some(kind), 0);
        let seen = self.see(1, edit.day.month(), &[edit]);
        Seat::new(seen, edit, NOW)
    }
}
