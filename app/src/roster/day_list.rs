//! One's own days in words, below or beside the calendar.

use crate::{
    shifts::{Kinds, ShiftOrChange, shift_name},
    shop::{day_id, use_clock},
    task::Home,
    text,
    ui::Icon,
};
use dianwu_domain::{Day, roster::api::MyDay};
use leptos::prelude::*;

/// The days in words. The day that is asked for comes into view; until then those gone are folded away, because a
/// month is mostly opened for what comes.
#[component]
pub fn DayList(
    /// The days that have a shift.
    days: Vec<MyDay>,
    /// The shift kinds.
    kinds: Kinds,
    /// The day that shall come into view.
    wanted: RwSignal<Option<Day>>,
) -> impl IntoView {
    let clock = use_clock();
    let (first, last) = (days.first().map(|my| my.day), days.last().map(|my| my.day));
    let gone = Memo::new(move |_| {
        let today = clock.today();
        let is_under_way = first.is_some_and(|first| first < today) && last.is_some_and(|last| last >= today);
        is_under_way.then_some(today)
    });
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(day) = wanted.get() else { return };
        if gone.get_untracked().is_some_and(|today| day < today) {
            is_open.set(true);
        }
        // The lines that open now are in the page by the next frame.
        Home::here().next_frame(move || reveal(&day_id(day)));
    });
    let count = {
        let days = days.clone();
        move |today: Day| days.iter().filter(|my| my.day < today).count()
    };
    let lines: Vec<_> = days
        .into_iter()
        .map(|my| {
            let is_folded = move || !is_open.get() && gone.get().is_some_and(|today| my.day < today);
            view! { <li hidden=is_folded>{line(my, &kinds)}</li> }
        })
        .collect();
    view! {
        <section class="card" aria-label=text::today::month_days>
            <ul class="list">
                {move || gone.get().map(|today| view! { <li>{fold(count(today), is_open)}</li> })} {lines}
            </ul>
        </section>
    }
}

/// Opens and closes the days gone by.
pub fn fold(count: usize, is_open: RwSignal<bool>) -> impl IntoView {
    let icon = move || {
        let name = if is_open.get() { "chevron-up" } else { "chevron-down" };
        view! { <Icon name=name size="small" /> }
    };
    view! {
        <button
            class="item"
            type="button"
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
        >
            <span class="item__text muted">{move || text::today::days_gone(count)}</span>
            <span class="item__end">{icon}</span>
        </button>
    }
}

/// Brings a day's line into view and gives it the focus, so that a keyboard goes on from there.
pub fn reveal(id: &str) {
    let Some(line) = document().get_element_by_id(id) else { return };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Center);
    line.scroll_into_view_with_scroll_into_view_options(&options);
    if let Ok(line) = wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(line) {
        // Without the focus the line is still in view.
        let _ = line.focus();
    }
}

fn line(my: MyDay, kinds: &Kinds) -> impl IntoView + use<> {
    let clock = use_clock();
    let day = my.day;
    let kind = kinds.get(my.kind_id).cloned();
    let before = my.change.map(|change| kinds.get(change.from).cloned());
    let hours = kind.as_ref().and_then(|kind| kind.hours_on(day));
    let name = kind.map(|kind| kind.fields.name.to_string());
    let title = move || name.clone().unwrap_or_else(|| text::today::unplanned().to_owned());
    let note = move || {
        let mut parts = Vec::new();
        if let Some(hours) = hours {
            parts.push(text::today::hours_span(&hours));
            if hours.meal_minutes > 0 {
                parts.push(text::today::meal_of(&text::duration(hours.meal_minutes)));
            }
        }
        if let Some(before) = &before {
            parts.push(text::today::was_before(&shift_name(before.as_ref())));
        }
        if let Some(change) = my.change {
            parts.push(text::today::changed_at(&text::moment_short(change.at, clock.zone())));
        }
        parts.join(" · ")
    };
    view! {
        <div
            class="item"
            id=day_id(day)
            tabindex="-1"
            data-today=move || (clock.today() == day).then_some("")
            data-past=move || (day < clock.today()).then_some("")
        >
            <span class="day__date">
                <span>{move || text::weekday_short(day.weekday())}</span>
                <b>
                    <time datetime=day.to_string()>{day.number()}</time>
                </b>
            </span>
            <span class="item__text">
                <span class="item__title">{title}</span>
                <span class="item__note">{note}</span>
            </span>
            <span class="item__end">
                <ShiftOrChange kinds=kinds.clone() now=my.kind_id change=my.change />
            </span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_days_address_names_its_month_and_its_line() {
        let day: Day = "2026-11-23".parse().unwrap();
        assert_eq!(crate::shop::day_href(day), "/month?month=2026-11#d-2026-11-23");
    }
}
