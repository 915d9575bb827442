//! A team's day as bars beside each other, with a mark for the present minute. For desks: a phone shows the crews.

use super::crew::Person;
use crate::{shifts::Kinds, shop::use_clock, text};
use dianwu_domain::{
    Day, DayMinute,
    roster::{
        api::TeamShift,
        team::{self, Bar, Stage, Timeline},
    },
};
use leptos::prelude::*;

/// The hours between two labels of the axis.
const LABEL_HOURS: usize = 2;

/// The card; nothing when nobody works. Where a bar begins and ends goes to the style sheet as minutes.
#[component]
pub fn TimelineCard(day: Day, shifts: Vec<TeamShift>, kinds: Kinds) -> impl IntoView {
    let clock = use_clock();
    team::timeline(&shifts, kinds.all(), day).map(|timeline| {
        let Timeline { open, close, rows } = timeline;
        let rows: Vec<_> = rows.into_iter().map(|bars| view! { <li class="timeline__row">{row(&bars)}</li> }).collect();
        let now = move || clock.now().minutes_since(day, DayMinute::MIDNIGHT);
        let is_within = Memo::new(move |_| (open..close).contains(&now()));
        view! {
            <section class="card not-phone" aria-labelledby="timeline">
                <h2 class="sr-only" id="timeline">
                    {text::today::timeline}
                </h2>
                <div
                    class="timeline"
                    style:--open=open.to_string()
                    style:--span=(close - open).to_string()
                    style:--hours=((close - open) / 60).to_string()
                    style:--now=move || now().to_string()
                >
                    <Axis open=open close=close />
                    <ul>{rows}</ul>
                    <Show when=move || is_within.get()>
                        <div class="timeline__now" aria-hidden="true">
                            <span>{move || clock.now().minute.to_string()}</span>
                        </div>
                    </Show>
                </div>
            </section>
        }
    })
}

#[component]
fn Axis(open: i64, close: i64) -> impl IntoView {
    let hours = (open / 60..=close / 60).step_by(LABEL_HOURS);
    view! {
        <div class="timeline__axis" aria-hidden="true">
            <span></span>
            <div class="timeline__hours">
                {hours
                    .map(|hour| {
                        view! {
                            <span style:--at=(hour * 60).to_string()>{if hour <= 24 { hour } else { hour - 24 }}</span>
                        }
                    })
                    .collect_view()}
            </div>
        </div>
    }
}

/// Somebody and their bars: two when last night's shift and tonight's are both theirs.
fn row(bars: &[Bar<'_>]) -> impl IntoView + use<> {
    let clock = use_clock();
    let person = bars.first().map(|bar| {
        let shift = bar.shift.clone();
        let spans: Vec<_> = bars.iter().map(|bar| (bar.shift.day, bar.kind.hours_on(bar.shift.day))).collect();
        let is_on = Memo::new(move |_| {
            let now = clock.now();
            spans.iter().any(|(day, hours)| team::stage(*day, hours.as_ref(), now) == Stage::On)
        });
        move || view! { <Person shift=shift.clone() state=is_on.get().then_some("on") /> }
    });
    let bars: Vec<_> = bars.iter().map(bar).collect();
    view! {
        {person}
        <div class="timeline__track">{bars}</div>
    }
}

fn bar(bar: &Bar<'_>) -> impl IntoView + use<> {
    let fields = &bar.kind.fields;
    let segment = bar.segment;
    view! {
        <div
            class="timeline__bar"
            data-hue=fields.hue.as_str()
            style:--from=bar.from.to_string()
            style:--to=bar.to.to_string()
        >
            <b>{fields.code.to_string()}</b>
            <time>{move || text::today::segment_span(segment)}</time>
        </div>
    }
}
