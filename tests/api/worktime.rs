//! Rules of working time: what the walks over all endpoints know of them. What they bar is told beside rosters
//! (`roster/planning.rs`, `roster/sign_off.rs`).

use crate::{
    border::of_the_service_team,
    cost::ask,
    door::{Door, Sample},
};
use dianwu_domain::worktime::api::ListRuleSets;
use dianwu_tests::NOTHING;
use expect_test::expect;
use serde_json::json;

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[Sample::new("SaveRuleSet", |_| {
        json!({ "version": 0, "rules": { "rules": [{ "kind": "run_length", "limit": 5, "severity": "error",
            "may_sign_off": true }] } })
    })
    .at(of_the_service_team)],
    questions: &[("ListRuleSets", "CS01", |_, client| ask::<ListRuleSets>(client, NOTHING, NOTHING, Vec::len))],
    costs: Some(|| {
        expect![[r"
            ListRuleSets     CS01       1/0       1/0
        "]]
    }),
    ..Door::EMPTY
};
