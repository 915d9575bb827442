//! Every page, by the groups in which the navigation shows them, and the routes that lead to them.

use super::{NotFound, QUIET_MILLISECONDS, me::ME, more::MORE};
use crate::{
    audit::AUDIT,
    cleaning::DUTIES,
    client,
    notices::{NOTICES, load_watch_unread},
    open_shifts::OPEN_SHIFTS,
    people::PEOPLE,
    place::Place,
    roster::{CYCLES, DEMANDS, MONTH, ROSTERS, TEAM},
    settings::SETTINGS,
    shop::{Caller, use_caller},
    task::Home,
    text,
    today::TODAY,
    ui::Text,
};
use leptos::{prelude::*, tachys::view::iterators::StaticVec};
use leptos_router::{
    NestedRoute, PartialPathMatch, PathSegment, PossibleRouteMatch,
    components::{RouteChildren, Routes, RoutesProps},
};

/// A group of places, by the person's work.
#[derive(Clone, Copy)]
pub struct Group {
    /// The id of its title.
    pub id: &'static str,
    /// What it is called.
    pub title: Text,
    /// Its places.
    pub places: &'static [&'static Place],
}

/// Every place of the navigation, as the side bar shows them.
pub const GROUPS: &[Group] = &[
    Group {
        id: "nav-mine",
        title: text::group_mine,
        places: &[&TODAY, &MONTH, &TEAM, &NOTICES, &OPEN_SHIFTS, &DUTIES],
    },
    Group { id: "nav-manage", title: text::group_manage, places: &[&ROSTERS] },
    Group { id: "nav-hr", title: text::group_hr, places: &[&PEOPLE] },
    Group { id: "nav-system", title: text::group_system, places: &[&SETTINGS, &AUDIT] },
];

/// The places that something else leads to.
const BESIDE: &[&Place] = &[&ME, &MORE, &DEMANDS, &CYCLES];

/// The places that the bottom bar of a phone has room for: as many of the first group.
pub const TABS: usize = 3;

fn all() -> impl Iterator<Item = &'static Place> {
    GROUPS.iter().flat_map(|group| group.places).chain(BESIDE).copied()
}

fn finds(caller: &Caller, place: &Place) -> bool {
    place.permission.is_none_or(|permission| caller.holds(permission))
}

/// The groups that the caller finds, with their places.
pub fn groups() -> Vec<(Group, Vec<&'static Place>)> {
    let caller = use_caller();
    let found = |group: &Group| group.places.iter().copied().filter(|place| finds(&caller, place)).collect::<Vec<_>>();
    GROUPS.iter().map(|group| (*group, found(group))).filter(|(_, places)| !places.is_empty()).collect()
}

/// The groups with the places that the bottom bar has no room for.
pub fn beyond_tabs() -> Vec<(Group, Vec<&'static Place>)> {
    let mut groups = groups();
    if let Some((_, places)) = groups.first_mut() {
        places.drain(..TABS.min(places.len()));
    }
    groups.retain(|(_, places)| !places.is_empty());
    groups
}

/// The page of the address. Whoever may not see it is told that there is none: this is comfort, the worker enforces it.
pub fn routes() -> impl IntoView {
    let route = |place: &'static Place| {
        let view = move || if finds(&use_caller(), place) { place.view() } else { view! { <NotFound /> }.into_any() };
        NestedRoute::new(Way(place), view)
    };
    let routes: StaticVec<_> = all().map(route).collect::<Vec<_>>().into();
    let props = RoutesProps::builder().fallback(|| view! { <NotFound /> }.into_any());
    Routes(props.children(RouteChildren::to_children(move || routes)).build())
}

/// A place as the router asks for it.
#[derive(Clone, Copy)]
struct Way(&'static Place);

impl PossibleRouteMatch for Way {
    fn optional(&self) -> bool {
        false
    }

    fn test<'a>(&self, path: &'a str) -> Option<PartialPathMatch<'a>> {
        if !self.0.is_at(path) {
            return None;
        }
        let more = path.get(self.0.href().len()..).unwrap_or_default().trim_matches('/');
        let params = if more.is_empty() { Vec::new() } else { vec![("tab".into(), more.to_owned())] };
        Some(PartialPathMatch::new("", params, path))
    }

    fn generate_path(&self, path: &mut Vec<PathSegment>) {
        path.push(PathSegment::Static(self.0.path.into()));
    }
}

/// Fetches the pages that the caller finds, once the first one has had its time: the first tap there need not wait.
pub fn prepare(caller: &Caller) {
    // Asked now: while the pages come, whoever is signed in may leave.
    let places: Vec<_> = all().filter(|place| finds(caller, place)).collect();
    let (home, owner) = (Home::here(), Owner::current().unwrap_or_default());
    let fetch = move || {
        client::forget_early();
        let places = places.clone();
        Home::app().read(async move {
            if let Ok(watch_unread) = load_watch_unread().await
                && home.is_there()
            {
                owner.with(watch_unread);
            }
            for place in places {
                place.prepare().await;
            }
        });
    };
    Home::here().after(QUIET_MILLISECONDS, fetch).keep();
}

/// Fetches what the address leads to while the worker is still asked who is signed in.
pub fn hurry() {
    let path = location().pathname().unwrap_or_default();
    if let Some(place) = all().find(|place| place.is_at(&path)) {
        Home::app().read(place.prepare());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_leads_to_two_places() {
        for place in all() {
            let found: Vec<_> = all().filter(|other| other.is_at(place.href())).map(|other| other.path).collect();
            assert_eq!(found, [place.path]);
        }
    }

    #[test]
    fn the_router_reads_the_part_that_may_follow() {
        let params = |path: &str| Way(&SETTINGS).test(path).map(PartialPathMatch::params);
        assert_eq!(params("/settings"), Some(Vec::new()));
        assert_eq!(params("/settings/shop/"), Some(vec![("tab".into(), "shop".to_owned())]));
        assert_eq!(params("/settings2"), None);
        assert!(Way(&MONTH).test("/month/2026").is_none());
    }
}
