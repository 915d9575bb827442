//! Signing in.

use super::Session;
use crate::{
    client::{self, Failure},
    task::{Home, Told},
    text,
    ui::{Alone, Banner, Lock, PasswordField, SubmitButton, Text, TextField, catch_focus, focused},
};
use dianwu_domain::{
    FieldCode, Nothing,
    session::api::{SignIn, SignInBody},
    text::{Login, Password},
};
use leptos::{ev::SubmitEvent, prelude::*};

/// The sign-in page. Where a session has ended by itself, it says so and knows whose it was.
#[component]
pub fn SignInPage() -> impl IntoView {
    let number = Session::last_number();
    let lead: Text = if number.is_some() { text::signed_out_lead } else { text::sign_in_lead };
    view! {
        <Alone foot=true>
            <SignInForm number=number.unwrap_or_default() lead=lead />
        </Alone>
    }
}

/// Asks whoever is in to sign in again, above their pages, which keep what was typed.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let before = StoredValue::new_local(focused());
    on_cleanup(move || {
        let before = before.try_get_value().flatten();
        Home::app().next_frame(move || {
            if let Some(before) = before {
                // What had the focus may be gone.
                let _ = before.focus();
            }
            catch_focus();
        });
    });
    view! {
        <Lock>
            <SignInForm number=Session::last_number().unwrap_or_default() lead=text::sign_in_again_lead />
        </Lock>
    }
}

#[component]
fn SignInForm(number: String, lead: Text) -> impl IntoView {
    let is_known = !number.is_empty();
    let login = RwSignal::new(number);
    let password = RwSignal::new(String::new());
    let home = Home::here();
    let is_busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let errors = RwSignal::new((None::<FieldCode>, None::<FieldCode>));

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let typed_login = login.get_untracked().parse::<Login>();
        let typed_password = password.get_untracked().parse::<Password>();
        let (Ok(login), Ok(password)) = (&typed_login, &typed_password) else {
            errors.set((typed_login.err(), typed_password.err()));
            return;
        };
        errors.set((None, None));
        let body = SignInBody { login: login.clone(), password: password.clone() };
        is_busy.set(true);
        let call = async move { client::call::<SignIn>(&Nothing {}, &Nothing {}, &body).await };
        home.write(
            call,
            |_| Told::Nothing,
            move |result| {
                is_busy.set(false);
                match result {
                    Ok(me) => Session::begun(me),
                    Err(problem) => failure.set(Some(problem)),
                }
            },
        );
    };

    view! {
        <form class="form" novalidate on:submit=submit>
            <div>
                <h1 class="sign__title" id="sign-in">
                    {text::sign_in}
                </h1>
                <p class="sign__lead" role=is_known.then_some("status")>
                    {lead}
                </p>
            </div>
            {move || failure.get().map(|problem| view! { <Banner tone="bad">{move || text::failure(&problem)}</Banner> })}
            <TextField
                id="login"
                label=text::login_label
                value=login
                error=Signal::derive(move || errors.get().0)
                autocomplete="username"
            />
            <PasswordField
                id="password"
                label=text::password_label
                value=password
                error=Signal::derive(move || errors.get().1)
                autocomplete="current-password"
                autofocus=is_known
            />
            <SubmitButton label=text::sign_in busy_label=text::signing_in busy=is_busy large=true />
            <p class="faint small">{text::forgot}</p>
        </form>
    }
}
