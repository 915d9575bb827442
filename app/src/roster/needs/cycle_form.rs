//! The form of a cycle: its name, and its days as chips that one adds and takes away.

use super::cycles::Draft;
use crate::{
    client,
    shifts::ShiftChip,
    shop::use_directory,
    text,
    ui::{Dialog, Entry, FormFoot, Submission, SubmissionBanner, TextField, use_toasts},
};
use dianwu_domain::{
    Nothing, ShiftKindId,
    roster::{
        api::{CycleBody, CyclePath, SaveCycle},
        cycle::{self, CycleFields, MAX_DAYS},
    },
    shifts::api::ShiftKind,
};
use leptos::{ev::SubmitEvent, prelude::*};

const FIELDS: &[&str] = &["fields.name"];

/// The form.
#[component]
pub fn CycleForm(draft: Draft, on_done: Callback<()>, on_close: Callback<()>) -> impl IntoView {
    let directory = use_directory();
    let toasts = use_toasts();
    let mut kinds = directory.kinds();
    kinds.retain(|kind| !kind.fields.is_archived);
    kinds.sort_by_key(|kind| kind.fields.sort);
    let stands = draft.stands.as_ref();
    let name = Entry::optional(stands.map(|cycle| &cycle.fields.name));
    let days = RwSignal::new(stands.map(|cycle| cycle.fields.days.clone()).unwrap_or_default());
    let lacks_days = RwSignal::new(false);
    let submission = Submission::default();
    let (id, version) = (draft.id, stands.map_or(0, |cycle| cycle.version));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (name_read, chosen) = (name.parse(), days.get_untracked());
        lacks_days.set(chosen.is_empty());
        let Some(name_read) = name_read.filter(|_| !chosen.is_empty()) else { return };
        let body = CycleBody { version, fields: CycleFields { name: name_read, days: chosen } };
        let call = async move { client::call::<SaveCycle>(&CyclePath { cycle_id: id }, &Nothing {}, &body).await };
        submission.send(call, FIELDS, vec![name], move |_| {
            toasts.good(text::saved());
            on_done.try_run(());
            on_close.try_run(());
        });
    };
    let usual = cycle::usual(&kinds);
    let title = move || if version == 0 { text::roster::add_cycle() } else { text::roster::edit_cycle() }.to_owned();
    view! {
        <Dialog title=Signal::derive(title) on_close=on_close>
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    <SubmissionBanner of=submission fields=FIELDS />
                    <div class="row" data-wrap>
                        {usual
                            .into_iter()
                            .map(|(usual, pattern)| {
                                view! {
                                    <button
                                        class="btn"
                                        data-size="small"
                                        type="button"
                                        on:click=move |_| {
                                            days.set(pattern.clone());
                                            if name.value.with_untracked(|name| name.trim().is_empty()) {
                                                name.value.set(text::roster::usual_cycle(usual).to_owned());
                                            }
                                        }
                                    >
                                        {move || text::roster::usual_cycle(usual)}
                                    </button>
                                }
                            })
                            .collect_view()}
                    </div>
                    <TextField id="cycle-name" label=text::settings::name_label value=name.value error=name.error words=text::settings::name_problem required=true />
                    <Days days=days kinds=kinds />
                    <Show when=move || lacks_days.get() && days.read().is_empty()>
                        <p class="field__error">{text::roster::cycle_needs_days}</p>
                    </Show>
                </div>
                <FormFoot busy=submission.busy />
            </form>
        </Dialog>
    }
}

/// The days in order: a click on one takes it away, a click on a shift below adds a day.
#[component]
fn Days(days: RwSignal<Vec<Option<ShiftKindId>>>, kinds: Vec<ShiftKind>) -> impl IntoView {
    let palette = StoredValue::new(kinds);
    let kind_of = move |id: Option<ShiftKindId>| {
        palette.with_value(|kinds| kinds.iter().find(|kind| Some(kind.id) == id).cloned())
    };
    let name_of = move |id| {
        kind_of(id).map_or_else(|| text::roster::cell_empty().to_owned(), |kind| kind.fields.name.to_string())
    };
    let add = move |id: Option<ShiftKindId>| {
        days.update(|days| {
            if days.len() < MAX_DAYS {
                days.push(id);
            }
        });
    };
    let remove = move |place: usize| {
        days.update(|days| {
            if place < days.len() {
                days.remove(place);
            }
        });
    };
    let chips = move || {
        let day = |(place, id): (usize, Option<ShiftKindId>)| {
            view! {
                <button
                    class="btn"
                    type="button"
                    data-kind="quiet"
                    data-size="small"
                    aria-label=move || text::roster::remove_cycle_day(place + 1, &name_of(id))
                    on:click=move |_| remove(place)
                >
                    <ShiftChip kind=kind_of(id) small=true />
                </button>
            }
        };
        days.get().into_iter().enumerate().map(day).collect_view()
    };
    let offers = palette.with_value(|kinds| {
        kinds
            .iter()
            .map(|kind| {
                let id = kind.id;
                view! {
                    <button class="btn" data-size="small" type="button" on:click=move |_| add(Some(id))>
                        <ShiftChip kind=Some(kind.clone()) small=true />
                        {kind.fields.name.to_string()}
                    </button>
                }
            })
            .collect_view()
    });
    view! {
        <fieldset class="field">
            <legend class="field__label">{move || text::roster::cycle_days(days.read().len())}</legend>
            <div class="row cycle-preview" data-gap="1">
                {chips}
            </div>
            <p class="field__hint">{text::roster::cycle_days_hint}</p>
            <div class="row" data-wrap>
                {offers}
                <button class="btn" data-size="small" type="button" on:click=move |_| add(None)>
                    {text::roster::cell_empty}
                </button>
            </div>
        </fieldset>
    }
}
