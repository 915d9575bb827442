//! The tree of departments.

use crate::{
    client,
    shop::use_directory,
    task::{Home, Told},
    text,
    ui::{
        Confirm, Dialog, Empty, Entry, FormFoot, Icon, IconButton, Load, SelectField, Submission, SubmissionBanner,
        TextField, new_uuid, use_toasts,
    },
};
use dianwu_domain::{
    DepartmentId, FieldCode, Nothing,
    kernel::order::MAX_SORT,
    people::{
        api::{DeleteDepartment, Department, DepartmentBody, DepartmentPath, SaveDepartment},
        tree,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};

/// A department in the form: one that stands, or a new one.
#[derive(Clone)]
struct Draft {
    id: DepartmentId,
    name: String,
    parent_id: Option<DepartmentId>,
    sort: u32,
    version: u32,
}

impl Draft {
    fn of(department: &Department) -> Self {
        let Department { id, parent_id, sort, version, .. } = *department;
        Self { id, name: department.name.to_string(), parent_id, sort, version }
    }
}

/// The tab.
#[component]
pub fn DepartmentsTab() -> impl IntoView {
    let directory = use_directory();
    let home = Home::here();
    let edited = RwSignal::new(None::<Draft>);
    let doomed = RwSignal::new(None::<Department>);
    let add = move |parent_id: Option<DepartmentId>| {
        let siblings = directory.departments().iter().filter(|d| d.parent_id == parent_id).count();
        let sort = u32::try_from(siblings).unwrap_or(0);
        let id = DepartmentId::new(new_uuid());
        edited.set(Some(Draft { id, name: String::new(), parent_id, sort, version: 0 }));
    };
    // Nearly always it goes below the shop itself, where there is one.
    let only_root = move || {
        let departments = directory.departments.get_untracked().and_then(Result::ok).unwrap_or_default();
        tree::only_root(&departments).map(|root| root.id)
    };
    let delete = move |department: Department| {
        doomed.set(None);
        let path = DepartmentPath { department_id: department.id };
        let call = async move { client::call::<DeleteDepartment>(&path, &Nothing {}, &Nothing {}).await };
        home.send(call, move |result| {
            directory.departments.refetch();
            result.as_ref().err().map_or(Told::Nothing, Told::not_deleted)
        });
    };
    view! {
        <div class="row" data-end>
            <button class="btn" data-kind="primary" on:click=move |_| add(only_root())>
                <Icon name="plus" />
                {text::settings::add_department}
            </button>
        </div>
        <Load of=directory.departments let(departments)>
            {if departments.is_empty() {
                view! { <Empty icon="department" title=text::settings::no_departments text=text::settings::no_departments_text /> }.into_any()
            } else {
                let roots = tree::in_order(&departments).into_iter().filter(|placed| placed.depth == 0);
                let roots: Vec<_> = roots.map(|placed| placed.department.clone()).collect();
                view! {
                    <ul class="tree card">
                        {roots
                            .into_iter()
                            .map(|department| branch(department, &departments, Callback::new(add), edited, doomed))
                            .collect_view()}
                    </ul>
                }
                    .into_any()
            }}
        </Load>
        {move || edited.get().map(|draft| view! { <DepartmentForm draft=draft on_close=Callback::new(move |()| edited.set(None)) /> })}
        {move || {
            doomed
                .get()
                .map(|department| {
                    let name = department.name.to_string();
                    view! {
                        <Confirm
                            title=Signal::derive(move || text::settings::delete_department_title(&name))
                            text=Signal::derive(|| text::settings::delete_department_text().to_owned())
                            deed=text::settings::delete_department
                            on_yes=Callback::new(move |()| delete(department.clone()))
                            on_no=Callback::new(move |()| doomed.set(None))
                        />
                    }
                })
        }}
    }
}

/// A department and those below it.
fn branch(
    department: Department,
    all: &[Department],
    add: Callback<Option<DepartmentId>>,
    edited: RwSignal<Option<Draft>>,
    doomed: RwSignal<Option<Department>>,
) -> AnyView {
    let children = tree::in_order(all).into_iter().filter(|placed| placed.department.parent_id == Some(department.id));
    let children: Vec<_> = children.map(|placed| branch(placed.department.clone(), all, add, edited, doomed)).collect();
    let name = StoredValue::new(department.name.to_string());
    let department = StoredValue::new(department);
    view! {
        <li>
            <div class="tree__row">
                <Icon name="department" />
                <span class="tree__name">{name.get_value()}</span>
                <IconButton icon="plus" label=Signal::derive(move || text::settings::add_below(&name.get_value())) on_click=Callback::new(move |()| add.run(Some(department.get_value().id))) />
                <IconButton icon="edit" label=Signal::derive(move || text::settings::edit_named(&name.get_value())) on_click=Callback::new(move |()| edited.set(Some(department.with_value(Draft::of)))) />
                <IconButton icon="trash" label=Signal::derive(move || text::settings::delete_named(&name.get_value())) on_click=Callback::new(move |()| doomed.set(Some(department.get_value()))) />
            </div>
            {(!children.is_empty()).then(|| view! { <ul>{children}</ul> })}
        </li>
    }
    .into_any()
}

const FIELDS: &[&str] = &["name", "parent_id", "sort"];

/// Why a department may not lie there.
fn parent_problem(code: FieldCode) -> String {
    match code {
        FieldCode::NeedsAdministrator => text::settings::parent_needs_administrator().to_owned(),
        code => text::settings::parent_problem(code),
    }
}

#[component]
fn DepartmentForm(draft: Draft, on_close: Callback<()>) -> impl IntoView {
    let directory = use_directory();
    let toasts = use_toasts();
    let name = Entry::new(&draft.name);
    let parent = Entry::optional(draft.parent_id);
    let sort = Entry::new(draft.sort);
    let submission = Submission::default();
    let (id, version) = (draft.id, draft.version);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (read_name, read_parent, read_sort) =
            (name.parse(), parent.parse_optional(), sort.parse_within(0..=MAX_SORT));
        let (Some(name_read), Some(parent_id), Some(sort_read)) = (read_name, read_parent, read_sort) else { return };
        let body = DepartmentBody { version, name: name_read, parent_id, sort: sort_read };
        let call = async move {
            client::call::<SaveDepartment>(&DepartmentPath { department_id: id }, &Nothing {}, &body).await
        };
        submission.send(call, FIELDS, vec![name, parent, sort], move |_| {
            directory.departments.refetch();
            toasts.good(text::saved());
            on_close.try_run(());
        });
    };
    let options = Signal::derive(move || {
        let departments = directory.departments();
        let placed = tree::in_order(&departments);
        let may_hold = |candidate: DepartmentId| tree::check_parent(&departments, id, candidate).is_ok();
        let below = placed.iter().filter(|placed| may_hold(placed.department.id)).map(|placed| {
            let indent = "\u{3000}".repeat(placed.depth);
            (placed.department.id.to_string(), format!("{indent}{}", placed.department.name))
        });
        std::iter::once((String::new(), text::settings::top_level().to_owned())).chain(below).collect::<Vec<_>>()
    });
    let title = draft.name;
    view! {
        <Dialog
            title=Signal::derive(move || if version == 0 { text::settings::add_department().to_owned() } else { text::settings::edit_named(&title) })
            on_close=on_close
        >
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    <SubmissionBanner of=submission fields=FIELDS />
                    <TextField id="department-name" label=text::settings::name_label value=name.value error=name.error words=text::settings::name_problem required=true />
                    <SelectField id="department-parent" label=text::settings::parent_label value=parent.value error=parent.error words=parent_problem options=options />
                    <TextField id="department-sort" label=text::settings::sort_label value=sort.value error=sort.error words=text::settings::sort_problem inputmode="numeric" />
                </div>
                <FormFoot busy=submission.busy />
            </form>
        </Dialog>
    }
}
