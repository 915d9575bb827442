//! The shifts to choose from, each with its key.

use super::{editing::Editing, keyboard::palette_keys};
use crate::{shifts::ShiftChip, text};
use dianwu_domain::{ShiftKindId, shifts::api::ShiftKind};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The bar of shifts. A click fills what is selected; with nothing selected it makes the mouse a brush, and a second
/// click puts that down.
#[component]
pub fn Palette(editing: Editing) -> impl IntoView {
    let keys = editing.board(palette_keys);
    let kinds: Vec<ShiftKind> = editing.board(|board| board.palette().map(|(_, kind)| kind.clone()).collect());
    let toolbar = NodeRef::<html::Div>::new();
    // One stop of the Tab key; the arrows lead on from there.
    let reached = RwSignal::new(0_u32);
    let last = u32::try_from(kinds.len()).unwrap_or(0);
    let go = move |event: ev::KeyboardEvent| {
        let at = reached.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            "ArrowLeft" => at.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        let key = toolbar.get_untracked().and_then(|toolbar| toolbar.children().item(to));
        if let Some(key) = key.and_then(|key| key.dyn_into::<HtmlElement>().ok()) {
            // A key of the bar takes the focus as long as it is there.
            let _ = key.focus();
        }
    };
    let keys_of = |id| keys.iter().find(|(other, _)| *other == id).and_then(|(_, key)| *key);
    view! {
        <div
            class="palette not-phone"
            role="toolbar"
            aria-label=text::roster::palette
            title=text::roster::palette_hint
            node_ref=toolbar
            on:keydown=go
        >
            {kinds
                .into_iter()
                .zip(0..)
                .map(|(kind, place)| {
                    let key = keys_of(kind.id).map(String::from);
                    view! {
                        <Key editing=editing kind_id=Some(kind.id) place=place reached=reached>
                            <ShiftChip kind=Some(kind.clone()) small=true />
                            {kind.fields.name.to_string()}
                            {key.map(|key| view! { <kbd>{key}</kbd> })}
                        </Key>
                    }
                })
                .collect_view()}
            <Key editing=editing kind_id=None place=last reached=reached>
                {text::roster::clear_cell}
                <kbd>"Del"</kbd>
            </Key>
        </div>
    }
}

#[component]
fn Key(
    editing: Editing,
    kind_id: Option<ShiftKindId>,
    /// Its place in the bar.
    place: u32,
    /// The place that the Tab key reaches.
    reached: RwSignal<u32>,
    children: Children,
) -> impl IntoView {
    let choose = move |_| {
        if editing.selection.get_untracked().is_some() {
            editing.paint(editing.target(), kind_id, false);
            editing.focus();
        } else {
            editing.brush.update(|brush| *brush = if *brush == Some(kind_id) { None } else { Some(kind_id) });
        }
    };
    view! {
        <button
            class="palette__key"
            type="button"
            tabindex=move || if reached.get() == place { "0" } else { "-1" }
            on:focus=move |_| reached.set(place)
            aria-pressed=move || if editing.brush.get() == Some(kind_id) { "true" } else { "false" }
            on:click=choose
        >
            {children()}
        </button>
    }
}
