//! The calendar: a year's statutory holidays, days off, and workdays that make up for them.

pub mod store;

use crate::{
    door::Door,
    kernel::{
        audit::Audit,
        d1::{Arg, Change, Db, Query, args},
        error::{Error, check},
        routes::Call,
    },
};
use dianwu_domain::{
    Day, Year,
    audit::api::Action,
    calendar::{
        Holiday,
        api::{GetHolidays, HolidayYear, SaveHolidays},
    },
};
use serde::Deserialize;

/// The feature's door.
pub const DOOR: Door = Door {
    routes: |routes| {
        routes.add(get);
        routes.add(save);
    },
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["holiday", "holiday_year"],
    ..Door::EMPTY
};

/// Reads the days from `from` to `until` that differ from their weekday, as rows of [`Holiday`].
pub fn between(from: Day, until: Day) -> Query {
    store::LIST_HOLIDAYS.with(args![from, until])
}

#[derive(Deserialize)]
struct YearRecord {
    version: u32,
}

async fn find(db: &Db, year: Year) -> Result<HolidayYear, Error> {
    let rows =
        db.batch(vec![between(year.first(), year.last()), store::GET_HOLIDAY_YEAR.with(args![year.number()])]).await?;
    let version = rows.first::<YearRecord>(1)?.map_or(0, |row| row.version);
    Ok(HolidayYear { year, days: rows.take(0)?, version })
}

/// A year's table; of a year that nobody has entered an empty one.
pub async fn get(call: Call<GetHolidays>) -> Result<HolidayYear, Error> {
    find(&call.db, call.path.year).await
}

/// Replaces a year's table. A repeated send finds what it asks for and is answered like the first.
pub async fn save(call: Call<SaveHolidays>) -> Result<HolidayYear, Error> {
    let year = call.path.year;
    check(call.body.check(year))?;
    let version = call.body.version;
    let mut days = call.body.days;
    days.sort_by_key(|holiday| holiday.day);
    let before = find(&call.db, year).await?;
    if before.days == days && before.version > 0 {
        return Ok(before);
    }
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::HOLIDAYS_SAVE, year)
        .before(&before.days)
        .after(&days);
    let change = replacement(Change::new(audit), year, version, &days);
    let written = HolidayYear { year, days, version: version + 1 };
    let asked = written.days.clone();
    let standing = async || Ok(Some(find(&call.db, year).await?).filter(|standing| standing.days == asked));
    change.or_standing(&call.db, written, standing).await
}

/// The change that replaces a year's table, if `version` of it stands.
fn replacement(change: Change, year: Year, version: u32, days: &[Holiday]) -> Change {
    let rows: Vec<_> = days.iter().map(|holiday| (holiday.day, holiday.kind, &holiday.name)).collect();
    change
        .guarded(store::COUNT_HOLIDAY_YEAR.with(args![year.number(), version]))
        .with(store::DELETE_HOLIDAYS.with(args![year.first(), year.last()]))
        .with(store::INSERT_HOLIDAYS.with(args![Arg::json(&rows)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::sqlite::{batch, database};
    use dianwu_domain::calendar::published;

    fn stored(database: &mut rusqlite::Connection, year: Year) -> Vec<Holiday> {
        batch(database, vec![between(year.first(), year.last())]).unwrap().take(0)
    }

    #[test]
    fn a_new_database_holds_the_calendars_that_the_domain_knows() {
        let mut database = database();
        for year in [2025, 2026].map(Year::clamped) {
            assert_eq!(stored(&mut database, year), published(year), "{year}");
        }
        assert!(stored(&mut database, Year::clamped(2027)).is_empty());
    }
}
