//! A day's duty, set by hand.

use super::{
    SwapRecord,
    rota::{Seen, queries},
    store,
    telling::{end_swaps, offered},
};
use crate::{
    kernel::{
        audit::Audit,
        d1::{Change, args},
        error::Error,
        flow::{Step, settle},
        routes::Call,
    },
    notices::Deed,
};
use dianwu_domain::{
    Code, Day, FieldCode,
    audit::api::Action,
    cleaning::api::{DutyBody, DutyDay, SetDuty},
    text::StaffNumber,
};
use serde_json::json;

/// A repeated send finds what it asks for.
pub async fn set(call: Call<SetDuty>) -> Result<DutyDay, Error> {
    let (department_id, day) = (call.path.department_id, call.path.day);
    call.who.require(department_id)?;
    let caller = &call.who.caller;
    let (_, today) = caller.clock(call.source.now);
    if day < today {
        return Err(Error::field("day", FieldCode::OutOfRange));
    }
    let DutyBody { seen: before, person_id: wanted } = call.body;
    let standing = settle(&call.db, async || {
        let mut reading = queries(department_id, day.month(), true);
        reading.push(offered(department_id, today));
        let rows = call.db.batch(reading).await?;
        let (seen, offered): (_, Vec<SwapRecord>) = (Seen::read(&rows)?, rows.take(4)?);
        let standing = seen.duty(day);
        let is_so = standing.map(|duty| (duty.person_id, duty.is_fixed)) == wanted.map(|id| (id, true));
        if is_so {
            return Ok(Step::Stands(Some(seen.day(day))));
        }
        if standing.map(|duty| duty.person_id) != before {
            return Err(Error::new(Code::Stale));
        }
        if wanted.is_some_and(|id| !seen.works(id, day)) {
            return Err(Error::field("person_id", FieldCode::OutOfRange));
        }
        let subject = format!("{} {day}", seen.head.department_name());
        let audit = Audit::new(&call.source, caller.person_id(), Action::DUTY_SET, subject)
            .rosters_of(department_id)
            .about(wanted.into_iter().chain(before))
            .before(&json!({ "duty": standing.map(|duty| duty.number.as_str()) }))
            .after(&json!({ "duty": wanted.and_then(|id| seen.number(id)).map(StaffNumber::as_str) }));
        let write = match (wanted, before) {
            (Some(id), before) => store::SET_DUTY.with(args![department_id, day, id, before]),
            (None, Some(before)) => store::DELETE_DUTY.with(args![department_id, day, before]),
            (None, None) => return Ok(Step::Stands(Some(seen.day(day)))),
        };
        let holder = |changed: Day| (changed == day).then_some(wanted);
        let change = end_swaps(Change::new(audit).guarded(write), &offered, holder, Deed::of(caller, &call.source));
        Ok(Step::write(change, None))
    })
    .await?;
    match standing {
        Some(standing) => Ok(standing),
        None => Ok(Seen::read(&call.db.batch(queries(department_id, day.month(), true)).await?)?.day(day)),
    }
}

impl Seen {
    /// A day as it stands, with people by their places in the month's rota.
    fn day(self, day: Day) -> DutyDay {
        let month = day.month();
        let rota = self.rota(month, true, Vec::new());
        let found = rota.days.into_iter().find(|one| one.day == day);
        found.unwrap_or(DutyDay { day, holder: None, works: Vec::new() })
    }
}
