//! A month's rota as a list of days, with everybody's turns beside it.

use super::{
    dialogs::{SetDutyDialog, SwapDialog},
    turns,
};
use crate::{
    client,
    roster::day_list::fold,
    shop::{use_caller, use_clock},
    task::{Home, Told},
    text,
    ui::{Avatar, Banner, Confirm, Empty, Icon},
};
use dianwu_domain::{
    Day, Nothing, PersonId,
    cleaning::api::{DutyDay, DutyRota, PlanDuties, PlanDutiesBody},
    roster::api::RosterPath,
};
use leptos::prelude::*;

/// What is asked about.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Plan(Day),
    Set(Day),
    Swap(Day),
}

/// A question, with the rota that it was asked about. It belongs to the page: whatever fetches the rota again must not
/// close its dialog.
#[derive(Clone)]
pub struct Question {
    asked: Asked,
    rota: DutyRota,
}

impl Question {
    /// Its dialog.
    pub fn dialog(self, close: Callback<()>, refresh: Callback<()>, show: Callback<DutyRota>) -> AnyView {
        let Self { asked, rota } = self;
        match asked {
            Asked::Plan(from) => {
                view! { <PlanQuestion from=from rota=rota on_close=close on_made=show on_failed=refresh /> }.into_any()
            }
            Asked::Set(day) => view! { <SetDutyDialog day=day rota=rota on_close=close on_done=refresh /> }.into_any(),
            Asked::Swap(day) => view! { <SwapDialog day=day rota=rota on_close=close on_done=refresh /> }.into_any(),
        }
    }
}

/// Where questions are put.
#[derive(Clone, Copy)]
struct Asking {
    question: RwSignal<Option<Question>>,
    rota: StoredValue<DutyRota>,
}

impl Asking {
    fn set(self, asked: Asked) {
        self.question.set(Some(Question { asked, rota: self.rota.get_value() }));
    }
}

/// The rota.
#[component]
pub fn Rota(rota: DutyRota, question: RwSignal<Option<Question>>) -> impl IntoView {
    let has_any = rota.days.iter().any(|day| day.holder.is_some());
    let has_workers = rota.days.iter().any(|day| !day.works.is_empty());
    let may_begin = rota.may_edit && has_workers;
    if !has_any && !may_begin {
        let words =
            if rota.may_edit { text::cleaning::duties_no_workers_text } else { text::cleaning::duties_none_text };
        return view! {
            <section class="card">
                <Empty icon="broom" title=text::cleaning::duties_none text=words />
            </section>
        }
        .into_any();
    }
    let is_unseen = rota.may_edit && !rota.is_published;
    let rota = StoredValue::new(rota);
    let asked = Asking { question, rota };
    view! {
        {is_unseen.then(|| view! { <Banner tone="info">{text::cleaning::duties_unseen}</Banner> })}
        <div class="beside">
            <Days rota=rota has_any=has_any asked=asked />
            <Turns rota=rota />
        </div>
    }
    .into_any()
}

/// Has the rota made, once that is confirmed. What was made is shown at once: whoever changes a day of it next must not
/// start from the days before it.
#[component]
fn PlanQuestion(
    from: Day,
    rota: DutyRota,
    on_close: Callback<()>,
    on_made: Callback<DutyRota>,
    on_failed: Callback<()>,
) -> impl IntoView {
    let page = Home::page();
    let path = RosterPath { department_id: rota.department_id, month: rota.month };
    let has_any = rota.days.iter().any(|day| day.holder.is_some());
    let plan = move |()| {
        on_close.try_run(());
        let call = async move { client::call::<PlanDuties>(&path, &Nothing {}, &PlanDutiesBody { from }).await };
        let tell = |result: &Result<_, _>| match result {
            Ok(_) => Told::good(text::cleaning::plan_duties_done()),
            Err(failure) => Told::failed(failure),
        };
        page.write(call, tell, move |result| match result {
            Ok(made) => drop(on_made.try_run(made)),
            Err(_) => drop(on_failed.try_run(())),
        });
    };
    view! {
        <Confirm
            title=Signal::derive(move || {
                let day = text::day_name(from);
                if has_any { text::cleaning::plan_duties_again_title(&day) } else { text::cleaning::plan_duties_title(&day) }
            })
            text=Signal::derive(|| text::cleaning::plan_duties_text().to_owned())
            deed=text::cleaning::plan_duties
            is_calm=true
            on_yes=Callback::new(plan)
            on_no=on_close
        />
    }
}

#[component]
fn Days(rota: StoredValue<DutyRota>, has_any: bool, asked: Asking) -> impl IntoView {
    let today = use_clock().today_untracked();
    let (month, may_edit) = rota.with_value(|rota| (rota.month, rota.may_edit));
    let from = today.max(month.first());
    let may_plan = may_edit && from <= month.last();
    let is_open = RwSignal::new(false);
    let days = rota.with_value(|rota| rota.days.clone());
    let gone = days.iter().filter(|day| day.day < today).count();
    // A month that is over is opened for what was; one under way for what comes.
    let folds = gone > 0 && gone < days.len();
    let lines: Vec<_> = days
        .into_iter()
        .map(|day| {
            let is_folded = move || folds && !is_open.get() && day.day < today;
            view! { <li hidden=is_folded>{line(&day, rota, today, asked)}</li> }
        })
        .collect();
    view! {
        <section class="card" aria-labelledby="duty-days">
            <div class="card__head">
                <h2 class="card__title" id="duty-days">
                    {text::cleaning::duty_days}
                </h2>
                {may_plan
                    .then(|| {
                        view! {
                            <button
                                class="btn"
                                type="button"
                                data-kind=if has_any { "link" } else { "primary" }
                                data-size="small"
                                on:click=move |_| asked.set(Asked::Plan(from))
                            >
                                {if has_any { text::cleaning::plan_duties_again } else { text::cleaning::plan_duties }}
                            </button>
                        }
                    })}
            </div>
            <ul class="list">{folds.then(|| view! { <li>{fold(gone, is_open)}</li> })} {lines}</ul>
        </section>
    }
}

fn line(day: &DutyDay, rota: StoredValue<DutyRota>, today: Day, asked: Asking) -> impl IntoView + use<> {
    let me = use_caller().me().person_id;
    let date = day.day;
    let (may_edit, is_published) = rota.with_value(|rota| (rota.may_edit, rota.is_published));
    let is_mine = day.holder.as_ref().is_some_and(|holder| holder.person_id == me);
    let may_swap = is_mine && is_published && date > today;
    let end = view! {
        {may_swap
            .then(|| {
                view! {
                    <button
                        class="btn"
                        type="button"
                        data-size="small"
                        aria-label=move || text::cleaning::swap_duty_named(&text::day_name(date))
                        on:click=move |_| asked.set(Asked::Swap(date))
                    >
                        {text::cleaning::swap_duty}
                    </button>
                }
            })}
        {(may_edit && date >= today)
            .then(|| {
                view! {
                    <button
                        class="btn"
                        type="button"
                        data-kind="quiet"
                        data-icon=""
                        data-size="small"
                        aria-label=move || text::cleaning::set_duty_named(&text::day_name(date))
                        on:click=move |_| asked.set(Asked::Set(date))
                    >
                        <Icon name="edit" />
                    </button>
                }
            })}
    };
    view! {
        <div
            class="item"
            data-today=(date == today).then_some("")
            data-past=(date < today).then_some("")
            aria-current=(date == today).then_some("date")
        >
            <span class="day__date">
                <span>{move || text::weekday_short(date.weekday())}</span>
                <b>
                    <time datetime=date.to_string()>{date.number()}</time>
                </b>
            </span>
            {holder(day, rota, me)}
            <span class="item__end">{end}</span>
        </div>
    }
}

/// Who has duty, and what to know about it.
fn holder(day: &DutyDay, rota: StoredValue<DutyRota>, me: PersonId) -> AnyView {
    let Some(holder) = day.holder.clone() else {
        return view! { <span class="item__text faint">{text::cleaning::duty_nobody}</span> }.into_any();
    };
    let is_away = !rota.with_value(|rota| turns::works(rota, day, holder.person_id));
    let name = holder.name.to_string();
    view! {
        <Avatar id=holder.person_id name=name.clone() size="small" />
        <span class="item__text duty__who">
            <span class="item__title">{name}</span>
            {(holder.person_id == me)
                .then(|| {
                    view! {
                        <span class="chip" data-tone="accent">
                            {text::today::that_is_me}
                        </span>
                    }
                })}
            {holder.is_fixed.then(|| view! { <span class="chip">{text::cleaning::duty_fixed}</span> })}
            {is_away
                .then(|| {
                    view! {
                        <span class="chip" data-tone="warn">
                            {text::cleaning::duty_not_working}
                        </span>
                    }
                })}
        </span>
    }
    .into_any()
}

/// Everybody's turns of the month.
#[component]
fn Turns(rota: StoredValue<DutyRota>) -> impl IntoView {
    let counts = rota.with_value(turns::counts);
    let month = rota.with_value(|rota| rota.month);
    view! {
        <section class="card" aria-labelledby="duty-counts">
            <div class="card__head">
                <h2 class="card__title" id="duty-counts">
                    {move || text::cleaning::duty_counts(&text::month_name(month))}
                </h2>
            </div>
            <ul class="crew">
                {counts
                    .into_iter()
                    .map(|(id, name, count)| {
                        view! {
                            <li>
                                <Avatar id=id name=name.clone() size="small" />
                                <span class="grow">{name}</span>
                                <span class="muted num">{move || text::cleaning::duty_times(count)}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}
