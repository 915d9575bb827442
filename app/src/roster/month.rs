//! The page.

use crate::{text, ui::Page};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MonthPage() -> impl IntoView {
    view! { <Page title=text::month>"…"</Page> }
}
