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
    /// The press that is under way came too soon, and so will its click.
    static IS_STRAY: Cell<bool> = const { Cell::new(false) };
}

/// Within this time and so near, a tap belongs to the one before: phones do not count taps as mice count clicks.
const TAP_MILLISECONDS: f64 = 350.0;
const TAP_DISTANCE: i32 = 24;
/// A mouse stays where it is between two clicks.
const CLICK_DISTANCE: i32 = 6;

/// So long after a dialog has opened or closed, a tap where the last one was is meant for what was there before: nobody
/// sees something new and aims at it sooner.
const SURPRISE_MILLISECONDS: f64 = 500.0;

/// What has its own meaning for a click.
const CONTROLS: &str = "a, button, label, input, select, textarea, summary, td, th, dialog";

/// What a pointer says on the way to a click and after it, in this order.
const WORDS: [&str; 4] = ["pointerdown", "mousedown", "click", "dblclick"];

/// A dialog opens or closes now.
pub fn turn_page() {
    TURNED.set(window().performance().map_or(f64::NEG_INFINITY, |performance| performance.now()));
}

/// The second click of a double click goes to what the first one went to, or nowhere: never to what has appeared under the
/// pointer in between. That holds for all that is heard of it: some act on the press already.
pub fn keep_double_clicks() {
    for word in WORDS {
        Home::here().listen(&document(), word, true, |event: MouseEvent| {
            if is_stray(&event) {
                event.prevent_default();
                event.stop_immediate_propagation();
            }
        });
    }
}

fn is_stray(event: &MouseEvent) -> bool {
    let word = event.type_();
    let is_press = word == "pointerdown";
    // A click that was made with the keyboard is nobody's second; a press is not counted.
    if event.detail() == 0 && !is_press {
        return false;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let control = target.and_then(|target| target.closest(CONTROLS).ok().flatten());
    let spot = Spot { at: event.time_stamp(), place: (event.client_x(), event.client_y()) };
    let press = Press { control, spot };
    let is_second = LAST.with_borrow(|last| {
        last.as_ref().is_some_and(|last| last.control != press.control && follows(event, last.spot, spot))
    });
    // What becomes of a press becomes of its click.
    let is_stray = is_second || !is_press && IS_STRAY.get();
    IS_STRAY.set(is_stray);
    if word == "click" && !is_stray {
        LAST.set(Some(press));
    }
    is_stray
}

/// Whether a word of a pointer belongs to the hand movement of the last click.
fn follows(event: &MouseEvent, last: Spot, spot: Spot) -> bool {
    let pointer = event.dyn_ref::<PointerEvent>().map(PointerEvent::pointer_type);
    // Only what a mouse does is told without its pointer.
    match pointer.as_deref() {
        None | Some("mouse") => event.detail() > 1 || is_surprised(last, spot, TURNED.get(), CLICK_DISTANCE),
        Some(_) => is_second_tap(last, spot, TURNED.get()),
    }
}

/// Whether a tap belongs to the last one, where a dialog opened or closed at `turned`.
fn is_second_tap(last: Spot, tap: Spot, turned: f64) -> bool {
    is_near(last, tap, TAP_DISTANCE) && tap.at - last.at < TAP_MILLISECONDS
        || is_surprised(last, tap, turned, TAP_DISTANCE)
}

fn is_near(last: Spot, spot: Spot, distance: i32) -> bool {
    let is_near = |one: i32, other: i32| (one - other).abs() <= distance;
    is_near(spot.place.0, last.place.0) && is_near(spot.place.1, last.place.1)
}

/// Whether a dialog opened or closed at `turned`, since the last click, and so shortly before that this one is meant for
/// what was there before.
fn is_surprised(last: Spot, spot: Spot, turned: f64, distance: i32) -> bool {
    is_near(last, spot, distance) && turned >= last.at && spot.at - turned < SURPRISE_MILLISECONDS
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
            (spot(1380.0, 110), never, false),
            (spot(1380.0, 110), 1010.0, true),
            (spot(1380.0, 160), 1010.0, false),
            // It closed with the answer, and the second tap came before that, or soon after.
            (spot(1700.0, 100), 1720.0, true),
            (spot(2100.0, 100), 1700.0, true),
            (spot(2300.0, 100), 1700.0, false),
            // What opened before the last tap was seen by then.
            (spot(1380.0, 100), 990.0, false),
        ] {
            assert_eq!(is_second_tap(last, tap, turned), wanted, "{} {turned}", tap.at);
        }
    }

    #[test]
    fn a_mouse_that_presses_again_where_a_dialog_closed_means_the_dialog() {
        let spot = |at: f64, x: i32| Spot { at, place: (x, 700) };
        let last = spot(1000.0, 100);
        for (press, turned, wanted) in [
            (spot(1150.0, 101), 1010.0, true),
            // Nothing closed: somebody is quick.
            (spot(1150.0, 101), f64::NEG_INFINITY, false),
            (spot(1150.0, 101), 990.0, false),
            // Elsewhere, or later, it is meant.
            (spot(1150.0, 110), 1010.0, false),
            (spot(1600.0, 100), 1010.0, false),
        ] {
            assert_eq!(is_surprised(last, press, turned, CLICK_DISTANCE), wanted, "{} {turned}", press.at);
        }
    }
}
