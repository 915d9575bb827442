//! What rosters are planned with: demand, cycles, and what publishing makes of rules.

use super::{cell, context, department, edit, kind, next, path, publish, publish_signed};
use dianwu_domain::{
    Code, CycleId, Day, DemandId,
    audit::api::{AuditQuery, ListAudit},
    kernel::id::Uuid,
    people::api::{PersonPath, Protection, ProtectionKind, ProtectionState, SetProtection},
    roster::{
        api::{
            CheckRoster, CycleBody, CyclePath, DeleteCycle, DeleteDemand, DemandBody, DemandPath, DemandsPath,
            ListCycles, ListDemands, SaveCycle, SaveDemand,
        },
        coverage::DemandFields,
        cycle::CycleFields,
    },
    worktime::{
        Finding, Rule, RuleKind, RuleSet, Severity,
        api::{RuleSetBody, RuleSetPath, SaveRuleSet},
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop};
use xtask::demo::{kind, seats::Team};

/// Fills somebody's days of the draft from its first Monday on; a letter of rest is R, all others early.
fn fill(shop: &Shop, client: &Client, number: &str, letters: &str) -> Day {
    let month = next(shop);
    let first = month.first();
    let monday = first.plus((8 - first.weekday() as i64) % 7);
    let sheet = super::sheet(client, path(shop, Team::Service, month)).unwrap();
    let person = shop.person(number).id;
    let edits: Vec<_> = (0..)
        .zip(letters.chars())
        .map(|(offset, letter)| {
            let day = monday.plus(offset);
            let version = super::stands(&sheet, person, day).map_or(0, |(_, version)| version);
            cell(shop, number, day, kind(shop, if letter == 'R' { kind::OFF } else { kind::EARLY }), version)
        })
        .collect();
    assert!(edit(client, path(shop, Team::Service, month), &edits).unwrap().conflicts.is_empty());
    monday
}

fn found(shop: &Shop, client: &Client, number: &str, rule: RuleKind) -> Vec<Finding> {
    let mut found = client.get::<CheckRoster>(path(shop, Team::Service, next(shop)), NOTHING).unwrap().findings;
    found.retain(|finding| finding.person_id == Some(shop.person(number).id) && finding.rule == rule);
    found
}

#[test]
fn demands_belong_to_a_department_and_its_managers() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let (service, other) = (department(&shop, Team::Service), department(&shop, Team::Warehouse));
    let id = DemandId::new(Uuid::from_u128(7));
    let early = Some(kind(&shop, kind::EARLY));
    let fields = |heads| DemandFields { kind_id: early, slot: None, weekdays: 31, dates: None, heads };
    let save = |department_id, version, fields| {
        manager.call::<SaveDemand>(DemandPath { department_id, demand_id: id }, NOTHING, DemandBody { version, fields })
    };
    let before = context(&shop, &manager, Team::Service).demands.len();
    assert_eq!(save(service, 0, fields(4)).unwrap().version, 1);
    assert_eq!(save(service, 0, fields(4)).unwrap().version, 1, "the same send once more");
    assert_eq!(save(service, 0, fields(5)).unwrap_err().code, Code::Stale);
    assert_eq!(save(service, 1, fields(5)).unwrap().version, 2);
    assert_eq!(save(other, 0, fields(5)).unwrap_err().code, Code::NotFound);
    for heads in [0, 1000] {
        assert_eq!(save(service, 2, fields(heads)).unwrap_err().errors[0].field, "fields.heads");
    }
    let nothing = Some(dianwu_domain::ShiftKindId::new(Uuid::from_u128(1)));
    let unknown = save(service, 2, DemandFields { kind_id: nothing, ..fields(5) }).unwrap_err();
    assert_eq!(unknown.errors[0].field, "fields.kind_id");
    assert_eq!(context(&shop, &manager, Team::Service).demands.len(), before + 1);
    let list = |department_id| manager.get::<ListDemands>(DemandsPath { department_id }, NOTHING);
    assert_eq!(list(other).unwrap_err().code, Code::NotFound);
    for _ in 0..2 {
        let path = DemandPath { department_id: service, demand_id: id };
        manager.call::<DeleteDemand>(path, NOTHING, NOTHING).unwrap();
    }
    assert_eq!(list(service).unwrap().len(), before);
}

#[test]
fn cycles_are_kept_by_name() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let save = |n: u128, version, name: &str, days: Vec<_>| {
        let fields = CycleFields { name: name.parse().unwrap(), days };
        manager.call::<SaveCycle>(
            CyclePath { cycle_id: CycleId::new(Uuid::from_u128(n)) },
            NOTHING,
            CycleBody { version, fields },
        )
    };
    let days = vec![Some(kind(&shop, kind::EARLY)), None];
    assert_eq!(save(1, 0, "一天一休", days.clone()).unwrap().version, 1);
    assert_eq!(save(1, 0, "一天一休", days.clone()).unwrap().version, 1, "the same send once more");
    assert_eq!(save(2, 0, "一天一休", days.clone()).unwrap_err().errors[0].field, "fields.name");
    assert_eq!(save(1, 1, "一天一休", Vec::new()).unwrap_err().errors[0].field, "fields.days");
    let unknown = vec![None, Some(dianwu_domain::ShiftKindId::new(Uuid::from_u128(1)))];
    assert_eq!(save(1, 1, "一天一休", unknown).unwrap_err().errors[0].field, "fields.days[1]");
    assert_eq!(save(1, 7, "两天", days).unwrap_err().code, Code::Stale);
    let names =
        || manager.get::<ListCycles>(NOTHING, NOTHING).unwrap().into_iter().map(|cycle| cycle.fields.name.to_string());
    assert!(names().any(|name| name == "一天一休"));
    let path = CyclePath { cycle_id: CycleId::new(Uuid::from_u128(1)) };
    manager.call::<DeleteCycle>(path, NOTHING, NOTHING).unwrap();
    assert!(names().all(|name| name != "一天一休"));
}

#[test]
fn a_run_that_is_saved_is_found_and_published_only_with_a_reason_that_the_log_keeps() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let at = path(&shop, Team::Service, next(&shop));
    let monday = fill(&shop, &manager, "CS02", "EEEEEEER");
    let run = found(&shop, &manager, "CS02", RuleKind::RunLength);
    assert!(run.iter().any(|finding| finding.until == monday.plus(6) && finding.figure >= 7), "{run:?}");

    let refused = publish(&manager, at, 1).unwrap_err();
    assert_eq!((refused.code, refused.errors[0].field.as_str()), (Code::RulesBroken, "sign_off"));
    let refusals = |shop: &Shop| {
        let log = shop.sign_in("HR02").get::<ListAudit>(NOTHING, AuditQuery::default()).unwrap();
        log.items
            .iter()
            .filter(|row| row.action.as_str() == "roster.refuse" && row.after.contains("run_length"))
            .count()
    };
    assert_eq!(refusals(&shop), 1);
    let head = publish_signed(&manager, at, 1, Some("大促人手不够")).unwrap();
    assert_eq!(head.sign_off.map(|reason| reason.to_string()).as_deref(), Some("大促人手不够"));
    let log = shop.sign_in("HR02").get::<ListAudit>(NOTHING, AuditQuery::default()).unwrap();
    let line = log.items.iter().find(|row| row.action.as_str() == "roster.publish").unwrap();
    assert!(line.after.contains("大促人手不够") && line.after.contains("run_length"), "{}", line.after);
}

#[test]
fn what_protects_somebody_is_never_signed_off_and_not_told_to_managers() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, manager) = (shop.sign_in("HR01"), shop.sign_in("CS01"));
    let at = path(&shop, Team::Service, next(&shop));
    let monday = fill(&shop, &manager, "CS03", "EEEEEER");
    assert!(found(&shop, &manager, "CS03", RuleKind::ProtectedOvertime).is_empty());
    let protection = Protection { kind: ProtectionKind::Nursing, from: monday.plus(3), until: monday.plus(40) };
    let body = ProtectionState { protection: Some(protection), version: 0 };
    hr.call::<SetProtection>(PersonPath { person_id: shop.person("CS03").id }, NOTHING, body).unwrap();
    assert_eq!(found(&shop, &manager, "CS03", RuleKind::ProtectedOvertime).len(), 1);
    let refused = publish_signed(&manager, at, 1, Some("没有办法")).unwrap_err();
    assert_eq!((refused.code, refused.errors.len()), (Code::RulesBroken, 0));
    let barred = context(&shop, &manager, Team::Service).barred;
    let told = barred.iter().find(|barred| barred.person_id == shop.person("CS03").id);
    assert_eq!(told.map(|barred| barred.from), Some(monday.plus(3)));
    let answer = manager.request("GET", &format!("/api/rosters/{}/{}/context", at.department_id, at.month)).send();
    assert!(!answer.to_string().contains("nursing"), "{answer}");
}

#[test]
fn rules_that_only_warn_do_not_stop_anybody() {
    let shop = Shop::start(Fixture::Demo);
    let (admin, manager) = (shop.sign_in("HR02"), shop.sign_in("CS01"));
    fill(&shop, &manager, "CS02", "EEEEEEER");
    let warning = |kind: RuleKind| Rule { severity: Severity::Warning, ..kind.default_rule() };
    let rules = RuleKind::ALL.iter().filter(|kind| !kind.is_strict()).map(|kind| warning(*kind)).collect();
    let body = RuleSetBody { version: 0, rules: RuleSet { rules } };
    let at = path(&shop, Team::Service, next(&shop));
    admin.call::<SaveRuleSet>(RuleSetPath { department_id: at.department_id }, NOTHING, body).unwrap();
    assert_eq!(publish(&manager, at, 1).unwrap().sign_off, None);
}
