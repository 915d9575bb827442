//! When somebody works here, where and as what: what is known of it, what is planned, and what may be done.

mod begin;
mod dialog;
mod leave;
mod post;
mod terms;

use super::person::Above;
use crate::{
    shop::{use_caller, use_clock, use_directory},
    text,
    ui::Icon,
};
use dianwu_domain::{
    Day, Permission,
    people::{
        api::Person,
        employment::{Employment, Period, Post},
        tree,
    },
};
use leptos::prelude::*;

pub use begin::BeginDialog;
pub use dialog::CallOffQuestion;
pub use leave::{LeaveDialog, StayDialog};
pub use post::{MoveDialog, ReturnDialog};
pub use terms::TermsDialog;

/// 部门 · 岗位 · 用工形式, as far as they are known.
fn place(post: &Post) -> String {
    let directory = use_directory();
    let department = tree::label(&directory.departments(), post.department_id);
    let parts = [department, directory.position_name(post.position_id), text::people::kind_name(post.kind).to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Something that is planned, and the history without it.
struct Planned {
    words: Box<dyn Fn() -> String + Send>,
    without: Option<Employment>,
}

/// What is planned after a day, in order.
fn planned(employment: &Employment, today: Day) -> Vec<Planned> {
    let mut planned = Vec::new();
    for (place_of_period, period) in employment.periods.iter().enumerate() {
        let begins = period.posts.iter().enumerate().filter(|(_, post)| post.from > today);
        for (first, post) in begins.map(|(place, post)| (place == 0, *post)) {
            let is_return = first && place_of_period > 0;
            let day = post.from.to_string();
            let without = match is_return {
                true => {
                    let mut without = employment.clone();
                    without.periods.truncate(place_of_period);
                    Some(without)
                }
                false => (!first).then(|| employment.without(post.from)),
            };
            let words: Box<dyn Fn() -> String + Send> = match is_return {
                true => Box::new(move || text::people::planned_return(&day, &place(&post))),
                false if first => continue,
                false => Box::new(move || text::people::planned_post(&day, &place(&post))),
            };
            planned.push(Planned { words, without });
        }
        if let Some(until) = period.until.filter(|until| *until >= today) {
            let words = Box::new(move || text::people::planned_leave(&until.to_string()));
            planned.push(Planned { words, without: employment.stayed(today).ok() });
        }
    }
    planned
}

/// What is planned, the terms, and how it came to be.
#[component]
pub fn EmploymentSection(person: Person, above: RwSignal<Option<Above>>) -> impl IntoView {
    let today = use_clock().today_untracked();
    let may_manage = use_caller().holds(Permission::ManagePeople);
    let employment = person.employment.clone();
    let period = employment.period(today).cloned();
    let is_working = employment.on(today).is_some();
    let whole = StoredValue::new(person);
    let lines: Vec<_> = planned(&employment, today)
        .into_iter()
        .map(|Planned { words, without }| {
            let call_off = without.filter(|_| may_manage).map(|without| {
                let open = move |_| above.set(Some(Above::CallOff(whole.get_value(), without.clone())));
                view! {
                    <button class="btn" data-kind="link" data-size="small" type="button" on:click=open>
                        {text::people::call_off}
                    </button>
                }
            });
            view! {
                <li class="banner">
                    <Icon name="calendar" />
                    <div class="banner__text">
                        <p>{words}</p>
                    </div>
                    {call_off}
                </li>
            }
        })
        .collect();
    let open = move |kind: fn(Person) -> Above| above.set(Some(kind(whole.get_value())));
    view! {
        {(!lines.is_empty()).then(|| view! { <ul class="stack plain" data-gap="2">{lines}</ul> })}
        {period.map(|period| view! { <Terms period=period /> })}
        <History employment=employment.clone() />
        {may_manage
            .then(|| {
                view! {
                    <div class="row" data-wrap>
                        {is_working
                            .then(|| {
                                view! {
                                    <button class="btn" type="button" data-size="small" on:click=move |_| open(Above::Move)>
                                        {text::people::move_person}
                                    </button>
                                }
                            })}
                        <button class="btn" type="button" data-size="small" on:click=move |_| open(Above::Terms)>
                            {text::people::terms}
                        </button>
                        <button class="btn" type="button" data-size="small" on:click=move |_| open(Above::Begin)>
                            {text::people::begin_edit}
                        </button>
                    </div>
                }
            })}
    }
}

/// Probation and contract, where they are known.
#[component]
fn Terms(period: Period) -> impl IntoView {
    let probation = period.probation_until.map(|until| {
        view! {
            <div>
                <dt>{text::people::probation_until}</dt>
                <dd>
                    <time>{until.to_string()}</time>
                </dd>
            </div>
        }
    });
    let contract = period.contract.map(|contract| {
        let from = contract.from.to_string();
        let words = move || match contract.until {
            Some(until) => text::people::contract_span(&from, &until.to_string()),
            None => text::people::contract_open(&from),
        };
        view! {
            <div>
                <dt>{text::people::contract}</dt>
                <dd>{words}</dd>
            </div>
        }
    });
    (probation.is_some() || contract.is_some()).then(|| view! { <dl class="facts">{probation} {contract}</dl> })
}

/// Every post, the latest first, where there was more than one.
#[component]
fn History(employment: Employment) -> impl IntoView {
    let is_told = employment.posts().count() > 1;
    let mut lines = Vec::new();
    for period in employment.periods {
        let leaving = period.leaving.clone();
        let last = period.posts.len();
        for (place_in, (post, until)) in period.posts().enumerate() {
            let (post, from) = (*post, post.from.to_string());
            let days = move || match until {
                Some(until) => text::people::history_from_to(&from, &until.to_string()),
                None => text::people::history_since(&from),
            };
            let leaving = leaving.clone().filter(|_| place_in + 1 == last);
            let why = leaving.map(|leaving| {
                let note = leaving.note.map(|note| note.to_string()).filter(|note| !note.is_empty());
                move || {
                    let reason = text::people::reason_name(leaving.reason);
                    match &note {
                        Some(note) => text::people::history_left_note(reason, note),
                        None => text::people::history_left(reason),
                    }
                }
            });
            lines.push(view! {
                <li class="item">
                    <span class="item__text">
                        <span class="item__title">{move || place(&post)}</span>
                        <span class="item__note">{days}</span>
                        {why.map(|why| view! { <span class="item__note">{why}</span> })}
                    </span>
                </li>
            });
        }
    }
    lines.reverse();
    is_told.then(|| {
        view! {
            <details>
                <summary>{text::people::history}</summary>
                <ol class="list">{lines}</ol>
            </details>
        }
    })
}

/// The choices of departments, positions and kinds.
fn kinds() -> Vec<(String, String)> {
    use dianwu_domain::people::employment::EmploymentKind;
    EmploymentKind::ALL.iter().map(|kind| (code(kind), text::people::kind_name(*kind).to_owned())).collect()
}

/// A value as it is sent.
fn code(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
