//! The frame: who is signed in decides what is shown, then the side bar of a desk or the bottom bar of a phone around
//! the page of the route.

mod chunks;
mod me;
mod more;
mod nav;
mod pull;
mod theme;
mod way;

use crate::{
    client::{Session, SessionState},
    notices::{self, Unread},
    roster::unsent,
    session::{SignInAgain, SignInPage},
    shop::{Caller, Directory, ShopClock, use_caller},
    text,
    today::TodayPage,
    ui::{Alone, Empty, Failed, Page, ToastRegion, keep_double_clicks, show_problems},
};
use chunks::{administration, mine, planning};
use dianwu_domain::{Permission, session::api::Me};
use leptos::prelude::*;
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};
use more::MorePage;
use nav::{SideBar, TabBar};
use pull::Pull;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    Session::ask();
    chunks::hurry();
    let standing = Memo::new(|_| Session::standing());
    keep_double_clicks();
    show_problems();
    let page = move || match standing.get() {
        SessionState::Asking => view! { <Asking /> }.into_any(),
        SessionState::Failed(failure) => view! {
            <Alone>
                <Failed failure=failure on_retry=Callback::new(|()| Session::ask()) />
            </Alone>
        }
        .into_any(),
        SessionState::SetUp => chunks::set_up(),
        SessionState::Out => view! { <SignInPage /> }.into_any(),
        SessionState::In(me) if me.must_change_password => chunks::first_password(),
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
    chunks::prepare(&caller);
    provide_context(caller);
    provide_context(Directory::fetch());
    unsent::watch(use_caller().me().person_id, chunks::take_up);
    view! {
        <Router>
            {way::watch}
            <div class="app">
                <a class="skip" href="#main">
                    {text::skip}
                </a>
                <SideBar />
                <Pull />
                <Routes fallback=|| view! { <NotFound /> }.into_any()>
                    <Route path=path!("/") view=|| view! { <TodayPage /> }.into_any() />
                    <Route path=path!("/month") view=|| mine(text::month, |pages| pages.month) />
                    <Route path=path!("/team") view=|| mine(text::team, |pages| pages.team) />
                    <Route path=path!("/open-shifts") view=|| mine(text::open_shifts, |pages| pages.open_shifts) />
                    <Route path=path!("/duties") view=|| mine(text::duties, |pages| pages.duties) />
                    <Route path=path!("/notices") view=|| mine(text::inbox, |pages| pages.notices) />
                    <Route path=path!("/me") view=|| mine(text::mine, |pages| pages.me) />
                    <Route path=path!("/more") view=|| view! { <MorePage /> }.into_any() />
                    <Route path=path!("/rosters/demands") view=guarded(Permission::ManageRosters, || planning(text::demands, |pages| pages.demands)) />
                    <Route path=path!("/rosters/cycles") view=guarded(Permission::ManageRosters, || planning(text::cycles, |pages| pages.cycles)) />
                    <Route path=path!("/rosters") view=guarded(Permission::ReadRosters, || planning(text::rostering, |pages| pages.rosters)) />
                    <Route path=path!("/people") view=guarded(Permission::ReadPeople, || administration(text::people, |pages| pages.people)) />
                    <Route
                        path=path!("/settings/:tab?")
                        view=guarded(Permission::ManagePeople, || administration(text::settings, |pages| pages.settings))
                    />
                    <Route path=path!("/audit") view=guarded(Permission::ReadLog, || administration(text::audit, |pages| pages.audit)) />
                </Routes>
                <TabBar />
                <ToastRegion />
            </div>
        </Router>
    }
}

/// A page for those who hold a permission. This is comfort: the worker enforces it.
fn guarded(permission: Permission, page: fn() -> AnyView) -> impl Fn() -> AnyView + Send + Sync + Clone + 'static {
    move || if use_caller().holds(permission) { page() } else { view! { <NotFound /> }.into_any() }
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
