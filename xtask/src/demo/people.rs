//! The demo shop's departments, positions and people. Who they are stands in `seats.rs`, how a shop comes by them in
//! `shop.rs`.

use super::{PASSWORD_HASH, Person, Shop, employment};
use dianwu_domain::{
    Role,
    people::{
        api::{ProtectionKind, Status},
        search::Key,
    },
    text::fold,
};
use rusqlite::{Result, Transaction, params};

/// Writes departments, positions and people with their accounts.
pub fn load(shop: &Shop, db: &Transaction) -> Result<()> {
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
    people(shop, db)
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
        // Whoever has left has none.
        if fields.status == Status::Active {
            credential.execute(params![id, PASSWORD_HASH, must_change, created_at.0])?;
        }
    }
    for person in &shop.people {
        employment::load(person, db)?;
        grants_and_protection(person, db)?;
    }
    Ok(())
}

fn grants_and_protection(person: &Person, db: &Transaction) -> Result<()> {
    for grant in &person.grants {
        let role = match grant.role {
            Role::Manager => "manager",
            Role::Hr => "hr",
            Role::Administrator => "administrator",
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
