//! Writing a shop into an empty database.

use super::{
    Duty, PASSWORD_HASH, Planning, Swap,
    seats::Team,
    shop::{Entry, Person, Shop},
};
use dianwu_domain::{
    Day, PersonId,
    open_shifts::api::OpenShiftState,
    people::{
        api::{ProtectionKind, Status},
        search::Key,
    },
    roster::{coverage::Demand, cycle::Cycle},
    text::fold,
};
use rusqlite::{Connection, Result, Transaction, params};
use std::collections::BTreeMap;

/// Writes the shop in one transaction. The database has every migration and nobody in it.
///
/// # Errors
/// When the database refuses a row, such as in a database that holds people already; then nothing is written.
pub fn load(shop: &Shop, database: &Connection) -> Result<()> {
    let transaction = database.unchecked_transaction()?;
    organisation(shop, &transaction)?;
    people(shop, &transaction)?;
    rosters(shop, &transaction)?;
    notices(shop, &transaction)?;
    planning(shop, &transaction)?;
    transaction.commit()
}

fn organisation(shop: &Shop, db: &Transaction) -> Result<()> {
    db.execute(
        "INSERT INTO shop (id, name, zone_minutes, cut_off, service_from, service_until) VALUES (1, ?1, 480, 240, 480, 1440)",
        [shop.name.as_str()],
    )?;
    let mut insert =
        db.prepare("INSERT INTO department (id, name, parent_id, sort, name_key) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for department in &shop.departments {
        let parent = department.parent_id.map(|id| id.to_string());
        let name = department.name.as_str();
        insert.execute(params![department.id.to_string(), name, parent, department.sort, fold(name)])?;
    }
    let mut insert = db.prepare("INSERT INTO position (id, name, sort, name_key) VALUES (?1, ?2, ?3, ?4)")?;
    for position in &shop.positions {
        let name = position.name.as_str();
        insert.execute(params![position.id.to_string(), name, position.sort, fold(name)])?;
    }
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

fn people(shop: &Shop, db: &Transaction) -> Result<()> {
    let mut insert = db.prepare(
        "INSERT INTO person (id, number, name, phone, department_id, position_id, hired_on, work_began_on, status, left_on, created_at, name_key, sounds)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    let mut credential = db.prepare(
        "INSERT INTO credential (person_id, password_hash, must_change, changed_at, signed_in_at)
        VALUES (?1, ?2, ?3, ?4, iif(?3, NULL, ?4))",
    )?;
    for Person { id, fields, must_change, created_at, .. } in &shop.people {
        let (id, key) = (id.to_string(), Key::of(&fields.name));
        insert.execute(params![
            id,
            fields.number.as_str(),
            fields.name.as_str(),
            fields.phone.as_ref().map(|phone| phone.as_str()),
            fields.department_id.to_string(),
            fields.position_id.map(|position| position.to_string()),
            fields.hired_on.to_string(),
            fields.work_began_on.map(|day| day.to_string()),
            if fields.status == Status::Left { "left" } else { "active" },
            fields.left_on.map(|day| day.to_string()),
            created_at.0,
            key.name,
            key.sounds,
        ])?;
        credential.execute(params![id, PASSWORD_HASH, must_change, created_at.0])?;
    }
    for person in &shop.people {
        grants_and_protection(person, db)?;
    }
    Ok(())
}

fn grants_and_protection(person: &Person, db: &Transaction) -> Result<()> {
    for grant in &person.grants {
        let role = match grant.role {
            dianwu_domain::Role::Manager => "manager",
            dianwu_domain::Role::Hr => "hr",
            dianwu_domain::Role::Administrator => "administrator",
        };
        db.execute(
            "INSERT INTO role_grant (person_id, role, department_id) VALUES (?1, ?2, ?3)",
            params![person.id.to_string(), role, grant.department_id.map(|id| id.to_string())],
        )?;
    }
    if let Some(protection) = person.protection {
        let kind = match protection.kind {
            ProtectionKind::Pregnant => "pregnant",
            ProtectionKind::Nursing => "nursing",
        };
        db.execute(
            "INSERT INTO protection (person_id, kind, from_day, until_day) VALUES (?1, ?2, ?3, ?4)",
            params![person.id.to_string(), kind, protection.from.to_string(), protection.until.to_string()],
        )?;
    }
    Ok(())
}

fn rosters(shop: &Shop, db: &Transaction) -> Result<()> {
    let mut insert = db.prepare(
        "INSERT INTO roster (id, department_id, month, status, published_at, published_by, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut entry_insert = db.prepare(
        "INSERT INTO roster_entry (person_id, day, roster_id, kind_id, version, changed_from, changed_at, updated_by, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut change_insert = db.prepare(
        "INSERT INTO roster_change (roster_id, person_id, day, kind_before, kind_after, changed_by, changed_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for roster in &shop.rosters {
        let id = roster.id.to_string();
        insert.execute(params![
            id,
            roster.department_id.to_string(),
            roster.month.to_string(),
            if roster.published.is_some() { "published" } else { "draft" },
            roster.published.map(|(at, _)| at.0),
            roster.published.map(|(_, by)| by.to_string()),
            1 + u32::from(roster.published.is_some()),
        ])?;
        for entry in &roster.entries {
            entry_insert.execute(params![
                entry.person_id.to_string(),
                entry.day.to_string(),
                id,
                entry.kind_id.to_string(),
                entry.version,
                entry.changed.map(|(from, _)| from.to_string()),
                entry.changed.map(|(_, at)| at.0),
                entry.updated_by.to_string(),
                entry.updated_at.0,
            ])?;
        }
        for change in &roster.changes {
            change_insert.execute(params![
                id,
                change.person_id.to_string(),
                change.day.to_string(),
                change.before.to_string(),
                change.after.to_string(),
                change.by.to_string(),
                change.at.0,
            ])?;
        }
    }
    Ok(())
}

/// Changes of coming days are news to those whose days they are, one notice a roster.
fn notices(shop: &Shop, db: &Transaction) -> Result<()> {
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

fn planning(shop: &Shop, db: &Transaction) -> Result<()> {
    let Planning { wishes, open_shifts, duties, swaps, demands, cycles } = &shop.planning;
    let mut insert = db.prepare("INSERT INTO wish (person_id, day, kind_id, note) VALUES (?1, ?2, ?3, ?4)")?;
    for (person, wish) in wishes {
        let kind = wish.kind_id.map(|id| id.to_string());
        insert.execute(params![person.to_string(), wish.day.to_string(), kind, wish.note.as_str()])?;
    }
    let mut insert = db.prepare(
        "INSERT INTO open_shift (id, department_id, day, kind_id, note, needs_approval, state, person_id, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for shift in open_shifts {
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
    let mut insert = db.prepare("INSERT INTO duty (department_id, day, person_id) VALUES (?1, ?2, ?3)")?;
    for Duty { department_id, day, person_id } in duties {
        insert.execute(params![department_id.to_string(), day.to_string(), person_id.to_string()])?;
    }
    let mut insert = db.prepare(
        "INSERT INTO duty_swap (id, department_id, day, person_id, other_day, other_person_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for Swap { id, department_id, day, person_id, other_day, other_person_id } in swaps {
        insert.execute(params![
            id.to_string(),
            department_id.to_string(),
            day.to_string(),
            person_id.to_string(),
            other_day.to_string(),
            other_person_id.to_string(),
        ])?;
    }
    planned_with(shop, demands, cycles, db)
}

fn planned_with(shop: &Shop, demands: &[Demand], cycles: &[Cycle], db: &Transaction) -> Result<()> {
    let mut insert = db.prepare(
        "INSERT INTO demand
            (id, department_id, kind_id, start_minute, end_minute, weekdays, from_day, until_day, heads)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for Demand { id, fields, .. } in demands {
        insert.execute(params![
            id.to_string(),
            shop.department(Team::Service).to_string(),
            fields.kind_id.map(|id| id.to_string()),
            fields.slot.map(|slot| slot.start.minutes()),
            fields.slot.map(|slot| slot.end.minutes()),
            fields.weekdays,
            fields.dates.map(|dates| dates.from.to_string()),
            fields.dates.map(|dates| dates.until.to_string()),
            fields.heads,
        ])?;
    }
    let mut insert = db.prepare("INSERT INTO cycle (id, name, days, name_key) VALUES (?1, ?2, ?3, ?4)")?;
    for Cycle { id, fields, .. } in cycles {
        let days: Vec<Option<String>> = fields.days.iter().map(|day| day.map(|id| id.to_string())).collect();
        let days = serde_json::to_string(&days).unwrap_or_default();
        insert.execute(params![id.to_string(), fields.name.as_str(), days, fold(fields.name.as_str())])?;
    }
    Ok(())
}
