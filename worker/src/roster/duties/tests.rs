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
    Change::new(Audit::new(&source, id(1), Action::DutyPlan, "部1"))
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
        let from = day(from);
        let wanted = self.see_duties(true).planned(from, Vec::new());
        let write = rota::write(change(), id(1), (from, november().last()), &wanted);
        batch(&mut self.database, write.into_queries()).unwrap();
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
        };
        batch(&mut self.database, vec![swap::insert(&record)]).unwrap();
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
    let set =
        store::SET_DUTY.with(args![id::<DepartmentId>(1), day("2026-11-04"), id::<PersonId>(2), id::<PersonId>(1)]);
    batch(&mut shop.database, change().guarded(set).into_queries()).unwrap();
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
    let set = |shop: &mut Shop, person: u128, seen: Option<u128>| {
        let args = args![id::<DepartmentId>(1), day("2026-11-01"), id::<PersonId>(person), seen.map(id::<PersonId>)];
        batch(&mut shop.database, change().guarded(store::SET_DUTY.with(args)).into_queries()).is_ok()
    };
    assert!(set(&mut shop, 1, None));
    assert!(!set(&mut shop, 2, None), "somebody has it meanwhile");
    assert!(!set(&mut shop, 2, Some(4)));
    assert!(set(&mut shop, 2, Some(1)));
    assert_eq!(shop.duties(), [on("01", 2, true)]);
}

#[test]
fn staff_see_the_rota_of_a_published_roster_only() {
    let mut shop = Shop::with_workers();
    shop.plan_duties("2026-11-01");
    let me = |shop: &mut Shop| {
        let args = args![id::<DepartmentId>(1), day("2026-11-01"), day("2026-11-30"), id::<PersonId>(1)];
        let rows =
            batch(&mut shop.database, vec![store::LIST_MY_DUTIES.with(args), team_duties(&[id(1)], day("2026-11-03"))]);
        let rows = rows.unwrap();
        (rows.take::<MyDuty>(0).len(), rows.take::<dianwu_domain::roster::api::TeamDuty>(1).len())
    };
    assert!(shop.see_duties(false).published().rota(november(), false, Vec::new()).days.is_empty());
    assert_eq!(me(&mut shop), (0, 0));
    assert_eq!(shop.see_duties(true).rota(november(), true, Vec::new()).days.len(), 4);
    shop.publish(1, november());
    let seen = shop.see_duties(false).published().rota(november(), false, Vec::new());
    assert_eq!((seen.days.len(), seen.people.len(), seen.days[0].works.len(), seen.days[2].works.len()), (4, 3, 2, 3));
    assert_eq!(me(&mut shop), (2, 1));
}

#[test]
fn a_swap_exchanges_two_days_once_and_only_as_they_were_offered() {
    let mut shop = Shop::with_workers();
    shop.plan_duties("2026-11-01");
    shop.publish(1, november());
    let first = shop.offer_swap(50, 1, "2026-11-01", 2, "2026-11-02");
    let second = shop.offer_swap(51, 1, "2026-11-01", 4, "2026-11-03");
    shop.offer_swap(52, 1, "2026-11-01", 2, "2026-11-02");
    assert_eq!(shop.count("duty_swap"), 2, "the same days are offered once");
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
