//! Rules of working time: whose are in force. What they bar is told beside rosters (`roster/planning.rs`,
//! `roster/sign_off.rs`).

use crate::{
    border::of_the_service_team,
    cost::ask,
    door::{Door, Sample},
    roster::{context, department},
};
use dianwu_domain::{
    Code, DepartmentId, Problem,
    kernel::id::Uuid,
    roster::api::RosterContext,
    worktime::{
        Rule, RuleKind, RuleSet,
        api::{DeleteRuleSet, DepartmentRules, ListRuleSets, RuleSetBody, RuleSetPath, SaveRuleSet},
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop};
use expect_test::expect;
use serde_json::json;
use xtask::demo::seats::Team;

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

fn save_rules(
    client: &Client,
    department_id: DepartmentId,
    version: u32,
    rule: Rule,
) -> Result<DepartmentRules, Problem> {
    let body = RuleSetBody { version, rules: RuleSet { rules: vec![rule] } };
    client.call::<SaveRuleSet>(RuleSetPath { department_id }, NOTHING, body)
}

fn run_of(limit: u32) -> Rule {
    Rule { limit, ..RuleKind::RunLength.default_rule() }
}

#[test]
fn rules_come_from_the_nearest_department_above_that_has_its_own() {
    let shop = Shop::start(Fixture::Demo);
    let (admin, manager) = (shop.sign_in("HR02"), shop.sign_in("CS01"));
    let (root, service) = (department(&shop, Team::Shop), department(&shop, Team::Service));
    let in_force = || {
        let RosterContext { rules, rules_from, .. } = context(&shop, &manager, Team::Service);
        (rules.rule(RuleKind::RunLength).limit, rules_from)
    };
    assert_eq!(in_force(), (6, None));
    let saved = save_rules(&admin, root, 0, run_of(5)).unwrap();
    assert_eq!((saved.rules.rules.len(), saved.version), (RuleKind::ALL.len(), 1));
    assert_eq!(in_force(), (5, Some(root)));
    save_rules(&admin, service, 0, run_of(4)).unwrap();
    assert_eq!(in_force(), (4, Some(service)));
    assert_eq!(manager.get::<ListRuleSets>(NOTHING, NOTHING).unwrap().len(), 2);

    assert_eq!(save_rules(&admin, service, 0, run_of(4)).unwrap().version, 1, "the same send once more");
    assert_eq!(save_rules(&admin, service, 0, run_of(3)).unwrap_err().code, Code::Stale);
    let wrong = save_rules(&admin, service, 1, run_of(14)).unwrap_err();
    assert_eq!(wrong.errors[0].field, "rules.rules[0].limit");
    for _ in 0..2 {
        admin.call::<DeleteRuleSet>(RuleSetPath { department_id: service }, NOTHING, NOTHING).unwrap();
    }
    assert_eq!(in_force(), (5, Some(root)));
    let nowhere = DepartmentId::new(Uuid::from_u128(9));
    assert_eq!(save_rules(&admin, nowhere, 0, run_of(5)).unwrap_err().code, Code::NotFound);
}
