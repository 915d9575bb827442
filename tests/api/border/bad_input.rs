//! Bad input of any kind gets a problem that says which field, and changes nothing.

use super::{
    NOBODY, plausible,
    samples::{admitted, sample, sample_of},
};
use dianwu_domain::{Access, Code, Problem};
use dianwu_tests::{Client, Fixture, Response, Route, Shop, routes};
use serde_json::{Value, json};

/// The problem that a request must have got.
fn refused(response: &Response, what: &str) -> Problem {
    assert!((400..500).contains(&response.status), "{what}: {response}");
    response.problem()
}

/// One signed-in device for each kind of access, so that a walk signs in few times.
struct Callers {
    administrator: Client,
    manager: Client,
}

impl Callers {
    fn of(shop: &Shop) -> Self {
        Self { administrator: shop.sign_in("HR02"), manager: shop.sign_in("CS01") }
    }

    fn admitted(&self, route: &Route) -> &Client {
        match route.access {
            Access::Permission(dianwu_domain::Permission::ManageRosters) => &self.manager,
            _ => &self.administrator,
        }
    }
}

#[test]
fn a_body_that_is_none_or_too_large_or_of_another_kind_is_refused() {
    let shop = Shop::start(Fixture::Demo);
    let callers = Callers::of(&shop);
    let before = shop.fingerprint();
    for route in routes() {
        let Some(limit) = route.body_limit else { continue };
        let (path, body) = sample(&shop, &route);
        let request = || callers.admitted(&route).request(route.method.as_str(), &path);
        let too_large = [b"{\"padding\":\"".as_slice(), &vec![b'x'; limit], b"\"}"].concat();
        let deep = [vec![b'['; 10_000], vec![b']'; 10_000]].concat();
        for (what, sent, wanted) in [
            ("nothing", request().send(), Code::UnsupportedMediaType),
            ("an empty text", request().body("").send(), Code::MalformedBody),
            ("half a body", request().body("{\"version\":").send(), Code::MalformedBody),
            ("no UTF-8", request().body(*b"{\"name\":\"\xff\xfe\"}").send(), Code::MalformedBody),
            ("a tower of lists", request().body(deep).send(), Code::MalformedBody),
            ("two bodies", request().body("{}{}").send(), Code::MalformedBody),
            ("text", request().json(&body).header("content-type", "text/plain").send(), Code::UnsupportedMediaType),
            (
                "a form",
                request().json(&body).header("content-type", "application/x-www-form-urlencoded").send(),
                Code::UnsupportedMediaType,
            ),
            ("too much", request().body(too_large).send(), Code::BodyTooLarge),
            ("an empty object", request().body("{}").send(), Code::InvalidField),
            ("a list", request().body("[]").send(), Code::InvalidField),
            ("a number", request().body("7").send(), Code::InvalidField),
            ("null", request().body("null").send(), Code::InvalidField),
        ] {
            let problem = refused(&sent, &format!("{} with {what}", route.id));
            assert_eq!(problem.code, wanted, "{} with {what}: {sent}", route.id);
            assert_eq!(problem.code == Code::InvalidField, !problem.errors.is_empty(), "{} with {what}", route.id);
        }
        assert_eq!(before, shop.fingerprint(), "{}", route.id);
    }
}

#[test]
fn a_file_that_is_none_or_too_large_is_refused() {
    let shop = Shop::start(Fixture::Demo);
    let callers = Callers::of(&shop);
    let before = shop.fingerprint();
    for route in routes() {
        let Some(limit) = route.file_limit else { continue };
        let request = || callers.admitted(&route).request(route.method.as_str(), &plausible(&shop, &route));
        for (what, sent, wanted) in [
            ("no body", request().send(), Code::InvalidField),
            ("an empty body", request().content("").send(), Code::InvalidField),
            ("JSON", request().body("{}").send(), Code::InvalidField),
            ("a page", request().content("<html>").header("content-type", "image/png").send(), Code::InvalidField),
            ("too much", request().content(vec![b'x'; limit + 1]).send(), Code::BodyTooLarge),
        ] {
            let problem = refused(&sent, &format!("{} with {what}", route.id));
            assert_eq!(problem.code, wanted, "{} with {what}: {sent}", route.id);
        }
        assert_eq!(before, shop.fingerprint(), "{}", route.id);
    }
}

/// All places in a body: the body itself and whatever it holds.
fn places(value: &Value, path: &str) -> Vec<String> {
    let mut all = vec![path.to_owned()];
    match value {
        Value::Object(fields) => {
            all.extend(fields.iter().flat_map(|(name, value)| places(value, &format!("{path}/{name}"))));
        }
        Value::Array(items) => {
            all.extend(items.iter().enumerate().flat_map(|(n, item)| places(item, &format!("{path}/{n}"))));
        }
        _ => {}
    }
    all
}

/// The body with what stands at a place bent in every way that must be refused.
fn bent(body: &Value, place: &str) -> Vec<(&'static str, Value)> {
    let with = |new: Value| {
        let mut bent = body.clone();
        if let Some(slot) = bent.pointer_mut(place) {
            *slot = new;
        }
        bent
    };
    match body.pointer(place) {
        Some(Value::Object(fields)) => {
            let mut more = fields.clone();
            more.insert("surprise".to_owned(), json!(1));
            vec![
                ("an unknown field", with(Value::Object(more))),
                ("a text", with(json!("x"))),
                ("a flag", with(json!(true))),
            ]
        }
        Some(Value::Array(items)) => {
            let mut more = items.clone();
            more.push(json!(7));
            vec![
                ("a number in it", with(Value::Array(more))),
                ("an object", with(json!({}))),
                ("a text", with(json!("x"))),
            ]
        }
        Some(Value::String(_)) => vec![
            ("a number", with(json!(7))),
            ("a flag", with(json!(true))),
            ("a list", with(json!(["x"]))),
            ("an object", with(json!({ "x": 1 }))),
            ("a book", with(json!("长".repeat(10_000)))),
            ("a control character", with(json!("a\u{0}b"))),
        ],
        Some(Value::Number(_)) => vec![
            ("a text", with(json!("1"))),
            ("a negative number", with(json!(-4000))),
            ("a fraction", with(json!(1.5))),
            ("a number too large", with(json!(1e300))),
            ("null", with(json!(null))),
        ],
        Some(Value::Bool(_)) => {
            vec![("a number", with(json!(1))), ("a text", with(json!("true"))), ("null", with(json!(null)))]
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_field_refuses_what_does_not_belong_there_and_says_so() {
    let shop = Shop::start(Fixture::Demo);
    let callers = Callers::of(&shop);
    let before = shop.fingerprint();
    let mut sent = 0;
    for route in routes().iter().filter(|route| route.body_limit.is_some()) {
        let (path, body) = sample(&shop, route);
        let any_character = sample_of(route.id).any_character;
        for place in places(&body, "") {
            for (what, bent) in bent(&body, &place) {
                if what == "a control character" && any_character.iter().any(|at| place.starts_with(at)) {
                    continue;
                }
                let response = callers.admitted(route).request(route.method.as_str(), &path).json(&bent).send();
                let told = format!("{} with {what} at {place:?}", route.id);
                let problem = refused(&response, &told);
                assert_eq!(problem.code, Code::InvalidField, "{told}: {response}");
                let named = place.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or_default();
                assert!(problem.errors.iter().any(|error| error.field.contains(named)), "{told}: {response}");
                sent += 1;
            }
        }
        assert_eq!(before, shop.fingerprint(), "{}", route.id);
    }
    assert!(sent > 300, "{sent}");
}

#[test]
fn wrong_ids_and_months_in_a_path_are_refused() {
    let shop = Shop::start(Fixture::Demo);
    let callers = Callers::of(&shop);
    let before = shop.fingerprint();
    for route in routes() {
        for place in route.places() {
            for wrong in
                ["x", "1", "null", "%", "' OR 1=1 --", "..", "长", &"9".repeat(3000), "2026-13", "2026-1", "\u{0}"]
            {
                let path = route.filled(|name| {
                    Some(match name {
                        name if name == place => wrong.to_owned(),
                        "month" => "2026-11".to_owned(),
                        _ => NOBODY.to_owned(),
                    })
                });
                let mut request = callers.admitted(&route).request(route.method.as_str(), &path);
                if route.body_limit.is_some() {
                    request = request.json(&sample(&shop, &route).1);
                }
                let response = request.send();
                let told = format!("{} with {wrong:?} as {place}", route.id);
                let problem = refused(&response, &told);
                assert!(matches!(problem.code, Code::InvalidField | Code::NotFound), "{told}: {response}");
            }
        }
    }
    assert_eq!(before, shop.fingerprint());
}

#[test]
fn what_is_behind_the_question_mark_is_read_as_strictly() {
    let shop = Shop::start(Fixture::Demo);
    let callers = Callers::of(&shop);
    for route in routes().iter().filter(|route| !route.method.writes()) {
        let path = plausible(&shop, route);
        let and = if path.contains('?') { '&' } else { '?' };
        let response = callers.admitted(route).request("GET", &format!("{path}{and}surprise=1")).send();
        assert_eq!(refused(&response, route.id).code, Code::InvalidField, "{}: {response}", route.id);
    }
    let get = |path: &str| callers.administrator.request("GET", path).send();
    for &(path, field) in crate::doors().flat_map(|door| door.refused) {
        let problem = refused(&get(path), path);
        assert_eq!(problem.errors.first().map(|error| error.field.as_str()), Some(field), "{path}: {problem:?}");
    }
}

#[test]
fn other_paths_and_methods_are_told_as_such() {
    let shop = Shop::start(Fixture::Demo);
    let client = admitted(&shop, &routes()[8]);
    let all = routes();
    for path in
        ["/api", "/api/", "/api/nothing", "/api/people/", "/api//people", "/api/session/x/y", "/api/%2e%2e/session"]
    {
        for method in ["GET", "POST", "DELETE"] {
            let response = client.request(method, path).send();
            assert_eq!(refused(&response, path).code, Code::NotFound, "{method} {path}: {response}");
        }
    }
    for route in &all {
        let path = plausible(&shop, route);
        let taken: Vec<&str> = all.iter().filter(|one| one.path == route.path).map(|one| one.method.as_str()).collect();
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"] {
            // A path with a place may take what another path has by name: /api/people/{person_id} and /api/people/import.
            let is_shadowed =
                ["/api/people/import", "/api/people/codes"].iter().any(|path| route.path.starts_with(path))
                    || route.path.ends_with("export.xlsx");
            if taken.contains(&method) || is_shadowed {
                continue;
            }
            let response = client.request(method, &path).send();
            assert_eq!(refused(&response, route.path).code, Code::MethodNotAllowed, "{method} {path}: {response}");
        }
    }
}
