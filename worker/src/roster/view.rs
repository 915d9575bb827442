//! What staff see: their day, their month, and who is on. Published rosters only.

use super::{
    duties::{self, MyDutyRecord, SwapRecord, TeamDutyRecord},
    open_shifts::{self, ClaimRecord},
    sheet, store,
};
use crate::{
    kernel::{
        auth::Caller,
        d1::{Arg, Query, Rows, args, flag},
        error::Error,
        routes::Call,
    },
    notices::{self, NoticeRecord},
};
use dianwu_domain::{
    Day, DepartmentId, Duty, Instant, LocalTime, Month, NoticeId, PersonId, PositionId, ShiftKindId,
    notices::api::{Notice, NoticeKind, ShiftChange},
    roster::{
        api::{FirstStep, MyDay, MyMonth, MyMonthView, TeamDay, TeamDayView, TeamShift, Today, TodayView, Waiting},
        clock::months_due,
    },
    text::{Name, StaffNumber},
};
use serde::Deserialize;
use std::collections::HashMap;

/// How many days ahead the caller's day shows their shifts.
const DAYS_AHEAD: i64 = 14;

#[derive(Deserialize)]
struct MyDayRecord {
    day: Day,
    kind_id: Option<ShiftKindId>,
    changed_from: Option<ShiftKindId>,
    changed_at: Option<Instant>,
}

impl MyDayRecord {
    fn into_day(self) -> MyDay {
        MyDay { day: self.day, kind_id: self.kind_id, change: sheet::change(self.changed_from, self.changed_at) }
    }
}

#[derive(Deserialize)]
struct TeamRecord {
    day: Day,
    person_id: PersonId,
    number: StaffNumber,
    name: Name,
    position_id: Option<PositionId>,
    department_id: DepartmentId,
    kind_id: ShiftKindId,
    #[serde(deserialize_with = "flag")]
    is_changed: bool,
}

impl TeamRecord {
    fn into_shift(self) -> TeamShift {
        TeamShift {
            day: self.day,
            person_id: self.person_id,
            name: self.name,
            department_id: self.department_id,
            position_id: self.position_id,
            kind_id: self.kind_id,
            is_changed: self.is_changed,
        }
    }
}

#[derive(Deserialize)]
struct StartRecord {
    id: ShiftKindId,
    start_minute: u16,
}

/// A day of the caller's that a notice speaks of.
#[derive(Deserialize)]
struct NoticedRecord {
    notice_id: NoticeId,
    day: Day,
    was: Option<ShiftKindId>,
    kind_id: Option<ShiftKindId>,
}

#[derive(Deserialize)]
struct UnpublishedRecord {
    department_id: DepartmentId,
    department_name: Name,
    month: Month,
}

/// What a shop without any roster lacks.
#[derive(Deserialize)]
struct LacksRecord {
    #[serde(deserialize_with = "flag")]
    departments: bool,
    #[serde(deserialize_with = "flag")]
    people: bool,
    #[serde(deserialize_with = "flag")]
    shift_kinds: bool,
    #[serde(deserialize_with = "flag")]
    manager: bool,
}

impl LacksRecord {
    /// The steps that are left to the caller. A roster that waits for them already is told there.
    fn steps(&self, administers: bool, roster_waits: bool) -> Vec<FirstStep> {
        let steps = [
            (self.departments, FirstStep::Departments),
            (self.people, FirstStep::People),
            (self.shift_kinds && administers, FirstStep::ShiftKinds),
            (self.manager && administers, FirstStep::Manager),
            (!roster_waits, FirstStep::Roster),
        ];
        steps.into_iter().filter(|(is_left, _)| *is_left).map(|(_, step)| step).collect()
    }
}

/// What the shop's clocks show, and the business day.
pub fn clock(caller: &Caller, now: Instant) -> (LocalTime, Day) {
    let now = caller.me.shop.zone.local(now);
    (now, now.business_day(caller.me.shop.cut_off))
}

/// The departments whose published days the caller sees, their own first.
pub fn visible(caller: &Caller) -> Vec<DepartmentId> {
    let own = caller.me.department_id;
    let others = caller.departments(Duty::ReadRosters).into_iter().filter(|department| *department != own);
    std::iter::once(own).chain(others).collect()
}

/// The days of one's own month.
pub async fn my_month(call: Call<MyMonth>) -> Result<MyMonthView, Error> {
    let month = call.query.month;
    let me = &call.who.me;
    let rows = call
        .db
        .batch(vec![
            store::FIND_PUBLISHED.with(args![month, me.department_id]),
            my_days(me.person_id, me.department_id, month.first(), month.last()),
        ])
        .await?;
    let is_published = !rows.take::<serde_json::Value>(0)?.is_empty();
    let days: Vec<MyDayRecord> = rows.take(1)?;
    Ok(MyMonthView { month, is_published, days: days.into_iter().map(MyDayRecord::into_day).collect() })
}

/// A person's published days; the range touches two months at most.
fn my_days(person: PersonId, department: DepartmentId, from: Day, until: Day) -> Query {
    store::LIST_MY_DAYS.with(args![person, from, until, department, from.month(), until.month()])
}

/// Who works on a day.
pub async fn team_day(call: Call<TeamDay>) -> Result<TeamDayView, Error> {
    let (now, business_day) = clock(&call.who, call.source.now);
    let day = call.query.day.unwrap_or(business_day);
    let departments = visible(&call.who);
    let mut queries = team_queries(&departments, day);
    queries.push(duties::team_duties(&departments, day));
    let rows = call.db.batch(queries).await?;
    let duties: Vec<TeamDutyRecord> = rows.take(3)?;
    let duties = duties.into_iter().map(TeamDutyRecord::into_duty).collect();
    Ok(TeamDayView { day, now, shifts: team(&rows, 0, &departments)?, duties })
}

/// The statements that [`team`] reads.
fn team_queries(departments: &[DepartmentId], day: Day) -> Vec<Query> {
    let before = day.plus(-1);
    vec![
        store::LIST_TEAM_DAY.with(args![Arg::json(&departments), day.month(), day]),
        store::LIST_TEAM_NIGHT.with(args![Arg::json(&departments), before.month(), before]),
        store::LIST_KIND_STARTS.with(args![]),
    ]
}

/// The shifts that [`team_queries`] found, as results from `place` on.
fn team(rows: &Rows, place: usize, departments: &[DepartmentId]) -> Result<Vec<TeamShift>, Error> {
    let mut shifts: Vec<TeamRecord> = rows.take(place)?;
    shifts.extend(rows.take::<TeamRecord>(place + 1)?);
    Ok(in_order(shifts, rows.take(place + 2)?, departments))
}

/// By department in the order of `departments`, then by start, last evening's shifts first and days off last, then by
/// staff number.
fn in_order(mut shifts: Vec<TeamRecord>, starts: Vec<StartRecord>, departments: &[DepartmentId]) -> Vec<TeamShift> {
    let starts: HashMap<ShiftKindId, u16> = starts.into_iter().map(|row| (row.id, row.start_minute)).collect();
    let places: HashMap<DepartmentId, usize> = departments.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    shifts.sort_by_cached_key(|shift| {
        let start = starts.get(&shift.kind_id).copied();
        (places.get(&shift.department_id).copied(), start.is_none(), shift.day, start, shift.number.clone())
    });
    shifts.into_iter().map(TeamRecord::into_shift).collect()
}

/// The caller's day, in one batch, and a second one where shifts are open that the caller may fit.
pub async fn today(call: Call<Today>) -> Result<TodayView, Error> {
    let (now, day) = clock(&call.who, call.source.now);
    let me = &call.who.me;
    let departments = visible(&call.who);
    let managed = call.who.departments(Duty::ManageRosters);
    let mut queries = team_queries(&departments, day);
    queries.push(my_days(me.person_id, me.department_id, day.plus(-1), day.plus(DAYS_AHEAD)));
    queries.push(duties::my_duties(me, day));
    queries.push(duties::swaps(me.department_id, me.person_id, day));
    queries.extend(open_shifts::available(me, now));
    queries.push(notices::unread(me.person_id, now, call.source.now));
    queries.push(store::LIST_NOTICED_CHANGES.with(args![me.person_id, now.day]));
    if !managed.is_empty() {
        queries.push(store::LIST_UNPUBLISHED.with(args![Arg::json(&managed), Arg::json(&months_due(day))]));
        queries.push(open_shifts::claims(&managed, me.person_id, now));
    }
    let sets_up = call.who.holds(Duty::ManagePeople);
    if sets_up {
        queries.push(store::FIND_LACKS.with(args![me.person_id]));
    }
    let last = queries.len() - 1;
    let rows = call.db.batch(queries).await?;
    let (unpublished, claims): (Vec<UnpublishedRecord>, _) =
        if managed.is_empty() { Default::default() } else { (rows.take(10)?, rows.take::<ClaimRecord>(11)?) };
    let lacks: Option<LacksRecord> = if sets_up { rows.first(last)? } else { None };
    let steps = |lacks: LacksRecord| lacks.steps(call.who.holds(Duty::Administer), !unpublished.is_empty());
    let first_steps = lacks.map(steps).unwrap_or_default();
    let mine: Vec<MyDayRecord> = rows.take(3)?;
    let offers: Vec<SwapRecord> = rows.take(5)?;
    let offers = offers.into_iter().filter_map(|offer| offer.into_waiting(me.person_id));
    let asked = claims.into_iter().map(ClaimRecord::into_waiting).chain(offers).collect();
    let (notices, more_notices) = told(&managed, rows.take(8)?, &rows.take::<NoticedRecord>(9)?)?;
    let open = open_shifts::takeable(&call.db, me, rows.take(6)?, &rows.take(7)?).await?;
    Ok(TodayView {
        now,
        day,
        mine: mine.into_iter().map(MyDayRecord::into_day).collect(),
        team: team(&rows, 0, &departments)?,
        waiting: waiting(day.month(), unpublished, asked),
        first_steps,
        notices,
        more_notices,
        open_shifts: u32::try_from(open.len()).unwrap_or(u32::MAX),
        next_open_shift: open.first().copied(),
        my_duties: rows.take::<MyDutyRecord>(4)?.into_iter().map(MyDutyRecord::into_duty).collect(),
    })
}

/// The caller's unread notices, without those of departments that the caller no longer manages, and without changes of
/// shifts that have been taken back.
fn told(
    managed: &[DepartmentId],
    rows: Vec<NoticeRecord>,
    changes: &[NoticedRecord],
) -> Result<(Vec<Notice>, bool), Error> {
    notices::shown(rows, |subject, notice| {
        let of_notice = changes.iter().filter(|change| change.notice_id == notice.id);
        notice.changes = of_notice.map(|row| ShiftChange { day: row.day, from: row.was, to: row.kind_id }).collect();
        let is_managed = subject.managed.is_none_or(|department| managed.contains(&department));
        is_managed && (notice.kind != NoticeKind::ShiftsChanged || !notice.changes.is_empty())
    })
}

/// This month's missing rosters first, because people work without one; then what others wait for; then next month's
/// rosters.
fn waiting(month: Month, unpublished: Vec<UnpublishedRecord>, asked: Vec<Waiting>) -> Vec<Waiting> {
    let roster = |row: UnpublishedRecord| Waiting::RosterNotPublished {
        department_id: row.department_id,
        department_name: row.department_name,
        month: row.month,
    };
    let (late, early): (Vec<_>, Vec<_>) = unpublished.into_iter().partition(|row| row.month == month);
    late.into_iter().map(roster).chain(asked).chain(early.into_iter().map(roster)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::sqlite::batch,
        roster::shop::{Shop, day, id},
    };

    fn november() -> Month {
        "2026-11".parse().unwrap()
    }

    fn mine(
        shop: &mut Shop,
        person: u128,
        department: u128,
        from: &str,
        until: &str,
    ) -> Vec<(String, Option<ShiftKindId>)> {
        let query = my_days(id(person), id(department), day(from), day(until));
        let rows: Vec<MyDayRecord> = batch(&mut shop.database, vec![query]).unwrap().take(0);
        rows.into_iter().map(|row| (row.day.to_string(), row.kind_id)).collect()
    }

    /// Day, staff number and shift kind of a team's day, in order.
    fn team_on(shop: &mut Shop, departments: &[u128], on: &str) -> Vec<(String, String, ShiftKindId)> {
        let departments: Vec<DepartmentId> = departments.iter().map(|n| id(*n)).collect();
        let rows = batch(&mut shop.database, team_queries(&departments, day(on))).unwrap();
        let mut shifts: Vec<TeamRecord> = rows.take(0);
        shifts.extend(rows.take::<TeamRecord>(1));
        let shifts = in_order(shifts, rows.take(2), &departments);
        shifts.into_iter().map(|shift| (shift.day.to_string(), shift.name.to_string(), shift.kind_id)).collect()
    }

    fn day_of(on: &str, kind: Option<u128>) -> (String, Option<ShiftKindId>) {
        (on.to_owned(), kind.map(id))
    }

    #[test]
    fn drafts_are_seen_by_nobody() {
        let mut shop = Shop::open();
        shop.write(1, 1, november(), &[("2026-11-03", Some(1))]);
        assert!(mine(&mut shop, 1, 1, "2026-11-01", "2026-11-30").is_empty());
        assert!(team_on(&mut shop, &[1], "2026-11-03").is_empty());
        shop.publish(1, november());
        assert_eq!(mine(&mut shop, 1, 1, "2026-11-01", "2026-11-30"), [day_of("2026-11-03", Some(1))]);
        assert_eq!(team_on(&mut shop, &[1], "2026-11-03").len(), 1);
        assert!(team_on(&mut shop, &[2, 3], "2026-11-03").is_empty());
    }

    #[test]
    fn a_shop_is_led_to_its_first_roster_and_told_nothing_once_there_is_one() {
        let mut shop = Shop::open();
        let lacks = |shop: &mut Shop| -> Option<LacksRecord> {
            let query = store::FIND_LACKS.with(args![id::<PersonId>(1)]);
            batch(&mut shop.database, vec![query]).unwrap().first(0)
        };
        use FirstStep::{Departments, Manager, People, Roster, ShiftKinds};
        assert_eq!(lacks(&mut shop).unwrap().steps(true, false), [Departments, Manager, Roster]);
        assert_eq!(lacks(&mut shop).unwrap().steps(false, false), [Departments, Roster], "HR gives no roles");
        let run = |shop: &Shop, sql: &str| shop.database.execute_batch(sql).unwrap();
        run(&shop, "UPDATE person SET status = 'left', left_on = '2026-01-01' WHERE number <> 'N1'");
        run(&shop, "UPDATE shift_kind SET is_archived = 1");
        assert_eq!(lacks(&mut shop).unwrap().steps(true, false), [Departments, People, ShiftKinds, Manager, Roster]);
        run(
            &shop,
            "UPDATE department SET parent_id = (SELECT id FROM department WHERE name = '部1') WHERE name = '部2'",
        );
        run(
            &shop,
            "INSERT INTO role_grant (person_id, role, department_id)
                SELECT p.id, 'manager', p.department_id FROM person p WHERE p.number = 'N1'",
        );
        assert_eq!(lacks(&mut shop).unwrap().steps(true, true), [People, ShiftKinds]);
        run(&shop, "UPDATE shift_kind SET is_archived = 0");
        shop.write(1, 1, november(), &[("2026-11-03", Some(1))]);
        assert!(lacks(&mut shop).is_none());
    }

    #[test]
    fn a_month_ends_at_its_borders_and_keeps_what_was_emptied_after_publishing() {
        let mut shop = Shop::open();
        for (month, on) in [("2024-01", "2024-01-31"), ("2024-02", "2024-02-29"), ("2024-03", "2024-03-01")] {
            let month: Month = month.parse().unwrap();
            shop.write(1, 1, month, &[(on, Some(1))]);
        }
        let february: Month = "2024-02".parse().unwrap();
        shop.write(1, 1, february, &[("2024-02-10", Some(2)), ("2024-02-11", Some(2)), ("2024-02-11", None)]);
        for month in ["2024-01", "2024-02", "2024-03"] {
            shop.publish(1, month.parse().unwrap());
        }
        shop.write(1, 1, february, &[("2024-02-10", None)]);
        let wanted = [day_of("2024-02-10", None), day_of("2024-02-29", Some(1))];
        assert_eq!(mine(&mut shop, 1, 1, "2024-02-01", "2024-02-29"), wanted);
        let across = [day_of("2024-02-29", Some(1)), day_of("2024-03-01", Some(1))];
        assert_eq!(mine(&mut shop, 1, 1, "2024-02-25", "2024-03-10"), across);
    }

    #[test]
    fn one_who_moved_keeps_what_the_former_department_published() {
        let mut shop = Shop::open();
        shop.write(1, 1, november(), &[("2026-11-03", Some(1))]);
        shop.publish(1, november());
        shop.move_person(1, 2);
        shop.write(2, 1, november(), &[("2026-11-20", Some(2))]);
        assert_eq!(mine(&mut shop, 1, 2, "2026-11-01", "2026-11-30"), [day_of("2026-11-03", Some(1))]);
        shop.publish(2, november());
        let both = [day_of("2026-11-03", Some(1)), day_of("2026-11-20", Some(2))];
        assert_eq!(mine(&mut shop, 1, 2, "2026-11-01", "2026-11-30"), both);
    }

    #[test]
    fn a_teams_day_begins_with_last_nights_shifts_and_ends_with_days_off() {
        let mut shop = Shop::open();
        shop.hire(10, 1, "2020-01-01", None);
        shop.hire(11, 1, "2020-01-01", None);
        let october: Month = "2026-10".parse().unwrap();
        shop.write(1, 1, october, &[("2026-10-31", Some(3))]);
        shop.write(1, 2, october, &[("2026-10-31", Some(2))]);
        shop.write(1, 1, november(), &[("2026-11-01", Some(4))]);
        shop.write(1, 2, november(), &[("2026-11-01", Some(2))]);
        shop.write(1, 10, november(), &[("2026-11-01", Some(1))]);
        shop.write(1, 11, november(), &[("2026-11-01", Some(1)), ("2026-11-02", Some(1))]);
        shop.write(2, 3, november(), &[("2026-11-01", Some(1))]);
        for (department, month) in [(1, october), (1, november()), (2, november())] {
            shop.publish(department, month);
        }
        let row = |on: &str, name: &str, kind| (on.to_owned(), name.to_owned(), id(kind));
        let own = [
            row("2026-10-31", "N1", 3),
            row("2026-11-01", "N10", 1),
            row("2026-11-01", "N11", 1),
            row("2026-11-01", "N2", 2),
            row("2026-11-01", "N1", 4),
        ];
        assert_eq!(team_on(&mut shop, &[1], "2026-11-01"), own);
        let both = team_on(&mut shop, &[2, 1], "2026-11-01");
        assert_eq!((&both[0], &both[1..]), (&row("2026-11-01", "N3", 1), &own[..]));
        shop.leave(11, "2026-11-01");
        assert!(team_on(&mut shop, &[1], "2026-11-02").is_empty(), "who has left works no more");
    }

    #[test]
    fn rosters_wait_where_people_work_and_nothing_is_published() {
        let mut shop = Shop::open();
        shop.leave(3, "2026-11-15");
        shop.write(1, 1, november(), &[("2026-11-03", Some(1))]);
        let waits = |shop: &mut Shop, months: &[Month]| -> Vec<_> {
            let scope: [DepartmentId; 3] = [id(1), id(2), id(3)];
            let query = store::LIST_UNPUBLISHED.with(args![Arg::json(&scope), Arg::json(&months)]);
            let rows: Vec<UnpublishedRecord> = batch(&mut shop.database, vec![query]).unwrap().take(0);
            rows.into_iter().map(|row| format!("{} {}", row.department_name, row.month)).collect()
        };
        assert_eq!(waits(&mut shop, &[november()]), ["部1 2026-11"]);
        shop.publish(1, november());
        assert_eq!(waits(&mut shop, &[november(), november().plus(1)]), ["部1 2026-12"]);
        shop.hire(12, 3, "2026-12-31", None);
        assert_eq!(waits(&mut shop, &[november(), november().plus(1)]), ["部1 2026-12", "部3 2026-12"]);
    }

    #[test]
    fn this_months_rosters_wait_before_what_others_ask_and_next_months_after() {
        let unpublished = |month: &str| UnpublishedRecord {
            department_id: id(1),
            department_name: "部1".parse().unwrap(),
            month: month.parse().unwrap(),
        };
        let asked = Waiting::OpenShiftClaimed {
            open_shift_id: id(1),
            department_name: "部1".parse().unwrap(),
            day: day("2026-11-10"),
            kind_id: id(1),
            person_name: "N2".parse().unwrap(),
        };
        let found = waiting(november(), vec![unpublished("2026-12"), unpublished("2026-11")], vec![asked.clone()]);
        let roster = |month: &str| Waiting::RosterNotPublished {
            department_id: id(1),
            department_name: "部1".parse().unwrap(),
            month: month.parse().unwrap(),
        };
        assert_eq!(found, [roster("2026-11"), asked, roster("2026-12")]);
    }
}
