//! What the walks over all endpoints know of open shifts.

use crate::{
    cost::{ask, november},
    door::{Door, Sample},
    roster::{department, kind},
};
use dianwu_domain::open_shifts::api::ListOpenShifts;
use dianwu_tests::NOTHING;
use expect_test::expect;
use serde_json::json;
use xtask::demo::{kind as place, seats::Team};

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[
        Sample::new("OfferShift", |shop| {
            json!({ "department_id": department(shop, Team::Service), "day": shop.generated().today.plus(1),
                "kind_id": kind(shop, place::EARLY), "note": "大促", "needs_approval": true })
        }),
        Sample::new("DecideClaim", |_| json!({ "version": 2, "is_approved": false }))
            .at(|shop, _| shop.generated().planning.open_shifts[1].id.to_string()),
    ],
    months: &["ListOpenShifts"],
    questions: &[("ListOpenShifts", "CS02", |_, client| ask::<ListOpenShifts>(client, NOTHING, november(), Vec::len))],
    costs: Some(|| {
        expect![[r#"
            ListOpenShifts   CS02     149/2     149/2
        "#]]
    }),
    ..Door::EMPTY
};
