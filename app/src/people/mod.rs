//! Pages of people.

use crate::{text, ui::Page};
use leptos::prelude::*;

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    view! { <Page title=text::people>"…"</Page> }
}
