//! The page.

use crate::{text, ui::Page};
use leptos::prelude::*;

/// The page.
#[component]
pub fn RosterPage() -> impl IntoView {
    view! { <Page title=text::rostering>"…"</Page> }
}
