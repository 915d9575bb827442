//! Somebody's device: calls the contract's endpoints with its cookie.

use std::{any::Any, cell::RefCell};

use dianwu_domain::{
    Endpoint, File, Nothing, Problem,
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

/// A device. It keeps the cookie that it is given, as browsers do.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    url: String,
    token: RefCell<Option<String>>,
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
        Self { agent: config.into(), url: url.to_owned(), token: RefCell::default() }
    }

    /// The session's token, if there is one.
    pub fn token(&self) -> Option<String> {
        self.token.borrow().clone()
    }

    /// Goes on with another device's session.
    pub fn set_token(&self, token: Option<String>) {
        *self.token.borrow_mut() = token;
    }

    /// A request as this device sends it: with its cookie, and with the site's origin where it writes.
    pub fn request(&self, method: &str, path: &str) -> Request {
        let mut request = Request::new(&self.agent, method, format!("{}{path}", self.url));
        if let Some(token) = &*self.token.borrow() {
            request = request.header("cookie", &format!("{COOKIE}={token}"));
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
        self.keep_cookie(&response);
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
        if (body as &dyn Any).is::<Nothing>() { request } else { request.json(body) }
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

    fn keep_cookie(&self, response: &Response) {
        let Some(cookie) = response.header("set-cookie") else { return };
        let Some((_, rest)) = cookie.split_once(&format!("{COOKIE}=")) else { return };
        let token = rest.split(';').next().unwrap_or_default();
        self.set_token((!token.is_empty()).then(|| token.to_owned()));
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
