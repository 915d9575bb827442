//! Icons, marks and faces.

use crate::text::{self, lang, set_lang};
use dianwu_domain::{PersonId, shifts::kind::Hue};
use leptos::prelude::*;

/// An icon of the sprite. It says nothing to a screen reader: the words beside it do.
#[component]
pub fn Icon(
    /// Its name in `app/icons.svg`, which is a part of the page: icons are there without a network too.
    name: &'static str,
    /// `small` or `large`.
    #[prop(optional)]
    size: Option<&'static str>,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" data-size=size>
            <use href=format!("#i-{name}")></use>
        </svg>
    }
}

/// The product's mark and name.
#[component]
pub fn Brand(
    /// The shop's name, once it is known.
    #[prop(optional_no_strip)]
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
            {text::session::other_language}
        </button>
    }
}

/// Somebody's face: the last character of a Chinese name, the initials of another, in a colour of their own.
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
            {face_letters(&name)}
        </span>
    }
}

/// Where the scripts begin whose characters are words of their own.
const EAST_ASIAN: char = '\u{2E80}';

/// Marks and pictures of a name are left out, of which a part alone may show nothing, unless it has nothing else.
fn face_letters(name: &str) -> String {
    let is_letter = |letter: &char| letter.is_alphanumeric();
    if let Some(last) = name.chars().rfind(is_letter).filter(|last| *last >= EAST_ASIAN) {
        return last.into();
    }
    let mut words = name.split([' ', '·', '-', '.']).filter_map(|word| word.chars().find(is_letter)).peekable();
    if words.peek().is_none() {
        return name.chars().take(1).collect();
    }
    let ends = [words.next(), words.next_back()];
    ends.into_iter().flatten().flat_map(char::to_uppercase).collect()
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
    /// It is being done.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            class="btn"
            type="button"
            data-kind="quiet"
            data-icon
            data-size="small"
            aria-busy=move || busy.get().then_some("true")
            aria-label=move || label.get()
            title=move || label.get()
            on:click=move |_| on_click.run(())
        >
            <Icon name=icon />
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_shows_the_last_character_or_the_initials() {
        for (name, wanted) in [
            ("张雅琪", "琪"),
            ("欧阳𠮷", "𠮷"),
            ("Anna", "A"),
            ("Zoë Lindqvist", "ZL"),
            ("émile de la Tour", "ÉT"),
            ("Lin-Yi", "LY"),
            ("阿依古丽·买买提", "提"),
            ("小雨☔\u{fe0f}", "雨"),
            ("☔\u{fe0f}小雨", "雨"),
            ("😀 Anna", "A"),
            ("😀", "😀"),
            ("", ""),
        ] {
            assert_eq!(face_letters(name), wanted, "{name}");
        }
    }
}
