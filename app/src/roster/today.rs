//! The page.

use crate::{text, ui::Page};
use leptos::prelude::*;

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    view! { <Page title=text::today>"…"</Page> }
}
