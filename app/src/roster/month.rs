//! 班表: one's own month, as a calendar to see its shape and a list to read.

use super::{
    calendar::Calendar,
    shift::{Kinds, ShiftOrChange, shift_words},
};
use crate::{
    client,
    shell::{use_clock, use_directory},
    text,
    ui::{Banner, Empty, Load, Page, Stepper, Text},
};
use dianwu_domain::{
    Day, Nothing,
    roster::{
        api::{MonthQuery, MyDay, MyMonth, MyMonthView},
        views,
    },
};
use leptos::{html, prelude::*};
use leptos_router::{
    components::A,
    hooks::{use_location, use_query_map},
};

/// The address of a day in its month.
pub fn day_href(day: Day) -> String {
    format!("/month?month={}#{}", day.month(), day_id(day))
}

/// The id of a day's line in the list.
pub fn day_id(day: Day) -> String {
    format!("d-{day}")
}

/// The page.
#[component]
pub fn MonthPage() -> impl IntoView {
    let clock = use_clock();
    let query = use_query_map();
    let kinds = use_directory().kinds;
    let month = Memo::new(move |_| {
        let named = query.with(|query| query.get("month")).and_then(|month| month.parse().ok());
        named.unwrap_or_else(|| clock.today().month())
    });
    let view = LocalResource::new(move || {
        clock.wakes();
        let month = month.get();
        async move { client::call::<MyMonth>(&Nothing {}, &MonthQuery { month }, &Nothing {}).await }
    });
    let step = move |months| Signal::derive(move || format!("/month?month={}", month.get().plus(months)));
    view! {
        <Page title=text::month>
            <div class="stack">
                <div class="row" data-split="">
                    <Stepper
                        now=Signal::derive(move || text::month_name(month.get()))
                        before=step(-1)
                        before_label=text::previous_month
                        after=step(1)
                        after_label=text::next_month
                    />
                    <A href="/month" attr:class="btn">
                        {text::this_month}
                    </A>
                </div>
                <Load of=kinds bones=MonthBones let(kinds)>
                    <Load of=view bones=MonthBones let(view)>
                        {
                            let is_asked = view.month == month.get();
                            if is_asked {
                                view! { <MonthBody view=view kinds=Kinds::new(kinds.clone()) /> }.into_any()
                            } else {
                                MonthBones().into_any()
                            }
                        }
                    </Load>
                </Load>
            </div>
        </Page>
    }
}

#[component]
fn MonthBody(view: MyMonthView, kinds: Kinds) -> impl IntoView {
    let MyMonthView { month, is_published, days } = view;
    if days.is_empty() {
        let (title, words): (Text, Text) = match is_published {
            true => (text::month_empty, text::month_empty_text),
            false => (text::month_unpublished, text::month_unpublished_text),
        };
        return view! {
            <section class="card">
                <Empty icon="calendar" title=title text=words />
            </section>
        }
        .into_any();
    }
    view! {
        {(!is_published).then(|| view! { <Banner tone="info">{text::month_partly}</Banner> })}
        <div class="beside">
            <Calendar month=month days=days.clone() kinds=kinds.clone() />
            <div class="stack">
                <Figures days=days.clone() kinds=kinds.clone() />
                <DayList days=days kinds=kinds />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Figures(days: Vec<MyDay>, kinds: Kinds) -> impl IntoView {
    let views::MonthFigures { shifts, paid_minutes, rest } = views::month_figures(&days, kinds.all());
    view! {
        <section class="card card__body">
            <dl class="figures">
                <div>
                    <dt>{text::figure_shifts}</dt>
                    <dd class="num">{shifts}</dd>
                </div>
                <div>
                    <dt>{text::figure_hours}</dt>
                    <dd class="num">
                        {text::hours_figure(paid_minutes)} " " <small>{text::hours_unit}</small>
                    </dd>
                </div>
                <div>
                    <dt>{text::figure_rest}</dt>
                    <dd class="num">{rest}</dd>
                </div>
            </dl>
        </section>
    }
}

/// The days in words. The day that the address names comes into view.
#[component]
fn DayList(days: Vec<MyDay>, kinds: Kinds) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let hash = use_location().hash;
    Effect::new(move |_| {
        if list.get().is_some() {
            hash.with(|hash| reveal(hash.trim_start_matches('#')));
        }
    });
    view! {
        <section class="card" aria-labelledby="month-days">
            <h2 class="sr-only" id="month-days">
                {text::month_days}
            </h2>
            <ul class="list" node_ref=list>
                {days.into_iter().map(|my| view! { <li>{line(my, &kinds)}</li> }).collect_view()}
            </ul>
        </section>
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
    let hours = kind.as_ref().and_then(|kind| kind.fields.hours);
    let name = kind.map(|kind| kind.fields.name.to_string());
    let title = move || name.clone().unwrap_or_else(|| text::unplanned().to_owned());
    let note = move || {
        let mut parts = Vec::new();
        if let Some(hours) = hours {
            parts.push(text::hours_span(&hours));
            if hours.meal_minutes > 0 {
                parts.push(text::meal_of(&text::duration(hours.meal_minutes)));
            }
        }
        if let Some(before) = &before {
            parts.push(text::was_before(&shift_words(before.as_ref())));
        }
        if let Some(change) = my.change {
            parts.push(text::changed_at(&text::moment_short(change.at, clock.zone())));
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

/// Bones of the page.
#[component]
fn MonthBones() -> impl IntoView {
    view! {
        <div class="beside" aria-busy="true">
            <div class="card card__body stack" aria-hidden="true">
                {(0..5).map(|_| view! { <span class="bone" data-kind="block"></span> }).collect_view()}
            </div>
            <div class="card" aria-hidden="true">
                <ul class="list">
                    {(0..6)
                        .map(|_| {
                            view! {
                                <li>
                                    <div class="item">
                                        <span class="bone" data-kind="face"></span>
                                        <span class="item__text">
                                            <span class="bone" data-w="40"></span>
                                            <span class="bone" data-w="80"></span>
                                        </span>
                                    </div>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_days_address_names_its_month_and_its_line() {
        let day: Day = "2026-11-23".parse().unwrap();
        assert_eq!(day_href(day), "/month?month=2026-11#d-2026-11-23");
    }
}
