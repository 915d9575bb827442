//! A right request for every endpoint that takes a body, from the features' doors.

use super::plausible;
use crate::door::{Outcome, Sample};
use dianwu_domain::{Access, Permission};
use dianwu_tests::{Client, Fixture, Route, Shop, routes};
use serde_json::Value;

/// The sample of an endpoint.
pub fn sample_of(id: &str) -> Sample {
    let mut all = crate::doors().flat_map(|door| door.samples);
    *all.find(|sample| sample.id == id).unwrap_or_else(|| panic!("there is no sample for {id}"))
}

/// A path and a body that the worker takes: things that exist where something is changed, new ones where it is created.
pub fn sample(shop: &Shop, route: &Route) -> (String, Value) {
    let sample = sample_of(route.id);
    let path = match sample.places {
        Some(fill) => route.filled(|place| Some(fill(shop, place))),
        None => plausible(shop, route),
    };
    (path, (sample.body)(shop))
}

/// Somebody whom the endpoint lets in.
pub fn admitted(shop: &Shop, route: &Route) -> Client {
    match route.access {
        Access::Permission(Permission::ManageRosters) => shop.sign_in("CS01"),
        Access::Public => shop.client(),
        _ => shop.sign_in("HR02"),
    }
}

#[test]
fn every_sample_is_right() {
    let shop = Shop::start(Fixture::Demo);
    for route in routes().iter().filter(|route| route.body_limit.is_some()) {
        let found = sample_of(route.id);
        if found.outcome == Outcome::Unsent {
            continue;
        }
        let client = match found.by {
            None => admitted(&shop, route),
            Some(sender) => match sender(&shop) {
                Some(number) => shop.sign_in(&number),
                None => continue,
            },
        };
        let (path, body) = sample(&shop, route);
        let response = client.request(route.method.as_str(), &path).json(&body).send();
        match found.outcome {
            Outcome::Refused(code) => assert_eq!(response.problem().code.as_str(), code, "{response}"),
            _ => assert!(response.is_ok(), "{}: {response}", route.id),
        }
    }
}

#[test]
fn every_sample_is_of_an_endpoint_and_there_is_one_of_each() {
    let mut samples: Vec<&str> = crate::doors().flat_map(|door| door.samples).map(|sample| sample.id).collect();
    let mut taking: Vec<&str> =
        routes().iter().filter(|route| route.body_limit.is_some()).map(|route| route.id).collect();
    samples.sort_unstable();
    taking.sort_unstable();
    assert_eq!(samples, taking);
}
