//! Probation and contract.

use super::dialog::{ChangeDialog, Draft};
use crate::{
    shop::use_clock,
    text,
    ui::{Entry, TextField},
};
use dianwu_domain::{
    Day, FieldCode,
    people::{api::Person, employment::Contract},
};
use leptos::prelude::*;

/// Sets them for the period that counts today.
#[component]
pub fn TermsDialog(person: Person, on_saved: Callback<Person>, on_close: Callback<()>) -> impl IntoView {
    let today = use_clock().today_untracked();
    let period = person.employment.period(today).cloned();
    let contract = period.as_ref().and_then(|period| period.contract);
    let probation = Entry::optional(period.as_ref().and_then(|period| period.probation_until));
    let from = Entry::optional(contract.map(|contract| contract.from));
    let until = Entry::optional(contract.and_then(|contract| contract.until));
    let employment = person.employment.clone();
    let draft = Callback::new(move |marks: bool| -> Draft {
        if !marks {
            // Terms change no day of the past.
            return Ok(None);
        }
        let read = |entry: Entry| entry.parse_optional::<Day>();
        let (Some(probation_until), Some(first), Some(last)) = (read(probation), read(from), read(until)) else {
            return Ok(None);
        };
        let mut after = employment.clone();
        let place = after.periods.iter().rposition(|period| period.from() <= today).unwrap_or(0);
        let Some(period) = after.periods.get_mut(place) else { return Ok(None) };
        let began = period.from();
        let wrong = |entry: Entry| entry.error.set(Some(FieldCode::Inconsistent));
        if probation_until.is_some_and(|until| until < began) {
            wrong(probation);
            return Ok(None);
        }
        let contract = match (first, last) {
            (None, None) => None,
            (None, Some(_)) => {
                from.error.set(Some(FieldCode::Required));
                return Ok(None);
            }
            (Some(from), Some(last)) if last < from => {
                wrong(until);
                return Ok(None);
            }
            (Some(from), until) => Some(Contract { from, until }),
        };
        (period.probation_until, period.contract) = (probation_until, contract);
        Ok(Some(after))
    });
    let name = StoredValue::new(person.fields.name.to_string());
    view! {
        <ChangeDialog
            person=person
            title=Signal::derive(move || text::people::terms_title(&name.get_value()))
            deed=text::save
            entries=vec![probation, from, until]
            draft=draft
            done=Callback::new(move |_| text::people::terms_saved().to_owned())
            on_saved=on_saved
            on_close=on_close
        >
            <TextField
                id="terms-probation"
                label=text::people::probation_until
                value=probation.value
                error=probation.error
                words=|code| text::people::person_problem("until", code)
                hint=text::people::probation_hint
                input_type="date"
            />
            <div class="pair" data-short>
                <TextField
                    id="terms-from"
                    label=text::people::contract_from
                    value=from.value
                    error=from.error
                    words=|code| text::people::person_problem("from", code)
                    input_type="date"
                />
                <TextField
                    id="terms-until"
                    label=text::people::contract_until
                    value=until.value
                    error=until.error
                    words=|code| text::people::person_problem("until", code)
                    hint=text::people::contract_until_hint
                    input_type="date"
                />
            </div>
        </ChangeDialog>
    }
}
