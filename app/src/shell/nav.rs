//! The side bar of a desk and the bottom bar of a phone.

use super::{
    me::ME,
    more::MORE,
    places::{GROUPS, TABS, groups},
};
use crate::{
    notices::{INBOX, unread_mark},
    shop::{use_caller, use_clock},
    text,
    ui::{Avatar, Brand, Icon},
};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::hooks::use_location;

/// How many wait in the place `href`.
pub fn mark_of(href: &'static str) -> Option<AnyView> {
    (href == INBOX).then(unread_mark)
}

/// Whether `href` is the place of the current address or above it.
fn is_here(href: &'static str) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync {
    let pathname = use_location().pathname;
    move || {
        let is_here = pathname.with(|path| path == href || (href != "/" && path.starts_with(&format!("{href}/"))));
        is_here.then_some("page")
    }
}

/// A link to where one is already brings that page up to date; the router takes it to its top.
fn refreshes(href: &'static str) -> impl Fn(MouseEvent) + 'static {
    let clock = use_clock();
    let pathname = use_location().pathname;
    move |_| {
        if pathname.with_untracked(|path| path == href) {
            clock.refresh();
        }
    }
}

/// The side bar of a desk.
#[component]
pub fn SideBar() -> impl IntoView {
    let me = use_caller().me();
    view! {
        <nav class="side" aria-label=text::main_nav>
            <Brand shop=Some(me.shop.name.to_string()) />
            {groups()
                .into_iter()
                .map(|(group, places)| {
                    view! {
                        <div class="side__group">
                            <h2 class="side__title" id=group.id>
                                {group.title}
                            </h2>
                            <ul aria-labelledby=group.id>
                                {places
                                    .into_iter()
                                    .map(|place| {
                                        view! {
                                            <li>
                                                <a
                                                    class="side__link"
                                                    href=place.href()
                                                    aria-current=is_here(place.href())
                                                    on:click=refreshes(place.href())
                                                >
                                                    <Icon name=place.icon />
                                                    <span class="side__text">{place.title}</span>
                                                    {mark_of(place.href())}
                                                </a>
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                            </ul>
                        </div>
                    }
                })
                .collect_view()} <div class="side__foot">
                <a class="side__link" href=ME.path aria-current=is_here(ME.path)>
                    <Avatar id=me.person_id name=me.name.to_string() size="small" />
                    <span class="side__text">{me.name.to_string()}</span>
                </a>
            </div>
        </nav>
    }
}

/// The bottom bar of a phone; what a thumb does not reach there is behind 更多.
#[component]
pub fn TabBar() -> impl IntoView {
    let mine = GROUPS[0].places.iter().copied().take(TABS);
    let places = mine.chain([&ME, &MORE]);
    view! {
        <nav class="tabbar" aria-label=text::main_nav>
            {places
                .map(|place| {
                    view! {
                        <a
                            class="tabbar__link"
                            href=place.href()
                            aria-current=is_here(place.href())
                            on:click=refreshes(place.href())
                        >
                            <Icon name=place.icon />
                            <span>{place.title}</span>
                            {(place.path == MORE.path).then(unread_mark)}
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
}
