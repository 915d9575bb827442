//! What the walks over all endpoints know of people.

use crate::{
    border::NOBODY,
    cost::{Measured, ask},
    door::{Door, Sample},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use dianwu_domain::{
    File, Page,
    people::api::{
        ExportPeople, GetPerson, GetProtection, ImportTemplate, ListDepartments, ListPeople, ListPositions,
        PeopleQuery, PersonPath, PersonRow, Status,
    },
};
use dianwu_tests::{Client, NOTHING, Shop};
use expect_test::expect;
use serde_json::{Value, json};
use xtask::demo::seats::Team;

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[
        Sample::new("CreatePerson", |shop| json!({ "id": NOBODY, "fields": with_number(shop, "CS9001") })),
        Sample::new("UpdatePerson", |shop| json!({ "version": 1, "fields": with_number(shop, "CS9002") })).at(somebody),
        Sample::new("ChangeEmployment", |shop| {
            let mut employment = json!(shop.person("CS02").employment);
            employment["periods"][0]["until"] = json!(shop.generated().today.plus(30));
            json!({ "version": 2, "employment": employment })
        })
        .at(somebody),
        Sample::new("SetRoles", |shop| {
            json!({ "version": 3, "grants": [{ "role": "manager", "department_id": department(shop) }] })
        })
        .at(somebody),
        Sample::new("SetProtection", |_| {
            json!({ "version": 0, "protection": { "kind": "nursing", "from": "2026-01-01", "until": "2026-06-30" } })
        })
        .at(somebody),
        Sample::new("PreviewImport", |_| {
            let file = "工号,姓名,部门,入职日期\nCS9003,甲乙,客服组,2026-01-01\n";
            json!({ "content": STANDARD.encode(file) })
        }),
        Sample::new("ImportPeople", |shop| {
            json!({ "rows": [{ "id": NOBODY.replace("ffff", "fffe"), "fields": with_number(shop, "CS9004") }] })
        }),
        // What quotes a file's cell is what the file held; it is written without such characters.
        Sample::new("ImportRejects", |_| {
            json!({ "line_heading": "行", "reasons_heading": "原因",
                "rows": [{ "line": 2, "cells": ["A1"], "reasons": "没有姓名" }] })
        })
        .any_character(&["/rows/"]),
        Sample::new("SaveDepartment", |shop| {
            json!({ "version": 0, "name": "新部门", "parent_id": department(shop), "sort": 3 })
        }),
        Sample::new("SavePosition", |_| json!({ "version": 0, "name": "新岗位", "sort": 3 })),
    ],
    refused: &[
        ("/api/people?status=asleep", "status"),
        ("/api/people?department_id=7", "department_id"),
        ("/api/people?status=left&status=active", "status"),
        ("/api/people?q=%E9%95%BF%00", "q"),
    ],
    questions: &[
        ("ListDepartments", "CS02", |_, client| ask::<ListDepartments>(client, NOTHING, NOTHING, Vec::len)),
        ("ListPositions", "CS02", |_, client| ask::<ListPositions>(client, NOTHING, NOTHING, Vec::len)),
        ("ListPeople", "CS01", |_, client| list(client, active())),
        ("ListPeople", "MG02", |_, client| list(client, active())),
        ("ListPeople", "HR01", |_, client| list(client, active())),
        ("ListPeople", "HR02", |_, client| list(client, PeopleQuery { q: "晓".parse().ok(), ..active() })),
        ("GetPerson", "CS01", |shop, client| ask::<GetPerson>(client, one(shop), NOTHING, |_| 1)),
        ("GetPerson", "HR01", |shop, client| ask::<GetPerson>(client, one(shop), NOTHING, |_| 1)),
        ("GetProtection", "HR01", |shop, client| ask::<GetProtection>(client, one(shop), NOTHING, |_| 1)),
        ("ExportPeople", "HR01", |_, client| ask::<ExportPeople>(client, NOTHING, active(), |_: &File| 1)),
        ("ImportTemplate", "HR01", |_, client| ask::<ImportTemplate>(client, NOTHING, NOTHING, |_: &File| 1)),
    ],
    costs: Some(|| {
        expect![[r"
            ListDepartments  CS02      12/6      12/6
            ListPositions    CS02     32/16     32/16
            ListPeople       CS01     25/11   401/100
            ListPeople       MG02     36/29   107/100
            ListPeople       HR01     36/29   107/100
            ListPeople       HR02      36/1    506/20
            GetPerson        CS01      10/1      10/1
            GetPerson        HR01      20/1      20/1
            GetProtection    HR01       7/1       7/1
            ExportPeople     HR01      80/1     550/1
            ImportTemplate   HR01      44/1      44/1
        "]]
    }),
    ..Door::EMPTY
};

fn department(shop: &Shop) -> String {
    shop.generated().department(Team::Service).to_string()
}

/// Somebody's master data with a number and a phone that nobody has.
fn with_number(shop: &Shop, number: &str) -> Value {
    let mut fields = serde_json::to_value(&shop.person("CS02").fields).unwrap();
    fields["number"] = json!(number);
    fields["phone"] = json!(format!("1390000{}", &number[2..]));
    fields
}

fn somebody(shop: &Shop, _: &str) -> String {
    shop.person("CS02").id.to_string()
}

fn one(shop: &Shop) -> PersonPath {
    PersonPath { person_id: shop.person("CS03").id }
}

fn list(client: &Client, query: PeopleQuery) -> Measured {
    ask::<ListPeople>(client, NOTHING, query, |page: &Page<PersonRow>| page.items.len())
}

fn active() -> PeopleQuery {
    PeopleQuery { status: Some(Status::Active), ..PeopleQuery::default() }
}
