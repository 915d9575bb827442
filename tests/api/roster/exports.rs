//! What leaves a roster as a file: workbooks and tables.

use super::path;
use calamine::{Reader, Xlsx};
use dianwu_domain::{
    Code, Month,
    calendar::api::{GetHolidays, YearPath},
    roster::api::{GetRoster, RosterPath},
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop};
use std::io::Cursor;
use xtask::demo::seats::Team;

fn this_month(shop: &Shop) -> Month {
    shop.generated().today.month()
}

/// How many lines stand above the people: the title, the days, the weekdays, and the holidays of a month that has any.
fn top(client: &Client, month: Month) -> u32 {
    let path = YearPath { year: month.to_string()[..4].parse().unwrap() };
    let year = client.get::<GetHolidays>(path, NOTHING).unwrap();
    if year.days.iter().any(|holiday| holiday.day.month() == month) { 4 } else { 3 }
}

fn download(client: &Client, at: RosterPath, extension: &str) -> dianwu_tests::Response {
    client.request("GET", &format!("/api/rosters/{}/{}/export.{extension}", at.department_id, at.month)).send()
}

#[test]
fn a_workbook_holds_the_months_codes_weekdays_and_totals() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let at = path(&shop, Team::Service, this_month(&shop));
    let answer = download(&manager, at, "xlsx");
    let name = answer.header("content-disposition").unwrap_or_default().to_owned();
    assert!(name.contains("filename*=UTF-8''%E5%AE%A2%E6%9C%8D%E7%BB%84-"), "{name}");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(answer.body.clone())).expect("a workbook");
    let range = book.worksheet_range(&at.month.to_string()).expect("the month's sheet");
    let text = |row: u32, column: u32| range.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    let days = u32::from(at.month.length());
    assert!(text(0, 0).starts_with("客服组") && text(0, 0).contains("已发布"), "{}", text(0, 0));
    assert_eq!([text(1, 0), text(1, 3), text(1, 2 + days)], ["工号".to_owned(), "1".to_owned(), days.to_string()]);
    let sheet = manager.get::<GetRoster>(at, NOTHING).unwrap();
    let weekday = at.month.first().weekday() as usize - 1;
    assert_eq!(text(2, 3), ["一", "二", "三", "四", "五", "六", "日"][weekday]);
    for (row, person) in (top(&manager, at.month)..).zip(&sheet.people) {
        assert_eq!([text(row, 0), text(row, 2)], [person.number.to_string(), "客服组".to_owned()]);
        let mut shifts = 0;
        for cell in &person.cells {
            let id = cell.kind.map(|place| sheet.kinds[usize::from(place)]);
            let kind = shop.generated().kinds.iter().find(|kind| Some(kind.id) == id);
            let code = kind.map(|kind| kind.fields.code.to_string()).unwrap_or_default();
            assert_eq!(text(row, 2 + u32::from(cell.day)), code, "{} {}", person.number, cell.day);
            shifts += u32::from(kind.is_some_and(|kind| kind.is_work()));
        }
        assert_eq!(text(row, 3 + days), shifts.to_string());
    }
}

#[test]
fn a_table_is_text_that_excel_opens_and_others_do_not_get_it() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let at = path(&shop, Team::Service, this_month(&shop));
    let answer = download(&manager, at, "csv");
    let text = String::from_utf8(answer.body.clone()).unwrap();
    assert!(text.starts_with("\u{feff}工号,姓名,部门,1,2,"), "{}", &text[..60]);
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    let columns = 3 + usize::from(at.month.length()) + 3;
    assert!(lines[1..].iter().all(|line| line.split(',').count() == columns));
    let people = manager.get::<GetRoster>(at, NOTHING).unwrap().people.len();
    assert_eq!(lines.len() + 1, usize::try_from(top(&manager, at.month)).unwrap() + people);
    let logged = || shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'roster.export'");
    assert_eq!(logged(), 1, "an export is logged");
    let subject = shop.look_up::<String>("SELECT subject FROM audit WHERE action = 'roster.export'");
    assert_eq!(subject, format!("客服组 {}", at.month));
    let other = path(&shop, Team::Warehouse, this_month(&shop));
    assert_eq!(download(&manager, other, "csv").problem().code, Code::NotFound);
    assert_eq!(download(&shop.sign_in("CS02"), at, "xlsx").problem().code, Code::Forbidden);
    assert_eq!(logged(), 1, "what is refused is no export");
    download(&manager, at, "xlsx");
    assert_eq!(logged(), 2);
}
