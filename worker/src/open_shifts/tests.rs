//! Open shifts over the real migrations: what is seen, and that of two claims one is written.

use super::{available::AvailableRecord, claim::Found, list::OfferRecord, *};
use crate::{
    kernel::{
        routes::Source,
        sqlite::{Results, batch, run},
    },
    roster::{
        Seat,
        check::Judged,
        shop::{NOW, Shop, day, id},
    },
};

const OFFER: u128 = 70;

fn november() -> Month {
    "2026-11".parse().unwrap()
}

fn body(department: u128, on: &str, kind: u128) -> OfferBody {
    OfferBody {
        department_id: id(department),
        day: day(on),
        kind_id: id(kind),
        note: "".parse().unwrap(),
        needs_approval: false,
    }
}

fn audit(person: u128) -> Audit {
    let source = Source { request_id: String::new(), address: String::new(), user_agent: String::new(), now: NOW };
    Audit::new(&source, id(person), Action::OPEN_SHIFT_CLAIM, "客服组")
}

impl Shop {
    fn offer(&self, n: u128, body: &OfferBody) -> usize {
        let query = insert(id(n), body, id(3));
        run(&self.database, query.statement, query.args).unwrap()
    }

    /// The open shifts that somebody of department 1 sees, who reads the drafts of the departments `read`.
    fn offers(&mut self, read: &[u128]) -> Vec<String> {
        let read: Vec<DepartmentId> = read.iter().map(|n| id(*n)).collect();
        let mut visible = read.clone();
        visible.push(id(1));
        visible.sort();
        visible.dedup();
        let (first, last) = (november().first(), november().last());
        let args = args![Arg::json(&visible), first, last, november(), Arg::json(&read)];
        let rows: Results = batch(&mut self.database, vec![store::LIST_OPEN_SHIFTS.with(args)]).unwrap();
        let told = |row: OfferRecord| {
            let name = row.person_name.map_or_else(|| "nobody".to_owned(), |name| name.to_string());
            format!("{} {} {name} {}", row.shift.id.uuid().as_u128(), row.shift.day, row.is_published)
        };
        let mut told: Vec<String> = rows.take::<OfferRecord>(0).into_iter().map(told).collect();
        told.sort();
        told
    }

    fn claimable(&mut self, n: u128, department: u128) -> Option<Found> {
        let query = store::FIND_CLAIMABLE.with(args![id::<OpenShiftId>(n), id::<DepartmentId>(department)]);
        batch(&mut self.database, vec![query]).unwrap().first(0)
    }

    /// The statements of a claim that comes first, made from what stands now.
    fn claim(&mut self, person: u128) -> Vec<Query> {
        self.claim_of(OFFER, person, "2026-11-03")
    }

    fn claim_of(&mut self, offer: u128, person: u128, on: &str) -> Vec<Query> {
        self.taken_by(offer, person, on, Some(day("2026-11-01")))
    }

    /// The statements that give somebody a shift: by their claim on a day, or by a decision.
    fn taken_by(&mut self, offer: u128, person: u128, on: &str, claimed_on: Option<Day>) -> Vec<Query> {
        let found = self.claimable(offer, 1).unwrap();
        let seat = self.seat(person, on, 1);
        let judged = self.judged(person).with_one_written();
        let change = seat.fill(audit(person), id(person), &[]).unwrap();
        change.guarded(claim::give(&found.shift, OpenShiftState::Taken, id(person), judged, claimed_on)).into_queries()
    }

    /// The statements of a claim that waits for approval.
    fn ask_for(&mut self, offer: u128, person: u128) -> Vec<Query> {
        let found = self.claimable(offer, 1).unwrap();
        let (judged, today) = (self.judged(person), Some(day("2026-11-01")));
        let give = claim::give(&found.shift, OpenShiftState::Claimed, id(person), judged, today);
        Change::new(audit(person)).guarded(give).into_queries()
    }

    fn judged(&mut self, person: u128) -> Judged {
        batch(&mut self.database, vec![Judged::query(id(person), november())]).unwrap().first(0).unwrap()
    }

    fn holder(&self, n: u128) -> (String, Option<String>) {
        let sql = "SELECT state, person_id FROM open_shift WHERE id = ?1";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.database.query_row(sql, [id::<OpenShiftId>(n).to_string()], row).unwrap()
    }

    /// The days of the shifts that are open for somebody of department 1, before the rules are asked.
    fn open_for(&mut self, person: u128, now: LocalTime) -> Vec<u8> {
        let args = args![id::<DepartmentId>(1), now.day, now.minute, id::<PersonId>(person)];
        let rows = batch(&mut self.database, vec![store::LIST_OPEN_FOR.with(args)]).unwrap();
        rows.take::<AvailableRecord>(0).into_iter().map(|offer| offer.day.number()).collect()
    }

    /// The claims that a manager of department 1 is told of.
    fn waiting(&mut self, now: LocalTime) -> usize {
        batch(&mut self.database, vec![claims(&[id(1)], id(2), now)]).unwrap().take::<ClaimRecord>(0).len()
    }
}

#[test]
fn staff_see_what_is_offered_on_published_rosters_and_managers_their_drafts_too() {
    let mut shop = Shop::open();
    shop.write(1, 1, november(), &[("2026-11-03", Some(1))]);
    shop.offer(70, &body(1, "2026-11-05", 1));
    shop.offer(71, &body(1, "2026-12-01", 1));
    shop.offer(72, &body(2, "2026-11-05", 1));
    assert!(shop.offers(&[]).is_empty());
    assert!(shop.claimable(70, 1).is_none());
    assert_eq!(shop.offers(&[1]), ["70 2026-11-05 nobody false"]);
    shop.publish(1, november());
    assert_eq!(shop.offers(&[]), ["70 2026-11-05 nobody true"]);
    assert_eq!(shop.offers(&[1, 2]), ["70 2026-11-05 nobody true", "72 2026-11-05 nobody false"]);
    assert!(shop.claimable(70, 1).is_some());
    assert!(shop.claimable(70, 2).is_none(), "another department's");
}

#[test]
fn offering_twice_is_offering_once() {
    let mut shop = Shop::open();
    let body = body(1, "2026-11-05", 1);
    assert_eq!((shop.offer(OFFER, &body), shop.offer(OFFER, &body)), (1, 0));
    let args = args![id::<OpenShiftId>(OFFER), Arg::json(&[id::<DepartmentId>(1)])];
    let stands: OpenShiftRecord =
        batch(&mut shop.database, vec![store::GET_OPEN_SHIFT.with(args)]).unwrap().first(0).unwrap();
    assert_eq!(same(stands.clone(), &body).unwrap(), new(id(OFFER), body.clone()));
    let other = OfferBody { kind_id: id(2), ..body };
    assert_eq!(same(stands, &other).unwrap_err().problem("").errors[0].code, FieldCode::Taken);
}

#[test]
fn of_two_claims_made_from_the_same_sight_one_is_written_with_its_cell_and_trail() {
    let mut shop = Shop::open();
    shop.write(1, 1, november(), &[("2026-11-02", Some(1))]);
    shop.publish(1, november());
    shop.offer(OFFER, &body(1, "2026-11-03", 1));
    let (first, second) = (shop.claim(1), shop.claim(2));
    let audited = shop.count("audit");
    batch(&mut shop.database, second).unwrap();
    assert!(batch(&mut shop.database, first).unwrap_err().is_stale());
    assert_eq!(shop.holder(OFFER), ("taken".to_owned(), Some(id::<PersonId>(2).to_string())));
    let cells = "SELECT count(*) FROM roster_entry WHERE day = '2026-11-03' AND changed_at IS NOT NULL";
    assert_eq!(shop.database.query_row(cells, [], |row| row.get::<_, u32>(0)).unwrap(), 1);
    assert_eq!((shop.count("roster_change"), shop.count("audit") - audited), (1, 1));
    assert_eq!(shop.offers(&[]), ["70 2026-11-03 N2 true"]);
}

#[test]
fn of_two_claims_of_one_person_made_from_the_same_sight_one_is_written() {
    let mut shop = Shop::open();
    shop.write(1, 1, november(), &[("2026-11-02", Some(1))]);
    shop.publish(1, november());
    shop.offer(OFFER, &body(1, "2026-11-03", 1));
    shop.offer(OFFER + 1, &body(1, "2026-11-05", 1));
    let (first, second) = (shop.claim(1), shop.claim_of(OFFER + 1, 1, "2026-11-05"));
    let others = shop.claim_of(OFFER + 1, 2, "2026-11-05");
    batch(&mut shop.database, first).unwrap();
    assert!(batch(&mut shop.database, second).unwrap_err().is_stale(), "the rules must be asked again");
    batch(&mut shop.database, others).unwrap();
    assert_eq!([OFFER, OFFER + 1].map(|n| shop.holder(n).0), ["taken", "taken"]);
}

#[test]
fn a_claim_fails_when_its_cell_or_its_offer_moved() {
    let mut shop = Shop::open();
    shop.write(1, 1, november(), &[("2026-11-02", Some(1))]);
    shop.publish(1, november());
    shop.offer(OFFER, &body(1, "2026-11-03", 1));
    let claim = shop.claim(1);
    shop.write(1, 1, november(), &[("2026-11-03", Some(4))]);
    assert!(batch(&mut shop.database, claim).unwrap_err().is_stale(), "the cell moved");
    let claim = shop.claim(1);
    let shift = shop.claimable(OFFER, 1).unwrap().shift;
    batch(&mut shop.database, vec![claim::free(&shift, OpenShiftState::Withdrawn)]).unwrap();
    assert!(batch(&mut shop.database, claim).unwrap_err().is_stale(), "the offer moved");
    assert_eq!(shop.holder(OFFER), ("withdrawn".to_owned(), None));
    assert!(shop.offers(&[1]).is_empty());
}

#[test]
fn a_seat_is_for_those_who_are_here_and_have_the_day_free() {
    let mut shop = Shop::open();
    shop.hire(5, 1, "2026-11-10", None);
    shop.write(1, 1, november(), &[("2026-11-02", Some(1)), ("2026-11-03", Some(4)), ("2026-11-04", None)]);
    shop.publish(1, november());
    let seat = |shop: &mut Shop, person, on| {
        let seat: Seat = shop.seat(person, on, 1);
        (seat.is_open(), seat.has_work())
    };
    assert_eq!(seat(&mut shop, 1, "2026-11-03"), (true, false), "a day off is free");
    assert_eq!(seat(&mut shop, 1, "2026-11-04"), (true, false));
    assert!(seat(&mut shop, 1, "2026-11-02").1);
    assert_eq!(seat(&mut shop, 5, "2026-11-09"), (false, false), "not here yet");
    assert_eq!(seat(&mut shop, 5, "2026-11-10"), (true, false));
    assert_eq!(seat(&mut shop, 3, "2026-11-10"), (false, false), "of another department");
    shop.move_person(1, 2, "2026-11-10");
    assert_eq!(seat(&mut shop, 1, "2026-11-09"), (true, false), "the day before");
    assert_eq!(seat(&mut shop, 1, "2026-11-10"), (false, false), "moved, and still on the roster");
}

#[test]
fn a_shift_is_not_given_to_somebody_who_moved_or_left_or_is_not_here_yet() {
    type Meanwhile = fn(&Shop);
    let meanwhile: [(Meanwhile, bool); 5] = [
        (|shop| shop.move_person(1, 2, "2026-11-03"), false),
        (|shop| shop.move_person(1, 2, "2026-11-04"), true),
        (|shop| shop.leave(1, "2026-11-02"), false),
        (|shop| shop.leave(1, "2026-11-03"), true),
        (
            |shop| {
                drop(shop.database.execute("UPDATE post SET from_day = '2026-11-04' WHERE person_id LIKE '%01'", []))
            },
            false,
        ),
    ];
    let claims: [fn(&mut Shop) -> Vec<Query>; 3] =
        [|shop| shop.claim(1), |shop| shop.taken_by(OFFER, 1, "2026-11-03", None), |shop| shop.ask_for(OFFER, 1)];
    for (happens, is_given) in meanwhile {
        for claim in claims {
            let mut shop = Shop::open();
            shop.write(1, 1, november(), &[("2026-11-02", Some(1))]);
            shop.publish(1, november());
            shop.offer(OFFER, &body(1, "2026-11-03", 1));
            let claim = claim(&mut shop);
            happens(&shop);
            let written = batch(&mut shop.database, claim);
            assert_eq!(written.is_ok(), is_given);
            assert!(written.err().is_none_or(|error| error.is_stale()));
        }
    }
}

#[test]
fn claims_that_wait_are_one_a_day_and_a_few_at_most_and_those_of_days_gone_by_do_not_count() {
    let mut shop = Shop::open();
    shop.write(1, 1, november(), &[("2026-11-01", Some(4))]);
    shop.write(1, 1, "2026-10".parse().unwrap(), &[("2026-10-01", Some(4))]);
    for month in ["2026-10", "2026-11"] {
        shop.publish(1, month.parse().unwrap());
    }
    let asks = |on: &str| OfferBody { needs_approval: true, ..body(1, on, 1) };
    let days = ["2026-10-30", "2026-11-03", "2026-11-05", "2026-11-07", "2026-11-09", "2026-11-11", "2026-11-13"];
    for (n, on) in (100..).zip(days) {
        shop.offer(n, &asks(on));
    }
    shop.offer(200, &asks("2026-11-03"));
    let at_once = [shop.ask_for(101, 1), shop.ask_for(200, 1)];
    let written = at_once.map(|claim| batch(&mut shop.database, claim).is_ok());
    assert_eq!(written, [true, false], "two for the same day, made from the same sight");
    // A claim of October, before the cap's first day.
    let october = shop.ask_for(100, 1);
    batch(&mut shop.database, october).unwrap();
    for (n, is_written) in [(102, true), (103, true), (104, true), (105, true), (106, false)] {
        let claim = shop.ask_for(n, 1);
        assert_eq!(batch(&mut shop.database, claim).is_ok(), is_written, "{n}");
    }
    let somebody_else = shop.ask_for(106, 2);
    batch(&mut shop.database, somebody_else).unwrap();
    let shift = shop.claimable(101, 1).unwrap().shift;
    batch(&mut shop.database, vec![claim::free(&shift, OpenShiftState::Open)]).unwrap();
    assert_eq!(shop.holder(101), ("open".to_owned(), None));
    let again = shop.ask_for(200, 1);
    batch(&mut shop.database, again).unwrap();
}

#[test]
fn a_claim_waits_until_its_shift_begins() {
    let mut shop = Shop::open();
    shop.write(1, 1, november(), &[("2026-11-01", Some(4))]);
    shop.publish(1, november());
    shop.offer(OFFER, &OfferBody { needs_approval: true, ..body(1, "2026-11-03", 1) });
    let claim = shop.ask_for(OFFER, 1);
    batch(&mut shop.database, claim).unwrap();
    let at = |on: &str, minute: &str| LocalTime { day: day(on), minute: minute.parse().unwrap() };
    let waits =
        [at("2026-11-02", "23:00"), at("2026-11-03", "07:59"), at("2026-11-03", "08:00"), at("2026-11-04", "00:00")];
    assert_eq!(waits.map(|now| shop.waiting(now)), [1, 1, 0, 0]);
}

#[test]
fn what_is_open_for_somebody_is_in_use_and_on_days_of_theirs_without_a_claim() {
    let mut shop = Shop::open();
    shop.hire(5, 1, "2026-11-05", Some("2026-11-06"));
    shop.write(1, 1, november(), &[("2026-11-01", Some(4))]);
    shop.publish(1, november());
    for (n, on, kind) in [(70, "2026-11-04", 1), (71, "2026-11-05", 2), (72, "2026-11-06", 1), (73, "2026-11-07", 1)] {
        shop.offer(n, &body(1, on, kind));
    }
    let now = LocalTime { day: day("2026-11-03"), minute: "08:00".parse().unwrap() };
    assert_eq!((shop.open_for(1, now), shop.open_for(5, now)), (vec![4, 5, 6, 7], vec![5, 6]));
    let claim = shop.ask_for(72, 1);
    batch(&mut shop.database, claim).unwrap();
    shop.offer(74, &body(1, "2026-11-06", 1));
    assert_eq!(shop.open_for(1, now), [4, 5, 7], "she asked for another one on the 6th");
    shop.database.execute("UPDATE shift_kind SET is_archived = 1 WHERE code = '晚'", []).unwrap();
    assert_eq!((shop.open_for(1, now), shop.open_for(5, now)), (vec![4, 7], vec![6]));
}

#[test]
fn what_is_open_for_somebody_has_yet_to_begin_on_a_day_that_is_free() {
    let mut shop = Shop::open();
    shop.write(1, 1, november(), &[("2026-11-04", Some(1)), ("2026-11-05", Some(4))]);
    for (n, on) in [(70, "2026-11-03"), (71, "2026-11-04"), (72, "2026-11-05"), (73, "2026-12-01")] {
        shop.offer(n, &body(1, on, 1));
    }
    let at = |on: &str, minute: &str| LocalTime { day: day(on), minute: minute.parse().unwrap() };
    assert!(shop.open_for(1, at("2026-11-03", "07:59")).is_empty(), "nothing is published");
    shop.publish(1, november());
    assert_eq!(shop.open_for(1, at("2026-11-03", "07:59")), [3, 5]);
    assert_eq!(shop.open_for(1, at("2026-11-03", "08:00")), [5]);
    assert_eq!(shop.open_for(2, at("2026-11-03", "08:00")), [4, 5]);
}

#[test]
fn an_offer_begins_by_the_hours_of_its_day() {
    let mut shop = Shop::open();
    let change =
        "INSERT INTO shift_kind_hours (kind_id, from_day, start_minute, end_minute) VALUES (?1, ?2, 720, 1020)";
    shop.database.execute(change, [id::<ShiftKindId>(1).to_string(), "2026-11-04".to_owned()]).unwrap();
    shop.write(1, 2, november(), &[("2026-11-20", Some(1))]);
    shop.publish(1, november());
    let days = ["2026-11-03", "2026-11-04"];
    for (n, on) in (OFFER..).zip(days) {
        assert_eq!(shop.offer(n, &body(1, on, 1)), 1);
    }
    let department = id::<DepartmentId>(1);
    let starts = [OFFER, OFFER + 1].map(|n| {
        let asked = vec![store::FIND_CLAIMABLE.with(args![id::<OpenShiftId>(n), department])];
        batch(&mut shop.database, asked).unwrap().first::<Found>(0).unwrap().start_minute
    });
    assert_eq!(starts, [Some(480), Some(720)]);
    let offerable = days.map(|on| {
        let asked = vec![store::FIND_OFFERABLE.with(args![department, id::<ShiftKindId>(1), day(on)])];
        batch(&mut shop.database, asked).unwrap().first::<OfferableRecord>(0).unwrap().start_minute
    });
    assert_eq!(offerable, starts);
    let mut open_at = |on: &str, minute: &str| -> usize {
        let minute: DayMinute = minute.parse().unwrap();
        let args = args![department, day(on), minute, id::<PersonId>(1)];
        batch(&mut shop.database, vec![store::LIST_OPEN_FOR.with(args)]).unwrap().take::<AvailableRecord>(0).len()
    };
    assert_eq!([open_at("2026-11-03", "07:59"), open_at("2026-11-03", "08:00")], [2, 1]);
    assert_eq!([open_at("2026-11-04", "11:59"), open_at("2026-11-04", "12:00")], [1, 0]);
}
