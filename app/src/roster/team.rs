//! 团队: who works on a day, now and next, and who is off.

use super::{coverage::CoverageCard, crew::CrewList, timeline::TimelineCard};
use crate::{
    client,
    place::place,
    shifts::{Kinds, keep_kinds},
    shop::{DepartmentSelect, Directory, use_caller, use_clock, use_directory},
    text,
    ui::{Empty, Fetched, Icon, Load, Page, Stepper, Text},
};
use dianwu_domain::{
    Day, DepartmentId, Nothing,
    cleaning::api::TeamDuty,
    kernel::access::subtrees,
    people::{api::Department, tree},
    roster::{
        api::{DayQuery, TeamDay, TeamDayView, TeamShift},
        mine,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

/// What the address says: which day, and which department's people.
#[derive(Clone, Copy, PartialEq)]
struct Asked {
    day: Option<Day>,
    department: Option<DepartmentId>,
}

impl Asked {
    fn href(self) -> String {
        let day = self.day.map(|day| format!("day={day}"));
        let department = self.department.map(|id| format!("department={id}"));
        let query: Vec<_> = day.into_iter().chain(department).collect();
        if query.is_empty() { "/team".to_owned() } else { format!("/team?{}", query.join("&")) }
    }
}

place! {
    /// 团队.
    TEAM = "/team", text::team, "team", everybody, ["/api/team-day?day={day}"], team: load_team => TeamPage
}

/// The page.
#[component]
fn TeamPage() -> impl IntoView {
    let clock = use_clock();
    let directory = use_directory();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| Asked {
            day: query.get("day").and_then(|day| day.parse().ok()),
            department: query.get("department").and_then(|id| id.parse().ok()),
        })
    });
    let day = Memo::new(move |_| asked.read().day.unwrap_or_else(|| clock.today()));
    let view = LocalResource::new(move || {
        clock.wakes();
        let query = DayQuery { day: Some(day.get()) };
        async move { client::call::<TeamDay>(&Nothing {}, &query, &Nothing {}).await }
    });
    keep_kinds(directory.kinds, view, |view| view.shifts.iter().map(|shift| shift.kind_id).collect());
    view! {
        <Page title=text::team tools=move || view! { <DepartmentFilter view=view asked=asked /> }>
            <div class="stack">
                <WeekStrip day=day asked=asked />
                <Load of=directory.kinds bones=TeamBones keeps=|_| true let(kinds)>
                    <Load of=view bones=TeamBones keeps=move |view: TeamDayView| view.day == day.get() let(view)>
                        {if view.day == day.get() {
                            view! { <TeamBody view=view asked=asked kinds=Kinds::new(kinds.clone()) /> }.into_any()
                        } else {
                            TeamBones().into_any()
                        }}
                    </Load>
                </Load>
            </div>
        </Page>
    }
}

/// The week around the day, and steps to the weeks beside it.
#[component]
fn WeekStrip(day: Memo<Day>, asked: Memo<Asked>) -> impl IntoView {
    let clock = use_clock();
    let href = move |day| Asked { day: Some(day), ..asked.get() }.href();
    let week = Memo::new(move |_| mine::week_of(day.get()));
    let step = move |days| Signal::derive(move || href(day.get().plus(days)));
    let now = Signal::derive(move || {
        let week = week.get();
        text::today::week_name(week[0], week[6], clock.today())
    });
    view! {
        <div class="card card__body stack" data-gap="2" data-bleed="">
            <div class="row" data-split="" data-wrap="">
                <Stepper
                    now=now
                    before=step(-7)
                    before_label=text::today::previous_week
                    after=step(7)
                    after_label=text::today::next_week
                />
                <a href=move || Asked { day: None, ..asked.get() }.href() class="btn">
                    {text::today::on_this_day}
                </a>
            </div>
            <ol class="week">
                {(0..7)
                    .map(|index| {
                        let own = move || week.read()[index];
                        view! {
                            <li>
                                <a
                                    class="week__day"
                                    href=move || href(own())
                                    data-today=move || (own() == clock.today()).then_some("")
                                    aria-current=move || (own() == day.get()).then_some("date")
                                >
                                    <span class="sr-only">{move || text::day_long(own())}</span>
                                    <span aria-hidden="true">
                                        {move || text::weekday_letter(own().weekday())}
                                    </span>
                                    <b aria-hidden="true">{move || own().number()}</b>
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </div>
    }
}

/// The departments to choose from: those whose part of the tree has some of the day's shifts, but not all of them.
fn choices(
    departments: &[Department],
    shifts: &[TeamShift],
    chosen: Option<DepartmentId>,
) -> Vec<(DepartmentId, String)> {
    let placed = tree::in_order(departments).into_iter();
    let is_choice = |id| {
        let below = below(departments, id);
        let count = shifts.iter().filter(|shift| below.contains(&shift.department_id)).count();
        chosen == Some(id) || (0 < count && count < shifts.len())
    };
    let placed: Vec<_> = placed.filter(|placed| is_choice(placed.department.id)).collect();
    let top = placed.iter().map(|placed| placed.depth).min().unwrap_or(0);
    placed
        .iter()
        .map(|placed| {
            let indent = "\u{3000}".repeat(placed.depth - top);
            (placed.department.id, format!("{indent}{}", placed.department.name))
        })
        .collect()
}

/// A department and those below it.
fn below(departments: &[Department], id: DepartmentId) -> Vec<DepartmentId> {
    let tree: Vec<_> = departments.iter().map(|department| (department.id, department.parent_id)).collect();
    subtrees([id], &tree)
}

/// A choice of department, where there is one.
#[component]
fn DepartmentFilter(view: Fetched<TeamDayView>, asked: Memo<Asked>) -> impl IntoView {
    let directory = use_directory();
    let navigate = use_navigate();
    let choices = Memo::new(move |_| {
        let shifts = view.get().and_then(Result::ok).map(|view| view.shifts).unwrap_or_default();
        choices(&directory.departments(), &shifts, asked.read().department)
    });
    let choose = Callback::new(move |department| {
        let href = Asked { department, ..asked.get_untracked() }.href();
        navigate(&href, leptos_router::NavigateOptions { replace: true, scroll: false, ..Default::default() });
    });
    move || {
        (!choices.read().is_empty()).then(|| {
            view! {
                <DepartmentSelect
                    label=text::today::filter_department
                    options=choices
                    chosen=Signal::derive(move || asked.read().department)
                    none=text::today::all_departments as Text
                    is_narrow=true
                    on_choose=choose
                />
            }
        })
    }
}

/// The shifts of the chosen department and those below it.
fn chosen(shifts: Vec<TeamShift>, directory: &Directory, department: Option<DepartmentId>) -> Vec<TeamShift> {
    let Some(department) = department else { return shifts };
    let below = below(&directory.departments(), department);
    shifts.into_iter().filter(|shift| below.contains(&shift.department_id)).collect()
}

#[component]
fn TeamBody(view: TeamDayView, asked: Memo<Asked>, kinds: Kinds) -> impl IntoView {
    let directory = use_directory();
    let TeamDayView { day, shifts, duties, .. } = view;
    move || {
        let department = asked.read().department;
        let shifts = chosen(shifts.clone(), &directory, department);
        let coverage =
            view! { <CoverageCard day=day department=department shifts=shifts.clone() kinds=kinds.clone() /> };
        // With nobody there the gap is at its widest.
        if shifts.is_empty() {
            return view! {
                {coverage}
                <NobodyCard asked=asked.get() />
            }
            .into_any();
        }
        let duties = duties.iter().filter(|duty| shifts.iter().any(|shift| shift.department_id == duty.department_id));
        let duties: Vec<_> = duties.cloned().collect();
        view! {
            {(!duties.is_empty()).then(|| view! { <OnDuty day=day duties=duties /> })}
            {coverage}
            <TimelineCard day=day shifts=shifts.clone() kinds=kinds.clone() />
            <CrewList day=day shifts=shifts kinds=kinds.clone() />
        }
        .into_any()
    }
}

/// Who has duty on the day: a line a department, which leads to its rota.
#[component]
fn OnDuty(day: Day, duties: Vec<TeamDuty>) -> impl IntoView {
    let directory = use_directory();
    let own = use_caller().me().department_id;
    let mut departments: Vec<_> = duties.iter().map(|duty| duty.department_id).collect();
    departments.dedup();
    let line = move |id: DepartmentId| {
        let of_it: Vec<TeamDuty> = duties.iter().filter(|duty| duty.department_id == id).cloned().collect();
        let names = move || of_it.iter().map(duty_holder).collect::<Vec<_>>().join(text::cleaning::list_mark());
        let note = move || match id == own {
            true => text::cleaning::duty_of_day().to_owned(),
            false => text::cleaning::duty_of_day_in(&directory.department_name(id)),
        };
        view! {
            <li>
                <a href=crate::cleaning::href((id != own).then_some(id), day.month()) class="item">
                    <Icon name="broom" />
                    <span class="item__text">
                        <span class="item__title">{names}</span>
                        <span class="item__note">{note}</span>
                    </span>
                    <span class="item__end">
                        <Icon name="chevron-right" size="small" />
                    </span>
                </a>
            </li>
        }
    };
    view! {
        <section class="card">
            <ul class="list">{departments.into_iter().map(line).collect_view()}</ul>
        </section>
    }
}

/// No shifts: on this day, or in the chosen department.
#[component]
fn NobodyCard(asked: Asked) -> impl IntoView {
    let is_filtered = asked.department.is_some();
    let words = if is_filtered { text::today::team_filtered_text } else { text::today::team_empty_text };
    view! {
        <section class="card">
            <Empty icon="team" title=text::today::team_empty text=words>
                {is_filtered
                    .then(|| {
                        view! {
                            <a href=Asked { department: None, ..asked }.href() class="btn">
                                {text::today::all_departments}
                            </a>
                        }
                    })}
            </Empty>
        </section>
    }
}

/// Bones of the page.
#[component]
fn TeamBones() -> impl IntoView {
    view! {
        <div class="card" aria-busy="true">
            <ul class="list" aria-hidden="true">
                {(0..6)
                    .map(|_| {
                        view! {
                            <li>
                                <div class="item">
                                    <span class="bone" data-kind="face"></span>
                                    <span class="item__text">
                                        <span class="bone" data-w="40"></span>
                                        <span class="bone" data-w="60"></span>
                                    </span>
                                </div>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </div>
    }
}

/// Who has duty; of somebody who does not work that day, that too.
fn duty_holder(duty: &TeamDuty) -> String {
    match duty.is_working {
        true => duty.name.to_string(),
        false => text::cleaning::duty_without_work(duty.name.as_str()),
    }
}
