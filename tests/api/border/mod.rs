//! What every endpoint has in common: who may call it, and what it does with what no honest client sends.

mod access;
mod bad_input;
mod samples;

use dianwu_domain::Month;
use dianwu_tests::{Route, Shop};
use xtask::demo::seats::Team;

/// An id that nothing has.
const NOBODY: &str = "0190f3c8-a000-7000-8000-00000000ffff";

/// The current month of a shop.
fn month(shop: &Shop) -> Month {
    shop.generated().today.month()
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
    let asks_for_a_month = matches!(route.id, "MyMonth" | "ListRosters" | "ListMyWishes" | "ListOpenShifts");
    if asks_for_a_month { format!("{path}?month={}", month(shop)) } else { path }
}
