//! The list of people, page by page, and all of it as a workbook.

use super::{organisation, store, workbook};
use crate::kernel::{
    audit::Audit,
    auth::Scoped,
    d1::{Arg, Change, Query, named},
    error::Error,
    routes::Call,
};
use dianwu_domain::{
    FieldCode, File, Page,
    audit::api::Action,
    people::{
        api::{ExportPeople, ListPeople, PeopleQuery, PersonRow, Status},
        search::Wanted,
    },
};

/// Rows of a page.
const PAGE: usize = 100;
/// Most rows of an export: what a worker's memory and a database's answer hold with ease.
const MOST_EXPORTED: usize = 5000;

pub async fn list(call: Call<ListPeople>) -> Result<Page<PersonRow>, Error> {
    let found: Vec<store::PersonRecord> = call.db.all(query(&call.who, &call.query, PAGE + 1)?).await?;
    let has_more = found.len() > PAGE;
    let items: Vec<PersonRow> = found.into_iter().take(PAGE).map(store::PersonRecord::into_row).collect();
    let next = items.last().filter(|_| has_more).map(|last| last.number.to_string());
    Ok(Page { items, next })
}

/// All that the list's filters let through. It is refused rather than cut when it is too long.
pub async fn export(call: Call<ExportPeople>) -> Result<File, Error> {
    let filters = PeopleQuery { after: None, ..call.query };
    let found: Vec<store::PersonRecord> = call.db.all(query(&call.who, &filters, MOST_EXPORTED + 1)?).await?;
    if found.len() > MOST_EXPORTED {
        return Err(Error::field("query", FieldCode::OutOfRange));
    }
    let departments = organisation::departments(&call.db).await?;
    let positions = organisation::positions(&call.db).await?;
    let audit =
        Audit::new(&call.source, call.who.caller.person_id(), Action::PEOPLE_EXPORT, found.len()).after(&filters);
    Change::new(audit).commit(&call.db).await?;

    let people: Vec<_> = found.into_iter().map(store::PersonRecord::into_fields).collect();
    let content = workbook::people(&people, &departments, &positions)?;
    let today = call.who.caller.me.shop.zone.local(call.source.now).day;
    Ok(crate::kernel::workbook::file(format!("人员名单-{today}.xlsx"), content))
}

/// The statement that reads the caller's people through the filters of the list.
fn query(who: &Scoped, filters: &PeopleQuery, most: usize) -> Result<Query, Error> {
    let wanted = filters.q.as_ref().and_then(Wanted::read);
    let (number, name, sound, phone) = match wanted {
        Some(wanted) => (Some(wanted.number), wanted.name, wanted.sound, wanted.phone),
        None => (None, None, None, None),
    };
    let after = filters.after.as_ref().map_or("", |number| number.as_str());
    let departments = match filters.department_id {
        Some(root) => {
            who.require(root)?;
            Arg::json(&who.caller.subtree(root))
        }
        None => who.arg(),
    };
    let mut args = named![after, departments, number, name, sound, phone, most: limit(most)];
    if filters.never_signed_in {
        return Ok(store::LIST_PEOPLE_NEVER_SIGNED_IN.named(args));
    }
    if let (true, None) = (who.reaches_everyone(), filters.department_id) {
        let Some(status) = filters.status else { return Ok(store::LIST_PEOPLE.named(args)) };
        let status = match status {
            Status::Active => "active",
            Status::Left => "left",
        };
        args.extend(named![status]);
        return Ok(store::LIST_PEOPLE_BY_STATUS.named(args));
    }
    let (left_from, left_until) = match filters.status {
        None => ("", "9999-12-31"),
        Some(Status::Active) => ("9999-12-31", "9999-12-31"),
        Some(Status::Left) => ("", "9999-12-30"),
    };
    args.extend(named![left_from, left_until]);
    Ok(store::LIST_PEOPLE_OF_DEPARTMENTS.named(args))
}

fn limit(most: usize) -> Arg {
    Arg::from(u32::try_from(most).unwrap_or(u32::MAX))
}
