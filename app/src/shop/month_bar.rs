//! The bar of pages that show a month: one month back and forth, and the way to the present one.

use super::use_clock;
use crate::{text, ui::Stepper};
use dianwu_domain::Month;
use leptos::prelude::*;

/// The bar. Where the present month is shown already, the way to it says so.
#[component]
pub fn MonthBar(
    /// The month that is shown.
    month: Memo<Month>,
    /// The address of a month.
    href: Callback<Month, String>,
    /// The address of the present one.
    #[prop(into)]
    present: Signal<String>,
) -> impl IntoView {
    let clock = use_clock();
    let is_here = move || month.get() == clock.today().month();
    let step = move |months| Signal::derive(move || href.run(month.get().plus(months)));
    view! {
        <div class="row" data-split="" data-wrap="">
            <Stepper
                now=Signal::derive(move || text::month_name(month.get()))
                before=step(-1)
                before_label=text::today::previous_month
                after=step(1)
                after_label=text::today::next_month
            />
            <a href=move || present.get() class="btn" aria-current=move || is_here().then_some("page")>
                {text::today::this_month}
            </a>
        </div>
    }
}
