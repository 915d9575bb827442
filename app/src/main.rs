//! What people see: the single-page app.
//!
//! Pages live in one folder a feature, as in the domain and the worker; `ui` holds the parts that pages are made of,
//! `text` every word in both languages, `client` the one way to the API.

mod audit;
mod beside;
mod calendar;
mod cleaning;
mod client;
mod last;
mod notices;
mod open_shifts;
mod people;
mod place;
mod roster;
mod session;
mod settings;
mod shell;
mod shifts;
mod shop;
mod task;
mod text;
mod today;
mod ui;
mod wishes;
mod worktime;

use leptos::prelude::*;

/// The element that tells of a panic.
const FALLEN: &str = "fallen";

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        tell_of_panic();
    }));
    dianwu_domain::text::compose_with(|text| js_sys::JsString::from(text).normalize("NFC").into());
    for id in ["boot", "late"] {
        let element = document().get_element_by_id(id);
        // The last 今日 stays until the new one is there.
        if let Some(element) = element.filter(|element| !element.has_attribute("data-last")) {
            element.remove();
        }
    }
    mount_to_body(shell::App);
}

/// After a panic nothing on the page answers any more: say so, outside of the app's own view, and only once.
fn tell_of_panic() {
    if document().get_element_by_id(FALLEN).is_some() {
        return;
    }
    let Some(body) = document().body() else { return };
    let Ok(strip) = document().create_element("div") else { return };
    strip.set_id(FALLEN);
    let _ = strip.set_attribute("class", "strip");
    let _ = strip.set_attribute("data-tone", "bad");
    let _ = strip.set_attribute("role", "alert");
    let button = format!("<a class=\"btn\" data-size=\"small\" href=\"\">{}</a>", text::reload());
    strip.set_inner_html(&format!("<span>{}</span>{button}", text::app_failed()));
    let _ = body.insert_before(&strip, body.first_child().as_ref());
}
