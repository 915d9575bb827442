//! Signing in.

use super::Session;
use crate::{
    client::{self, Failure},
    text,
    ui::{Banner, Brand, LangButton, PasswordField, SubmitButton, TextField},
};
use dianwu_domain::{
    FieldCode, Nothing,
    session::api::{SignIn, SignInBody},
    text::{Login, Password},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// The sign-in page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let login = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
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
        spawn_local(async move {
            match client::call::<SignIn>(&Nothing {}, &Nothing {}, &body).await {
                Ok(me) => Session::begun(me),
                Err(problem) => failure.set(Some(problem)),
            }
            is_busy.set(false);
        });
    };

    view! {
        <main class="alone" id="main" tabindex="-1">
            <div class="sign">
                <Brand />
                <div class="card">
                    <form class="form" novalidate on:submit=submit>
                        <div>
                            <h1 class="sign__title">{text::sign_in}</h1>
                            <p class="sign__lead">{text::sign_in_lead}</p>
                        </div>
                        {move || {
                            failure.get().map(|problem| view! { <Banner tone="bad">{move || text::failure(&problem)}</Banner> })
                        }}
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
                        />
                        <SubmitButton label=text::sign_in busy_label=text::signing_in busy=is_busy large=true />
                        <p class="faint small">{text::forgot}</p>
                    </form>
                </div>
                <div class="sign__foot">
                    <span></span>
                    <LangButton />
                </div>
            </div>
        </main>
    }
}
