//! Shift kinds.

pub mod store;

use crate::{
    door::Door,
    kernel::{
        audit::Audit,
        d1::{Change, Db, Query, Rows, args, flag, named, optional_minute},
        error::{Error, check},
        routes::Call,
    },
};
use dianwu_domain::{
    Code, DayMinute, Instant, ShiftKindId,
    audit::api::Action,
    shifts::{
        api::{ListShiftKinds, SaveShiftKind, ShiftKind, ShiftKindFields},
        kind::{Hours, Hue},
    },
    text::{Name, ShiftCode, fold},
};
use serde::Deserialize;

/// The feature's door.
pub const DOOR: Door = Door {
    routes: |routes| {
        routes.add(list);
        routes.add(save);
    },
    unique: &[("shift_kind.code", "fields.code"), ("index 'shift_kind_code'", "fields.code")],
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["shift_kind"],
    #[cfg(test)]
    joined: &["shift_kind"],
    #[cfg(test)]
    small: &["shift_kind"],
    ..Door::EMPTY
};

/// A shift kind's row.
#[derive(Deserialize)]
struct KindRecord {
    id: ShiftKindId,
    code: ShiftCode,
    name: Name,
    hue: Hue,
    #[serde(deserialize_with = "optional_minute")]
    start_minute: Option<DayMinute>,
    #[serde(deserialize_with = "optional_minute")]
    end_minute: Option<DayMinute>,
    meal_minutes: u16,
    paid_minutes: u16,
    #[serde(deserialize_with = "flag")]
    is_night: bool,
    sort: u32,
    #[serde(deserialize_with = "flag")]
    is_archived: bool,
    version: u32,
}

impl KindRecord {
    fn into_kind(self) -> ShiftKind {
        let hours = |start, end| Hours { start, end, meal_minutes: self.meal_minutes, paid_minutes: self.paid_minutes };
        let fields = ShiftKindFields {
            code: self.code,
            name: self.name,
            hue: self.hue,
            hours: self.start_minute.zip(self.end_minute).map(|(start, end)| hours(start, end)),
            is_night: self.is_night,
            sort: self.sort,
            is_archived: self.is_archived,
        };
        ShiftKind { id: self.id, fields, version: self.version }
    }
}

/// In the palette's order.
pub async fn list(call: Call<ListShiftKinds>) -> Result<Vec<ShiftKind>, Error> {
    read(&call.db.batch(vec![all()]).await?, 0)
}

/// Reads the shift kinds as edits and the log name them: id, code, is_archived, is_work.
pub fn codes() -> Query {
    store::LIST_KIND_CODES.with(args![])
}

/// Reads when the shift kinds begin: id, start_minute.
pub fn starts() -> Query {
    store::LIST_KIND_STARTS.with(args![])
}

/// The statement of all shift kinds, for a batch.
pub fn all() -> Query {
    store::LIST_SHIFT_KINDS.with(args![])
}

/// The shift kinds that [`all`] found, in the palette's order.
pub fn read(rows: &Rows, place: usize) -> Result<Vec<ShiftKind>, Error> {
    let rows: Vec<KindRecord> = rows.take(place)?;
    let mut kinds: Vec<ShiftKind> = rows.into_iter().map(KindRecord::into_kind).collect();
    kinds.sort_by(|a, b| (a.fields.sort, &a.fields.code).cmp(&(b.fields.sort, &b.fields.code)));
    Ok(kinds)
}

async fn find(db: &Db, id: ShiftKindId) -> Result<Option<ShiftKind>, Error> {
    let row: Option<KindRecord> = db.first(store::GET_SHIFT_KIND.with(args![id])).await?;
    Ok(row.map(KindRecord::into_kind))
}

/// Version 0 creates. A repeated send finds what it asks for and is answered like the first.
pub async fn save(call: Call<SaveShiftKind>) -> Result<ShiftKind, Error> {
    let (id, version, fields) = (call.path.shift_kind_id, call.body.version, call.body.fields);
    check(fields.check())?;
    let before = find(&call.db, id).await?;
    match &before {
        Some(kind) if kind.fields == fields => return Ok(kind.clone()),
        Some(kind) if kind.version != version => return Err(Error::new(Code::Stale)),
        None if version > 0 => return Err(Error::not_found()),
        _ => {}
    }
    let mut audit = Audit::new(&call.source, call.who.caller.person_id(), Action::SHIFT_KIND_SAVE, &fields.code);
    if let Some(kind) = &before {
        audit = audit.before(&kind.fields);
    }
    let change = Change::new(audit.after(&fields)).guarded(write(id, version, &fields, call.source.now));
    let written = ShiftKind { id, fields: fields.clone(), version: version + 1 };
    let standing = async || Ok(find(&call.db, id).await?.filter(|kind| kind.fields == fields));
    change.or_standing(&call.db, written, standing).await
}

/// The statement that creates or changes a shift kind.
fn write(id: ShiftKindId, version: u32, fields: &ShiftKindFields, now: Instant) -> Query {
    let hours = fields.hours;
    let args = named![
        id,
        code: &fields.code,
        name: &fields.name,
        hue: fields.hue.as_str(),
        start_minute: hours.map(|hours| hours.start),
        end_minute: hours.map(|hours| hours.end),
        meal_minutes: hours.map_or(0, |hours| hours.meal_minutes),
        paid_minutes: hours.map_or(0, |hours| hours.paid_minutes),
        is_night: fields.is_night,
        sort: fields.sort,
        is_archived: fields.is_archived,
        now,
        code_key: fold(fields.code.as_str()),
        version,
    ];
    if version == 0 { store::INSERT_SHIFT_KIND.named(args) } else { store::UPDATE_SHIFT_KIND.named(args) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::sqlite::{batch, database};
    use dianwu_domain::FieldCode;
    use uuid::Uuid;

    fn fields(code: &str, hours: Option<(&str, &str)>) -> ShiftKindFields {
        let hours = hours.map(|(start, end)| Hours {
            start: start.parse().unwrap(),
            end: end.parse().unwrap(),
            meal_minutes: 60,
            paid_minutes: 480,
        });
        ShiftKindFields {
            code: code.parse().unwrap(),
            name: "班".parse().unwrap(),
            hue: Hue::Teal,
            hours,
            is_night: hours.is_some(),
            sort: 3,
            is_archived: false,
        }
    }

    #[test]
    fn a_shift_kind_comes_back_as_it_was_saved() {
        let mut database = database();
        let id = ShiftKindId::new(Uuid::from_u128(1));
        for (version, wanted) in [
            (0, fields("夜", Some(("22:00", "30:00")))),
            (1, fields("休", None)),
            (2, fields("A", Some(("00:00", "09:00")))),
        ] {
            batch(&mut database, vec![write(id, version, &wanted, Instant(1))]).unwrap();
            let read = batch(&mut database, vec![store::GET_SHIFT_KIND.with(args![id])]).unwrap();
            let kind = read.first::<KindRecord>(0).unwrap().into_kind();
            assert_eq!(kind, ShiftKind { id, fields: wanted, version: version + 1 });
        }
    }

    #[test]
    fn two_kinds_cannot_share_a_code() {
        let mut database = database();
        let id = |n| ShiftKindId::new(Uuid::from_u128(n));
        batch(&mut database, vec![write(id(1), 0, &fields("早", None), Instant(1))]).unwrap();
        let error = batch(&mut database, vec![write(id(2), 0, &fields("早", None), Instant(1))]).unwrap_err();
        let problem = error.problem("");
        let twin = batch(&mut database, vec![write(id(3), 0, &fields("早\u{fe00}", None), Instant(1))]);
        assert!(twin.is_err(), "one that differs by a mark that nobody sees");
        assert_eq!((problem.errors[0].field.as_str(), problem.errors[0].code), ("fields.code", FieldCode::Taken));
    }
}
