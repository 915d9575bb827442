//! A small shop in SQLite for the tests of rosters: departments 1 to 3, of which 1 has people 1 and 2 and 2 has person
//! 3, and shift kinds 1 (早), 2 (晚), 3 (夜, until 30:00) and 4 (休).

use super::store;
use crate::kernel::{
    d1::{Arg, named},
    sqlite::{database, run},
};
use dianwu_domain::{Day, DepartmentId, Instant, Month, PersonId, text::Reason};
use rusqlite::{Connection, params};
use std::{fmt::Debug, str::FromStr};
use uuid::Uuid;

/// When everything happens.
pub const NOW: Instant = Instant(1_800_000_000_000);

pub struct Shop {
    pub database: Connection,
}

/// The id of the nth thing.
pub fn id<T: FromStr<Err: Debug>>(n: u128) -> T {
    Uuid::from_u128(n).hyphenated().to_string().parse().unwrap()
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Shop {
    pub fn open() -> Self {
        let database = database();
        for n in 1..=3 {
            let id = id::<DepartmentId>(n).to_string();
            database
                .execute("INSERT INTO department (id, name) VALUES (?1, ?2)", params![id, format!("部{n}")])
                .unwrap();
        }
        for (n, code, start, end) in [
            (1, "早", Some(480), Some(1020)),
            (2, "晚", Some(960), Some(1440)),
            (3, "夜", Some(1320), Some(1800)),
            (4, "休", None, None),
        ] {
            let kind = Uuid::from_u128(n).hyphenated().to_string();
            let sql = "INSERT INTO shift_kind (id, code, name, hue, is_work) VALUES (?1, ?2, ?2, 'teal', ?3)";
            database.execute(sql, params![kind, code, start.is_some()]).unwrap();
            let Some((start, end)) = start.zip(end) else { continue };
            let sql = "INSERT INTO shift_kind_hours (kind_id, from_day, start_minute, end_minute)
                VALUES (?1, '2000-01-01', ?2, ?3)";
            database.execute(sql, params![kind, start, end]).unwrap();
        }
        let shop = Self { database };
        for (n, department) in [(1, 1), (2, 1), (3, 2)] {
            shop.hire(n, department, "2020-01-01", None);
        }
        shop
    }

    pub fn hire(&self, n: u128, department: u128, hired_on: &str, left_on: Option<&str>) {
        let sql = "INSERT INTO person (id, number, name, department_id, hired_on, status, left_on, created_at)
            VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, 0)";
        let (person, department) = (id::<PersonId>(n).to_string(), id::<DepartmentId>(department).to_string());
        let status = if left_on.is_some() { "left" } else { "active" };
        self.database.execute(sql, params![person, format!("N{n}"), department, hired_on, status, left_on]).unwrap();
    }

    /// Moves somebody to a department, from a day on, until the end of the post that they hold then.
    pub fn move_person(&self, n: u128, department: u128, from: &str) {
        let (person, department) = (id::<PersonId>(n).to_string(), id::<DepartmentId>(department).to_string());
        let before = day(from).plus(-1).to_string();
        let held = "SELECT until_day FROM post WHERE person_id = ?1 AND ?2 BETWEEN from_day AND until_day";
        let until: String = self.database.query_row(held, [&person, from], |row| row.get(0)).unwrap();
        let run = |sql: &str, params: [&str; 4]| assert_eq!(self.database.execute(sql, params).unwrap(), 1);
        run(
            "UPDATE post SET until_day = ?3 WHERE person_id = ?1 AND ?2 BETWEEN from_day AND until_day AND ?4 <> ''",
            [&person, from, &before, &until],
        );
        run(
            "INSERT INTO post (person_id, from_day, until_day, department_id) VALUES (?1, ?2, ?3, ?4)",
            [&person, from, &until, &department],
        );
        self.database.execute("UPDATE person SET department_id = ?2 WHERE id = ?1", [person, department]).unwrap();
    }

    /// Ends somebody's only period with a last day that has passed.
    pub fn leave(&self, n: u128, left_on: &str) {
        for sql in [
            "UPDATE person SET status = 'left', left_on = ?2, works_until = ?2 WHERE id = ?1",
            "UPDATE employment SET until_day = ?2 WHERE person_id = ?1",
            "UPDATE post SET until_day = ?2 WHERE person_id = ?1",
        ] {
            self.database.execute(sql, params![id::<PersonId>(n).to_string(), left_on]).unwrap();
        }
    }

    /// Publishes a draft at version 1, whatever is in it.
    pub fn publish(&self, department: u128, month: Month) {
        let nobody: [PersonId; 0] = [];
        let query = store::PUBLISH_ROSTER.named(named![
            month,
            department_id: id::<DepartmentId>(department),
            version: 1,
            now: NOW,
            me: id::<PersonId>(1),
            sign_off: None::<Reason>,
            judged_people: Arg::json(&nobody),
            judged_from: month.first(),
            judged_until: month.last(),
            judged_writes: 0,
        ]);
        assert_eq!(run(&self.database, query.statement, query.args).unwrap(), 1);
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> u32 {
        self.database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }
}
