//! What is stored: the API's handlers and SQL, on Cloudflare Workers and D1.
//!
//! This file is the table of routes: each feature adds its own, and every one is an endpoint of the contract in
//! `dianwu_domain`. The platform's events make one call each.

mod audit;
mod kernel;
mod notices;
mod people;
mod roster;
mod session;
mod settings;

use kernel::routes::Routes;
use std::sync::LazyLock;
use worker::{Context, Env, Request, Response, event};

/// The routes of all features, built once an isolate.
static ROUTES: LazyLock<Routes> = LazyLock::new(|| {
    let mut routes = Routes::default();
    settings::routes(&mut routes);
    session::routes(&mut routes);
    people::routes(&mut routes);
    roster::routes(&mut routes);
    notices::routes(&mut routes);
    audit::routes(&mut routes);
    routes
});

#[event(start)]
fn start() {
    console_error_panic_hook::set_once();
}

#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> worker::Result<Response> {
    ROUTES.answer(request, env).await
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn every_endpoint_of_the_contract_is_routed_and_nothing_else() {
        let routed: BTreeSet<_> = super::ROUTES.routed().iter().copied().collect();
        let listed: BTreeSet<_> = dianwu_domain::heads().iter().map(|head| head.id).collect();
        assert_eq!(routed, listed);
    }
}
