//! What the demo shop's rosters are planned with: how many heads are needed, and cycles of shifts.

use super::{Shop, kind, organisation::text, random::Random, seats::Team, shop::at};
use dianwu_domain::{
    CycleId, DemandId,
    roster::{
        coverage::{Dates, Demand, DemandFields},
        cycle::{Cycle, CycleFields},
    },
    shifts::slot::Slot,
    text::fold,
};
use rusqlite::{Result, Transaction, params};

/// Both shifts on every day, the last hours before midnight, and more in the morning of the month's 11th, a day of sales.
pub fn demands(shop: &Shop, ids: &mut Random) -> Vec<Demand> {
    let kind_id = |place: usize| Some(shop.kinds[place].id);
    let sale = shop.today.month().first().plus(10);
    let on_sale = Some(Dates { from: sale, until: sale });
    let evening = "20:00".parse().ok().zip("24:00".parse().ok()).map(|(start, end)| Slot { start, end });
    let wanted = [
        (kind_id(kind::EARLY), None, None, 3),
        (kind_id(kind::LATE), None, None, 2),
        (None, evening, None, 2),
        (kind_id(kind::EARLY), None, on_sale, 5),
    ];
    let demand = |(kind_id, slot, dates, heads)| Demand {
        id: DemandId::new(ids.uuid(at(shop.today.plus(-1), 11 * 60))),
        fields: DemandFields { kind_id, slot, weekdays: 127, dates, heads },
        version: 1,
    };
    wanted.map(demand).into()
}

/// A cycle of the shop's own beside the usual ones.
pub fn cycles(shop: &Shop, ids: &mut Random) -> Vec<Cycle> {
    let days = [kind::EARLY, kind::EARLY, kind::LATE, kind::LATE, kind::OFF, kind::OFF];
    let fields =
        CycleFields { name: text("客服两早两晚"), days: days.map(|place| Some(shop.kinds[place].id)).into() };
    vec![Cycle { id: CycleId::new(ids.uuid(at(shop.today.plus(-1), 12 * 60))), fields, version: 1 }]
}

/// Writes both.
pub fn load(shop: &Shop, db: &Transaction) -> Result<()> {
    let mut insert = db.prepare(
        "INSERT INTO demand
            (id, department_id, kind_id, start_minute, end_minute, weekdays, from_day, until_day, heads)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for Demand { id, fields, .. } in &shop.planning.demands {
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
    for Cycle { id, fields, .. } in &shop.planning.cycles {
        let days: Vec<Option<String>> = fields.days.iter().map(|day| day.map(|id| id.to_string())).collect();
        let days = serde_json::to_string(&days).unwrap_or_default();
        insert.execute(params![id.to_string(), fields.name.as_str(), days, fold(fields.name.as_str())])?;
    }
    Ok(())
}
