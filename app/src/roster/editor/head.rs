//! The head of the page: how far the roster is, how far its saving is, and the steps that can be taken back.

use super::{
    editing::Editing, export::ExportButton, fill::FillButtons, findings::FindingsButton, halves::HalvesButton,
    publish::PublishButton, saving::Last,
};
use crate::{
    client::Failure,
    shop::{use_caller, use_clock},
    text,
    ui::Icon,
};
use dianwu_domain::{
    Permission,
    roster::{api::RosterStatus, board::Board},
};
use leptos::prelude::*;

/// How far the roster is.
#[component]
pub fn StatusChip(editing: Editing) -> impl IntoView {
    let zone = use_clock().zone();
    let status = Memo::new(move |_| editing.head.read().status);
    let tone = move || match status.get() {
        RosterStatus::Empty => None,
        RosterStatus::Draft => Some("warn"),
        RosterStatus::Published => Some("good"),
    };
    let note = move || {
        let head = editing.head.read();
        let (at, by) = (head.published_at?, head.published_by.as_ref()?);
        let note = text::roster::published_note(&text::moment_short(at, zone), by.as_str());
        Some(match &head.sign_off {
            Some(reason) => text::roster::cell_and(&note, &text::roster::signed_off_note(reason.as_str())),
            None => note,
        })
    };
    let is_reader = !editing.board(Board::may_edit);
    view! {
        <span class="chip" data-tone=tone data-dot title=note>
            {move || text::roster::roster_status(status.get())}
        </span>
        {move || note().map(|note| view! { <span class="sr-only">{note}</span> })}
        {is_reader.then(|| view! { <span class="chip not-phone">{text::roster::read_only}</span> })}
    }
}

/// Everything at the end of the head.
#[component]
pub fn Tools(editing: Editing) -> impl IntoView {
    let may_edit = editing.board(Board::may_edit);
    view! {
        <span class="row not-phone">
            <HalvesButton editing=editing />
            <ExportButton editing=editing />
            <HistoryLink editing=editing />
        </span>
        <Show when=move || may_edit>
            <span class="row not-phone">
                <SaveState editing=editing />
            </span>
            <FindingsButton editing=editing />
            <span class="row not-phone" data-gap="1">
                <FillButtons editing=editing />
                <StepButton icon="undo" label=text::undo enabled=Signal::derive(move || editing.steps.get().0) on_click=Callback::new(move |()| editing.undo()) />
                <StepButton icon="redo" label=text::roster::redo enabled=Signal::derive(move || editing.steps.get().1) on_click=Callback::new(move |()| editing.redo()) />
            </span>
            <PublishButton editing=editing />
        </Show>
    }
}

/// Leads to what was done to this department's rosters, for those who may read it. It opens beside the grid, where nothing
/// that is not saved yet is left behind.
#[component]
pub fn HistoryLink(editing: Editing) -> impl IntoView {
    let may_read = use_caller().holds(Permission::ReadLog) && editing.board(Board::may_edit);
    let href = move || format!("/audit?department={}", editing.head.read().department_id);
    may_read.then(|| {
        view! {
            <a
                class="btn"
                data-kind="quiet"
                data-icon
                href=href
                target="_blank"
                rel="noopener"
                aria-label=text::audit
                title=text::audit
            >
                <Icon name="audit" />
            </a>
        }
    })
}

#[component]
fn StepButton(
    icon: &'static str,
    label: crate::ui::Text,
    enabled: Signal<bool>,
    on_click: Callback<()>,
) -> impl IntoView {
    // A disabled button would lose the focus while somebody takes back step after step.
    view! {
        <button
            class="btn"
            type="button"
            data-kind="quiet"
            data-icon
            aria-label=label
            title=label
            aria-disabled=move || (!enabled.get()).then_some("true")
            on:click=move |_| {
                if enabled.get_untracked() {
                    on_click.run(());
                }
            }
        >
            <Icon name=icon />
        </button>
    }
}

/// What saving is doing.
#[derive(Clone, Debug, PartialEq)]
enum State {
    Idle,
    Saved(String),
    Unsaved(usize),
    Saving,
    Failed(usize),
    Offline(usize),
    Held(usize),
    Conflict(usize),
}

impl State {
    const fn name(&self) -> &'static str {
        match self {
            Self::Idle | Self::Saved(_) => "saved",
            Self::Unsaved(_) => "unsaved",
            Self::Saving => "saving",
            Self::Failed(_) | Self::Offline(_) | Self::Held(_) => "failed",
            Self::Conflict(_) => "conflict",
        }
    }

    const fn icon(&self) -> &'static str {
        match self {
            Self::Idle | Self::Saved(_) => "check",
            Self::Unsaved(_) | Self::Saving => "refresh",
            Self::Offline(_) => "offline",
            Self::Failed(_) | Self::Held(_) | Self::Conflict(_) => "warning",
        }
    }

    const fn tone(&self) -> Option<&'static str> {
        match self {
            Self::Failed(_) | Self::Offline(_) | Self::Held(_) | Self::Conflict(_) => Some("bad"),
            _ => None,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Idle => text::roster::saves_itself().to_owned(),
            Self::Saved(time) => text::roster::saved_at(time),
            Self::Unsaved(count) => text::roster::unsaved_cells(*count),
            Self::Saving => text::roster::saving_cells().to_owned(),
            Self::Failed(count) => text::roster::failed_cells(*count),
            Self::Offline(count) => text::roster::offline_cells(*count),
            Self::Held(count) => text::roster::held_cells(*count),
            Self::Conflict(count) => text::roster::conflict_cells(*count),
        }
    }
}

/// What saving is doing, as the views follow it.
fn state_of(editing: Editing) -> Memo<State> {
    Memo::new(move |_| {
        let progress = editing.progress.get();
        let Last { saved_at, failure } = editing.saving.last.get();
        if failure == Some(Failure::Offline) && progress.unsaved() > 0 {
            State::Offline(progress.unsaved())
        } else if editing.saving.overtaken.get() > 0 {
            State::Failed(progress.unsaved())
        } else if editing.saving.held.read().is_some() {
            State::Held(progress.unsaved())
        } else if failure.is_some() && progress.unsaved() > 0 || progress.refused > 0 {
            State::Failed(progress.unsaved())
        } else if progress.sent > 0 {
            State::Saving
        } else if progress.waiting > 0 {
            State::Unsaved(progress.waiting)
        } else if progress.conflicts > 0 {
            State::Conflict(progress.conflicts)
        } else {
            saved_at.map_or(State::Idle, |at| State::Saved(at.minute.to_string()))
        }
    })
}

/// What saving is doing, with a way to try again when it fails.
#[component]
fn SaveState(editing: Editing) -> impl IntoView {
    let state = state_of(editing);
    let is_stuck = Memo::new(move |_| state.read().name() == "failed" && editing.progress.get().sent > 0);
    view! {
        <span
            class="save-state"
            role="status"
            data-state=move || state.read().name()
            data-tone=move || state.read().tone()
        >
            {move || view! { <Icon name=state.read().icon() size="small" /> }}
            {move || state.read().words()}
        </span>
        <Show when=move || is_stuck.get()>
            <button
                class="btn"
                type="button"
                data-size="small"
                on:click=move |_| {
                    if let Some(saver) = editing.saving.by() {
                        saver.now();
                    }
                }
            >
                {text::retry}
            </button>
        </Show>
    }
}

/// On a phone: what a finger can do here, or what saving is doing.
#[component]
pub fn PhoneLine(editing: Editing) -> impl IntoView {
    let may_edit = editing.board(Board::may_edit);
    let state = state_of(editing);
    view! {
        <div class="only-phone">
            <Show
                when=move || *state.read() != State::Idle
                fallback=move || {
                    view! {
                        <p class="faint small">
                            {move || if may_edit { text::roster::phone_hint() } else { text::roster::phone_read_hint() }}
                        </p>
                    }
                }
            >
                <div class="row">
                    <SaveState editing=editing />
                    <Show when=move || editing.panels.is_put_off.get() && (editing.saving.overtaken.get() > 0 || matches!(*state.read(), State::Held(_) | State::Conflict(_)))>
                        <button class="btn" type="button" data-size="small" on:click=move |_| editing.panels.is_put_off.set(false)>
                            {text::roster::settle}
                        </button>
                    </Show>
                </div>
            </Show>
        </div>
    }
}
