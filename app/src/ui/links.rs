//! Links that lead away from a page, caught before the router hears of them.

use super::capture_clicks;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlAnchorElement, MouseEvent};

/// Asks before a link leads to another page of the app, as long as the caller's page stands. Where the answer is true,
/// somebody is asked first, and the link leads nowhere yet.
pub fn watch_links(asks: impl Fn(&str) -> bool + 'static) {
    capture_clicks(move |event| {
        let is_plain =
            event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if is_plain && destination(event).is_some_and(|href| asks(&href)) {
            event.prevent_default();
        }
    });
}

/// Where a click on a link of this app leads, unless it stays on the page.
fn destination(event: &MouseEvent) -> Option<String> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let here = window().location();
    let stays = link.pathname() == here.pathname().ok()? && link.search() == here.search().ok()?;
    let is_ours = link.origin() == here.origin().ok()? && link.target().is_empty() && !link.has_attribute("download");
    (is_ours && !stays).then(|| format!("{}{}", link.pathname(), link.search()))
}
