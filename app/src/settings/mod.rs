//! Pages of settings.

use crate::{text, ui::Page};
use leptos::prelude::*;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! { <Page title=text::settings>"…"</Page> }
}
