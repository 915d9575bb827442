//! 人手需求: how many heads a department needs, by shift or slot of the day.

use super::{Tabs, demand_form::DemandForm};
use crate::{
    client,
    place::place,
    shifts::shift_words,
    shop::{DepartmentSelect, departments_of, use_caller, use_clock, use_directory},
    task::{Home, Told},
    text,
    ui::{Empty, Fetched, Icon, IconButton, Load, Page, new_uuid},
};
use dianwu_domain::{
    Day, DemandId, DepartmentId, Nothing, Permission,
    roster::{
        api::{DeleteDemand, DemandBody, DemandPath, DemandsPath, ListDemands, SaveDemand},
        coverage::{Demand, DemandFields},
    },
    shifts::api::ShiftKind,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

/// A demand in the form: one that stands, or a new one.
#[derive(Clone, Copy)]
pub struct Draft {
    pub path: DemandPath,
    /// The one that stands.
    pub stands: Option<Demand>,
}

place! {
    /// 人手需求.
    DEMANDS = "/rosters/demands", text::roster::demands, "grid", ManageRosters, [], plans: load_demands => DemandsPage
}

/// The page.
#[component]
fn DemandsPage() -> impl IntoView {
    let query = use_query_map();
    let own = use_caller().me().department_id;
    let scope = departments_of(Permission::ManageRosters);
    let department = Memo::new(move |_| {
        let named = query.with(|query| query.get("department")).and_then(|id| id.parse().ok());
        let scope = scope.get();
        let is_own = scope.iter().any(|(id, _)| *id == own);
        named.or_else(|| if is_own { Some(own) } else { scope.first().map(|(id, _)| *id) }).unwrap_or(own)
    });
    let demands: Fetched<Vec<Demand>> = LocalResource::new(move || {
        let path = DemandsPath { department_id: department.get() };
        async move { client::call::<ListDemands>(&path, &Nothing {}, &Nothing {}).await }
    });
    let draft = RwSignal::new(None::<Draft>);
    let add = move |_| {
        let path = DemandPath { department_id: department.get_untracked(), demand_id: DemandId::new(new_uuid()) };
        draft.set(Some(Draft { path, stands: None }));
    };
    view! {
        <Page title=text::roster::demands back="/rosters">
            <div class="stack narrow">
                <Tabs here="/rosters/demands" />
                <p class="muted small">{text::roster::demands_lead}</p>
                <div class="row" data-wrap>
                    <DepartmentChoice department=department scope=scope />
                    <span class="grow"></span>
                    <button class="btn" data-kind="primary" type="button" on:click=add>
                        <Icon name="plus" />
                        {text::roster::add_demand}
                    </button>
                </div>
                <Load of=demands let(found)>
                    {if found.is_empty() {
                        view! { <Empty icon="team" title=text::roster::no_demands text=text::roster::no_demands_text /> }.into_any()
                    } else {
                        view! {
                            <ul class="list card">
                                {found
                                    .into_iter()
                                    .map(|demand| view! { <Line demand=demand department=department draft=draft of=demands /> })
                                    .collect_view()}
                            </ul>
                        }
                            .into_any()
                    }}
                </Load>
            </div>
            {move || {
                draft
                    .get()
                    .map(|open| {
                        view! {
                            <DemandForm
                                draft=open
                                standing=demands
                                on_done=Callback::new(move |()| demands.refetch())
                                on_close=Callback::new(move |()| draft.set(None))
                            />
                        }
                    })
            }}
        </Page>
    }
}

#[component]
fn DepartmentChoice(department: Memo<DepartmentId>, scope: Signal<Vec<(DepartmentId, String)>>) -> impl IntoView {
    let navigate = use_navigate();
    let choose = Callback::new(move |chosen: Option<DepartmentId>| {
        let department = chosen.map(|id| id.to_string()).unwrap_or_default();
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&format!("/rosters/demands?department={department}"), options);
    });
    view! {
        <DepartmentSelect
            label=text::today::filter_department
            options=scope
            chosen=Signal::derive(move || Some(department.get()))
            is_narrow=true
            on_choose=choose
        />
    }
}

/// What is counted, in words.
fn target_words(fields: &DemandFields, kinds: &[ShiftKind], today: Day) -> String {
    match (fields.kind_id, fields.slot) {
        (Some(id), _) => shift_words(kinds.iter().find(|kind| kind.id == id), today, today),
        (None, Some(slot)) => text::roster::slot_words(&slot.start.to_string(), &slot.end.to_string()),
        (None, None) => String::new(),
    }
}

fn days_words(fields: &DemandFields) -> String {
    text::roster::demand_days(fields)
}

fn heads_words(fields: &DemandFields) -> String {
    if fields.heads == 0 {
        text::roster::nobody_needed().to_owned()
    } else {
        text::today::people_count(usize::from(fields.heads))
    }
}

/// What is counted, on which days, and how many are needed.
pub fn words_of(fields: &DemandFields, kinds: &[ShiftKind], today: Day) -> [String; 3] {
    [target_words(fields, kinds, today), days_words(fields), heads_words(fields)]
}

#[component]
fn Line(
    demand: Demand,
    department: Memo<DepartmentId>,
    draft: RwSignal<Option<Draft>>,
    of: Fetched<Vec<Demand>>,
) -> impl IntoView {
    let home = Home::here();
    let path = move || DemandPath { department_id: department.get_untracked(), demand_id: demand.id };
    let fields = demand.fields;
    let (directory, clock) = (use_directory(), use_clock());
    let title = move || target_words(&fields, &directory.kinds(), clock.today());
    let note = move || days_words(&fields);
    let restore = move |path: DemandPath| {
        let body = DemandBody { version: 0, fields };
        let call = async move { client::call::<SaveDemand>(&path, &Nothing {}, &body).await };
        home.send(call, move |result| {
            of.refetch();
            Told::failures(result)
        });
    };
    // Once it is removed, the line stays busy until it is gone.
    let is_busy = RwSignal::new(false);
    let remove = move |()| {
        let path = path();
        let call = async move { client::call::<DeleteDemand>(&path, &Nothing {}, &Nothing {}).await };
        home.send_once(is_busy, call, move |result| match result {
            Ok(_) => {
                of.refetch();
                Told::undoable(text::roster::removed(), move || restore(path))
            }
            Err(failure) => Told::failed(failure),
        });
    };
    let is_retired = move || {
        let is_archived = |id| directory.kinds().iter().any(|kind| kind.id == id && kind.fields.is_archived);
        fields.kind_id.is_some_and(is_archived)
    };
    let edit = move |()| draft.set(Some(Draft { path: path(), stands: Some(demand) }));
    view! {
        <li>
            <div class="item">
                <span class="item__text">
                    <span class="item__title">{title}</span>
                    <span class="item__note">{note}</span>
                    {move || is_retired().then(|| view! { <span class="item__note">{text::roster::demand_retired}</span> })}
                </span>
                <span class="item__end">
                    <b class="num">{move || heads_words(&fields)}</b>
                    <IconButton icon="edit" label=Signal::derive(move || text::settings::edit_named(&title())) on_click=Callback::new(edit) />
                    <IconButton icon="trash" label=Signal::derive(move || text::settings::delete_named(&title())) on_click=Callback::new(remove) busy=is_busy />
                </span>
            </div>
        </li>
    }
}
