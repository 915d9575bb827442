//! 值日: who cleans on which day. Staff swap days with each other; managers have the rota made and change days.

mod dialogs;
mod rota;
mod swaps;
mod turns;
pub mod waiting;

use crate::{
    client,
    place::place,
    shop::{DepartmentSelect, MonthBar, departments_of, duties_href, use_caller, use_clock, use_directory},
    text,
    ui::{Bones, Load, Page},
};
use dianwu_domain::{
    DepartmentId, Month, Nothing, Permission,
    cleaning::api::{DutyRota, GetDuties},
    roster::api::RosterPath,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use rota::{Question, Rota};
use swaps::Swaps;

/// The address of a department's rota of a month.
pub fn href(department: Option<DepartmentId>, month: Month) -> String {
    let department = department.map(|id| format!("&department={id}")).unwrap_or_default();
    format!("{}{department}", duties_href(month))
}

place! {
    /// 值日.
    DUTIES = "/duties", text::cleaning::duties, "broom", everybody, ["/api/duties/{department}/{month}"], duties: load_duties => DutiesPage
}

/// The page.
#[component]
fn DutiesPage() -> impl IntoView {
    let clock = use_clock();
    let query = use_query_map();
    let own = use_caller().me().department_id;
    let month = Memo::new(move |_| {
        let named = query.with(|query| query.get("month")).and_then(|month| month.parse().ok());
        named.unwrap_or_else(|| clock.today().month())
    });
    let named = Memo::new(move |_| query.with(|query| query.get("department")).and_then(|id| id.parse().ok()));
    let path = Memo::new(move |_| RosterPath { department_id: named.get().unwrap_or(own), month: month.get() });
    let rota = LocalResource::new(move || {
        clock.wakes();
        let path = path.get();
        async move { client::call::<GetDuties>(&path, &Nothing {}, &Nothing {}).await }
    });
    let question = RwSignal::new(None::<Question>);
    let close = Callback::new(move |()| question.set(None));
    Effect::new(move |_| {
        path.track();
        question.set(None);
    });
    let refresh = Callback::new(move |()| rota.refetch());
    let show = Callback::new(move |made: DutyRota| {
        if (made.department_id, made.month) == path.with_untracked(|path| (path.department_id, path.month)) {
            rota.set(Some(Ok(made)));
        }
    });
    let is_asked =
        move |rota: DutyRota| path.with(|path| (rota.department_id, rota.month) == (path.department_id, path.month));
    view! {
        <Page title=text::cleaning::duties back="/more" tools=move || view! { <DepartmentChoice path=path /> }>
            <div class="stack">
                <MonthBar month=month href=Callback::new(move |month| href(named.get(), month)) present=Signal::derive(move || href(named.get(), clock.today().month())) />
                <Load of=rota keeps=is_asked let(shown)>
                    {if is_asked(shown.clone()) {
                        view! { <Body rota=shown question=question refresh=refresh /> }.into_any()
                    } else {
                        Bones().into_any()
                    }}
                </Load>
            </div>
            {move || question.get().map(|question| question.dialog(close, refresh, show))}
        </Page>
    }
}

/// A choice of department for those who read more than their own.
#[component]
fn DepartmentChoice(path: Memo<RosterPath>) -> impl IntoView {
    let own = use_caller().me().department_id;
    let directory = use_directory();
    let navigate = use_navigate();
    let readable = departments_of(Permission::ReadRosters);
    let choices = Memo::new(move |_| {
        let mut choices = readable.get();
        if choices.iter().all(|(id, _)| *id != own) {
            choices.insert(0, (own, directory.department_name(own)));
        }
        choices
    });
    let choose = Callback::new(move |department| {
        let options = NavigateOptions { replace: true, scroll: false, ..Default::default() };
        navigate(&href(department, path.get_untracked().month), options);
    });
    move || {
        (choices.read().len() > 1).then(|| {
            view! {
                <DepartmentSelect
                    label=text::today::filter_department
                    options=choices
                    chosen=Signal::derive(move || Some(path.read().department_id))
                    is_narrow=true
                    on_choose=choose
                />
            }
        })
    }
}

#[component]
fn Body(rota: DutyRota, question: RwSignal<Option<Question>>, refresh: Callback<()>) -> impl IntoView {
    view! {
        <Swaps swaps=rota.swaps.clone() refresh=refresh />
        <Rota rota=rota question=question />
    }
}
