//! Handlers of departments and positions.

pub mod store;

use crate::kernel::{
    audit::Audit,
    d1::{Arg, Change, Db, Query, Rows, Statement, args},
    error::{Error, check_version},
    routes::{Call, Routes},
};
use dianwu_domain::{
    Code, DepartmentId, FieldCode, Nothing, Permission, PositionId, Use, UsedBy,
    audit::api::Action,
    kernel::order::check_sort,
    people::{
        api::{
            DeleteDepartment, DeletePosition, Department, DepartmentBody, ListDepartments, ListPositions, Position,
            PositionBody, SaveDepartment, SavePosition,
        },
        tree,
    },
    text::fold,
};
use serde::Deserialize;
use serde_json::Value;

/// Reads a department's name.
pub fn named(department_id: DepartmentId) -> Query {
    store::GET_DEPARTMENT.with(args![department_id])
}

/// Adds the routes.
pub fn routes(routes: &mut Routes) {
    routes.add(list_departments);
    routes.add(save_department);
    routes.add(delete_department);
    routes.add(list_positions);
    routes.add(save_position);
    routes.add(delete_position);
}

/// All departments. A shop has some dozens, so that nothing is gained by reading fewer.
pub async fn departments(db: &Db) -> Result<Vec<Department>, Error> {
    db.all(store::LIST_DEPARTMENTS.with(args![])).await
}

/// All positions.
pub async fn positions(db: &Db) -> Result<Vec<Position>, Error> {
    db.all(store::LIST_POSITIONS.with(args![])).await
}

async fn list_departments(call: Call<ListDepartments>) -> Result<Vec<Department>, Error> {
    departments(&call.db).await
}

async fn list_positions(call: Call<ListPositions>) -> Result<Vec<Position>, Error> {
    positions(&call.db).await
}

async fn save_department(call: Call<SaveDepartment>) -> Result<Department, Error> {
    let id = call.path.department_id;
    let all = departments(&call.db).await?;
    let before = all.iter().find(|department| department.id == id);
    let asked = department(id, &call.body);
    if let Some(same) = before.filter(|department| is_same_department(department, &asked)) {
        return Ok(same.clone());
    }
    check_version(before.map(|department| department.version), call.body.version)?;
    check_sort(asked.sort).map_err(|code| Error::field("sort", code))?;
    if let Some(parent) = call.body.parent_id {
        tree::check_parent(&all, id, parent).map_err(|code| Error::field("parent_id", code))?;
    }
    let administers = call.who.caller.holds(Permission::Administer);
    if before.is_some_and(|before| before.parent_id != call.body.parent_id)
        && !administers
        && call.db.first::<Value>(store::FIND_OTHER_MANAGER.with(args![id, call.body.parent_id])).await?.is_some()
    {
        return Err(Error::field("parent_id", FieldCode::NeedsAdministrator));
    }
    let audit =
        Audit::new(&call.source, call.who.caller.person_id(), Action::DEPARTMENT_SAVE, &asked.name).after(&asked);
    let key = fold(asked.name.as_str());
    let (audit, write) = match before {
        None => (audit, store::INSERT_DEPARTMENT.with(args![id, &asked.name, asked.parent_id, asked.sort, key])),
        Some(before) => {
            let args = args![id, &asked.name, asked.parent_id, asked.sort, key, call.body.version, administers];
            (audit.before(before), store::UPDATE_DEPARTMENT.with(args))
        }
    };
    let standing = async || {
        let mut now = departments(&call.db).await?.into_iter();
        Ok(now.find(|department| is_same_department(department, &asked)))
    };
    Change::new(audit).guarded(write).or_standing(&call.db, asked.clone(), standing).await
}

async fn delete_department(call: Call<DeleteDepartment>) -> Result<Nothing, Error> {
    let all = departments(&call.db).await?;
    let Some(before) = all.iter().find(|department| department.id == call.path.department_id) else {
        return Ok(Nothing {});
    };
    let actor = call.who.caller.person_id();
    let audit = Audit::new(&call.source, actor, Action::DEPARTMENT_DELETE, &before.name).before(before);
    let deleted = Change::new(audit).guarded(store::DELETE_DEPARTMENT.with(args![before.id])).delete(&call.db).await;
    or_uses(deleted, &call.db, department_uses(), before.id.into()).await
}

/// What this feature keeps in a department.
pub const USES_OF_DEPARTMENT: &[(UsedBy, Statement)] = &[
    (UsedBy::PEOPLE, store::COUNT_PEOPLE_OF_DEPARTMENT),
    (UsedBy::PEOPLE_LEFT, store::COUNT_LEFT_OF_DEPARTMENT),
    (UsedBy::DEPARTMENTS, store::COUNT_DEPARTMENTS_BELOW),
    (UsedBy::MANAGERS, store::COUNT_MANAGERS_OF_DEPARTMENT),
];

/// What holds a position.
pub const USES_OF_POSITION: &[(UsedBy, Statement)] =
    &[(UsedBy::PEOPLE, store::COUNT_PEOPLE_OF_POSITION), (UsedBy::PEOPLE_LEFT, store::COUNT_LEFT_OF_POSITION)];

#[derive(Deserialize)]
struct CountRecord {
    count: u32,
}

/// What all features keep in a department, in the order in which it is told: what nobody can remove comes last.
pub fn department_uses() -> Vec<(UsedBy, Statement)> {
    let mut uses: Vec<_> = crate::doors().flat_map(|door| door.department_uses).copied().collect();
    uses.sort_by_key(|(what, _)| what.is_kept());
    uses
}

/// The statements that count `uses` of the thing `id`.
pub fn count(uses: &[(UsedBy, Statement)], id: &Arg) -> Vec<Query> {
    uses.iter().map(|(_, statement)| statement.with(vec![id.clone()])).collect()
}

/// Those of `uses` that there are, by what [`count`] found.
///
/// # Errors
/// As [`Rows::take`].
pub fn counted(uses: &[(UsedBy, Statement)], rows: &Rows) -> Result<Vec<Use>, Error> {
    let count = |(place, (what, _)): (usize, &(UsedBy, Statement))| {
        let count = rows.first::<CountRecord>(place)?.map_or(0, |row| row.count);
        Ok(what.times(count))
    };
    let mut uses = uses.iter().enumerate().map(count).collect::<Result<Vec<_>, Error>>()?;
    uses.retain(|one| one.count > 0);
    Ok(uses)
}

/// Adds to a deletion that was refused what stands in its way. Whoever manages people does so in the whole shop, so
/// all of it may be told.
async fn or_uses(
    deleted: Result<Nothing, Error>,
    db: &Db,
    uses: Vec<(UsedBy, Statement)>,
    id: Arg,
) -> Result<Nothing, Error> {
    match deleted {
        Err(error) if error.code() == Code::InUse => {
            Err(Error::in_use(counted(&uses, &db.batch(count(&uses, &id)).await?)?))
        }
        other => other,
    }
}

async fn save_position(call: Call<SavePosition>) -> Result<Position, Error> {
    let id = call.path.position_id;
    let all = positions(&call.db).await?;
    let before = all.iter().find(|position| position.id == id);
    let asked = position(id, &call.body);
    if let Some(same) = before.filter(|position| is_same_position(position, &asked)) {
        return Ok(same.clone());
    }
    check_version(before.map(|position| position.version), call.body.version)?;
    check_sort(asked.sort).map_err(|code| Error::field("sort", code))?;
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::POSITION_SAVE, &asked.name).after(&asked);
    let key = fold(asked.name.as_str());
    let (audit, write) = match before {
        None => (audit, store::INSERT_POSITION.with(args![id, &asked.name, asked.sort, key])),
        Some(before) => {
            let args = args![id, &asked.name, asked.sort, key, call.body.version];
            (audit.before(before), store::UPDATE_POSITION.with(args))
        }
    };
    let standing = async || {
        let mut now = positions(&call.db).await?.into_iter();
        Ok(now.find(|position| is_same_position(position, &asked)))
    };
    Change::new(audit).guarded(write).or_standing(&call.db, asked.clone(), standing).await
}

async fn delete_position(call: Call<DeletePosition>) -> Result<Nothing, Error> {
    let all = positions(&call.db).await?;
    let Some(before) = all.iter().find(|position| position.id == call.path.position_id) else {
        return Ok(Nothing {});
    };
    let actor = call.who.caller.person_id();
    let audit = Audit::new(&call.source, actor, Action::POSITION_DELETE, &before.name).before(before);
    let deleted = Change::new(audit).guarded(store::DELETE_POSITION.with(args![before.id])).delete(&call.db).await;
    or_uses(deleted, &call.db, USES_OF_POSITION.to_vec(), before.id.into()).await
}

/// The department that a save asks for; its version is the one that follows the one that was seen.
fn department(id: DepartmentId, body: &DepartmentBody) -> Department {
    let DepartmentBody { version, name, parent_id, sort } = body.clone();
    Department { id, name, parent_id, sort, version: version.saturating_add(1) }
}

/// Whether two are the same but for their version.
fn is_same_department(left: &Department, right: &Department) -> bool {
    (left.id, &left.name, left.parent_id, left.sort) == (right.id, &right.name, right.parent_id, right.sort)
}

/// The position that a save asks for.
fn position(id: PositionId, body: &PositionBody) -> Position {
    let PositionBody { version, name, sort } = body.clone();
    Position { id, name, sort, version: version.saturating_add(1) }
}

/// Whether two are the same but for their version.
fn is_same_position(left: &Position, right: &Position) -> bool {
    (left.id, &left.name, left.sort) == (right.id, &right.name, right.sort)
}
