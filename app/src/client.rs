//! The one way to the API: endpoints of the contract, and nothing else.

use crate::session::Session;
use dianwu_domain::{Code, Endpoint, FieldCode, File, Nothing, Problem, kernel::contract};
use gloo::net::http::{Method, RequestBuilder, Response};
use leptos::prelude::document;
use serde::Serialize;
use serde_json::Value;
use std::any::TypeId;
use wasm_bindgen::JsCast;

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
    let text = text_of(send(E::METHOD, url::<E>(path, query), body).await?).await?;
    serde_json::from_str(&text).map_err(|_| Failure::Unexpected)
}

/// Calls an endpoint that answers with a file, and gives it to the browser to save as `name`.
///
/// # Errors
/// See [`Failure`].
pub async fn save<E: Endpoint<Path = Nothing, Query = Nothing, Reply = File>>(
    name: &str,
    body: &E::Body,
) -> Result<(), Failure> {
    let body = serde_json::to_string(body).map_err(|_| Failure::Unexpected)?;
    let response = send(E::METHOD, url::<E>(&Nothing {}, &Nothing {}), Some(body)).await?;
    let content = response.binary().await.map_err(|_| Failure::Offline)?;
    hand_over(name, &content).ok_or(Failure::Unexpected)
}

/// Has the browser save a file, as a link to it would.
fn hand_over(name: &str, content: &[u8]) -> Option<()> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(content));
    let blob = web_sys::Blob::new_with_u8_array_sequence(&parts).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.click();
    web_sys::Url::revoke_object_url(&address).ok()
}

/// The text of an answer; an empty one stands for nothing.
async fn text_of(response: Response) -> Result<String, Failure> {
    match response.status() {
        204 => Ok("{}".to_owned()),
        _ => response.text().await.map_err(|_| Failure::Offline),
    }
}

/// Sends a request whose answer is good. It knows no endpoint, so that phones download it once and not once an endpoint.
async fn send(how: dianwu_domain::Method, url: String, body: Option<String>) -> Result<Response, Failure> {
    loop {
        let turn = Session::turn();
        match send_once(how, &url, body.as_deref()).await {
            Err(failure) if failure.code() == Some(Code::NotSignedIn) && Session::resumed(turn).await => {}
            result => return result,
        }
    }
}

async fn send_once(how: dianwu_domain::Method, url: &str, body: Option<&str>) -> Result<Response, Failure> {
    let builder = RequestBuilder::new(url).method(method(how));
    let request = match body {
        None => builder.build(),
        Some(body) => builder.header("content-type", "application/json").body(body),
    };
    let response = request.map_err(|_| Failure::Unexpected)?.send().await.map_err(|_| Failure::Offline)?;
    if response.ok() {
        return Ok(response);
    }
    let problem: Problem = serde_json::from_str(&text_of(response).await?).map_err(|_| Failure::Unexpected)?;
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
