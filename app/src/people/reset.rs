//! Resetting a password.

use super::{code::Issued, use_desk};
use crate::{
    client, text,
    ui::{Confirm, use_toasts},
};
use dianwu_domain::{
    Nothing,
    people::api::{Person, PersonPath},
    session::api::ResetPassword,
};
use leptos::{prelude::*, task::spawn_local};

/// Asks, resets, and shows the one-time password.
#[component]
pub fn ResetQuestion(person: Person, on_close: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let toasts = use_toasts();
    let name = person.fields.name.to_string();
    let reset = move |()| {
        let person = person.clone();
        on_close.try_run(());
        spawn_local(async move {
            let path = PersonPath { person_id: person.id };
            match client::call::<ResetPassword>(&path, &Nothing {}, &Nothing {}).await {
                Ok(password) => {
                    desk.issued.try_set(Some(Issued::reset(&person, password)));
                }
                Err(failure) => toasts.bad(text::failure(&failure)),
            }
        });
    };
    view! {
        <Confirm
            title=Signal::derive(move || text::reset_title(&name))
            text=Signal::derive(|| text::reset_text().to_owned())
            deed=text::reset_password
            on_yes=Callback::new(reset)
            on_no=on_close
        />
    }
}
