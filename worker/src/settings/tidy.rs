//! Going through the stored names: each that is not in its one spelling is changed, with a line in the log, unless another
//! has that spelling already; and each gets what it is compared and searched by. Rows are read as text, since what is
//! stored may be what nobody could type any more.

use super::store::{self, NamesRecord};
use crate::kernel::{
    audit::Audit,
    d1::{Change, Db, Query, Statement, args},
    error::Error,
    routes::Call,
};
use dianwu_domain::{
    Code, FieldCode, Instant, PersonId, RowId,
    audit::api::Action,
    people::search::Key,
    settings::{
        api::TidyNames,
        tidy::{Named, Respelled, Texts, TidyPlace, TidyReport},
    },
    text::{Name, fold},
};
use serde_json::{Value, json};

/// Rows of a round: each may take several statements, and an invocation has a thousand.
const ROUND: usize = 100;

pub async fn tidy(call: Call<TidyNames>) -> Result<TidyReport, Error> {
    let TidyPlace { named, after } = call.body;
    let rows: Vec<NamesRecord> = call.db.all(rows_after(named, after)).await?;
    let last = rows.last().map(|row| row.id).filter(|_| rows.len() == ROUND && named != Named::Shop);
    let next = match last {
        Some(id) => Some(TidyPlace { named, after: Some(id) }),
        None => named.next().map(|named| TidyPlace { named, after: None }),
    };
    let mut report = TidyReport { seen: u32::try_from(rows.len()).unwrap_or(u32::MAX), items: Vec::new(), next };
    for row in rows {
        tidy_row(&call, named, row, &mut report.items).await?;
    }
    Ok(report)
}

async fn tidy_row(
    call: &Call<TidyNames>,
    named: Named,
    row: NamesRecord,
    items: &mut Vec<Respelled>,
) -> Result<(), Error> {
    let (mut texts, mut version) = (row.texts(), row.version);
    for (field, before, spelled) in row.texts().misspelled() {
        let (after, why) = match spelled {
            Err(code) => (before.to_owned(), Some(code)),
            Ok(after) => {
                let wanted = texts.with(field, &after);
                let audit = Audit::new(&call.source, call.who.caller.person_id(), action(named), &wanted.name)
                    .about((named == Named::Person).then(|| PersonId::new(row.id.uuid())))
                    .before(&only(field, before))
                    .after(&only(field, &after));
                let spell = spell(named, row.id, version, &wanted, call.source.now);
                let written = Change::new(audit).guarded(spell).commit(&call.db).await;
                match written.map(|_| ()) {
                    Ok(()) => {
                        (texts, version) = (wanted, version + 1);
                        (after, None)
                    }
                    Err(error) if error.code() == Code::InvalidField => (after, Some(FieldCode::Taken)),
                    // Somebody has just saved it, and so has given it its spelling.
                    Err(error) if error.is_stale() => return Ok(()),
                    Err(error) => return Err(error),
                }
            }
        };
        items.push(Respelled { named, id: row.id, field: field.to_owned(), before: before.to_owned(), after, why });
    }
    // A twin may have been told already, when it was in the way of the spelling.
    let told = |twin: &Respelled| items.iter().any(|item| (item.id, &item.field) == (twin.id, &twin.field));
    let twin = write_key(&call.db, named, &row, version, &texts).await?.filter(|twin| !told(twin));
    items.extend(twin);
    Ok(())
}

/// Writes what a row is compared by, where that is not there; tells when another row has the same.
async fn write_key(
    db: &Db,
    named: Named,
    row: &NamesRecord,
    version: u32,
    texts: &Texts,
) -> Result<Option<Respelled>, Error> {
    if version != row.version {
        return Ok(None);
    }
    let key = key(named, texts);
    if row.key.as_ref() == Some(&key.name) && (named != Named::Person || row.sounds.as_ref() == Some(&key.sounds)) {
        return Ok(None);
    }
    let write = |statement: Statement| statement.with(args![row.id, version, key.name.as_str()]);
    let query = match named {
        Named::Shop => return Ok(None),
        Named::Department => write(store::KEY_DEPARTMENT),
        Named::Position => write(store::KEY_POSITION),
        Named::Person => store::KEY_PERSON.with(args![row.id, version, key.name.as_str(), key.sounds.as_str()]),
        Named::ShiftKind => write(store::KEY_SHIFT_KIND),
        Named::Cycle => write(store::KEY_CYCLE),
    };
    match db.batch(vec![query]).await {
        Err(error) if error.code() == Code::InvalidField => {
            let (field, text) = match &texts.code {
                Some(code) => ("code", code),
                None => ("name", &texts.name),
            };
            let (before, after) = (text.clone(), text.clone());
            Ok(Some(Respelled {
                named,
                id: row.id,
                field: field.to_owned(),
                before,
                after,
                why: Some(FieldCode::Taken),
            }))
        }
        written => written.map(|_| None),
    }
}

/// What a row is compared and searched by.
fn key(named: Named, texts: &Texts) -> Key {
    let folded = |text: &str| Key { name: fold(text), sounds: String::new() };
    match (named, texts.name.parse::<Name>()) {
        (Named::Person, Ok(name)) => Key::of(&name),
        (Named::ShiftKind, _) => folded(texts.code.as_deref().unwrap_or_default()),
        _ => folded(&texts.name),
    }
}

fn rows_after(named: Named, after: Option<RowId>) -> Query {
    let page = |statement: Statement| {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        statement.with(args![after, u32::try_from(ROUND).unwrap_or(u32::MAX)])
    };
    match named {
        Named::Shop => store::NAMES_OF_SHOP.with(args![]),
        Named::Department => page(store::NAMES_OF_DEPARTMENTS),
        Named::Position => page(store::NAMES_OF_POSITIONS),
        Named::Person => page(store::NAMES_OF_PEOPLE),
        Named::ShiftKind => page(store::NAMES_OF_SHIFT_KINDS),
        Named::Cycle => page(store::NAMES_OF_CYCLES),
    }
}

fn spell(named: Named, id: RowId, version: u32, texts: &Texts, now: Instant) -> Query {
    let (name, key) = (texts.name.as_str(), key(named, texts));
    let (code, phone) = (texts.code.clone(), texts.phone.clone());
    let simple = |statement: Statement| statement.with(args![id, version, name, key.name.as_str()]);
    match named {
        Named::Shop => store::SPELL_SHOP.with(args![version, name]),
        Named::Department => simple(store::SPELL_DEPARTMENT),
        Named::Position => simple(store::SPELL_POSITION),
        Named::Person => store::SPELL_PERSON.with(args![id, version, name, key.name, phone, key.sounds]),
        Named::ShiftKind => store::SPELL_SHIFT_KIND.with(args![id, version, name, key.name, code, now]),
        Named::Cycle => simple(store::SPELL_CYCLE),
    }
}

const fn action(named: Named) -> Action {
    match named {
        Named::Shop => Action::SHOP_SAVE,
        Named::Department => Action::DEPARTMENT_SAVE,
        Named::Position => Action::POSITION_SAVE,
        Named::Person => Action::PERSON_UPDATE,
        Named::ShiftKind => Action::SHIFT_KIND_SAVE,
        Named::Cycle => Action::CYCLE_SAVE,
    }
}

/// A field alone, as the log shows it.
fn only(field: &str, text: &str) -> Value {
    json!({ field: text })
}
