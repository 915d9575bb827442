//! Changing cells. What stands is read, the domain settles each edit against it, and the outcome is written in one
//! batch under a guard: if anything moved in between, nothing is written and the edits are settled anew.

mod seat;

use super::{
    changes_of,
    check::{self, Checked},
    sheet,
    sign_off::{self, SignOff},
    store,
};
use crate::{
    kernel::{
        audit::Audit,
        clock,
        d1::{Arg, Change, Db, Query, Rows, args, flag, named},
        error::{Error, check},
        flow::{Step, settle},
        routes::Call,
    },
    notices::{self, Deed, Subject, Told},
    shifts,
};
use dianwu_domain::{
    Code, Day, DepartmentId, FieldCode, FieldError, Instant, Month, PersonId, RosterId, ShiftKindId,
    audit::api::Action,
    notices::api::NoticeKind,
    roster::{
        api::{CellEdit, CellState, Conflict, EditReply, EditRoster, RosterHead, RosterPath, RosterStatus},
        edit::{self, CellWrite, Holder, Member, Outcome, StoredCell},
    },
    text::{Name, ShiftCode, StaffNumber},
    worktime::Finding,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};

pub use seat::Seat;

/// Most cells that the log keeps one by one.
const LOGGED_CELLS: usize = 200;

#[derive(Deserialize)]
struct KindRecord {
    id: ShiftKindId,
    code: ShiftCode,
    #[serde(deserialize_with = "flag")]
    is_archived: bool,
    #[serde(deserialize_with = "flag")]
    is_work: bool,
}

#[derive(Deserialize)]
struct MemberRecord {
    id: PersonId,
    number: StaffNumber,
    stays: String,
}

#[derive(Deserialize)]
struct CellRecord {
    person_id: PersonId,
    day: Day,
    kind_id: Option<ShiftKindId>,
    version: u32,
    changed_from: Option<ShiftKindId>,
    changed_at: Option<Instant>,
    updated_at: Instant,
    other_department_id: Option<DepartmentId>,
    other_status: Option<RosterStatus>,
    updated_by: Option<Name>,
}

/// Who changed a cell that its editor did not see as it stands.
struct Author {
    by: Option<Name>,
    at: Instant,
    department_id: Option<DepartmentId>,
}

/// What edits must be settled against.
pub struct Seen {
    head: sheet::HeadRecord,
    kinds: HashMap<ShiftKindId, KindRecord>,
    members: HashMap<PersonId, (StaffNumber, Member)>,
    cells: HashMap<(PersonId, Day), (StoredCell, Author)>,
}

/// What becomes of all edits.
#[derive(Default)]
pub struct Plan {
    /// The cells that will stand as asked.
    pub saved: Vec<CellState>,
    /// The cells that somebody else changed first.
    pub conflicts: Vec<Conflict>,
    /// The cells to be written.
    pub writes: Vec<CellWrite>,
}

/// Saves what was edited on the state that stands and tells of the rest.
pub async fn edit(call: Call<EditRoster>) -> Result<EditReply, Error> {
    let RosterPath { department_id, month } = call.path;
    call.who.require(department_id)?;
    let edits = &call.body.edits;
    check(edit::check(month, edits))?;
    let me = call.who.caller.person_id();
    settle(&call.db, async || {
        let seen = Seen::read(&call.db, department_id, month, edits).await?;
        check(seen.problems(edits))?;
        let plan = seen.settle(edits, call.source.now);
        if plan.writes.is_empty() {
            return Ok(Step::Stands(plan.reply(seen.head.head(month))));
        }
        // The write itself is guarded by the roster's version, which its publication changes.
        if !seen.is_as_seen(call.body.is_published) {
            return Err(Error::new(Code::Stale));
        }
        let audit = |action| {
            let whose = plan.writes.iter().map(|write| write.after.person_id);
            Audit::new(&call.source, me, action, seen.head.subject(month)).rosters_of(department_id).about(whose)
        };
        // What staff see at once is asked about at once; a draft is asked about when it is published.
        let checked = match seen.is_published() {
            true => Some(check::breaches(&call.db, department_id, month, &plan.writes).await?),
            false => None,
        };
        let found = checked.as_ref().map_or(&[][..], |checked| &checked.findings);
        let (refusal, reason) = (audit(Action::ROSTER_REFUSE), call.body.sign_off.as_ref());
        let fields = |strict: &[Finding]| wrong_edits(edits, strict);
        let signed = sign_off::require(&call.db, refusal, found, reason, fields).await?;
        let (before, after) = seen.logged(&plan.writes);
        let change = Change::new(audit(Action::ROSTER_EDIT).before(&before).after(&with(after, &signed)));
        let change = seen.write(change, &plan.writes, (month, checked.as_ref()), me, call.source.now);
        let told = changed(&plan.writes, (department_id, month), Deed::of(&call.who.caller, &call.source));
        Ok(Step::write(notices::tell(change, &told), plan.reply(seen.head_after(month))))
    })
    .await
}

/// What people are told of cells that they had seen and that somebody else changed: one notice a person.
fn changed(writes: &[CellWrite], (department_id, month): (DepartmentId, Month), deed: Deed) -> Vec<Told> {
    let mut days: BTreeMap<PersonId, BTreeMap<Day, String>> = BTreeMap::new();
    for write in writes.iter().filter(|write| write.is_seen && write.after.person_id != deed.by) {
        let before = write.before.map(|kind| kind.to_string()).unwrap_or_default();
        days.entry(write.after.person_id).or_default().insert(write.after.day, before);
    }
    let told = |(person_id, days): (PersonId, BTreeMap<Day, String>)| Told {
        person_id,
        topic: changes_of(department_id, month),
        kind: NoticeKind::ShiftsChanged,
        until: deed.until(days.keys().next_back().copied().unwrap_or(month.first())),
        subject: Subject { days, ..month.first().into() },
        by: None,
        at: deed.at,
    };
    days.into_iter().map(told).collect()
}

/// The edits of days that findings speak of, which nobody may sign off.
fn wrong_edits(edits: &[CellEdit], findings: &[Finding]) -> Vec<FieldError> {
    let speaks_of = |finding: &Finding, edit: &CellEdit| {
        finding.person_id == Some(edit.person_id) && (finding.from..=finding.until).contains(&edit.day)
    };
    let wrong = edits.iter().enumerate().filter(|(_, edit)| findings.iter().any(|finding| speaks_of(finding, edit)));
    let field = |(place, _)| FieldError { field: format!("edits[{place}].kind_id"), code: FieldCode::Inconsistent };
    wrong.map(field).collect()
}

/// What the log keeps of cells, and of what was signed off with them.
fn with(mut cells: Value, signed: &SignOff) -> Value {
    if let (Some(cells), Ok(Value::Object(signed))) = (cells.as_object_mut(), serde_json::to_value(signed)) {
        cells.extend(signed);
    }
    cells
}

/// The statements that read what edits must be settled against.
fn queries(department_id: DepartmentId, month: Month, edits: &[CellEdit]) -> Vec<Query> {
    let people: HashSet<PersonId> = edits.iter().map(|edit| edit.person_id).collect();
    let cells: Vec<_> = edits.iter().map(|edit| (edit.person_id, edit.day, edit.version)).collect();
    vec![
        store::GET_HEAD.with(args![month, department_id]),
        shifts::codes(),
        store::FIND_MEMBERS.with(args![Arg::json(&people), department_id, month, month.first(), month.last()]),
        store::FIND_CELLS.with(args![Arg::json(&cells), department_id, month]),
    ]
}

impl Seen {
    async fn read(db: &Db, department_id: DepartmentId, month: Month, edits: &[CellEdit]) -> Result<Self, Error> {
        let rows: Rows = db.batch(queries(department_id, month, edits)).await?;
        let head = rows.first(0)?.ok_or(Error::not_found())?;
        Ok(Self::new(head, rows.take(1)?, rows.take(2)?, rows.take(3)?))
    }

    fn new(
        head: sheet::HeadRecord,
        kinds: Vec<KindRecord>,
        members: Vec<MemberRecord>,
        cells: Vec<CellRecord>,
    ) -> Self {
        let member = |row: MemberRecord| {
            let stays = crate::people::history::stays(&row.stays).unwrap_or_default();
            (row.id, (row.number, Member { stays }))
        };
        let cell = |row: CellRecord| {
            let is_published = row.other_status == Some(RosterStatus::Published);
            let standing = StoredCell {
                kind_id: row.kind_id,
                version: row.version,
                change: sheet::change(row.changed_from, row.changed_at),
                holder: row.other_status.map_or(Holder::This, |_| Holder::Other { is_published }),
            };
            let author = Author { by: row.updated_by, at: row.updated_at, department_id: row.other_department_id };
            ((row.person_id, row.day), (standing, author))
        };
        Self {
            head,
            kinds: kinds.into_iter().map(|kind| (kind.id, kind)).collect(),
            members: members.into_iter().map(member).collect(),
            cells: cells.into_iter().map(cell).collect(),
        }
    }

    fn standing(&self, edit: &CellEdit) -> Option<&StoredCell> {
        self.cells.get(&(edit.person_id, edit.day)).map(|(standing, _)| standing)
    }

    fn is_published(&self) -> bool {
        self.head.status() == RosterStatus::Published
    }

    /// Whether the roster is as far as whoever edited it saw, where that is known.
    fn is_as_seen(&self, saw_published: Option<bool>) -> bool {
        saw_published.is_none_or(|saw| saw == self.is_published())
    }

    fn problems(&self, edits: &[CellEdit]) -> Vec<FieldError> {
        edit::check_names(
            edits,
            |person| self.members.get(&person).map(|(_, member)| member),
            |kind| self.kinds.get(&kind).is_some_and(|kind| !kind.is_archived),
            |edit| self.standing(edit),
        )
    }

    fn settle(&self, edits: &[CellEdit], now: Instant) -> Plan {
        let mut plan = Plan::default();
        for edit in edits {
            let member = self.members.get(&edit.person_id);
            let belongs = member.is_some_and(|(_, member)| member.belongs(edit.day));
            match edit::settle(edit, self.standing(edit), belongs, self.is_published(), now) {
                Outcome::Stands(state) => plan.saved.push(state),
                Outcome::Written(write) => {
                    plan.saved.push(write.after);
                    plan.writes.push(write);
                }
                Outcome::Conflict => plan.conflicts.extend(self.conflict(edit)),
            }
        }
        plan
    }

    fn conflict(&self, edit: &CellEdit) -> Option<Conflict> {
        let (standing, author) = self.cells.get(&(edit.person_id, edit.day))?;
        let theirs = CellState {
            person_id: edit.person_id,
            day: edit.day,
            kind_id: standing.kind_id,
            version: standing.version,
            change: standing.change,
        };
        // Statements name the author of every cell that can collide.
        let by = author.by.clone()?;
        let is_told = standing.holder.is_published_elsewhere();
        Some(Conflict { theirs, by, at: author.at, department_id: author.department_id, is_told })
    }

    /// The change that writes cells of a month, all of them or none, as long as what they were checked by stands.
    fn write(
        &self,
        change: Change,
        writes: &[CellWrite],
        (month, checked): (Month, Option<&Checked>),
        me: PersonId,
        now: Instant,
    ) -> Change {
        let department_id = self.head.department_id();
        let change = match self.head.version() {
            0 => change.with(store::INSERT_ROSTER.with(args![RosterId::new(clock::new_id()), month, department_id])),
            _ => change,
        };
        let rows = u32::try_from(writes.len()).unwrap_or(u32::MAX);
        let cells = rows_arg(writes.iter());
        let mut upsert = named![cells, month, department_id, version: self.version_after(), me, now];
        upsert.extend(sign_off::judged(checked));
        let change = change.guarded_rows(store::UPSERT_CELLS.named(upsert), rows);
        if !writes.iter().any(|write| write.is_seen) {
            return change;
        }
        let trail = rows_arg(writes.iter().filter(|write| write.is_seen));
        change.with(store::INSERT_CHANGES.with(args![trail, month, department_id, me, now]))
    }

    /// A roster that is made by these very edits is at version 1.
    fn version_after(&self) -> u32 {
        self.head.version().max(1)
    }

    fn head_after(&self, month: Month) -> RosterHead {
        let head = self.head.head(month);
        let status = if self.is_published() { RosterStatus::Published } else { RosterStatus::Draft };
        RosterHead { status, version: self.version_after(), ..head }
    }

    /// What the log keeps: each cell by staff number and day with its codes, or how many there were.
    fn logged(&self, writes: &[CellWrite]) -> (Value, Value) {
        if writes.len() > LOGGED_CELLS {
            return counted(writes);
        }
        let code =
            |kind: Option<ShiftKindId>| kind.and_then(|kind| self.kinds.get(&kind)).map(|kind| kind.code.as_str());
        let cells = |kind: fn(&CellWrite) -> Option<ShiftKindId>| {
            let cell = |write: &CellWrite| {
                let number = self.members.get(&write.after.person_id).map_or("", |(number, _)| number.as_str());
                (format!("{number} {}", write.after.day), json!(code(kind(write))))
            };
            Value::Object(writes.iter().map(cell).collect::<Map<_, _>>())
        };
        (cells(|write| write.before), cells(|write| write.after.kind_id))
    }
}

/// How many cells were filled before and after, whose, and from when to when.
fn counted(writes: &[CellWrite]) -> (Value, Value) {
    let people: HashSet<PersonId> = writes.iter().map(|write| write.after.person_id).collect();
    let days = || writes.iter().map(|write| write.after.day);
    let filled = |kind: fn(&CellWrite) -> Option<ShiftKindId>| writes.iter().filter_map(kind).count();
    let told = |filled: usize| json!({ "cells": writes.len(), "filled": filled, "people": people.len(), "from": days().min(), "until": days().max() });
    (told(filled(|write| write.before)), told(filled(|write| write.after.kind_id)))
}

/// Cells as `UPSERT_CELLS` and `INSERT_CHANGES` read them.
fn rows_arg<'a>(writes: impl Iterator<Item = &'a CellWrite>) -> Arg {
    let row = |write: &CellWrite| {
        let CellState { person_id, day, kind_id, version, change } = write.after;
        let from = change.and_then(|change| change.from);
        (person_id, day, kind_id, version - 1, from, change.map(|change| change.at), write.before)
    };
    Arg::json(&writes.map(row).collect::<Vec<_>>())
}

impl Plan {
    fn reply(self, head: RosterHead) -> EditReply {
        EditReply { head, saved: self.saved, conflicts: self.conflicts }
    }
}

#[cfg(test)]
mod tests;
