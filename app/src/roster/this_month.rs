//! The way back to the present month, on pages that show a month.

use crate::{shop::use_clock, text};
use dianwu_domain::Month;
use leptos::prelude::*;

/// The link. Where one is there already, it says so.
#[component]
pub fn ThisMonth(
    /// The month that is shown.
    month: Memo<Month>,
    /// The address of the present one.
    #[prop(into)]
    href: Signal<String>,
) -> impl IntoView {
    let clock = use_clock();
    let is_here = move || month.get() == clock.today().month();
    view! {
        <a href=move || href.get() class="btn" aria-current=move || is_here().then_some("page")>
            {text::this_month}
        </a>
    }
}
