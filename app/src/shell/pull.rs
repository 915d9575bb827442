//! Pulling the page down brings it up to date, on whatever is touched.

use crate::{
    shop::use_clock,
    task::Home,
    text,
    ui::{Icon, is_covered},
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, TouchEvent};

/// Pulled so far, letting go refreshes.
const ENOUGH: f64 = 64.0;

/// The finger moves further than what it pulls.
const STIFFNESS: f64 = 0.5;

/// What scrolls or is drawn on by itself.
const OTHERS: &str = "dialog, input, textarea, [data-fill] .main";

/// The mark that follows the finger.
#[component]
pub fn Pull() -> impl IntoView {
    let clock = use_clock();
    let mark = NodeRef::<html::Div>::new();
    let began = StoredValue::new(None::<(f64, f64)>);
    let pulled = RwSignal::new(0.0);
    let home = Home::here();
    home.on_window(ev::touchstart, move |event| {
        let is_at_top = window().scroll_y().is_ok_and(|top| top <= 0.0);
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_other = target.is_none_or(|target| target.closest(OTHERS).is_ok_and(|other| other.is_some()));
        began.set_value(touch(&event).filter(|_| is_at_top && !is_other && !is_covered()));
    });
    home.on_window(ev::touchmove, move |event| {
        let Some((x, y)) = began.get_value() else { return };
        let (right, down) = touch(&event).map_or((0.0, -1.0), |(now_x, now_y)| (now_x - x, now_y - y));
        // Two fingers, upwards or aside: something else is meant.
        if down < 0.0 || (pulled.get_untracked() == 0.0 && right.abs() > down) {
            began.set_value(None);
            pulled.set(0.0);
        } else {
            pulled.set((down * STIFFNESS).min(ENOUGH));
        }
    });
    home.on_window(ev::touchend, move |_| {
        if began.get_value().is_some() && pulled.get_untracked() >= ENOUGH {
            clock.refresh();
        }
        began.set_value(None);
        pulled.set(0.0);
    });
    Effect::new(move |_| {
        let place = if clock.is_refreshing() { ENOUGH } else { pulled.get() };
        #[expect(clippy::cast_possible_truncation, reason = "a finger moves by hundreds of pixels")]
        // Whole pixels: nothing else on a phone writes fractions, and what writes them weighs 4 kB.
        let place = place as i32;
        if let Some(mark) = mark.get() {
            // A style that is written so is always taken.
            let _ = web_sys::HtmlElement::style(&mark).set_property("transform", &format!("translateY({place}px)"));
        }
    });
    view! {
        <div class="pull" role="status" node_ref=mark data-busy=move || clock.is_refreshing().then_some("")>
            <Icon name="refresh" />
            <Show when=move || clock.is_refreshing()>
                <span class="sr-only">{text::refreshing}</span>
            </Show>
        </div>
    }
}

/// Where the one finger is.
fn touch(event: &web_sys::Event) -> Option<(f64, f64)> {
    let touches = event.dyn_ref::<TouchEvent>()?.touches();
    let touch = touches.item(0).filter(|_| touches.length() == 1)?;
    Some((f64::from(touch.client_x()), f64::from(touch.client_y())))
}
