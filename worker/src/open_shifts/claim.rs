//! Claims, taking them back, and decisions about them. Whoever comes second finds the version gone that they saw; the shift is then looked
//! at anew, and it is somebody else's.

use super::{AskedRecord, Db, Logged, OpenShiftRecord, asked, has_begun, store, subject};
use crate::{
    kernel::{
        audit::Audit,
        d1::{Change, Query, args, named},
        error::Error,
        flow::{Step, moved, settle},
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
    kernel::flow::{self, Party, Verdict},
    notices::api::NoticeKind,
    open_shifts::{
        api::{ClaimShift, DecideClaim, MAX_CLAIMS, Obstacle, OpenShift, OpenShiftState, TakeBackClaim},
        flow::{Act, MOVES},
    },
    text::{Name, ShiftCode},
    worktime::Finding,
};
use serde::Deserialize;

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

    /// Who `person` of its department is to it.
    fn party(&self, person: PersonId) -> Party {
        if self.shift.person_id == Some(person) { Party::Subject } else { Party::Other }
    }

    /// What becomes of an act.
    pub fn judge(&self, act: Act, party: Party, now: LocalTime) -> Verdict<OpenShiftState> {
        flow::judge(MOVES, (act, party), self.shift.state, self.has_begun(now))
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

/// The state as it is stored.
pub const fn code(state: OpenShiftState) -> &'static str {
    match state {
        OpenShiftState::Open => "open",
        OpenShiftState::Claimed => "claimed",
        OpenShiftState::Taken => "taken",
        OpenShiftState::Withdrawn => "withdrawn",
    }
}

/// The guarded statement that moves an open shift on from the version that was seen, to a state without a person.
pub fn free(shift: &OpenShiftRecord, state: OpenShiftState) -> Query {
    store::FREE_OPEN_SHIFT.named(named![id: shift.id, version: shift.version, state: code(state)])
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
    let most = u32::try_from(MAX_CLAIMS).unwrap_or(u32::MAX);
    store::GIVE_OPEN_SHIFT.named(named![
        id: shift.id,
        version: shift.version,
        state: code(state),
        person_id: person,
        judged_from: judged.from_day,
        judged_until: judged.until_day,
        judged_writes: judged.writes,
        claimed_on,
        most,
    ])
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
fn after(shift: OpenShiftRecord, state: OpenShiftState, person_id: Option<PersonId>) -> OpenShift {
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
    settle(&call.db, async || {
        let query = store::FIND_CLAIMABLE.with(args![call.path.open_shift_id, call.who.me.department_id]);
        let rows = call.db.batch(vec![query, asked(me, now)]).await?;
        let found: Found = rows.first(0)?.ok_or(Error::not_found())?;
        let party = found.party(me);
        // Whether it is taken or waits, the same states let it be claimed.
        if moved(found.judge(Act::Take, party, now))?.is_none() {
            return Ok(Step::Stands(found.shift.into_shift()));
        }
        let (seat, judged, findings) = seat(&call.db, &found.shift, me, &call.source).await?;
        let must_wait = found.shift.needs_approval || !findings.is_empty();
        if waits(&found.shift, &rows.take::<AskedRecord>(1)?, must_wait).is_some() {
            return Err(Error::new(Code::NotAllowedNow));
        }
        let act = if must_wait { Act::Ask } else { Act::Take };
        let Some(state) = moved(found.judge(act, party, now))? else {
            return Ok(Step::Stands(found.shift.into_shift()));
        };
        let audit = found.audit(&call.source, me, Action::OPEN_SHIFT_CLAIM).about([me]);
        let deed = Deed::of(&call.who, &call.source);
        let give = |judged| give(&found.shift, state, me, judged, Some(now.day));
        let change = if must_wait {
            let change = Change::new(audit.after(&Logged { findings, ..found.shift.logged(state) }));
            found.tell_claimed(change.guarded(give(judged)), deed)
        } else {
            let change = seat.fill(audit, me, &findings)?.guarded(give(judged.with_one_written()));
            found.tell_taken(change, me, deed)
        };
        Ok(Step::write(change, after(found.shift, state, Some(me))))
    })
    .await
}

/// Taking back what is gone is no error; what was taken stands in its roster and is changed there.
pub async fn take_back(call: Call<TakeBackClaim>) -> Result<Nothing, Error> {
    let me = call.who.person_id();
    let (now, _) = call.who.clock(call.source.now);
    settle(&call.db, async || {
        let query = store::FIND_CLAIMABLE.with(args![call.path.open_shift_id, call.who.me.department_id]);
        let found = find(&call.db, query).await?;
        let Some(state) = moved(found.judge(Act::TakeBack, found.party(me), now))? else {
            return Ok(Step::Stands(Nothing {}));
        };
        let audit = found
            .audit(&call.source, me, Action::OPEN_SHIFT_TAKE_BACK)
            .about([me])
            .before(&found.shift.logged(found.shift.state))
            .after(&found.shift.logged(state));
        let deed = Deed::of(&call.who, &call.source);
        let change = Change::new(audit).guarded(free(&found.shift, state));
        Ok(Step::write(found.tell_claimant(change, me, NoticeKind::ClaimEnded, deed), Nothing {}))
    })
    .await
}

/// A repeated decision finds what it asked for.
pub async fn decide(call: Call<DecideClaim>) -> Result<OpenShift, Error> {
    let me = call.who.caller.person_id();
    let act = if call.body.is_approved { Act::Approve } else { Act::Refuse };
    let (now, _) = call.who.caller.clock(call.source.now);
    settle(&call.db, async || {
        let query = store::GET_OPEN_SHIFT.with(args![call.path.open_shift_id, call.who.arg()]);
        let found = find(&call.db, query).await?;
        if leads_to(act) == Some(found.shift.state) && found.shift.version == call.body.version.saturating_add(1) {
            return Ok(Step::Stands(found.shift.into_shift()));
        }
        if found.shift.version != call.body.version {
            return Err(Error::new(Code::Stale));
        }
        let to = moved(found.judge(act, Party::Keeper, now))?;
        let (Some(state), Some(claimant)) = (to, found.shift.person_id) else {
            return Err(Error::new(Code::NotAllowedNow));
        };
        let audit = found.audit(&call.source, me, Action::OPEN_SHIFT_DECIDE).about([claimant]);
        let deed = Deed::of(&call.who.caller, &call.source);
        let (change, person) = if call.body.is_approved {
            let (seat, judged, findings) = seat(&call.db, &found.shift, claimant, &call.source).await?;
            let give = give(&found.shift, state, claimant, judged.with_one_written(), None);
            (found.tell_taken(seat.fill(audit, me, &findings)?.guarded(give), claimant, deed), Some(claimant))
        } else {
            let audit = audit.before(&found.shift.logged(found.shift.state)).after(&found.shift.logged(state));
            let change = Change::new(audit).guarded(free(&found.shift, state));
            (found.tell_claimant(change, claimant, NoticeKind::ClaimRefused, deed), None)
        };
        Ok(Step::write(change, after(found.shift, state, person)))
    })
    .await
}

/// Where a decision leads.
fn leads_to(act: Act) -> Option<OpenShiftState> {
    MOVES.iter().find(|line| line.act == act).and_then(|line| line.to)
}
