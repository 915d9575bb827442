//! Handlers of people: the list, one person, roles, protected status, departments and positions, import and export.

mod import;
mod list;
pub mod organisation;
mod person;
mod protection;
mod roles;
mod sheet;
pub mod store;
#[cfg(test)]
mod tests;
mod workbook;

use crate::kernel::routes::Routes;

/// Adds the feature's routes.
pub fn routes(routes: &mut Routes) {
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
