//! The page.

use crate::{text, ui::Page};
use leptos::prelude::*;

/// The page.
#[component]
pub fn TeamPage() -> impl IntoView {
    view! { <Page title=text::team>"…"</Page> }
}
