//! Calendar feeds, read as a calendar program does.

use super::{blank, cell, edit, kind, next, path, publish};
use dianwu_domain::{
    Code, Day, Month,
    people::api::{PersonChange, PersonFields, PersonPath, Status, UpdatePerson},
    roster::api::{CreateFeed, FeedPath, FeedState, GetFeed, ReadFeed, RevokeFeed, RosterPath},
    session::api::{ChangePassword, ResetPassword},
    shifts::{
        api::{SaveShiftKind, ShiftKindBody, ShiftKindFields, ShiftKindPath},
        kind::{Hours, Span, always},
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, told};
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, Event};
use std::collections::BTreeMap;
use xtask::demo::{PASSWORD, kind as place, seats::Team};

fn this_month(shop: &Shop) -> Month {
    shop.generated().today.month()
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

/// Somebody's feed under an address that is new.
fn subscribe(me: &Client) -> String {
    let made = me.call::<CreateFeed>(NOTHING, NOTHING, NOTHING).unwrap();
    made.path.rsplit('/').next().unwrap().to_owned()
}

/// The events of a feed, by their ids.
fn events(shop: &Shop, token: &str) -> BTreeMap<String, Event> {
    let text = String::from_utf8(feed(shop, token).body).unwrap();
    let calendar: Calendar = text.parse().unwrap();
    assert!(!calendar.components.is_empty() && calendar.property_value("METHOD").is_none(), "{text}");
    let event = |component: CalendarComponent| match component {
        CalendarComponent::Event(event) => Some((event.get_uid().unwrap().to_owned(), event)),
        _ => None,
    };
    calendar.components.into_iter().filter_map(event).collect()
}

/// When an event begins and ends, in UTC: 2026-12-31T14:00.
fn times(event: &Event) -> [String; 2] {
    [event.get_start(), event.get_end()].map(|at| match at {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(at))) => at.format("%Y-%m-%dT%H:%M").to_string(),
        other => panic!("{other:?}"),
    })
}

fn sequence(event: &Event) -> u32 {
    event.get_sequence().unwrap()
}

/// The published month that nobody had begun, with these shifts of somebody's.
fn published(shop: &Shop, manager: &Client, number: &str, shifts: &[(Day, usize)]) -> RosterPath {
    let path = path(shop, Team::Service, blank(shop));
    let cells: Vec<_> = shifts.iter().map(|(day, place)| cell(shop, number, *day, kind(shop, *place), 0)).collect();
    edit(manager, path, &cells).unwrap();
    publish(manager, path, 1).unwrap();
    path
}

#[test]
fn a_night_at_a_months_end_runs_into_the_next_month_and_a_removed_day_disappears() {
    let shop = Shop::start(Fixture::Demo);
    let (me, manager, admin) = (shop.sign_in("CS02"), shop.sign_in("CS01"), shop.sign_in("HR02"));
    let late = shop.generated().kinds.iter().find(|one| one.id == kind(&shop, place::LATE)).unwrap();
    let hours = Some(Hours::plain("22:00".parse().unwrap(), "30:00".parse().unwrap(), 0, 480));
    let body = ShiftKindBody { version: 1, fields: late.fields.clone(), hours, from: blank(&shop).first() };
    admin.call::<SaveShiftKind>(ShiftKindPath { shift_kind_id: late.id }, NOTHING, body).unwrap();
    let (first, last) = (blank(&shop).first(), blank(&shop).last());
    let at = published(&shop, &manager, "CS02", &[(first.plus(3), place::EARLY), (last, place::LATE)]);
    let token = subscribe(&me);
    let id = |day: Day| format!("{day}-{}@dianwu", shop.person("CS02").id);
    let before = events(&shop, &token);
    // The demo shop's clocks show UTC+8.
    let night = [format!("{last}T14:00"), format!("{last}T22:00")];
    assert_eq!(times(&before[&id(last)]), night);
    assert!(before.contains_key(&id(first.plus(3))));
    edit(&manager, at, &[cell(&shop, "CS02", first.plus(3), None, 1)]).unwrap();
    let after = events(&shop, &token);
    assert!(!after.contains_key(&id(first.plus(3))));
    assert_eq!(after.len() + 1, before.len(), "every other event is the same");
    assert!(after.keys().all(|id| before.contains_key(id)));
}

#[test]
fn an_event_keeps_its_id_and_moves_on_with_its_day_and_its_name_and_never_with_hours_to_come() {
    let shop = Shop::start(Fixture::Demo);
    let (me, manager, admin) = (shop.sign_in("CS02"), shop.sign_in("CS01"), shop.sign_in("HR02"));
    let day = blank(&shop).first().plus(3);
    let at = published(&shop, &manager, "CS02", &[(day, place::EARLY)]);
    let token = subscribe(&me);
    let id = format!("{day}-{}@dianwu", shop.person("CS02").id);
    let event = || events(&shop, &token)[&id].clone();
    let early = event();
    assert!(early.get_summary().unwrap().starts_with("早班"));
    // Sequences are told in seconds.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    edit(&manager, at, &[cell(&shop, "CS02", day, kind(&shop, place::LATE), 1)]).unwrap();
    let late = event();
    assert!(late.get_summary().unwrap().starts_with("晚班"));
    assert!(sequence(&late) > sequence(&early) && late.get_last_modified() > early.get_last_modified());
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let known = shop.generated().kinds.iter().find(|one| one.id == kind(&shop, place::LATE)).unwrap();
    let save = |version, fields, hours, from| {
        let body = ShiftKindBody { version, fields, hours, from };
        admin.call::<SaveShiftKind>(ShiftKindPath { shift_kind_id: known.id }, NOTHING, body).unwrap()
    };
    let renamed = ShiftKindFields { name: "小夜班".parse().unwrap(), ..known.fields.clone() };
    save(1, renamed.clone(), None, always());
    let named = event();
    assert!(named.get_summary().unwrap().starts_with("小夜班"));
    assert!(sequence(&named) > sequence(&late) && named.get_last_modified() > late.get_last_modified());
    // Other hours hold from the day after, in two parts.
    let span = |start: &str, end: &str| Span { start: start.parse().unwrap(), end: end.parse().unwrap() };
    let split = Hours::of_segments(&[span("10:00", "14:00"), span("18:00", "22:00")], 0, 480, false);
    save(2, renamed, split, day.plus(1));
    let still = event();
    assert_eq!((times(&still), sequence(&still)), (times(&named), sequence(&named)), "what was published stays");
    edit(&manager, at, &[cell(&shop, "CS02", day.plus(1), kind(&shop, place::LATE), 0)]).unwrap();
    let events = events(&shop, &token);
    let (one, two) = (&events[&id.replace(&day.to_string(), &day.plus(1).to_string())], day.plus(1));
    assert_eq!(times(one), [format!("{two}T02:00"), format!("{two}T06:00")]);
    let second = format!("{two}-{}-2@dianwu", shop.person("CS02").id);
    assert_eq!(times(&events[&second]), [format!("{two}T10:00"), format!("{two}T14:00")]);
}

#[test]
fn a_feed_without_shifts_is_a_calendar_all_the_same() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        database.execute_batch("DELETE FROM roster_entry WHERE changed_at IS NULL").unwrap();
        database.execute_batch("UPDATE roster_entry SET kind_id = NULL").unwrap();
    });
    assert!(events(&shop, &subscribe(&shop.sign_in("CS02"))).is_empty());
}

#[test]
fn the_secret_of_a_feed_stands_neither_in_the_database_nor_in_a_log() {
    let shop = Shop::start(Fixture::Demo);
    let token = subscribe(&shop.sign_in("CS02"));
    let secret = token.trim_end_matches(".ics");
    assert_eq!(feed(&shop, &token).status, 200);
    assert_eq!(feed(&shop, &format!("{secret}x")).status, 404);
    let row = "SELECT token_hash || created_at || person_id FROM feed";
    assert!(!shop.look_up::<String>(row).contains(secret));
    let logged = "SELECT group_concat(subject || before || after || address || request_id) FROM audit";
    let logged = shop.look_up::<String>(logged);
    assert!(!logged.is_empty() && !logged.contains(secret));
    assert!(!shop.log().contains(secret));
}

#[test]
fn a_feed_ends_with_its_owners_password_and_work_and_does_not_come_back() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let gone = |token: &str| feed(&shop, token).status == 404;

    let me = shop.sign_in("CS03");
    let token = subscribe(&me);
    let change = |current: Option<&str>, new: &str| {
        let body = serde_json::json!({ "current": current, "new": new });
        me.call::<ChangePassword>(NOTHING, NOTHING, serde_json::from_value(body).unwrap())
    };
    assert_eq!(told(change(Some("wrong"), "a-better-password")), "current mismatch");
    assert!(!gone(&token));
    change(Some(PASSWORD), "a-better-password").unwrap();
    assert!(gone(&token));

    let token = subscribe(&me);
    let path = PersonPath { person_id: shop.person("CS03").id };
    hr.call::<ResetPassword>(path, NOTHING, NOTHING).unwrap();
    assert!(gone(&token));

    let person = shop.person("CS05");
    let token = subscribe(&shop.sign_in("CS05"));
    let save = |version, fields: PersonFields| {
        let path = PersonPath { person_id: person.id };
        hr.call::<UpdatePerson>(path, NOTHING, PersonChange { version, fields, reason: "记录有误".parse().ok() })
            .unwrap()
    };
    let left_on = Some(shop.generated().today.plus(-2));
    save(1, PersonFields { status: Status::Left, left_on, ..person.fields.clone() });
    assert!(gone(&token));
    save(2, person.fields.clone());
    assert!(gone(&token), "whoever is back makes a new address");
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM feed"), 0);
}
