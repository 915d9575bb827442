//! What the marks of the table mean, in one line below it; and what the year's calendar lacks, above it.

use super::editing::Editing;
use crate::{client, shop::use_caller, text, ui::Fetched};
use dianwu_domain::{
    Nothing, Permission, Year,
    calendar::api::{GetHolidays, HolidayYear, YearPath},
};
use leptos::prelude::*;

/// The line.
#[component]
pub fn Legend() -> impl IntoView {
    let mark = |mark: &'static str, letter: Option<crate::ui::Text>, words: crate::ui::Text| {
        view! {
            <li>
                <i class="marks__one" data-mark=mark aria-hidden="true">
                    {letter}
                </i>
                {words}
            </li>
        }
    };
    view! {
        <ul class="marks" aria-label=text::roster::legend tabindex="0">
            {mark("statutory", Some(text::roster::statutory_letter), text::worktime::holiday_statutory)}
            {mark("holiday", Some(text::roster::holiday_letter), text::worktime::holiday_off)}
            {mark("work", Some(text::roster::workday_letter), text::worktime::holiday_work)}
            {mark("wish-off", None, text::wishes::wish_off)} {mark("wish-shift", None, text::roster::legend_wish_shift)}
            {mark("warning", None, text::worktime::severity_warning)} {mark("error", None, text::worktime::severity_error)}
            {mark("changed", None, text::roster::legend_changed)} {mark("unsaved", None, text::roster::legend_unsaved)}
        </ul>
    }
}

/// That the year has no calendar, and the way to enter one for those who may.
#[component]
pub fn CalendarHint(editing: Editing) -> impl IntoView {
    let year = Year::clamped(editing.path.month.year());
    let may_enter = use_caller().holds(Permission::Administer);
    // Without an answer nothing is said: the table shows its marks or it does not.
    let table: Fetched<HolidayYear> = LocalResource::new(move || async move {
        client::call::<GetHolidays>(&YearPath { year }, &Nothing {}, &Nothing {}).await
    });
    move || {
        table.get().and_then(Result::ok).filter(|table| table.days.is_empty()).map(|_| {
            view! {
                <p class="muted small roster-bar__hint">
                    {move || text::roster::calendar_missing(year)} " "
                    {if may_enter {
                        view! { <a href=format!("/settings/holidays?year={year}")>{text::roster::calendar_enter}</a> }.into_any()
                    } else {
                        view! { <span>{text::roster::calendar_ask}</span> }.into_any()
                    }}
                </p>
            }
        })
    }
}
