//! The dialog of one day's wish.

use crate::{
    client,
    shifts::{Kinds, shift_words},
    text,
    ui::{Banner, CancelButton, Dialog, Entry, Submission, SubmissionBanner, SubmitButton, TextField, use_toasts},
};
use dianwu_domain::{
    Code, Day, Nothing, ShiftKindId,
    wishes::{
        Wish,
        api::{DeleteMyWish, SetMyWish, WishBody, WishPath},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};

const FIELDS: &[&str] = &["note"];

/// The dialog.
#[component]
pub fn WishDialog(
    day: Day,
    standing: Option<Wish>,
    kinds: Kinds,
    on_close: Callback<()>,
    on_done: Callback<()>,
    /// The month has been published meanwhile.
    on_late: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let has_one = standing.is_some();
    let kind = RwSignal::new(standing.as_ref().and_then(|wish| wish.kind_id));
    let note = Entry::optional(standing.map(|wish| wish.note));
    let submission = Submission::default();
    let done = move || {
        on_done.try_run(());
        on_close.try_run(());
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(note_read) = note.parse() else { return };
        let body = WishBody { kind_id: kind.get_untracked(), note: note_read };
        let call = async move { client::call::<SetMyWish>(&WishPath { day }, &Nothing {}, &body).await };
        submission.send(call, FIELDS, vec![note], move |_| {
            toasts.good(text::wishes::wish_saved());
            done();
        });
    };
    let remove = move |_| {
        let call = async move { client::call::<DeleteMyWish>(&WishPath { day }, &Nothing {}, &Nothing {}).await };
        submission.send(call, FIELDS, vec![note], move |_| {
            toasts.good(text::wishes::wish_removed(&text::day_name(day)));
            done();
        });
    };
    let is_too_late =
        move || submission.failure.with(|failure| failure.as_ref().and_then(|f| f.code()) == Some(Code::NotAllowedNow));
    // The page below still shows a month that takes wishes.
    Effect::new(move |_| {
        if is_too_late() {
            on_late.try_run(());
        }
    });
    view! {
        <Dialog title=Signal::derive(move || text::day_long(day)) on_close=on_close>
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    {move || {
                        if is_too_late() {
                            view! { <Banner tone="bad">{text::wishes::wish_too_late}</Banner> }.into_any()
                        } else {
                            view! { <SubmissionBanner of=submission fields=FIELDS /> }.into_any()
                        }
                    }}
                    <Choices day=day kinds=kinds chosen=kind />
                    <TextField id="wish-note" label=text::wishes::wish_note value=note.value error=note.error hint=text::wishes::wish_note_hint />
                </div>
                <div class="dialog__foot">
                    {has_one
                        .then(|| {
                            view! {
                                <button class="btn" type="button" data-kind="danger" data-start="" on:click=remove>
                                    {text::wishes::wish_remove}
                                </button>
                            }
                        })}
                    <CancelButton />
                    <SubmitButton label=text::save busy_label=text::saving busy=submission.busy />
                </div>
            </form>
        </Dialog>
    }
}

/// The day off, or one of the shifts in use.
#[component]
fn Choices(day: Day, kinds: Kinds, chosen: RwSignal<Option<ShiftKindId>>) -> impl IntoView {
    let mut offered: Vec<_> =
        kinds.all().iter().filter(|kind| kind.is_work() && !kind.fields.is_archived).cloned().collect();
    offered.sort_by_key(|kind| kind.fields.sort);
    let choice = move |value: Option<ShiftKindId>, words: Box<dyn Fn() -> String + Send + Sync>| {
        view! {
            <label>
                <input
                    type="radio"
                    name="wish"
                    prop:checked=move || chosen.get() == value
                    on:change=move |_| chosen.set(value)
                />
                <span>{move || words()}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{text::wishes::wish_what}</legend>
            <div class="picks">
                {choice(None, Box::new(|| text::wishes::wish_day_off().to_owned()))}
                {offered
                    .into_iter()
                    .map(|kind| choice(Some(kind.id), Box::new(move || shift_words(Some(&kind), day, day))))
                    .collect_view()}
            </div>
        </fieldset>
    }
}
