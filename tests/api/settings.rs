//! The shop's settings, and what the API tells of itself.

use crate::{
    cost::ask,
    door::{Door, Sample},
};
use dianwu_domain::{
    people::api::{ListPeople, PeopleQuery},
    settings::{
        api::{GetShop, Health, OpenApi, SaveShop, Shop as Settings, ShopBody, ShopFields, TidyNames},
        tidy::{Named, TidyPlace, TidyReport},
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, routes, told};
use expect_test::expect;
use serde_json::Value;
use serde_json::json;

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[
        Sample::new("TidyNames", |_| json!({ "named": "shop", "after": null })),
        Sample::new("SaveShop", |_| {
            json!({ "version": 1, "fields": { "name": "青禾", "zone": 480, "cut_off": "04:00",
            "service_from": "08:00", "service_until": "24:00" } })
        }),
    ],
    questions: &[("GetShop", "CS02", |_, client| ask::<GetShop>(client, NOTHING, NOTHING, |_| 1))],
    costs: Some(|| {
        expect![[r"
            GetShop          CS02       1/1       1/1
        "]]
    }),
    unmeasured: &["OpenApi", "Health"],
    ..Door::EMPTY
};

#[test]
fn settings_are_changed_under_the_version_that_was_seen() {
    let shop = Shop::start(Fixture::Demo);
    let (administrator, staff) = (shop.sign_in("HR02"), shop.sign_in("CS02"));
    let seen = administrator.get::<GetShop>(NOTHING, NOTHING).unwrap();
    let save = |version, fields: &ShopFields| {
        administrator.call::<SaveShop>(NOTHING, NOTHING, ShopBody { version, fields: fields.clone() })
    };
    let changed = ShopFields { cut_off: "05:30".parse().unwrap(), ..seen.fields.clone() };
    let after = save(seen.version, &changed).unwrap();
    assert_eq!(after, Settings { fields: changed.clone(), version: seen.version + 1 });
    assert_eq!(staff.get::<GetShop>(NOTHING, NOTHING).unwrap(), after);
    assert_eq!(save(seen.version, &changed).unwrap(), after, "the same send is the same write");
    assert_eq!(told(save(seen.version, &seen.fields)), "stale");
    for (fields, wanted) in [
        (ShopFields { cut_off: "12:01".parse().unwrap(), ..changed.clone() }, "fields.cut_off out_of_range"),
        (
            ShopFields {
                service_from: "24:00".parse().unwrap(),
                service_until: "30:00".parse().unwrap(),
                ..changed.clone()
            },
            "fields.service_from out_of_range",
        ),
        (
            ShopFields { service_until: "08:00".parse().unwrap(), ..changed.clone() },
            "fields.service_until inconsistent",
        ),
    ] {
        assert_eq!(told(save(after.version, &fields)), wanted);
    }
}

#[test]
fn the_api_tells_everybody_that_it_runs_and_what_it_is() {
    let shop = Shop::start(Fixture::Empty);
    let client = shop.client();
    let health = client.get::<Health>(NOTHING, NOTHING).unwrap();
    assert!(!health.version.is_empty() && health.now.0 > 1_700_000_000_000);
    let document = client.get::<OpenApi>(NOTHING, NOTHING).unwrap();
    assert_eq!(document.media_type, "application/json");
    let document: Value = serde_json::from_slice(&document.content).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    for route in routes() {
        let operation = &document["paths"][route.path][route.method.as_str().to_lowercase()];
        assert_eq!(operation["operationId"], route.id);
    }
}

/// Goes through all names, and tells what each round told together.
fn tidy(client: &Client) -> TidyReport {
    let mut whole = TidyReport::default();
    let mut next = Some(TidyPlace::default());
    while let Some(place) = next {
        let report = client.call::<TidyNames>(NOTHING, NOTHING, place).unwrap();
        whole.seen += report.seen;
        whole.items.extend(report.items);
        next = report.next;
    }
    whole
}

#[test]
fn names_stored_before_are_brought_to_their_one_spelling_and_twins_are_told_and_left() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        database
            .execute_batch(
                "UPDATE person SET name = '李' || char(8203) || '雪' WHERE number = 'CS03';
                UPDATE person SET phone = '+86' || phone WHERE number = 'CS04';
                UPDATE person SET phone = '+86' || (SELECT phone FROM person WHERE number = 'CS06') WHERE number = 'CS05';
                UPDATE person SET name_key = NULL, sounds = NULL;
                UPDATE position SET name = 'Zoe' || char(776), name_key = NULL WHERE name = '售前客服';
                UPDATE shift_kind SET code = char(65313), code_key = NULL WHERE code = '早';
                INSERT INTO department (id, name, parent_id)
                    SELECT '01890000-0000-7000-8000-0000000000aa', name || char(8203), parent_id FROM department WHERE name = '客服组';",
            )
            .unwrap();
    });
    let administrator = shop.sign_in("HR02");
    let found = |words: &str| {
        let query = PeopleQuery { q: words.parse().ok(), ..PeopleQuery::default() };
        administrator.get::<ListPeople>(NOTHING, query).unwrap().items.len()
    };
    assert_eq!([found("李雪"), found("lixue"), found("wangf")], [0, 0, 0]);
    let logged = || shop.look_up::<i64>("SELECT count(*) FROM audit WHERE actor_id IS NOT NULL");
    let before = logged();

    let report = tidy(&administrator);
    let told = |report: &TidyReport| -> Vec<(Named, String, String, bool)> {
        let line = |item: &dianwu_domain::settings::tidy::Respelled| {
            (item.named, item.field.clone(), item.after.clone(), item.why.is_some())
        };
        report.items.iter().map(line).collect()
    };
    let phone = |number: &str| shop.person(number).fields.phone.as_ref().unwrap().to_string();
    let is_left = (Named::Department, "name".to_owned(), "客服组".to_owned(), true);
    let twin = (Named::Person, "phone".to_owned(), phone("CS06"), true);
    let changed = [
        (Named::Position, "name".to_owned(), "Zoë".to_owned(), false),
        (Named::Person, "name".to_owned(), "李雪".to_owned(), false),
        (Named::Person, "phone".to_owned(), phone("CS04"), false),
        (Named::ShiftKind, "code".to_owned(), "A".to_owned(), false),
    ];
    let all = told(&report);
    assert_eq!(all.len(), 6, "{all:#?}");
    for item in changed.iter().chain([&is_left, &twin]) {
        assert!(all.contains(item), "{item:?} in {all:#?}");
    }
    assert!(report.seen > 50);
    assert_eq!(logged() - before, 4);
    assert_eq!([found("李雪"), found("lixue"), found("wangf")], [1, 1, 1]);
    assert_eq!(shop.client().sign_in(&phone("CS04"), xtask::demo::PASSWORD).unwrap().number.as_str(), "CS04");

    let before = shop.fingerprint();
    let again = told(&tidy(&administrator));
    assert!(again.len() == 2 && again.contains(&is_left) && again.contains(&twin), "{again:#?}");
    assert_eq!(shop.fingerprint(), before, "a second time changes nothing and logs nothing");
}
