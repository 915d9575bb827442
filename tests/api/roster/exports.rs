//! What leaves a roster: workbooks, tables and calendar feeds.

use super::{cell, edit, kind, next, path};
use calamine::{Reader, Xlsx};
use dianwu_domain::{
    Code, Month,
    roster::api::{CreateFeed, FeedPath, FeedState, GetFeed, GetRoster, ReadFeed, RevokeFeed, RosterPath},
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop};
use std::io::Cursor;
use xtask::demo::{kind, seats::Team};

fn this_month(shop: &Shop) -> Month {
    shop.generated().today.month()
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
    for (row, person) in (3..).zip(&sheet.people) {
        assert_eq!(text(row, 0), person.number.as_str());
        let mut shifts = 0;
        for cell in &person.cells {
            let id = cell.kind.map(|place| sheet.kinds[usize::from(place)]);
            let kind = shop.generated().kinds.iter().find(|kind| Some(kind.id) == id);
            let code = kind.map(|kind| kind.fields.code.to_string()).unwrap_or_default();
            assert_eq!(text(row, 2 + u32::from(cell.day)), code, "{} {}", person.number, cell.day);
            shifts += u32::from(kind.is_some_and(|kind| kind.fields.hours.is_some()));
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
    assert!(text.starts_with("\u{feff}工号,姓名,岗位,1,2,"), "{}", &text[..60]);
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    let columns = 3 + usize::from(at.month.length()) + 3;
    assert!(lines[2..].iter().all(|line| line.split(',').count() == columns));
    let other = path(&shop, Team::Warehouse, this_month(&shop));
    assert_eq!(download(&manager, other, "csv").problem().code, Code::NotFound);
    assert_eq!(download(&shop.sign_in("CS02"), at, "xlsx").problem().code, Code::Forbidden);
}

/// What a calendar program reads.
fn feed(shop: &Shop, token: &str) -> dianwu_tests::Response {
    shop.client().request("GET", &format!("/api/feeds/{token}")).send()
}

#[test]
fn a_feed_shows_published_work_under_a_secret_that_can_be_ended() {
    let shop = Shop::start(Fixture::Demo);
    let me = shop.sign_in("CS02");
    assert_eq!(me.get::<GetFeed>(NOTHING, NOTHING).unwrap(), FeedState { created_at: None });
    let made = me.call::<CreateFeed>(NOTHING, NOTHING, NOTHING).unwrap();
    let token = made.path.rsplit('/').next().unwrap().to_owned();
    let answer = feed(&shop, &token);
    assert_eq!(answer.header("content-type"), Some("text/calendar; charset=utf-8"));
    let text = String::from_utf8(answer.body.clone()).unwrap();
    assert!(text.contains("BEGIN:VCALENDAR") && text.contains("SUMMARY:早班 · "), "{text}");
    assert!(!text.contains("休息"), "days off are left out");
    let day = |month: Month| format!("UID:{month}");
    assert!(text.contains(&day(this_month(&shop))) && !text.contains(&day(next(&shop))), "drafts are not shown");
    assert_eq!(feed(&shop, token.trim_end_matches(".ics")).status, 200);
    assert_eq!(feed(&shop, "guess").problem().code, Code::NotFound);

    let again = me.call::<CreateFeed>(NOTHING, NOTHING, NOTHING).unwrap();
    assert_eq!(feed(&shop, &token).problem().code, Code::NotFound, "the address before it has ended");
    let token = again.path.rsplit('/').next().unwrap().to_owned();
    for _ in 0..2 {
        me.call::<RevokeFeed>(NOTHING, NOTHING, NOTHING).unwrap();
    }
    let gone = shop.client().get::<ReadFeed>(FeedPath { token }, NOTHING);
    assert_eq!(gone.unwrap_err().code, Code::NotFound);
}

#[test]
fn a_changed_shift_is_the_same_event_with_a_higher_sequence() {
    let shop = Shop::start(Fixture::Demo);
    let (me, manager) = (shop.sign_in("CS02"), shop.sign_in("CS01"));
    let at = path(&shop, Team::Service, this_month(&shop));
    let sheet = manager.get::<GetRoster>(at, NOTHING).unwrap();
    let person = sheet.people.iter().find(|person| person.number.as_str() == "CS02").unwrap();
    let early = kind(&shop, kind::EARLY);
    let works = |cell: &&dianwu_domain::roster::api::Cell| {
        cell.kind.is_some_and(|place| sheet.kinds[usize::from(place)] == early) && cell.change.is_none()
    };
    let stands = person.cells.iter().find(works).unwrap();
    let day = at.month.first().plus(i64::from(stands.day) - 1);
    let made = me.call::<CreateFeed>(NOTHING, NOTHING, NOTHING).unwrap();
    let token = made.path.rsplit('/').next().unwrap().to_owned();
    let event = || {
        let text = String::from_utf8(feed(&shop, &token).body).unwrap();
        let (_, rest) = text.split_once(&format!("UID:{day}")).expect("the event");
        rest.split_once("END:VEVENT").unwrap().0.to_owned()
    };
    assert!(event().contains(&format!("SEQUENCE:{}", stands.version - 1)) && event().contains("SUMMARY:早班"));
    edit(&manager, at, &[cell(&shop, "CS02", day, kind(&shop, kind::LATE), stands.version)]).unwrap();
    assert!(event().contains(&format!("SEQUENCE:{}", stands.version)) && event().contains("SUMMARY:晚班"));
}
