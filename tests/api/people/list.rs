//! The list: search, filters, pages, scope, and its export.

use calamine::{Data, Reader, Xlsx};
use dianwu_domain::{
    DepartmentId, File, Problem,
    people::api::{ExportPeople, ListPeople, PeopleQuery, Person, Status},
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, told};
use std::io::Cursor;
use xtask::demo::{Size, seats::Team};

fn query(q: &str, department: Option<DepartmentId>, status: Option<Status>) -> PeopleQuery {
    PeopleQuery { q: Some(q.parse().unwrap()), department_id: department, status, ..PeopleQuery::default() }
}

/// The staff numbers that a query finds, all pages of them.
fn numbers(client: &Client, query: &PeopleQuery) -> Result<Vec<String>, Problem> {
    let mut all = Vec::new();
    let mut query = query.clone();
    loop {
        let page = client.get::<ListPeople>(NOTHING, query.clone())?;
        all.extend(page.items.iter().map(|row| row.number.to_string()));
        let Some(next) = page.next else { return Ok(all) };
        query.after = Some(next.parse().unwrap());
    }
}

#[test]
fn people_are_found_by_a_part_of_their_name_number_or_phone_and_by_filters() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let phone = shop.person("WH03").fields.phone.as_ref().unwrap().to_string();
    let service = Some(shop.generated().department(Team::Service));
    let root = Some(shop.generated().department(Team::Shop));
    for (query, wanted) in [
        (query("晓", None, None), vec!["CS11", "MG02"]),
        (query("王芳", None, None), vec!["CS01"]),
        (query("ds0", None, None), vec!["DS01", "DS02", "DS03", "DS04"]),
        (query(&phone[5..], None, None), vec!["WH03"]),
        (query(&format!("{} {}", &phone[..3], &phone[3..]), None, None), vec!["WH03"]),
        (query("nobody's name", None, None), vec![]),
        (query("%", None, None), vec![]),
        (query("", None, Some(Status::Left)), vec!["CS11"]),
        (query("晓", service, Some(Status::Active)), vec![]),
        (query("晓", service, Some(Status::Left)), vec!["CS11"]),
        (query("晓", root, Some(Status::Active)), vec!["MG02"]),
    ] {
        assert_eq!(numbers(&hr, &query).unwrap(), wanted, "{query:?}");
    }
    for (words, wanted) in [
        ("zhangyq", vec!["CS03"]),
        ("zyq", vec!["CS03"]),
        ("Zhang Yaqi", vec!["CS03"]),
        ("ｙａｑｉ", vec!["CS03"]),
        ("王\u{200b}芳", vec!["CS01"]),
        ("ＣＳ０２", vec!["CS02"]),
    ] {
        assert_eq!(numbers(&hr, &query(words, None, None)).unwrap(), wanted, "{words:?}");
    }
    assert_eq!(numbers(&hr, &query("", None, None)).unwrap().len(), 30);
    assert_eq!(numbers(&hr, &query("", root, Some(Status::Active))).unwrap().len(), 29);
}

#[test]
fn a_name_is_found_in_any_spelling_as_soon_as_it_is_written() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let found = |words: &str| numbers(&hr, &query(words, None, None)).unwrap();
    let rename = |number: &str, version: u32, name: &str| {
        let seen = shop.person(number);
        let mut fields = serde_json::to_value(&seen.fields).unwrap();
        fields["name"] = name.into();
        let body = serde_json::json!({ "version": version, "fields": fields });
        let response = hr.request("PUT", &format!("/api/people/{}", seen.id)).json(&body).send();
        assert!(response.is_ok(), "{response}");
        response.json::<Person>().fields.name.to_string()
    };
    assert_eq!(rename("CS03", 1, "Zoe\u{308}\u{200b}　Müller"), "Zoë Müller");
    assert_eq!(rename("CS04", 1, "李\u{20bb7}\u{feff}"), "李𠮷");
    for words in ["ZOË", "zoë", "Zoe\u{308}", "zoe", "muller", "Zoë M", "ｚｏｅ"] {
        assert_eq!(found(words), ["CS03"], "{words}");
    }
    assert_eq!(found("𠮷"), ["CS04"]);
    assert_eq!(found("zhangyaqi"), Vec::<String>::new(), "the name of before is forgotten");
    assert_eq!(rename("CS03", 2, "曾雅琪"), "曾雅琪");
    assert_eq!(found("zengyq"), ["CS03"]);
}

#[test]
fn pages_hold_everybody_once_and_in_order() {
    let shop = Shop::start(Fixture::Sized("2026-11-23".parse().unwrap(), Size { people: 250, months: 1 }));
    let mut everybody: Vec<String> =
        shop.generated().people.iter().map(|person| person.fields.number.to_string()).collect();
    everybody.sort();
    let found = numbers(&shop.sign_in("HR01"), &PeopleQuery::default()).unwrap();
    assert_eq!(found, everybody);
    let service: Vec<String> = everybody.iter().filter(|number| number.starts_with("CS")).cloned().collect();
    assert_eq!(service.len(), 200);
    assert_eq!(numbers(&shop.sign_in("CS01"), &PeopleQuery::default()).unwrap(), service);
}

#[test]
fn a_manager_finds_their_own_people_and_no_others() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let all = numbers(&manager, &query("", None, None)).unwrap();
    assert_eq!(all.len(), 12);
    assert!(all.iter().all(|number| number.starts_with("CS")));
    assert_eq!(numbers(&manager, &query("WH", None, None)).unwrap(), Vec::<String>::new());
    let warehouse = query("", Some(shop.generated().department(Team::Warehouse)), None);
    assert_eq!(told(numbers(&manager, &warehouse)), "not_found");
    assert_eq!(told(manager.get::<ExportPeople>(NOTHING, warehouse)), "not_found");
    let shopkeeper = shop.sign_in("MG02");
    assert_eq!(numbers(&shopkeeper, &query("", None, None)).unwrap().len(), 30, "the whole subtree");
}

/// The cells of a workbook's first sheet as text.
fn cells(file: &File) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.content.clone())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| match cell {
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    sheet.rows().map(|row| row.iter().map(text).collect()).collect()
}

#[test]
fn the_export_opens_in_a_spreadsheet_and_holds_what_the_list_shows() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        database.execute("UPDATE person SET name = '=1+1' WHERE number = 'CS03'", []).unwrap();
    });
    let manager = shop.sign_in("CS01");
    let file = manager.get::<ExportPeople>(NOTHING, query("", None, Some(Status::Active))).unwrap();
    assert!(file.name.starts_with("____-2") && file.name.ends_with(".xlsx"), "{}", file.name);
    let rows = cells(&file);
    assert_eq!(rows.len(), 12, "a heading and eleven people");
    assert_eq!(rows[0][..4], ["工号", "姓名", "手机", "部门"]);
    let first = &shop.person("CS01").fields;
    assert_eq!(rows[1][..3], ["CS01", "王芳", first.phone.as_ref().unwrap().as_str()]);
    assert_eq!(rows[1][5], first.hired_on.to_string());
    assert_eq!(rows[3][1], "=1+1", "a name stays a name");
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'person.export'"), 1);
}
