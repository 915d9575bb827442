//! The side bar of a desk and the bottom bar of a phone.

use crate::{
    notices::{INBOX, unread_mark},
    shop::{use_caller, use_clock},
    text,
    ui::{Avatar, Brand, Icon, Text},
};
use dianwu_domain::Permission;
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::hooks::use_location;

/// A place to go.
#[derive(Clone, Copy)]
pub struct Place {
    pub href: &'static str,
    pub icon: &'static str,
    pub label: Text,
    /// Who finds it.
    pub permission: Option<Permission>,
}

/// A group of places, by the person's work.
#[derive(Clone, Copy)]
pub struct Group {
    pub id: &'static str,
    pub title: Text,
    pub places: &'static [Place],
}

/// Every place, as the side bar shows them.
pub const GROUPS: &[Group] = &[
    Group {
        id: "nav-mine",
        title: text::group_mine,
        places: &[
            Place { href: "/", icon: "home", label: text::today, permission: None },
            Place { href: "/month", icon: "calendar", label: text::month, permission: None },
            Place { href: "/team", icon: "team", label: text::team, permission: None },
            Place { href: INBOX, icon: "bell", label: text::inbox, permission: None },
            Place { href: "/open-shifts", icon: "hand", label: text::open_shifts, permission: None },
            Place { href: "/duties", icon: "broom", label: text::duties, permission: None },
        ],
    },
    Group {
        id: "nav-manage",
        title: text::group_manage,
        places: &[Place {
            href: "/rosters",
            icon: "grid",
            label: text::rostering,
            permission: Some(Permission::ReadRosters),
        }],
    },
    Group {
        id: "nav-hr",
        title: text::group_hr,
        places: &[Place {
            href: "/people",
            icon: "people",
            label: text::people,
            permission: Some(Permission::ReadPeople),
        }],
    },
    Group {
        id: "nav-system",
        title: text::group_system,
        places: &[
            Place {
                href: "/settings",
                icon: "settings",
                label: text::settings,
                permission: Some(Permission::ManagePeople),
            },
            Place { href: "/audit", icon: "audit", label: text::audit, permission: Some(Permission::ReadLog) },
        ],
    },
];

/// The groups that the caller finds, with their places.
pub fn groups() -> Vec<(Group, Vec<Place>)> {
    let caller = use_caller();
    let is_mine = |place: &&Place| place.permission.is_none_or(|permission| caller.holds(permission));
    let groups = GROUPS.iter().map(|group| (*group, group.places.iter().filter(is_mine).copied().collect::<Vec<_>>()));
    groups.filter(|(_, places)| !places.is_empty()).collect()
}

/// Where the places are that the bottom bar of a phone has no room for, the inbox among them.
const MORE: &str = "/more";

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
                                                    href=place.href
                                                    aria-current=is_here(place.href)
                                                    on:click=refreshes(place.href)
                                                >
                                                    <Icon name=place.icon />
                                                    <span class="side__text">{place.label}</span>
                                                    {mark_of(place.href)}
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
                <a class="side__link" href="/me" aria-current=is_here("/me")>
                    <Avatar id=me.person_id name=me.name.to_string() size="small" />
                    <span class="side__text">{me.name.to_string()}</span>
                </a>
            </div>
        </nav>
    }
}

/// The places that the bottom bar of a phone has room for: as many of the first group.
const TABS: usize = 3;

/// The groups with the places that the bottom bar has no room for.
pub fn beyond_tabs() -> Vec<(Group, Vec<Place>)> {
    let mut groups = groups();
    if let Some((_, places)) = groups.first_mut() {
        places.drain(..TABS.min(places.len()));
    }
    groups.retain(|(_, places)| !places.is_empty());
    groups
}

/// The bottom bar of a phone; what a thumb does not reach there is behind 更多.
#[component]
pub fn TabBar() -> impl IntoView {
    let mine = GROUPS[0].places.iter().take(TABS).copied();
    let me = Place { href: "/me", icon: "user", label: text::mine, permission: None };
    let more = Place { href: MORE, icon: "more", label: text::more, permission: None };
    let places = mine.chain([me, more]);
    view! {
        <nav class="tabbar" aria-label=text::main_nav>
            {places
                .map(|place| {
                    view! {
                        <a
                            class="tabbar__link"
                            href=place.href
                            aria-current=is_here(place.href)
                            on:click=refreshes(place.href)
                        >
                            <Icon name=place.icon />
                            <span>{place.label}</span>
                            {(place.href == MORE).then(unread_mark)}
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
}
