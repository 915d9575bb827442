//! What staff see: their day, their month, their team.

use super::{department, my_month};
use dianwu_domain::{
    Day,
    notices::api::ShiftChange,
    roster::{
        api::{DayQuery, TeamDay, TeamDayView},
        waiting::RosterNotPublished,
    },
    today::api::Today,
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop};
use xtask::demo::{Entry, kind as place, seats::Team};

fn team_day(client: &Client, day: Day) -> TeamDayView {
    client.get::<TeamDay>(NOTHING, DayQuery { day: Some(day) }).unwrap()
}

/// The demo shop's published cells.
fn entries(shop: &Shop) -> impl Iterator<Item = &Entry> {
    shop.generated().rosters.iter().filter(|roster| roster.published.is_some()).flat_map(|roster| &roster.entries)
}

#[test]
fn my_month_is_what_was_published_of_me() {
    let shop = Shop::start(Fixture::Demo);
    let staff = shop.sign_in("CS02");
    let me = shop.person("CS02").id;
    let current = shop.generated().today.month();
    for month in [current.plus(-2), current.plus(-1), current] {
        let view = my_month(&staff, month);
        let mine: Vec<_> = entries(&shop)
            .filter(|entry| entry.person_id == me && entry.day.month() == month)
            .map(|entry| (entry.day, Some(entry.kind_id)))
            .collect();
        assert!(view.is_published);
        assert_eq!(view.days.iter().map(|day| (day.day, day.kind_id)).collect::<Vec<_>>(), mine);
    }
    let draft = my_month(&staff, current.plus(1));
    assert_eq!((draft.is_published, draft.days.len()), (false, 0));
    let before = my_month(&staff, current.plus(-3));
    assert_eq!((before.is_published, before.days.len()), (false, 0));
}

#[test]
fn a_teams_day_shows_ones_department_and_to_managers_what_lies_below() {
    let shop = Shop::start(Fixture::Demo);
    let day = shop.generated().today;
    let of_day = |wanted: Option<Team>| {
        let people = &shop.generated().people;
        let is_there = |entry: &&Entry| {
            let person = people.iter().find(|person| person.id == entry.person_id).unwrap();
            wanted.is_none_or(|team| person.fields.department_id == department(&shop, team))
        };
        entries(&shop).filter(|entry| entry.day == day).filter(is_there).count()
    };
    let staff = team_day(&shop.sign_in("CS02"), day);
    assert!(staff.shifts.iter().all(|shift| shift.department_id == department(&shop, Team::Service)));
    assert_eq!(staff.shifts.len(), of_day(Some(Team::Service)));
    let is_early = |kind| kind == shop.generated().kinds[place::EARLY].id;
    assert!(is_early(staff.shifts[0].kind_id), "by start: the early shift comes first");
    assert_eq!(team_day(&shop.sign_in("MG02"), day).shifts.len(), of_day(None));
    assert_eq!(team_day(&shop.sign_in("CS01"), day).shifts, staff.shifts);
    let draft = team_day(&shop.sign_in("CS01"), day.month().plus(1).first());
    assert_eq!(draft.shifts.len(), 0, "drafts are nobody's day, not even the manager's");
}

#[test]
fn today_holds_my_shifts_my_team_and_what_waits_for_me() {
    let shop = Shop::start(Fixture::Demo);
    let staff = shop.sign_in("CS02");
    let me = shop.person("CS02").id;
    let view = staff.get::<Today>(NOTHING, NOTHING).unwrap();
    let mine: Vec<_> = entries(&shop)
        .filter(|entry| entry.person_id == me && view.day.plus(-1) <= entry.day && entry.day <= view.day.plus(14))
        .map(|entry| entry.day)
        .collect();
    assert_eq!(view.mine.iter().map(|day| day.day).collect::<Vec<_>>(), mine);
    assert_eq!(view.team, team_day(&staff, view.day).shifts);
    let changed: Vec<_> = entries(&shop)
        .filter(|entry| entry.person_id == me && entry.day >= view.day && entry.updated_by != me)
        .filter_map(|entry| {
            let (from, _) = entry.changed?;
            Some(ShiftChange { day: entry.day, from: Some(from), to: Some(entry.kind_id) })
        })
        .collect();
    let told: Vec<_> = view.notices.iter().flat_map(|notice| notice.changes.clone()).collect();
    assert_eq!((view.waiting.len(), told), (0, changed));
}

#[test]
fn a_roster_that_is_due_waits_for_its_manager() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        let undo = "UPDATE roster SET status = 'draft', published_at = NULL, published_by = NULL, version = 1
            WHERE month = (SELECT max(month) FROM roster WHERE status = 'published')
                AND department_id = (SELECT id FROM department WHERE name = '客服组')";
        assert_eq!(database.execute(undo, []).unwrap(), 1);
    });
    // Between midnight and the cut-off the business day may still lie in the month before, whose next month is due too.
    let due = shop.generated().today.month();
    let waits = |number: &str| {
        let view = shop.sign_in(number).get::<Today>(NOTHING, NOTHING).unwrap();
        let mut unpublished = view.waiting.iter().filter_map(|one| one.read::<RosterNotPublished>());
        unpublished.any(|roster| roster.department_name.as_str() == "客服组" && roster.month == due)
    };
    assert_eq!(["CS01", "MG02", "WH01", "CS02", "HR01"].map(waits), [true, true, false, false, false]);
}
