//! The border of HTTP. A route is an endpoint of the contract and a handler whose signature fits it; everything
//! between the socket and the handler happens here, in one order: origin, session, access, sizes, shapes.

use super::{
    auth::{self, Cookies, Guard},
    clock,
    d1::Db,
    error::Error,
    parse, refusal,
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{FromRequestParts, RawPathParams, Request as HttpRequest},
    response::Response as HttpResponse,
    routing::{MethodFilter, on},
};
use dianwu_domain::{
    Access, Code, Endpoint, File, Instant, Method, Nothing, Upload,
    kernel::contract::{Rule, fill_path},
    session::api::RefusalKind,
};
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use std::any::{Any, TypeId};
use tower_service::Service;
use worker::{Env, send::SendFuture};

/// Where a request comes from, and when it came.
#[derive(Clone, Debug)]
pub struct Source {
    /// Finds the request in the logs.
    pub request_id: String,
    /// The client's address as the platform tells it.
    pub address: String,
    /// What the browser calls itself, cut to 256 characters.
    pub user_agent: String,
    /// The worker's clock.
    pub now: Instant,
}

/// A request as its handler gets it: parsed, admitted, and with its database.
pub struct Call<E: Endpoint>
where
    E::Access: Guard,
{
    /// The parameters of the path.
    pub path: E::Path,
    /// What stood behind the question mark.
    pub query: E::Query,
    /// The body.
    pub body: E::Body,
    /// Who calls, as the access rule promises.
    pub who: <E::Access as Guard>::Who,
    /// The database.
    pub db: Db,
    /// From where.
    pub source: Source,
    /// What the browser's cookies say.
    pub cookies: Cookies,
    /// The deployment's variables.
    pub env: Env,
}

/// A reply, with cookies where the session changes.
pub struct Reply<T> {
    body: T,
    cookies: Vec<String>,
}

impl<T> Reply<T> {
    /// A reply that sets cookies.
    pub const fn with_cookies(body: T, cookies: Vec<String>) -> Self {
        Self { body, cookies }
    }
}

impl<T> From<T> for Reply<T> {
    fn from(body: T) -> Self {
        Self { body, cookies: Vec::new() }
    }
}

/// The table of routes.
#[derive(Default)]
pub struct Routes {
    router: Router,
    #[cfg(test)]
    routed: Vec<&'static str>,
}

impl Routes {
    /// Routes the endpoint that the handler's argument names.
    pub fn add<E, H, F, R>(&mut self, handler: H)
    where
        E: Endpoint,
        E::Access: Guard,
        H: Fn(Call<E>) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Result<R, Error>>,
        R: Into<Reply<E::Reply>>,
    {
        let filter = match E::METHOD {
            Method::Get => MethodFilter::GET,
            Method::Post => MethodFilter::POST,
            Method::Put => MethodFilter::PUT,
            Method::Patch => MethodFilter::PATCH,
            Method::Delete => MethodFilter::DELETE,
        };
        let route = move |request: HttpRequest| SendFuture::new(serve(handler, request));
        self.router = std::mem::take(&mut self.router).route(E::PATH, on(filter, route));
        #[cfg(test)]
        self.routed.push(E::ID);
    }

    /// The ids of all endpoints that are routed.
    #[cfg(test)]
    pub fn routed(&self) -> &[&'static str] {
        &self.routed
    }

    /// Answers a request.
    ///
    /// # Errors
    /// Never for what a client sends; only when the platform refuses to build a response.
    pub async fn answer(&self, request: worker::Request, env: Env) -> worker::Result<worker::Response> {
        // An address that is no URI to the http crate must not become a fault of ours.
        let Ok(mut request) = worker::HttpRequest::try_from(request) else {
            return problem(&Error::new(Code::NotFound), "").try_into();
        };
        clock::read(&env);
        request.extensions_mut().insert(env);
        let mut router = self
            .router
            .clone()
            .fallback(async || problem(&Error::not_found(), &new_request_id()))
            .method_not_allowed_fallback(async || problem(&Error::new(Code::MethodNotAllowed), &new_request_id()));
        let Ok(response) = router.call(request.map(Body::new)).await;
        response.try_into()
    }
}

/// Serves one request of one endpoint.
async fn serve<E, H, F, R>(handler: H, request: HttpRequest) -> HttpResponse
where
    E: Endpoint,
    E::Access: Guard,
    H: Fn(Call<E>) -> F,
    F: Future<Output = Result<R, Error>>,
    R: Into<Reply<E::Reply>>,
{
    let (mut parts, body) = request.into_parts();
    let source = source(&parts.headers);
    let Some(env) = parts.extensions.remove::<Env>() else {
        return problem(&Error::internal("the environment is missing"), &source.request_id);
    };
    let reports_cost = env.var("REPORT_COST").is_ok_and(|value| value.to_string() == "1");
    let opened = Db::open(&env);
    let result = match &opened {
        Ok(db) => serve_with(handler, &mut parts, body, db.clone(), &source, env).await,
        Err(_) => Err(Error::internal("binding DB")),
    };
    let mut response = result.unwrap_or_else(|error| problem(&error, &source.request_id));
    if let (true, Ok(db)) = (reports_cost, &opened) {
        let cost = format!("read={}, written={}", db.cost().read.get(), db.cost().written.get());
        set(response.headers_mut(), "x-d1-cost", &cost);
    }
    response
}

async fn serve_with<E, H, F, R>(
    handler: H,
    parts: &mut Parts,
    body: Body,
    db: Db,
    source: &Source,
    env: Env,
) -> Result<HttpResponse, Error>
where
    E: Endpoint,
    E::Access: Guard,
    H: Fn(Call<E>) -> F,
    F: Future<Output = Result<R, Error>>,
    R: Into<Reply<E::Reply>>,
{
    if E::METHOD.writes() {
        check_origin(parts)?;
    }
    let cookies = text(&parts.headers, header::COOKIE).map(Cookies::read).unwrap_or_default();
    let caller = match &cookies.session {
        Some(token) if E::Access::ACCESS != Access::Public => auth::caller(&db, token, source).await?,
        _ => None,
    };
    let person = caller.as_ref().map(auth::Caller::person_id);
    let answer = answer(handler, parts, body, (db.clone(), source, env), caller, cookies).await;
    if let (Err(error), Some(person)) = (&answer, person)
        && error.is_refusal()
    {
        refusal::note(&db, source, RefusalKind::Forbidden, Some(person), E::ID).await;
    }
    answer
}

/// Admits the caller, reads the request and lets the handler answer.
async fn answer<E, H, F, R>(
    handler: H,
    parts: &mut Parts,
    body: Body,
    (db, source, env): (Db, &Source, Env),
    caller: Option<auth::Caller>,
    cookies: Cookies,
) -> Result<HttpResponse, Error>
where
    E: Endpoint,
    E::Access: Guard,
    H: Fn(Call<E>) -> F,
    F: Future<Output = Result<R, Error>>,
    R: Into<Reply<E::Reply>>,
{
    let who = E::Access::admit(caller)?;
    let parameters = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Error::not_found())?;
    let call = Call {
        path: parse::path(parameters.iter())?,
        query: parse::query(parts.uri.query().unwrap_or_default())?,
        body: read_body::<E>(&parts.headers, body).await?,
        who,
        db,
        source: source.clone(),
        cookies,
        env,
    };
    let reply: Reply<E::Reply> = handler(call).await?.into();
    respond(&reply, &source.request_id)
}

fn source(headers: &HeaderMap) -> Source {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Source {
        request_id: new_request_id(),
        address: header("cf-connecting-ip").chars().take(64).collect(),
        user_agent: header("user-agent").chars().take(256).collect(),
        now: clock::now(),
    }
}

fn new_request_id() -> String {
    clock::new_id().simple().to_string()
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// A write must come from this very site: browsers always say so, and cookies alone would not.
fn check_origin(parts: &Parts) -> Result<(), Error> {
    let site = match (parts.uri.scheme_str(), parts.uri.authority()) {
        (Some(scheme), Some(authority)) => format!("{scheme}://{authority}"),
        _ => String::new(),
    };
    let is_same = text(&parts.headers, header::ORIGIN).is_some_and(|origin| origin == site);
    if is_same { Ok(()) } else { Err(Error::new(Code::OriginRefused)) }
}

async fn read_body<E: Endpoint>(headers: &HeaderMap, body: Body) -> Result<E::Body, Error> {
    if TypeId::of::<E::Body>() == TypeId::of::<Nothing>() {
        return parse::body(b"{}");
    }
    let mut upload: Option<E::Body> = None;
    if let Some(slot) = (&mut upload as &mut dyn Any).downcast_mut::<Option<Upload>>() {
        *slot = Some(Upload { content: read_bytes(body, E::BODY_LIMIT).await? });
        return upload.ok_or_else(|| Error::internal("an upload"));
    }
    let is_json = text(headers, header::CONTENT_TYPE)
        .is_some_and(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json"));
    if !is_json {
        return Err(Error::new(Code::UnsupportedMediaType));
    }
    parse::body(&read_bytes(body, E::BODY_LIMIT).await?)
}

async fn read_bytes(body: Body, limit: usize) -> Result<Vec<u8>, Error> {
    let bytes = axum::body::to_bytes(body, limit).await.map_err(|_| Error::new(Code::BodyTooLarge))?;
    Ok(bytes.into())
}

fn respond<T: serde::Serialize + 'static>(reply: &Reply<T>, request_id: &str) -> Result<HttpResponse, Error> {
    let body = &reply.body as &dyn Any;
    let is_file = body.is::<File>();
    let mut response = if let Some(file) = body.downcast_ref::<File>() {
        let mut response = HttpResponse::new(Body::from(Bytes::from(file.content.clone())));
        set(response.headers_mut(), "content-type", &file.media_type);
        if file.media_type != "application/json" {
            set(response.headers_mut(), "content-disposition", &disposition(&file.name));
        }
        response
    } else if body.is::<Nothing>() {
        let mut response = HttpResponse::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        response
    } else {
        let json = serde_json::to_vec(&reply.body).map_err(|error| Error::internal(format!("reply: {error}")))?;
        let mut response = HttpResponse::new(Body::from(json));
        set(response.headers_mut(), "content-type", "application/json");
        response
    };
    for cookie in &reply.cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    finish(&mut response, request_id);
    if is_file {
        // Whatever somebody has sent, and whoever opens it here: it runs nothing.
        set(response.headers_mut(), "content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
    }
    Ok(response)
}

/// The name that a browser saves a download under (RFC 6266): in ASCII, and in full where that is not enough.
fn disposition(name: &str) -> String {
    let name = file_name(name);
    // Quotes and backslashes would need escapes, which browsers read differently.
    let is_plain = |letter: &char| letter.is_ascii_graphic() && !matches!(letter, '"' | '\\');
    let plain: String = name.chars().map(|letter| if is_plain(&letter) { letter } else { '_' }).collect();
    if plain == name {
        return format!("attachment; filename=\"{name}\"");
    }
    let full = fill_path("{name}", |_| Some(name.clone())).unwrap_or_default();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

/// A name that every system takes for one file, here and not elsewhere: without separators of folders, without what
/// Windows reserves, and neither hidden nor relative.
fn file_name(name: &str) -> String {
    let is_odd = |letter: char| letter.is_control() || r#"/\:*?"<>|"#.contains(letter);
    let name: String = name.chars().map(|letter| if is_odd(letter) { '_' } else { letter }).collect();
    let inner = name.trim_start_matches(['.', ' ']);
    format!("{}{inner}", "_".repeat(usize::from(inner.len() < name.len())))
}

/// The response that tells of an error; its cause goes to the log, once.
fn problem(error: &Error, request_id: &str) -> HttpResponse {
    if let Some(cause) = error.cause() {
        worker::console_error!("{request_id} {}: {cause}", error.code());
    }
    let problem = error.problem(request_id);
    let json = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = HttpResponse::new(Body::from(json));
    *response.status_mut() = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    set(response.headers_mut(), "content-type", "application/problem+json");
    if let Some(seconds) = problem.retry_after {
        set(response.headers_mut(), "retry-after", &seconds.to_string());
    }
    finish(&mut response, request_id);
    response
}

/// Headers that every answer of the API carries. Pages get theirs from `public/_headers`.
fn finish(response: &mut HttpResponse, request_id: &str) {
    let headers = response.headers_mut();
    set(headers, "cache-control", "no-store");
    set(headers, "x-content-type-options", "nosniff");
    set(headers, "content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    // As public/_headers has it: an API that is asked before any page must hold for the site as well.
    set(headers, "strict-transport-security", "max-age=31536000; includeSubDomains");
    set(headers, "x-request-id", request_id);
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_downloads_name_is_never_more_than_a_name() {
        for (name, wanted) in [
            ("A-2026-11.csv", "attachment; filename=\"A-2026-11.csv\""),
            ("A\"B-1.csv", "attachment; filename=\"A_B-1.csv\""),
            ("A\\B.csv", "attachment; filename=\"A_B.csv\""),
            ("..\\..\\B.csv", "attachment; filename=\"__.._B.csv\""),
            ("../A/B:*?[C].csv", "attachment; filename=\"__A_B___[C].csv\""),
            ("组.csv", "attachment; filename=\"_.csv\"; filename*=UTF-8''%E7%BB%84.csv"),
        ] {
            assert_eq!(disposition(name), wanted);
        }
    }
}
