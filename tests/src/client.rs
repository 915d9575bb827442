//! Somebody's device: calls the contract's endpoints with its cookie.

use std::{any::Any, cell::RefCell};

use dianwu_domain::{
    Endpoint, File, Nothing, Problem, Upload,
    kernel::contract::fill_path,
    session::api::{Me, SignIn, SignInBody},
    text::Login,
};
use serde::Serialize;
use serde_json::Value;
use ureq::Agent;

use crate::{Cost, Request, Response};

/// No path parameters, no query, or no body.
pub const NOTHING: Nothing = Nothing {};

const COOKIE: &str = "__Host-dianwu";
const DEVICE: &str = "__Host-dianwu-device";

/// A device. It keeps the cookie that it is given, as browsers do.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    url: String,
    token: RefCell<Option<String>>,
    device: RefCell<Option<String>>,
    address: RefCell<Option<String>>,
}

impl Client {
    /// A device that nobody has signed in on.
    pub(crate) fn new(url: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .user_agent("dianwu-tests")
            .build();
        Self {
            agent: config.into(),
            url: url.to_owned(),
            token: RefCell::default(),
            device: RefCell::default(),
            address: RefCell::default(),
        }
    }

    /// The session's token, if there is one.
    pub fn token(&self) -> Option<String> {
        self.token.borrow().clone()
    }

    /// Goes on with another device's session.
    pub fn set_token(&self, token: Option<String>) {
        *self.token.borrow_mut() = token;
    }

    /// The token by which the worker knows this browser, if somebody has signed in with it.
    pub fn device(&self) -> Option<String> {
        self.device.borrow().clone()
    }

    /// The same device behind another address of the internet.
    #[must_use]
    pub fn at(self, address: &str) -> Self {
        *self.address.borrow_mut() = Some(address.to_owned());
        self
    }

    /// A request as this device sends it: with its cookie, and with the site's origin where it writes.
    pub fn request(&self, method: &str, path: &str) -> Request {
        let mut request = Request::new(&self.agent, method, format!("{}{path}", self.url));
        let cookies = [(COOKIE, self.token()), (DEVICE, self.device())];
        let cookies = cookies.iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?)));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        if !cookies.is_empty() {
            request = request.header("cookie", &cookies);
        }
        if let Some(address) = &*self.address.borrow() {
            request = request.header("cf-connecting-ip", address);
        }
        if method == "GET" { request } else { request.header("origin", &self.url) }
    }

    /// Calls an endpoint.
    ///
    /// # Errors
    /// The problem that the worker answers with.
    ///
    /// # Panics
    /// When the answer is neither the endpoint's reply nor a problem.
    pub fn call<E: Endpoint>(&self, path: E::Path, query: E::Query, body: E::Body) -> Result<E::Reply, Problem> {
        self.measured::<E>(path, query, body).map(|(reply, _)| reply)
    }

    /// Calls an endpoint that takes no body.
    ///
    /// # Errors
    /// As [`Client::call`].
    pub fn get<E: Endpoint<Body = Nothing>>(&self, path: E::Path, query: E::Query) -> Result<E::Reply, Problem> {
        self.call::<E>(path, query, NOTHING)
    }

    /// Calls an endpoint, and tells what it cost.
    ///
    /// # Errors
    /// As [`Client::call`].
    pub fn measured<E: Endpoint>(
        &self,
        path: E::Path,
        query: E::Query,
        body: E::Body,
    ) -> Result<(E::Reply, Cost), Problem> {
        let response = self.prepared::<E>(&path, &query, &body).send();
        self.keep_cookies(&response);
        if response.is_ok() { Ok((reply::<E>(&response), response.cost())) } else { Err(response.problem()) }
    }

    /// The request of an endpoint, to be bent before it is sent.
    ///
    /// # Panics
    /// When the contract contradicts itself.
    pub fn prepared<E: Endpoint>(&self, path: &E::Path, query: &E::Query, body: &E::Body) -> Request {
        let parameters = json(path);
        let place = fill_path(E::PATH, |name| Some(parameters[name].as_str()?.to_owned()));
        let mut place = place.unwrap_or_else(|name| panic!("{} has no {name}", E::ID));
        let query = serde_urlencoded::to_string(query).expect("a query is a list of pairs");
        if !query.is_empty() {
            place = format!("{place}?{query}");
        }
        let request = self.request(E::METHOD.as_str(), &place);
        let any = body as &dyn Any;
        match any.downcast_ref::<Upload>() {
            Some(upload) => request.content(upload.content.clone()),
            None if any.is::<Nothing>() => request,
            None => request.json(body),
        }
    }

    /// Signs in.
    ///
    /// # Errors
    /// As [`Client::call`].
    ///
    /// # Panics
    /// When nobody could type such a name or password.
    pub fn sign_in(&self, login: &str, password: &str) -> Result<Me, Problem> {
        let login = login.parse::<Login>().expect("what people type as a name");
        let password = password.parse().expect("what people type as a password");
        self.call::<SignIn>(NOTHING, NOTHING, SignInBody { login, password })
    }

    fn keep_cookies(&self, response: &Response) {
        for cookie in response.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()) {
            // Node's server joins several into one line.
            for (name, kept) in [(COOKIE, &self.token), (DEVICE, &self.device)] {
                let Some(rest) = cookie.split(", ").find_map(|part| part.strip_prefix(&format!("{name}="))) else {
                    continue;
                };
                let token = rest.split(';').next().unwrap_or_default();
                *kept.borrow_mut() = (!token.is_empty()).then(|| token.to_owned());
            }
        }
    }
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("parts of the contract are JSON")
}

/// The reply as the endpoint promises it.
fn reply<E: Endpoint>(response: &Response) -> E::Reply {
    let mut reply: Option<E::Reply> = None;
    let place: &mut dyn Any = &mut reply;
    if let Some(nothing) = place.downcast_mut::<Option<Nothing>>() {
        assert_eq!((response.status, response.body.len()), (204, 0), "{response}");
        *nothing = Some(NOTHING);
    } else if let Some(file) = place.downcast_mut::<Option<File>>() {
        let disposition = response.header("content-disposition").unwrap_or_default();
        *file = Some(File {
            name: disposition.split('"').nth(1).unwrap_or_default().to_owned(),
            media_type: response.header("content-type").unwrap_or_default().to_owned(),
            content: response.body.clone(),
        });
    } else {
        assert_eq!(response.header("content-type"), Some("application/json"), "{response}");
        reply = Some(response.json());
    }
    reply.expect("it was filled")
}
