//! Changing a person's master data.

use super::{
    form::{Conflict, Entries, FIELDS, Holders, PersonFieldset},
    use_list_state,
};
use crate::{
    client,
    task::Home,
    text,
    ui::{Icon, Submission, SubmissionBanner, SubmitButton, focus_problem, use_toasts},
};
use dianwu_domain::{
    Code, Nothing,
    people::api::{GetPerson, Person, PersonChange, PersonPath, UpdatePerson},
};
use leptos::{ev::SubmitEvent, html, prelude::*};

/// The form. Whoever else saves first wins; what is entered here stays to be looked at and saved again.
#[component]
pub fn EditForm(
    /// The person as they were when the form opened.
    person: Person,
    /// Saved.
    on_saved: Callback<Person>,
    /// The form is left.
    on_leave: Callback<()>,
) -> impl IntoView {
    let state = use_list_state();
    let toasts = use_toasts();
    let path = PersonPath { person_id: person.id };
    let entries = Entries::of(&person.fields);
    let version = RwSignal::new(person.version);
    let merged = RwSignal::new(None::<Vec<Conflict>>);
    let (home, submission) = (Home::here(), Submission::default());
    let form = NodeRef::<html::Form>::new();
    state.guard.watch(move || entries.is_edited());

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(fields) = entries.read() else { return focus_problem(form) };
        let body = PersonChange { version: version.get_untracked(), fields, reason: None };
        let call = async move { client::call::<UpdatePerson>(&path, &Nothing {}, &body).await };
        submission.send(call, FIELDS, entries.list(), move |person| {
            toasts.good(text::people::person_changed());
            on_saved.try_run(person);
        });
    };
    let load_latest = move |()| {
        home.read(async move {
            match client::call::<GetPerson>(&path, &Nothing {}, &Nothing {}).await {
                Ok(latest) => {
                    version.set(latest.version);
                    merged.set(Some(entries.rebase(&latest.fields)));
                    submission.failure.set(None);
                }
                Err(failure) => toasts.bad(text::failure(&failure)),
            }
        });
    };
    view! {
        <form novalidate node_ref=form on:submit=submit>
            <div class="dialog__body form">
                {move || match submission.failure.get() {
                    Some(failure) if failure.code() == Some(Code::Stale) => {
                        view! { <StaleBanner on_load=Callback::new(load_latest) /> }.into_any()
                    }
                    _ => view! { <SubmissionBanner of=submission fields=FIELDS /> }.into_any(),
                }}
                {move || {
                    let conflicts = merged.get().filter(|_| submission.failure.get().is_none());
                    conflicts.map(|conflicts| view! { <MergedBanner conflicts=conflicts /> })
                }}
                <Holders of=submission entries=entries />
                <PersonFieldset entries=entries is_change=true />
            </div>
            <div class="dialog__foot">
                <button class="btn" type="button" on:click=move |_| on_leave.run(())>
                    {text::cancel}
                </button>
                <SubmitButton label=text::save busy_label=text::saving busy=submission.busy />
            </div>
        </form>
    }
}

/// Somebody else was faster.
#[component]
fn StaleBanner(on_load: Callback<()>) -> impl IntoView {
    view! {
        <div class="banner" data-tone="warn" role="alert">
            <Icon name="warning" />
            <div class="banner__text">
                <p>{text::people::person_stale}</p>
            </div>
            <button class="btn" data-kind="link" data-size="small" type="button" on:click=move |_| on_load.run(())>
                {text::people::load_latest}
            </button>
        </div>
    }
}

/// What others have changed meanwhile, as far as it differs from what is entered.
#[component]
fn MergedBanner(conflicts: Vec<Conflict>) -> impl IntoView {
    let is_free = conflicts.is_empty();
    let lead = move || if is_free { text::people::latest_loaded() } else { text::people::latest_differs() };
    view! {
        <div class="banner" role="status">
            <Icon name="info" />
            <div class="banner__text">
                <p>{lead}</p>
                <ul>
                    {conflicts
                        .into_iter()
                        .map(|conflict| view! { <li>{move || conflict.words()}</li> })
                        .collect_view()}
                </ul>
            </div>
        </div>
    }
}
