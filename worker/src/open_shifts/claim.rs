//! Claims, taking them back, and decisions about them. Whoever comes second finds the version gone that they saw; the shift is then looked
//! at anew, and it is somebody else's.

use super::{AskedRecord, Db, Logged, OpenShiftRecord, asked, has_begun, store, subject};
use crate::{
    kernel::{
        audit::Audit,
        d1::{Change, Query, args},
        error::Error,
        routes::{Call, Source},
    },
    notices::Deed,
    roster::{
        Seat,
        check::{self, Judged},
    },
};
use dianwu_domain::{
    Code, Day, LocalTime, Nothing, PersonId,
    audit::api::Action,
    notices::api::NoticeKind,
    open_shifts::api::{ClaimShift, DecideClaim, MAX_CLAIMS, Obstacle, OpenShift, OpenShiftState, TakeBackClaim},
    text::{Name, ShiftCode},
    worktime::Finding,
};
use serde::Deserialize;

/// How often a shift is looked at anew while others write it.
pub const ATTEMPTS: usize = 5;

/// An open shift with what a decision about it needs.
#[derive(Deserialize)]
pub struct Found {
    /// The open shift.
    #[serde(flatten)]
    pub shift: OpenShiftRecord,
    /// Its department's name.
    pub department_name: Name,
    /// Its shift kind's code.
    pub code: ShiftCode,
    /// When it begins.
    pub start_minute: Option<u16>,
    /// Who offered it.
    pub offered_by: Option<PersonId>,
}

impl Found {
    fn has_begun(&self, now: LocalTime) -> bool {
        has_begun(self.shift.day, self.start_minute, now)
    }

    fn audit(&self, source: &Source, actor: PersonId, action: Action) -> Audit {
        Audit::new(source, actor, action, subject(&self.department_name, self.shift.day, &self.code))
            .rosters_of(self.shift.department_id)
    }
}

/// Reads an open shift in scope.
///
/// # Errors
/// [`Code::NotFound`], or as [`Db::batch`].
pub async fn find(db: &Db, query: Query) -> Result<Found, Error> {
    db.first(query).await?.ok_or(Error::not_found())
}

const fn code(state: OpenShiftState) -> &'static str {
    match state {
        OpenShiftState::Open => "open",
        OpenShiftState::Claimed => "claimed",
        OpenShiftState::Taken => "taken",
        OpenShiftState::Withdrawn => "withdrawn",
    }
}

/// The guarded statement that moves an open shift on from the version that was seen, to a state without a person.
pub fn free(shift: &OpenShiftRecord, state: OpenShiftState) -> Query {
    store::FREE_OPEN_SHIFT.with(args![shift.id, shift.version, code(state)])
}

/// The guarded statement that gives an open shift, at the version that was seen, to a person, as long as what they were
/// judged by holds. `claimed_on` is the day of a claim; a decision has none.
pub fn give(
    shift: &OpenShiftRecord,
    state: OpenShiftState,
    person: PersonId,
    judged: Judged,
    claimed_on: Option<Day>,
) -> Query {
    let Judged { from_day, until_day, writes } = judged;
    let most = u32::try_from(MAX_CLAIMS).unwrap_or(u32::MAX);
    let (id, version) = (shift.id, shift.version);
    store::GIVE_OPEN_SHIFT.with(args![id, version, code(state), person, from_day, until_day, writes, claimed_on, most])
}

/// What rules a claim out because of those that somebody has made and that wait. `must_wait` tells of this one: its shift
/// needs approval, or the rules warn of it.
pub fn waits(shift: &OpenShiftRecord, asked: &[AskedRecord], must_wait: bool) -> Option<Obstacle> {
    if asked.iter().any(|other| other.day == shift.day) {
        return Some(Obstacle::Asked);
    }
    (must_wait && asked.len() >= MAX_CLAIMS).then_some(Obstacle::AskedTooOften)
}

/// The open shift after it.
fn moved(shift: OpenShiftRecord, state: OpenShiftState, person_id: Option<PersonId>) -> OpenShift {
    OpenShift { state, person_id, version: shift.version + 1, ..shift.into_shift() }
}

/// The cell that a person would fill, if nothing stands against it, what that was judged by, and what the rules warn of.
async fn seat(
    db: &Db,
    shift: &OpenShiftRecord,
    person: PersonId,
    source: &Source,
) -> Result<(Seat, Judged, Vec<Finding>), Error> {
    let seat = Seat::read(db, shift.department_id, (person, shift.day, shift.kind_id), source.now).await?;
    if seat.has_work() || !seat.is_open() {
        return Err(Error::new(Code::NotAllowedNow));
    }
    let (judged, warnings) =
        check::require_keeps_rules(db, shift.department_id, person, shift.day, shift.kind_id).await?;
    Ok((seat, judged, warnings))
}

/// The first of two claims succeeds; a repeated one succeeds again. What the rules warn of waits for approval, also
/// where the first one takes the shift: the guard asks whether what was judged still stands.
pub async fn claim(call: Call<ClaimShift>) -> Result<OpenShift, Error> {
    let me = call.who.person_id();
    let (now, _) = call.who.clock(call.source.now);
    for _ in 0..ATTEMPTS {
        let query = store::FIND_CLAIMABLE.with(args![call.path.open_shift_id, call.who.me.department_id]);
        let rows = call.db.batch(vec![query, asked(me, now)]).await?;
        let found: Found = rows.first(0)?.ok_or(Error::not_found())?;
        match found.shift.state {
            OpenShiftState::Claimed | OpenShiftState::Taken if found.shift.person_id == Some(me) => {
                return Ok(found.shift.into_shift());
            }
            OpenShiftState::Open if !found.has_begun(now) => {}
            _ => return Err(Error::new(Code::NotAllowedNow)),
        }
        let (seat, judged, findings) = seat(&call.db, &found.shift, me, &call.source).await?;
        let must_wait = found.shift.needs_approval || !findings.is_empty();
        if waits(&found.shift, &rows.take::<AskedRecord>(1)?, must_wait).is_some() {
            return Err(Error::new(Code::NotAllowedNow));
        }
        let audit = found.audit(&call.source, me, Action::OpenShiftClaim).about([me]);
        let deed = Deed::of(&call.who, &call.source);
        let give = |state, judged| give(&found.shift, state, me, judged, Some(now.day));
        let (change, state) = if must_wait {
            let state = OpenShiftState::Claimed;
            let change = Change::new(audit.after(&Logged { findings, ..found.shift.logged(state) }));
            (found.tell_claimed(change.guarded(give(state, judged)), deed), state)
        } else {
            let state = OpenShiftState::Taken;
            let change = seat.fill(audit, me, &findings)?.guarded(give(state, judged.with_one_written()));
            (found.tell_taken(change, me, deed), state)
        };
        match change.commit(&call.db).await {
            Err(error) if error.is_stale() => {}
            written => return written.map(|_| moved(found.shift, state, Some(me))),
        }
    }
    Err(Error::new(Code::Unavailable))
}

/// Taking back what is gone is no error; what was taken stands in its roster and is changed there.
pub async fn take_back(call: Call<TakeBackClaim>) -> Result<Nothing, Error> {
    let me = call.who.person_id();
    for _ in 0..ATTEMPTS {
        let query = store::FIND_CLAIMABLE.with(args![call.path.open_shift_id, call.who.me.department_id]);
        let found = find(&call.db, query).await?;
        match found.shift.state {
            OpenShiftState::Claimed if found.shift.person_id == Some(me) => {}
            OpenShiftState::Taken if found.shift.person_id == Some(me) => return Err(Error::new(Code::NotAllowedNow)),
            _ => return Ok(Nothing {}),
        }
        let audit = found
            .audit(&call.source, me, Action::OpenShiftTakeBack)
            .about([me])
            .before(&found.shift.logged(OpenShiftState::Claimed))
            .after(&found.shift.logged(OpenShiftState::Open));
        let deed = Deed::of(&call.who, &call.source);
        let change = Change::new(audit).guarded(free(&found.shift, OpenShiftState::Open));
        match found.tell_claimant(change, me, NoticeKind::ClaimEnded, deed).commit(&call.db).await {
            // It was decided meanwhile: look again.
            Err(error) if error.is_stale() => {}
            written => return written.map(|_| Nothing {}),
        }
    }
    Err(Error::new(Code::Unavailable))
}

/// A repeated decision finds what it asked for.
pub async fn decide(call: Call<DecideClaim>) -> Result<OpenShift, Error> {
    let me = call.who.caller.person_id();
    let wanted = if call.body.is_approved { OpenShiftState::Taken } else { OpenShiftState::Open };
    let (now, _) = call.who.caller.clock(call.source.now);
    for _ in 0..ATTEMPTS {
        let query = store::GET_OPEN_SHIFT.with(args![call.path.open_shift_id, call.who.arg()]);
        let found = find(&call.db, query).await?;
        if found.shift.state == wanted && found.shift.version == call.body.version.saturating_add(1) {
            return Ok(found.shift.into_shift());
        }
        if found.shift.version != call.body.version {
            return Err(Error::new(Code::Stale));
        }
        let (OpenShiftState::Claimed, Some(claimant)) = (found.shift.state, found.shift.person_id) else {
            return Err(Error::new(Code::NotAllowedNow));
        };
        let audit = found.audit(&call.source, me, Action::OpenShiftDecide).about([claimant]);
        let deed = Deed::of(&call.who.caller, &call.source);
        let (change, person) = match call.body.is_approved {
            true if found.has_begun(now) => return Err(Error::new(Code::NotAllowedNow)),
            true => {
                let (seat, judged, findings) = seat(&call.db, &found.shift, claimant, &call.source).await?;
                let give = give(&found.shift, wanted, claimant, judged.with_one_written(), None);
                (found.tell_taken(seat.fill(audit, me, &findings)?.guarded(give), claimant, deed), Some(claimant))
            }
            false => {
                let logged = |state| found.shift.logged(state);
                let audit = audit.before(&logged(OpenShiftState::Claimed)).after(&logged(wanted));
                let change = Change::new(audit).guarded(free(&found.shift, wanted));
                (found.tell_claimant(change, claimant, NoticeKind::ClaimRefused, deed), None)
            }
        };
        match change.commit(&call.db).await {
            Err(error) if error.is_stale() => {}
            written => return written.map(|_| moved(found.shift, wanted, person)),
        }
    }
    Err(Error::new(Code::Unavailable))
}
