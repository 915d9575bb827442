//! Language and theme of this device.

use super::super::theme::Theme;
use crate::{
    text::{self, Lang, lang, set_lang},
    ui::{Icon, Text},
};
use leptos::prelude::*;

/// The two settings.
#[component]
pub fn Display() -> impl IntoView {
    view! {
        <h2 class="section-title">{text::display}</h2>
        <section class="card">
            <div class="setting">
                <b id="language">{text::language}</b>
                <div class="segmented" role="radiogroup" aria-labelledby="language">
                    <LangChoice of=Lang::Zh name="中文" />
                    <LangChoice of=Lang::En name="English" />
                </div>
            </div>
            <div class="setting">
                <b id="theme">{text::appearance}</b>
                <ThemeChoices />
            </div>
        </section>
    }
}

/// A language under its own name.
#[component]
fn LangChoice(of: Lang, name: &'static str) -> impl IntoView {
    view! {
        <label lang=of.tag()>
            <input
                type="radio"
                name="language"
                value=of.tag()
                prop:checked=move || lang() == of
                on:change=move |_| set_lang(of)
            />
            <span>{name}</span>
        </label>
    }
}

#[component]
fn ThemeChoices() -> impl IntoView {
    let chosen = RwSignal::new(Theme::saved());
    let choice = move |theme: Theme, icon: &'static str, label: Text| {
        view! {
            <label>
                <input
                    type="radio"
                    name="theme"
                    value=theme.as_str()
                    prop:checked=move || chosen.get() == theme
                    on:change=move |_| {
                        theme.choose();
                        chosen.set(theme);
                    }
                />
                <span>
                    <Icon name=icon />
                    {label}
                </span>
            </label>
        }
    };
    view! {
        <div class="segmented" role="radiogroup" aria-labelledby="theme">
            {choice(Theme::System, "monitor", text::theme_system)} {choice(Theme::Light, "sun", text::theme_light)}
            {choice(Theme::Dark, "moon", text::theme_dark)}
        </div>
    }
}
