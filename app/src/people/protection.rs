//! Protected status: fetched and shown for those alone who manage people.

use crate::{
    client, text,
    ui::{
        Banner, Dialog, Entry, Fetched, Guard, GuardQuestion, Load, Submission, SubmissionBanner, SubmitButton,
        TextField, focus_problem, use_toasts,
    },
};
use dianwu_domain::{
    Code, Nothing, PersonId,
    people::api::{GetProtection, PersonPath, Protection, ProtectionKind, ProtectionState, SetProtection},
};
use leptos::{ev::SubmitEvent, html, prelude::*};

/// The section of the sheet, with its form.
#[component]
pub fn ProtectionSection(id: PersonId, name: String) -> impl IntoView {
    let path = PersonPath { person_id: id };
    let state: Fetched<ProtectionState> =
        LocalResource::new(move || async move { client::call::<GetProtection>(&path, &Nothing {}, &Nothing {}).await });
    let edited = RwSignal::new(None::<ProtectionState>);
    let name = StoredValue::new(name);
    let saved = move |now: ProtectionState| {
        state.set(Some(Ok(now)));
        edited.set(None);
    };
    view! {
        <section>
            <h3 class="section-title">{text::people::protection}</h3>
            <Load of=state bones=|| view! { <span class="bone" data-w="60"></span> } let(now)>
                <div class="row" data-split>
                    <p>{move || in_words(now.protection)}</p>
                    <button
                        class="btn"
                        type="button"
                        data-kind="link"
                        data-size="small"
                        aria-label=move || format!("{}{}", text::people::protection_set(), text::people::protection())
                        on:click=move |_| edited.set(Some(now))
                    >
                        {text::people::protection_set}
                    </button>
                </div>
            </Load>
            <p class="faint small">{text::people::protection_note}</p>
        </section>
        {move || {
            edited
                .get()
                .map(|state| {
                    view! {
                        <ProtectionDialog
                            path=path
                            name=name.get_value()
                            state=state
                            on_saved=Callback::new(saved)
                            on_close=Callback::new(move |()| edited.set(None))
                        />
                    }
                })
        }}
    }
}

fn in_words(protection: Option<Protection>) -> AnyView {
    match protection {
        None => text::people::protection_none.into_any(),
        Some(Protection { kind, from, until }) => view! {
            <span class="row" data-gap="1" data-wrap>
                <span class="chip" data-tone="warn">
                    {move || text::people::protection_name(kind)}
                </span>
                <span class="num">{text::people::protection_span(&from.to_string(), &until.to_string())}</span>
            </span>
        }
        .into_any(),
    }
}

const FIELDS: &[&str] = &["protection.from", "protection.until"];

/// The form.
#[component]
fn ProtectionDialog(
    path: PersonPath,
    name: String,
    state: ProtectionState,
    on_saved: Callback<ProtectionState>,
    on_close: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let guard = Guard::new();
    let began = state.protection;
    let kind = RwSignal::new(began.map_or(ProtectionKind::Pregnant, |protection| protection.kind));
    let from = Entry::optional(began.map(|protection| protection.from));
    let until = Entry::optional(began.map(|protection| protection.until));
    let submission = Submission::default();
    let form = NodeRef::<html::Form>::new();
    guard.watch(move || {
        let text = |day: Option<dianwu_domain::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        began.is_some_and(|began| began.kind != kind.get())
            || from.value.get() != text(began.map(|began| began.from))
            || until.value.get() != text(began.map(|began| began.until))
    });
    let ask_to_close = move || guard.leave(move || on_close.run(()));
    let send = move |protection: Option<Protection>| {
        let body = ProtectionState { protection, version: state.version };
        let call = async move { client::call::<SetProtection>(&path, &Nothing {}, &body).await };
        submission.send(call, FIELDS, vec![from, until], move |now| {
            toasts.good(if now.protection.is_some() {
                text::people::protection_saved()
            } else {
                text::people::protection_cleared()
            });
            on_saved.try_run(now);
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (first, last) = (from.parse(), until.parse());
        let (Some(first), Some(last)) = (first, last) else { return focus_problem(form) };
        if last < first {
            until.error.set(Some(dianwu_domain::FieldCode::Inconsistent));
            return focus_problem(form);
        }
        send(Some(Protection { kind: kind.get_untracked(), from: first, until: last }));
    };
    view! {
        <Dialog
            title=Signal::derive(move || text::people::protection_title(&name))
            unasked=true
            on_close=Callback::new(move |()| ask_to_close())
        >
            <form novalidate node_ref=form on:submit=submit>
                <div class="dialog__body form">
                    {move || match submission.failure.get() {
                        Some(failure) if failure.code() == Some(Code::Stale) => {
                            view! { <Banner tone="bad">{text::people::protection_stale}</Banner> }.into_any()
                        }
                        _ => view! { <SubmissionBanner of=submission fields=FIELDS /> }.into_any(),
                    }}
                    <KindPicker kind=kind />
                    <div class="pair" data-short>
                        <TextField
                            id="protection-from"
                            label=text::people::protection_from
                            value=from.value
                            error=from.error
                            words=|code| text::people::person_problem("from", code)
                            input_type="date"
                            required=true
                        />
                        <TextField
                            id="protection-until"
                            label=text::people::protection_until
                            value=until.value
                            error=until.error
                            words=|code| text::people::person_problem("until", code)
                            input_type="date"
                            required=true
                        />
                    </div>
                    <p class="muted small">{text::people::protection_effect}</p>
                </div>
                <div class="dialog__foot">
                    {began
                        .is_some()
                        .then(|| {
                            view! {
                                <button
                                    class="btn"
                                    type="button"
                                    data-kind="danger"
                                    data-start
                                    on:click=move |_| send(None)
                                >
                                    {text::people::protection_clear}
                                </button>
                            }
                        })}
                    <button class="btn" type="button" on:click=move |_| ask_to_close()>
                        {text::cancel}
                    </button>
                    <SubmitButton label=text::save busy_label=text::saving busy=submission.busy />
                </div>
            </form>
        </Dialog>
        <GuardQuestion of=guard />
    }
}

#[component]
fn KindPicker(kind: RwSignal<ProtectionKind>) -> impl IntoView {
    let choice = move |value: ProtectionKind| {
        view! {
            <label>
                <input
                    type="radio"
                    name="protection-kind"
                    prop:checked=move || kind.get() == value
                    on:change=move |_| kind.set(value)
                />
                <span>{move || text::people::protection_name(value)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{text::people::protection_kind}</legend>
            <div class="segmented">{choice(ProtectionKind::Pregnant)} {choice(ProtectionKind::Nursing)}</div>
        </fieldset>
    }
}
