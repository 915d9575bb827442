//! The first day of the period that counts today, corrected.

use super::dialog::{ChangeDialog, Draft, marked};
use crate::{
    shop::use_clock,
    text,
    ui::{Entry, TextField},
};
use dianwu_domain::{Day, people::api::Person};
use leptos::prelude::*;

/// Asks for the day.
#[component]
pub fn BeginDialog(person: Person, on_saved: Callback<Person>, on_close: Callback<()>) -> impl IntoView {
    let today = use_clock().today_untracked();
    let day = Entry::new(person.fields.hired_on);
    let employment = person.employment.clone();
    let draft = Callback::new(move |marks: bool| -> Draft {
        let first: Option<Day> = if marks { day.parse() } else { day.value.get().parse().ok() };
        let Some(first) = first else { return Ok(None) };
        marked(day, marks, employment.begun_on(today, first))
    });
    let name = StoredValue::new(person.fields.name.to_string());
    view! {
        <ChangeDialog
            person=person
            title=Signal::derive(move || text::people::begin_title(&name.get_value()))
            deed=text::save
            entries=vec![day]
            draft=draft
            done=Callback::new(move |_| text::people::begin_done().to_owned())
            on_saved=on_saved
            on_close=on_close
        >
            <TextField
                id="begin-day"
                label=text::people::person_hired
                value=day.value
                error=day.error
                words=|code| text::people::person_problem("hired_on", code)
                input_type="date"
                required=true
            />
        </ChangeDialog>
    }
}
