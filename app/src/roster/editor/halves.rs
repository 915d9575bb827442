//! A day of the sheet by half hours, drafts too: how many are there, and of how many.

use super::desk::Desk;
use crate::{
    roster::coverage::{Gaps, HalfHoursTable},
    text,
    ui::{Dialog, Icon, IconButton},
};
use dianwu_domain::roster::board::Board;
use leptos::prelude::*;

/// Opens the day on which the keys are; a day's head and its figures below open theirs.
#[component]
pub fn HalvesButton(desk: Desk) -> impl IntoView {
    view! {
        <button
            class="btn"
            type="button"
            data-kind="quiet"
            data-icon
            aria-label=text::roster::coverage_title
            title=text::roster::coverage_title
            on:click=move |_| desk.halves.set(Some(desk.active().column))
        >
            <Icon name="clock" />
        </button>
    }
}

/// The dialog, while a day is open.
#[component]
pub fn Halves(desk: Desk) -> impl IntoView {
    let is_open = Memo::new(move |_| desk.halves.read().is_some());
    view! {
        <Show when=move || is_open.get()>
            <Day desk=desk />
        </Show>
    }
}

#[component]
fn Day(desk: Desk) -> impl IntoView {
    let column = move || desk.halves.get().unwrap_or_default();
    let last = desk.board(Board::bounds).columns.saturating_sub(1);
    let day = move || desk.board(|board| board.day(column()));
    let close = Callback::new(move |()| {
        desk.halves.set(None);
        desk.focus();
    });
    let step = move |forwards: bool| {
        let to = move || if forwards { column().checked_add(1) } else { column().checked_sub(1) };
        Callback::new(move |()| {
            if let Some(to) = untrack(to).filter(|to| *to <= last) {
                desk.halves.set(Some(to));
            }
        })
    };
    let table = move || {
        // What the month is planned with may come while the dialog is open.
        desk.findings.track();
        let hours = desk.board(|board| board.half_hours(column()))?;
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
                        href=format!("/rosters/demands?department={}", desk.path.department_id)
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
