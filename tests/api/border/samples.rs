//! A right body for every endpoint that takes one.

use super::{NOBODY, month, plausible};
use base64::{Engine, engine::general_purpose::STANDARD};
use dianwu_domain::{Access, Permission, worktime::MARGIN};
use dianwu_tests::{Client, Fixture, Route, Shop, routes};
use serde_json::{Value, json};
use xtask::demo::{PASSWORD, Swap, seats::Team};

/// The offer that waits; none on the last days of a month.
fn swap(shop: &Shop) -> Option<Swap> {
    shop.generated().planning.swaps.first().copied()
}

/// Somebody whom the endpoint lets in.
pub fn admitted(shop: &Shop, route: &Route) -> Client {
    let number = |id| {
        let found = shop.generated().people.iter().find(|one| one.id == id);
        found.map(|one| one.fields.number.to_string()).unwrap_or_default()
    };
    match (route.id, swap(shop)) {
        ("OfferDutySwap", Some(swap)) => return shop.sign_in(&number(swap.person_id)),
        ("AnswerDutySwap", Some(swap)) => return shop.sign_in(&number(swap.other_person_id)),
        _ => {}
    }
    match route.access {
        Access::Permission(Permission::ManageRosters) => shop.sign_in("CS01"),
        Access::Public => shop.client(),
        _ => shop.sign_in("HR02"),
    }
}

/// A path and a body that the worker takes.
pub fn sample(shop: &Shop, route: &Route) -> (String, Value) {
    let person = shop.person("CS02");
    let service = shop.generated().department(Team::Service);
    let fields = serde_json::to_value(&person.fields).unwrap();
    let with_number = |number: &str| {
        let mut fields = fields.clone();
        fields["number"] = json!(number);
        fields["phone"] = json!(format!("1390000{}", &number[2..]));
        fields
    };
    let body = match route.id {
        "SetUp" => {
            json!({ "code": "X", "shop_name": "店", "person_id": NOBODY, "department_id": NOBODY, "number": "A1",
            "name": "甲", "password": "long-enough" })
        }
        "SignIn" => json!({ "login": "CS03", "password": PASSWORD }),
        "ChangePassword" => json!({ "current": PASSWORD, "new": "a-better-password" }),
        "CreatePerson" => json!({ "id": NOBODY, "fields": with_number("CS9001") }),
        "UpdatePerson" => json!({ "version": 1, "fields": with_number("CS9002") }),
        "IssueCodes" => json!({ "people": [shop.person("CS12").id] }),
        "SetRoles" => json!({ "version": 2, "grants": [{ "role": "manager", "department_id": service }] }),
        "SetProtection" => json!({ "version": 0, "protection": { "kind": "nursing", "from": "2026-01-01",
            "until": "2026-06-30" } }),
        "PreviewImport" => {
            let file = "工号,姓名,部门,入职日期\nCS9003,甲乙,客服组,2026-01-01\n";
            json!({ "content": STANDARD.encode(file) })
        }
        "ImportPeople" => {
            json!({ "rows": [{ "id": NOBODY.replace("ffff", "fffe"), "fields": with_number("CS9004") }] })
        }
        "ImportRejects" => json!({ "line_heading": "行", "reasons_heading": "原因",
            "rows": [{ "line": 2, "cells": ["A1"], "reasons": "没有姓名" }] }),
        "SaveDepartment" => json!({ "version": 0, "name": "新部门", "parent_id": service, "sort": 3 }),
        "SavePosition" => json!({ "version": 0, "name": "新岗位", "sort": 3 }),
        "SaveShiftKind" => {
            json!({ "version": 0, "fields": { "code": "夜", "name": "夜班", "hue": "violet", "is_night": true,
            "hours": { "start": "22:00", "end": "30:00", "meal_minutes": 30, "paid_minutes": 450 }, "sort": 9,
            "is_archived": false } })
        }
        "EditRoster" => {
            let kind = shop.generated().kinds[xtask::demo::kind::OFF].id;
            json!({ "edits": [{ "person_id": person.id, "day": month(shop).plus(1).first().plus(1), "kind_id": kind, "version": 1 }] })
        }
        "PublishRoster" => json!({ "version": 1, "writes": writes(shop), "sign_off": "大促人手不够" }),
        "SaveRuleSet" => {
            json!({ "version": 0, "rules": { "rules": [{ "kind": "run_length", "limit": 5, "severity": "error",
            "may_sign_off": true }] } })
        }
        "SaveHolidays" => {
            let year = month(shop).year();
            // Years that are not published yet have no table.
            let version: i64 =
                shop.look_up(&format!("SELECT coalesce((SELECT version FROM holiday_year WHERE year = {year}), 0)"));
            json!({ "version": version, "days": [{ "day": month(shop).first(), "kind": "statutory", "name": "国庆节" }] })
        }
        "SaveDemand" => {
            let kind_id = shop.generated().kinds[xtask::demo::kind::EARLY].id;
            json!({ "version": 0, "fields": { "kind_id": kind_id, "slot": null, "weekdays": 127,
            "dates": { "from": "2026-11-11", "until": "2026-11-11" }, "heads": 3 } })
        }
        "SaveCycle" => {
            let kind_id = shop.generated().kinds[xtask::demo::kind::EARLY].id;
            json!({ "version": 0, "fields": { "name": "两天一休", "days": [kind_id, kind_id, null] } })
        }
        "OfferShift" => {
            let kind_id = shop.generated().kinds[xtask::demo::kind::EARLY].id;
            json!({ "department_id": service, "day": shop.generated().today.plus(1), "kind_id": kind_id,
            "note": "大促", "needs_approval": true })
        }
        "DecideClaim" => json!({ "version": 2, "is_approved": false }),
        "SetMyWish" => json!({ "kind_id": shop.generated().kinds[xtask::demo::kind::EARLY].id, "note": "家里有事" }),
        "PlanDuties" => json!({ "from": month(shop).plus(1).last() }),
        "SetDuty" => {
            let first = month(shop).plus(1).first();
            let person_id = shop.generated().planning.duties.iter().find(|duty| duty.day == first).unwrap().person_id;
            json!({ "seen": person_id, "person_id": person_id })
        }
        "OfferDutySwap" => {
            let first = month(shop).plus(1).first();
            let (day, other_day) = swap(shop).map_or((first, first.plus(1)), |swap| (swap.day, swap.other_day));
            json!({ "day": day, "other_day": other_day })
        }
        "AnswerDutySwap" => json!({ "is_accepted": false }),
        "TidyNames" => json!({ "named": "shop", "after": null }),
        "ReadNotices" => json!({ "notice_ids": [NOBODY] }),
        "ReadAllNotices" => json!({ "latest": format!("0.{NOBODY}") }),
        "SaveShop" => json!({ "version": 1, "fields": { "name": "青禾", "zone": 480, "cut_off": "04:00",
            "service_from": "08:00", "service_until": "24:00" } }),
        other => panic!("there is no sample for {other}"),
    };
    (place(shop, route), body)
}

/// How often the cells that the next month of 客服组 is checked by have been written, without asking the worker: nothing
/// may change on the way to a request.
fn writes(shop: &Shop) -> i64 {
    let (month, margin) = (month(shop).plus(1), i64::from(MARGIN));
    let service = shop.generated().department(Team::Service);
    shop.look_up(&format!(
        "SELECT sum(version) FROM roster_entry WHERE day BETWEEN '{}' AND '{}' AND person_id IN (
            SELECT id FROM person WHERE department_id = '{service}' AND coalesce(left_on, '9999') >= '{}' AND hired_on <= '{}'
            UNION SELECT person_id FROM roster_entry WHERE roster_id =
                (SELECT id FROM roster WHERE month = '{month}' AND department_id = '{service}'))",
        month.first().plus(-margin),
        month.last().plus(margin),
        month.first(),
        month.last(),
    ))
}

/// Where the sample goes: things that exist where something is changed, new ones where it is created.
fn place(shop: &Shop, route: &Route) -> String {
    match route.id {
        "SetMyWish" => route.filled(|_| Some(month(shop).plus(1).first().to_string())),
        "DecideClaim" => route.filled(|_| Some(shop.generated().planning.open_shifts[1].id.to_string())),
        "OfferDutySwap" | "AnswerDutySwap" => {
            route.filled(|_| Some(swap(shop).map_or_else(|| NOBODY.to_owned(), |swap| swap.id.to_string())))
        }
        "SetDuty" => route.filled(|place| {
            Some(match place {
                "day" => month(shop).plus(1).first().to_string(),
                _ => shop.generated().department(Team::Service).to_string(),
            })
        }),
        "EditRoster" | "PublishRoster" | "PlanDuties" => route.filled(|place| {
            Some(match place {
                "month" => month(shop).plus(1).to_string(),
                _ => shop.generated().department(Team::Service).to_string(),
            })
        }),
        "SaveRuleSet" | "SaveDemand" => route.filled(|place| {
            Some(match place {
                "department_id" => shop.generated().department(Team::Service).to_string(),
                _ => NOBODY.to_owned(),
            })
        }),
        "UpdatePerson" | "SetRoles" | "SetProtection" => route.filled(|_| Some(shop.person("CS02").id.to_string())),
        _ => plausible(shop, route),
    }
}

#[test]
fn every_sample_is_right() {
    let shop = Shop::start(Fixture::Demo);
    for route in routes().iter().filter(|route| route.body_limit.is_some() && route.id != "ChangePassword") {
        // On the last days of a month nobody can swap.
        if matches!(route.id, "OfferDutySwap" | "AnswerDutySwap") && swap(&shop).is_none() {
            continue;
        }
        let (path, body) = sample(&shop, route);
        let response = admitted(&shop, route).request(route.method.as_str(), &path).json(&body).send();
        if route.id == "SetUp" {
            assert_eq!(response.problem().code.as_str(), "set_up_done", "{response}");
        } else {
            assert!(response.is_ok(), "{}: {response}", route.id);
        }
    }
}
