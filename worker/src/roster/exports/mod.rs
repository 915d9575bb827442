//! What leaves a roster: workbooks and tables for managers, calendar feeds for staff.

mod csv;
mod feed;
pub mod store;
mod table;
#[cfg(test)]
mod tests;
mod workbook;

pub use feed::end_feed;

use super::{check, sheet};
use crate::{
    kernel::{
        audit::Audit,
        d1::{Arg, Change, args},
        error::Error,
        routes::{Call, Routes},
    },
    shifts,
};
use dianwu_domain::{
    Endpoint, File, PersonId,
    audit::api::Action,
    calendar::Calendar,
    kernel::contract::rule::ReadRosters,
    roster::api::{ExportRoster, ExportRosterCsv, RosterPath, SheetPerson},
};
use serde::Deserialize;
use table::Table;

/// Adds the routes.
pub fn routes(routes: &mut Routes) {
    routes.add(xlsx);
    routes.add(csv);
    routes.add(feed::get);
    routes.add(feed::create);
    routes.add(feed::revoke);
    routes.add(feed::read);
}

#[derive(Deserialize)]
struct PersonRecord {
    id: PersonId,
}

/// A month as both exports show it, with those who belonged to the department in it. The export is logged: it takes names out of the shop.
async fn table<E>(call: &Call<E>) -> Result<Table, Error>
where
    E: Endpoint<Path = RosterPath, Access = ReadRosters>,
{
    let (head, mut sheet) = sheet::read(&call.db, &call.who, call.path).await?;
    let RosterPath { department_id, month } = call.path;
    let has_shift = |person: &SheetPerson| person.cells.iter().any(|cell| cell.kind.is_some());
    let idle: Vec<_> = sheet.people.iter().filter(|person| !has_shift(person)).map(|person| person.id).collect();
    let unplanned = store::LIST_UNPLANNED.with(args![Arg::json(&idle), department_id, month.first(), month.last()]);
    let rows = call.db.batch(vec![shifts::all(), check::holidays_of(month), unplanned]).await?;
    let unplanned: Vec<PersonRecord> = rows.take(2)?;
    sheet.people.retain(|person| has_shift(person) || unplanned.iter().any(|other| other.id == person.id));
    let audit =
        Audit::new(&call.source, call.who.caller.person_id(), Action::ROSTER_EXPORT, head.subject(call.path.month))
            .rosters_of(call.path.department_id);
    Change::new(audit).commit(&call.db).await?;
    Ok(Table {
        department: head.department_name(),
        kinds: shifts::read(&rows, 0)?,
        calendar: Calendar::new(rows.take(1)?),
        zone: call.who.caller.me.shop.zone,
        sheet,
    })
}

/// The month as a workbook.
async fn xlsx(call: Call<ExportRoster>) -> Result<File, Error> {
    let table = table(&call).await?;
    Ok(crate::kernel::workbook::file(table.file_name("xlsx"), table.workbook()?))
}

/// The month as CSV.
async fn csv(call: Call<ExportRosterCsv>) -> Result<File, Error> {
    let table = table(&call).await?;
    let media_type = "text/csv; charset=utf-8".to_owned();
    Ok(File { name: table.file_name("csv"), media_type, content: table.csv().into_bytes() })
}
