//! The one way to the API: endpoints of the contract, and nothing else.

mod session;

pub use session::{Session, SessionState};

use dianwu_domain::{
    Access, Code, Endpoint, FieldCode, File, Nothing, Problem,
    kernel::contract::{self, Rule},
};
use gloo::net::http::{Method, RequestBuilder, Response};
use leptos::prelude::{document, window};
use serde::Serialize;
use serde_json::Value;
use std::any::TypeId;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// What was asked for before the app ran (public/boot.js): a promise of the answer, or of nothing; once.
    #[wasm_bindgen(catch, js_name = takeEarly)]
    fn take_early(url: &str) -> Result<Option<js_sys::Promise>, JsValue>;

    /// Forgets what of it nobody took.
    #[wasm_bindgen(catch, js_name = dropEarly)]
    fn drop_early() -> Result<(), JsValue>;
}

/// The answer to what was asked for before the app ran, if it is of use.
async fn early(url: &str) -> Option<Response> {
    let answer = JsFuture::from(take_early(url).ok()??).await.ok()?;
    answer.dyn_into::<web_sys::Response>().ok().map(Response::from)
}

/// Forgets what was asked for before the app ran and is not taken by now: the first page stands, and whoever asks later
/// wants to know how things are then.
pub fn forget_early() {
    // Without it there is nothing to forget.
    let _ = drop_early();
}

/// How often a busy server is asked again before anybody is told.
const TRIES_AGAIN: u32 = 3;
/// How long to wait before the first of them at least, and at most if the server says so.
const PAUSE_MILLISECONDS: u32 = 500;
const MAX_PAUSE_SECONDS: u32 = 10;

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

/// Calls an endpoint. Where the session has ended, it waits until the same person has signed in again, and goes on; a
/// server that is busy is asked again a few times, a little later each time: every write is safe to send twice.
///
/// # Errors
/// See [`Failure`].
pub async fn call<E: Endpoint>(path: &E::Path, query: &E::Query, body: &E::Body) -> Result<E::Reply, Failure> {
    let has_body = TypeId::of::<E::Body>() != TypeId::of::<Nothing>();
    let body = if has_body { Some(serde_json::to_string(body).map_err(|_| Failure::Unexpected)?) } else { None };
    let text = text_of(send(E::METHOD, url::<E>(path, query), body, tries_again::<E>()).await?).await?;
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
    let response = send(E::METHOD, url::<E>(&Nothing {}, &Nothing {}), Some(body), tries_again::<E>()).await?;
    let content = response.binary().await.map_err(|_| Failure::Offline)?;
    hand_over(name, &content).ok_or(Failure::Unexpected)
}

/// Has the browser save a file, as a link to it would; none where it refuses.
pub fn hand_over(name: &str, content: &[u8]) -> Option<()> {
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

/// How often a request may be sent once more by itself: not at all if it tries to prove a secret, which is counted.
fn tries_again<E: Endpoint>() -> u32 {
    let is_counted = E::METHOD.writes() && matches!(E::Access::ACCESS, Access::Public | Access::AnySession);
    if is_counted { 0 } else { TRIES_AGAIN }
}

/// How many milliseconds to wait for a busy server: twice as long each time, as long as it asked for at least, and not
/// all devices (`chance` from 0 to 1) at the same moment.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of half a second")]
fn pause_before(tried: u32, asked_seconds: Option<u32>, chance: f64) -> u32 {
    let asked = asked_seconds.unwrap_or(0).min(MAX_PAUSE_SECONDS) * 1000;
    let spread = (f64::from(PAUSE_MILLISECONDS) * chance.clamp(0.0, 1.0)) as u32;
    (PAUSE_MILLISECONDS << tried).max(asked) + spread
}

async fn pause(milliseconds: u32) {
    let wait = i32::try_from(milliseconds).unwrap_or(i32::MAX);
    let passed = js_sys::Promise::new(&mut |resolve, _| {
        // A window without timers is none; then the next try comes at once.
        if window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait).is_err() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    let _ = JsFuture::from(passed).await;
}

/// Sends a request whose answer is good. It knows no endpoint, so that phones download it once and not once an endpoint.
async fn send(
    how: dianwu_domain::Method,
    url: String,
    body: Option<String>,
    tries_again: u32,
) -> Result<Response, Failure> {
    let mut tried = 0;
    loop {
        let turn = Session::turn();
        match send_once(how, &url, body.as_deref()).await {
            Err(Failure::Problem(problem)) if problem.code == Code::Unavailable && tried < tries_again => {
                pause(pause_before(tried, problem.retry_after, js_sys::Math::random())).await;
                tried += 1;
            }
            Err(failure) if failure.code() == Some(Code::NotSignedIn) && Session::resumed(turn).await => {}
            result => return result,
        }
    }
}

async fn send_once(how: dianwu_domain::Method, url: &str, body: Option<&str>) -> Result<Response, Failure> {
    if how.writes() {
        forget_early();
    }
    let response = match early(url).await {
        Some(response) => response,
        None => ask(how, url, body).await?,
    };
    if response.ok() {
        return Ok(response);
    }
    let problem: Problem = serde_json::from_str(&text_of(response).await?).map_err(|_| Failure::Unexpected)?;
    if problem.code == Code::PasswordChangeRequired {
        Session::must_change_password();
    }
    Err(Failure::Problem(problem))
}

async fn ask(how: dianwu_domain::Method, url: &str, body: Option<&str>) -> Result<Response, Failure> {
    let builder = RequestBuilder::new(url).method(method(how));
    let request = match body {
        None => builder.build(),
        Some(body) => builder.header("content-type", "application/json").body(body),
    };
    request.map_err(|_| Failure::Unexpected)?.send().await.map_err(|_| Failure::Offline)
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

#[cfg(test)]
mod tests {
    use super::*;
    use dianwu_domain::{
        roster::api::{EditRoster, GetRoster},
        session::api::{ChangePassword, SetupState, SignIn, WhoAmI},
    };

    #[test]
    fn pauses_grow_and_heed_the_server_within_reason() {
        let growing = [0, 1, 2].map(|tried| pause_before(tried, None, 0.0));
        assert_eq!(growing, [500, 1000, 2000]);
        assert_eq!(pause_before(0, Some(1), 0.0), 1000);
        assert_eq!(pause_before(2, Some(1), 1.0), 2500);
        assert_eq!(pause_before(0, Some(86_400), 0.5), 10_250);
    }

    #[test]
    fn attempts_to_prove_a_secret_are_never_repeated() {
        let harmless =
            [tries_again::<EditRoster>, tries_again::<GetRoster>, tries_again::<WhoAmI>, tries_again::<SetupState>];
        assert_eq!(harmless.map(|tries| tries()), [TRIES_AGAIN; 4]);
        assert_eq!([tries_again::<SignIn>(), tries_again::<ChangePassword>()], [0, 0]);
    }
}
