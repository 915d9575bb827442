//! Signing in.

use crate::{
    client::{self, Failure, Session},
    task::{Home, Told},
    text,
    ui::{Alone, Banner, Lock, PasswordField, SubmitButton, Text, TextField, catch_focus, focused, show_problem},
};
use dianwu_domain::{
    FieldCode, Nothing,
    session::api::{SignIn, SignInBody},
    text::{Login, Password},
};
use leptos::{ev::SubmitEvent, prelude::*};
use wasm_bindgen::JsValue;

/// The sign-in page. Where a session has ended by itself, it says so and knows whose it was.
#[component]
pub fn SignInPage() -> impl IntoView {
    let slip = Slip::take();
    let number = Session::last_number().filter(|_| slip.is_empty());
    let lead: Text = if number.is_some() { text::session::signed_out_lead } else { text::session::sign_in_lead };
    view! {
        <Alone foot=true>
            <SignInForm number=number.unwrap_or(slip.number) code=slip.code lead=lead />
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
            <SignInForm number=Session::last_number().unwrap_or_default() lead=text::session::sign_in_again_lead />
        </Lock>
    }
}

#[component]
fn SignInForm(number: String, #[prop(optional)] code: String, lead: Text) -> impl IntoView {
    let is_known = !number.is_empty();
    let login = RwSignal::new(number);
    let password = RwSignal::new(code);
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
                    Err(problem) => {
                        failure.set(Some(problem));
                        show_problem();
                    }
                }
            },
        );
    };

    view! {
        <form class="form" novalidate on:submit=submit>
            <div>
                <h1 class="sign__title" id="sign-in">
                    {text::session::sign_in}
                </h1>
                <p class="sign__lead" role=is_known.then_some("status")>
                    {lead}
                </p>
            </div>
            {move || failure.get().map(|problem| view! { <Banner tone="bad">{move || text::failure(&problem)}</Banner> })}
            <TextField
                id="login"
                label=text::session::login_label
                value=login
                error=Signal::derive(move || errors.get().0)
                autocomplete="username"
            />
            <PasswordField
                id="password"
                label=text::session::password_label
                value=password
                error=Signal::derive(move || errors.get().1)
                autocomplete="current-password"
                autofocus=is_known
            />
            <SubmitButton label=text::session::sign_in busy_label=text::session::signing_in busy=is_busy large=true />
            <p class="faint small">{text::session::forgot}</p>
        </form>
    }
}

/// What a printed slip's QR code says behind the address: whose it is, and their one-time code. It never reaches a
/// server, and leaves the address at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Slip {
    number: String,
    code: String,
}

impl Slip {
    /// Takes it out of the address.
    fn take() -> Self {
        let location = window().location();
        let slip = Self::read(&location.hash().unwrap_or_default());
        if !slip.is_empty() {
            let address = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
            // Where it cannot be replaced, the code stays in the address: it is for once.
            let _ = window()
                .history()
                .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
        }
        slip
    }

    fn is_empty(&self) -> bool {
        self.number.is_empty() && self.code.is_empty()
    }

    fn read(hash: &str) -> Self {
        let pairs = || hash.trim_start_matches('#').split('&').filter_map(|pair| pair.split_once('='));
        let value = |wanted: &str| {
            let found = pairs().find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned());
            let is_plain = |text: &String| {
                text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            };
            found.filter(is_plain).unwrap_or_default()
        };
        Self { number: value("number"), code: value("code") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_fills_the_form_and_nothing_else_does() {
        let slip = |number: &str, code: &str| Slip { number: number.to_owned(), code: code.to_owned() };
        assert_eq!(Slip::read("#number=CS12&code=ABCD-EFGH-JKLM"), slip("CS12", "ABCD-EFGH-JKLM"));
        assert_eq!(Slip::read("#main"), Slip::default());
        assert_eq!(Slip::read(""), Slip::default());
        assert_eq!(Slip::read("#number=%3Cb%3E&code=a b"), Slip::default());
    }
}
