//! One's own shift of the moment, as large as a clock.

use crate::{
    client::{self, Failure},
    shifts::{ChangeView, Kinds, ShiftChip},
    shop::{use_caller, use_clock},
    text,
    ui::{Avatar, Text},
};
use dianwu_domain::{
    Day, LocalTime, Month, MonthQuery, Nothing,
    roster::{
        api::{MyDay, MyMonth, MyMonthView, TeamShift},
        mine::{self, MyShift},
        team::{self, Stage},
    },
    shifts::{
        api::ShiftKind,
        clock::{self, Phase},
        kind::Hours,
    },
};
use leptos::prelude::*;

/// Most faces that stand in a row; the words beside them count everybody.
const MOST_FACES: usize = 5;

/// The card. It follows the clock: a shift begins, goes on and ends while one looks.
#[component]
pub fn ShiftCard(mine: Vec<MyDay>, team: Vec<TeamShift>, kinds: Kinds, today: Day) -> impl IntoView {
    let clock = use_clock();
    move || {
        let now = clock.now();
        match mine::my_shift(&mine, kinds.all(), today, now) {
            MyShift::Work { my, kind, hours, phase } => {
                let finished = mine::my_finished(&mine, kinds.all(), today, now).cloned();
                let work = Work { my: *my, kind: kind.clone(), hours, phase, now, finished };
                view! { <WorkCard work=work today=today team=team.clone() kinds=kinds.clone() /> }.into_any()
            }
            MyShift::Rest { my, kind } => {
                view! { <RestCard my=*my kind=Some(kind.clone()) title=text::today::off_today kinds=kinds.clone() /> }
                    .into_any()
            }
            MyShift::Cancelled { my } => {
                view! { <RestCard my=*my kind=None title=text::today::cancelled_today kinds=kinds.clone() /> }
                    .into_any()
            }
            MyShift::Nothing => view! { <NothingCard today=today /> }.into_any(),
        }
    }
}

/// A shift to work, at a moment.
#[derive(Clone)]
struct Work {
    my: MyDay,
    kind: ShiftKind,
    hours: Hours,
    phase: Phase,
    now: LocalTime,
    /// Today's shift, where it is over and this is the next one.
    finished: Option<ShiftKind>,
}

#[component]
fn WorkCard(work: Work, today: Day, team: Vec<TeamShift>, kinds: Kinds) -> impl IntoView {
    let Work { my, kind, hours, phase, now, finished } = work;
    let (word, tone): (Text, _) = match phase {
        Phase::On => (text::today::shift_on, Some("good")),
        Phase::Paused => (text::today::shift_paused, Some("info")),
        Phase::Later => (text::today::shift_later, Some("info")),
        Phase::Over => (text::today::shift_over, None),
    };
    let name = kind.fields.name.to_string();
    let ends_next_day = hours.end.minutes() > 24 * 60;
    let segments = hours.segments().map(|segment| {
        view! {
            <span class="now__segment">
                <time>{text::today::on_clock(segment.start).to_string()}</time>
                <span>"–"</span>
                <time>{text::today::on_clock(segment.end).to_string()}</time>
            </span>
        }
    });
    view! {
        <section class="card now" data-hue=kind.fields.hue.as_str() aria-labelledby="now">
            <div class="row" data-split="" data-wrap="">
                <h3 id="now" class="row">
                    <ShiftChip kind=Some(kind.clone()) />
                    {move || text::today::day_and_shift(my.day, today, now.day, &name)}
                </h3>
                <span class="chip" data-tone=tone data-dot="">
                    {word}
                </span>
            </div>
            <p class="now__time" data-split=(!hours.pauses.is_empty()).then_some("")>
                {segments.collect_view()}
                {ends_next_day.then(|| view! { <small class="small faint">" " {text::next_day_mark}</small> })}
            </p>
            <Passing day=my.day hours=hours phase=phase now=now />
            {my.change.map(|change| changed(&my, change.from, &kinds))}
            <Colleagues my=my phase=phase now=now team=team kinds=kinds />
            {finished
                .map(|kind| {
                    let name = kind.fields.name.to_string();
                    view! { <p class="small muted">{move || text::today::shift_done(&name)}</p> }
                })}
        </section>
    }
}

/// How far the shift is, or how far away.
#[component]
fn Passing(day: Day, hours: Hours, phase: Phase, now: LocalTime) -> impl IntoView {
    let minutes = |minutes: i64| u16::try_from(minutes.max(0)).unwrap_or(u16::MAX);
    match phase {
        Phase::On => {
            let done = clock::passed(day, &hours, now);
            let left = hours.length().saturating_sub(done);
            view! {
                <div>
                    <progress
                        class="bar"
                        max=hours.length().to_string()
                        value=done.to_string()
                        aria-label=text::today::shift_progress
                    ></progress>
                    <p class="now__scale">
                        <span>{move || text::today::done_for(&text::duration(done))}</span>
                        <span>{move || text::today::left_for(&text::duration(left))}</span>
                    </p>
                </div>
            }
            .into_any()
        }
        Phase::Paused => {
            let next = clock::goes_on(day, &hours, now).unwrap_or(hours.end);
            let wait = minutes(-now.minutes_since(day, next));
            let next = text::today::on_clock(next).to_string();
            view! { <p class="muted">{move || text::today::goes_on_in(&next, &text::duration(wait))}</p> }.into_any()
        }
        Phase::Later => {
            let wait = minutes(-now.minutes_since(day, hours.start));
            // Whoever waits for more than a day reads the day itself.
            let parts = move || {
                let starts = (wait < 24 * 60).then(|| text::today::starts_in(&text::duration(wait)));
                let meal = (hours.meal_minutes > 0).then(|| text::today::meal_of(&text::duration(hours.meal_minutes)));
                starts.into_iter().chain(meal).collect::<Vec<_>>().join(" · ")
            };
            view! {
                <p class="muted">
                    {parts}
                </p>
            }
            .into_any()
        }
        Phase::Over => ().into_any(),
    }
}

/// What stood there before, for a shift that was changed after publishing.
fn changed(my: &MyDay, from: Option<dianwu_domain::ShiftKindId>, kinds: &Kinds) -> impl IntoView + use<> {
    let (from, to) = (kinds.get(from).cloned(), kinds.get(my.kind_id).cloned());
    view! {
        <p class="row">
            <span class="chip" data-tone="warn">
                {text::today::changed}
            </span>
            <ChangeView from=from to=to />
        </p>
    }
}

/// Who of one's own department is on now, or comes for the same shift.
#[component]
fn Colleagues(my: MyDay, phase: Phase, now: LocalTime, team: Vec<TeamShift>, kinds: Kinds) -> impl IntoView {
    let me = use_caller().me();
    let is_with_me = |shift: &&TeamShift| {
        let hours = kinds.get(Some(shift.kind_id)).and_then(|kind| kind.hours_on(shift.day));
        let is_along = match phase {
            Phase::On => team::stage(shift.day, hours.as_ref(), now) == Stage::On,
            Phase::Paused | Phase::Later => Some(shift.kind_id) == my.kind_id && shift.day == my.day,
            Phase::Over => false,
        };
        is_along && shift.person_id != me.person_id && shift.department_id == me.department_id
    };
    let people: Vec<_> = team.iter().filter(is_with_me).cloned().collect();
    let count = people.len();
    (count > 0).then(|| {
        let faces = people.into_iter().take(MOST_FACES);
        view! {
            <div class="avatars">
                {faces
                    .map(|shift| view! { <Avatar id=shift.person_id name=shift.name.to_string() /> })
                    .collect_view()}
                <span>{move || text::today::colleagues(count, phase == Phase::On)}</span>
            </div>
        }
    })
}

/// A day without work: a day off, or a shift that was taken away.
#[component]
fn RestCard(my: MyDay, kind: Option<ShiftKind>, title: Text, kinds: Kinds) -> impl IntoView {
    let name = kind.as_ref().map(|kind| kind.fields.name.to_string());
    let heading = move || name.clone().unwrap_or_else(|| text::today::on_this_day().to_owned());
    view! {
        <section class="card now" data-hue="slate" aria-labelledby="now">
            <h3 id="now" class="row">
                <ShiftChip kind=kind />
                {heading}
            </h3>
            <p class="now__time" data-kind="rest">
                {title}
            </p>
            {my.change.map(|change| changed(&my, change.from, &kinds))}
        </section>
    }
}

/// One's own month.
pub fn month_of(month: Month) -> LocalResource<Result<MyMonthView, Failure>> {
    LocalResource::new(
        move || async move { client::call::<MyMonth>(&Nothing {}, &MonthQuery { month }, &Nothing {}).await },
    )
}

/// Nothing is planned: because the roster is not published, or because the cell is empty.
#[component]
fn NothingCard(today: Day) -> impl IntoView {
    let month = month_of(today.month());
    let why = move || match month.get() {
        Some(Ok(view)) if !view.is_published => text::today::unpublished_today_text(),
        _ => text::today::none_today_text(),
    };
    view! {
        <section class="card now" data-hue="slate" aria-labelledby="now">
            <h3 id="now" class="row">
                <ShiftChip kind=None />
                {text::today::on_this_day}
            </h3>
            <p class="now__time" data-kind="rest">
                {text::today::none_today}
            </p>
            <p class="muted">{why}</p>
        </section>
    }
}
