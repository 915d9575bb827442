//! Shifts that the demo shop offers.

use super::{
    Shop, kind,
    organisation::text,
    planning::{is_work, rosters},
    random::Random,
    seats::Team,
    shop::at,
};
use dianwu_domain::{
    Day, OpenShiftId, PersonId,
    open_shifts::api::{OpenShift, OpenShiftState},
};
use rusqlite::{Result, Transaction, params};

/// Two shifts of the coming days: one for whoever comes first, one that somebody has asked for. In the last days of a
/// month they lie in the draft.
pub fn open_shifts(shop: &Shop, ids: &mut Random) -> Vec<OpenShift> {
    let claimant = shop.person("CS05").map(|person| person.id);
    let offer = |day, place: usize, note: &str, person_id: Option<PersonId>, ids: &mut Random| OpenShift {
        id: OpenShiftId::new(ids.uuid(at(shop.today.plus(-1), 10 * 60))),
        department_id: shop.department(Team::Service),
        day,
        kind_id: shop.kinds[place].id,
        note: text(note),
        needs_approval: person_id.is_some(),
        state: if person_id.is_some() { OpenShiftState::Claimed } else { OpenShiftState::Open },
        person_id,
        version: 1 + u32::from(person_id.is_some()),
    };
    vec![
        offer(day_off(shop, "CS02", 2), kind::LATE, "大促返场，加一个人", None, ids),
        offer(day_off(shop, "CS05", 3), kind::EARLY, "", claimant, ids),
    ]
}

/// Somebody's first day off that is at least so many days away.
fn day_off(shop: &Shop, number: &str, days: i64) -> Day {
    let from = shop.today.plus(days);
    let id = shop.person(number).map(|person| person.id);
    let entries = rosters(shop).flat_map(|roster| &roster.entries);
    let off = entries.filter(|one| Some(one.person_id) == id && one.day >= from && !is_work(shop, one.kind_id));
    off.map(|one| one.day).min().unwrap_or(from)
}

/// Writes them.
pub fn load(shop: &Shop, db: &Transaction) -> Result<()> {
    let mut insert = db.prepare(
        "INSERT INTO open_shift (id, department_id, day, kind_id, note, needs_approval, state, person_id, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for shift in &shop.planning.open_shifts {
        insert.execute(params![
            shift.id.to_string(),
            shift.department_id.to_string(),
            shift.day.to_string(),
            shift.kind_id.to_string(),
            shift.note.as_str(),
            shift.needs_approval,
            if shift.state == OpenShiftState::Claimed { "claimed" } else { "open" },
            shift.person_id.map(|id| id.to_string()),
            shift.version,
        ])?;
    }
    Ok(())
}
