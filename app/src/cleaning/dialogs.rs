//! The dialogs of a day: who has duty on it, and what it is swapped for.

use super::turns;
use crate::{
    client,
    shop::{use_caller, use_clock},
    text,
    ui::{
        CancelButton, Dialog, Entry, FormFoot, SelectField, Submission, SubmissionBanner, SubmitButton, new_uuid,
        use_toasts,
    },
};
use dianwu_domain::{
    Day, DutySwapId, FieldCode, Nothing,
    cleaning::api::{DutyBody, DutyDayPath, DutyRota, DutySwapBody, DutySwapPath, OfferDutySwap, SetDuty},
};
use leptos::{ev::SubmitEvent, prelude::*};

fn person_problem(code: FieldCode) -> String {
    match code {
        FieldCode::OutOfRange => text::cleaning::set_duty_off().to_owned(),
        other => text::field_problem(other),
    }
}

const SET_FIELDS: &[&str] = &["person_id"];

/// A manager's choice of who has duty on a day, among those who work.
#[component]
pub fn SetDutyDialog(day: Day, rota: DutyRota, on_close: Callback<()>, on_done: Callback<()>) -> impl IntoView {
    let found = rota.days.iter().find(|one| one.day == day);
    let seen = found.and_then(|one| one.holder.as_ref()).map(|holder| holder.person_id);
    let works = found.map(|one| one.works.clone()).unwrap_or_default();
    let people: Vec<(String, String)> = works
        .into_iter()
        .filter_map(|place| rota.people.get(usize::from(place)))
        .map(|one| (one.id.to_string(), one.name.to_string()))
        .collect();
    let has_workers = !people.is_empty();
    let options = Signal::derive(move || {
        let nobody = (String::new(), text::cleaning::set_duty_nobody().to_owned());
        std::iter::once(nobody).chain(people.clone()).collect::<Vec<_>>()
    });
    let person = Entry::optional(seen);
    let submission = Submission::default();
    let toasts = use_toasts();
    let path = DutyDayPath { department_id: rota.department_id, day };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(person_id) = person.parse_optional() else { return };
        let body = DutyBody { seen, person_id };
        let call = async move { client::call::<SetDuty>(&path, &Nothing {}, &body).await };
        submission.send(call, SET_FIELDS, vec![person], move |_| {
            toasts.good(text::saved());
            on_done.try_run(());
            on_close.try_run(());
        });
    };
    view! {
        <Dialog title=Signal::derive(move || text::cleaning::set_duty_title(&text::day_long(day))) on_close=on_close>
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    <SubmissionBanner of=submission fields=SET_FIELDS />
                    <SelectField id="duty-person" label=text::cleaning::set_duty_person value=person.value error=person.error options=options words=person_problem />
                    <p class="field__hint">
                        {move || if has_workers { text::cleaning::set_duty_hint() } else { text::cleaning::set_duty_no_workers() }}
                    </p>
                </div>
                <FormFoot busy=submission.busy />
            </form>
        </Dialog>
    }
}

fn swap_problem(code: FieldCode) -> String {
    match code {
        FieldCode::NotFound | FieldCode::OutOfRange => text::cleaning::swap_duty_gone().to_owned(),
        FieldCode::Inconsistent => text::cleaning::swap_duty_off().to_owned(),
        FieldCode::Taken => text::cleaning::swap_duty_twice().to_owned(),
        other => text::field_problem(other),
    }
}

const SWAP_FIELDS: &[&str] = &["other_day", "day"];

/// The day for which one would swap one's own.
#[component]
pub fn SwapDialog(day: Day, rota: DutyRota, on_close: Callback<()>, on_done: Callback<()>) -> impl IntoView {
    let me = use_caller().me().person_id;
    let days = turns::swaps(&rota, me, day, use_clock().today_untracked());
    let other = Entry::optional(days.first().map(|(day, _)| *day));
    let has_any = !days.is_empty();
    let options = Signal::derive(move || {
        let choice = |(day, name): &(Day, String)| {
            (day.to_string(), text::cleaning::swap_duty_choice(&text::day_long(*day), name))
        };
        days.iter().map(choice).collect::<Vec<_>>()
    });
    let id = DutySwapId::new(new_uuid());
    // An answer to an earlier choice must not be taken for one to another.
    let sent = StoredValue::new(None::<(DutySwapId, Day)>);
    let submission = Submission::default();
    let toasts = use_toasts();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(other_day) = other.parse::<Day>() else { return };
        let id = match sent.get_value() {
            None => id,
            Some((id, day)) if day == other_day => id,
            Some(_) => DutySwapId::new(new_uuid()),
        };
        sent.set_value(Some((id, other_day)));
        let body = DutySwapBody { day, other_day };
        let path = DutySwapPath { duty_swap_id: id };
        let call = async move { client::call::<OfferDutySwap>(&path, &Nothing {}, &body).await };
        submission.send(call, SWAP_FIELDS, vec![other, other], move |swap| {
            toasts.good(text::cleaning::swap_duty_asked(swap.other_name.as_str()));
            on_done.try_run(());
            on_close.try_run(());
        });
    };
    view! {
        <Dialog title=Signal::derive(move || text::cleaning::swap_duty_title(&text::day_name(day))) on_close=on_close>
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    <SubmissionBanner of=submission fields=SWAP_FIELDS />
                    {if has_any {
                        view! {
                            <SelectField id="swap-day" label=text::cleaning::swap_duty_day value=other.value error=other.error options=options words=swap_problem />
                            <p class="field__hint">{text::cleaning::swap_duty_text}</p>
                        }
                            .into_any()
                    } else {
                        view! { <p class="muted">{text::cleaning::swap_duty_none}</p> }.into_any()
                    }}
                </div>
                <div class="dialog__foot">
                    <CancelButton />
                    {has_any
                        .then(|| {
                            view! {
                                <SubmitButton label=text::cleaning::swap_duty_send busy_label=text::cleaning::swap_duty_sending busy=submission.busy />
                            }
                        })}
                </div>
            </form>
        </Dialog>
    }
}
