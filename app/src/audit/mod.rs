//! Pages of audit.

use crate::{text, ui::Page};
use leptos::prelude::*;

/// The page.
#[component]
pub fn AuditPage() -> impl IntoView {
    view! { <Page title=text::audit>"…"</Page> }
}
