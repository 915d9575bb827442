//! The audit log.

use crate::{
    cost::{Measured, ask, service},
    door::Door,
};
use dianwu_domain::Page;
use dianwu_domain::{
    audit::api::{Action, AuditQuery, AuditRow, ExportAudit, ListAudit},
    people::api::{PersonChange, PersonFields, PersonPath, UpdatePerson},
    roster::api::{CellEdit, EditBody, EditRoster, ExportRosterCsv, RosterPath},
    settings::api::{GetShop, SaveShop, ShopBody, ShopFields},
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, told};
use expect_test::expect;
use rusqlite::params;
use xtask::demo::{kind, seats::Team};

/// The feature's door.
pub const DOOR: Door = Door {
    refused: &[
        ("/api/audit?action=person.eat", "action"),
        ("/api/audit?from=yesterday", "from"),
        ("/api/audit?after=1", "after"),
    ],
    questions: &[
        ("ListAudit", "HR02", |_, client| page(client, AuditQuery::default())),
        ("ListAudit", "HR02", |_, client| {
            page(client, AuditQuery { without: Some(Action::SESSION_SIGN_IN), ..AuditQuery::default() })
        }),
        ("ListAudit", "HR01", |_, client| page(client, AuditQuery::default())),
        ("ListAudit", "CS01", |_, client| page(client, AuditQuery::default())),
        ("ListAudit", "MG02", |shop, client| {
            page(client, AuditQuery { department_id: Some(service(shop).department_id), ..AuditQuery::default() })
        }),
        ("ListAudit", "HR02", |shop, client| {
            page(client, AuditQuery { person_id: Some(shop.person("HR02").id), ..AuditQuery::default() })
        }),
        ("ExportAudit", "HR02", |_, client| ask::<ExportAudit>(client, NOTHING, AuditQuery::default(), Vec::len)),
    ],
    costs: Some(|| {
        expect![[r#"
            ListAudit        HR02      69/8      69/8
            ListAudit        HR02     156/3     156/3
            ListAudit        HR01      53/1      53/1
            ListAudit        CS01      21/2      21/2
            ListAudit        MG02      21/2      21/2
            ListAudit        HR02      11/1      11/1
            ExportAudit      HR02      69/8      69/8
        "#]]
    }),
    ..Door::EMPTY
};

fn page(client: &Client, query: AuditQuery) -> Measured {
    ask::<ListAudit>(client, NOTHING, query, |page: &Page<AuditRow>| page.items.len())
}

fn read(client: &Client, query: &AuditQuery) -> Vec<AuditRow> {
    let mut all = Vec::new();
    let mut query = query.clone();
    loop {
        let page = client.get::<ListAudit>(NOTHING, query.clone()).unwrap();
        assert!(page.items.len() <= 50);
        all.extend(page.items);
        let Some(next) = page.next else { return all };
        query.after = Some(next.parse().unwrap());
    }
}

#[test]
fn a_change_is_logged_with_who_when_what_before_and_after() {
    let shop = Shop::start(Fixture::Demo);
    let administrator = shop.sign_in("HR02");
    let seen = administrator.get::<GetShop>(NOTHING, NOTHING).unwrap();
    let fields = ShopFields { name: "青禾衣铺二店".parse().unwrap(), ..seen.fields };
    let saved = administrator.request("PUT", "/api/shop").json(&ShopBody { version: seen.version, fields }).send();
    let query = AuditQuery { action: Some(Action::SHOP_SAVE), ..AuditQuery::default() };
    let rows = read(&administrator, &query);
    let [row] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!(row.actor_number.as_ref().map(|number| number.as_str()), Some("HR02"));
    assert_eq!(row.actor_name.as_ref().map(|name| name.as_str()), Some("曹宇航"));
    assert_eq!(row.subject, "青禾衣铺二店");
    assert!(row.before.contains("\"青禾衣铺\"") && row.after.contains("\"青禾衣铺二店\""), "{row:?}");
    assert_eq!(Some(row.request_id.as_str()), saved.header("x-request-id"));
}

#[test]
fn the_log_is_read_by_who_what_and_day_page_by_page_the_latest_first() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        // 120 lines, one a minute, in turn by two people, on a day in the past.
        let first: i64 = 1_780_000_000_000;
        for line in 0..120_i64 {
            let at = first + line * 60_000;
            let number = if line % 3 == 0 { "HR01" } else { "CS01" };
            let action = if line % 2 == 0 { "roster.edit" } else { "roster.publish" };
            let sql = "INSERT INTO audit (id, at, actor_id, address, action, subject, request_id)
                SELECT ?1, ?2, id, '', ?3, ?4, '' FROM person WHERE number = ?5";
            let time = format!("{at:012x}");
            let id = format!("{}-{}-7000-8000-000000000000", &time[..8], &time[8..]);
            database.execute(sql, params![id, at, action, line.to_string(), number]).unwrap();
        }
    });
    let administrator = shop.sign_in("HR02");
    let day = "2026-05-29".parse().ok();
    let past = AuditQuery { until: day, ..AuditQuery::default() };
    let lines = |query: &AuditQuery| -> Vec<String> {
        read(&administrator, query).into_iter().map(|row| row.subject).collect()
    };
    assert_eq!(lines(&past), (0..120).rev().map(|line| line.to_string()).collect::<Vec<_>>());
    let actor_id = Some(shop.person("HR01").id);
    let of_hr = lines(&AuditQuery { actor_id, ..past.clone() });
    assert_eq!((of_hr.len(), of_hr[0].as_str()), (40, "117"));
    let edits = AuditQuery { action: Some(Action::ROSTER_EDIT), ..past.clone() };
    assert_eq!(lines(&edits).len(), 60);
    assert_eq!(lines(&AuditQuery { actor_id, ..edits }).len(), 20);
    assert_eq!(
        lines(&AuditQuery { from: day, ..past }).len()
            + lines(&AuditQuery { until: "2026-05-28".parse().ok(), ..AuditQuery::default() }).len(),
        120
    );
    let backwards = AuditQuery { from: day, until: "2026-05-01".parse().ok(), ..AuditQuery::default() };
    assert_eq!(told(administrator.get::<ListAudit>(NOTHING, backwards)), "until inconsistent");
}

#[test]
fn nothing_in_the_log_is_ever_changed_or_removed() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        let insert = "INSERT INTO audit (id, at, address, action, subject, request_id)
            VALUES ('0190f3c8-a000-7000-8000-000000000001', 0, '', 'shop.save', '', '')";
        database.execute(insert, []).unwrap();
        for attempt in
            ["UPDATE audit SET subject = 'x'", "DELETE FROM audit", "UPDATE roster_change SET changed_at = 0"]
        {
            let error = database.execute(attempt, []).unwrap_err();
            assert!(error.to_string().contains("append-only"), "{attempt}: {error}");
        }
    });
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM audit"), 1);
}

#[test]
fn saving_what_stands_already_is_no_change() {
    let shop = Shop::start(Fixture::Demo);
    let administrator = shop.sign_in("HR02");
    let seen = administrator.get::<GetShop>(NOTHING, NOTHING).unwrap();
    let body = ShopBody { version: seen.version + 5, fields: seen.fields.clone() };
    let before = shop.fingerprint();
    assert_eq!(administrator.call::<SaveShop>(NOTHING, NOTHING, body).unwrap(), seen);
    assert_eq!(shop.fingerprint(), before);
}

/// HR renames somebody, a manager plans a shift of a draft, another department's roster is exported.
fn busy_day() -> (Shop, RosterPath) {
    let shop = Shop::start(Fixture::Demo);
    let (hr, manager, head) = (shop.sign_in("HR01"), shop.sign_in("CS01"), shop.sign_in("MG02"));
    let seen = shop.person("CS03");
    let fields = PersonFields { name: "张雅棋".parse().unwrap(), ..seen.fields.clone() };
    hr.call::<UpdatePerson>(
        PersonPath { person_id: seen.id },
        NOTHING,
        PersonChange { version: 1, fields, reason: None },
    )
    .unwrap();
    let month = shop.generated().today.month().plus(2);
    let path = RosterPath { department_id: shop.generated().department(Team::Service), month };
    let edit = CellEdit {
        person_id: seen.id,
        day: month.first(),
        kind_id: Some(shop.generated().kinds[kind::LATE].id),
        version: 0,
    };
    manager
        .call::<EditRoster>(path, NOTHING, EditBody { edits: vec![edit], is_published: None, sign_off: None })
        .unwrap();
    let elsewhere = RosterPath { department_id: shop.generated().department(Team::Warehouse), month };
    head.get::<ExportRosterCsv>(elsewhere, NOTHING).unwrap();
    (shop, path)
}

#[test]
fn hr_reads_what_concerns_people_and_a_manager_what_was_done_to_their_rosters() {
    let (shop, path) = busy_day();
    let codes = |number: &str, query: AuditQuery| -> Vec<String> {
        read(&shop.sign_in(number), &query).into_iter().map(|row| row.action).collect()
    };
    let all = AuditQuery::default;
    assert_eq!(codes("HR01", all()), ["person.update"]);
    assert_eq!(codes("CS01", all()), ["roster.edit"]);
    assert_eq!(codes("MG02", all()), ["roster.export", "roster.edit"]);
    let about = AuditQuery { person_id: Some(shop.person("CS03").id), ..all() };
    assert_eq!(codes("HR02", about.clone()), ["roster.edit", "person.update"]);
    assert_eq!(codes("HR01", about.clone()), ["person.update"]);
    assert_eq!(codes("CS01", about), ["roster.edit"]);
    let of_service = AuditQuery { department_id: Some(path.department_id), ..all() };
    assert_eq!(codes("HR02", of_service.clone()), ["roster.edit"]);
    assert_eq!(codes("HR01", of_service), [""; 0]);
    assert_eq!(codes("CS01", AuditQuery { action: Some(Action::ROSTER_EXPORT), ..all() }), [""; 0]);
    let staff = shop.sign_in("CS02").request("GET", "/api/audit").send();
    assert_eq!(staff.status, 403);
}

#[test]
fn a_line_names_its_department_and_whom_it_concerns_and_keeps_its_source_for_administrators() {
    let (shop, _) = busy_day();
    let row = read(&shop.sign_in("CS01"), &AuditQuery::default()).swap_remove(0);
    assert_eq!(row.department.as_ref().map(|name| name.as_str()), Some("客服组"));
    let people: Vec<&str> = row.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!((people, row.people_count), (vec!["张雅棋"], 1));
    assert_eq!((row.request_id.as_str(), row.address.as_str()), ("", ""));
    let update = AuditQuery { action: Some(Action::PERSON_UPDATE), ..AuditQuery::default() };
    let row = read(&shop.sign_in("HR02"), &update).swap_remove(0);
    assert!(!row.request_id.is_empty());
    let department = shop.person("CS03").fields.department_id.to_string();
    assert_eq!(row.names.get(&department).map(String::as_str), Some("客服组"), "{row:?}");
}

#[test]
fn an_export_holds_all_lines_that_fit_and_is_a_line_itself() {
    let (shop, _) = busy_day();
    let hr = shop.sign_in("HR01");
    let rows = hr.get::<ExportAudit>(NOTHING, AuditQuery::default()).unwrap();
    assert_eq!(rows.iter().map(|row| row.action.as_str()).collect::<Vec<_>>(), ["person.update"]);
    let exports = AuditQuery { action: Some(Action::AUDIT_EXPORT), ..AuditQuery::default() };
    assert_eq!(read(&shop.sign_in("HR02"), &exports).len(), 1);
    assert_eq!(read(&hr, &exports).len(), 0);
}
