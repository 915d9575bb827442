//! What requests cost: rows read and written, which is what D1 bills, as exact numbers.
//!
//! Finding the session and its scope is the same work for every request of a person; it stands in a table of its own
//! and is not counted in the others. Each number holds with three months of history and with two years.

use dianwu_domain::{
    Endpoint, Method, MonthQuery, Nothing,
    people::api::{PersonChange, PersonFields, PersonPath, Status, UpdatePerson},
    roster::api::{CellEdit, CheckRoster, EditBody, EditRoster, PublishBody, PublishRoster, RosterCheck, RosterPath},
    session::api::WhoAmI,
};
use dianwu_tests::{Client, Cost, Fixture, NOTHING, Shop, routes};
use std::collections::BTreeSet;
use xtask::demo::{Size, kind, seats::Team};

/// The day of the shops: a month that does not move with the clock keeps the numbers the same.
pub const TODAY: &str = "2026-11-23";

fn start(people: usize, months: u8) -> Shop {
    Shop::start(Fixture::Sized(TODAY.parse().unwrap(), Size { people, months }))
}

/// What a request cost beyond its session, and how many rows it showed.
pub type Measured = (Cost, usize);

/// An endpoint, who asks it, and how.
pub type Question = (&'static str, &'static str, fn(&Shop, &Client) -> Measured);

fn session(client: &Client) -> Cost {
    client.measured::<WhoAmI>(NOTHING, NOTHING, NOTHING).unwrap().1
}

pub fn ask<E: Endpoint<Body = Nothing>>(
    client: &Client,
    path: E::Path,
    query: E::Query,
    shown: impl Fn(&E::Reply) -> usize,
) -> Measured {
    let (reply, cost) = client.measured::<E>(path, query, NOTHING).unwrap();
    (cost - session(client), shown(&reply))
}

pub fn november() -> MonthQuery {
    MonthQuery { month: "2026-11".parse().unwrap() }
}

pub fn service(shop: &Shop) -> RosterPath {
    RosterPath { department_id: shop.generated().department(Team::Service), month: november().month }
}

/// A line for each question of each feature: what it read in a small and in a large shop.
fn tables(shops: [&Shop; 2]) -> Vec<String> {
    let mut tables: Vec<Vec<String>> = crate::doors().map(|door| vec![String::new(); door.questions.len()]).collect();
    for shop in shops {
        // One device each, so that nobody's list of devices grows while it is asked for.
        let clients = ["CS02", "CS01", "MG02", "HR01", "HR02"].map(|number| (number, shop.sign_in(number)));
        for (lines, door) in tables.iter_mut().zip(crate::doors()) {
            for (line, (id, who, ask)) in lines.iter_mut().zip(door.questions) {
                let client = clients.iter().find(|(number, _)| number == who).map(|(_, client)| client).unwrap();
                let (cost, shown) = ask(shop, client);
                if line.is_empty() {
                    *line = format!("{id:<16} {who}");
                }
                line.push_str(&format!(" {:>9}", format!("{}/{shown}", cost.read)));
            }
        }
    }
    tables.iter().map(|lines| lines.iter().map(|line| format!("{line}\n")).collect()).collect()
}

#[test]
fn every_question_reads_what_it_shows_and_no_more_with_two_years_of_history_than_with_three_months() {
    let asked: BTreeSet<&str> = crate::doors()
        .flat_map(|door| door.questions.iter().map(|(id, ..)| *id).chain(door.unmeasured.iter().copied()))
        .collect();
    let all = routes();
    let reading: BTreeSet<&str> =
        all.iter().filter(|route| route.method == Method::Get).map(|route| route.id).collect();
    assert_eq!(asked, reading);
    let [young, old] = [3, 24].map(|months| tables([&start(30, months), &start(500, months)]));
    for (found, door) in young.iter().zip(crate::doors()) {
        match door.costs {
            Some(costs) => costs().assert_eq(found),
            None => assert_eq!(found, ""),
        }
    }
    assert_eq!(young, old);
}

#[test]
fn finding_the_session_reads_some_rows_whatever_the_size_of_the_shop() {
    for shop in [start(30, 3), start(500, 3)] {
        let read = ["CS02", "CS01", "MG02", "HR01", "HR02"].map(|number| session(&shop.sign_in(number)).read);
        assert_eq!(read, SESSION);
    }
}

/// Rows read to find the session of staff, then of those who hold a role, whose scope needs the departments.
const SESSION: [usize; 5] = [13, 16, 16, 16, 16];

/// Rows written: what was changed, its indexes, and a line of the log with its own and those by whom it is found.
#[test]
fn a_save_writes_what_it_changed_and_a_repeated_send_nothing() {
    for shop in [start(30, 3), start(500, 24)] {
        let (manager, hr) = (shop.sign_in("CS01"), shop.sign_in("HR01"));
        let path =
            RosterPath { department_id: shop.generated().department(Team::Service), month: november().month.plus(1) };
        let cell = |number: &str, place: usize, version| CellEdit {
            person_id: shop.person(number).id,
            day: path.month.first().plus(3),
            kind_id: Some(shop.generated().kinds[place].id),
            version,
        };
        let written = |edits: &[CellEdit]| {
            let body = EditBody { edits: edits.to_vec(), is_published: None, sign_off: None };
            manager.measured::<EditRoster>(path, NOTHING, body).unwrap().1.written
        };
        let (one, two) = (cell("CS01", kind::LATE, 1), cell("CS01", kind::OFF, 2));
        let first = written(&[one]);
        let again = written(&[one]);
        let publish = || {
            let RosterCheck { writes, .. } = manager.get::<CheckRoster>(path, NOTHING).unwrap();
            let body = PublishBody { version: 1, writes, sign_off: None };
            manager.measured::<PublishRoster>(path, NOTHING, body).unwrap().1.written
        };
        let published = [publish(), publish()];
        let told = shop.look_up::<i64>("SELECT count(*) FROM notice WHERE kind = 'roster_published'");
        let told = usize::try_from(told).unwrap();
        let is_told = |one: &&xtask::demo::Person| {
            one.fields.department_id == path.department_id
                && one.fields.status == Status::Active
                && one.fields.number.as_str() != "CS01"
        };
        assert_eq!(told, shop.generated().people.iter().filter(is_told).count());
        let changed = written(&[two]);

        let seen = shop.person("CS03");
        let fields = PersonFields { name: "张雅".parse().unwrap(), ..seen.fields.clone() };
        let body = PersonChange { version: 1, fields, reason: None };
        let renamed = hr.measured::<UpdatePerson>(PersonPath { person_id: seen.id }, NOTHING, body).unwrap().1.written;
        let signed_in = shop.client().request("POST", "/api/session");
        let signed_in =
            signed_in.json(&serde_json::json!({ "login": "CS05", "password": xtask::demo::PASSWORD })).send();
        let found =
            [first, again, published[0] - told * NOTICE, published[1], changed, renamed, signed_in.cost().written];
        assert_eq!(found, WRITTEN);
    }
}

/// A notice and its two indexes. A publication tells everybody of the department's month but who publishes it.
const NOTICE: usize = 3;

/// A cell of a draft, the same once more, a publication, the same once more, a cell of one's own after it, a name, a
/// sign-in.
const WRITTEN: [usize; 7] = [7, 0, 5, 0, 9, 9, 26];
