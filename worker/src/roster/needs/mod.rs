//! What a department needs: heads (demands), and the cycles in which shifts repeat.

mod cycles;
pub mod demands;
pub mod store;

use crate::kernel::routes::Routes;

/// Adds the routes.
pub fn routes(routes: &mut Routes) {
    routes.add(demands::list);
    routes.add(demands::save);
    routes.add(demands::delete);
    routes.add(cycles::list);
    routes.add(cycles::save);
    routes.add(cycles::delete);
}
