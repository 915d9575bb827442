//! The demo shop's shift kinds.

use super::{
    Shop,
    organisation::{founded, text},
    random::Random,
};
use dianwu_domain::{
    ShiftKindId,
    shifts::{
        api::{ShiftKind, ShiftKindFields},
        kind::{Hours, Hue},
    },
    text::fold,
};
use rusqlite::{Result, Transaction, params};

/// The shifts of the rules, and what people in an office work.
pub fn kinds(seed: u64) -> Vec<ShiftKind> {
    let mut random = Random::new(seed, "kinds");
    let hours =
        |start, end, meal_minutes| Some(Hours { start: text(start), end: text(end), meal_minutes, paid_minutes: 480 });
    let all = [
        ("早", "早班", Hue::Amber, hours("08:00", "17:00", 60)),
        ("晚", "晚班", Hue::Indigo, hours("16:00", "24:00", 0)),
        ("班", "行政班", Hue::Teal, hours("09:00", "18:00", 60)),
        ("休", "休息", Hue::Slate, None),
    ];
    let kinds = (0..).zip(all).map(|(sort, (code, name, hue, hours))| ShiftKind {
        id: ShiftKindId::new(random.uuid(founded(560))),
        fields: ShiftKindFields {
            code: text(code),
            name: text(name),
            hue,
            hours,
            is_night: false,
            sort,
            is_archived: false,
        },
        version: 1,
    });
    kinds.collect()
}

/// Writes them.
pub fn load(shop: &Shop, db: &Transaction) -> Result<()> {
    let mut insert = db.prepare(
        "INSERT INTO shift_kind (id, code, name, hue, start_minute, end_minute, meal_minutes, paid_minutes, is_night, sort, code_key)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
    for kind in &shop.kinds {
        let (id, fields) = (kind.id.to_string(), &kind.fields);
        let hours = fields.hours;
        insert.execute(params![
            id,
            fields.code.as_str(),
            fields.name.as_str(),
            fields.hue.as_str(),
            hours.map(|hours| hours.start.minutes()),
            hours.map(|hours| hours.end.minutes()),
            hours.map_or(0, |hours| hours.meal_minutes),
            hours.map_or(0, |hours| hours.paid_minutes),
            fields.is_night,
            fields.sort,
            fold(fields.code.as_str()),
        ])?;
    }
    Ok(())
}
