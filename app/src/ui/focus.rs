//! Where the focus goes when what had it is gone.

use super::is_covered;
use crate::task::Home;
use leptos::{prelude::*, web_sys::HtmlElement};
use wasm_bindgen::JsCast;

/// The element that has the focus, if any has.
pub fn focused() -> Option<HtmlElement> {
    let element = document().active_element()?.dyn_into::<HtmlElement>().ok()?;
    (Some(&element) != document().body().as_ref()).then_some(element)
}

/// Once what has changed is on the screen: a focus that fell out of the page goes to its body, where reading begins, or
/// into the dialog above it.
pub fn catch_focus() {
    Home::app().next_frame(|| {
        let place = if is_covered() { "dialog[open] :is(input, select, textarea, button)" } else { "#main" };
        let place = document().query_selector(place).ok().flatten().filter(|_| focused().is_none());
        if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
            // What is disabled takes no focus.
            let _ = place.focus();
        }
    });
}
