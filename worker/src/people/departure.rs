//! What ends when somebody leaves a department, for another one or for good: what they had asked for there. Features say at
//! their doors what that is.

use crate::{
    kernel::{
        d1::{Change, Db, Query, Rows},
        error::Error,
    },
    notices::Deed,
};
use dianwu_domain::{Day, DepartmentId, PersonId};
use std::collections::BTreeSet;

/// Who leaves which department, from when on, and by whose deed.
pub struct Leaving {
    /// Each with the department that they leave.
    pub people: Vec<(PersonId, DepartmentId)>,
    /// The first day on which they are no longer there, today or later.
    pub from: Day,
    /// By whom they are told of it.
    pub deed: Deed,
}

impl Leaving {
    /// Those who leave.
    pub fn who(&self) -> Vec<PersonId> {
        self.people.iter().map(|(person, _)| *person).collect()
    }

    /// The departments that are left, each once.
    pub fn departments(&self) -> BTreeSet<DepartmentId> {
        self.people.iter().map(|(_, department)| *department).collect()
    }
}

/// What a feature ends when people leave.
#[derive(Clone, Copy)]
pub struct Departure {
    /// The statements that read what they had asked for.
    pub ask: fn(&Leaving) -> Vec<Query>,
    /// Adds to the change by which they leave that all of it ends: what was asked stands in the rows from a place on.
    pub end: fn(Change, &Leaving, &Rows, usize) -> Result<Change, Error>,
}

/// What people who leave their departments had asked for there.
pub struct Asked {
    leaving: Leaving,
    /// The features' departures, each with the place of its first rows.
    departures: Vec<(Departure, usize)>,
    rows: Option<Rows>,
}

impl Asked {
    fn of(leaving: Leaving) -> Self {
        Self { leaving, departures: Vec::new(), rows: None }
    }

    fn queries(&mut self) -> Vec<Query> {
        let mut queries = Vec::new();
        for departure in crate::doors().filter_map(|door| door.departure) {
            self.departures.push((departure, queries.len()));
            queries.extend((departure.ask)(&self.leaving));
        }
        queries
    }

    /// Reads what `leaving` people, each with the department that they leave, have asked for there for days from `from` on.
    ///
    /// # Errors
    /// As [`Db::batch`].
    pub async fn read(db: &Db, leaving: &[(PersonId, DepartmentId)], from: Day, deed: Deed) -> Result<Self, Error> {
        let mut asked = Self::of(Leaving { people: leaving.to_vec(), from, deed });
        if !leaving.is_empty() {
            let queries = asked.queries();
            asked.rows = Some(db.batch(queries).await?);
        }
        Ok(asked)
    }

    /// Adds to the change by which they leave that all of it ends.
    ///
    /// # Errors
    /// When a row is not what its statement promised: a fault of ours.
    pub fn end(&self, change: Change) -> Result<Change, Error> {
        let Some(rows) = &self.rows else { return Ok(change) };
        self.departures
            .iter()
            .try_fold(change, |change, (departure, place)| (departure.end)(change, &self.leaving, rows, *place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::{audit::Audit, d1::Query, routes::Source, sqlite::batch},
        roster::shop::{NOW, Shop, day, id},
    };
    use dianwu_domain::{DayMinute, Instant, Zone, audit::api::Action};

    const TODAY: &str = "2027-01-15";

    /// Claims of people 1 and 2 and offers among 1, 2 and 4, as far as they wait or have waited.
    fn shop() -> Shop {
        let shop = Shop::open();
        shop.hire(4, 1, "2020-01-01", None);
        let text = |n: u128| id::<PersonId>(n).to_string();
        for (n, on, state, person) in [
            (71, "2027-01-14", "claimed", Some(1)),
            (72, TODAY, "claimed", Some(1)),
            (73, "2027-02-01", "claimed", Some(1)),
            (74, "2027-02-02", "taken", Some(1)),
            (75, "2027-02-03", "claimed", Some(2)),
            (76, "2027-02-04", "open", None),
        ] {
            let sql = "INSERT INTO open_shift (id, department_id, day, kind_id, needs_approval, state, person_id)
                VALUES (?1, ?2, ?3, ?2, 1, ?4, ?5)";
            shop.database.execute(sql, rusqlite::params![text(n), text(1), on, state, person.map(text)]).unwrap();
        }
        for (n, one, other) in [(81, 1, 2), (82, 4, 1), (83, 2, 4)] {
            let sql = "INSERT INTO duty_swap (id, department_id, day, person_id, other_day, other_person_id)
                VALUES (?1, ?2, '2027-02-05', ?3, '2027-02-06', ?4)";
            shop.database.execute(sql, [text(n), text(1), text(one), text(other)]).unwrap();
        }
        shop
    }

    fn deed() -> Deed {
        Deed { by: id(3), at: NOW, zone: Zone::CHINA, cut_off: DayMinute::MIDNIGHT }
    }

    /// The statements by which person 1 leaves department 1.
    fn leaving(shop: &mut Shop) -> Vec<Query> {
        let leaving = Leaving { people: vec![(id(1), id(1))], from: day(TODAY), deed: deed() };
        let mut asked = Asked::of(leaving);
        let queries = asked.queries();
        asked.rows = Some(Rows::Native(batch(&mut shop.database, queries).unwrap()));
        let source = Source { request_id: String::new(), address: String::new(), user_agent: String::new(), now: NOW };
        let audit = Audit::new(&source, id(3), Action::PERSON_UPDATE, "N1");
        asked.end(Change::new(audit)).unwrap().into_queries()
    }

    fn states(shop: &Shop, table: &str) -> Vec<String> {
        let sql = format!("SELECT state || version FROM {table} ORDER BY id");
        let mut statement = shop.database.prepare(&sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn what_waits_ends_with_those_who_leave_and_what_was_settled_or_is_others_stays() {
        let mut shop = shop();
        assert_eq!(deed().zone.local(Instant(NOW.0)).day, day(TODAY));
        let leaving = leaving(&mut shop);
        batch(&mut shop.database, leaving).unwrap();
        assert_eq!(states(&shop, "open_shift"), ["claimed1", "open2", "open2", "taken1", "claimed1", "open1"]);
        assert_eq!(states(&shop, "duty_swap"), ["withdrawn2", "withdrawn2", "offered1"]);
        let told: Vec<String> = shop
            .database
            .prepare("SELECT substr(person_id, 36) || ' ' || kind FROM notice ORDER BY 1")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let wanted =
            ["1 claim_dropped", "1 claim_dropped", "1 swap_ended", "1 swap_ended", "2 swap_ended", "4 swap_ended"];
        assert_eq!(told, wanted);
    }

    #[test]
    fn a_claim_made_at_this_very_moment_ends_as_well() {
        let mut shop = shop();
        let leaving = leaving(&mut shop);
        let sql = "UPDATE open_shift SET state = 'claimed', person_id = ?1 WHERE state = 'open'";
        shop.database.execute(sql, [id::<PersonId>(1).to_string()]).unwrap();
        batch(&mut shop.database, leaving).unwrap();
        assert_eq!(states(&shop, "open_shift")[5], "open2");
    }
}
