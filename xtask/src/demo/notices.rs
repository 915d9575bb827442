//! What people of the demo shop are told.

use super::{Entry, Shop};
use dianwu_domain::{Day, PersonId};
use rusqlite::{Result, Transaction, params};
use std::collections::BTreeMap;

/// Changes of coming days are news to those whose days they are, one notice a roster.
pub fn load(shop: &Shop, db: &Transaction) -> Result<()> {
    let mut insert = db.prepare(
        "INSERT INTO notice (person_id, topic, id, kind, subject, told_at, until_day)
        SELECT id, ?2, ?3, 'shifts_changed', ?4, ?5, ?6 FROM person WHERE id = ?1 AND status = 'active'",
    )?;
    for roster in shop.rosters.iter().filter(|roster| roster.published.is_some()) {
        let mut told: BTreeMap<PersonId, BTreeMap<Day, &Entry>> = BTreeMap::new();
        for entry in
            roster.entries.iter().filter(|entry| entry.day >= shop.today && entry.updated_by != entry.person_id)
        {
            if entry.changed.is_some() {
                told.entry(entry.person_id).or_default().insert(entry.day, entry);
            }
        }
        for (person, days) in told {
            let changed = || days.values().filter_map(|entry| entry.changed);
            let was: BTreeMap<String, String> =
                days.iter().filter_map(|(day, entry)| Some((day.to_string(), entry.changed?.0.to_string()))).collect();
            let subject = serde_json::json!({ "day": roster.month.first(), "days": was });
            insert.execute(params![
                person.to_string(),
                format!("shifts:{}:{}", roster.department_id, roster.month),
                // Told apart by their reader, whose notices of other rosters have other ids.
                roster.id.to_string(),
                subject.to_string(),
                changed().map(|(_, at)| at.0).max(),
                days.keys().next_back().map(ToString::to_string),
            ])?;
        }
    }
    Ok(())
}
