//! Clicks, seen on their way down, before what was clicked hears of them.

use crate::task::Home;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, PointerEvent};

/// Shows every click of the document to `see`, as long as the caller stands.
pub fn capture_clicks(see: impl Fn(&MouseEvent) + 'static) {
    Home::here().listen(&document(), "click", true, move |event: MouseEvent| see(&event));
}

/// A click, for the next one to be compared with.
struct Press {
    /// What can be clicked there.
    control: Option<Element>,
    /// Milliseconds.
    at: f64,
    place: (i32, i32),
}

thread_local! {
    static LAST: RefCell<Option<Press>> = const { RefCell::new(None) };
}

/// Within this time and so near, a tap belongs to the one before: phones do not count taps as mice count clicks.
const TAP_MILLISECONDS: f64 = 350.0;
const TAP_DISTANCE: i32 = 24;

/// What has its own meaning for a click.
const CONTROLS: &str = "a, button, label, input, select, textarea, summary, td, th";

/// The second click of a double click goes to what the first one went to, or nowhere: never to what has appeared under the
/// pointer in between.
pub fn keep_double_clicks() {
    capture_clicks(|event| {
        // One made with the keyboard is nobody's second.
        if event.detail() == 0 {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let control = target.and_then(|target| target.closest(CONTROLS).ok().flatten());
        let press = Press { control, at: event.time_stamp(), place: (event.client_x(), event.client_y()) };
        let is_stray = LAST.with_borrow(|last| {
            last.as_ref().is_some_and(|last| last.control != press.control && follows(event, last, &press))
        });
        if is_stray {
            event.prevent_default();
            event.stop_immediate_propagation();
        } else {
            LAST.set(Some(press));
        }
    });
}

/// Whether a click is a further one of the same hand movement.
fn follows(event: &MouseEvent, last: &Press, press: &Press) -> bool {
    let is_mouse = event.dyn_ref::<PointerEvent>().is_some_and(|event| event.pointer_type() == "mouse");
    if is_mouse {
        return event.detail() > 1;
    }
    let is_near = |one: i32, other: i32| (one - other).abs() <= TAP_DISTANCE;
    press.at - last.at < TAP_MILLISECONDS
        && is_near(press.place.0, last.place.0)
        && is_near(press.place.1, last.place.1)
}
