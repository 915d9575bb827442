//! Wishes of the demo shop's people.

use super::{Shop, kind, organisation::text};
use dianwu_domain::{PersonId, wishes::Wish};
use rusqlite::{Result, Transaction, params};

/// Three people's wishes for the month that is still a draft.
pub fn wishes(shop: &Shop) -> Vec<(PersonId, Wish)> {
    let first = shop.today.month().plus(1).first();
    let wanted = [
        ("CS02", 8, None, "家里有事"),
        ("CS02", 9, None, ""),
        ("CS05", 11, Some(kind::EARLY), "晚上要接孩子"),
        ("CS08", 19, None, "回老家"),
    ];
    let wish = |(number, day, place, note): (&str, i64, Option<usize>, &str)| {
        let kind_id = place.map(|place| shop.kinds[place].id);
        Some((shop.person(number)?.id, Wish { day: first.plus(day), kind_id, note: text(note) }))
    };
    wanted.into_iter().filter_map(wish).collect()
}

/// Writes them.
pub fn load(shop: &Shop, db: &Transaction) -> Result<()> {
    let mut insert = db.prepare("INSERT INTO wish (person_id, day, kind_id, note) VALUES (?1, ?2, ?3, ?4)")?;
    for (person, wish) in &shop.planning.wishes {
        let kind = wish.kind_id.map(|id| id.to_string());
        insert.execute(params![person.to_string(), wish.day.to_string(), kind, wish.note.as_str()])?;
    }
    Ok(())
}
