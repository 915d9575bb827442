//! Handlers of people: the list, one person, roles, protected status, departments and positions, import and export.

pub mod departure;
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
mod workbook;

use crate::{door::Door, kernel::routes::Routes};

/// The feature's door.
pub const DOOR: Door = Door {
    routes,
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
    statements: &[store::ALL, organisation::store::ALL],
    #[cfg(test)]
    tables: &["person", "department", "position", "role_grant", "protection"],
    #[cfg(test)]
    joined: &["person", "department", "position", "role_grant"],
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
    routes.add(roles::set);
    routes.add(protection::get);
    routes.add(protection::set);
    routes.add(import::preview);
    routes.add(import::write);
    routes.add(import::rejects);
    routes.add(import::template);
    organisation::routes(routes);
}
