//! Handlers of people: the list, one person, employment, roles, protected status, departments and positions, import and
//! export.

pub mod departure;
mod employment;
pub mod history;
mod import;
mod list;
pub mod organisation;
mod person;
mod protection;
mod roles;
mod spreadsheet;
pub mod store;
#[cfg(test)]
mod tests;
mod turn;
mod workbook;

#[cfg(test)]
use crate::kernel::sqlite::codes;
use crate::{door::Door, kernel::routes::Routes};
#[cfg(test)]
use dianwu_domain::people::employment::{EmploymentKind, LeavingReason};

/// The feature's door.
pub const DOOR: Door = Door {
    routes,
    jobs: turn::jobs,
    unique: &[
        ("person.id", "id"),
        ("person.number", "fields.number"),
        ("person.phone", "fields.phone"),
        ("index 'department_name'", "name"),
        ("position.name", "name"),
        ("index 'position_name'", "name"),
    ],
    department_uses: organisation::USES_OF_DEPARTMENT,
    #[cfg(test)]
    statements: &[store::ALL, history::ALL, organisation::store::ALL],
    #[cfg(test)]
    tables: &[
        "person",
        "employment",
        "employment_kind",
        "leaving_reason",
        "post",
        "department",
        "position",
        "role_grant",
        "protection",
    ],
    #[cfg(test)]
    codes: &[("employment_kind", || codes(EmploymentKind::ALL)), ("leaving_reason", || codes(LeavingReason::ALL))],
    #[cfg(test)]
    joined: &["person", "employment", "post", "department", "position", "role_grant"],
    #[cfg(test)]
    small: &["department", "position"],
    ..Door::EMPTY
};

/// Adds the feature's routes.
fn routes(routes: &mut Routes) {
    routes.add(list::list);
    routes.add(list::export);
    routes.add(person::get);
    routes.add(person::create);
    routes.add(person::update);
    routes.add(employment::change);
    routes.add(roles::set);
    routes.add(protection::get);
    routes.add(protection::set);
    routes.add(import::preview);
    routes.add(import::write);
    routes.add(import::rejects);
    routes.add(import::template);
    organisation::routes(routes);
}
