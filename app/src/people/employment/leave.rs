//! Somebody leaves, today, later or, as it turns out, before; or stays after all.

use super::{
    code,
    dialog::{ChangeDialog, Draft, marked},
};
use crate::{
    shop::use_clock,
    text,
    ui::{Entry, SelectField, TextField},
};
use dianwu_domain::{
    Day,
    people::{
        api::{Person, Status},
        employment::{Leaving, LeavingReason},
    },
    text::Note,
};
use leptos::prelude::*;

fn reasons() -> Vec<(String, String)> {
    LeavingReason::ALL.iter().map(|reason| (code(reason), text::people::reason_name(*reason).to_owned())).collect()
}

/// Asks for the last day and the reason, and names what follows.
#[component]
pub fn LeaveDialog(person: Person, on_saved: Callback<Person>, on_close: Callback<()>) -> impl IntoView {
    let today = use_clock().today_untracked();
    let period = person.employment.period(today).cloned();
    let known = period.as_ref().and_then(|period| period.leaving.clone());
    let day = Entry::new(period.as_ref().and_then(|period| period.until).unwrap_or(today));
    let reason = Entry::new(code(&known.as_ref().map_or(LeavingReason::Resigned, |leaving| leaving.reason)));
    let note = Entry::optional(known.and_then(|leaving| leaving.note));
    let employment = person.employment.clone();
    let draft = Callback::new(move |marks: bool| -> Draft {
        let last_day: Option<Day> = if marks { day.parse() } else { day.value.get().parse().ok() };
        let words: Option<Option<Note>> =
            if marks { note.parse_optional() } else { Some(note.value.get().parse().ok()) };
        let chosen = reason.value.get();
        let reason = LeavingReason::ALL.iter().copied().find(|reason| code(reason) == chosen).unwrap_or_default();
        let (Some(last_day), Some(note)) = (last_day, words) else { return Ok(None) };
        let note = note.filter(|note| !note.as_str().is_empty());
        marked(day, marks, employment.left(today, last_day, Leaving { reason, note }))
    });
    let name = StoredValue::new(person.fields.name.to_string());
    let is_ahead = move || day.value.get().parse::<Day>().ok().filter(|day| *day >= today);
    view! {
        <ChangeDialog
            person=person
            title=Signal::derive(move || text::people::leaver_title(&name.get_value()))
            deed=text::people::leave_person
            ends=true
            entries=vec![day, reason, note]
            draft=draft
            done=Callback::new(move |person: Person| match person.fields.status {
                Status::Left => text::people::left_done(&name.get_value()),
                Status::Active => {
                    let day = person.employment.ends_on().map(|day| day.to_string()).unwrap_or_default();
                    text::people::leaves_done(&name.get_value(), &day)
                }
            })
            on_saved=on_saved
            on_close=on_close
        >
            <div class="pair" data-short>
                <TextField
                    id="leave-day"
                    label=text::people::leave_day
                    value=day.value
                    error=day.error
                    words=|code| text::people::person_problem("left_on", code)
                    input_type="date"
                    required=true
                />
                <SelectField
                    id="leave-reason"
                    label=text::people::leave_reason
                    value=reason.value
                    error=reason.error
                    options=Signal::derive(reasons)
                />
            </div>
            <TextField id="leave-note" label=text::people::leave_note value=note.value error=note.error />
            <ul class="stack" data-gap="2">
                <li>
                    {move || match is_ahead() {
                        Some(day) => text::people::leave_later(&day.to_string()),
                        None => text::people::leave_signs_out().to_owned(),
                    }}
                </li>
                <li>{text::people::leave_shifts}</li>
                <li>{text::people::leave_history}</li>
            </ul>
        </ChangeDialog>
    }
}

/// As if they had never left.
#[component]
pub fn StayDialog(person: Person, on_saved: Callback<Person>, on_close: Callback<()>) -> impl IntoView {
    let today = use_clock().today_untracked();
    let employment = person.employment.clone();
    let draft = Callback::new(move |_| -> Draft { employment.stayed(today).map(Some) });
    let name = StoredValue::new(person.fields.name.to_string());
    view! {
        <ChangeDialog
            person=person
            title=Signal::derive(move || text::people::stay_title(&name.get_value()))
            deed=text::people::stay_person
            draft=draft
            done=Callback::new(move |_| text::people::stayed_done(&name.get_value()))
            on_saved=on_saved
            on_close=on_close
        >
            <p>{text::people::stay_text}</p>
        </ChangeDialog>
    }
}
