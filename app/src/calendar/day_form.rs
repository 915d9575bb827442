//! The form of one day of the calendar.

use super::YearInHand;
use crate::{
    text,
    ui::{Banner, Dialog, Entry, FormFoot, SelectField, TextField, use_toasts},
};
use dianwu_domain::{
    Day, FieldCode,
    calendar::{Holiday, HolidayKind},
    text::Name,
};
use leptos::{ev::SubmitEvent, prelude::*};

fn kinds() -> Vec<(String, String)> {
    HolidayKind::ALL
        .iter()
        .map(|kind| (kind.as_str().to_owned(), text::worktime::holiday_kind(*kind).to_owned()))
        .collect()
}

/// The form; `day` is the one that is changed, none adds one.
#[component]
pub fn DayForm(held: YearInHand, day: Option<Holiday>, on_close: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let date = Entry::optional(day.as_ref().map(|day| day.day));
    let kind = Entry::new(day.as_ref().map_or(HolidayKind::Statutory, |day| day.kind).as_str());
    let name = Entry::optional(day.as_ref().map(|day| &day.name));
    let failure = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let before = day.as_ref().map(|day| day.day);
    let is_odd = move || {
        let is_work = kind.value.with(|kind| kind == HolidayKind::Work.as_str());
        is_work && date.value.with(|day| day.parse::<Day>().is_ok_and(|day| !day.weekday().is_weekend()))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (read, named) = (date.parse::<Day>(), name.parse::<Name>());
        let wanted = kind.value.get_untracked();
        let chosen = HolidayKind::ALL.iter().copied().find(|kind| kind.as_str() == wanted);
        let (Some(read), Some(named), Some(chosen), Some(standing)) = (read, named, chosen, held.standing()) else {
            return;
        };
        if !standing.year.contains(read) {
            date.error.set(Some(FieldCode::OutOfRange));
            return;
        }
        let mut days: Vec<Holiday> = standing.days.into_iter().filter(|other| Some(other.day) != before).collect();
        if days.iter().any(|other| other.day == read) {
            date.error.set(Some(FieldCode::Taken));
            return;
        }
        days.push(Holiday { day: read, kind: chosen, name: named });
        busy.set(true);
        let done = move || {
            toasts.good(text::saved());
            on_close.try_run(());
        };
        held.save(days, done, move |problem| {
            busy.try_set(false);
            failure.try_set(Some(problem));
        });
    };
    let title =
        move || if before.is_some() { text::roster::holidays_edit() } else { text::roster::holidays_add() }.to_owned();
    view! {
        <Dialog title=Signal::derive(title) on_close=on_close>
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    {move || failure.get().map(|failure| view! { <Banner tone="bad">{text::failure(&failure)}</Banner> })}
                    <TextField id="holiday-day" label=text::roster::holiday_day value=date.value error=date.error input_type="date" required=true />
                    <SelectField id="holiday-kind" label=text::roster::holiday_kind_label value=kind.value error=kind.error options=Signal::derive(kinds) />
                    <div role="status">
                        {move || is_odd().then(|| view! { <Banner tone="warn">{text::roster::holiday_odd_workday}</Banner> })}
                    </div>
                    <TextField id="holiday-name" label=text::settings::name_label value=name.value error=name.error hint=text::roster::holiday_name_hint required=true />
                </div>
                <FormFoot busy=busy />
            </form>
        </Dialog>
    }
}
