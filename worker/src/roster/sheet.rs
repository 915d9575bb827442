//! A department's month: how far it is, and its sheet.

use super::store;
use crate::{
    kernel::{
        auth::Scoped,
        d1::{Arg, Db, args, readable},
        error::Error,
        routes::Call,
    },
    people::history,
};
use dianwu_domain::{
    Day, DepartmentId, Instant, Month, Permission, PersonId, PositionId, ShiftKindId,
    people::employment::Stay,
    roster::api::{Cell, CellChange, GetRoster, ListRosters, RosterHead, RosterPath, RosterStatus, Sheet, SheetPerson},
    text::{Name, Reason, StaffNumber},
};
use serde::Deserialize;
use std::collections::HashMap;

/// A roster's head; of one that does not exist yet, the department alone.
#[derive(Clone, Deserialize)]
pub struct HeadRecord {
    department_id: DepartmentId,
    #[serde(default)]
    department_name: Option<Name>,
    status: Option<RosterStatus>,
    published_at: Option<Instant>,
    published_by: Option<Name>,
    #[serde(deserialize_with = "readable")]
    sign_off: Option<Reason>,
    version: Option<u32>,
}

impl HeadRecord {
    /// The head as the contract has it.
    pub fn head(&self, month: Month) -> RosterHead {
        RosterHead {
            department_id: self.department_id,
            month,
            status: self.status(),
            published_at: self.published_at,
            published_by: self.published_by.clone(),
            sign_off: self.sign_off.clone(),
            version: self.version(),
        }
    }

    /// The department.
    pub const fn department_id(&self) -> DepartmentId {
        self.department_id
    }

    /// The department's name.
    pub fn department_name(&self) -> String {
        self.department_name.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    /// How far the roster is.
    pub fn status(&self) -> RosterStatus {
        self.status.unwrap_or_default()
    }

    /// Its version; 0 when there is none.
    pub fn version(&self) -> u32 {
        self.version.unwrap_or_default()
    }

    /// What the log calls the roster.
    pub fn subject(&self, month: Month) -> String {
        self.department_name.as_ref().map_or_else(|| month.to_string(), |name| format!("{name} {month}"))
    }
}

/// Somebody of the department with a post of theirs, or somebody who stands on its roster without one.
#[derive(Deserialize)]
struct PersonRecord {
    id: PersonId,
    number: StaffNumber,
    name: Name,
    position_id: Option<PositionId>,
    from_day: Option<Day>,
    #[serde(default, deserialize_with = "history::last_day")]
    until_day: Option<Day>,
    employed: String,
}

impl PersonRecord {
    /// The person with all their stays. What they were last counts.
    fn join(rows: Vec<Self>) -> Result<Vec<SheetPerson>, Error> {
        let mut people: Vec<SheetPerson> = Vec::new();
        let mut rows = rows;
        rows.sort_by(|a, b| (&a.number, a.from_day).cmp(&(&b.number, b.from_day)));
        for Self { id, number, name, position_id, from_day, until_day, employed } in rows {
            let stay = from_day.map(|from| Stay { from, until: until_day });
            if let Some(known) = people.last_mut().filter(|known| known.id == id) {
                (known.position_id, known.stays) =
                    (position_id, history::joined(known.stays.iter().copied().chain(stay).collect()));
                continue;
            }
            let fault = || Error::internal(format!("the employment of {number}"));
            let employed = history::stays(&employed).ok_or_else(fault)?;
            let stays = Vec::from_iter(stay);
            people.push(SheetPerson { id, number, name, position_id, stays, employed, cells: Vec::new() });
        }
        for person in people.iter_mut().filter(|person| person.employed == person.stays) {
            person.employed = Vec::new();
        }
        Ok(people)
    }
}

/// The cells of a day, as JSON.
#[derive(Deserialize)]
struct DayRecord {
    day: Day,
    cells: String,
}

/// A cell in a [`DayRecord`].
#[derive(Deserialize)]
struct CellRecord(PersonId, Option<ShiftKindId>, u32, Option<ShiftKindId>, Option<Instant>);

/// A month's cells by person and day, and the shift kinds that they refer to by place.
#[derive(Default)]
struct Cells {
    kinds: Vec<ShiftKindId>,
    by_person: HashMap<PersonId, Vec<Cell>>,
}

/// The heads of all departments in scope that have people or a roster in the month.
pub async fn list(call: Call<ListRosters>) -> Result<Vec<RosterHead>, Error> {
    let month = call.query.month;
    let query = store::LIST_HEADS.with(args![month, call.who.arg(), month.first(), month.last()]);
    let rows: Vec<HeadRecord> = call.db.all(query).await?;
    Ok(rows.iter().map(|row| row.head(month)).collect())
}

/// A department's month.
pub async fn get(call: Call<GetRoster>) -> Result<Sheet, Error> {
    Ok(read(&call.db, &call.who, call.path).await?.1)
}

/// A department's month with its head. One batch, unless somebody stands on the roster who no longer belongs to the
/// department.
pub async fn read(db: &Db, who: &Scoped, path: RosterPath) -> Result<(HeadRecord, Sheet), Error> {
    let RosterPath { department_id, month } = path;
    who.require(department_id)?;
    let rows = db
        .batch(vec![
            store::GET_HEAD.with(args![month, department_id]),
            store::LIST_PEOPLE.with(args![department_id, month.first(), month.last()]),
            store::LIST_CELLS.with(args![month, department_id]),
        ])
        .await?;
    let head: HeadRecord = rows.first(0)?.ok_or(Error::not_found())?;
    let mut people: Vec<PersonRecord> = rows.take(1)?;
    let Cells { kinds, by_person: mut cells } = Cells::read(rows.take(2)?)?;
    let strangers: Vec<PersonId> =
        cells.keys().filter(|id| people.iter().all(|person| person.id != **id)).copied().collect();
    if !strangers.is_empty() {
        people.extend(db.all::<PersonRecord>(store::FIND_PEOPLE.with(args![Arg::json(&strangers)])).await?);
    }
    let mut people = PersonRecord::join(people)?;
    for person in &mut people {
        person.cells = cells.remove(&person.id).unwrap_or_default();
    }
    let sheet = Sheet {
        head: head.head(month),
        may_edit: who.caller.departments(Permission::ManageRosters).contains(&department_id),
        kinds,
        people,
    };
    Ok((head, sheet))
}

impl Cells {
    fn read(days: Vec<DayRecord>) -> Result<Self, Error> {
        let mut found = Self::default();
        let mut places = HashMap::new();
        for DayRecord { day, cells } in days {
            let cells: Vec<CellRecord> =
                serde_json::from_str(&cells).map_err(|error| Error::internal(format!("cells of {day}: {error}")))?;
            for CellRecord(person_id, kind_id, version, changed_from, changed_at) in cells {
                let kind = kind_id.map(|id| *places.entry(id).or_insert_with(|| found.place(id)));
                let change = change(changed_from, changed_at);
                found.by_person.entry(person_id).or_default().push(Cell { day: day.number(), kind, version, change });
            }
        }
        Ok(found)
    }

    /// Gives a shift kind the next place.
    fn place(&mut self, kind: ShiftKindId) -> u16 {
        self.kinds.push(kind);
        u16::try_from(self.kinds.len() - 1).unwrap_or(u16::MAX)
    }
}

/// The two columns of a change as the contract has them.
pub fn change(from: Option<ShiftKindId>, at: Option<Instant>) -> Option<CellChange> {
    at.map(|at| CellChange { from, at })
}

/// Reads a roster's head.
/// A department's head of a month.
///
/// # Errors
/// [`Error::not_found`], or as [`Db::batch`].
pub async fn head(db: &Db, month: Month, department_id: DepartmentId) -> Result<HeadRecord, Error> {
    db.first(store::GET_HEAD.with(args![month, department_id])).await?.ok_or(Error::not_found())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::sqlite::batch,
        roster::shop::{Shop, day, id},
    };

    fn plan(shop: &Shop, statement: crate::kernel::d1::Statement) -> String {
        let mut plan = shop.database.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.text())).unwrap();
        let nulls = vec![rusqlite::types::Value::Null; plan.parameter_count()];
        let steps = plan.query_map(rusqlite::params_from_iter(nulls), |row| row.get::<_, String>(3)).unwrap();
        steps.map(Result::unwrap).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_sheet_reads_its_cells_from_the_covering_index_and_its_people_from_theirs() {
        let shop = Shop::open();
        assert!(plan(&shop, store::LIST_CELLS).contains("USING COVERING INDEX roster_entry_sheet (roster_id=?)"));
        assert!(
            plan(&shop, store::LIST_PEOPLE)
                .contains("USING COVERING INDEX post_department (department_id=? AND until_day>?)")
        );
        let mine = plan(&shop, store::LIST_MY_DAYS);
        assert!(mine.contains("SEARCH c USING PRIMARY KEY (person_id=? AND day>? AND day<?)"), "{mine}");
        let team = plan(&shop, store::LIST_TEAM_DAY);
        assert!(
            team.contains("USING COVERING INDEX roster_entry_sheet (roster_id=? AND day=? AND kind_id>?)"),
            "{team}"
        );
        let members = plan(&shop, store::FIND_MEMBERS);
        assert!(members.contains("SEARCH c USING PRIMARY KEY"), "{members}");
        assert!(!members.contains("roster_entry_sheet"), "{members}");
    }

    #[test]
    fn a_sheet_shows_those_who_belonged_to_the_department_in_its_month() {
        let mut shop = Shop::open();
        for (n, department, hired_on, left_on) in [
            (11, 1, "2024-02-29", None),
            (12, 1, "2024-03-01", None),
            (13, 1, "2020-01-01", Some("2024-01-31")),
            (14, 1, "2020-01-01", Some("2024-02-01")),
            (15, 2, "2020-01-01", None),
        ] {
            shop.hire(n, department, hired_on, left_on);
        }
        let month: Month = "2024-02".parse().unwrap();
        let query = store::LIST_PEOPLE.with(args![id::<DepartmentId>(1), month.first(), month.last()]);
        let rows: Vec<PersonRecord> = batch(&mut shop.database, vec![query]).unwrap().take(0);
        let mut found: Vec<_> = rows.into_iter().map(|person| person.number.to_string()).collect();
        found.sort();
        assert_eq!(found, ["N1", "N11", "N14", "N2"]);
    }

    #[test]
    fn one_who_moves_is_a_row_of_each_department_for_their_days_there_and_of_no_month_before_or_after() {
        let mut shop = Shop::open();
        shop.move_person(1, 2, "2024-02-16");
        shop.move_person(1, 1, "2024-02-20");
        let mut stays = |department: u128, month: &str| -> Option<String> {
            let month: Month = month.parse().unwrap();
            let query = store::LIST_PEOPLE.with(args![id::<DepartmentId>(department), month.first(), month.last()]);
            let people = PersonRecord::join(batch(&mut shop.database, vec![query]).unwrap().take(0)).unwrap();
            let person = people.into_iter().find(|person| person.id == id(1))?;
            assert_eq!(person.employed(), [Stay { from: day("2020-01-01"), until: None }]);
            let days =
                |stay: &Stay| format!("{}…{}", stay.from, stay.until.map(|day| day.to_string()).unwrap_or_default());
            Some(person.stays.iter().map(days).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(stays(1, "2024-01").as_deref(), Some("2020-01-01…2024-02-15"));
        assert_eq!(stays(1, "2024-02").as_deref(), Some("2020-01-01…2024-02-15 2024-02-20…"));
        assert_eq!(stays(1, "2024-03").as_deref(), Some("2024-02-20…"));
        assert_eq!(stays(2, "2024-01"), None);
        assert_eq!(stays(2, "2024-02").as_deref(), Some("2024-02-16…2024-02-19"));
        assert_eq!(stays(2, "2024-03"), None);
    }

    #[test]
    fn a_months_cells_are_its_own_with_their_kinds_as_places() {
        let mut shop = Shop::open();
        for on in ["2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01"] {
            shop.write(1, 1, day(on).month(), &[(on, Some(1))]);
        }
        shop.write(1, 2, "2024-02".parse().unwrap(), &[("2024-02-29", Some(2))]);
        shop.write(1, 1, "2024-02".parse().unwrap(), &[("2024-02-01", None)]);
        let query = store::LIST_CELLS.with(args!["2024-02", id::<DepartmentId>(1)]);
        let rows = batch(&mut shop.database, vec![query]).unwrap().take(0);
        let Cells { kinds, by_person: mut found } = Cells::read(rows).unwrap();
        assert_eq!(kinds.len(), 2);
        let mut told = |person| -> Vec<_> {
            let cells = found.remove(&id::<PersonId>(person)).unwrap();
            cells.iter().map(|cell| (cell.day, cell.kind.map(|kind| kinds[usize::from(kind)]), cell.version)).collect()
        };
        assert_eq!(told(1), [(1, None, 2), (29, Some(id(1)), 1)]);
        assert_eq!(told(2), [(29, Some(id(2)), 1)]);
    }

    #[test]
    fn heads_are_told_of_departments_in_scope_that_have_people_or_a_roster() {
        let mut shop = Shop::open();
        shop.hire(11, 3, "2024-03-01", None);
        let november: Month = "2026-11".parse().unwrap();
        shop.write(1, 1, november, &[("2026-11-01", Some(1))]);
        shop.publish(1, november);
        let mut heads = |month: &str, scope: &[DepartmentId]| -> Vec<_> {
            let month: Month = month.parse().unwrap();
            let query = store::LIST_HEADS.with(args![month, Arg::json(&scope), month.first(), month.last()]);
            let rows: Vec<HeadRecord> = batch(&mut shop.database, vec![query]).unwrap().take(0);
            let heads = rows.iter().map(|row| row.head(month));
            heads.map(|head| (head.department_id, head.status, head.version)).collect()
        };
        let all = [id(1), id(2), id(3)];
        let published = (id(1), RosterStatus::Published, 2);
        let empty = |department| (id(department), RosterStatus::Empty, 0);
        assert_eq!(heads("2026-11", &all), [published, empty(2), empty(3)]);
        assert_eq!(heads("2026-11", &[id(1)]), [published]);
        assert_eq!(heads("2024-02", &all), [empty(1), empty(2)]);
    }
}
