//! Icons, marks and faces.

use crate::text::{self, lang, set_lang};
use dianwu_domain::{PersonId, roster::kind::Hue};
use leptos::prelude::*;

/// An icon of the sprite. It says nothing to a screen reader: the words beside it do.
#[component]
pub fn Icon(
    /// Its name in `public/icons.svg`.
    name: &'static str,
    /// `small` or `large`.
    #[prop(optional)]
    size: Option<&'static str>,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" data-size=size>
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}

/// The product's mark and name.
#[component]
pub fn Brand(
    /// The shop's name, once it is known.
    #[prop(optional, into)]
    shop: Option<String>,
) -> impl IntoView {
    view! {
        <div class="brand">
            <img class="brand__mark" src="/icon.svg" alt="" width="32" height="32" />
            <span class="brand__words">
                <span class="brand__name">{text::product}</span>
                {shop.map(|shop| view! { <span class="brand__shop">{shop}</span> })}
            </span>
        </div>
    }
}

/// Switches to the other language at once.
#[component]
pub fn LangButton() -> impl IntoView {
    view! {
        <button
            class="btn"
            data-kind="quiet"
            data-size="small"
            type="button"
            lang=move || lang().other().tag()
            on:click=move |_| set_lang(lang().other())
        >
            <Icon name="globe" />
            {text::other_language}
        </button>
    }
}

/// Somebody's face: the last character of a Chinese name, the first letter of another, in a colour of their own.
#[component]
pub fn Avatar(
    /// Whose.
    id: PersonId,
    /// Their name.
    name: String,
    /// `small` or `large`.
    #[prop(optional)]
    size: Option<&'static str>,
    /// `on` with a green ring, `off` faded.
    #[prop(optional_no_strip)]
    state: Option<&'static str>,
) -> impl IntoView {
    view! {
        <span class="avatar" data-hue=face_hue(id).as_str() data-size=size data-state=state aria-hidden="true">
            {face_letter(&name)}
        </span>
    }
}

fn face_letter(name: &str) -> String {
    let letter = if name.is_ascii() { name.chars().next() } else { name.chars().last() };
    letter.map(String::from).unwrap_or_default()
}

/// A hue by the person's id, never the grey of days off.
fn face_hue(id: PersonId) -> Hue {
    let hues = Hue::ALL.len() - 1;
    let byte = id.uuid().as_bytes().iter().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte));
    Hue::ALL[usize::from(byte) % hues]
}

/// A small button that is an icon alone.
#[component]
pub fn IconButton(
    /// Its icon.
    icon: &'static str,
    /// What it does, for screen readers and the pointer.
    label: Signal<String>,
    /// Does it.
    on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class="btn"
            type="button"
            data-kind="quiet"
            data-icon
            data-size="small"
            aria-label=move || label.get()
            title=move || label.get()
            on:click=move |_| on_click.run(())
        >
            <Icon name=icon />
        </button>
    }
}
