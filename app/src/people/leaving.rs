//! Somebody leaves, or comes back.

use crate::{
    client::{self, Failure},
    shop::use_clock,
    task::{Home, Told},
    text,
    ui::{
        Banner, CancelButton, Confirm, Dialog, Entry, Submission, SubmissionBanner, TextField, focus_problem,
        use_toasts,
    },
};
use dianwu_domain::{
    Code, Nothing,
    people::api::{Person, PersonChange, PersonFields, PersonPath, Status, UpdatePerson},
};
use leptos::{ev::SubmitEvent, html, prelude::*};

const FIELDS: &[&str] = &["fields.left_on"];

async fn update(person: Person, fields: PersonFields) -> Result<Person, Failure> {
    let body = PersonChange { version: person.version, fields };
    client::call::<UpdatePerson>(&PersonPath { person_id: person.id }, &Nothing {}, &body).await
}

/// Asks for the last day, names what follows, and ends the account.
#[component]
pub fn LeaveDialog(person: Person, on_saved: Callback<Person>, on_close: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let day = Entry::new(use_clock().now_untracked().day);
    let submission = Submission::default();
    let form = NodeRef::<html::Form>::new();
    let name = person.fields.name.to_string();
    let title = name.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(left_on) = day.parse() else { return focus_problem(form) };
        let fields = PersonFields { status: Status::Left, left_on: Some(left_on), ..person.fields.clone() };
        if let Some(problem) = fields.check().into_iter().find(|problem| problem.field == "left_on") {
            day.error.set(Some(problem.code));
            return focus_problem(form);
        }
        let name = name.clone();
        submission.send(update(person.clone(), fields), FIELDS, vec![day], move |person| {
            toasts.good(text::people::left_done(&name));
            on_saved.try_run(person);
        });
    };
    view! {
        <Dialog title=Signal::derive(move || text::people::leaver_title(&title)) on_close=on_close>
            <form novalidate node_ref=form on:submit=submit>
                <div class="dialog__body form">
                    {move || match submission.failure.get() {
                        Some(failure) if failure.code() == Some(Code::NotAllowedNow) => {
                            view! { <Banner tone="bad">{text::people::last_administrator}</Banner> }.into_any()
                        }
                        _ => view! { <SubmissionBanner of=submission fields=FIELDS /> }.into_any(),
                    }}
                    <TextField
                        id="leave-day"
                        label=text::people::leave_day
                        value=day.value
                        error=day.error
                        words=|code| text::people::person_problem("left_on", code)
                        input_type="date"
                        required=true
                    />
                    <ul class="stack" data-gap="2">
                        <li>{text::people::leave_signs_out}</li>
                        <li>{text::people::leave_shifts}</li>
                        <li>{text::people::leave_history}</li>
                    </ul>
                </div>
                <div class="dialog__foot">
                    <CancelButton />
                    <button
                        class="btn"
                        data-kind="destroy"
                        type="submit"
                        aria-busy=move || submission.busy.get().then_some("true")
                    >
                        {text::people::leave_person}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Asks, and takes somebody back.
#[component]
pub fn ReturnQuestion(person: Person, on_saved: Callback<Person>, on_close: Callback<()>) -> impl IntoView {
    let home = Home::here();
    let name = StoredValue::new(person.fields.name.to_string());
    let take_back = move |()| {
        let person = person.clone();
        let name = name.get_value();
        on_close.try_run(());
        let fields = PersonFields { status: Status::Active, left_on: None, ..person.fields.clone() };
        home.send(update(person, fields), move |result| match result {
            Ok(person) => {
                on_saved.try_run(person.clone());
                Told::good(text::people::returned_done(&name))
            }
            Err(failure) => Told::failed(failure),
        });
    };
    view! {
        <Confirm
            title=Signal::derive(move || text::people::return_title(&name.get_value()))
            text=Signal::derive(|| text::people::return_text().to_owned())
            deed=text::people::return_person
            is_calm=true
            on_yes=Callback::new(take_back)
            on_no=on_close
        />
    }
}
