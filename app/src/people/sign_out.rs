//! Signing somebody out everywhere: a lost phone, a password that went around.

use crate::{
    client,
    task::{Home, Told},
    text,
    ui::Confirm,
};
use dianwu_domain::{
    Nothing,
    people::api::{Person, PersonPath},
    session::api::EndSessions,
};
use leptos::prelude::*;

/// Asks, and signs them out.
#[component]
pub fn SignOutQuestion(person: Person, on_close: Callback<()>) -> impl IntoView {
    let home = Home::here();
    let name = StoredValue::new(person.fields.name.to_string());
    let id = person.id;
    let end = move |()| {
        on_close.try_run(());
        let path = PersonPath { person_id: id };
        let call = async move { client::call::<EndSessions>(&path, &Nothing {}, &Nothing {}).await };
        home.send(call, |result| match result {
            Ok(_) => Told::Good(text::people::signed_out_done().to_owned()),
            Err(failure) => Told::failed(failure),
        });
    };
    view! {
        <Confirm
            title=Signal::derive(move || text::people::sign_out_person_title(&name.get_value()))
            text=Signal::derive(|| text::people::sign_out_person_text().to_owned())
            deed=text::people::sign_out_person
            on_yes=Callback::new(end)
            on_no=on_close
        />
    }
}
