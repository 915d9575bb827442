//! The first administrator.

use dianwu_domain::{
    DepartmentId, Permission, PersonId, Problem,
    session::api::{Me, SetUp, SetUpBody, SetupState},
    today::api::{FirstStep, Today},
};
use dianwu_tests::{Client, Fixture, NOTHING, SETUP_CODE, Shop, told};

fn id<T: std::str::FromStr>(last: char) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("0190f3c8-a000-7000-8000-00000000000{last}").parse().unwrap()
}

fn set_up(client: &Client, code: &str, number: &str, ids: char) -> Result<Me, Problem> {
    set_up_with(client, code, number, ids, "the-first-password")
}

fn set_up_with(client: &Client, code: &str, number: &str, ids: char, password: &str) -> Result<Me, Problem> {
    let body = SetUpBody {
        code: code.parse().unwrap(),
        shop_name: "新店".parse().unwrap(),
        person_id: id::<PersonId>(ids),
        department_id: id::<DepartmentId>(ids),
        number: number.parse().unwrap(),
        name: "陈一".parse().unwrap(),
        password: password.parse().unwrap(),
    };
    client.call::<SetUp>(NOTHING, NOTHING, body)
}

#[test]
fn the_one_time_code_creates_the_shop_and_its_administrator_and_only_once() {
    let shop = Shop::start(Fixture::Empty);
    let client = shop.client();
    let needed = || client.get::<SetupState>(NOTHING, NOTHING).unwrap().needed;
    assert!(needed());
    assert_eq!(told(set_up(&client, "WRONG-CODE", "A1", '1')), "code mismatch");
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM person"), 0);

    let me = set_up(&client, &SETUP_CODE.to_lowercase(), "a1", '1').unwrap();
    assert!(me.permissions.contains(&Permission::Administer));
    assert_eq!((me.number.as_str(), me.shop.name.as_str()), ("A1", "新店"));
    assert!(client.token().is_some(), "it signs in");
    assert!(!needed());
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM shift_kind"), 3);
    assert_eq!(shop.look_up::<String>("SELECT action FROM audit"), "shop.set_up");

    use FirstStep::{Departments, Manager, People, Roster};
    let today = client.get::<Today>(NOTHING, NOTHING).unwrap();
    assert_eq!(today.first_steps, [Departments, People, Manager, Roster], "what a new shop lacks");

    let before = shop.fingerprint();
    assert_eq!(told(set_up(&shop.client(), SETUP_CODE, "A2", '2')), "set_up_done");
    assert_eq!(shop.fingerprint(), before);
    assert_eq!(told(shop.client().sign_in("A1", "the-first-password")), "fine");
}

#[test]
fn guessing_the_code_is_closed_after_five_failures() {
    let shop = Shop::start(Fixture::Empty);
    let client = shop.client();
    for _ in 0..5 {
        assert_eq!(told(set_up(&client, "A-GUESS", "A1", '1')), "code mismatch");
    }
    assert_eq!(told(set_up(&client, SETUP_CODE, "A1", '1')), "locked_out");
    let noted = |kind: &str| shop.look_up::<i64>(&format!("SELECT count FROM refusal WHERE kind = '{kind}'"));
    assert_eq!((noted("wrong_code"), noted("locked_out")), (5, 1));
}

#[test]
fn a_password_that_is_refused_is_no_wrong_code() {
    let shop = Shop::start(Fixture::Empty);
    let client = shop.client();
    for _ in 0..6 {
        assert_eq!(told(set_up_with(&client, SETUP_CODE, "A1", '1', "password1")), "password too_common");
    }
    assert_eq!(told(set_up(&client, SETUP_CODE, "A1", '1')), "fine");
}

#[test]
fn of_two_who_set_up_at_once_one_becomes_the_administrator() {
    let shop = Shop::start(Fixture::Empty);
    let clients = [shop.client(), shop.client()];
    let mut results = std::thread::scope(|scope| {
        let threads = clients
            .into_iter()
            .zip([("A1", '1'), ("A2", '2')])
            .map(|(client, (number, ids))| scope.spawn(move || told(set_up(&client, SETUP_CODE, number, ids))));
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    results.sort();
    assert_eq!(results, ["fine", "set_up_done"]);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM role_grant WHERE role = 'administrator'"), 1);
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM person"), 1);
}

#[test]
fn a_shop_with_an_administrator_needs_no_set_up() {
    let shop = Shop::start(Fixture::Demo);
    assert!(!shop.client().get::<SetupState>(NOTHING, NOTHING).unwrap().needed);
    assert_eq!(told(set_up(&shop.client(), SETUP_CODE, "A1", '1')), "set_up_done");
}

#[test]
fn a_code_of_few_letters_opens_nothing_and_the_log_says_why() {
    for weak in ["-", "密码密码密码密码密码密码密码密码密码", "SHORT-CODE"] {
        let shop = Shop::start_with(Fixture::Empty, &[("SETUP_CODE", weak)]);
        for typed in ["AAAA", "SHORT-CODE"] {
            assert_eq!(told(set_up(&shop.client(), typed, "A1", '1')), "not_allowed_now", "{weak} {typed}");
        }
        assert!(shop.client().get::<SetupState>(NOTHING, NOTHING).unwrap().needed);
        assert!(shop.log().contains("SETUP_CODE opens nothing: it must have at least 16"), "{}", shop.log());
    }
}

#[test]
fn a_stranger_does_not_keep_the_owner_from_setting_up() {
    let shop = Shop::start(Fixture::Empty);
    let stranger = shop.client().at("198.51.100.1");
    for _ in 0..5 {
        assert_eq!(told(set_up(&stranger, "A-GUESS", "A1", '1')), "code mismatch");
    }
    assert_eq!(told(set_up(&stranger, SETUP_CODE, "A1", '1')), "locked_out");
    assert_eq!(told(set_up(&shop.client().at("203.0.113.7"), SETUP_CODE, "A1", '1')), "fine");
}
