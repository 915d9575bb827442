//! A month as it leaves: what stands in the lines of both formats, and how the workbook is laid out.

use super::{store, table::Table};
use crate::{
    kernel::{d1::args, sqlite::batch},
    roster::shop::{NOW, Shop, day, id},
};
use calamine::{Data, Reader, Xlsx};
use dianwu_domain::people::employment::Stay;
use dianwu_domain::{
    Instant, PersonId, Zone,
    calendar::{Calendar, Holiday, HolidayKind},
    roster::api::{Cell, RosterHead, RosterStatus, Sheet, SheetPerson},
    shifts::{
        api::{ShiftKind, ShiftKindFields, unchanged},
        kind::{Hours, HoursFrom, Hue, Span},
    },
};
use std::io::{Cursor, Read};

fn kind(n: u128, code: &str, name: &str, hue: Hue, hours: Option<(&str, &str, u16)>) -> ShiftKind {
    let hours = hours.map(|(start, end, paid)| Hours::plain(start.parse().unwrap(), end.parse().unwrap(), 0, paid));
    let (code, name) = (code.parse().unwrap(), name.parse().unwrap());
    let fields = ShiftKindFields { code, name, hue, sort: 0, is_archived: false };
    ShiftKind { id: id(n), fields, hours: unchanged(hours), version: 1 }
}

/// Somebody with cells of a day of the month and a place among the kinds: 0 早, 1 晚, 2 休.
fn person(number: &str, hired_on: &str, left_on: Option<&str>, cells: &[(u8, u16)]) -> SheetPerson {
    let cells = cells.iter().map(|(day, kind)| Cell { day: *day, kind: Some(*kind), version: 1, change: None });
    SheetPerson {
        id: id(9),
        number: number.parse().unwrap(),
        name: "林晓月".parse().unwrap(),
        position_id: None,
        stays: vec![Stay { from: day(hired_on), until: left_on.map(day) }],
        employed: Vec::new(),
        cells: cells.collect(),
    }
}

fn holiday(on: &str, kind: HolidayKind, name: &str) -> Holiday {
    Holiday { day: day(on), kind, name: name.parse().unwrap() }
}

/// A month with one person who stays and one who is here from the 3rd to the 5th alone, though planned before and after.
fn table(month: &str, holidays: Vec<Holiday>) -> Table {
    let month: dianwu_domain::Month = month.parse().unwrap();
    let kinds = vec![
        kind(1, "早", "早班", Hue::Amber, Some(("08:00", "17:00", 470))),
        kind(2, "晚", "晚班", Hue::Indigo, Some(("16:00", "24:00", 480))),
        kind(4, "休", "休息", Hue::Slate, None),
    ];
    let guest = format!("{month}-03");
    let people = vec![
        person("A1", "2020-01-01", None, &[(1, 0), (2, 0), (4, 1), (5, 2)]),
        person("A2", &guest, Some(&format!("{month}-05")), &[(1, 1), (2, 2), (4, 0), (6, 0), (7, 2)]),
    ];
    let head = RosterHead {
        department_id: id(1),
        month,
        status: RosterStatus::Published,
        published_at: Some(Instant(1_790_000_000_000)),
        published_by: None,
        sign_off: None,
        version: 2,
    };
    let sheet = Sheet { head, may_edit: true, kinds: kinds.iter().map(|kind| kind.id).collect(), people };
    Table { department: "客服组".to_owned(), sheet, kinds, calendar: Calendar::new(holidays), zone: Zone::CHINA }
}

fn october() -> Table {
    let holidays = vec![
        holiday("2026-10-01", HolidayKind::Statutory, "国庆节"),
        holiday("2026-10-04", HolidayKind::Off, "国庆节"),
        holiday("2026-10-10", HolidayKind::Work, "国庆节"),
    ];
    table("2026-10", holidays)
}

fn csv(table: &Table) -> Vec<Vec<String>> {
    let text = table.csv();
    assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"));
    let text = text.trim_start_matches('\u{feff}').trim_end();
    text.split("\r\n").map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn a_line_of_csv_names_the_department_and_adds_up_days_of_employment_alone() {
    let lines = csv(&table("2026-11", Vec::new()));
    assert_eq!(lines.len(), 4, "days, weekdays, two people");
    assert_eq!([&lines[0][..4], &lines[0][33..]].concat(), ["工号", "姓名", "部门", "1", "班", "休", "工时"]);
    // 2026-11-01 is a Sunday.
    assert_eq!(lines[1][..6], ["", "", "", "日", "一", "二"]);
    assert_eq!(lines[2][..8], ["A1", "林晓月", "客服组", "早", "早", "", "晚", "休"]);
    assert_eq!(lines[2][33..], ["3", "1", "23.67"]);
    assert_eq!(lines[3][3..10], ["", "", "", "早", "", "", ""], "before the first day and after the last one");
    assert_eq!(lines[3][33..], ["1", "0", "7.83"]);
}

#[test]
fn holidays_stand_in_a_line_of_their_own_under_weekdays_that_are_always_told() {
    let lines = csv(&october());
    assert_eq!(lines.len(), 5);
    // 2026-10-01 is a Thursday.
    assert_eq!(lines[1][3..8], ["四", "五", "六", "日", "一"]);
    assert_eq!(lines[2][3..7], ["国庆", "", "", "休"]);
    assert_eq!(lines[2][12], "班");
    assert!(lines.iter().all(|line| line.len() == 3 + 31 + 3));
}

fn cells(book: &[u8], month: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).unwrap();
    book.worksheet_range(month).unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_workbook_tells_days_weekdays_holidays_totals_heads_and_what_codes_mean() {
    let rows = cells(&october().workbook().unwrap(), "2026-10");
    let text = |row: usize, column: usize| rows[row][column].to_string();
    assert_eq!([0, 1, 2, 3].map(|column| text(1, column)), ["工号", "姓名", "部门", "1"]);
    assert_eq!([3, 4, 5].map(|column| text(2, column)), ["四", "五", "六"]);
    assert_eq!([3, 4, 6, 12].map(|column| text(3, column)), ["国庆", "", "休", "班"]);
    assert_eq!([0, 2, 3, 34, 35, 36].map(|column| text(4, column)), ["A1", "客服组", "早", "3", "1", "23.67"]);
    assert_eq!([3, 4, 6, 8, 34, 35, 36].map(|column| text(5, column)), ["", "", "早", "", "1", "0", "7.83"]);
    assert_eq!([0, 3, 4, 6, 8].map(|column| text(6, column)), ["早班人数", "1", "1", "1", "0"]);
    assert_eq!([0, 3, 6].map(|column| text(7, column)), ["晚班人数", "0", "1"]);
    assert!(text(9, 0).contains("早 早班 08:00–17:00") && text(9, 0).contains("休 休息"), "{}", text(9, 0));
    let plain = cells(&table("2026-11", Vec::new()).workbook().unwrap(), "2026-11");
    assert_eq!([plain[2][3].to_string(), plain[3][0].to_string()], ["日", "A1"], "no line of holidays");
}

/// A part of a workbook, as its XML.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_workbook_is_one_a4_page_in_landscape_with_the_colours_of_its_shifts() {
    let book = october().workbook().unwrap();
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    let setup = sheet.split("<pageSetup").nth(1).and_then(|rest| rest.split("/>").next()).unwrap();
    assert!(setup.contains("paperSize=\"9\"") && setup.contains("orientation=\"landscape\""), "{setup}");
    // One page wide and high is what fitting means unless it says otherwise.
    assert!(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>") && !setup.contains("fitTo"), "{setup}");
    assert!(sheet.contains("<pane xSplit=\"3\" ySplit=\"4\""), "names and headings stay on the screen");
    let styles = part(&book, "xl/styles.xml");
    for (what, colour) in [("早", "FFFDE9B8"), ("晚", "FFDDE3FB"), ("休", "FFECEEF2"), ("weekends", "FFD9DEE6")] {
        assert!(styles.contains(&format!("<fgColor rgb=\"{colour}\"/>")), "{what}");
    }
    assert!(styles.contains("<color rgb=\"FFB42318\"/>"), "statutory holidays are red");
}

#[test]
fn a_long_list_goes_over_pages_with_its_head_and_words_keep_to_their_cells() {
    let mut long = october();
    let kinds = &mut long.kinds;
    kinds[0].fields.code = "早班客服".parse().unwrap();
    kinds[1].hours[0].hours.end = "30:00".parse().unwrap();
    let model = long.sheet.people[0].clone();
    long.sheet.people = (0..200)
        .map(|n| SheetPerson {
            number: format!("N{n}").parse().unwrap(),
            name: "阿".repeat(40).parse().unwrap(),
            ..model.clone()
        })
        .collect();
    let book = long.workbook().unwrap();
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("fitToHeight=\"0\""), "as many pages as it takes");
    let names = part(&book, "xl/workbook.xml");
    assert!(names.contains("_xlnm.Print_Titles") && names.contains("$1:$4"), "{names}");
    assert!(sheet.contains("<oddFooter>&amp;L&amp;8早班客服 早班 08:00–17:00"), "the hours stand under every page");
    assert!(sheet.contains("16:00–次日 06:00"), "as clocks show them");
    assert!(sheet.contains("<col min=\"2\" max=\"2\" width=\"20."), "names get some room");
    let styles = part(&book, "xl/styles.xml");
    assert!(sheet.contains("ht=\"75\" customHeight=\"1\""), "forty letters of two columns in five lines");
    assert!(styles.contains("shrinkToFit=\"1\"") && styles.contains("wrapText=\"1\""));
}

#[test]
fn an_event_moves_with_its_day_and_with_its_shifts_hours() {
    let mut shop = Shop::open();
    let november = "2026-11".parse().unwrap();
    shop.write(1, 1, november, &[("2026-11-03", Some(1)), ("2026-11-04", Some(4))]);
    let events = |shop: &mut Shop| {
        let query = store::LIST_EVENTS.with(args![id::<PersonId>(1), day("2026-11-01")]);
        let rows: Vec<serde_json::Value> = batch(&mut shop.database, vec![query]).unwrap().take(0);
        rows.iter().map(|row| row["changed_at"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert!(events(&mut shop).is_empty(), "a draft");
    shop.publish(1, november);
    assert_eq!(events(&mut shop), [NOW.0], "work alone");
    let later = NOW.0 + 1000;
    shop.database.execute("UPDATE shift_kind SET updated_at = ?1 WHERE code = '早'", [later]).unwrap();
    assert_eq!(events(&mut shop), [later]);
    let later = later + 1000;
    let changed = "INSERT INTO shift_kind_hours (kind_id, from_day, start_minute, end_minute, changed_at)
        SELECT id, ?1, 500, 600, ?2 FROM shift_kind WHERE code = '早'";
    shop.database.execute(changed, rusqlite::params!["2026-11-04", later]).unwrap();
    assert_eq!(events(&mut shop), [later - 1000], "other hours from the day after move nothing");
    shop.database.execute(changed, rusqlite::params!["2026-11-03", later]).unwrap();
    assert_eq!(events(&mut shop), [later]);
}

#[test]
fn a_month_in_which_hours_change_tells_both_and_adds_each_day_up_by_its_own() {
    let mut october = october();
    let span = |start: &str, end: &str| Span { start: start.parse().unwrap(), end: end.parse().unwrap() };
    let split = Hours::of_segments(&[span("10:00", "14:00"), span("18:00", "25:00")], 0, 620, false).unwrap();
    let total = |table: &Table| table.total(&table.sheet.people[0]).hours();
    let before = total(&october);
    october.kinds[0].hours.push(HoursFrom { from: day("2026-11-01"), hours: split });
    assert_eq!(total(&october), before, "what comes later changes nothing");
    assert!(!october.legend().join(" ").contains("10:00"));
    october.kinds[0].hours.last_mut().unwrap().from = day("2026-10-02");
    let legend = october.legend();
    assert_eq!(legend[0], "早 早班 08:00–17:00，2日起 10:00–14:00 18:00–次日 01:00");
    // The 1st by the hours before, the 2nd by those after.
    assert_eq!(total(&october), before + 2.5);
}
