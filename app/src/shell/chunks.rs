//! Pages that come in chunks of their own, so that a phone need not wait for them before it shows today's shift.
//!
//! The functions under `wasm_split` are where `cargo xtask` cuts the app's module (xtask/src/build/split.rs): what only
//! they reach is no part of the main module. Each hands out the views of its chunk as plain functions, which are called
//! like any other once the chunk has come.

use super::me::MePage;
use crate::{
    audit::AuditPage,
    cleaning::DutiesPage,
    client::{self, Failure},
    notices::{self, InboxPage},
    open_shifts::OpenShiftsPage,
    people::PeoplePage,
    roster::{self, CyclesPage, DemandsPage, MonthPage, RosterPage, TeamPage, unsent::Kept},
    session::{FirstPassword, SetUpPage},
    settings::SettingsPage,
    shop::Caller,
    task::Home,
    ui::{Alone, Bones, Failed, Fetched, Page, Text},
};
use dianwu_domain::Permission;
use leptos::prelude::*;
use std::pin::Pin;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// A page, once its chunk is there.
type View = fn() -> AnyView;

/// Fetches a page's chunk.
type Fetch = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Result<View, SplitLoaderError>>>>>;

/// The pages of everybody, but for the first one.
pub struct Mine {
    pub month: View,
    pub team: View,
    pub open_shifts: View,
    pub duties: View,
    pub notices: View,
    pub me: View,
    pub first_password: View,
    /// Counts what the caller has not read.
    pub watch_unread: fn(),
}

/// The pages of those who make rosters.
pub struct Planning {
    pub rosters: View,
    pub demands: View,
    pub cycles: View,
    /// Saves what of a sheet was left on the device.
    pub take_up: fn(Kept),
}

/// The pages of those who look after people and the shop.
pub struct Administration {
    pub people: View,
    pub settings: View,
    pub audit: View,
    pub set_up: View,
}

#[wasm_split(mine, fallible, preload(preload_mine))]
fn load_mine() -> Result<Mine, SplitLoaderError> {
    Ok(Mine {
        month: || view! { <MonthPage /> }.into_any(),
        team: || view! { <TeamPage /> }.into_any(),
        open_shifts: || view! { <OpenShiftsPage /> }.into_any(),
        duties: || view! { <DutiesPage /> }.into_any(),
        notices: || view! { <InboxPage /> }.into_any(),
        me: || view! { <MePage /> }.into_any(),
        first_password: || view! { <FirstPassword /> }.into_any(),
        watch_unread: notices::watch_unread,
    })
}

#[wasm_split(planning, fallible, preload(preload_planning))]
fn load_planning() -> Result<Planning, SplitLoaderError> {
    Ok(Planning {
        rosters: || view! { <RosterPage /> }.into_any(),
        demands: || view! { <DemandsPage /> }.into_any(),
        cycles: || view! { <CyclesPage /> }.into_any(),
        take_up: roster::take_up,
    })
}

#[wasm_split(administration, fallible, preload(preload_administration))]
fn load_administration() -> Result<Administration, SplitLoaderError> {
    Ok(Administration {
        people: || view! { <PeoplePage /> }.into_any(),
        settings: || view! { <SettingsPage /> }.into_any(),
        audit: || view! { <AuditPage /> }.into_any(),
        set_up: || view! { <SetUpPage /> }.into_any(),
    })
}

/// A page of [`Mine`].
pub fn mine(title: Text, page: fn(Mine) -> View) -> AnyView {
    framed(title, Box::new(move || Box::pin(async move { load_mine().await.map(page) })))
}

/// A page of [`Planning`].
pub fn planning(title: Text, page: fn(Planning) -> View) -> AnyView {
    framed(title, Box::new(move || Box::pin(async move { load_planning().await.map(page) })))
}

/// A page of [`Administration`].
pub fn administration(title: Text, page: fn(Administration) -> View) -> AnyView {
    framed(title, Box::new(move || Box::pin(async move { load_administration().await.map(page) })))
}

/// The page of a shop that has nobody yet.
pub fn set_up() -> AnyView {
    let fetch: Fetch = Box::new(|| Box::pin(async { load_administration().await.map(|pages| pages.set_up) }));
    lazy(fetch, |inner| view! { <Alone>{inner}</Alone> }.into_any())
}

/// The page of whoever must set a password of their own first.
pub fn first_password() -> AnyView {
    let fetch: Fetch = Box::new(|| Box::pin(async { load_mine().await.map(|pages| pages.first_password) }));
    lazy(fetch, |inner| view! { <Alone>{inner}</Alone> }.into_any())
}

/// A page inside the frame, whose title stands there from the first.
fn framed(title: Text, fetch: Fetch) -> AnyView {
    lazy(fetch, move |inner| view! { <Page title=title>{inner}</Page> }.into_any())
}

/// A page, and until its chunk has come its bones, or why it does not come, with `around` around them.
fn lazy(fetch: Fetch, around: impl Fn(AnyView) -> AnyView + Send + 'static) -> AnyView {
    let page: Fetched<View> = LocalResource::new(move || {
        let coming = fetch();
        async move {
            match coming.await {
                Ok(page) => Ok(page),
                Err(_) => Err(client::why_part_is_missing().await),
            }
        }
    });
    let view = move || match page.get() {
        None => around(view! { <Bones /> }.into_any()),
        Some(Ok(page)) => page(),
        Some(Err(failure)) => around(missing(failure, page)),
    };
    view.into_any()
}

fn missing(failure: Failure, page: Fetched<View>) -> AnyView {
    view! { <Failed failure=failure on_retry=Callback::new(move |()| page.refetch()) /> }.into_any()
}

/// How long the first page has the network to itself.
const QUIET_MILLISECONDS: u32 = 2_000;

/// Fetches what the caller's work leads to, once the first page has had its time: the first tap there need not wait.
pub fn prepare(caller: &Caller) {
    let plans = caller.holds(Permission::ReadRosters) || caller.holds(Permission::ManageRosters);
    let administers = [Permission::ReadPeople, Permission::ManagePeople, Permission::ReadLog]
        .iter()
        .any(|permission| caller.holds(*permission));
    let (home, owner) = (Home::here(), Owner::current().unwrap_or_default());
    let fetch = move || {
        Home::app().read(async move {
            // What fails here is fetched again when it is wanted, and then told.
            if let Ok(mine) = load_mine().await
                && home.is_there()
            {
                owner.with(mine.watch_unread);
            }
            if plans {
                let _ = preload_planning().await;
            }
            if administers {
                let _ = preload_administration().await;
            }
        });
    };
    Home::here().after(QUIET_MILLISECONDS, fetch).keep();
}

/// Has what was left on the device saved, whichever page is open; the part of the app that can do it is fetched for that
/// alone.
pub fn take_up(all: Vec<Kept>) {
    let (home, owner) = (Home::here(), Owner::current().unwrap_or_default());
    let fetch = move || {
        home.read(async move {
            // What fails here is tried again when the network is back, or when the sheet is opened.
            if let Ok(planning) = load_planning().await {
                owner.with(|| all.into_iter().for_each(planning.take_up));
            }
        });
    };
    home.after(QUIET_MILLISECONDS, fetch).keep();
}

/// Fetches what the address leads to while the worker is still asked who is signed in.
pub fn hurry() {
    let path = location().pathname().unwrap_or_default();
    match path.split('/').nth(1).unwrap_or_default() {
        "month" | "team" | "open-shifts" | "duties" | "notices" | "me" => {
            Home::app().read(async { drop(preload_mine().await) })
        }
        "rosters" => Home::app().read(async { drop(preload_planning().await) }),
        "people" | "settings" | "audit" => Home::app().read(async { drop(preload_administration().await) }),
        _ => {}
    }
}
