//! What the walks over all endpoints know of accounts and sessions.

use crate::{
    border::NOBODY,
    cost::ask,
    door::{Door, Outcome, Sample},
};
use dianwu_domain::session::api::{ListMyRefusals, ListRefusals, ListSessions, RefusalsQuery};
use dianwu_tests::NOTHING;
use expect_test::expect;
use serde_json::json;
use xtask::demo::PASSWORD;

/// The feature's door. A password may hold any character.
pub const DOOR: Door = Door {
    samples: &[
        Sample::new("SetUp", |_| {
            json!({ "code": "X", "shop_name": "店", "person_id": NOBODY, "department_id": NOBODY, "number": "A1",
                "name": "甲", "password": "long-enough" })
        })
        .any_character(&["/password"])
        .ends(Outcome::Refused("set_up_done")),
        Sample::new("SignIn", |_| json!({ "login": "CS03", "password": PASSWORD })).any_character(&["/password"]),
        Sample::new("ChangePassword", |_| json!({ "current": PASSWORD, "new": "a-better-password" }))
            .any_character(&["/current", "/new"])
            .ends(Outcome::Unsent),
        Sample::new("IssueCodes", |shop| json!({ "people": [shop.person("CS12").id] })),
    ],
    questions: &[
        ("ListSessions", "CS02", |_, client| ask::<ListSessions>(client, NOTHING, NOTHING, Vec::len)),
        ("ListMyRefusals", "CS02", |_, client| ask::<ListMyRefusals>(client, NOTHING, NOTHING, Vec::len)),
        ("ListRefusals", "HR02", |_, client| {
            ask::<ListRefusals>(client, NOTHING, RefusalsQuery::default(), |page| page.items.len())
        }),
    ],
    costs: Some(|| {
        expect![[r"
            ListSessions     CS02       2/1       2/1
            ListMyRefusals   CS02       1/0       1/0
            ListRefusals     HR02       1/0       1/0
        "]]
    }),
    unmeasured: &["SetupState", "WhoAmI"],
    ..Door::EMPTY
};
