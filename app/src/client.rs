//! The one way to the API: endpoints of the contract, and nothing else.

use crate::session::Session;
use dianwu_domain::{Code, Endpoint, FieldCode, Nothing, Problem, kernel::contract};
use gloo::net::http::{Method, RequestBuilder};
use leptos::prelude::document;
use serde::Serialize;
use serde_json::Value;
use std::any::TypeId;

/// Why a call brought nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The network is away.
    Offline,
    /// The API said why.
    Problem(Problem),
    /// The answer was not the API's.
    Unexpected,
    /// The app was replaced by a newer version since it was opened.
    Outdated,
}

impl Failure {
    /// The problem's code.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            _ => None,
        }
    }

    /// What is wrong with a field, by its path in the body.
    pub fn field(&self, path: &str) -> Option<FieldCode> {
        let Self::Problem(problem) = self else { return None };
        problem.errors.iter().find(|error| error.field == path).map(|error| error.code)
    }
}

/// Calls an endpoint that takes no parameters and no body.
///
/// # Errors
/// See [`Failure`].
pub async fn get<E>() -> Result<E::Reply, Failure>
where
    E: Endpoint<Path = Nothing, Query = Nothing, Body = Nothing>,
{
    call::<E>(&Nothing {}, &Nothing {}, &Nothing {}).await
}

/// Calls an endpoint. Where the session has ended, it waits until the same person has signed in again, and goes on: every
/// write is safe to send twice.
///
/// # Errors
/// See [`Failure`].
pub async fn call<E: Endpoint>(path: &E::Path, query: &E::Query, body: &E::Body) -> Result<E::Reply, Failure> {
    let has_body = TypeId::of::<E::Body>() != TypeId::of::<Nothing>();
    let body = if has_body { Some(serde_json::to_string(body).map_err(|_| Failure::Unexpected)?) } else { None };
    let text = send(E::METHOD, url::<E>(path, query), body).await?;
    serde_json::from_str(&text).map_err(|_| Failure::Unexpected)
}

/// Sends a request and reads the answer's text. It knows no endpoint, so that phones download it once and not once an
/// endpoint.
async fn send(how: dianwu_domain::Method, url: String, body: Option<String>) -> Result<String, Failure> {
    loop {
        let turn = Session::turn();
        match send_once(how, &url, body.as_deref()).await {
            Err(failure) if failure.code() == Some(Code::NotSignedIn) && Session::resumed(turn).await => {}
            result => return result,
        }
    }
}

async fn send_once(how: dianwu_domain::Method, url: &str, body: Option<&str>) -> Result<String, Failure> {
    let builder = RequestBuilder::new(url).method(method(how));
    let request = match body {
        None => builder.build(),
        Some(body) => builder.header("content-type", "application/json").body(body),
    };
    let response = request.map_err(|_| Failure::Unexpected)?.send().await.map_err(|_| Failure::Offline)?;
    let text = match response.status() {
        204 => "{}".to_owned(),
        _ => response.text().await.map_err(|_| Failure::Offline)?,
    };
    if response.ok() {
        return Ok(text);
    }
    let problem: Problem = serde_json::from_str(&text).map_err(|_| Failure::Unexpected)?;
    if problem.code == Code::PasswordChangeRequired {
        Session::must_change_password();
    }
    Err(Failure::Problem(problem))
}

/// Why a part of the app could not be fetched. A server that has a newer version knows the parts of that one only, and
/// answers for all others with the page, which names the scripts of its version.
pub async fn why_part_is_missing() -> Failure {
    let own = document().query_selector("link[rel=modulepreload]").ok().flatten();
    let Some(own) = own.and_then(|link| link.get_attribute("href")) else { return Failure::Unexpected };
    let Ok(request) = RequestBuilder::new("/").cache(web_sys::RequestCache::NoStore).build() else {
        return Failure::Unexpected;
    };
    let Ok(response) = request.send().await else { return Failure::Offline };
    match response.text().await {
        Ok(page) if response.ok() && !page.contains(&own) => Failure::Outdated,
        Ok(_) => Failure::Unexpected,
        Err(_) => Failure::Offline,
    }
}

/// The address of an endpoint, also for links that download.
pub fn url<E: Endpoint>(path: &E::Path, query: &E::Query) -> String {
    let parameters = fields(path);
    let find = |name: &str| parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let mut url = contract::fill_path(E::PATH, find).unwrap_or_default();
    for (index, (key, value)) in fields(query).into_iter().enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        url.push_str(&key);
        url.push('=');
        url.push_str(&String::from(js_sys::encode_uri_component(&value)));
    }
    url
}

/// The fields of a path or query as text.
fn fields(parameters: &impl Serialize) -> Vec<(String, String)> {
    let Ok(Value::Object(map)) = serde_json::to_value(parameters) else { return Vec::new() };
    map.into_iter()
        .filter_map(|(key, value)| match value {
            Value::Null => None,
            Value::String(text) => Some((key, text)),
            other => Some((key, other.to_string())),
        })
        .collect()
}

fn method(method: dianwu_domain::Method) -> Method {
    match method {
        dianwu_domain::Method::Get => Method::GET,
        dianwu_domain::Method::Post => Method::POST,
        dianwu_domain::Method::Put => Method::PUT,
        dianwu_domain::Method::Patch => Method::PATCH,
        dianwu_domain::Method::Delete => Method::DELETE,
    }
}
