//! Clicks, seen on their way down, before what was clicked hears of them.

use crate::task::Home;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
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
    /// What the line of a list says that it stands in: of a list drawn anew, the same button may stand in another line.
    line: Option<String>,
    spot: Spot,
}

/// When, in milliseconds since the page was opened, and where.
#[derive(Clone, Copy)]
struct Spot {
    at: f64,
    place: (i32, i32),
}

thread_local! {
    static LAST: RefCell<Option<Press>> = const { RefCell::new(None) };
    /// When a dialog opened or closed last.
    static TURNED: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
    /// The last press was a mouse's; only those are counted by the browser.
    static IS_MOUSE: Cell<bool> = const { Cell::new(false) };
}

/// Within this time and so near, a tap belongs to the one before: phones do not count taps as mice count clicks.
const TAP_MILLISECONDS: f64 = 500.0;
const TAP_DISTANCE: i32 = 24;

/// So long after a dialog has opened or closed, a tap where the last one was is meant for what was there before: nobody
/// sees something new and aims at it sooner.
const SURPRISE_MILLISECONDS: f64 = 500.0;

/// What has its own meaning for a click.
const CONTROLS: &str = "a, button, label, input, select, textarea, summary, td, th, dialog";

/// What is heard of a click, in this order. Nothing in the app may act on the presses that come before: only from here on
/// browsers count.
const WORDS: [&str; 3] = ["mousedown", "click", "dblclick"];

/// A dialog opens or closes now.
pub fn turn_page() {
    TURNED.set(window().performance().map_or(f64::NEG_INFINITY, |performance| performance.now()));
}

/// The second click of a double click goes to what the first one went to, or nowhere: never to what has appeared under the
/// pointer in between.
pub fn keep_double_clicks() {
    let home = Home::here();
    home.listen(&document(), "pointerdown", true, |event: PointerEvent| {
        IS_MOUSE.set(event.pointer_type() == "mouse");
    });
    for word in WORDS {
        home.listen(&document(), word, true, |event: MouseEvent| {
            if is_stray(&event) {
                event.prevent_default();
                event.stop_immediate_propagation();
            }
        });
    }
}

fn is_stray(event: &MouseEvent) -> bool {
    // One made with the keyboard is nobody's second.
    if event.detail() == 0 {
        return false;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let control = target.and_then(|target| target.closest(CONTROLS).ok().flatten());
    let spot = Spot { at: event.time_stamp(), place: (event.client_x(), event.client_y()) };
    let line = control.as_ref().and_then(|control| control.closest("li, tbody tr").ok().flatten());
    let line = line.filter(|line| !line.closest("[role=grid]").is_ok_and(|grid| grid.is_some()));
    let press = Press { control, line: line.and_then(|line| line.text_content()), spot };
    let follows =
        |last: Spot| if IS_MOUSE.get() { event.detail() > 1 } else { is_second_tap(last, spot, TURNED.get()) };
    let is_other = |last: &Press| last.control != press.control || last.line != press.line;
    let is_stray = LAST.with_borrow(|last| last.as_ref().is_some_and(|last| is_other(last) && follows(last.spot)));
    if event.type_() == "click" && !is_stray {
        LAST.set(Some(press));
    }
    is_stray
}

/// Whether a tap belongs to the last one, where a dialog opened or closed at `turned`.
fn is_second_tap(last: Spot, tap: Spot, turned: f64) -> bool {
    let is_near = |one: i32, other: i32| (one - other).abs() <= TAP_DISTANCE;
    let is_quick = tap.at - last.at < TAP_MILLISECONDS;
    let is_surprised = turned >= last.at && tap.at - turned < SURPRISE_MILLISECONDS;
    is_near(tap.place.0, last.place.0) && is_near(tap.place.1, last.place.1) && (is_quick || is_surprised)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tap_that_was_meant_for_a_dialog_presses_nothing_behind_it() {
        let never = f64::NEG_INFINITY;
        let spot = |at: f64, x: i32| Spot { at, place: (x, 700) };
        let last = spot(1000.0, 100);
        for (tap, turned, wanted) in [
            (spot(1200.0, 110), never, true),
            (spot(1490.0, 110), never, true),
            (spot(1520.0, 110), never, false),
            (spot(1520.0, 110), 1200.0, true),
            (spot(1380.0, 160), 1010.0, false),
            // It closed with the answer, and the second tap came before that, or soon after.
            (spot(1700.0, 100), 1720.0, true),
            (spot(2100.0, 100), 1700.0, true),
            (spot(2300.0, 100), 1700.0, false),
            // What opened before the last tap was seen by then.
            (spot(1520.0, 100), 990.0, false),
        ] {
            assert_eq!(is_second_tap(last, tap, turned), wanted, "{} {turned}", tap.at);
        }
    }
}
