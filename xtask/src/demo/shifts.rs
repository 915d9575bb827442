//! The demo shop's shift kinds. 行政班 began half an hour later until the middle of last month, and 直播班 is a split shift.

use super::{
    Shop,
    organisation::{founded, text},
    random::Random,
};
use dianwu_domain::{
    Day, ShiftKindId,
    shifts::{
        api::{ShiftKind, ShiftKindFields, unchanged},
        kind::{Hours, HoursFrom, Hue, Span},
    },
    text::fold,
};
use rusqlite::{Result, Transaction, params};

/// From which day the people in the office begin at nine.
fn earlier_from(today: Day) -> Day {
    today.month().plus(-1).first().plus(14)
}

/// The shifts of the rules, what people in an office work, and the streams of an afternoon and an evening.
pub fn kinds(seed: u64, today: Day) -> Vec<ShiftKind> {
    let mut random = Random::new(seed, "kinds");
    let hours = |start, end, meal| Hours::plain(text(start), text(end), meal, 480);
    let office = HoursFrom { from: earlier_from(today), hours: hours("09:00", "18:00", 60) };
    let live = [("10:00", "14:00"), ("18:00", "22:00")].map(|(start, end)| Span { start: text(start), end: text(end) });
    let all = [
        ("早", "早班", Hue::Amber, unchanged(Some(hours("08:00", "17:00", 60)))),
        ("晚", "晚班", Hue::Indigo, unchanged(Some(hours("16:00", "24:00", 0)))),
        ("班", "行政班", Hue::Teal, [unchanged(Some(hours("09:30", "18:30", 60))), vec![office]].concat()),
        ("休", "休息", Hue::Slate, Vec::new()),
        ("直", "直播班", Hue::Rose, unchanged(Hours::of_segments(&live, 0, 480, false))),
    ];
    let kinds = (0..).zip(all).map(|(sort, (code, name, hue, hours))| ShiftKind {
        id: ShiftKindId::new(random.uuid(founded(560))),
        fields: ShiftKindFields { code: text(code), name: text(name), hue, sort, is_archived: false },
        hours,
        version: 1,
    });
    kinds.collect()
}

/// Writes them.
pub fn load(shop: &Shop, db: &Transaction) -> Result<()> {
    let mut insert = db.prepare(
        "INSERT INTO shift_kind (id, code, name, hue, is_work, sort, code_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut give = db.prepare(
        "INSERT INTO shift_kind_hours
            (kind_id, from_day, start_minute, end_minute, pauses, meal_minutes, paid_minutes, is_night)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for kind in &shop.kinds {
        let (id, fields) = (kind.id.to_string(), &kind.fields);
        let (code, name, hue) = (fields.code.as_str(), fields.name.as_str(), fields.hue.as_str());
        insert.execute(params![id, code, name, hue, kind.is_work(), fields.sort, fold(code)])?;
        for HoursFrom { from, hours } in &kind.hours {
            let pauses: Vec<_> =
                hours.pauses.iter().map(|pause| [pause.start.minutes(), pause.end.minutes()]).collect();
            give.execute(params![
                id,
                from.to_string(),
                hours.start.minutes(),
                hours.end.minutes(),
                serde_json::to_string(&pauses).unwrap_or_else(|_| "[]".to_owned()),
                hours.meal_minutes,
                hours.paid_minutes,
                hours.is_night,
            ])?;
        }
    }
    Ok(())
}
