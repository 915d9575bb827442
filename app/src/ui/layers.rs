//! What lies above a page and closes with the way back: dialogs, and forms whose entries are not saved.
//!
//! A browser tells of the way back only once it is gone. So whatever opens puts an entry of its own into the history, at
//! the same address, and the way back leads from there to the page, which then closes what lies on top. An entry whose
//! dialog was closed otherwise is left where it is (to take it away would race with the next navigation) and is stepped
//! over when the way back, or the way forth, leads there.

use crate::task::Home;
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsValue;

/// How many things lie above an entry's page, as kept in the history's state.
const DEPTH: &str = "depth";

/// How far an entry's page is scrolled, likewise.
const TOP: &str = "top";

/// A way that goes on by itself, over entries that nothing lies above any more.
#[derive(Clone, Copy)]
enum Way {
    /// To the page below them, which stays scrolled so far.
    Settle(f64),
    /// Further: somebody wanted to leave that page.
    Leave,
}

/// What closes something, by its number.
type Layers = Vec<(u32, Rc<dyn Fn()>)>;

thread_local! {
    static LAYERS: RefCell<Layers> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u32> = const { Cell::new(0) };
    /// The depth of the entry that one was on last.
    static SEEN: Cell<usize> = const { Cell::new(0) };
    static WAY: Cell<Option<Way>> = const { Cell::new(None) };
}

/// Something that may lie above the page.
#[derive(Clone, Copy)]
pub struct Layer(u32);

impl Layer {
    /// Nothing that lies there yet.
    pub fn new() -> Self {
        Self(NEXT.replace(NEXT.get() + 1))
    }

    /// Lies above the page now; the way back runs `on_back`.
    pub fn open(self, on_back: impl Fn() + 'static) {
        self.close();
        LAYERS.with_borrow_mut(|layers| layers.push((self.0, Rc::new(on_back))));
        reserve();
    }

    /// Lies there no longer.
    pub fn close(self) {
        LAYERS.with_borrow_mut(|layers| layers.retain(|(id, _)| *id != self.0));
    }
}

/// Whether anything lies above the page.
pub fn is_covered() -> bool {
    count() > 0
}

fn count() -> usize {
    LAYERS.with_borrow(Vec::len)
}

/// Something about the present entry.
fn kept(key: &str) -> Option<f64> {
    let state = window().history().ok()?.state().ok()?;
    js_sys::Reflect::get(&state, &key.into()).ok()?.as_f64()
}

/// The present entry's state with something changed.
fn with(key: &str, value: f64) -> JsValue {
    let state = js_sys::Object::new();
    for (name, value) in [(DEPTH, kept(DEPTH)), (TOP, kept(TOP)), (key, Some(value))] {
        if let Some(value) = value {
            // A plain object takes any property.
            let _ = js_sys::Reflect::set(&state, &name.into(), &value.into());
        }
    }
    state.into()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number that this module wrote")]
fn depth() -> usize {
    kept(DEPTH).unwrap_or_default() as usize
}

/// Sees to it that the way back has something to leave before it leaves the page.
fn reserve() {
    let open = count();
    if depth() < open
        && let Ok(history) = window().history()
    {
        // A browser that is asked too often refuses; then the way back leaves the page.
        #[expect(clippy::cast_precision_loss, reason = "a handful of dialogs")]
        let _ = history.push_state_with_url(&with(DEPTH, open as f64), "", None);
    }
    look();
}

/// Notes the entry that one is on.
pub fn look() {
    SEEN.set(depth());
}

/// Goes the way back.
pub fn go_back() {
    if let Ok(history) = window().history() {
        // At the first entry there is nothing to go back to.
        let _ = history.back();
    }
}

/// The way back or forth was gone: closes what lies on top, or goes on. The answer is how far the page is scrolled, where
/// one has arrived at a page.
pub fn popped() -> Option<f64> {
    let (seen, here, open) = (SEEN.replace(depth()), depth(), count());
    let way = WAY.take();
    if open > here {
        let top = LAYERS.with_borrow(|layers| layers.last().map(|(_, close)| Rc::clone(close)));
        if let Some(close) = top {
            close();
        }
        // What asks a question first, or stays, wants to be asked again.
        Home::app().after(0, reserve).keep();
        return None;
    }
    let top = kept(TOP).unwrap_or_default();
    if here > open {
        let fresh = if seen > open { Way::Leave } else { Way::Settle(top) };
        WAY.set(Some(way.unwrap_or(fresh)));
        go_back();
        return None;
    }
    match way {
        Some(Way::Settle(top)) => Some(top),
        Some(Way::Leave) => {
            go_back();
            None
        }
        None if seen > open => {
            go_back();
            None
        }
        None => Some(top),
    }
}

/// Keeps how far the page is scrolled.
pub fn keep_top(top: f64) {
    if kept(TOP) != Some(top)
        && let Ok(history) = window().history()
    {
        // A browser that is asked too often refuses; then an older place is kept.
        let _ = history.replace_state_with_url(&with(TOP, top), "", None);
    }
}

/// How far the page of the present entry was scrolled.
pub fn kept_top() -> f64 {
    kept(TOP).unwrap_or_default()
}
