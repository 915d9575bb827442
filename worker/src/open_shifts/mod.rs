//! Open shifts: what is offered, claims, and what becomes of them. A shift that is taken is written into its roster by
//! the same path as an edit, in the same batch.

mod available;
mod claim;
mod list;
pub mod store;
mod telling;
#[cfg(test)]
mod tests;

use crate::{
    door::Door,
    kernel::{
        audit::Audit,
        d1::{Arg, Batch, Change, Db, Query, Rows, args, flag, named},
        error::Error,
        flow::{Step, moved, settle},
        routes::Call,
    },
    notices::{Deed, Pressing, Read, Reader},
    people::departure::{Departure, Leaving},
};
use claim::Found;
use dianwu_domain::{
    Day, DayMinute, DepartmentId, FieldCode, LocalTime, Month, Nothing, OpenShiftId, Permission, PersonId, ShiftKindId,
    UsedBy,
    audit::api::Action,
    kernel::flow::Party,
    notices::api::NoticeKind,
    open_shifts::{
        api::{MAX_OFFERS, OfferBody, OfferShift, OpenShift, OpenShiftState, WithdrawShift},
        flow::Act,
        waiting::OpenShiftClaimed,
    },
    text::{Name, Note, ShiftCode},
    worktime::Finding,
};
use serde::{Deserialize, Serialize};

pub use available::Available;

/// The feature's door.
pub const DOOR: Door = Door {
    routes: |routes| {
        routes.add(list::list);
        routes.add(offer);
        routes.add(withdraw);
        routes.add(claim::claim);
        routes.add(claim::take_back);
        routes.add(claim::decide);
    },
    departure: Some(Departure { ask: claims_of, end: end_claims }),
    department_uses: &[(UsedBy::OPEN_SHIFTS, store::COUNT_OPEN_SHIFTS)],
    waits: Some(waits),
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["open_shift", "open_shift_state"],
    #[cfg(test)]
    codes: &[("open_shift_state", || crate::kernel::sqlite::codes(OpenShiftState::ALL))],
    ..Door::EMPTY
};

/// An open shift's row.
#[derive(Clone, Deserialize)]
pub struct OpenShiftRecord {
    id: OpenShiftId,
    department_id: DepartmentId,
    day: Day,
    kind_id: ShiftKindId,
    note: Note,
    #[serde(deserialize_with = "flag")]
    needs_approval: bool,
    state: OpenShiftState,
    person_id: Option<PersonId>,
    version: u32,
}

impl OpenShiftRecord {
    /// What the log keeps of it in a state.
    const fn logged(&self, state: OpenShiftState) -> Logged {
        Logged { state, needs_approval: self.needs_approval, findings: Vec::new() }
    }

    /// The open shift as the contract has it.
    pub fn into_shift(self) -> OpenShift {
        OpenShift {
            id: self.id,
            department_id: self.department_id,
            day: self.day,
            kind_id: self.kind_id,
            note: self.note,
            needs_approval: self.needs_approval,
            state: self.state,
            person_id: self.person_id,
            version: self.version,
        }
    }
}

/// The statement that reads what a department offers in a month, as rows of [`OpenShiftRecord`].
pub fn open_shifts_of(department_id: DepartmentId, month: Month) -> Query {
    store::LIST_OFFERED.with(args![department_id, month.first(), month.last()])
}

/// A claim that waits for a decision.
#[derive(Deserialize)]
struct ClaimRecord {
    id: OpenShiftId,
    department_name: Name,
    day: Day,
    kind_id: ShiftKindId,
    person_name: Name,
}

impl ClaimRecord {
    /// The claim as the contract has it.
    fn into_line(self) -> OpenShiftClaimed {
        OpenShiftClaimed {
            open_shift_id: self.id,
            department_name: self.department_name,
            day: self.day,
            kind_id: self.kind_id,
            person_name: self.person_name,
        }
    }
}

/// The statement that reads the claims of others than `me` that wait in departments for shifts yet to begin, as rows of
/// [`ClaimRecord`].
fn claims(departments: &[DepartmentId], me: PersonId, now: LocalTime) -> Query {
    store::LIST_CLAIMS.with(args![Arg::json(&departments), now.day, now.minute, me])
}

/// The claims of others that wait for the reader's decision, for shifts yet to begin.
fn waits(batch: &mut Batch, reader: &Reader<'_>) -> Option<Read> {
    let managed = reader.caller.departments(Permission::ManageRosters);
    if managed.is_empty() {
        return None;
    }
    let claims = batch.ask::<ClaimRecord>(claims(&managed, reader.caller.person_id(), reader.now));
    Some(Box::new(move |rows, lines| {
        let mut found = rows.of(&claims)?.into_iter();
        found.try_for_each(|claim| lines.push(Pressing::Asked, &claim.into_line()))
    }))
}

/// The statement that reads the claims of those who leave that wait for a decision, as rows of [`Found`].
fn claims_of(leaving: &Leaving) -> Vec<Query> {
    vec![store::LIST_CLAIMS_OF.with(args![Arg::json(&leaving.who()), leaving.from])]
}

/// Ends the claims of those who leave, and tells them. One made at this very moment ends as well, and is not told.
fn end_claims(change: Change, leaving: &Leaving, rows: &Rows, place: usize) -> Result<Change, Error> {
    let claims: Vec<Found> = rows.take(place)?;
    let freed = change.with(store::FREE_CLAIMS_OF.with(args![Arg::json(&leaving.who()), leaving.from]));
    Ok(claims.iter().fold(freed, |change, found| match found.shift.person_id {
        Some(claimant) => found.tell_claimant(change, claimant, NoticeKind::ClaimDropped, leaving.deed),
        None => change,
    }))
}

/// The statement that reads the days of today and later for which somebody's claims wait, as rows of [`AskedRecord`].
fn asked(person_id: PersonId, now: LocalTime) -> Query {
    store::LIST_MY_CLAIMS.with(args![person_id, now.day])
}

/// A day for which a claim waits.
#[derive(Deserialize)]
pub struct AskedRecord {
    day: Day,
}

/// Whether it is too late for a shift of `day` that begins at `start`.
fn has_begun(day: Day, start: Option<u16>, now: LocalTime) -> bool {
    let start = start.and_then(DayMinute::new).unwrap_or(DayMinute::MIDNIGHT);
    now.minutes_since(day, start) >= 0
}

/// What an offer needs to know of its department, its shift kind and its day.
#[derive(Deserialize)]
struct OfferableRecord {
    department_name: Name,
    code: Option<ShiftCode>,
    start_minute: Option<u16>,
    offers: usize,
}

/// What the log keeps of an open shift.
#[derive(Serialize)]
struct Logged {
    state: OpenShiftState,
    needs_approval: bool,
    /// What the rules find for the claimant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Finding>,
}

/// What the log calls an open shift: 客服组 2026-11-03 早.
fn subject(department: &Name, day: Day, code: &ShiftCode) -> String {
    format!("{department} {day} {code}")
}

/// A repeated send finds what it asked for, whatever has become of it since.
pub async fn offer(call: Call<OfferShift>) -> Result<OpenShift, Error> {
    let (id, body) = (call.path.open_shift_id, call.body);
    if !call.who.departments.contains(&body.department_id) {
        return Err(Error::field("department_id", FieldCode::NotFound));
    }
    let scope = call.who.arg();
    let found = store::FIND_OFFERABLE.with(args![body.department_id, body.kind_id, body.day]);
    let rows = call.db.batch(vec![store::GET_OPEN_SHIFT.with(args![id, scope.clone()]), found]).await?;
    if let Some(standing) = rows.first::<OpenShiftRecord>(0)? {
        return same(standing, &body);
    }
    let found: OfferableRecord = rows.first(1)?.ok_or(Error::field("department_id", FieldCode::NotFound))?;
    let (now, _) = call.who.caller.clock(call.source.now);
    let code = check(&found, &body, now)?;
    let logged = Logged { state: OpenShiftState::Open, needs_approval: body.needs_approval, findings: Vec::new() };
    let subject = subject(&found.department_name, body.day, code);
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::OPEN_SHIFT_OFFER, subject)
        .rosters_of(body.department_id)
        .after(&logged);
    // The same send may have arrived twice at once.
    let standing = async || {
        let standing = call.db.first(store::GET_OPEN_SHIFT.with(args![id, scope])).await?;
        standing.map_or(Err(taken()), |standing| same(standing, &body)).map(Some)
    };
    let change = Change::new(audit).guarded(insert(id, &body, call.who.caller.person_id()));
    change.or_standing(&call.db, new(id, body.clone()), standing).await
}

/// The shift kind's code, if the offer can be made.
fn check<'a>(found: &'a OfferableRecord, body: &OfferBody, now: LocalTime) -> Result<&'a ShiftCode, Error> {
    let code = found.code.as_ref().ok_or(Error::field("kind_id", FieldCode::NotFound))?;
    if found.start_minute.is_none() {
        return Err(Error::field("kind_id", FieldCode::Inconsistent));
    }
    if has_begun(body.day, found.start_minute, now) {
        return Err(Error::field("day", FieldCode::OutOfRange));
    }
    if found.offers >= MAX_OFFERS {
        return Err(Error::field("day", FieldCode::Taken));
    }
    Ok(code)
}

/// An id that stands for something else.
fn taken() -> Error {
    Error::field("open_shift_id", FieldCode::Taken)
}

/// The offer that stands, if it is the one that is asked for.
fn same(standing: OpenShiftRecord, body: &OfferBody) -> Result<OpenShift, Error> {
    Some(standing.into_shift()).filter(|shift| shift.is(body)).ok_or(taken())
}

fn insert(id: OpenShiftId, body: &OfferBody, by: PersonId) -> Query {
    let OfferBody { department_id, day, kind_id, note, needs_approval } = body;
    store::INSERT_OPEN_SHIFT.named(named![
        id,
        department_id: *department_id,
        day: *day,
        kind_id: *kind_id,
        note,
        needs_approval: *needs_approval,
        offered_by: by,
    ])
}

fn new(id: OpenShiftId, body: OfferBody) -> OpenShift {
    let OfferBody { department_id, day, kind_id, note, needs_approval } = body;
    let state = OpenShiftState::Open;
    OpenShift { id, department_id, day, kind_id, note, needs_approval, state, person_id: None, version: 1 }
}

/// Withdrawing what is withdrawn is no error; what was taken stands in its roster and is changed there.
pub async fn withdraw(call: Call<WithdrawShift>) -> Result<Nothing, Error> {
    let (now, _) = call.who.caller.clock(call.source.now);
    settle(&call.db, async || {
        let query = store::GET_OPEN_SHIFT.with(args![call.path.open_shift_id, call.who.arg()]);
        let found = claim::find(&call.db, query).await?;
        let Some(state) = moved(found.judge(Act::Withdraw, Party::Keeper, now))? else {
            return Ok(Step::Stands(Nothing {}));
        };
        let claim::Found { shift, department_name, code, .. } = &found;
        let caller = &call.who.caller;
        let subject = subject(department_name, shift.day, code);
        let audit = Audit::new(&call.source, caller.person_id(), Action::OPEN_SHIFT_WITHDRAW, subject)
            .rosters_of(shift.department_id)
            .about(shift.person_id)
            .before(&shift.logged(shift.state))
            .after(&shift.logged(state));
        let mut change = Change::new(audit).guarded(claim::free(shift, state));
        if let Some(claimant) = shift.person_id {
            let deed = Deed::of(caller, &call.source);
            change = found.tell_claimant(change, claimant, NoticeKind::ClaimEnded, deed);
        }
        Ok(Step::write(change, Nothing {}))
    })
    .await
}
