//! Creating, changing, moving and leaving.

use super::{create, fields, get, new_person};
use dianwu_domain::{
    Day, Problem,
    people::api::{Person, PersonChange, PersonFields, PersonPath, Status, UpdatePerson},
    session::api::{ChangePassword, PasswordBody, ResetPassword, WhoAmI},
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, told};
use xtask::demo::{PASSWORD, seats::Team};

fn update(client: &Client, person: &Person, fields: PersonFields) -> Result<Person, Problem> {
    let path = PersonPath { person_id: person.id };
    client.call::<UpdatePerson>(
        path,
        NOTHING,
        PersonChange { version: person.version, fields, reason: "记录有误".parse().ok() },
    )
}

fn leaving(fields: &PersonFields, on: Day) -> PersonFields {
    PersonFields { status: Status::Left, left_on: Some(on), ..fields.clone() }
}

#[test]
fn a_new_person_gets_an_initial_password_once_however_often_the_send_is_repeated() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let (id, fields) = (new_person(), fields(&shop, "CS50"));
    let created = create(&hr, id, &fields).unwrap();
    assert_eq!((created.person.id, &created.person.fields, created.person.version), (id, &fields, 1));
    let before = shop.fingerprint();
    let again = create(&hr, id, &fields).unwrap();
    assert_eq!((again.person.fields, again.initial_password), (fields.clone(), None));
    assert_eq!(shop.fingerprint(), before, "the same send is the same write");

    let password = created.initial_password.unwrap().code;
    let device = shop.client();
    assert!(device.sign_in("CS50", &password).unwrap().must_change_password);
    let body = PasswordBody { current: None, new: "a-better-password".parse().unwrap() };
    device.call::<ChangePassword>(NOTHING, NOTHING, body).unwrap();
    assert_eq!(told(device.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
}

#[test]
fn what_is_taken_unknown_or_does_not_fit_is_told_by_field_and_nothing_is_written() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let good = fields(&shop, "CS50");
    let before = shop.fingerprint();
    let taken = &shop.person("CS03").fields;
    let unknown = "0190f3c8-a000-7000-8000-00000000ffff";
    for (fields, wanted) in [
        (PersonFields { number: taken.number.clone(), ..good.clone() }, "fields.number taken"),
        (PersonFields { phone: taken.phone.clone(), ..good.clone() }, "fields.phone taken"),
        (PersonFields { department_id: unknown.parse().unwrap(), ..good.clone() }, "fields.department_id not_found"),
        (PersonFields { position_id: unknown.parse().ok(), ..good.clone() }, "fields.position_id not_found"),
        (PersonFields { left_on: "2026-01-01".parse().ok(), ..good.clone() }, "fields.left_on inconsistent"),
        (leaving(&good, Day::MIN), "fields.left_on inconsistent"),
        (PersonFields { work_began_on: Some(Day::MAX), ..good.clone() }, "fields.work_began_on inconsistent"),
    ] {
        assert_eq!(told(create(&hr, new_person(), &fields)), wanted);
    }
    let wrong = PersonFields {
        number: taken.number.clone(),
        position_id: unknown.parse().ok(),
        work_began_on: Some(Day::MAX),
        ..good.clone()
    };
    let problem = create(&hr, new_person(), &wrong).unwrap_err();
    let fields: Vec<_> = problem.errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(fields, ["fields.work_began_on", "fields.position_id", "fields.number"], "all of them");
    let somebody = shop.person("CS03").id;
    assert_eq!(told(create(&hr, somebody, &good)), "id taken");
    assert_eq!(shop.fingerprint(), before);
}

#[test]
fn of_two_who_claim_one_id_at_once_one_gets_it() {
    let shop = Shop::start(Fixture::Demo);
    let devices = [shop.sign_in("HR01"), shop.sign_in("HR02")];
    let id = new_person();
    let data = ["CS50", "CS51"].map(|number| fields(&shop, number));
    let results = std::thread::scope(|scope| {
        let threads = devices.into_iter().zip(&data);
        let threads: Vec<_> =
            threads.map(|(device, fields)| scope.spawn(move || told(create(&device, id, fields)))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let mut sorted = results.clone();
    sorted.sort();
    assert_eq!(sorted, ["fine", "id taken"]);
    let winner = results.iter().position(|result| result == "fine").unwrap();
    let stands = get(&shop.sign_in("HR01"), id).unwrap();
    assert_eq!(stands.fields, data[winner]);
}

#[test]
fn a_change_names_the_version_that_it_saw() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, other) = (shop.sign_in("HR01"), shop.sign_in("HR02"));
    let seen = get(&hr, shop.person("CS03").id).unwrap();
    let renamed = PersonFields { name: "张雅".parse().unwrap(), ..seen.fields.clone() };
    let after = update(&hr, &seen, renamed.clone()).unwrap();
    assert_eq!((&after.fields, after.version), (&renamed, seen.version + 1));

    let before = shop.fingerprint();
    let competing = PersonFields { name: "张琪".parse().unwrap(), ..seen.fields.clone() };
    assert_eq!(told(update(&other, &seen, competing)), "stale");
    assert_eq!(update(&hr, &seen, renamed).unwrap(), after, "the same send is the same write");
    assert_eq!(shop.fingerprint(), before);

    let audit: String = shop.look_up("SELECT before || ' → ' || after FROM audit WHERE action = 'person.update'");
    let (old, new) = audit.split_once(" → ").unwrap();
    assert!(old.contains("张雅琪") && new.contains("张雅\""), "{audit}");
}

#[test]
fn whoever_moves_is_seen_by_the_new_manager_and_no_longer_by_the_old_one() {
    let shop = Shop::start(Fixture::Demo);
    let (service, warehouse) = (shop.sign_in("CS01"), shop.sign_in("WH01"));
    let person = shop.person("CS03");
    assert_eq!(told(get(&service, person.id)), "fine");
    assert_eq!(told(get(&warehouse, person.id)), "not_found");

    let hr = shop.sign_in("HR01");
    let seen = get(&hr, person.id).unwrap();
    let moved = PersonFields { department_id: shop.generated().department(Team::Warehouse), ..seen.fields.clone() };
    update(&hr, &seen, moved).unwrap();
    assert_eq!(told(get(&service, person.id)), "not_found");
    assert_eq!(told(get(&warehouse, person.id)), "fine");
}

#[test]
fn whoever_leaves_is_signed_out_at_once_and_their_history_stays() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, device) = (shop.sign_in("HR01"), shop.sign_in("CS03"));
    let id = shop.person("CS03").id;
    let shifts = format!("SELECT count(*) FROM roster_entry WHERE person_id = '{id}'");
    let worked: i64 = shop.look_up(&shifts);
    let seen = get(&hr, id).unwrap();
    let left = update(&hr, &seen, leaving(&seen.fields, shop.generated().today.plus(-2))).unwrap();
    assert_eq!(told(device.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in");
    assert_eq!(told(device.sign_in("CS03", PASSWORD)), "wrong_credentials");
    assert_eq!(shop.look_up::<i64>(&shifts), worked);
    assert_eq!(get(&hr, id).unwrap().fields.status, Status::Left);

    let back = PersonFields { status: Status::Active, left_on: None, ..left.fields.clone() };
    update(&hr, &left, back).unwrap();
    assert_eq!(told(device.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in", "old devices stay signed out");
    assert_eq!(told(device.sign_in("CS03", PASSWORD)), "wrong_credentials", "nor does the old password open anything");
    let code = hr.get::<ResetPassword>(PersonPath { person_id: id }, NOTHING).unwrap().code;
    assert_eq!(told(device.sign_in("CS03", &code)), "fine");
}

#[test]
fn nobody_records_their_own_leaving() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, other) = (shop.sign_in("HR01"), shop.sign_in("HR02"));
    let seen = get(&hr, shop.person("HR01").id).unwrap();
    let gone = leaving(&seen.fields, shop.generated().today);
    let before = shop.fingerprint();
    assert_eq!(told(update(&hr, &seen, gone.clone())), "forbidden");
    assert_eq!(shop.fingerprint(), before);
    assert_eq!(told(hr.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
    assert_eq!(told(update(&other, &seen, gone)), "fine", "somebody else does");
}

#[test]
fn a_code_that_was_not_used_opens_nothing_after_leaving_and_coming_back() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let created = create(&hr, new_person(), &fields(&shop, "CS50")).unwrap();
    let code = created.initial_password.unwrap().code;
    let seen = created.person;
    let left = update(&hr, &seen, leaving(&seen.fields, shop.generated().today.plus(-2))).unwrap();
    update(&hr, &left, seen.fields.clone()).unwrap();
    assert_eq!(told(shop.client().sign_in("CS50", &code)), "wrong_credentials");
    let path = PersonPath { person_id: seen.id };
    let code = hr.get::<ResetPassword>(path, NOTHING).unwrap().code;
    assert_eq!(told(shop.client().sign_in("CS50", &code)), "fine", "a new one does");
}

#[test]
fn the_last_administrator_stays_and_only_administrators_let_one_go() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, administrator) = (shop.sign_in("HR01"), shop.sign_in("HR02"));
    let seen = get(&hr, shop.person("HR02").id).unwrap();
    let gone = leaving(&seen.fields, shop.generated().today);
    assert_eq!(told(update(&hr, &seen, gone.clone())), "forbidden");
    assert_eq!(told(update(&administrator, &seen, gone)), "forbidden", "nobody lets themselves go");
    assert_eq!(told(administrator.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
}

#[test]
fn hr_changes_no_administrators_number_or_phone() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, administrator) = (shop.sign_in("HR01"), shop.sign_in("HR02"));
    let seen = get(&hr, shop.person("HR02").id).unwrap();
    let with = |number: &str, phone: &str| PersonFields {
        number: number.parse().unwrap(),
        phone: phone.parse().ok(),
        ..seen.fields.clone()
    };
    let before = shop.fingerprint();
    let phone = seen.fields.phone.as_ref().unwrap().to_string();
    assert_eq!(told(update(&hr, &seen, with("HR99", &phone))), "fields.number needs_administrator");
    assert_eq!(told(update(&hr, &seen, with("HR02", "13911112222"))), "fields.phone needs_administrator");
    assert_eq!(shop.fingerprint(), before);
    let renamed = PersonFields { name: "周敏敏".parse().unwrap(), ..seen.fields.clone() };
    let seen = update(&hr, &seen, renamed).unwrap();
    assert_eq!(told(update(&administrator, &seen, with("HR99", "13911112222"))), "fine");
}

#[test]
fn a_staff_number_is_nobody_elses_phone_even_at_once() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let phone = shop.person("CS02").fields.phone.as_ref().unwrap().to_string();
    assert_eq!(told(create(&hr, new_person(), &fields(&shop, &phone))), "fields.number taken");
    let both = PersonFields { phone: "13911110001".parse().ok(), ..fields(&shop, &phone) };
    create(&hr, new_person(), &fields(&shop, "13911110001")).unwrap();
    let problem = create(&hr, new_person(), &both).unwrap_err();
    let holders = problem.holders.iter().map(|held| format!("{} {}", held.field, held.holder.number));
    assert_eq!(holders.collect::<Vec<_>>(), ["fields.number CS02", "fields.phone 13911110001"], "who has them");
    assert_eq!(told::<()>(Err(problem)), "fields.number taken, fields.phone taken", "both at once");
    let seen = get(&hr, shop.person("CS03").id).unwrap();
    let renumbered = PersonFields { number: phone.parse().unwrap(), ..seen.fields.clone() };
    assert_eq!(told(update(&hr, &seen, renumbered)), "fields.number taken");

    let devices = [shop.sign_in("HR01"), shop.sign_in("HR02")];
    let number = fields(&shop, "13911112222");
    let other = PersonFields { phone: "13911112222".parse().ok(), ..fields(&shop, "CS51") };
    let mut told: Vec<String> = std::thread::scope(|scope| {
        let threads = devices.into_iter().zip([&number, &other]);
        let threads: Vec<_> =
            threads.map(|(device, fields)| scope.spawn(move || told(create(&device, new_person(), fields)))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    told.sort();
    assert_eq!(told.iter().filter(|told| *told == "fine").count(), 1, "{told:?}");
}
