//! Taking a month along: a workbook, a table, or paper.

use super::{beside::Views, editing::Editing};
use crate::{
    beside::beside,
    client,
    task::Home,
    text,
    ui::{Dialog, Icon},
};
use dianwu_domain::{
    Nothing,
    roster::api::{ExportRoster, ExportRosterCsv},
};
use leptos::prelude::*;

/// The button, with what it offers.
#[component]
pub fn ExportButton(editing: Editing) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let close = Callback::new(move |()| is_open.set(false));
    view! {
        <button
            class="btn"
            type="button"
            data-kind="quiet"
            data-icon
            aria-label=text::roster::export_roster
            title=text::roster::export_roster
            on:click=move |_| is_open.set(true)
        >
            <Icon name="download" />
        </button>
        <Show when=move || is_open.get()>
            {beside(move |views: Views| (views.offers)(editing, close))}
        </Show>
    }
}

/// What can be taken along.
#[component]
pub fn Offers(editing: Editing, on_close: Callback<()>) -> impl IntoView {
    let link = move |href: String, title: crate::ui::Text, note: crate::ui::Text| {
        view! {
            <li>
                <a class="item" href=href download="" rel="external" on:click=move |_| on_close.run(())>
                    <Icon name="file" />
                    <span class="item__text">
                        <span class="item__title">{title}</span>
                        <span class="item__note">{note}</span>
                    </span>
                </a>
            </li>
        }
    };
    let print = move |_| {
        on_close.try_run(());
        // The dialog must be gone from the page before it is printed.
        Home::app().next_frame(|| {
            // A browser that cannot print does nothing.
            let _ = window().print();
        });
    };
    view! {
        <Dialog title=Signal::derive(|| text::roster::export_roster().to_owned()) on_close=on_close>
            <div class="dialog__body stack">
                <ul class="list card">
                    {link(client::url::<ExportRoster>(&editing.path, &Nothing {}), text::roster::export_xlsx, text::roster::export_xlsx_note)}
                    {link(client::url::<ExportRosterCsv>(&editing.path, &Nothing {}), text::roster::export_csv, text::roster::export_csv_note)}
                    <li>
                        <button class="item" type="button" on:click=print>
                            <Icon name="file" />
                            <span class="item__text">
                                <span class="item__title">{text::roster::print_roster}</span>
                                <span class="item__note">{text::roster::print_roster_note}</span>
                            </span>
                        </button>
                    </li>
                </ul>
                <p class="faint small">{text::roster::export_saved_only}</p>
            </div>
        </Dialog>
    }
}
