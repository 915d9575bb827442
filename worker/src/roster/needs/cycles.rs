//! Cycles of shifts.

use super::store;
use crate::{
    kernel::{
        audit::Audit,
        d1::{Arg, Change, Db, args},
        error::{Error, check, check_version},
        routes::Call,
    },
    shifts,
};
use dianwu_domain::{
    CycleId, FieldCode, FieldError, Nothing, ShiftKindId,
    audit::api::Action,
    roster::{
        api::{DeleteCycle, ListCycles, MAX_CYCLES, SaveCycle},
        cycle::{Cycle, CycleFields},
    },
    text::{Name, fold},
};
use serde::Deserialize;

/// A cycle's row.
#[derive(Deserialize)]
struct CycleRecord {
    id: CycleId,
    name: Name,
    days: String,
    version: u32,
}

#[derive(Deserialize)]
struct KindRecord {
    id: ShiftKindId,
}

impl CycleRecord {
    fn read(self) -> Result<Cycle, Error> {
        let days = serde_json::from_str(&self.days)
            .map_err(|error| Error::internal(format!("days of cycle {}: {error}", self.id)))?;
        Ok(Cycle { id: self.id, fields: CycleFields { name: self.name, days }, version: self.version })
    }
}

async fn standing(db: &Db) -> Result<Vec<Cycle>, Error> {
    let rows: Vec<CycleRecord> = db.all(store::LIST_CYCLES.with(args![])).await?;
    let mut cycles = rows.into_iter().map(CycleRecord::read).collect::<Result<Vec<_>, _>>()?;
    cycles.sort_by(|a, b| a.fields.name.cmp(&b.fields.name));
    Ok(cycles)
}

/// All of the shop.
pub async fn list(call: Call<ListCycles>) -> Result<Vec<Cycle>, Error> {
    standing(&call.db).await
}

/// Days that name a shift kind that does not exist.
fn unknown_kinds(fields: &CycleFields, kinds: &[KindRecord]) -> Vec<FieldError> {
    let is_known = |wanted: ShiftKindId| kinds.iter().any(|kind| kind.id == wanted);
    let wrong = fields.days.iter().enumerate().filter(|(_, kind)| kind.is_some_and(|kind| !is_known(kind)));
    wrong.map(|(day, _)| FieldError { field: format!("fields.days[{day}]"), code: FieldCode::NotFound }).collect()
}

/// Version 0 creates. A repeated send finds what it asks for and is answered like the first.
pub async fn save(call: Call<SaveCycle>) -> Result<Cycle, Error> {
    let (id, version, fields) = (call.path.cycle_id, call.body.version, call.body.fields);
    check(fields.check())?;
    let all = standing(&call.db).await?;
    let before = all.iter().find(|cycle| cycle.id == id);
    if let Some(same) = before.filter(|cycle| cycle.fields == fields) {
        return Ok(same.clone());
    }
    check_version(before.map(|cycle| cycle.version), version)?;
    if before.is_none() && all.len() >= MAX_CYCLES {
        return Err(Error::field("fields", FieldCode::TooLong(MAX_CYCLES)));
    }
    check(unknown_kinds(&fields, &call.db.all(shifts::codes()).await?))?;
    let mut audit = Audit::new(&call.source, call.who.caller.person_id(), Action::CYCLE_SAVE, &fields.name);
    if let Some(cycle) = before {
        audit = audit.before(&cycle.fields);
    }
    let (days, key) = (Arg::json(&fields.days), fold(fields.name.as_str()));
    let write = match version {
        0 => store::INSERT_CYCLE.with(args![id, &fields.name, days, key]),
        _ => store::UPDATE_CYCLE.with(args![id, &fields.name, days, key, version]),
    };
    let change = Change::new(audit.after(&fields)).guarded(write);
    let written = Cycle { id, fields: fields.clone(), version: version + 1 };
    let same = |cycle: &Cycle| cycle.id == id && cycle.fields == fields;
    change.or_standing(&call.db, written, async || Ok(standing(&call.db).await?.into_iter().find(same))).await
}

/// Deleting what is gone is no error.
pub async fn delete(call: Call<DeleteCycle>) -> Result<Nothing, Error> {
    let id = call.path.cycle_id;
    let Some(before) = standing(&call.db).await?.into_iter().find(|cycle| cycle.id == id) else {
        return Ok(Nothing {});
    };
    let actor = call.who.caller.person_id();
    let audit = Audit::new(&call.source, actor, Action::CYCLE_DELETE, &before.fields.name).before(&before.fields);
    Change::new(audit).guarded(store::DELETE_CYCLE.with(args![id])).delete(&call.db).await
}
