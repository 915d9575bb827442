//! A one-time password: shown once, to be handed on.

use super::use_list_state;
use crate::{
    shop::use_caller,
    task::Home,
    text,
    ui::{Dialog, Guard, GuardQuestion, Icon, Text, use_toasts},
};
use dianwu_domain::{people::api::Person, session::api::PasswordReset};
use leptos::{html, prelude::*};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Somebody's one-time password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    name: String,
    number: String,
    password: PasswordReset,
    /// The first one, rather than one after a reset.
    is_initial: bool,
}

impl Issued {
    /// The first password of somebody new.
    pub fn initial(person: &Person, password: PasswordReset) -> Self {
        let (name, number) = (person.fields.name.to_string(), person.fields.number.to_string());
        Self { name, number, password, is_initial: true }
    }

    /// The password after a reset.
    pub fn reset(person: &Person, password: PasswordReset) -> Self {
        Self { is_initial: false, ..Self::initial(person, password) }
    }
}

/// What is asked before one-time passwords are closed otherwise than by 完成: they cannot be seen again.
pub const CLOSE_QUESTION: [Text; 4] = [
    text::people::codes_close_title,
    text::people::codes_close_text,
    text::people::codes_close,
    text::people::codes_keep,
];

/// Shows it. Once closed, it cannot be seen again.
#[component]
pub fn CodeDialog(issued: Issued) -> impl IntoView {
    let state = use_list_state();
    let zone = use_caller().me().shop.zone;
    let Issued { name, number, password, is_initial } = issued;
    let expires_at = password.expires_at;
    let guard = Guard::new();
    guard.watch(|| true);
    let close = move || state.issued.set(None);
    let lead =
        move || if is_initial { text::people::code_new_lead(&name) } else { text::people::code_reset_lead(&name) };
    view! {
        <Dialog
            title=Signal::derive(|| text::people::code_title().to_owned())
            unasked=true
            on_close=Callback::new(move |()| guard.leave(close))
        >
            <div class="dialog__body stack">
                <p>{lead}</p>
                <CodeField code=password.code />
                <p>{move || text::people::code_how(&number)}</p>
                <p class="muted">{move || text::people::code_until(&text::moment(expires_at, zone))}</p>
            </div>
            <div class="dialog__foot">
                <button class="btn" type="button" data-kind="primary" on:click=move |_| close()>
                    {text::people::done}
                </button>
            </div>
        </Dialog>
        <GuardQuestion of=guard asks=CLOSE_QUESTION />
    }
}

#[component]
fn CodeField(code: String) -> impl IntoView {
    let (home, toasts) = (Home::here(), use_toasts());
    let input = NodeRef::<html::Input>::new();
    let is_copied = RwSignal::new(false);
    let copied = code.clone();
    let copy = move |_| {
        let code = copied.clone();
        home.read(async move {
            if copy_text(&code).await.is_ok() {
                is_copied.set(true);
            } else {
                if let Some(input) = input.get_untracked() {
                    input.select();
                }
                toasts.bad(text::people::copy_by_hand());
            }
        });
    };
    view! {
        <div class="field">
            <label class="field__label" for="code">
                {text::people::code_label}
            </label>
            <div class="row">
                <input
                    class="input grow"
                    id="code"
                    data-kind="code"
                    readonly
                    autocomplete="off"
                    value=code
                    node_ref=input
                    on:focus=move |_| {
                        if let Some(input) = input.get_untracked() {
                            input.select();
                        }
                    }
                />
                <button class="btn" type="button" on:click=copy>
                    {move || view! { <Icon name=if is_copied.get() { "check" } else { "copy" } /> }}
                    <span aria-live="polite">{move || if is_copied.get() { text::copied() } else { text::copy() }}</span>
                </button>
            </div>
        </div>
    }
}

/// Copies a text. Some in-app browsers have no clipboard.
async fn copy_text(text: &str) -> Result<(), JsValue> {
    let navigator = window().navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into())?;
    if clipboard.is_undefined() {
        return Err(clipboard);
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.map(drop)
}
