//! Claims and decisions about them. Whoever comes second finds the version gone that they saw; the shift is then looked
//! at anew, and it is somebody else's.

use super::{
    super::{
        edit::Seat,
        planning::{self, Judged},
        view,
    },
    Db, OpenShiftRecord, has_begun, store, subject,
};
use crate::kernel::{
    audit::Audit,
    d1::{Change, Query, args},
    error::Error,
    routes::{Call, Source},
};
use dianwu_domain::{
    Code, LocalTime, PersonId,
    audit::api::Action,
    roster::api::{ClaimShift, DecideClaim, OpenShift, OpenShiftState},
    text::{Name, ShiftCode},
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
    start_minute: Option<u16>,
}

impl Found {
    fn has_begun(&self, now: LocalTime) -> bool {
        has_begun(self.shift.day, self.start_minute, now)
    }

    fn audit(&self, source: &Source, actor: PersonId, action: Action) -> Audit {
        Audit::new(source, actor, action, subject(&self.department_name, self.shift.day, &self.code))
    }
}

/// Reads an open shift in scope.
///
/// # Errors
/// [`Code::NotFound`], or as [`Db::batch`].
pub async fn find(db: &Db, query: Query) -> Result<Found, Error> {
    db.first(query).await?.ok_or(Error::not_found())
}

/// The guarded statement that moves an open shift on from the version that was seen, as long as what a person was judged
/// by holds.
pub fn to(shift: &OpenShiftRecord, state: OpenShiftState, person: Option<PersonId>, judged: Option<Judged>) -> Query {
    let state = match state {
        OpenShiftState::Open => "open",
        OpenShiftState::Claimed => "claimed",
        OpenShiftState::Taken => "taken",
        OpenShiftState::Withdrawn => "withdrawn",
    };
    store::MOVE_OPEN_SHIFT.with(args![
        shift.id,
        shift.version,
        state,
        person,
        judged.map(|judged| judged.from_day),
        judged.map(|judged| judged.until_day),
        judged.map(|judged| judged.writes),
    ])
}

/// The open shift after it.
fn moved(shift: OpenShiftRecord, state: OpenShiftState, person_id: Option<PersonId>) -> OpenShift {
    OpenShift { state, person_id, version: shift.version + 1, ..shift.into_shift() }
}

/// The cell that a person would fill, if nothing stands against it, and what that was judged by.
async fn seat(db: &Db, shift: &OpenShiftRecord, person: PersonId, source: &Source) -> Result<(Seat, Judged), Error> {
    let seat = Seat::read(db, shift.department_id, (person, shift.day, shift.kind_id), source.now).await?;
    if seat.has_work() || !seat.is_open() {
        return Err(Error::new(Code::NotAllowedNow));
    }
    let judged = planning::require_keeps_rules(db, shift.department_id, person, shift.day, shift.kind_id).await?;
    Ok((seat, judged))
}

/// The first of two claims succeeds; a repeated one succeeds again.
pub async fn claim(call: Call<ClaimShift>) -> Result<OpenShift, Error> {
    let me = call.who.person_id();
    let (now, _) = view::clock(&call.who, call.source.now);
    for _ in 0..ATTEMPTS {
        let query = store::FIND_CLAIMABLE.with(args![call.path.open_shift_id, call.who.me.department_id]);
        let found = find(&call.db, query).await?;
        match found.shift.state {
            OpenShiftState::Claimed | OpenShiftState::Taken if found.shift.person_id == Some(me) => {
                return Ok(found.shift.into_shift());
            }
            OpenShiftState::Open if !found.has_begun(now) => {}
            _ => return Err(Error::new(Code::NotAllowedNow)),
        }
        let (seat, judged) = seat(&call.db, &found.shift, me, &call.source).await?;
        let audit = found.audit(&call.source, me, Action::OpenShiftClaim);
        let (change, state, judged) = match found.shift.needs_approval {
            true => {
                let change = Change::new(audit.after(&found.shift.logged(OpenShiftState::Claimed)));
                (change, OpenShiftState::Claimed, judged)
            }
            false => (seat.fill(audit, me)?, OpenShiftState::Taken, judged.with_one_written()),
        };
        match change.guarded(to(&found.shift, state, Some(me), Some(judged))).commit(&call.db).await {
            Err(error) if error.is_stale() => {}
            written => return written.map(|_| moved(found.shift, state, Some(me))),
        }
    }
    Err(Error::new(Code::Unavailable))
}

/// A repeated decision finds what it asked for.
pub async fn decide(call: Call<DecideClaim>) -> Result<OpenShift, Error> {
    let me = call.who.caller.person_id();
    let wanted = if call.body.is_approved { OpenShiftState::Taken } else { OpenShiftState::Open };
    let (now, _) = view::clock(&call.who.caller, call.source.now);
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
        let audit = found.audit(&call.source, me, Action::OpenShiftDecide);
        let (change, person, judged) = match call.body.is_approved {
            true if found.has_begun(now) => return Err(Error::new(Code::NotAllowedNow)),
            true => {
                let (seat, judged) = seat(&call.db, &found.shift, claimant, &call.source).await?;
                (seat.fill(audit, me)?, Some(claimant), Some(judged.with_one_written()))
            }
            false => {
                let logged = |state| found.shift.logged(state);
                (
                    Change::new(audit.before(&logged(OpenShiftState::Claimed)).after(&logged(OpenShiftState::Open))),
                    None,
                    None,
                )
            }
        };
        match change.guarded(to(&found.shift, wanted, person, judged)).commit(&call.db).await {
            Err(error) if error.is_stale() => {}
            written => return written.map(|_| moved(found.shift, wanted, person)),
        }
    }
    Err(Error::new(Code::Unavailable))
}
