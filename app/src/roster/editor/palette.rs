//! The shifts to choose from, each with its key.

use super::{desk::Desk, keyboard::palette_keys};
use crate::{roster::shift::ShiftChip, text};
use dianwu_domain::{ShiftKindId, roster::api::ShiftKind};
use leptos::prelude::*;

/// The bar of shifts. A click fills what is selected; with nothing selected it makes the mouse a brush, and a second
/// click puts that down.
#[component]
pub fn Palette(desk: Desk) -> impl IntoView {
    let keys = desk.board(palette_keys);
    let kinds: Vec<ShiftKind> = desk.board(|board| board.palette().map(|(_, kind)| kind.clone()).collect());
    let keys_of = |id| keys.iter().find(|(other, _)| *other == id).and_then(|(_, key)| *key);
    view! {
        <div class="palette not-phone" role="toolbar" aria-label=text::palette title=text::palette_hint>
            {kinds
                .into_iter()
                .map(|kind| {
                    let key = keys_of(kind.id).map(String::from);
                    view! {
                        <Key desk=desk kind_id=Some(kind.id)>
                            <ShiftChip kind=Some(kind.clone()) small=true />
                            {kind.fields.name.to_string()}
                            {key.map(|key| view! { <kbd>{key}</kbd> })}
                        </Key>
                    }
                })
                .collect_view()}
            <Key desk=desk kind_id=None>
                {text::clear_cell}
                <kbd>"Del"</kbd>
            </Key>
        </div>
    }
}

#[component]
fn Key(desk: Desk, kind_id: Option<ShiftKindId>, children: Children) -> impl IntoView {
    let choose = move |_| {
        if desk.selection.get_untracked().is_some() {
            desk.paint(desk.target(), kind_id, false);
            desk.focus();
        } else {
            desk.brush.update(|brush| *brush = if *brush == Some(kind_id) { None } else { Some(kind_id) });
        }
    };
    view! {
        <button
            class="palette__key"
            type="button"
            aria-pressed=move || if desk.brush.get() == Some(kind_id) { "true" } else { "false" }
            on:click=choose
        >
            {children()}
        </button>
    }
}
