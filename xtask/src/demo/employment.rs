//! Employment in the demo shop: who was elsewhere before, who came back, who is on probation, and who leaves next week.

use super::{
    Person, Shop,
    organisation::text,
    seats::{self, Team},
};
use dianwu_domain::{
    Day,
    people::employment::{Contract, Employment, Leaving, LeavingReason, Misfit, Post},
};
use rusqlite::{Result, Transaction, params};

/// Gives the people of the shop their histories.
pub fn give(shop: &Shop, people: &mut [Person]) {
    for person in people {
        if let Ok(Some(history)) = special(shop, person) {
            person.employment = history;
        }
    }
}

/// The history of those whose is a special one.
fn special(shop: &Shop, person: &Person) -> std::result::Result<Option<Employment>, Misfit> {
    let today = shop.today;
    let begun = Employment::of(&person.fields);
    let Some(now) = begun.standing(today).map(|standing| standing.post) else { return Ok(None) };
    let since = now.from;
    Ok(Some(match person.fields.number.as_str() {
        // Before the demo's rosters, from 客服组.
        seats::MOVER => {
            let before = Post { department_id: shop.department(Team::Service), ..now };
            Employment::begun(before).moved(Post { from: since.plus(10), ..now })?
        }
        seats::RETURNER => {
            let first = Post { from: since.plus(-700), ..now };
            let leaving = Leaving { reason: LeavingReason::Resigned, note: Some(text("回老家")) };
            Employment::begun(first).left(first.from, since.plus(-200), leaving)?.returned(now)?
        }
        seats::NEWCOMER => {
            let mut begun = begun;
            for period in &mut begun.periods {
                period.probation_until = Some(since.plus(89));
                period.contract = Some(Contract { from: since, until: Some(since.plus(3 * 365)) });
            }
            begun
        }
        seats::LEAVER => {
            let leaving = Leaving { reason: LeavingReason::Resigned, note: None };
            begun.left(today, today.plus(7), leaving)?
        }
        _ => return Ok(None),
    }))
}

/// Writes a person's history in place of the one that they began with.
pub fn load(person: &Person, db: &Transaction) -> Result<()> {
    if person.employment == Employment::of(&person.fields) {
        return Ok(());
    }
    let id = person.id.to_string();
    let last = |until: Option<Day>| until.map_or_else(|| "9999-12-31".to_owned(), |until| until.to_string());
    let code = |value: serde_json::Value| value.as_str().map(str::to_owned);
    db.execute("DELETE FROM employment WHERE person_id = ?1", [&id])?;
    db.execute("DELETE FROM post WHERE person_id = ?1", [&id])?;
    for period in &person.employment.periods {
        let leaving = period.leaving.as_ref();
        let contract = period.contract;
        db.execute(
            "INSERT INTO employment (person_id, from_day, until_day, reason, note, probation_until, contract_from, contract_until)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                id,
                period.from().to_string(),
                last(period.until),
                leaving.and_then(|leaving| code(serde_json::json!(leaving.reason))),
                leaving.and_then(|leaving| leaving.note.as_ref().map(ToString::to_string)),
                period.probation_until.map(|day| day.to_string()),
                contract.map(|contract| contract.from.to_string()),
                contract.and_then(|contract| contract.until).map(|day| day.to_string()),
            ],
        )?;
    }
    for (post, until) in person.employment.posts() {
        db.execute(
            "INSERT INTO post (person_id, from_day, until_day, department_id, position_id, kind)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                id,
                post.from.to_string(),
                last(until),
                post.department_id.to_string(),
                post.position_id.map(|position| position.to_string()),
                code(serde_json::json!(post.kind)),
            ],
        )?;
    }
    let works_until = person.employment.ends_on().map(|day| day.to_string());
    db.execute("UPDATE person SET works_until = ?2 WHERE id = ?1", params![id, works_until])?;
    Ok(())
}
