//! A day of the sheet by half hours, drafts too: how many are there, and of how many.

use super::editing::Editing;
use crate::{
    roster::coverage::{Gaps, HalfHoursTable},
    text,
    ui::{Dialog, Icon, IconButton},
};
use dianwu_domain::roster::board::Board;
use leptos::prelude::*;

/// Opens the day on which the keys are; a day's head and its figures below open theirs.
#[component]
pub fn HalvesButton(editing: Editing) -> impl IntoView {
    view! {
        <button
            class="btn"
            type="button"
            data-kind="quiet"
            data-icon
            aria-label=text::roster::coverage_title
            title=text::roster::coverage_title
            on:click=move |_| editing.panels.halves.set(Some(editing.active().column))
        >
            <Icon name="clock" />
        </button>
    }
}

/// The dialog, while a day is open.
#[component]
pub fn Halves(editing: Editing) -> impl IntoView {
    let is_open = Memo::new(move |_| editing.panels.halves.read().is_some());
    view! {
        <Show when=move || is_open.get()>
            <Day editing=editing />
        </Show>
    }
}

#[component]
fn Day(editing: Editing) -> impl IntoView {
    let column = move || editing.panels.halves.get().unwrap_or_default();
    let last = editing.board(Board::bounds).columns.saturating_sub(1);
    let day = move || editing.board(|board| board.day(column()));
    let close = Callback::new(move |()| {
        editing.panels.halves.set(None);
        editing.focus();
    });
    let step = move |forwards: bool| {
        let to = move || if forwards { column().checked_add(1) } else { column().checked_sub(1) };
        Callback::new(move |()| {
            if let Some(to) = untrack(to).filter(|to| *to <= last) {
                editing.panels.halves.set(Some(to));
            }
        })
    };
    let table = move || {
        // What the month is planned with may come while the dialog is open.
        editing.findings.track();
        let hours = editing.board(|board| board.half_hours(column()))?;
        let is_needed = hours.needed.iter().any(|needed| *needed > 0);
        Some(view! {
            <div class="row">
                {is_needed.then(|| view! { <Gaps hours=hours /> })}
                {(!is_needed).then(|| view! { <span class="muted small grow">{text::roster::coverage_nothing_needed}</span> })}
            </div>
            <HalfHoursTable hours=hours />
        })
    };
    view! {
        <Dialog title=Signal::derive(move || text::roster::coverage_of(&text::day_long(day()))) size="wide" on_close=close>
            <div class="dialog__body stack">
                <div class="row" data-split="">
                    <IconButton icon="chevron-left" label=Signal::derive(|| text::roster::day_before().to_owned()) on_click=step(false) />
                    <a
                        href=format!("/rosters/demands?department={}", editing.path.department_id)
                        class="btn"
                        data-kind="link"
                    >
                        {text::roster::demands}
                    </a>
                    <IconButton icon="chevron-right" label=Signal::derive(|| text::roster::day_after().to_owned()) on_click=step(true) />
                </div>
                {table}
            </div>
        </Dialog>
    }
}
