//! Adding a person.

use super::{
    address::Address,
    code::Issued,
    form::{Entries, FIELDS, Holders, PersonFieldset},
    use_list_state,
};
use crate::{
    client,
    shop::use_clock,
    text,
    ui::{Dialog, Submission, SubmissionBanner, SubmitButton, focus_problem, new_uuid, use_toasts},
};
use dianwu_domain::{
    Nothing, PersonId,
    people::api::{CreatePerson, CreatedPerson, NewPerson, Status},
};
use leptos::{ev::SubmitEvent, html, prelude::*};

/// The form of a new person. Its id is made once, so that a repeated send is the same person.
#[component]
pub fn CreateSheet() -> impl IntoView {
    let state = use_list_state();
    let toasts = use_toasts();
    let id = PersonId::new(new_uuid());
    let today = use_clock().now_untracked().day;
    let entries = Entries::new(state.address.get_untracked().department_id, today);
    let submission = Submission::default();
    let form = NodeRef::<html::Form>::new();
    state.guard.watch(move || entries.is_edited());
    let close = move || state.is_creating.set(false);
    let ask_to_close = move || state.guard.leave(close);

    let done = move |CreatedPerson { person, initial_password }: CreatedPerson| {
        close();
        state.changed();
        match initial_password {
            Some(password) => state.issued.set(Some(Issued::initial(&person, password))),
            None => toasts.good(text::people::code_repeated(person.fields.name.as_str())),
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(fields) = entries.read() else { return focus_problem(form) };
        let body = NewPerson { id, fields };
        let call = async move { client::call::<CreatePerson>(&Nothing {}, &Nothing {}, &body).await };
        submission.send(call, FIELDS, entries.list(), done);
    };
    // Whoever has left and comes back is the same person still.
    let find_leaver = move || {
        entries.held_by_leaver().map(|q| {
            let find = move |_| {
                let q = q.clone();
                state.guard.leave(move || {
                    close();
                    state.filter(|address| {
                        *address = Address { q: q.parse().ok(), status: Some(Status::Left), ..Address::default() };
                    });
                });
            };
            view! {
                <button class="btn" type="button" on:click=find>
                    {text::people::find_leaver}
                </button>
            }
        })
    };
    view! {
        <Dialog
            title=Signal::derive(|| text::people::add_person().to_owned())
            kind="sheet"
            unasked=true
            on_close=Callback::new(move |()| ask_to_close())
        >
            <form novalidate node_ref=form on:submit=submit>
                <div class="dialog__body form">
                    <SubmissionBanner of=submission fields=FIELDS />
                    <Holders of=submission entries=entries />
                    <PersonFieldset entries=entries />
                    {find_leaver}
                </div>
                <div class="dialog__foot">
                    <button class="btn" type="button" on:click=move |_| ask_to_close()>
                        {text::cancel}
                    </button>
                    <SubmitButton label=text::people::add_person busy_label=text::saving busy=submission.busy />
                </div>
            </form>
        </Dialog>
    }
}
