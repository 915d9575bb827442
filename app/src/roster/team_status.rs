//! How the team of a manager or of HR stands at the moment, by department.

use crate::{
    shifts::Kinds,
    shop::{use_clock, use_directory},
    text::{self, today::heads},
    ui::{Icon, Text},
};
use dianwu_domain::{
    Day, DepartmentId,
    people::tree,
    roster::{
        api::TeamShift,
        team::{self, HeadCount},
    },
};
use leptos::prelude::*;

/// The card.
#[component]
pub fn TeamStatus(team: Vec<TeamShift>, kinds: Kinds, today: Day) -> impl IntoView {
    let is_empty = team.is_empty();
    let team = StoredValue::new(team);
    let clock = use_clock();
    let count = move |department: Option<DepartmentId>| {
        let now = clock.now();
        team.with_value(|team| {
            let shifts = team.iter().filter(|shift| department.is_none_or(|id| shift.department_id == id));
            team::head_count(shifts, kinds.all(), today, now)
        })
    };
    let total = {
        let count = count.clone();
        Memo::new(move |_| count(None))
    };
    view! {
        <section class="card" aria-labelledby="team-now">
            <div class="card__head">
                <h2 class="card__title" id="team-now">
                    {text::today::team_now}
                </h2>
                <a href="/team" class="btn" data-kind="link" data-size="small">
                    {text::today::open_team}
                </a>
            </div>
            <div class="card__body">
                <Figures total=total />
                {is_empty.then(|| view! { <p class="faint small">{text::today::team_none}</p> })}
            </div>
            <Departments team=team count=count />
        </section>
    }
}

#[component]
fn Figures(total: Memo<HeadCount>) -> impl IntoView {
    let figure = |label: Text, read: fn(&HeadCount) -> usize| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd class="num">{move || read(&total.read())}</dd>
            </div>
        }
    };
    view! {
        <dl class="figures">
            {figure(text::today::count_on, |count| count.on)} {figure(text::today::count_later, |count| count.later)}
            {figure(text::today::count_rest, |count| count.rest)}
        </dl>
        <Show when=move || { total.read().over > 0 }>
            <p class="faint small">{move || text::today::gone_home(total.read().over)}</p>
        </Show>
    }
}

/// A line for each department that has shifts, in the order of the tree.
#[component]
fn Departments<F>(team: StoredValue<Vec<TeamShift>>, count: F) -> impl IntoView
where
    F: Fn(Option<DepartmentId>) -> HeadCount + Clone + Send + Sync + 'static,
{
    let directory = use_directory();
    let has_shifts = move |id| team.with_value(|team| team.iter().any(|shift| shift.department_id == id));
    move || {
        let departments = directory.departments();
        let placed = tree::in_order(&departments).into_iter().map(|placed| placed.department);
        let lines: Vec<_> = placed
            .filter(|department| has_shifts(department.id))
            .map(|department| {
                let (id, name, count) = (department.id, department.name.to_string(), count.clone());
                view! {
                    <li>
                        <a href=format!("/team?department={id}") class="item">
                            <span class="item__text">
                                <span class="item__title">{name}</span>
                                <span class="item__note num">{move || heads(count(Some(id)))}</span>
                            </span>
                            <span class="item__end">
                                <Icon name="chevron-right" size="small" />
                            </span>
                        </a>
                    </li>
                }
            })
            .collect();
        (lines.len() > 1).then(|| view! { <ul class="list">{lines}</ul> })
    }
}
