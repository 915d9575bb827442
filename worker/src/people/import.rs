//! Importing people from a file: a preview that writes nothing, and the writing of its rows, all or nothing.

use super::{organisation, sheet, store, workbook};
use crate::kernel::{
    audit::Audit,
    auth::Scoped,
    d1::{Arg, Change, Db, args},
    error::{Error, check},
    routes::Call,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use dianwu_domain::{
    Code, FieldCode, FieldError, File,
    audit::api::Action,
    people::{
        api::{ImportDone, ImportPeople, ImportTemplate, PreviewImport},
        import::{self, ImportPreview, ImportRow},
        judge::{self, Known},
    },
    text::{Phone, StaffNumber},
};
use serde_json::json;
use std::collections::HashSet;

pub async fn preview(call: Call<PreviewImport>) -> Result<ImportPreview, Error> {
    let bytes = STANDARD.decode(call.body.content.trim()).map_err(|_| Error::field("content", FieldCode::BadFormat))?;
    if bytes.len() > import::MAX_BYTES {
        return Err(Error::field("content", FieldCode::TooLong(import::MAX_BYTES)));
    }
    let too_many = || Error::field("rows", FieldCode::TooLong(import::MAX_ROWS));
    let lines = sheet::read(&bytes).map_err(|reason| match reason {
        sheet::Unreadable::NotASheet => Error::field("content", FieldCode::BadFormat),
        sheet::Unreadable::TooManyRows => too_many(),
    })?;
    let laid_out = import::lay_out(&lines);
    if laid_out.rows.len() > import::MAX_ROWS {
        return Err(too_many());
    }
    let (numbers, phones) = judge::keys(&laid_out.rows);
    let (numbers, phones) = taken(&call.db, &numbers, &phones).await?;
    let departments = organisation::departments(&call.db).await?;
    let positions = organisation::positions(&call.db).await?;
    let known = Known {
        departments: &departments,
        reachable: &call.who.departments,
        positions: &positions,
        numbers: &numbers,
        phones: &phones,
    };
    let rows = judge::judge(&laid_out.rows, &known);
    Ok(ImportPreview { missing_columns: laid_out.missing_columns, unknown_columns: laid_out.unknown_columns, rows })
}

/// Those of the numbers and phones that somebody has, whoever it is.
async fn taken(
    db: &Db,
    numbers: &[StaffNumber],
    phones: &[Phone],
) -> Result<(HashSet<StaffNumber>, HashSet<Phone>), Error> {
    let rows = db
        .batch(vec![
            store::FIND_NUMBERS.with(vec![Arg::json(&numbers)]),
            store::FIND_PHONES.with(vec![Arg::json(&phones)]),
        ])
        .await?;
    let numbers = rows.take::<store::NumberRecord>(0)?.into_iter().map(|row| row.number).collect();
    let phones = rows.take::<store::PhoneRecord>(1)?.into_iter().map(|row| row.phone).collect();
    Ok((numbers, phones))
}

/// Writes the rows as if nobody had previewed them: everything is judged again. Nobody gets a password, because
/// hashing hundreds would take a worker longer than it may; HR gives each their one-time code.
pub async fn write(call: Call<ImportPeople>) -> Result<ImportDone, Error> {
    let rows = call.body.rows;
    if rows.is_empty() {
        return Err(Error::field("rows", FieldCode::Required));
    }
    if rows.len() > import::MAX_ROWS {
        return Err(Error::field("rows", FieldCode::TooLong(import::MAX_ROWS)));
    }
    if is_there(&call.db, &call.who, &rows).await? {
        return Ok(ImportDone { created: 0 });
    }
    check(problems(&call.db, &call.who, &rows).await?)?;
    let numbers: Vec<&StaffNumber> = rows.iter().map(|row| &row.fields.number).collect();
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::PeopleImport, rows.len())
        .after(&json!({ "numbers": numbers }));
    let insert = store::insert(rows.iter().map(|row| (row.id, &row.fields)), call.source.now);
    match Change::new(audit).with(insert).commit(&call.db).await {
        // Somebody has just taken a number, a phone or an id; it may have been the same send.
        Err(error) if error.code() == Code::InvalidField => {
            if is_there(&call.db, &call.who, &rows).await? {
                return Ok(ImportDone { created: 0 });
            }
            check(problems(&call.db, &call.who, &rows).await?)?;
            Err(error)
        }
        written => written.map(|_| ImportDone { created: u32::try_from(rows.len()).unwrap_or(u32::MAX) }),
    }
}

/// Whether everybody is there already as asked for: the same send once more.
async fn is_there(db: &Db, who: &Scoped, rows: &[ImportRow]) -> Result<bool, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let found: Vec<store::PersonRecord> = db.all(store::FIND_PEOPLE.with(args![Arg::json(&ids), who.arg()])).await?;
    let found: Vec<_> = found.into_iter().map(|record| (record.id, record.into_fields())).collect();
    Ok(rows.iter().all(|row| found.iter().any(|(id, fields)| *id == row.id && *fields == row.fields)))
}

/// What is wrong with rows, by the path of each field.
async fn problems(db: &Db, who: &Scoped, rows: &[ImportRow]) -> Result<Vec<FieldError>, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let found: Vec<store::PersonRecord> = db.all(store::FIND_PEOPLE.with(args![Arg::json(&ids), who.arg()])).await?;
    let mut ids: HashSet<_> = found.iter().map(|record| record.id).collect();
    let numbers: Vec<_> = rows.iter().map(|row| row.fields.number.clone()).collect();
    let phones: Vec<_> = rows.iter().filter_map(|row| row.fields.phone.clone()).collect();
    let (mut numbers, mut phones) = taken(db, &numbers, &phones).await?;
    let positions = organisation::positions(db).await?;

    let mut errors = Vec::new();
    for (place, ImportRow { id, fields }) in rows.iter().enumerate() {
        let unknown_position = |id| positions.iter().all(|position| position.id != id);
        let wrong = [
            (!ids.insert(*id), "id", FieldCode::Taken),
            (!numbers.insert(fields.number.clone()), "fields.number", FieldCode::Taken),
            (fields.phone.clone().is_some_and(|phone| !phones.insert(phone)), "fields.phone", FieldCode::Taken),
            (!who.departments.contains(&fields.department_id), "fields.department_id", FieldCode::NotFound),
            (fields.position_id.is_some_and(unknown_position), "fields.position_id", FieldCode::NotFound),
        ];
        let mut wrong: Vec<_> = wrong
            .into_iter()
            .filter(|(is_wrong, ..)| *is_wrong)
            .map(|(_, field, code)| (field.to_owned(), code))
            .collect();
        wrong.extend(fields.check().into_iter().map(|error| (format!("fields.{}", error.field), error.code)));
        errors.extend(
            wrong.into_iter().map(|(field, code)| FieldError { field: format!("rows[{place}].{field}"), code }),
        );
    }
    Ok(errors)
}

pub async fn template(call: Call<ImportTemplate>) -> Result<File, Error> {
    let departments = organisation::departments(&call.db).await?;
    let positions = organisation::positions(&call.db).await?;
    Ok(crate::kernel::workbook::file("people-import.xlsx".to_owned(), workbook::template(&departments, &positions)?))
}
