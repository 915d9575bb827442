//! The duty rota: planned fairly, set by hand, swapped by agreement.

mod door;

pub use door::DOOR;

use super::roster::{blank, cell, edit, kind, path, publish, publish_signed};
use dianwu_domain::{
    Day, DutySwapId, PersonId, Problem,
    cleaning::{
        api::{
            AnswerBody, AnswerDutySwap, DutyBody, DutyDay, DutyDayPath, DutyRota, DutySwap, DutySwapBody, DutySwapPath,
            DutySwapState, GetDuties, OfferDutySwap, PlanDuties, PlanDutiesBody, SetDuty, WithdrawDutySwap,
        },
        waiting::DutySwapOffered,
    },
    roster::api::{DayQuery, TeamDay},
    today::api::Today,
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, new_uuid, told};
use std::collections::HashMap;
use xtask::demo::{kind as place, seats::Team};

/// Who works on the first days of the month that nobody had begun: everybody on all of them.
const CREW: [&str; 3] = ["CS02", "CS03", "CS05"];
const DAYS: i64 = 9;

fn day(shop: &Shop, offset: i64) -> Day {
    blank(shop).first().plus(offset)
}

/// Rosters the crew; two on, the third off would do as well, but a rota wants no weekends.
fn roster(shop: &Shop, manager: &Client) {
    let path = path(shop, Team::Service, blank(shop));
    let cells: Vec<_> = (0..DAYS)
        .flat_map(|offset| CREW.map(|number| cell(shop, number, day(shop, offset), kind(shop, place::EARLY), 0)))
        .collect();
    edit(manager, path, &cells).unwrap();
}

fn publish_it(shop: &Shop, manager: &Client) {
    let path = path(shop, Team::Service, blank(shop));
    // Nine days in a row need a reason.
    publish_signed(manager, path, 1, Some("大促")).unwrap();
    assert_eq!(told(publish(manager, path, 2)), "fine");
}

fn rota(shop: &Shop, client: &Client) -> Result<DutyRota, Problem> {
    client.get::<GetDuties>(path(shop, Team::Service, blank(shop)), NOTHING)
}

fn plan(shop: &Shop, client: &Client, from: Day) -> Result<DutyRota, Problem> {
    client.call::<PlanDuties>(path(shop, Team::Service, blank(shop)), NOTHING, PlanDutiesBody { from })
}

pub fn set(
    shop: &Shop,
    client: &Client,
    day: Day,
    seen: Option<PersonId>,
    person_id: Option<PersonId>,
) -> Result<DutyDay, Problem> {
    let department_id = crate::roster::department(shop, Team::Service);
    client.call::<SetDuty>(DutyDayPath { department_id, day }, NOTHING, DutyBody { seen, person_id })
}

fn holders(rota: &DutyRota) -> Vec<PersonId> {
    rota.days.iter().filter_map(|day| day.holder.as_ref()).map(|holder| holder.person_id).collect()
}

fn holder(shop: &Shop, client: &Client, offset: i64) -> PersonId {
    let rota = rota(shop, client).unwrap();
    let found = rota.days.iter().find(|one| one.day == day(shop, offset)).unwrap();
    found.holder.as_ref().unwrap().person_id
}

#[test]
fn a_rota_goes_round_those_who_work_and_staff_see_it_once_the_roster_is_published() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    assert!(rota(&shop, &manager).unwrap().days.is_empty());
    roster(&shop, &manager);
    let planned = plan(&shop, &manager, day(&shop, 0)).unwrap();
    let mut counts: HashMap<PersonId, usize> = HashMap::new();
    for person in holders(&planned) {
        *counts.entry(person).or_default() += 1;
    }
    assert_eq!(counts.len(), CREW.len());
    let (least, most) = (counts.values().min().unwrap(), counts.values().max().unwrap());
    assert_eq!(counts.values().sum::<usize>(), usize::try_from(DAYS).unwrap());
    assert!(most - least <= 3, "the months before count: {counts:?}");
    let before = shop.fingerprint();
    assert_eq!(plan(&shop, &manager, day(&shop, 0)).unwrap(), planned, "planning again changes nothing");
    assert_eq!(shop.fingerprint(), before);

    let seen = rota(&shop, &staff).unwrap();
    assert!(seen.days.is_empty() && !seen.is_published && !seen.may_edit);
    publish_it(&shop, &manager);
    assert_eq!(holders(&rota(&shop, &staff).unwrap()), holders(&planned));
    assert_eq!(holders(&rota(&shop, &shop.sign_in("HR01")).unwrap()), holders(&planned));
    assert_eq!(told(rota(&shop, &shop.sign_in("OP01"))), "not_found");
    for (number, wanted) in [("CS02", "forbidden"), ("HR01", "forbidden"), ("WH01", "not_found")] {
        assert_eq!(told(plan(&shop, &shop.sign_in(number), day(&shop, 0))), wanted, "{number}");
    }
    let noted = "SELECT sum(count) FROM refusal WHERE kind = 'forbidden' AND place = 'PlanDuties'";
    assert_eq!(shop.look_up::<i64>(noted), 3, "also what is told as not found");
}

#[test]
fn a_day_set_by_hand_stays_and_days_gone_by_are_not_planned() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, other) = (shop.sign_in("CS01"), shop.sign_in("MG02"));
    roster(&shop, &manager);
    plan(&shop, &manager, day(&shop, 0)).unwrap();
    let had = holder(&shop, &manager, 4);
    let wanted = CREW.map(|number| shop.person(number).id).into_iter().find(|id| *id != had).unwrap();
    let saved = set(&shop, &manager, day(&shop, 4), Some(had), Some(wanted)).unwrap();
    assert!(saved.holder.as_ref().is_some_and(|holder| holder.person_id == wanted && holder.is_fixed));
    assert_eq!(set(&shop, &manager, day(&shop, 4), Some(had), Some(wanted)).unwrap(), saved, "the same send once more");
    assert_eq!(told(set(&shop, &other, day(&shop, 4), Some(had), Some(had))), "stale");
    let away = shop.person("CS06").id;
    assert_eq!(told(set(&shop, &manager, day(&shop, 4), Some(wanted), Some(away))), "person_id out_of_range");
    plan(&shop, &manager, day(&shop, 0)).unwrap();
    assert_eq!(holder(&shop, &manager, 4), wanted);

    let emptied = set(&shop, &manager, day(&shop, 4), Some(wanted), None).unwrap();
    assert_eq!(emptied.holder, None);
    assert_eq!(set(&shop, &manager, day(&shop, 4), Some(wanted), None).unwrap(), emptied);
    plan(&shop, &manager, day(&shop, 0)).unwrap();
    assert!(CREW.map(|number| shop.person(number).id).contains(&holder(&shop, &manager, 4)));

    let yesterday = shop.generated().today.plus(-2);
    assert_eq!(told(set(&shop, &manager, yesterday, None, Some(wanted))), "day out_of_range");
    for from in [yesterday, day(&shop, -1), blank(&shop).last().plus(1)] {
        assert_eq!(told(plan(&shop, &manager, from)), "from out_of_range", "{from}");
    }
    assert_eq!(told(set(&shop, &shop.sign_in("WH01"), day(&shop, 4), None, Some(wanted))), "not_found");
}

/// Two of the crew, each with a day of duty, on a published roster.
pub struct Pair {
    pub shop: Shop,
    pub manager: Client,
    /// Who offers, and their day.
    pub one: (Client, Day),
    /// Who is asked, and their day.
    pub other: (Client, Day),
}

impl Pair {
    pub fn start() -> Self {
        let shop = Shop::start(Fixture::Demo);
        let manager = shop.sign_in("CS01");
        roster(&shop, &manager);
        let (one, other) = (shop.person("CS02").id, shop.person("CS03").id);
        set(&shop, &manager, day(&shop, 1), None, Some(one)).unwrap();
        set(&shop, &manager, day(&shop, 3), None, Some(other)).unwrap();
        publish_it(&shop, &manager);
        let (first, second) = ((shop.sign_in("CS02"), day(&shop, 1)), (shop.sign_in("CS03"), day(&shop, 3)));
        Self { shop, manager, one: first, other: second }
    }

    pub fn offer(&self, path: DutySwapPath) -> Result<DutySwap, Problem> {
        let body = DutySwapBody { day: self.one.1, other_day: self.other.1 };
        self.one.0.call::<OfferDutySwap>(path, NOTHING, body)
    }

    /// Who has the two days.
    fn stands(&self) -> (&'static str, &'static str) {
        let number = |offset| {
            let id = holder(&self.shop, &self.manager, offset);
            CREW.into_iter().find(|number| self.shop.person(number).id == id).unwrap()
        };
        (number(1), number(3))
    }
}

pub fn new_path() -> DutySwapPath {
    DutySwapPath { duty_swap_id: DutySwapId::new(new_uuid()) }
}

pub fn answer(client: &Client, path: DutySwapPath, is_accepted: bool) -> Result<DutySwap, Problem> {
    client.call::<AnswerDutySwap>(path, NOTHING, AnswerBody { is_accepted })
}

pub fn take_back(client: &Client, path: DutySwapPath) -> Result<(), Problem> {
    client.call::<WithdrawDutySwap>(path, NOTHING, NOTHING).map(drop)
}

#[test]
fn a_swap_that_is_accepted_exchanges_the_days_for_good() {
    let pair = Pair::start();
    let path = new_path();
    let offered = pair.offer(path).unwrap();
    assert_eq!((offered.state, offered.other_name.as_str()), (DutySwapState::Offered, "张雅琪"));
    assert_eq!(pair.offer(path).unwrap(), offered, "the same send once more");
    assert_eq!(told(pair.offer(new_path())), "day taken", "these days are offered already");
    let waits = |client: &Client| {
        let waiting = client.get::<Today>(NOTHING, NOTHING).unwrap().waiting;
        let mut offers = waiting.iter().filter_map(|one| one.read::<DutySwapOffered>());
        offers.any(|offer| offer.duty_swap_id == path.duty_swap_id)
    };
    assert!(waits(&pair.other.0) && !waits(&pair.one.0));
    let shown = |client: &Client| rota(&pair.shop, client).unwrap().swaps.iter().any(|one| one.id == offered.id);
    assert!(shown(&pair.one.0) && shown(&pair.other.0) && !shown(&pair.shop.sign_in("CS05")));

    assert_eq!(told(answer(&pair.one.0, path, true)), "not_found", "nobody answers their own offer");
    assert_eq!(told(answer(&pair.shop.sign_in("CS05"), path, true)), "not_found");
    let accepted = answer(&pair.other.0, path, true).unwrap();
    assert_eq!((accepted.state, pair.stands()), (DutySwapState::Accepted, ("CS03", "CS02")));
    let before = pair.shop.fingerprint();
    assert_eq!(answer(&pair.other.0, path, true).unwrap(), accepted, "the same send once more");
    assert_eq!(told(answer(&pair.other.0, path, false)), "not_allowed_now");
    assert_eq!(told(take_back(&pair.one.0, path)), "not_allowed_now");
    assert_eq!(pair.shop.fingerprint(), before);
    plan(&pair.shop, &pair.manager, day(&pair.shop, 0)).unwrap();
    assert_eq!(pair.stands(), ("CS03", "CS02"), "swapped days stay when the rota is made anew");
}

#[test]
fn a_swap_is_accepted_only_as_it_was_offered() {
    let pair = Pair::start();
    let path = new_path();
    pair.offer(path).unwrap();
    let (one, third) = (pair.shop.person("CS02").id, pair.shop.person("CS05").id);
    set(&pair.shop, &pair.manager, pair.one.1, Some(one), Some(third)).unwrap();
    let shown = rota(&pair.shop, &pair.other.0).unwrap().swaps;
    assert!(shown.iter().all(|one| one.id != path.duty_swap_id), "it no longer stands");
    let before = pair.shop.fingerprint();
    assert_eq!(told(answer(&pair.other.0, path, true)), "not_allowed_now");
    assert_eq!(pair.shop.fingerprint(), before);
    set(&pair.shop, &pair.manager, pair.one.1, Some(third), Some(one)).unwrap();
    assert_eq!(told(answer(&pair.other.0, path, true)), "not_allowed_now", "what ended does not come back");
    let path = new_path();
    pair.offer(path).unwrap();
    // Whoever is off on the day cannot take it.
    let off = cell(&pair.shop, "CS03", pair.one.1, kind(&pair.shop, place::OFF), 1);
    edit(&pair.manager, crate::roster::path(&pair.shop, Team::Service, blank(&pair.shop)), &[off]).unwrap();
    let shown = rota(&pair.shop, &pair.other.0).unwrap().swaps;
    let void = shown.iter().find(|one| one.id == path.duty_swap_id).map(|one| one.is_void);
    assert_eq!(void, Some(true), "it is shown as one that cannot be accepted");
    assert_eq!(told(answer(&pair.other.0, path, true)), "not_allowed_now");
    assert_eq!(told(answer(&pair.other.0, path, false)), "fine");
    assert_eq!(told(pair.offer(new_path())), "day inconsistent");
}

#[test]
fn an_offer_is_declined_or_taken_back_and_then_is_over() {
    let pair = Pair::start();
    let (declined, withdrawn) = (new_path(), new_path());
    pair.offer(declined).unwrap();
    for _ in 0..2 {
        assert_eq!(answer(&pair.other.0, declined, false).unwrap().state, DutySwapState::Declined);
    }
    assert_eq!(told(answer(&pair.other.0, declined, true)), "not_allowed_now");
    pair.offer(withdrawn).unwrap();
    assert_eq!(told(pair.offer(new_path())), "day taken", "one offer of a day at a time");
    assert_eq!(told(take_back(&pair.other.0, withdrawn)), "not_found");
    for _ in 0..2 {
        take_back(&pair.one.0, withdrawn).unwrap();
    }
    assert_eq!(told(answer(&pair.other.0, withdrawn, true)), "not_allowed_now");
    assert_eq!(pair.stands(), ("CS02", "CS03"));
}

#[test]
fn of_an_acceptance_and_a_withdrawal_at_once_one_holds() {
    let pair = Pair::start();
    let path = new_path();
    pair.offer(path).unwrap();
    let stands = {
        let (one, other) = (&pair.one.0.token(), &pair.other.0.token());
        let device = |token: &Option<String>| {
            let client = pair.shop.client();
            client.set_token(token.clone());
            client
        };
        let (first, second) = (device(one), device(other));
        std::thread::scope(|scope| {
            let withdrawn = scope.spawn(move || told(take_back(&first, path)));
            let accepted = scope.spawn(move || told(answer(&second, path, true)));
            (withdrawn.join().unwrap(), accepted.join().unwrap())
        })
    };
    match (stands.0.as_str(), stands.1.as_str()) {
        ("fine", "not_allowed_now") => assert_eq!(pair.stands(), ("CS02", "CS03")),
        ("not_allowed_now", "fine") => assert_eq!(pair.stands(), ("CS03", "CS02")),
        told => panic!("{told:?}"),
    }
}

#[test]
fn the_days_of_an_offer_must_be_ones_own_and_a_colleagues_to_come() {
    let pair = Pair::start();
    let send = |client: &Client, day, other_day| {
        told(client.call::<OfferDutySwap>(new_path(), NOTHING, DutySwapBody { day, other_day }))
    };
    let (mine, theirs) = (pair.one.1, pair.other.1);
    let past = pair.shop.generated().today.plus(-1);
    for (client, day, other_day, wanted) in [
        (&pair.one.0, theirs, mine, "day not_found"),
        (&pair.one.0, mine, mine, "other_day not_found"),
        (&pair.one.0, mine, mine.plus(1), "other_day not_found"),
        (&pair.one.0, past, theirs, "day out_of_range"),
        (&pair.one.0, mine, past, "other_day out_of_range"),
        (&pair.manager, mine, theirs, "day not_found"),
    ] {
        assert_eq!(send(client, day, other_day), wanted, "{day} for {other_day}");
    }
    assert_eq!(send(&pair.shop.sign_in("OP01"), mine, theirs), "other_day not_found", "another department's rota");
}

#[test]
fn the_day_tells_who_has_duty() {
    let shop = Shop::start(Fixture::Demo);
    let staff = shop.sign_in("CS02");
    let today = staff.get::<Today>(NOTHING, NOTHING).unwrap();
    let duties = &shop.generated().planning.duties;
    let on = |day: Day| duties.iter().find(|duty| duty.day == day).unwrap();
    let team = staff.get::<TeamDay>(NOTHING, DayQuery { day: Some(today.day) }).unwrap();
    assert_eq!(team.duties.iter().map(|duty| duty.person_id).collect::<Vec<_>>(), [on(today.day).person_id]);
    let stranger = shop.sign_in("OP01").get::<TeamDay>(NOTHING, DayQuery { day: Some(today.day) }).unwrap();
    assert!(stranger.duties.is_empty());
    // The month after the current one is a draft.
    let published = today.day.month().last();
    let mine = (0..=7).map(|days| today.day.plus(days)).filter(|day| *day <= published);
    let mine: Vec<Day> = mine.filter(|day| on(*day).person_id == shop.person("CS02").id).collect();
    assert_eq!(today.my_duties.iter().map(|duty| duty.day).collect::<Vec<_>>(), mine);
}

/// The same thing sent twice at once by the manager's devices.
fn at_once<T: Send>(shop: &Shop, manager: &Client, send: impl Fn(&Client) -> T + Sync) -> [T; 2] {
    let devices = [(); 2].map(|()| {
        let device = shop.client();
        device.set_token(manager.token());
        device
    });
    std::thread::scope(|scope| {
        let send = &send;
        devices.map(|device| scope.spawn(move || send(&device))).map(|thread| thread.join().unwrap())
    })
}

#[test]
fn a_day_that_is_set_twice_at_once_is_set_once_and_both_are_answered() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        database.execute("UPDATE department SET name = '售后 二组' WHERE name = '客服组'", []).unwrap();
    });
    let manager = shop.sign_in("CS01");
    roster(&shop, &manager);
    let logged = || shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'duty.set'");
    let [one, other] = [shop.person("CS02").id, shop.person("CS03").id];
    for (seen, wanted) in [(None, Some(one)), (Some(one), Some(other)), (Some(other), None)] {
        let before = logged();
        let told = at_once(&shop, &manager, |device| set(&shop, device, day(&shop, 4), seen, wanted));
        for told in told {
            assert_eq!(told.unwrap().holder.map(|holder| holder.person_id), wanted);
        }
        assert_eq!(logged() - before, 1, "{seen:?} {wanted:?}");
    }
    let subject = "SELECT subject FROM audit WHERE action = 'duty.set' LIMIT 1";
    assert_eq!(shop.look_up::<String>(subject), format!("售后 二组 {}", day(&shop, 4)));
}

#[test]
fn a_rota_that_is_planned_twice_at_once_is_planned_and_logged_once() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    roster(&shop, &manager);
    let logged = || shop.look_up::<i64>("SELECT count(*) FROM audit WHERE action = 'duty.plan'");
    let before = logged();
    let [one, other] = at_once(&shop, &manager, |device| plan(&shop, device, day(&shop, 0)).unwrap());
    assert_eq!((one, logged() - before), (other, 1));
}

#[test]
fn a_fixed_day_goes_to_somebody_who_works_once_its_holder_does_not() {
    let pair = Pair::start();
    let path = new_path();
    pair.offer(path).unwrap();
    answer(&pair.other.0, path, true).unwrap();
    let (shop, manager) = (&pair.shop, &pair.manager);
    let off = cell(shop, "CS03", pair.one.1, kind(shop, place::OFF), 1);
    edit(manager, crate::roster::path(shop, Team::Service, blank(shop)), &[off]).unwrap();
    let team = || manager.get::<TeamDay>(NOTHING, DayQuery { day: Some(pair.one.1) }).unwrap().duties;
    let told = |duties: Vec<dianwu_domain::cleaning::api::TeamDuty>| {
        duties.iter().map(|duty| (duty.person_id, duty.is_working)).collect::<Vec<_>>()
    };
    assert_eq!(told(team()), [(shop.person("CS03").id, false)]);
    plan(shop, manager, day(shop, 0)).unwrap();
    let [(holder, true)] = told(team())[..] else { panic!("somebody who works") };
    assert!([shop.person("CS02").id, shop.person("CS05").id].contains(&holder));
    assert_eq!(pair.stands().1, "CS02", "the other swapped day stays");
}

#[test]
fn who_has_left_is_not_shown_with_a_duty() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, hr, staff) = (shop.sign_in("CS01"), shop.sign_in("HR01"), shop.sign_in("CS03"));
    roster(&shop, &manager);
    let gone = shop.person("CS02");
    set(&shop, &manager, day(&shop, 1), None, Some(gone.id)).unwrap();
    publish_it(&shop, &manager);
    let duties = || staff.get::<TeamDay>(NOTHING, DayQuery { day: Some(day(&shop, 1)) }).unwrap().duties;
    assert_eq!(duties().len(), 1);
    let status = dianwu_domain::people::api::Status::Left;
    let fields =
        dianwu_domain::people::api::PersonFields { status, left_on: Some(day(&shop, 0)), ..gone.fields.clone() };
    let body = dianwu_domain::people::api::PersonChange { version: 1, fields, reason: None };
    let path = dianwu_domain::people::api::PersonPath { person_id: gone.id };
    hr.call::<dianwu_domain::people::api::UpdatePerson>(path, NOTHING, body).unwrap();
    assert!(duties().is_empty());
    plan(&shop, &manager, day(&shop, 0)).unwrap();
    assert_eq!(duties().len(), 1);
    assert_ne!(holder(&shop, &manager, 1), gone.id);
}
