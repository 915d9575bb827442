//! What the service team's months are planned with beside their cells: wishes, open shifts, and the duty rota.

use super::{
    cleaning::{self, Duty, Swap},
    needs, open_shifts,
    random::Random,
    seats::Team,
    shop::{Roster, Shop, kind},
    wishes,
};
use dianwu_domain::{
    PersonId, ShiftKindId,
    open_shifts::api::OpenShift,
    roster::{coverage::Demand, cycle::Cycle},
    wishes::Wish,
};

/// What stands beside the rosters' cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planning {
    /// Whose wish, and for what.
    pub wishes: Vec<(PersonId, Wish)>,
    /// Shifts that are offered.
    pub open_shifts: Vec<OpenShift>,
    /// The duty rota, by day.
    pub duties: Vec<Duty>,
    /// Offers to swap duty that wait for an answer.
    pub swaps: Vec<Swap>,
    /// How many heads the service team needs.
    pub demands: Vec<Demand>,
    /// Cycles of shifts.
    pub cycles: Vec<Cycle>,
}

/// The service team's planning, once its people and rosters stand.
pub fn planning(shop: &Shop, seed: u64) -> Planning {
    let mut ids = Random::new(seed, "planning");
    let mut duties = cleaning::duties(shop);
    let swaps = cleaning::swap(shop, &mut duties, &mut ids).into_iter().collect();
    Planning {
        wishes: wishes::wishes(shop),
        open_shifts: open_shifts::open_shifts(shop, &mut ids),
        duties,
        swaps,
        demands: needs::demands(shop, &mut ids),
        cycles: needs::cycles(shop, &mut ids),
    }
}

/// The service team's rosters, in the order of their months.
pub fn rosters(shop: &Shop) -> impl Iterator<Item = &Roster> + Clone {
    let service = shop.department(Team::Service);
    shop.rosters.iter().filter(move |roster| roster.department_id == service)
}

/// Whether a kind is one of work.
pub fn is_work(shop: &Shop, kind_id: ShiftKindId) -> bool {
    kind_id != shop.kinds[kind::OFF].id
}
