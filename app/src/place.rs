//! What the rest of the app knows of a page: where it is, what it is called, who finds it, and how it comes.
//!
//! Each feature tells of its pages with [`place!`]. From that come routes, navigation and guards (`shell`), the chunk that
//! is cut out of the app's module (xtask/src/build/split.rs), and what `public/boot.js` asks for before the app runs: a
//! line for each page stands in a custom section of the module, from where `cargo xtask` brings it into `index.html`.
//!
//! What a page asks the API first is written as an address with these gaps, which `boot.js` fills from the page's own
//! address, and where that says nothing as the page would: `{month}`, `{day}` (of this device), `{department}` (the
//! caller's own). An address that says more than what the gaps take asks for something else: then nothing is asked early.

use crate::{
    client::{self, Failure},
    ui::{Alone, Bones, Failed, Fetched, Page, Text},
};
use dianwu_domain::Permission;
use leptos::prelude::*;
use std::pin::Pin;
use wasm_split_helpers::SplitLoaderError;

/// A page, once its code is there.
pub type View = fn() -> AnyView;

/// A page whose code is on its way.
pub type Coming = Pin<Box<dyn Future<Output = Result<View, SplitLoaderError>>>>;

/// Where a page's code is.
#[derive(Clone, Copy)]
pub enum Part {
    /// In the main module.
    Main(View),
    /// In a chunk, which this fetches.
    Chunk(fn() -> Coming),
}

/// A page.
#[derive(Clone, Copy)]
pub struct Place {
    /// Its address; `/:tab?` at the end stands for one more part.
    pub path: &'static str,
    /// What it is called.
    pub title: Text,
    /// Its sign.
    pub icon: &'static str,
    /// Who finds it: everybody, or whoever holds this.
    pub permission: Option<Permission>,
    /// Its code.
    pub part: Part,
}

impl Place {
    /// Its address, without what may follow.
    pub fn href(&self) -> &'static str {
        self.path.trim_end_matches("/:tab?")
    }

    /// Whether an address leads to it.
    pub fn is_at(&self, address: &str) -> bool {
        let is_open = self.href() != self.path;
        let rest = match self.href() {
            "/" => address.strip_prefix('/'),
            href => address.strip_prefix(href),
        };
        rest.is_some_and(|rest| rest.is_empty() || rest == "/" || (is_open && rest.starts_with('/')))
    }

    /// Its view, inside the frame. Until its code has come its title and bones stand there.
    pub fn view(&self) -> AnyView {
        let title = self.title;
        match self.part {
            Part::Main(view) => view(),
            Part::Chunk(load) => lazy(load, move |inner| view! { <Page title=title>{inner}</Page> }.into_any()),
        }
    }

    /// Fetches its code, for whoever will want it. What fails here is fetched again when it is wanted, and then told.
    pub async fn prepare(&self) {
        if let Part::Chunk(load) = self.part {
            drop(load().await);
        }
    }
}

/// A page outside of the frame.
pub fn alone(load: fn() -> Coming) -> AnyView {
    lazy(load, |inner| view! { <Alone>{inner}</Alone> }.into_any())
}

/// A page, and until its code has come its bones, or why it does not come, with `around` around them.
fn lazy(load: fn() -> Coming, around: impl Fn(AnyView) -> AnyView + Send + 'static) -> AnyView {
    let page: Fetched<View> = LocalResource::new(move || fetch(load()));
    let view = move || match page.get() {
        None => around(view! { <Bones /> }.into_any()),
        Some(Ok(page)) => page(),
        Some(Err(failure)) => around(missing(failure, page)),
    };
    view.into_any()
}

/// A chunk's part, or why it does not come.
pub async fn fetch<V>(coming: impl Future<Output = Result<V, SplitLoaderError>>) -> Result<V, Failure> {
    match coming.await {
        Ok(part) => Ok(part),
        Err(_) => Err(client::why_part_is_missing().await),
    }
}

fn missing(failure: Failure, page: Fetched<View>) -> AnyView {
    view! { <Failed failure=failure on_retry=Callback::new(move |()| page.refetch()) /> }.into_any()
}

/// Tells of a page, as a constant of the feature's.
///
/// - in a chunk: `MONTH = "/month", text::month, "calendar", everybody, ["/api/my-month?month={month}"], month: load_month => MonthPage`
///   makes the chunk `month`, and `load_month`, which fetches it; pages that name the same chunk share it;
/// - in the main module: `TODAY = "/", text::today, "home", everybody, ["/api/today"], TodayPage`;
/// - without an address of its own: `set_up: load_set_up => SetUpPage, office` (or `everybody`, whose phones fetch it);
/// - a part of a page that is wanted only where an answer has something in one of these lists:
///   `lines, everybody, if "/api/today" has [waiting, first_steps]` says so, and makes nothing;
/// - a chunk that is never needed without another one: `roster_beside after rosters` says so, and makes nothing.
macro_rules! place {
    ($(#[$doc:meta])* $name:ident = $path:literal, $title:path, $icon:literal, $who:tt, $first:tt, $chunk:ident: $load:ident => $page:ident) => {
        $(#[$doc])*
        pub const $name: $crate::place::Place = $crate::place::Place {
            path: $path,
            title: $title,
            icon: $icon,
            permission: $crate::place::place!(@permission $who),
            part: $crate::place::Part::Chunk(|| Box::pin($load())),
        };
        $crate::place::place!(@split $chunk: $load => $page);
        $crate::place::place!(@tell $path, $chunk, (@who $who), $first);
    };
    ($(#[$doc:meta])* $name:ident = $path:literal, $title:path, $icon:literal, $who:tt, $first:tt, $page:ident) => {
        $(#[$doc])*
        pub const $name: $crate::place::Place = $crate::place::Place {
            path: $path,
            title: $title,
            icon: $icon,
            permission: $crate::place::place!(@permission $who),
            part: $crate::place::Part::Main(|| view! { <$page /> }.into_any()),
        };
        $crate::place::place!(@tell $path, , (@who $who), $first);
    };
    ($chunk:ident: $load:ident => $page:ident, $who:tt) => {
        $crate::place::place!(@split $chunk: $load => $page);
        $crate::place::place!(@tell "", $chunk, (@who $who), []);
    };
    ($chunk:ident, $who:tt, if $answer:literal has [$list:ident $(, $more:ident)*]) => {
        $crate::place::place!(
            @line concat!(
                "{\"path\":\"", $answer, "\",\"chunk\":\"", stringify!($chunk), "\",\"who\":\"",
                $crate::place::place!(@who $who), "\",\"first\":[],\"lists\":[\"", stringify!($list), "\""
                $(, ",\"", stringify!($more), "\"")*, "]}\n"
            )
        );
    };
    ($chunk:ident after $first:ident) => {
        $crate::place::place!(
            @line concat!(
                "{\"path\":\"\",\"chunk\":\"", stringify!($chunk), "\",\"who\":\"office\",\"first\":[],\"after\":\"",
                stringify!($first), "\"}\n"
            )
        );
    };
    (@split $chunk:ident: $load:ident => $page:ident) => {
        #[wasm_split_helpers::wasm_split($chunk, fallible)]
        pub fn $load() -> Result<$crate::place::View, wasm_split_helpers::SplitLoaderError> {
            Ok(|| view! { <$page /> }.into_any())
        }
    };
    (@permission everybody) => { None };
    (@permission $permission:tt) => { Some(dianwu_domain::Permission::$permission) };
    (@who everybody) => { "" };
    (@who $permission:tt) => { stringify!($permission) };
    (@list []) => { "" };
    (@list [$first:literal $(, $more:literal)*]) => { concat!("\"", $first, "\"" $(, ",\"", $more, "\"")*) };
    (@tell $path:literal, $($chunk:ident)?, (@who $who:tt), $first:tt) => {
        $crate::place::place!(
            @line concat!(
                "{\"path\":\"", $path, "\",\"chunk\":\"", $(stringify!($chunk),)? "\",\"who\":\"",
                $crate::place::place!(@who $who), "\",\"first\":[", $crate::place::place!(@list $first), "]}\n"
            )
        );
    };
    (@line $line:expr) => {
        const _: () = {
            const LINE: &str = $line;
            #[cfg_attr(target_family = "wasm", expect(unsafe_code, reason = "nothing reads this section but xtask"))]
            #[cfg_attr(target_family = "wasm", unsafe(link_section = "dianwu_pages"))]
            #[used]
            static TOLD: [u8; LINE.len()] = match LINE.as_bytes().first_chunk() {
                Some(bytes) => *bytes,
                None => [0; LINE.len()],
            };
        };
    };
}
pub(crate) use place;

// What the frame around every page asks first: the shop's small lists (`shop::Directory`).
place!(@tell "*", , (@who everybody), ["/api/shift-kinds", "/api/departments", "/api/positions"]);

#[cfg(test)]
mod tests {
    use super::*;

    const fn place(path: &'static str) -> Place {
        Place { path, title: || "", icon: "", permission: None, part: Part::Main(|| ().into_any()) }
    }

    #[test]
    fn an_address_leads_to_one_page() {
        let (today, month, rosters, settings) =
            (place("/"), place("/month"), place("/rosters"), place("/settings/:tab?"));
        assert!(today.is_at("/") && !today.is_at("/month") && !today.is_at(""));
        assert!(month.is_at("/month") && month.is_at("/month/") && !month.is_at("/months") && !month.is_at("/month/1"));
        assert!(rosters.is_at("/rosters") && !rosters.is_at("/rosters/cycles"));
        assert!(settings.is_at("/settings") && settings.is_at("/settings/shop") && !settings.is_at("/settings2"));
        assert_eq!(settings.href(), "/settings");
    }
}
