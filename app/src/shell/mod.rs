//! The frame: who is signed in decides what is shown, then the side bar of a desk or the bottom bar of a phone around
//! the page of the route.

mod me;
mod more;
mod nav;
mod places;
mod pull;
mod theme;
mod way;

use crate::{
    client::{Session, SessionState},
    last,
    notices::{self, Unread},
    place,
    roster::{load_take_up, unsent},
    session::{SignInAgain, SignInPage, load_first_password, load_set_up},
    shop::{Caller, Directory, ShopClock, use_caller},
    task::Home,
    text,
    ui::{Alone, Empty, Failed, Page, ToastRegion, keep_double_clicks, show_problems},
};
use dianwu_domain::session::api::Me;
use leptos::prelude::*;
use leptos_router::components::Router;
use nav::{SideBar, TabBar};
use pull::Pull;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    Session::ask();
    places::hurry();
    let standing = Memo::new(|_| Session::standing());
    Effect::new(move |_| standing.with(last::follow));
    Effect::new(|_| {
        if Session::has_lapsed() {
            last::ended();
        }
    });
    keep_double_clicks();
    text::follow_other_tabs();
    show_problems();
    let page = move || match standing.get() {
        SessionState::Asking => view! { <Asking /> }.into_any(),
        SessionState::Failed(failure) => view! {
            <Alone>
                <Failed failure=failure on_retry=Callback::new(|()| Session::ask()) />
            </Alone>
        }
        .into_any(),
        SessionState::SetUp => place::alone(|| Box::pin(load_set_up())),
        SessionState::Out => view! { <SignInPage /> }.into_any(),
        SessionState::In(me) if me.must_change_password => place::alone(|| Box::pin(load_first_password())),
        SessionState::In(me) => view! { <Frame me=me /> }.into_any(),
    };
    // Before the page: what follows it in the document is hidden (style/_shell.scss).
    view! {
        <Show when=Session::has_lapsed>
            <SignInAgain />
        </Show>
        {page}
    }
}

/// Bones until the worker has said who is signed in.
#[component]
fn Asking() -> impl IntoView {
    view! {
        <div class="app" aria-busy="true">
            <div class="page" aria-hidden="true">
                <div class="top">
                    <span class="top__title">{text::product}</span>
                </div>
                <div class="main">
                    <div class="stack">
                        <span class="bone" data-kind="title" data-w="40"></span>
                        <div class="card now">
                            <span class="bone" data-w="30"></span>
                            <span class="bone" data-kind="block"></span>
                            <span class="bone" data-w="80"></span>
                        </div>
                    </div>
                </div>
            </div>
        </div>
    }
}

/// The frame around the pages.
#[component]
fn Frame(me: Me) -> impl IntoView {
    provide_context(ShopClock::start(&me, || Box::pin(notices::tell_opened())));
    provide_context(Unread::new());
    let caller = Caller(StoredValue::new(me));
    places::prepare(&caller);
    provide_context(caller);
    provide_context(Directory::fetch());
    unsent::watch(use_caller().me().person_id, take_up);
    view! {
        <Router>
            {way::watch}
            <div class="app">
                <a class="skip" href="#main">
                    {text::skip}
                </a>
                <SideBar />
                <Pull />
                {places::routes()}
                <TabBar />
                <ToastRegion />
            </div>
        </Router>
    }
}

/// How long the first page has the network to itself.
const QUIET_MILLISECONDS: u32 = 2_000;

/// Has what was left on the device saved, whichever page is open; the part of the app that can do it is fetched for that
/// alone.
fn take_up(all: Vec<unsent::Kept>) {
    let (home, owner) = (Home::here(), Owner::current().unwrap_or_default());
    let fetch = move || {
        home.read(async move {
            // What fails here is tried again when the network is back, or when the sheet is opened.
            if let Ok(take_up) = load_take_up().await {
                owner.with(|| all.into_iter().for_each(take_up));
            }
        });
    };
    home.after(QUIET_MILLISECONDS, fetch).keep();
}

/// No such page.
#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Page title=text::not_found_title>
            <Empty icon="search" title=text::not_found_title text=text::not_found_text>
                <a href="/" class="btn" data-kind="primary">
                    {text::to_today}
                </a>
            </Empty>
        </Page>
    }
}
