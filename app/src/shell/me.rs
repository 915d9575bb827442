//! 我的: one's own account on this device.

use crate::{session::use_caller, text, ui::Page};
use leptos::prelude::*;

/// The page of one's own account.
#[component]
pub fn MePage() -> impl IntoView {
    let me = use_caller().me();
    view! { <Page title=text::mine>{me.name.to_string()}</Page> }
}
