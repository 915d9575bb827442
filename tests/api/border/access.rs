//! Every endpoint with every role: what the access rule promises is what happens.

use super::plausible;
use dianwu_domain::{Access, Code, Role};
use dianwu_tests::{Client, Fixture, Response, Route, Shop, routes};

/// Who walks.
struct Walker {
    told: &'static str,
    client: Client,
    is_signed_in: bool,
    must_change: bool,
    role: Option<Role>,
}

impl Walker {
    /// How the access rule answers them: a code, or nothing when they get past it.
    fn expected(&self, access: Access) -> Option<Code> {
        let past_any_session = || (!self.is_signed_in).then_some(Code::NotSignedIn);
        let past_sign_in = || past_any_session().or(self.must_change.then_some(Code::PasswordChangeRequired));
        match access {
            Access::Public => None,
            Access::AnySession => past_any_session(),
            Access::SignedIn => past_sign_in(),
            Access::Permission(permission) => {
                let holds = self.role.is_some_and(|role| role.permissions().contains(&permission));
                past_sign_in().or((!holds).then_some(Code::Forbidden))
            }
        }
    }
}

fn walkers(shop: &Shop) -> Vec<Walker> {
    let somebody = |told, number: &str, role| Walker {
        told,
        client: shop.sign_in(number),
        is_signed_in: true,
        must_change: number == "CS12",
        role,
    };
    vec![
        Walker { told: "no session", client: shop.client(), is_signed_in: false, must_change: false, role: None },
        somebody("must change", "CS12", None),
        somebody("staff", "CS02", None),
        somebody("manager", "CS01", Some(Role::Manager)),
        somebody("HR", "HR01", Some(Role::Hr)),
        somebody("administrator", "HR02", Some(Role::Administrator)),
    ]
}

/// Sends a request that is right in everything but its body, which is empty.
fn knock(shop: &Shop, client: &Client, route: &Route) -> Response {
    let request = client.request(route.method.as_str(), &plausible(shop, route));
    if route.body_limit.is_some() { request.json(&serde_json::json!({})).send() } else { request.send() }
}

#[test]
fn every_endpoint_lets_in_whom_its_rule_names_and_nobody_else() {
    let shop = Shop::start(Fixture::Demo);
    // Signing out comes last: it ends the walk. Signing out everywhere would end it, too (session/devices.rs).
    let mut all = routes();
    all.sort_by_key(|route| route.id == "SignOut");
    let mut wrong = Vec::new();
    for walker in walkers(&shop) {
        for route in all.iter().filter(|route| !(walker.is_signed_in && route.id == "SignOutEverywhere")) {
            let response = knock(&shop, &walker.client, route);
            let expected = walker.expected(route.access);
            let found = (response.status >= 400).then(|| response.problem().code);
            let is_let_in = !matches!(response.status, 401 | 403) && response.status < 500;
            if expected.map_or(!is_let_in, |code| found != Some(code)) {
                wrong.push(format!("{}, {}: {expected:?} wanted, {response}", walker.told, route.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_write_that_does_not_come_from_this_site_is_refused() {
    let shop = Shop::start(Fixture::Demo);
    let client = shop.sign_in("HR02");
    let before = shop.fingerprint();
    let mut writing = 0;
    for route in routes().iter().filter(|route| route.method.writes()) {
        writing += 1;
        let path = plausible(&shop, route);
        let request = || client.request(route.method.as_str(), &path).body("{}");
        let origin = |value: &str| request().header("origin", value);
        let foreign = ["https://evil.example", "null", "", "http://127.0.0.1", "http://localhost:8787"];
        let refused = foreign.map(|value| origin(value).send()).into_iter().chain([request().without("origin").send()]);
        for response in refused {
            assert_eq!(response.problem().code, Code::OriginRefused, "{} {response}", route.id);
        }
    }
    assert!(writing > 15, "{writing}");
    assert_eq!(before, shop.fingerprint());
}
