//! What managers plan with: how many heads are needed, and cycles of shifts.

mod cycle_form;
mod cycles;
mod demand_form;
mod demands;

pub use self::{cycles::CYCLES, demands::DEMANDS};

use crate::text;
use leptos::prelude::*;

/// The way between the two pages and back to the roster.
#[component]
fn Tabs(
    /// The address of the page that is shown.
    here: &'static str,
) -> impl IntoView {
    let link = move |href: &'static str, label: crate::ui::Text| {
        view! {
            <a href=href class="tabs__link" aria-current=(here == href).then_some("page")>
                {label}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=text::rostering>
            {link("/rosters", text::rostering)} {link("/rosters/demands", text::roster::demands)}
            {link("/rosters/cycles", text::roster::cycles)}
        </nav>
    }
}
