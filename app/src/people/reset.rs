//! Resetting a password.

use super::{code::Issued, use_list_state};
use crate::{
    client,
    task::{Home, Told},
    text,
    ui::Confirm,
};
use dianwu_domain::{
    Nothing,
    people::api::{Person, PersonPath},
    session::api::ResetPassword,
};
use leptos::prelude::*;

/// Asks, resets, and shows the one-time password.
#[component]
pub fn ResetQuestion(person: Person, on_close: Callback<()>) -> impl IntoView {
    let state = use_list_state();
    let home = Home::here();
    let name = person.fields.name.to_string();
    let reset = move |()| {
        let person = person.clone();
        on_close.try_run(());
        let path = PersonPath { person_id: person.id };
        let call = async move { client::call::<ResetPassword>(&path, &Nothing {}, &Nothing {}).await };
        home.send(call, move |result| match result {
            Ok(password) => {
                let issued = Issued::reset(&person, password.clone());
                match state.issued.try_set(Some(issued)) {
                    None => Told::Nothing,
                    // The page that shows it is gone, and it is shown only once.
                    Some(_) => Told::Bad(text::people::code_unseen(person.fields.name.as_str())),
                }
            }
            Err(failure) => Told::failed(failure),
        });
    };
    view! {
        <Confirm
            title=Signal::derive(move || text::people::reset_title(&name))
            text=Signal::derive(|| text::people::reset_text().to_owned())
            deed=text::people::reset_password
            on_yes=Callback::new(reset)
            on_no=on_close
        />
    }
}
