//! What every endpoint has in common: who may call it, and what it does with what no honest client sends.

mod access;
mod bad_input;
mod samples;

use dianwu_domain::Month;
use dianwu_tests::{Route, Shop};
use xtask::demo::seats::Team;

/// An id that nothing has.
pub const NOBODY: &str = "0190f3c8-a000-7000-8000-00000000ffff";

/// The current month of a shop.
pub fn month(shop: &Shop) -> Month {
    shop.generated().today.month()
}

/// What stands in the places of a path about the next month of 客服组, a draft.
pub fn next_month_of_the_service_team(shop: &Shop, place: &str) -> String {
    if place == "month" { month(shop).plus(1).to_string() } else { of_the_service_team(shop, place) }
}

/// What stands in the places of a path to something new of 客服组.
pub fn of_the_service_team(shop: &Shop, place: &str) -> String {
    match place {
        "department_id" => shop.generated().department(Team::Service).to_string(),
        _ => NOBODY.to_owned(),
    }
}

/// A path that an honest client would ask for. What is written, reset or deleted is what does not exist, so that a
/// walk changes nothing.
fn plausible(shop: &Shop, route: &Route) -> String {
    let reads = !route.method.writes();
    let path = route.filled(|place| {
        Some(match place {
            "month" => month(shop).to_string(),
            "year" => month(shop).year().to_string(),
            "department_id" if reads => shop.generated().department(Team::Service).to_string(),
            "person_id" if reads => shop.person("CS02").id.to_string(),
            _ => NOBODY.to_owned(),
        })
    });
    let takes_a_month = crate::doors().any(|door| door.months.contains(&route.id));
    if takes_a_month { format!("{path}?month={}", month(shop)) } else { path }
}
