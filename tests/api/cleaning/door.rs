//! What the walks over all endpoints know of the duty rota, and what it costs.

use crate::{
    border::{NOBODY, next_month_of_the_service_team},
    cost::{ask, service},
    door::{Door, Sample},
    roster::next,
};
use dianwu_domain::{
    PersonId,
    cleaning::api::GetDuties,
    roster::api::{GetRoster, RosterPath},
};
use dianwu_tests::{Fixture, NOTHING, Shop};
use serde_json::json;
use xtask::demo::Swap;

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[
        Sample::new("PlanDuties", |shop| json!({ "from": next(shop).last() })).at(next_month_of_the_service_team),
        Sample::new("SetDuty", |shop| {
            let first = next(shop).first();
            let person_id = shop.generated().planning.duties.iter().find(|duty| duty.day == first).unwrap().person_id;
            json!({ "seen": person_id, "person_id": person_id })
        })
        .at(|shop, place| match place {
            "day" => next(shop).first().to_string(),
            _ => service(shop).department_id.to_string(),
        }),
        Sample::new("OfferDutySwap", |shop| {
            let first = next(shop).first();
            let (day, other_day) = swap(shop).map_or((first, first.plus(1)), |swap| (swap.day, swap.other_day));
            json!({ "day": day, "other_day": other_day })
        })
        .at(offer)
        .by(|shop| Some(number(shop, swap(shop)?.person_id))),
        Sample::new("AnswerDutySwap", |_| json!({ "is_accepted": false }))
            .at(offer)
            .by(|shop| Some(number(shop, swap(shop)?.other_person_id))),
    ],
    // Offers to swap stand until their days have come.
    unmeasured: &["GetDuties"],
    ..Door::EMPTY
};

/// The offer that waits; none on the last days of a month, when nobody can swap.
fn swap(shop: &Shop) -> Option<Swap> {
    shop.generated().planning.swaps.first().copied()
}

fn offer(shop: &Shop, _: &str) -> String {
    swap(shop).map_or_else(|| NOBODY.to_owned(), |swap| swap.id.to_string())
}

fn number(shop: &Shop, id: PersonId) -> String {
    let found = shop.generated().people.iter().find(|one| one.id == id);
    found.map(|one| one.fields.number.to_string()).unwrap_or_default()
}

#[test]
fn a_rota_costs_its_roster() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    let path = RosterPath { month: shop.generated().today.month(), ..service(&shop) };
    let (sheet, _) = ask::<GetRoster>(&manager, path, NOTHING, |_| 1);
    let (rota, _) = ask::<GetDuties>(&staff, path, NOTHING, |_| 1);
    assert!(rota.read <= sheet.read + 100, "{} rows beside {}", rota.read, sheet.read);
}
