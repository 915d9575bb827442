//! The way back: closes what lies above the page (`ui::Layer`), and leads to where a page was left.

use crate::{
    task::Home,
    ui::{keep_top, kept_top, look, popped},
};
use leptos::{ev, prelude::*};
use leptos_router::hooks::use_location;
use std::cell::Cell;

/// A page whose content has not come by then is as high as it gets.
const PATIENCE_MILLISECONDS: f64 = 4000.0;

/// So long after the last movement the place is kept.
const REST_MILLISECONDS: u32 = 150;

thread_local! {
    /// Counts movements, so that the last one is known.
    static MOVES: Cell<u32> = const { Cell::new(0) };
    /// The place is being looked for: what moves meanwhile is nobody's choice.
    static SEEKING: Cell<bool> = const { Cell::new(false) };
}

/// Watches over the history and the place in the page, as long as the frame stands.
pub fn watch() {
    if let Ok(history) = window().history() {
        // Browsers look for the place before the content is there.
        let _ = js_sys::Reflect::set(&history, &"scrollRestoration".into(), &"manual".into());
    }
    let location = use_location();
    Effect::new(move |_| {
        location.pathname.track();
        location.search.track();
        // The router writes the history after it has changed the page.
        Home::app().after(0, look).keep();
    });
    let home = Home::here();
    home.on_window(ev::popstate, |_| {
        // A movement of the page before is no place in this one.
        MOVES.set(MOVES.get() + 1);
        if let Some(top) = popped() {
            seek(top);
        }
    });
    home.on_window(ev::scroll, |_| {
        let moves = MOVES.get() + 1;
        MOVES.set(moves);
        let keep = move || {
            if MOVES.get() == moves && !SEEKING.get() {
                keep_top(top());
            }
        };
        Home::app().after(REST_MILLISECONDS, keep).keep();
    });
    seek(kept_top());
}

fn top() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Scrolls to a place as soon as the page is high enough.
fn seek(place: f64) {
    SEEKING.set(true);
    step(place, js_sys::Date::now() + PATIENCE_MILLISECONDS, None);
}

fn step(place: f64, until: f64, last: Option<f64>) {
    // Somebody has begun to scroll: then that is the place.
    let is_moved = last.is_some_and(|last| top() > last + 1.0);
    let reach = document().document_element().map_or(0, |root| root.scroll_height() - root.client_height());
    if !is_moved {
        window().scroll_to_with_x_and_y(0.0, place);
    }
    if is_moved || f64::from(reach) >= place || js_sys::Date::now() > until {
        SEEKING.set(false);
        return;
    }
    let now = top();
    Home::app().next_frame(move || step(place, until, Some(now)));
}
