//! What all dialogs of employment share: a new history, why the past changes, and the sending.

use crate::{
    client::{self, Failure},
    shop::use_clock,
    task::{Home, Told},
    text,
    ui::{
        Banner, Confirm, Dialog, Entry, Guard, GuardQuestion, Submission, SubmissionBanner, Text, TextField,
        focus_problem, use_toasts,
    },
};
use dianwu_domain::{
    Code, FieldCode, Nothing,
    people::{
        api::{ChangeEmployment, EmploymentChange, Person, PersonPath},
        employment::{Employment, Misfit},
    },
    text::Reason,
};
use leptos::{ev::SubmitEvent, html, prelude::*};

/// The fields that the dialogs show the problems of.
const FIELDS: &[&str] = &["reason"];

/// Sends a history.
pub async fn save(person: &Person, employment: Employment, reason: Option<Reason>) -> Result<Person, Failure> {
    let path = PersonPath { person_id: person.id };
    let body = EmploymentChange { version: person.version, employment, reason };
    client::call::<ChangeEmployment>(&path, &Nothing {}, &body).await
}

/// What does not fit, in words at its field.
pub fn misfit_words(misfit: Misfit) -> &'static str {
    match misfit {
        Misfit::NotEmployed => text::people::misfit_not_employed(),
        Misfit::BeforeHired => text::people::misfit_before_hired(),
        Misfit::BeforeLeft => text::people::misfit_before_left(),
        Misfit::NotLeft => text::people::misfit_not_left(),
    }
}

/// What a dialog makes of its entries: a history; nothing while an entry is wrong, which it then says itself; or what does
/// not fit.
pub type Draft = Result<Option<Employment>, Misfit>;

/// A dialog that changes somebody's employment.
#[component]
pub fn ChangeDialog(
    /// The person as they stand.
    person: Person,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// The deed.
    deed: Text,
    /// The deed ends something.
    #[prop(optional)]
    ends: bool,
    /// What is entered: once something of it was changed, the dialog asks before it is thrown away.
    #[prop(optional)]
    entries: Vec<Entry>,
    /// The history by what is entered, with wrong entries marked if `true` is asked.
    draft: Callback<bool, Draft>,
    /// What was done, once it is.
    done: Callback<Person, String>,
    /// Saved.
    on_saved: Callback<Person>,
    /// Closed.
    on_close: Callback<()>,
    /// The entries.
    children: Children,
) -> impl IntoView {
    let toasts = use_toasts();
    let guard = Guard::new();
    let today = use_clock().today_untracked();
    let reason = Entry::new("");
    let submission = Submission::default();
    let form = NodeRef::<html::Form>::new();
    let misfit = RwSignal::new(None::<Misfit>);
    let stands = StoredValue::new(person);
    let began: Vec<(Entry, String)> =
        entries.into_iter().chain([reason]).map(|entry| (entry, entry.value.get_untracked())).collect();
    guard.watch(move || began.iter().any(|(entry, began)| entry.value.with(|value| value != began)));
    let ask_to_close = move || guard.leave(move || on_close.run(()));
    let drafted = Memo::new(move |_| draft.run(false));
    let corrects = Memo::new(move |_| {
        let keeps = |after: &Employment| stands.with_value(|person| person.employment.keeps_past(after, today));
        drafted.with(|draft| matches!(draft, Ok(Some(after)) if !keeps(after)))
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let employment = match untrack(|| draft.run(true)) {
            Ok(Some(employment)) => employment,
            Ok(None) => return focus_problem(form),
            Err(found) => return misfit.set(Some(found)),
        };
        misfit.set(None);
        let why = if corrects.get_untracked() { reason.parse::<Reason>().map(Some) } else { Some(None) };
        let Some(why) = why else { return focus_problem(form) };
        let person = stands.get_value();
        let call = async move { save(&person, employment, why).await };
        submission.send(call, FIELDS, vec![reason], move |person| {
            toasts.good(done.run(person.clone()));
            on_saved.try_run(person);
        });
    };
    view! {
        <Dialog title=title unasked=true on_close=Callback::new(move |()| ask_to_close())>
            <form novalidate node_ref=form on:submit=submit>
                <div class="dialog__body form">
                    {move || match submission.failure.get() {
                        Some(failure) if failure.code() == Some(Code::NotAllowedNow) => {
                            view! { <Banner tone="bad">{text::people::last_administrator}</Banner> }.into_any()
                        }
                        _ => view! { <SubmissionBanner of=submission fields=FIELDS /> }.into_any(),
                    }}
                    {move || {
                        let found = drafted.get().err().filter(|_| misfit.get().is_some());
                        found.map(|found| view! { <Banner tone="bad">{move || misfit_words(found)}</Banner> })
                    }} {children()}
                    <Show when=move || corrects.get()>
                        <TextField
                            id="employment-reason"
                            label=text::people::reason_why
                            value=reason.value
                            error=reason.error
                            hint=text::people::reason_why_hint
                            required=true
                        />
                    </Show>
                </div>
                <div class="dialog__foot">
                    <button class="btn" type="button" on:click=move |_| ask_to_close()>
                        {text::cancel}
                    </button>
                    <button
                        class="btn"
                        data-kind=if ends { "destroy" } else { "primary" }
                        type="submit"
                        aria-busy=move || submission.busy.get().then_some("true")
                    >
                        {deed}
                    </button>
                </div>
            </form>
        </Dialog>
        <GuardQuestion of=guard />
    }
}

/// Asks before something that is planned is called off.
#[component]
pub fn CallOffQuestion(
    /// The person as they stand.
    person: Person,
    /// The history without it.
    without: Employment,
    /// Saved.
    on_saved: Callback<Person>,
    /// Closed.
    on_close: Callback<()>,
) -> impl IntoView {
    let home = Home::here();
    let call_off = move |()| {
        let (person, without) = (person.clone(), without.clone());
        on_close.try_run(());
        let call = async move { save(&person, without, None).await };
        home.send(call, move |result| match result {
            Ok(person) => {
                on_saved.try_run(person.clone());
                Told::good(text::people::called_off())
            }
            Err(failure) => Told::failed(failure),
        });
    };
    view! {
        <Confirm
            title=Signal::derive(|| text::people::call_off_title().to_owned())
            text=Signal::derive(|| text::people::call_off_text().to_owned())
            deed=text::people::call_off
            is_calm=true
            on_yes=Callback::new(call_off)
            on_no=on_close
        />
    }
}

/// Marks an entry whose day does not fit, if that is asked.
pub fn marked(entry: Entry, marks: bool, draft: Result<Employment, Misfit>) -> Draft {
    if marks && draft.is_err() {
        entry.error.set(Some(FieldCode::Inconsistent));
    }
    draft.map(Some)
}
