//! A month as a calendar: weeks from Monday to Sunday, with the shift of each day and what the colours mean.

use crate::{
    shifts::{Kinds, ShiftChip, shift_words},
    shop::{day_id, use_clock},
    text,
};
use dianwu_domain::{
    Day, Month, Weekday,
    roster::{api::MyDay, mine},
    shifts::api::ShiftKind,
};
use leptos::prelude::*;

/// The calendar. Each day with a shift leads to its line in the list.
#[component]
pub fn Calendar(
    /// The month.
    month: Month,
    /// The days that have a shift.
    days: Vec<MyDay>,
    /// The shift kinds.
    kinds: Kinds,
    /// Takes the day that was chosen.
    wanted: RwSignal<Option<Day>>,
) -> impl IntoView {
    let legend = Legend(LegendProps { days: days.clone(), kinds: kinds.clone() });
    let cell = move |day: Day| cell(day, days.iter().find(|my| my.day == day).copied(), &kinds, wanted).into_any();
    view! {
        <section class="card" data-bleed="">
            <MonthTable month=month caption=Signal::derive(move || text::today::month_caption(&text::month_name(month))) cell=cell />
            <div class="card__foot">{legend}</div>
        </section>
    }
}

/// A month as a table of weeks.
#[component]
pub fn MonthTable(
    /// The month.
    month: Month,
    /// What the table is called, for screen readers.
    caption: Signal<String>,
    /// The `<td>` of a day of the month.
    cell: impl Fn(Day) -> AnyView + 'static,
) -> impl IntoView {
    let weeks = mine::weeks(month).into_iter().map(|week| {
        let cells = week.map(|day| if day.month() == month { cell(day) } else { outside(day).into_any() });
        view! { <tr>{cells.into_iter().collect_view()}</tr> }
    });
    let weeks = weeks.collect_view();
    view! {
        <table class="month">
            <caption class="sr-only">{move || caption.get()}</caption>
            <thead>
                <tr>{Weekday::ALL.iter().copied().map(head).collect_view()}</tr>
            </thead>
            <tbody>{weeks}</tbody>
        </table>
    }
}

fn head(weekday: Weekday) -> impl IntoView {
    view! {
        <th scope="col">
            <span aria-hidden="true">{move || text::weekday_letter(weekday)}</span>
            <span class="sr-only">{move || text::weekday_short(weekday)}</span>
        </th>
    }
}

/// A day of the month before or after, to fill the week.
fn outside(day: Day) -> impl IntoView {
    view! {
        <td data-out="">
            <span class="month__day" aria-hidden="true">
                <span class="month__date">{day.number()}</span>
            </span>
        </td>
    }
}

fn cell(day: Day, my: Option<MyDay>, kinds: &Kinds, wanted: RwSignal<Option<Day>>) -> impl IntoView + use<> {
    let clock = use_clock();
    let is_changed = my.is_some_and(|my| my.change.is_some());
    let inside = match my {
        None => view! {
            <span class="month__day">
                <span class="month__date">{day.number()}</span>
            </span>
        }
        .into_any(),
        Some(my) => {
            let kind = kinds.get(my.kind_id).cloned();
            let hours = kind.as_ref().and_then(|kind| kind.hours_on(day));
            let label = {
                let kind = kind.clone();
                move || {
                    let words = format!("{} {}", text::day_long(day), shift_words(kind.as_ref(), day, day));
                    if is_changed { format!("{words} {}", text::today::changed()) } else { words }
                }
            };
            view! {
                <a
                    class="month__day"
                    href=format!("#{}", day_id(day))
                    on:click=move |event| {
                        event.prevent_default();
                        wanted.set(Some(day));
                    }
                >
                    <span class="sr-only">{label}</span>
                    <span class="month__date" aria-hidden="true">
                        {day.number()}
                    </span>
                    <ShiftChip kind=kind small=true attr:aria-hidden="true" />
                    {hours
                        .map(|hours| {
                            view! {
                                <time class="not-phone muted" aria-hidden="true">
                                    {move || text::today::hours_brief(&hours)}
                                </time>
                            }
                        })}
                </a>
            }
            .into_any()
        }
    };
    view! {
        <td
            data-today=move || (clock.today() == day).then_some("")
            aria-current=move || (clock.today() == day).then_some("date")
            data-changed=is_changed.then_some("")
        >
            {inside}
        </td>
    }
}

/// The shifts of the month, as the palette orders them.
#[component]
fn Legend(days: Vec<MyDay>, kinds: Kinds) -> impl IntoView {
    let (first, last) = (days.first().map_or(Day::MIN, |my| my.day), days.last().map_or(Day::MIN, |my| my.day));
    let is_used = |kind: &&ShiftKind| days.iter().any(|my| my.kind_id == Some(kind.id));
    let mut used: Vec<_> = kinds.all().iter().filter(is_used).cloned().collect();
    used.sort_by_key(|kind| (!kind.is_work(), kind.fields.sort));
    view! {
        <ul class="legend">
            {used
                .into_iter()
                .map(|kind| {
                    let words = kind.clone();
                    view! {
                        <li>
                            <ShiftChip kind=Some(kind) small=true />
                            <span>{move || shift_words(Some(&words), first, last)}</span>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}
