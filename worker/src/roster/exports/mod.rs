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
        d1::Change,
        error::Error,
        routes::{Call, Routes},
    },
    shifts,
};
use dianwu_domain::{
    Endpoint, File,
    audit::api::Action,
    calendar::Calendar,
    kernel::contract::rule::ReadRosters,
    roster::api::{ExportRoster, ExportRosterCsv, RosterPath},
};
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

/// A month as both exports show it, with those who belonged to the department in it. The export is logged: it takes names out of the shop.
async fn table<E>(call: &Call<E>) -> Result<Table, Error>
where
    E: Endpoint<Path = RosterPath, Access = ReadRosters>,
{
    let (head, mut sheet) = sheet::read(&call.db, &call.who, call.path).await?;
    // Whoever stands there from before a move, without a shift of theirs, is others' row.
    sheet.people.retain(|person| !person.stays.is_empty() || person.cells.iter().any(|cell| cell.kind.is_some()));
    let rows = call.db.batch(vec![shifts::all(), check::holidays_of(call.path.month)]).await?;
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
