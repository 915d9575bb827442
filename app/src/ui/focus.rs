//! Where the focus goes when what had it is gone.

use crate::task::Home;
use leptos::{
    prelude::*,
    web_sys::{Element, HtmlElement},
};
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
        let here = focused();
        let place = match topmost() {
            // A dialog whose content came later has had the focus on its title until then.
            Some(dialog) if here.as_ref().is_none_or(|here| here.class_list().contains("dialog__title")) => {
                entrance(&dialog)
            }
            None if here.is_none() => find(document().document_element().as_ref(), "#main"),
            _ => None,
        };
        if let Some(place) = place {
            // What is disabled takes no focus.
            let _ = place.focus();
        }
    });
}

/// The dialog above all others; what asks about another one comes after it.
fn topmost() -> Option<Element> {
    let open = document().query_selector_all("dialog[open]").ok()?;
    open.item(open.length().checked_sub(1)?)?.dyn_into().ok()
}

fn find(within: Option<&Element>, what: &str) -> Option<HtmlElement> {
    within?.query_selector(what).ok().flatten()?.dyn_into().ok()
}

/// Where the focus begins in a dialog: where its author says, else at its first field or its main choice, so that Enter does
/// what was opened and never closes it. A finger needs no field: it would only bring up the keys, over half of the dialog.
const ENTRANCES: [&str; 5] = [
    "[autofocus]",
    ".dialog__body :is(input:not([type=radio], [type=file]), :checked, select, textarea):enabled",
    ".dialog__foot [data-kind=primary]",
    ".dialog__body :is(a, button)",
    ".dialog__title",
];

/// See [`ENTRANCES`].
pub fn entrance(dialog: &Element) -> Option<HtmlElement> {
    let is_finger = window().match_media("(pointer: coarse)").is_ok_and(|query| query.is_some_and(|q| q.matches()));
    let passed = |place: &usize| !is_finger || matches!(*place, 0 | 4);
    let places = (0..ENTRANCES.len()).filter(passed);
    places.into_iter().find_map(|place| find(Some(dialog), ENTRANCES[place]))
}
