//! What the walks over all endpoints know of rosters, and what a month and a feed cost.

use super::{kind, next};
use crate::{
    border::{next_month_of_the_service_team, of_the_service_team},
    cost::{Measured, TODAY, ask, november, service},
    door::{Door, Sample},
};
use dianwu_domain::{
    File,
    roster::api::{
        CheckRoster, CreateFeed, DayQuery, DemandsPath, ExportRoster, ExportRosterCsv, FeedPath, GetFeed, GetRoster,
        GetRosterContext, ListCycles, ListDemands, ListRosters, MyMonth, ReadFeed, RosterCheck, RosterContext, Sheet,
        TeamDay,
    },
    worktime::MARGIN,
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop};
use expect_test::{Expect, expect};
use serde_json::json;
use xtask::demo::kind as place;

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[
        Sample::new("EditRoster", |shop| {
            json!({ "edits": [{ "person_id": shop.person("CS02").id, "day": next(shop).first().plus(1),
                "kind_id": kind(shop, place::OFF), "version": 1 }] })
        })
        .at(next_month_of_the_service_team),
        Sample::new(
            "PublishRoster",
            |shop| json!({ "version": 1, "writes": writes(shop), "sign_off": "大促人手不够" }),
        )
        .at(next_month_of_the_service_team),
        Sample::new("SaveDemand", |shop| {
            json!({ "version": 0, "fields": { "kind_id": kind(shop, place::EARLY), "slot": null, "weekdays": 127,
                "dates": { "from": "2026-11-11", "until": "2026-11-11" }, "heads": 3 } })
        })
        .at(of_the_service_team),
        Sample::new("SaveCycle", |shop| {
            let early = kind(shop, place::EARLY);
            json!({ "version": 0, "fields": { "name": "两天一休", "days": [early, early, null] } })
        }),
    ],
    months: &["MyMonth", "ListRosters"],
    refused: &[
        ("/api/my-month", "month"),
        ("/api/my-month?month=2026-13", "month"),
        ("/api/my-month?month=", "month"),
        ("/api/rosters?month=1999-12", "month"),
        ("/api/team-day?day=2026-02-30", "day"),
    ],
    questions: &[
        ("MyMonth", "CS02", |_, client| ask::<MyMonth>(client, NOTHING, november(), |view| view.days.len())),
        ("TeamDay", "CS02", team_day),
        ("TeamDay", "MG02", team_day),
        ("ListRosters", "MG02", |_, client| ask::<ListRosters>(client, NOTHING, november(), Vec::len)),
        ("GetRoster", "CS01", sheet),
        ("GetRoster", "HR01", sheet),
        ("GetRosterContext", "CS01", context),
        ("CheckRoster", "CS01", |shop, client| ask::<CheckRoster>(client, service(shop), NOTHING, |_: &RosterCheck| 1)),
        ("ExportRoster", "CS01", |shop, client| ask::<ExportRoster>(client, service(shop), NOTHING, |_: &File| 1)),
        ("ExportRosterCsv", "CS01", |shop, client| {
            ask::<ExportRosterCsv>(client, service(shop), NOTHING, |_: &File| 1)
        }),
        ("ListDemands", "CS01", |shop, client| {
            let path = DemandsPath { department_id: service(shop).department_id };
            ask::<ListDemands>(client, path, NOTHING, Vec::len)
        }),
        ("ListCycles", "CS01", |_, client| ask::<ListCycles>(client, NOTHING, NOTHING, Vec::len)),
        ("GetFeed", "CS02", |_, client| ask::<GetFeed>(client, NOTHING, NOTHING, |_| 1)),
    ],
    costs: Some(costs),
    // A feed begins sixty days ago.
    unmeasured: &["ReadFeed"],
};

fn costs() -> Expect {
    expect![[r#"
        MyMonth          CS02     36/30     36/30
        TeamDay          CS02     56/11   620/199
        TeamDay          MG02    147/29  1557/499
        ListRosters      MG02      18/6      18/6
        GetRoster        CS01   370/331 6762/6159
        GetRoster        HR01   370/331 6762/6159
        GetRosterContext CS01   389/321 6781/5961
        CheckRoster      CS01    1555/1   27875/1
        ExportRoster     CS01     384/1    6776/1
        ExportRosterCsv  CS01     384/1    6776/1
        ListDemands      CS01       4/4       4/4
        ListCycles       CS01       1/1       1/1
        GetFeed          CS02       0/1       0/1
    "#]]
}

fn team_day(_: &Shop, client: &Client) -> Measured {
    ask::<TeamDay>(client, NOTHING, DayQuery { day: TODAY.parse().ok() }, |view| view.shifts.len())
}

fn sheet(shop: &Shop, client: &Client) -> Measured {
    let shown =
        |sheet: &Sheet| sheet.people.len() + sheet.people.iter().map(|person| person.cells.len()).sum::<usize>();
    ask::<GetRoster>(client, service(shop), NOTHING, shown)
}

fn context(shop: &Shop, client: &Client) -> Measured {
    let shown = |context: &RosterContext| {
        let around: usize = context.around.iter().chain(&context.drafted).map(|person| person.days.len() + 1).sum();
        around + context.holidays.len() + context.demands.len() + context.wishes.len() + context.open_shifts.len()
    };
    ask::<GetRosterContext>(client, service(shop), NOTHING, shown)
}

/// How often the cells that the next month of 客服组 is checked by have been written, without asking the worker: nothing
/// may change on the way to a request.
fn writes(shop: &Shop) -> i64 {
    let (month, margin) = (next(shop), i64::from(MARGIN));
    let service = service(shop).department_id;
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

#[test]
fn a_months_page_reads_at_most_one_and_a_half_rows_a_row_shown() {
    let table = costs();
    let pages =
        table.data().lines().map(str::trim).filter(|line| line.starts_with("GetRoster") || line.starts_with("MyMonth"));
    let mut seen = 0;
    for page in pages.flat_map(|line| line.split_whitespace().skip(2)) {
        let (read, shown) = page.split_once('/').unwrap();
        let (read, shown): (usize, usize) = (read.parse().unwrap(), shown.parse().unwrap());
        assert!(read * 2 <= shown * 3, "{page}");
        seen += 1;
    }
    assert_eq!(seen, 8);
}

#[test]
fn a_feed_costs_the_days_that_it_tells_of() {
    let shop = Shop::start(Fixture::Demo);
    let made = shop.sign_in("CS02").call::<CreateFeed>(NOTHING, NOTHING, NOTHING).unwrap();
    let token = made.path.rsplit('/').next().unwrap().to_owned();
    // A calendar program has no session.
    let read = shop.client().measured::<ReadFeed>(FeedPath { token }, NOTHING, NOTHING).unwrap().1.read;
    // Rosters are planned up to the end of the next month.
    let today = shop.generated().today;
    let days = today.month().plus(1).last().epoch_days() - today.plus(-60).epoch_days() + 1;
    // A cell, its roster, its shift's name, and its hours, which are found by the latest day on which any began.
    assert!(i64::try_from(read).unwrap() <= 5 * days, "{read} rows for {days} days");
}
