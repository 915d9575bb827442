//! Requests as they go over the wire, also those that no honest client sends.

use dianwu_domain::Problem;
use serde::{Serialize, de::DeserializeOwned};
use ureq::{Agent, http};

use crate::Cost;

/// A request that can be bent before it is sent.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct Request {
    agent: Agent,
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

impl Request {
    /// A request without any header.
    pub(crate) fn new(agent: &Agent, method: &str, url: String) -> Self {
        Self { agent: agent.clone(), method: method.to_owned(), url, headers: Vec::new(), body: None }
    }

    /// Replaces a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Leaves a header out.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(given, _)| !given.eq_ignore_ascii_case(name));
        self
    }

    /// Sends these bytes as JSON, whether they are or not.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", "application/json")
    }

    /// Sends these bytes as they are.
    pub fn content(mut self, content: impl Into<Vec<u8>>) -> Self {
        self.body = Some(content.into());
        self.header("content-type", "application/octet-stream")
    }

    /// Sends a value as JSON.
    pub fn json(self, body: &impl Serialize) -> Self {
        let bytes = serde_json::to_vec(body).expect("a body is JSON");
        self.body(bytes)
    }

    /// Sends it.
    ///
    /// # Panics
    /// When there is no answer: the server is gone.
    pub fn send(self) -> Response {
        let mut builder = http::Request::builder().method(self.method.as_str()).uri(self.url.as_str());
        for (name, value) in &self.headers {
            builder = builder.header(name, value);
        }
        let told = format!("{} {}", self.method, self.url);
        let fits = "a method, an address and headers";
        let answer = match self.body {
            Some(body) => self.agent.run(builder.body(body).expect(fits)),
            None => self.agent.run(builder.body(()).expect(fits)),
        };
        let mut answer = answer.unwrap_or_else(|error| panic!("{told}: {error}"));
        let body = answer.body_mut().with_config().limit(100 << 20).read_to_vec();
        Response {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            body: body.unwrap_or_else(|error| panic!("{told}: {error}")),
            told,
        }
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: http::HeaderMap,
    /// The body.
    pub body: Vec<u8>,
    told: String,
}

impl Response {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is something else.
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {self}"))
    }

    /// The problem document that it is.
    ///
    /// # Panics
    /// When it is none, or one that contradicts itself.
    pub fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self}");
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status, "{self}");
        assert_eq!(problem.code.status(), self.status, "{self}");
        assert_eq!(self.header("x-request-id"), Some(problem.request_id.as_str()), "{self}");
        problem
    }

    /// Whether it tells of success.
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// What it cost.
    ///
    /// # Panics
    /// When the worker does not tell.
    pub fn cost(&self) -> Cost {
        let told = self.header("x-d1-cost").unwrap_or_else(|| panic!("no cost in {self}"));
        told.parse().unwrap_or_else(|error| panic!("{error}"))
    }
}

impl std::fmt::Display for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body = String::from_utf8_lossy(&self.body);
        let start: String = body.chars().take(600).collect();
        write!(f, "the answer {} to {}: {start}", self.status, self.told)
    }
}
