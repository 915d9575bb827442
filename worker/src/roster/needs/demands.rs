//! Demands for heads.

use super::store;
use crate::{
    kernel::{
        audit::Audit,
        d1::{Change, Db, Query, Rows, args, named, optional_minute},
        error::{Error, check, check_version},
        routes::Call,
    },
    people::organisation,
    shifts,
};
use dianwu_domain::{
    Day, DayMinute, DemandId, DepartmentId, FieldCode, Nothing, ShiftKindId,
    audit::api::Action,
    roster::{
        api::{DeleteDemand, DemandPath, ListDemands, MAX_DEMANDS, SaveDemand},
        coverage::{Dates, Demand, DemandFields},
    },
    shifts::slot::Slot,
    text::Name,
};
use serde::Deserialize;

/// A demand's row.
#[derive(Deserialize)]
pub struct DemandRecord {
    id: DemandId,
    kind_id: Option<ShiftKindId>,
    #[serde(deserialize_with = "optional_minute")]
    start_minute: Option<DayMinute>,
    #[serde(deserialize_with = "optional_minute")]
    end_minute: Option<DayMinute>,
    weekdays: u8,
    from_day: Option<Day>,
    until_day: Option<Day>,
    heads: u16,
    version: u32,
}

#[derive(Deserialize)]
struct KindRecord {
    id: ShiftKindId,
}

#[derive(Deserialize)]
struct DepartmentRecord {
    name: Name,
}

impl DemandRecord {
    /// The demand as the contract has it.
    fn into_demand(self) -> Demand {
        let slot = self.start_minute.zip(self.end_minute).map(|(start, end)| Slot { start, end });
        let dates = self.from_day.zip(self.until_day).map(|(from, until)| Dates { from, until });
        let fields = DemandFields { kind_id: self.kind_id, slot, weekdays: self.weekdays, dates, heads: self.heads };
        Demand { id: self.id, fields, version: self.version }
    }
}

/// Reads a department's demands.
pub fn demands_of(department_id: DepartmentId) -> Query {
    store::LIST_DEMANDS.with(args![department_id])
}

/// The demands that [`demands_of`] found, in the order in which they were made.
pub fn demands(rows: &Rows, place: usize) -> Result<Vec<Demand>, Error> {
    let rows: Vec<DemandRecord> = rows.take(place)?;
    let mut demands: Vec<Demand> = rows.into_iter().map(DemandRecord::into_demand).collect();
    demands.sort_by_key(|demand| demand.id);
    Ok(demands)
}

async fn standing(db: &Db, department_id: DepartmentId) -> Result<Vec<Demand>, Error> {
    demands(&db.batch(vec![demands_of(department_id)]).await?, 0)
}

/// All of a department.
pub async fn list(call: Call<ListDemands>) -> Result<Vec<Demand>, Error> {
    call.who.require(call.path.department_id)?;
    standing(&call.db, call.path.department_id).await
}

/// Version 0 creates. A repeated send finds what it asks for and is answered like the first.
pub async fn save(call: Call<SaveDemand>) -> Result<Demand, Error> {
    let DemandPath { department_id, demand_id: id } = call.path;
    call.who.require(department_id)?;
    let (version, fields) = (call.body.version, call.body.fields);
    check(fields.check())?;
    let rows =
        call.db.batch(vec![demands_of(department_id), shifts::codes(), organisation::named(department_id)]).await?;
    let all = demands(&rows, 0)?;
    let before = all.iter().find(|demand| demand.id == id);
    if let Some(same) = before.filter(|demand| demand.fields == fields) {
        return Ok(*same);
    }
    check_version(before.map(|demand| demand.version), version)?;
    if before.is_none() && all.len() >= MAX_DEMANDS {
        return Err(Error::field("fields", FieldCode::TooLong(MAX_DEMANDS)));
    }
    if let Some(kind_id) = fields.kind_id
        && !rows.take::<KindRecord>(1)?.iter().any(|kind| kind.id == kind_id)
    {
        return Err(Error::field("fields.kind_id", FieldCode::NotFound));
    }
    let department: DepartmentRecord = rows.first(2)?.ok_or(Error::not_found())?;
    let mut audit = Audit::new(&call.source, call.who.caller.person_id(), Action::DEMAND_SAVE, department.name)
        .rosters_of(department_id);
    if let Some(demand) = before {
        audit = audit.before(&demand.fields);
    }
    let change = Change::new(audit.after(&fields)).guarded(write(department_id, id, version, &fields));
    let same = |demand: &Demand| demand.id == id && demand.fields == fields;
    let now = async || Ok(standing(&call.db, department_id).await?.into_iter().find(same));
    change.or_standing(&call.db, Demand { id, fields, version: version + 1 }, now).await
}

fn write(department_id: DepartmentId, id: DemandId, version: u32, fields: &DemandFields) -> Query {
    let args = named![
        id,
        department_id,
        kind_id: fields.kind_id,
        start_minute: fields.slot.map(|slot| slot.start),
        end_minute: fields.slot.map(|slot| slot.end),
        weekdays: fields.weekdays,
        from_day: fields.dates.map(|dates| dates.from),
        until_day: fields.dates.map(|dates| dates.until),
        heads: fields.heads,
        version,
    ];
    if version == 0 { store::INSERT_DEMAND.named(args) } else { store::UPDATE_DEMAND.named(args) }
}

/// Deleting what is gone is no error.
pub async fn delete(call: Call<DeleteDemand>) -> Result<Nothing, Error> {
    let DemandPath { department_id, demand_id } = call.path;
    call.who.require(department_id)?;
    let rows = call.db.batch(vec![demands_of(department_id), organisation::named(department_id)]).await?;
    let Some(before) = demands(&rows, 0)?.into_iter().find(|demand| demand.id == demand_id) else {
        return Ok(Nothing {});
    };
    let department: DepartmentRecord = rows.first(1)?.ok_or(Error::not_found())?;
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::DEMAND_DELETE, department.name)
        .rosters_of(department_id);
    let change = Change::new(audit.before(&before.fields));
    change.guarded(store::DELETE_DEMAND.with(args![demand_id, department_id])).delete(&call.db).await
}
