//! Shift kinds and their hours, which belong to days.

mod save;
pub mod store;

use crate::{
    door::Door,
    kernel::{
        d1::{Query, Rows, args, flag},
        error::Error,
        routes::Call,
    },
};
use dianwu_domain::{
    Day, DayMinute, ShiftKindId,
    shifts::{
        api::{ListShiftKinds, ShiftKind, ShiftKindFields},
        kind::{Hours, HoursFrom, Hue, Pauses, Span},
    },
    text::{Name, ShiftCode},
};
use serde::{Deserialize, Deserializer, de};

/// The feature's door.
pub const DOOR: Door = Door {
    routes: |routes| {
        routes.add(list);
        routes.add(save::save);
        routes.add(save::uses);
        routes.add(save::delete_hours);
    },
    unique: &[("shift_kind.code", "fields.code"), ("index 'shift_kind_code'", "fields.code")],
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["shift_kind", "shift_kind_hours"],
    #[cfg(test)]
    joined: &["shift_kind", "shift_kind_hours"],
    #[cfg(test)]
    small: &["shift_kind", "shift_kind_hours"],
    ..Door::EMPTY
};

/// A shift kind's row.
#[derive(Deserialize)]
struct KindRecord {
    id: ShiftKindId,
    code: ShiftCode,
    name: Name,
    hue: Hue,
    sort: u32,
    #[serde(deserialize_with = "flag")]
    is_archived: bool,
    version: u32,
    #[serde(deserialize_with = "versions")]
    hours: Vec<HoursFrom>,
}

impl KindRecord {
    fn into_kind(self) -> ShiftKind {
        let Self { id, code, name, hue, sort, is_archived, version, mut hours } = self;
        hours.sort_by_key(|version| version.from);
        ShiftKind { id, fields: ShiftKindFields { code, name, hue, sort, is_archived }, hours, version }
    }
}

/// A minute of a day, as a number of JSON.
#[derive(Deserialize)]
struct Minute(#[serde(deserialize_with = "crate::kernel::d1::minute")] DayMinute);

/// A pause, as JSON.
#[derive(Deserialize)]
struct PauseRecord(Minute, Minute);

/// Hours, as JSON: from which day, start, end, pauses, meal, paid minutes, and whether they are at night.
#[derive(Deserialize)]
struct VersionRecord(Day, Minute, Minute, Vec<PauseRecord>, u16, u16, u8);

/// JSON in a column of text.
fn json<'de, D: Deserializer<'de>, T: de::DeserializeOwned>(deserializer: D) -> Result<T, D::Error> {
    serde_json::from_str(&String::deserialize(deserializer)?).map_err(de::Error::custom)
}

fn pauses_of(pauses: Vec<PauseRecord>) -> Result<Pauses, dianwu_domain::FieldCode> {
    let spans = pauses.into_iter().map(|PauseRecord(start, end)| Span { start: start.0, end: end.0 });
    spans.collect::<Vec<_>>().try_into()
}

/// Reads the pauses of a split shift out of their column.
///
/// # Errors
/// For anything else.
pub fn pauses<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pauses, D::Error> {
    pauses_of(json(deserializer)?).map_err(de::Error::custom)
}

fn versions<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<HoursFrom>, D::Error> {
    let rows: Vec<VersionRecord> = json(deserializer)?;
    let version = |VersionRecord(from, start, end, pauses, meal_minutes, paid_minutes, is_night)| {
        let pauses = pauses_of(pauses).map_err(de::Error::custom)?;
        let hours = Hours { start: start.0, end: end.0, pauses, meal_minutes, paid_minutes, is_night: is_night == 1 };
        Ok(HoursFrom { from, hours })
    };
    rows.into_iter().map(version).collect()
}

/// In the palette's order.
pub async fn list(call: Call<ListShiftKinds>) -> Result<Vec<ShiftKind>, Error> {
    read(&call.db.batch(vec![all()]).await?, 0)
}

/// Reads the shift kinds as edits and the log name them: id, code, is_archived, is_work.
pub fn codes() -> Query {
    store::LIST_KIND_CODES.with(args![])
}

/// When a shift kind begins, from a day on.
#[derive(Deserialize)]
pub struct StartRecord {
    kind_id: ShiftKindId,
    from_day: Day,
    start_minute: u16,
}

/// Reads when the shift kinds begin, as rows of [`StartRecord`].
pub fn starts() -> Query {
    store::LIST_KIND_STARTS.with(args![])
}

/// When a shift kind begins on a day; a day off does not.
pub fn start(starts: &[StartRecord], kind_id: ShiftKindId, day: Day) -> Option<u16> {
    let known = starts.iter().filter(|row| row.kind_id == kind_id && row.from_day <= day);
    known.max_by_key(|row| row.from_day).map(|row| row.start_minute)
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

#[cfg(test)]
mod tests;
