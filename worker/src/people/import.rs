//! Importing people from a file: a preview that writes nothing, and the writing of the rows that were chosen, all of
//! them or none.

use super::{history, organisation, spreadsheet, store, workbook};
use crate::{
    kernel::{
        audit::Audit,
        auth::Scoped,
        d1::{Arg, Change, Db, args},
        error::{Error, check},
        routes::Call,
    },
    notices::Deed,
    people::departure::Asked,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use dianwu_domain::{
    Code, Day, DepartmentId, FieldCode, FieldError, File, Permission, PersonId,
    audit::api::Action,
    people::{
        api::{
            ImportBody, ImportDone, ImportPeople, ImportRejects, ImportTemplate, PersonFields, PreviewImport, Status,
        },
        employment::Employment,
        import::{self, ImportPreview, ImportRow, ImportUpdate, Mark},
        judge::{self, Known, KnownPerson},
    },
    text::{Phone, StaffNumber},
};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// Longest cell and longest reasons of a row that was left out.
const LONGEST_CELL: usize = 400;
const LONGEST_REASONS: usize = 1000;
const LONGEST_HEADING: usize = 40;

pub async fn preview(call: Call<PreviewImport>) -> Result<ImportPreview, Error> {
    let content = |code| Error::field("content", code);
    let bytes = STANDARD.decode(call.body.content.trim()).map_err(|_| content(FieldCode::BadFormat))?;
    if bytes.len() > import::MAX_BYTES {
        return Err(content(FieldCode::TooLong(import::MAX_BYTES)));
    }
    let too_many = || Error::field("rows", FieldCode::TooLong(import::MAX_ROWS));
    let lines = spreadsheet::read(&bytes).map_err(|reason| match reason {
        spreadsheet::Unreadable::NotASheet => content(FieldCode::BadFormat),
        spreadsheet::Unreadable::OldFormat => content(FieldCode::OldFormat),
        spreadsheet::Unreadable::Encrypted => content(FieldCode::Encrypted),
        spreadsheet::Unreadable::Damaged => content(FieldCode::Damaged),
        spreadsheet::Unreadable::TooLarge => content(FieldCode::TooLarge),
        spreadsheet::Unreadable::TooManyRows => too_many(),
        spreadsheet::Unreadable::OpenQuote(line) => content(FieldCode::OpenQuote(line)),
    })?;
    let laid_out = import::lay_out(&lines, call.body.fills);
    if laid_out.rows.len() > import::MAX_ROWS {
        return Err(too_many());
    }
    let (numbers, phones) = judge::keys(&laid_out.rows);
    let people = holders(&call.db, &numbers, &phones).await?;
    let departments = organisation::departments(&call.db).await?;
    let positions = organisation::positions(&call.db).await?;
    let known = Known {
        departments: &departments,
        reachable: &call.who.departments,
        positions: &positions,
        people: &people,
        administers: call.who.caller.holds(Permission::Administer),
    };
    let is_covered = |row: &&import::Line| row.marks.iter().any(|(_, mark)| matches!(mark, Mark::Covered(_)));
    let covered = laid_out.rows.iter().filter(is_covered).count();
    Ok(ImportPreview {
        covered: u32::try_from(covered).unwrap_or(u32::MAX),
        rows: judge::judge(&laid_out.rows, &known),
        missing_columns: laid_out.missing_columns,
        unknown_columns: laid_out.unknown_columns,
    })
}

/// Those who have any of the numbers and phones, as the one or the other, whoever they are.
pub async fn holders(db: &Db, numbers: &[StaffNumber], phones: &[Phone]) -> Result<Vec<KnownPerson>, Error> {
    let both: Vec<&str> = numbers.iter().map(StaffNumber::as_str).chain(phones.iter().map(Phone::as_str)).collect();
    let rows = db
        .batch(vec![
            store::FIND_BY_NUMBERS.with(vec![Arg::json(&both)]),
            store::FIND_BY_PHONES.with(vec![Arg::json(&both)]),
        ])
        .await?;
    let mut people: Vec<KnownPerson> = Vec::new();
    for record in rows.take::<store::PersonRecord>(0)?.into_iter().chain(rows.take::<store::PersonRecord>(1)?) {
        if people.iter().all(|known| known.standing.id != record.id) {
            people.push(record.into_known());
        }
    }
    Ok(people)
}

/// Writes the rows as if nobody had previewed them: everything is judged again. Nobody gets a password, because
/// hashing hundreds would take a worker longer than it may; HR gives each their one-time code.
pub async fn write(call: Call<ImportPeople>) -> Result<ImportDone, Error> {
    let body = call.body;
    let count = body.rows.len() + body.updates.len();
    if count == 0 {
        return Err(Error::field("rows", FieldCode::Required));
    }
    if count > import::MAX_ROWS {
        return Err(Error::field("rows", FieldCode::TooLong(import::MAX_ROWS)));
    }
    let nothing = ImportDone { created: 0, updated: 0 };
    let (_, today) = call.who.caller.clock(call.source.now);
    let standing = standing(&call.db, &call.who, &body).await?;
    if is_there(&standing, &body, today) {
        return Ok(nothing);
    }
    check(problems(&call.db, &call.who, &body, &standing).await?)?;
    let updates = followed(&body.updates, &standing, today)?;
    let numbers: Vec<&StaffNumber> = body.rows.iter().map(|row| &row.fields.number).collect();
    let (before, after) = changed(&body.updates, &standing);
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::PEOPLE_IMPORT, count)
        .about(body.rows.iter().map(|row| row.id).chain(body.updates.iter().map(|update| update.id)))
        .before(&json!({ "updated": before }))
        .after(&json!({ "numbers": numbers, "updated": after }));
    let mut change = Change::new(audit);
    if !body.rows.is_empty() {
        change = change.with(store::insert(body.rows.iter().map(|row| (row.id, &row.fields)), call.source.now));
    }
    let updated = u32::try_from(body.updates.len()).unwrap_or(u32::MAX);
    if updated > 0 {
        change = change.guarded_rows(
            store::update_all(&updates, call.who.arg(), call.who.caller.holds(Permission::Administer)),
            updated,
        );
        let changes = |(update, after): &&(ImportUpdate, Employment)| employment(&standing, update.id) != Some(after);
        let histories = updates.iter().filter(changes).map(|(update, employment)| (update.id, employment));
        change = history::save(histories).into_iter().fold(change, Change::with);
        let (left, from) = moved(&updates, &standing, today);
        let deed = Deed::of(&call.who.caller, &call.source);
        change = Asked::read(&call.db, &left, from, deed).await?.end(change)?;
    }
    // Somebody may have just taken a number, a phone or an id, or changed somebody; it may have been the same send.
    let known = async || {
        let standing = self::standing(&call.db, &call.who, &body).await?;
        if is_there(&standing, &body, today) {
            return Ok(Some(nothing));
        }
        check(problems(&call.db, &call.who, &body, &standing).await?)?;
        Ok(None)
    };
    let created = u32::try_from(body.rows.len()).unwrap_or(u32::MAX);
    change.or_standing(&call.db, ImportDone { created, updated }, known).await
}

/// Somebody who is there, with when they work here, where and as what.
struct Stands {
    known: KnownPerson,
    employment: Employment,
}

/// Those of the body's people who are there.
async fn standing(db: &Db, who: &Scoped, body: &ImportBody) -> Result<Vec<Stands>, Error> {
    let ids: Vec<PersonId> =
        body.rows.iter().map(|row| row.id).chain(body.updates.iter().map(|update| update.id)).collect();
    let found: Vec<store::PersonRecord> = db.all(store::FIND_PEOPLE.with(args![Arg::json(&ids), who.arg()])).await?;
    found
        .into_iter()
        .map(|record| Ok(Stands { employment: record.employment()?, known: record.into_known() }))
        .collect()
}

fn find(standing: &[Stands], id: PersonId) -> Option<&KnownPerson> {
    standing.iter().map(|stands| &stands.known).find(|known| known.standing.id == id)
}

fn employment(standing: &[Stands], id: PersonId) -> Option<&Employment> {
    standing.iter().find(|stands| stands.known.standing.id == id).map(|stands| &stands.employment)
}

/// The updates as of today, each with the employment that follows from it.
fn followed(
    updates: &[ImportUpdate],
    standing: &[Stands],
    today: Day,
) -> Result<Vec<(ImportUpdate, Employment)>, Error> {
    let mut errors = Vec::new();
    let mut followed = Vec::new();
    for (place, update) in updates.iter().enumerate() {
        let Some(before) = employment(standing, update.id) else { continue };
        match before.following(&update.fields, today) {
            Ok(after) => {
                let fields = after.as_of(today, &update.fields);
                followed.push((ImportUpdate { fields, ..update.clone() }, after));
            }
            Err((field, _)) => {
                let field = format!("updates[{place}].fields.{field}");
                errors.push(FieldError { field, code: FieldCode::Inconsistent });
            }
        }
    }
    check(errors).map(|()| followed)
}

/// Whether everybody is there already as asked for: the same send once more.
fn is_there(standing: &[Stands], body: &ImportBody, today: Day) -> bool {
    // What is planned is not seen in the master data yet.
    let is = |id, fields: &PersonFields| {
        let (known, employment) = (find(standing, id), employment(standing, id));
        known.zip(employment).is_some_and(|(known, employment)| {
            employment.following(fields, today).as_ref() == Ok(employment)
                && employment.as_of(today, fields) == known.standing.fields
        })
    };
    body.rows.iter().all(|ImportRow { id, fields }| is(*id, fields))
        && body.updates.iter().all(|update| is(update.id, &update.fields))
}

/// What the updates change, by staff number: before and after.
fn changed(updates: &[ImportUpdate], standing: &[Stands]) -> (Map<String, Value>, Map<String, Value>) {
    let (mut before, mut after) = (Map::new(), Map::new());
    for update in updates {
        let Some(known) = find(standing, update.id) else { continue };
        let old = json!(known.standing.fields);
        let new = json!(update.fields);
        let fields = update.fields.differences(&known.standing.fields);
        let pick = |state: &Value| fields.iter().map(|field| ((*field).to_owned(), state[*field].clone())).collect();
        let number = update.fields.number.to_string();
        before.insert(number.clone(), Value::Object(pick(&old)));
        after.insert(number, Value::Object(pick(&new)));
    }
    (before, after)
}

/// Who leaves which department, and the first day on which any of them is no longer there.
fn moved(
    updates: &[(ImportUpdate, Employment)],
    standing: &[Stands],
    today: Day,
) -> (Vec<(PersonId, DepartmentId)>, Day) {
    let leaves = updates.iter().flat_map(|(update, after)| {
        let before = employment(standing, update.id);
        let left = before.map(|before| after.leaves(before, today)).unwrap_or_default();
        left.into_iter().map(|(department, from)| ((update.id, department), from))
    });
    let (left, days): (Vec<_>, Vec<_>) = leaves.unzip();
    (left, days.into_iter().min().unwrap_or(today))
}

/// Who other than `id` has a text, as a number or a phone.
pub fn holder<'a>(held: &'a [KnownPerson], id: PersonId, text: &str) -> Option<&'a PersonFields> {
    let has = |fields: &PersonFields| {
        fields.number.as_str() == text || fields.phone.as_ref().is_some_and(|phone| phone.as_str() == text)
    };
    let others = held.iter().map(|known| &known.standing).filter(|standing| standing.id != id);
    others.map(|standing| &standing.fields).find(|fields| has(fields))
}

/// What is to be said of a text that these have.
pub const fn taken(holder: &PersonFields) -> FieldCode {
    match holder.status {
        Status::Left => FieldCode::TakenByLeft,
        Status::Active => FieldCode::Taken,
    }
}

/// Everything that is wrong with the body, by the path of each field.
async fn problems(db: &Db, who: &Scoped, body: &ImportBody, standing: &[Stands]) -> Result<Vec<FieldError>, Error> {
    let people = || {
        let updates = body.updates.iter().map(|update| (update.id, &update.fields));
        body.rows.iter().map(|row| (row.id, &row.fields)).chain(updates)
    };
    let numbers: Vec<_> = people().map(|(_, fields)| fields.number.clone()).collect();
    let phones: Vec<_> = people().filter_map(|(_, fields)| fields.phone.clone()).collect();
    let held = holders(db, &numbers, &phones).await?;
    let positions = organisation::positions(db).await?;
    let administers = who.caller.holds(Permission::Administer);
    // Numbers and phones together: nobody's number is another's phone.
    let (mut ids, mut seen) = (HashSet::new(), HashMap::new());

    let mut errors = Vec::new();
    for (place, (id, fields)) in people().enumerate() {
        let update = place.checked_sub(body.rows.len()).and_then(|place| body.updates.get(place));
        let before = find(standing, id);
        let mut wrong = Vec::new();
        if !ids.insert(id) || (update.is_none() && before.is_some()) {
            wrong.push(("id", FieldCode::Taken));
        }
        let mut used = |text| {
            let is_repeated = *seen.entry(text).or_insert(place) != place;
            holder(&held, id, text).map(taken).or(is_repeated.then_some(FieldCode::Taken))
        };
        wrong.extend(used(fields.number.as_str()).map(|code| ("fields.number", code)));
        let phone = fields.phone.as_ref().and_then(|phone| used(phone.as_str()));
        wrong.extend(phone.map(|code| ("fields.phone", code)));
        if !who.departments.contains(&fields.department_id) {
            wrong.push(("fields.department_id", FieldCode::NotFound));
        }
        if fields.position_id.is_some_and(|id| positions.iter().all(|position| position.id != id)) {
            wrong.push(("fields.position_id", FieldCode::NotFound));
        }
        match (update, before) {
            (None, _) => {}
            (Some(_), None) => wrong.push(("id", FieldCode::NotFound)),
            (Some(update), Some(known)) => {
                // A person who stands as asked for was written by the same send.
                if known.standing.version != update.version && known.standing.fields != *fields {
                    wrong.push(("version", FieldCode::Mismatch));
                }
                if known.standing.fields.number != fields.number {
                    wrong.push(("fields.number", FieldCode::Inconsistent));
                }
                if fields.status != Status::Active {
                    wrong.push(("fields.status", FieldCode::Inconsistent));
                }
                let is_protected = known.is_administrator && !administers;
                let before = &known.standing.fields;
                if is_protected && (before.phone != fields.phone || before.status != fields.status) {
                    return Err(Error::new(Code::Forbidden));
                }
            }
        }
        let mut wrong: Vec<_> = wrong.into_iter().map(|(field, code)| (field.to_owned(), code)).collect();
        wrong.extend(fields.check().into_iter().map(|error| (format!("fields.{}", error.field), error.code)));
        let path = match update {
            None => format!("rows[{place}]"),
            Some(_) => format!("updates[{}]", place - body.rows.len()),
        };
        errors.extend(wrong.into_iter().map(|(field, code)| FieldError { field: format!("{path}.{field}"), code }));
    }
    Ok(errors)
}

/// The rows that were left out, as a workbook. Nothing is read or written: it is what the caller sent.
pub async fn rejects(call: Call<ImportRejects>) -> Result<File, Error> {
    let body = call.body;
    if body.rows.len() > import::MAX_ROWS {
        return Err(Error::field("rows", FieldCode::TooLong(import::MAX_ROWS)));
    }
    let mut errors = Vec::new();
    let mut bound = |field: String, text: &str, most: usize| {
        if text.chars().count() > most {
            errors.push(FieldError { field, code: FieldCode::TooLong(most) });
        }
    };
    bound("line_heading".to_owned(), &body.line_heading, LONGEST_HEADING);
    bound("reasons_heading".to_owned(), &body.reasons_heading, LONGEST_HEADING);
    for (place, row) in body.rows.iter().enumerate() {
        bound(format!("rows[{place}].reasons"), &row.reasons, LONGEST_REASONS);
        for (cell, text) in row.cells.iter().enumerate() {
            bound(format!("rows[{place}].cells[{cell}]"), text, LONGEST_CELL);
        }
    }
    // Cells and reasons quote the file; headings are the app's own words.
    for (field, heading) in [("line_heading", &body.line_heading), ("reasons_heading", &body.reasons_heading)] {
        if heading.chars().any(char::is_control) {
            errors.push(FieldError { field: field.to_owned(), code: FieldCode::BadFormat });
        }
    }
    check(errors)?;
    Ok(crate::kernel::workbook::file("人员导入-有问题的行.xlsx".to_owned(), workbook::rejects(&body)?))
}

pub async fn template(call: Call<ImportTemplate>) -> Result<File, Error> {
    let departments = organisation::departments(&call.db).await?;
    let positions = organisation::positions(&call.db).await?;
    Ok(crate::kernel::workbook::file("人员导入模板.xlsx".to_owned(), workbook::template(&departments, &positions)?))
}
