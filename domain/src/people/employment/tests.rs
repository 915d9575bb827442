//! Named days and laws of employment.

use super::*;
use crate::people::api::{PersonFields, Status};
use proptest::prelude::*;
use uuid::Uuid;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn department(n: u128) -> DepartmentId {
    DepartmentId::new(Uuid::from_u128(n))
}

fn post(from: &str, n: u128) -> Post {
    Post { from: day(from), department_id: department(n), position_id: None, kind: EmploymentKind::FullTime }
}

/// Began in 1 on 1 March 2024, moved to 2 on 15 June, left on 31 December, returned to 3 on 29 February 2028.
fn career() -> Employment {
    let began = Employment::begun(post("2024-03-01", 1)).moved(post("2024-06-15", 2)).unwrap();
    let left = began.left(day("2024-12-31"), day("2024-12-31"), Leaving::default()).unwrap();
    left.returned(post("2028-02-29", 3)).unwrap()
}

fn where_on(employment: &Employment, on: &str) -> Option<u128> {
    employment.on(day(on)).map(|post| post.department_id.uuid().as_u128())
}

fn fields(employment: &Employment, today: &str) -> PersonFields {
    let fields = PersonFields {
        number: "CS01".parse().unwrap(),
        name: "王芳".parse().unwrap(),
        phone: None,
        department_id: department(9),
        position_id: None,
        hired_on: Day::MIN,
        work_began_on: None,
        status: Status::Active,
        left_on: None,
    };
    employment.as_of(day(today), &fields)
}

#[test]
fn who_belongs_where_is_told_for_each_day() {
    let career = career();
    for (on, department) in [
        ("2024-02-29", None),
        ("2024-03-01", Some(1)),
        ("2024-06-14", Some(1)),
        ("2024-06-15", Some(2)),
        ("2024-12-31", Some(2)),
        ("2025-01-01", None),
        ("2028-02-28", None),
        ("2028-02-29", Some(3)),
        ("2099-12-31", Some(3)),
    ] {
        assert_eq!(where_on(&career, on), department, "{on}");
    }
    assert_eq!(career.check(), []);
}

#[test]
fn somebody_counts_as_what_they_are_were_last_or_will_be_first() {
    let career = career();
    for (today, n, hired_on, left_on) in [
        ("2024-01-01", 1, "2024-03-01", None),
        ("2024-06-14", 1, "2024-03-01", None),
        ("2024-12-31", 2, "2024-03-01", None),
        ("2025-01-01", 2, "2024-03-01", Some("2024-12-31")),
        ("2028-02-28", 2, "2024-03-01", Some("2024-12-31")),
        ("2028-02-29", 3, "2028-02-29", None),
    ] {
        let seen = fields(&career, today);
        assert_eq!((seen.department_id, seen.hired_on), (department(n), day(hired_on)), "{today}");
        assert_eq!((seen.left_on, seen.status == Status::Left), (left_on.map(day), left_on.is_some()), "{today}");
    }
}

#[test]
fn what_does_not_fit_together_is_named() {
    let told = |employment: Employment| -> Vec<String> {
        employment.check().into_iter().map(|error| format!("{} {}", error.field, error.code)).collect()
    };
    let period = |posts: Vec<Post>, until: Option<&str>| Period {
        until: until.map(day),
        ..Period { posts, until: None, leaving: None, probation_until: None, contract: None }
    };
    let one = |period: Period| Employment { periods: vec![period] };
    let good = || period(vec![post("2024-03-01", 1), post("2024-04-01", 2)], Some("2024-04-01"));
    assert_eq!(told(one(good())), [""; 0]);
    assert_eq!(told(Employment { periods: Vec::new() }), ["periods required"]);
    assert_eq!(told(one(period(Vec::new(), None))), ["periods[0].posts required"]);
    let twice = period(vec![post("2024-03-01", 1), post("2024-03-01", 2)], None);
    assert_eq!(told(one(twice)), ["periods[0].posts[1].from inconsistent"]);
    let late = period(vec![post("2024-03-01", 1), post("2024-04-02", 2)], Some("2024-04-01"));
    assert_eq!(told(one(late)), ["periods[0].posts[1].from inconsistent"]);
    let ended = period(vec![post("2024-03-01", 1)], Some("2024-02-29"));
    assert_eq!(told(one(ended)), ["periods[0].until inconsistent"]);
    assert_eq!(
        told(one(Period { leaving: Some(Leaving::default()), ..period(vec![post("2024-03-01", 1)], None) })),
        ["periods[0].leaving inconsistent"]
    );
    assert_eq!(
        told(one(Period { probation_until: Some(day("2024-02-29")), ..good() })),
        ["periods[0].probation_until inconsistent"]
    );
    let contract = Contract { from: day("2024-03-01"), until: Some(day("2024-02-29")) };
    assert_eq!(told(one(Period { contract: Some(contract), ..good() })), ["periods[0].contract.until inconsistent"]);
    let again = |from: &str| Employment { periods: vec![good(), period(vec![post(from, 1)], None)] };
    assert_eq!(told(again("2024-04-02")), [""; 0]);
    assert_eq!(told(again("2024-04-01")), ["periods[1].posts[0].from inconsistent"]);
    let open = Employment {
        periods: vec![period(vec![post("2024-03-01", 1)], None), period(vec![post("2025-01-01", 1)], None)],
    };
    assert_eq!(told(open), ["periods[1].posts[0].from inconsistent"]);
    let many = (0..=50).map(|n| Post { from: day("2024-03-01").plus(n), ..post("2024-03-01", 1) }).collect();
    assert_eq!(told(one(period(many, None))), ["periods[0].posts too_long:50"]);
    let many: Vec<Period> = (0..=20).map(|_| good()).collect();
    assert_eq!(told(Employment { periods: many }), ["periods too_long:20"]);
}

#[test]
fn changes_that_do_not_fit_what_stands_are_refused() {
    let career = career();
    let moved = |from: &str| career.moved(post(from, 5)).map(|_| ());
    assert_eq!(moved("2024-02-29"), Err(Misfit::NotEmployed));
    assert_eq!(moved("2025-01-01"), Err(Misfit::NotEmployed));
    assert_eq!(moved("2024-12-31"), Ok(()));
    let left = |today: &str, last: &str| career.left(day(today), day(last), Leaving::default()).map(|_| ());
    assert_eq!(left("2024-05-01", "2024-02-29"), Err(Misfit::BeforeHired));
    assert_eq!(left("2024-05-01", "2024-03-01"), Ok(()));
    assert_eq!(left("2025-05-01", "2028-02-29"), Err(Misfit::BeforeLeft));
    assert_eq!(left("2025-05-01", "2028-02-28"), Ok(()));
    assert_eq!(career.returned(post("2029-01-01", 1)).map(|_| ()), Err(Misfit::NotLeft));
    let gone = career.left(day("2028-03-01"), day("2028-03-31"), Leaving::default()).unwrap();
    assert_eq!(gone.returned(post("2028-03-31", 1)).map(|_| ()), Err(Misfit::BeforeLeft));
    assert_eq!(gone.returned(post("2028-04-01", 1)).map(|_| ()), Ok(()));
    assert_eq!(gone.stayed(day("2028-03-05")), Ok(career.clone()));
    assert_eq!(career.stayed(day("2028-03-05")), Err(Misfit::NotLeft));
    assert_eq!(career.stayed(day("2025-03-05")), Err(Misfit::NotLeft), "a return follows");
    let begun = |today: &str, first: &str| career.begun_on(day(today), day(first)).map(|_| ());
    assert_eq!(begun("2024-05-01", "2024-06-14"), Ok(()));
    assert_eq!(begun("2024-05-01", "2024-06-15"), Err(Misfit::BeforeHired));
    assert_eq!(begun("2028-05-01", "2025-01-01"), Ok(()));
    assert_eq!(begun("2028-05-01", "2024-12-31"), Err(Misfit::BeforeLeft));
}

#[test]
fn moving_lasts_until_the_next_plan_and_the_same_again_is_none() {
    let planned = Employment::begun(post("2024-03-01", 1)).moved(post("2024-09-01", 3)).unwrap();
    let between = planned.moved(post("2024-06-01", 2)).unwrap();
    assert_eq!(where_on(&between, "2024-08-31"), Some(2));
    assert_eq!(where_on(&between, "2024-09-01"), Some(3));
    assert_eq!(planned.moved(post("2024-09-01", 4)).unwrap().posts().count(), 2, "another plan for the same day");
    assert_eq!(planned.moved(post("2024-05-01", 1)).unwrap(), planned, "no move");
    assert_eq!(planned.without(day("2024-09-01")), Employment::begun(post("2024-03-01", 1)));
    assert_eq!(planned.without(day("2024-03-01")), planned, "the first one stays");
    let ends: Vec<_> = between.posts().map(|(_, until)| until.map(|day| day.to_string())).collect();
    assert_eq!(ends, [Some("2024-05-31".to_owned()), Some("2024-08-31".to_owned()), None]);
}

#[test]
fn what_is_left_is_told_with_the_first_day_without() {
    let career = career();
    let told = |after: &Employment, before: &Employment, today: &str| -> Vec<(u128, String)> {
        let left = after.leaves(before, day(today)).into_iter();
        left.map(|(department, day)| (department.uuid().as_u128(), day.to_string())).collect()
    };
    let begun = Employment::begun(post("2024-03-01", 1));
    let owned = |n: u128, on: &str| vec![(n, on.to_owned())];
    let ends = |last: &str| begun.left(day("2024-05-01"), day(last), Leaving::default()).unwrap();
    assert_eq!(told(&begun, &begun, "2024-05-01"), []);
    assert_eq!(told(&ends("2024-05-31"), &begun, "2024-05-01"), owned(1, "2024-06-01"));
    assert_eq!(told(&ends("2024-04-01"), &begun, "2024-05-01"), owned(1, "2024-05-01"), "backdated: from today");
    assert_eq!(told(&ends("2024-05-01"), &begun, "2024-05-01"), owned(1, "2024-05-02"));
    assert_eq!(told(&begun, &ends("2024-05-31"), "2024-05-01"), [], "stays after all");
    let moved = begun.moved(post("2024-06-15", 2)).unwrap();
    assert_eq!(told(&moved, &begun, "2024-05-01"), owned(1, "2024-06-15"));
    assert_eq!(told(&begun, &moved, "2024-05-01"), owned(2, "2024-06-15"), "the move is called off");
    assert_eq!(told(&career, &begun, "2024-05-01"), owned(1, "2024-06-15"));
}

#[test]
fn master_data_that_is_changed_today_is_a_move_a_correction_an_end_or_a_return() {
    let today = day("2024-05-01");
    let begun = Employment::begun(post("2024-03-01", 1));
    let seen = fields(&begun, "2024-05-01");
    let follow = |employment: &Employment, fields: &PersonFields| employment.following(fields, today);
    assert_eq!(follow(&begun, &seen), Ok(begun.clone()));
    let moved = PersonFields { department_id: department(2), ..seen.clone() };
    assert_eq!(follow(&begun, &moved), Ok(begun.moved(post("2024-05-01", 2)).unwrap()));
    let earlier = PersonFields { hired_on: day("2023-01-01"), ..seen.clone() };
    assert_eq!(follow(&begun, &earlier), Ok(Employment::begun(post("2023-01-01", 1))));
    let later = PersonFields { department_id: department(2), hired_on: day("2024-06-01"), ..seen.clone() };
    assert_eq!(
        follow(&begun, &later),
        Ok(Employment::begun(post("2024-06-01", 2))),
        "not begun: it is what they will be"
    );
    let leave = |on: &str| PersonFields { status: Status::Left, left_on: Some(day(on)), ..seen.clone() };
    let left = |on: &str| begun.left(today, day(on), Leaving::default()).unwrap();
    assert_eq!(follow(&begun, &leave("2024-04-30")), Ok(left("2024-04-30")));
    assert_eq!(follow(&begun, &leave("2024-05-31")), Ok(left("2024-05-31")));
    assert_eq!(follow(&begun, &leave("2024-02-29")), Err(("left_on", Misfit::BeforeHired)));
    let gone = left("2024-04-30");
    let back = PersonFields { hired_on: day("2024-05-01"), ..seen.clone() };
    assert_eq!(follow(&gone, &back), Ok(gone.returned(post("2024-05-01", 1)).unwrap()));
    let ahead = PersonFields { hired_on: day("2024-06-01"), ..seen.clone() };
    let planned = gone.returned(post("2024-06-01", 1)).unwrap();
    assert_eq!(follow(&gone, &ahead), Ok(planned.clone()));
    assert_eq!(follow(&planned, &ahead), Ok(planned), "said twice");
    assert_eq!(follow(&gone, &seen), Ok(begun.clone()), "stayed after all");
    let elsewhere = PersonFields { department_id: department(2), ..fields(&gone, "2024-05-01") };
    assert_eq!(where_on(&follow(&gone, &elsewhere).unwrap(), "2024-04-30"), Some(2), "of those who left, a correction");
}

fn any_employment() -> impl Strategy<Value = Employment> {
    let change = (0_u8..5, 0_i64..2000, 1_u128..5);
    proptest::collection::vec(change, 0..12).prop_map(|changes| {
        let mut employment = Employment::begun(post("2024-03-01", 1));
        for (what, offset, n) in changes {
            let on = day("2024-03-01").plus(offset);
            let post =
                Post { from: on, department_id: department(n), position_id: None, kind: EmploymentKind::FullTime };
            let changed = match what {
                0 | 1 => employment.moved(post),
                2 => employment.left(on, on, Leaving::default()),
                3 => employment.returned(post),
                _ => employment.stayed(on),
            };
            employment = changed.unwrap_or(employment);
        }
        employment
    })
}

proptest! {
    #[test]
    fn every_change_leaves_a_history_that_fits_together(employment in any_employment()) {
        prop_assert_eq!(employment.check(), vec![]);
        let text = serde_json::to_string(&employment).unwrap();
        prop_assert_eq!(serde_json::from_str::<Employment>(&text).unwrap(), employment);
    }

    #[test]
    fn what_happens_from_today_on_changes_no_day_before(employment in any_employment(), offset in 0_i64..2000, ahead in 0_i64..400, n in 1_u128..5) {
        let today = day("2024-03-01").plus(offset);
        let on = today.plus(ahead);
        let post = Post { from: on, department_id: department(n), position_id: None, kind: EmploymentKind::FullTime };
        let changes = [employment.moved(post), employment.left(today, on, Leaving::default()), employment.returned(post)];
        for changed in changes.into_iter().flatten() {
            // Somebody who had left by today stays longer by a later last day: that is a correction.
            let corrects = employment.standing(today).is_some_and(|standing| standing.left_on.is_some()) && changed.periods.len() == employment.periods.len();
            if !corrects {
                prop_assert!(employment.keeps_past(&changed, today));
                for back in 1..200 {
                    let past = today.plus(-back);
                    prop_assert_eq!(employment.on(past), changed.on(past));
                }
            }
        }
    }

    #[test]
    fn the_past_is_kept_exactly_when_every_day_of_it_says_the_same(a in any_employment(), b in any_employment(), offset in 0_i64..2100) {
        let today = day("2024-03-01").plus(offset);
        let place = |employment: &Employment, day: Day| employment.on(day).map(|post| (post.department_id, post.position_id, post.kind));
        let same = (0..offset).all(|past| {
            let day = day("2024-03-01").plus(past);
            place(&a, day) == place(&b, day)
        });
        prop_assert_eq!(a.keeps_past(&b, today), same);
    }

    #[test]
    fn master_data_as_of_a_day_changes_nothing(employment in any_employment(), offset in -100_i64..2100) {
        let today = day("2024-03-01").plus(offset);
        let seen = fields(&employment, &today.to_string());
        prop_assert_eq!(employment.following(&seen, today), Ok(employment.clone()));
    }
}
