//! The duty rota over the real migrations.

use super::{
    rota::{self, Seen},
    swap::{self, Pair},
    *,
};
use crate::{
    kernel::{
        audit::Audit,
        d1::Change,
        routes::Source,
        sqlite::{Results, batch},
    },
    roster::shop::{NOW, Shop, day, id},
};
use dianwu_domain::{Month, audit::api::Action};

fn november() -> Month {
    "2026-11".parse().unwrap()
}

fn change() -> Change {
    let source = Source { request_id: String::new(), address: String::new(), user_agent: String::new(), now: NOW };
    Change::new(Audit::new(&source, id(1), Action::DUTY_PLAN, "部1"))
}

impl Shop {
    /// Department 1 with people 1, 2 and 4, who work on the first days of November: 1 and 2 on the 1st to 4th, 4 on the
    /// 3rd and 4th.
    fn with_workers() -> Self {
        let mut shop = Self::open();
        shop.hire(4, 1, "2020-01-01", None);
        let works = |days: &[u8]| -> Vec<(String, Option<u128>)> {
            days.iter().map(|day| (format!("2026-11-{day:02}"), Some(1))).collect()
        };
        for (person, days) in [(1, works(&[1, 2, 3, 4])), (2, works(&[1, 2, 3, 4])), (4, works(&[3, 4]))] {
            let cells: Vec<(&str, Option<u128>)> = days.iter().map(|(on, kind)| (on.as_str(), *kind)).collect();
            shop.write(1, person, november(), &cells);
        }
        // A day off is no work.
        shop.write(1, 4, november(), &[("2026-11-01", Some(4))]);
        shop
    }

    fn see_duties(&mut self, sees_drafts: bool) -> Seen {
        let rows: Results = batch(&mut self.database, rota::queries(id(1), november(), sees_drafts)).unwrap();
        Seen::new(rows.first(0).unwrap(), rows.take(1), rows.take(2), rows.take(3)).unwrap()
    }

    fn plan_duties(&mut self, from: &str) {
        let plan = self.plan(from);
        batch(&mut self.database, plan).unwrap();
    }

    /// The statements of a plan, made from what stands now.
    fn plan(&mut self, from: &str) -> Vec<Query> {
        let (from, seen) = (day(from), self.see_duties(true));
        let wanted = seen.planned(from, Vec::new());
        seen.write(change(), from, november().last(), &wanted).into_queries()
    }

    fn set_duty(&mut self, on: &str, person: u128, seen: Option<u128>) -> bool {
        let args = args![id::<DepartmentId>(1), day(on), id::<PersonId>(person), seen.map(id::<PersonId>)];
        batch(&mut self.database, change().guarded(store::SET_DUTY.with(args)).into_queries()).is_ok()
    }

    /// Who has duty on a day of November in department 1, as its team sees it, and whether they work.
    fn team_duty(&mut self, on: &str) -> Option<(u128, bool)> {
        let rows = batch(&mut self.database, vec![team_duties(&[id(1)], day(on))]).unwrap();
        let duty: Option<TeamDutyRecord> = rows.first(0);
        duty.map(|duty| (duty.person_id.uuid().as_u128(), duty.is_working))
    }

    /// The days on which somebody has duty, as they see it, and whether they work.
    fn my_duty(&mut self, person: u128) -> Vec<(u8, bool)> {
        let args = args![id::<DepartmentId>(1), day("2026-11-01"), day("2026-11-30"), id::<PersonId>(person)];
        let rows = batch(&mut self.database, vec![store::LIST_MY_DUTIES.with(args)]).unwrap();
        rows.take::<MyDutyRecord>(0).into_iter().map(|duty| (duty.day.number(), duty.is_working)).collect()
    }

    /// Day, person and whether it is fixed.
    fn duties(&self) -> Vec<(String, u128, bool)> {
        let mut statement =
            self.database.prepare("SELECT day, person_id, is_fixed FROM duty ORDER BY department_id, day").unwrap();
        let person = |text: String| text.parse::<uuid::Uuid>().unwrap().as_u128();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, person(row.get(1)?), row.get(2)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    fn offer_swap(&mut self, n: u128, person: u128, on: &str, other: u128, other_on: &str) -> SwapRecord {
        let record = SwapRecord {
            id: id(n),
            department_id: id(1),
            day: day(on),
            person_id: id(person),
            person_name: "甲".parse().unwrap(),
            other_day: day(other_on),
            other_person_id: id(other),
            other_name: "乙".parse().unwrap(),
            state: DutySwapState::Offered,
            is_void: false,
        };
        batch(&mut self.database, vec![swap::insert(&record, day("2026-10-31"))]).unwrap();
        record
    }

    fn standing_swaps(&mut self, person: u128, today: &str) -> usize {
        let rows = batch(&mut self.database, vec![swaps(id(1), id(person), day(today))]).unwrap();
        rows.take::<SwapRecord>(0).len()
    }

    fn pair(&mut self, on: &str, other_on: &str) -> Option<Pair> {
        batch(&mut self.database, vec![swap::pair(id(1), day(on), day(other_on))]).unwrap().first(0)
    }
}

fn on(date: &str, person: u128, is_fixed: bool) -> (String, u128, bool) {
    (format!("2026-11-{date}"), person, is_fixed)
}

#[test]
fn a_rota_goes_round_those_who_work_and_planning_again_changes_nothing() {
    let mut shop = Shop::with_workers();
    shop.plan_duties("2026-11-01");
    let wanted = [on("01", 1, false), on("02", 2, false), on("03", 4, false), on("04", 1, false)];
    assert_eq!(shop.duties(), wanted);
    let versions = "SELECT sum(version) FROM duty";
    shop.plan_duties("2026-11-01");
    assert_eq!(shop.duties(), wanted);
    assert_eq!(shop.database.query_row(versions, [], |row| row.get::<_, u32>(0)).unwrap(), 4);
}

#[test]
fn days_before_and_fixed_days_stay_when_the_rota_is_made_anew() {
    let mut shop = Shop::with_workers();
    shop.plan_duties("2026-11-01");
    assert!(shop.set_duty("2026-11-04", 2, Some(1)));
    shop.write(1, 4, november(), &[("2026-11-03", None)]);
    shop.plan_duties("2026-11-02");
    assert_eq!(shop.duties(), [on("01", 1, false), on("02", 1, false), on("03", 2, false), on("04", 2, true)]);
    for person in [1, 2] {
        shop.write(1, person, november(), &[("2026-11-03", None)]);
    }
    shop.plan_duties("2026-11-02");
    assert_eq!(shop.duties(), [on("01", 1, false), on("02", 1, false), on("04", 2, true)], "nobody works on the 3rd");
}

#[test]
fn a_day_is_set_only_on_what_was_seen() {
    let mut shop = Shop::with_workers();
    let on_the_first = "2026-11-01";
    assert!(!shop.set_duty(on_the_first, 1, Some(2)), "it is nobody's any more");
    assert!(shop.set_duty(on_the_first, 1, None));
    assert!(!shop.set_duty(on_the_first, 2, None), "somebody has it meanwhile");
    assert!(!shop.set_duty(on_the_first, 2, Some(4)));
    assert!(shop.set_duty(on_the_first, 2, Some(1)));
    assert_eq!(shop.duties(), [on("01", 2, true)]);
}

#[test]
fn staff_see_the_rota_of_a_published_roster_only() {
    let mut shop = Shop::with_workers();
    shop.plan_duties("2026-11-01");
    let read = batch(&mut shop.database, rota::queries(id(1), november(), false)).unwrap();
    let rows = [1, 2, 3].map(|place| read.take::<serde_json::Value>(place).len());
    assert_eq!(rows, [0, 0, 0], "a draft's people and duties are not read");
    assert!(shop.see_duties(false).rota(november(), false, Vec::new()).days.is_empty());
    assert_eq!((shop.my_duty(1), shop.team_duty("2026-11-03")), (Vec::new(), None));
    assert_eq!(shop.see_duties(true).rota(november(), true, Vec::new()).days.len(), 4);
    shop.publish(1, november());
    let seen = shop.see_duties(false).rota(november(), false, Vec::new());
    assert_eq!((seen.days.len(), seen.people.len(), seen.days[0].works.len(), seen.days[2].works.len()), (4, 3, 2, 3));
    assert_eq!(shop.my_duty(1), [(1, true), (4, true)]);
    assert_eq!(shop.team_duty("2026-11-03"), Some((4, true)));
}

#[test]
fn a_fixed_day_passes_on_when_its_holder_does_not_work_and_is_fixed_no_longer() {
    let mut shop = Shop::with_workers();
    shop.set_duty("2026-11-01", 1, None);
    shop.set_duty("2026-11-02", 2, None);
    shop.publish(1, november());
    shop.write(1, 1, november(), &[("2026-11-01", Some(4))]);
    assert_eq!(shop.my_duty(1), [(1, false)], "off, but the duty is still hers");
    assert_eq!(shop.team_duty("2026-11-01"), Some((1, false)));
    shop.plan_duties("2026-11-01");
    let wanted = [on("01", 2, false), on("02", 2, true), on("03", 1, false), on("04", 4, false)];
    assert_eq!(shop.duties(), wanted);
    for person in [1, 2] {
        shop.write(1, person, november(), &[("2026-11-02", None)]);
    }
    shop.plan_duties("2026-11-01");
    assert!(shop.duties().iter().all(|(on, ..)| on != "2026-11-02"), "nobody works on the 2nd");
}

#[test]
fn who_has_left_has_no_duty_and_no_fixed_day() {
    let mut shop = Shop::with_workers();
    shop.set_duty("2026-11-02", 2, None);
    shop.set_duty("2026-11-03", 2, None);
    shop.publish(1, november());
    shop.leave(2, "2026-11-02");
    assert_eq!(shop.team_duty("2026-11-02"), Some((2, true)), "the last day");
    assert_eq!(shop.team_duty("2026-11-03"), None);
    shop.plan_duties("2026-11-01");
    let on_the_third = shop.duties().into_iter().find(|(on, ..)| on == "2026-11-03").unwrap();
    assert!(on_the_third.1 != 2 && !on_the_third.2, "{on_the_third:?}");
}

#[test]
fn of_two_plans_made_from_the_same_sight_one_is_written_and_logged() {
    let mut shop = Shop::with_workers();
    let plans = [shop.plan("2026-11-01"), shop.plan("2026-11-01")];
    let audited = shop.count("audit");
    let written = plans.map(|plan| batch(&mut shop.database, plan).is_ok());
    assert_eq!((written, shop.count("audit") - audited), ([true, false], 1));
}

#[test]
fn a_plan_is_not_written_over_what_somebody_set_meanwhile() {
    let mut shop = Shop::with_workers();
    shop.plan_duties("2026-11-01");
    shop.write(1, 4, november(), &[("2026-11-03", None)]);
    let plan = shop.plan("2026-11-01");
    // The plan has the same person on the 2nd, so only that it is fixed has changed.
    assert!(shop.set_duty("2026-11-02", 2, Some(2)));
    assert!(batch(&mut shop.database, plan).unwrap_err().is_stale());
}

#[test]
fn a_swap_exchanges_two_days_once_and_only_as_they_were_offered() {
    let mut shop = Shop::with_workers();
    shop.plan_duties("2026-11-01");
    shop.publish(1, november());
    let first = shop.offer_swap(50, 1, "2026-11-01", 2, "2026-11-02");
    let second = shop.offer_swap(51, 4, "2026-11-03", 1, "2026-11-01");
    shop.offer_swap(52, 1, "2026-11-01", 2, "2026-11-02");
    assert_eq!(shop.count("duty_swap"), 2, "the same days are offered once");
    shop.offer_swap(53, 1, "2026-11-01", 4, "2026-11-03");
    assert_eq!(shop.count("duty_swap"), 2, "and a day to one colleague at a time");
    assert_eq!((shop.standing_swaps(1, "2026-10-31"), shop.standing_swaps(2, "2026-10-31")), (2, 1));
    assert_eq!(shop.standing_swaps(1, "2026-11-01"), 0, "today's duty is not swapped");
    let accept = |swap: &SwapRecord| swap::answered(change(), swap, DutySwapState::Accepted).into_queries();
    batch(&mut shop.database, accept(&first)).unwrap();
    let wanted = [on("01", 2, true), on("02", 1, true), on("03", 4, false), on("04", 1, false)];
    assert_eq!(shop.duties(), wanted);
    assert_eq!(shop.standing_swaps(4, "2026-10-31"), 0, "the other offer stands no longer");
    assert!(batch(&mut shop.database, accept(&second)).unwrap_err().is_stale());
    assert!(batch(&mut shop.database, accept(&first)).unwrap_err().is_stale());
    assert_eq!(shop.duties(), wanted);
}

#[test]
fn an_offer_that_nobody_can_accept_any_more_is_void_and_one_that_has_lapsed_is_in_nobodys_way() {
    let mut shop = Shop::with_workers();
    shop.plan_duties("2026-11-01");
    shop.publish(1, november());
    shop.offer_swap(50, 1, "2026-11-04", 2, "2026-11-02");
    let void = |shop: &mut Shop| {
        let rows = batch(&mut shop.database, vec![swaps(id(1), id(2), day("2026-11-01"))]).unwrap();
        let waits = |swap: SwapRecord| (swap.is_void, swap.into_line(id(2)).is_some());
        rows.take::<SwapRecord>(0).into_iter().map(waits).collect::<Vec<_>>()
    };
    assert_eq!(void(&mut shop), [(false, true)]);
    shop.write(1, 2, november(), &[("2026-11-04", Some(4))]);
    assert_eq!(void(&mut shop), [(true, false)]);
    let later = SwapRecord {
        id: id(51),
        other_day: day("2026-11-03"),
        ..shop.offer_swap(50, 1, "2026-11-04", 2, "2026-11-02")
    };
    for (today, wanted) in [("2026-11-01", 1), ("2026-11-02", 2)] {
        batch(&mut shop.database, vec![swap::insert(&later, day(today))]).unwrap();
        assert_eq!(shop.count("duty_swap"), wanted, "{today}");
    }
}

#[test]
fn each_must_work_on_the_day_that_they_take_as_published() {
    let mut shop = Shop::with_workers();
    shop.plan_duties("2026-11-01");
    let may = |shop: &mut Shop, on: &str, other: &str| shop.pair(on, other).map(|pair| pair.check(id(1)).is_ok());
    assert_eq!(may(&mut shop, "2026-11-01", "2026-11-02"), Some(false), "a draft is no promise");
    shop.publish(1, november());
    assert_eq!(may(&mut shop, "2026-11-01", "2026-11-02"), Some(true));
    assert_eq!(may(&mut shop, "2026-11-01", "2026-11-03"), Some(false), "4 is off on the 1st");
    assert_eq!(may(&mut shop, "2026-11-04", "2026-11-03"), Some(true));
    assert_eq!(may(&mut shop, "2026-11-02", "2026-11-01"), Some(false), "the day of somebody else");
    assert_eq!(may(&mut shop, "2026-11-01", "2026-11-20"), None);
}

#[test]
fn a_swap_is_not_written_when_one_of_the_two_no_longer_works_on_the_day_they_take() {
    type Meanwhile = fn(&mut Shop);
    let meanwhile: [Meanwhile; 4] = [
        |shop| shop.write(1, 2, november(), &[("2026-11-01", Some(4))]),
        |shop| shop.write(1, 1, november(), &[("2026-11-02", None)]),
        |shop| shop.leave(1, "2026-11-01"),
        |shop| shop.move_person(2, 2, "2026-11-01"),
    ];
    for happens in meanwhile {
        let mut shop = Shop::with_workers();
        shop.plan_duties("2026-11-01");
        shop.publish(1, november());
        let swap = shop.offer_swap(50, 1, "2026-11-01", 2, "2026-11-02");
        let accepted = swap::answered(change(), &swap, DutySwapState::Accepted).into_queries();
        happens(&mut shop);
        let before = shop.duties();
        assert!(shop.pair("2026-11-01", "2026-11-02").unwrap().check(id(1)).is_err());
        assert!(batch(&mut shop.database, accepted).unwrap_err().is_stale());
        assert_eq!(shop.duties(), before);
    }
}
