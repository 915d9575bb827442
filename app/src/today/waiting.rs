//! 等你处理: what waits for the caller, each a way to where it is done.

use crate::{
    shifts::{Kinds, ShiftChip, shift_name},
    text,
    ui::{Empty, Icon, Text},
};
use dianwu_domain::{
    Day, DepartmentId, Month, notices::waiting::Waiting, shifts::api::ShiftKind, text::Name, today::api::FirstStep,
};
use leptos::prelude::*;

/// The list.
#[component]
pub fn WaitingList(waiting: Vec<Waiting>, first_steps: Vec<FirstStep>, kinds: Kinds) -> impl IntoView {
    let count = first_steps.len() + waiting.len();
    view! {
        <section class="card" aria-labelledby="waiting">
            <div class="card__head">
                <h2 class="card__title" id="waiting">
                    {text::today::waiting}
                </h2>
                {(count > 0).then(|| view! { <span class="count" data-tone="calm">{count}</span> })}
            </div>
            {if count == 0 {
                view! { <Empty icon="check-circle" title=text::today::waiting_none text=text::today::waiting_none_text /> }.into_any()
            } else {
                let items = waiting.into_iter().map(|waiting| item(waiting, &kinds));
                let items = first_steps.into_iter().map(first_step).chain(items).map(|item| view! { <li>{item}</li> });
                view! { <ul class="list">{items.collect_view()}</ul> }.into_any()
            }}
        </section>
    }
}

fn item(waiting: Waiting, kinds: &Kinds) -> AnyView {
    match waiting {
        Waiting::RosterNotPublished { department_id, department_name, month } => {
            unpublished(department_id, &department_name, month)
        }
        Waiting::OpenShiftClaimed { department_name, day, kind_id, person_name, .. } => {
            claimed(&department_name, day, kinds.get(Some(kind_id)).cloned(), &person_name)
        }
        Waiting::DutySwapOffered { person_name, day, other_day, .. } => swap_offered(&person_name, day, other_day),
    }
}

/// What is to be done before a shop has its first roster.
fn first_step(step: FirstStep) -> AnyView {
    let (icon, href, title, note): (_, _, Text, Text) = match step {
        FirstStep::Departments => {
            ("department", "/settings/departments", text::today::step_departments, text::today::step_departments_note)
        }
        FirstStep::People => ("people", "/people", text::today::step_people, text::today::step_people_note),
        FirstStep::ShiftKinds => {
            ("clock", "/settings/shifts", text::today::step_shift_kinds, text::today::step_shift_kinds_note)
        }
        FirstStep::Manager => ("key", "/people", text::today::step_manager, text::today::step_manager_note),
        FirstStep::Roster => ("grid", "/rosters", text::today::step_roster, text::today::step_roster_note),
    };
    view! {
        <a href=href class="item">
            <Icon name=icon />
            <span class="item__text">
                <span class="item__title">{title}</span>
                <span class="item__note">{note}</span>
            </span>
            <span class="item__end">
                <Icon name="chevron-right" size="small" />
            </span>
        </a>
    }
    .into_any()
}

fn unpublished(department_id: DepartmentId, name: &Name, month: Month) -> AnyView {
    let name = name.to_string();
    view! {
        <a href=format!("/rosters?department={department_id}&month={month}") class="item">
            <Icon name="grid" />
            <span class="item__text">
                <span class="item__title">{move || text::today::roster_unpublished(&name, &text::today::month_brief(month))}</span>
                <span class="item__note">{text::today::roster_unpublished_note}</span>
            </span>
            <span class="item__end">
                <Icon name="chevron-right" size="small" />
            </span>
        </a>
    }
    .into_any()
}

fn claimed(department: &Name, day: Day, kind: Option<ShiftKind>, person: &Name) -> AnyView {
    let (department, person) = (department.to_string(), person.to_string());
    let words = {
        let kind = kind.clone();
        move || text::open_shifts::open_shift_claimed_note(&department, &shift_name(kind.as_ref()))
    };
    view! {
        <a href=crate::shop::open_shifts_href(day.month()) class="item">
            <Icon name="hand" />
            <span class="item__text">
                <span class="item__title">{move || text::open_shifts::open_shift_claimed(&person, &text::day_name(day))}</span>
                <span class="item__note">{words}</span>
            </span>
            <span class="item__end">
                <ShiftChip kind=kind />
                <Icon name="chevron-right" size="small" />
            </span>
        </a>
    }
    .into_any()
}

fn swap_offered(person: &Name, mine: Day, theirs: Day) -> AnyView {
    let person = person.to_string();
    let words = move || text::cleaning::duty_swap_waiting_note(&text::day_name(theirs), &text::day_name(mine));
    view! {
        <a href=crate::shop::duties_href(mine.month()) class="item">
            <Icon name="broom" />
            <span class="item__text">
                <span class="item__title">{move || text::cleaning::duty_swap_waiting(&person)}</span>
                <span class="item__note">{words}</span>
            </span>
            <span class="item__end">
                <Icon name="chevron-right" size="small" />
            </span>
        </a>
    }
    .into_any()
}
