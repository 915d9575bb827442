//! The shop's settings, and what the API tells of itself.

use dianwu_domain::settings::api::{GetShop, Health, OpenApi, SaveShop, Shop as Settings, ShopBody, ShopFields};
use dianwu_tests::{Fixture, NOTHING, Shop, routes, told};
use serde_json::Value;

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
