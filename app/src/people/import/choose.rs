//! The first step: choosing or dropping a file.

use super::{Stage, Wizard};
use crate::{text, ui::Icon};
use leptos::{ev::DragEvent, html, prelude::*};

/// A place for the file, and what will happen to it.
#[component]
pub fn Choose(wizard: Wizard) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let is_over = RwSignal::new(false);
    let reading = move || match wizard.stage.get() {
        Stage::Reading(name) => Some(name),
        _ => None,
    };
    let choose = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            wizard.read(file);
        }
        // The same file, mended, may be chosen again.
        input.set_value("");
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            wizard.read(file);
        }
    };
    view! {
        <div
            class="drop"
            data-over=move || is_over.get().then_some("")
            aria-busy=move || reading().is_some().then_some("true")
            on:dragover=move |event| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <Icon name="upload" size="large" />
            <b role="status">
                {move || match reading() {
                    Some(name) => text::people::import_reading(&name),
                    None => text::people::import_drop().to_owned(),
                }}
            </b>
            <span class="small">{text::people::import_drop_note}</span>
            <input
                type="file"
                accept=".csv,.xlsx"
                aria-label=text::people::import_file
                node_ref=input
                disabled=move || reading().is_some()
                on:change=choose
            />
        </div>
        <ul class="stack" data-gap="2">
            <li>{text::people::import_lead}</li>
            <li>{text::people::import_passwords}</li>
        </ul>
    }
}
