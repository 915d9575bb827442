//! Roles: in words on the sheet, and set by administrators.

use super::choices;
use crate::{
    client::{self, Session},
    shop::{use_caller, use_directory},
    text,
    ui::{
        Banner, Dialog, Entry, FieldProblem, Guard, GuardQuestion, Icon, Submission, SubmissionBanner, SubmitButton,
        focus_problem, use_toasts,
    },
};
use dianwu_domain::{
    Code, FieldCode, Nothing, Permission, Role, RoleGrant,
    people::api::{Person, PersonPath, RolesBody, SetRoles},
};
use leptos::{ev::SubmitEvent, html, prelude::*};

/// Somebody's roles in words. Everybody is staff.
#[component]
pub fn RolesSection(
    /// What they were granted.
    grants: Vec<RoleGrant>,
    /// Opens the form.
    on_edit: Callback<()>,
) -> impl IntoView {
    let may_set = use_caller().holds(Permission::Administer);
    let directory = use_directory();
    let reach = move |grant: RoleGrant| match grant.department_id {
        Some(id) => text::people::role_over(&directory.department_name(id)),
        None => text::people::role_note(grant.role).to_owned(),
    };
    let is_staff = grants.is_empty();
    view! {
        <section>
            <div class="row" data-split>
                <h3 class="section-title">{text::people::roles}</h3>
                {may_set
                    .then(|| {
                        view! {
                            <button
                                class="btn"
                                type="button"
                                data-kind="link"
                                data-size="small"
                                on:click=move |_| on_edit.run(())
                            >
                                {text::people::edit_roles}
                            </button>
                        }
                    })}
            </div>
            <dl class="facts">
                {is_staff
                    .then(|| {
                        view! {
                            <div>
                                <dt>{text::people::role_staff}</dt>
                                <dd class="muted">{text::people::role_staff_note}</dd>
                            </div>
                        }
                    })}
                {grants
                    .into_iter()
                    .map(|grant| {
                        view! {
                            <div>
                                <dt>{move || text::people::role_name(grant.role)}</dt>
                                <dd class="muted">{move || reach(grant)}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        </section>
    }
}

/// A department that somebody manages, in the form.
#[derive(Clone, Copy)]
struct Managed {
    key: u32,
    department: Entry,
}

/// What is entered.
#[derive(Clone, Copy)]
struct Entries {
    is_hr: RwSignal<bool>,
    is_administrator: RwSignal<bool>,
    managed: RwSignal<Vec<Managed>>,
    next_key: StoredValue<u32>,
}

impl Entries {
    fn of(grants: &[RoleGrant]) -> Self {
        let holds = |role| grants.iter().any(|grant| grant.role == role);
        let entries = Self {
            is_hr: RwSignal::new(holds(Role::Hr)),
            is_administrator: RwSignal::new(holds(Role::Administrator)),
            managed: RwSignal::new(Vec::new()),
            next_key: StoredValue::new(0),
        };
        for grant in grants.iter().filter(|grant| grant.role == Role::Manager) {
            entries.add(grant.department_id.map(|id| id.to_string()).unwrap_or_default());
        }
        entries
    }

    fn add(self, department: String) {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        // The entry is added while an event is handled, but belongs to the form.
        self.managed.update(|managed| managed.push(Managed { key, department: Entry::new(department) }));
    }

    fn remove(self, key: u32) {
        self.managed.update(|managed| managed.retain(|one| one.key != key));
    }

    /// What is chosen so far, with no word about what is wrong with it.
    fn chosen(self) -> Vec<RoleGrant> {
        let managed = self.managed.get();
        let managed = managed.iter().map(|one| RoleGrant {
            role: Role::Manager,
            department_id: one.department.value.with(|value| value.parse().ok()),
        });
        let whole = [(Role::Hr, self.is_hr), (Role::Administrator, self.is_administrator)];
        let whole = whole.into_iter().filter(|(_, is_held)| is_held.get());
        let mut chosen: Vec<_> =
            managed.chain(whole.map(|(role, _)| RoleGrant { role, department_id: None })).collect();
        chosen.sort();
        chosen
    }

    /// What is chosen, with wrong departments marked.
    fn read(self) -> Option<Vec<RoleGrant>> {
        let mut seen = Vec::new();
        let mut is_right = true;
        for Managed { department, .. } in self.managed.get_untracked() {
            let chosen = department.value.get_untracked();
            let problem = if chosen.is_empty() {
                Some(FieldCode::Required)
            } else {
                seen.contains(&chosen).then_some(FieldCode::Taken)
            };
            department.error.set(problem);
            is_right &= problem.is_none();
            seen.push(chosen);
        }
        is_right.then(|| untrack(|| self.chosen()))
    }
}

/// The form.
#[component]
pub fn RolesDialog(person: Person, on_saved: Callback<Person>, on_close: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let guard = Guard::new();
    let entries = Entries::of(&person.grants);
    let submission = Submission::default();
    let form = NodeRef::<html::Form>::new();
    let is_oneself = use_caller().me().person_id == person.id;
    let name = person.fields.name.to_string();
    let (path, version) = (PersonPath { person_id: person.id }, person.version);
    let mut granted = person.grants;
    granted.sort();
    guard.watch(move || entries.chosen() != granted);
    let ask_to_close = move || guard.leave(move || on_close.run(()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(grants) = entries.read() else { return focus_problem(form) };
        let body = RolesBody { version, grants };
        let call = async move { client::call::<SetRoles>(&path, &Nothing {}, &body).await };
        submission.send(call, &[], Vec::new(), move |person| {
            toasts.good(text::people::roles_saved());
            on_saved.try_run(person);
            if is_oneself {
                Session::ask();
            }
        });
    };
    view! {
        <Dialog
            title=Signal::derive(move || text::people::roles_of(&name))
            unasked=true
            on_close=Callback::new(move |()| ask_to_close())
        >
            <form novalidate node_ref=form on:submit=submit>
                <div class="dialog__body form">
                    {move || match submission.failure.get() {
                        Some(failure) if failure.code() == Some(Code::NotAllowedNow) => {
                            view! { <Banner tone="bad">{text::people::last_administrator}</Banner> }.into_any()
                        }
                        _ => view! { <SubmissionBanner of=submission fields=&[] /> }.into_any(),
                    }}
                    {is_oneself.then(|| view! { <Banner tone="info">{text::people::own_roles_hint}</Banner> })}
                    <ManagedDepartments entries=entries />
                    <div>
                        <RoleCheck role=Role::Hr value=entries.is_hr />
                        <RoleCheck role=Role::Administrator value=entries.is_administrator />
                    </div>
                </div>
                <div class="dialog__foot">
                    <button class="btn" type="button" on:click=move |_| ask_to_close()>
                        {text::cancel}
                    </button>
                    <SubmitButton label=text::save busy_label=text::saving busy=submission.busy />
                </div>
            </form>
        </Dialog>
        <GuardQuestion of=guard />
    }
}

#[component]
fn RoleCheck(role: Role, value: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <span>
                {move || text::people::role_name(role)}
                <span class="check__hint">{move || text::people::role_note(role)}</span>
            </span>
        </label>
    }
}

/// 主管: the departments that somebody manages.
#[component]
fn ManagedDepartments(entries: Entries) -> impl IntoView {
    view! {
        <fieldset class="field">
            <legend class="field__label">{text::people::role_manager}</legend>
            <p class="field__hint">{text::people::role_manager_note}</p>
            <div class="stack" data-gap="2">
                <For each=move || entries.managed.get() key=|one| one.key let(one)>
                    <ManagedRow entries=entries one=one />
                </For>
            </div>
            <div>
                <button class="btn" type="button" data-size="small" on:click=move |_| entries.add(String::new())>
                    <Icon name="plus" size="small" />
                    {text::people::add_managed}
                </button>
            </div>
        </fieldset>
    }
}

#[component]
fn ManagedRow(entries: Entries, one: Managed) -> impl IntoView {
    let directory = use_directory();
    let Managed { key, department } = one;
    let place = move || entries.managed.with(|all| all.iter().position(|other| other.key == key).unwrap_or(0) + 1);
    let chosen = move || department.value.get();
    let name = move || chosen().parse().map(|id| directory.department_name(id)).unwrap_or_default();
    let problem_id = format!("grant-{key}-error");
    let described = problem_id.clone();
    view! {
        <div>
            <div class="row">
                <select
                    class="input grow"
                    aria-label=move || text::people::managed_department(place())
                    aria-invalid=move || department.error.get().is_some().then_some("true")
                    aria-describedby=move || department.error.get().is_some().then(|| described.clone())
                    on:change=move |event| department.value.set(event_target_value(&event))
                >
                    <option value="" prop:selected=move || chosen().is_empty()>
                        {text::people::choose_department}
                    </option>
                    {move || {
                        choices::all_departments(directory)
                            .into_iter()
                            .map(|(value, words)| {
                                let own = value.clone();
                                view! {
                                    <option value=value prop:selected=move || chosen() == own>
                                        {words}
                                    </option>
                                }
                            })
                            .collect_view()
                    }}
                </select>
                <button
                    class="btn"
                    type="button"
                    data-kind="quiet"
                    data-icon
                    aria-label=move || text::people::remove_managed(&name())
                    title=move || text::people::remove_managed(&name())
                    on:click=move |_| entries.remove(key)
                >
                    <Icon name="trash" />
                </button>
            </div>
            <FieldProblem id="grant" error=department.error words=Some(grant_problem) />
        </div>
    }
}

fn grant_problem(code: FieldCode) -> String {
    text::people::person_problem("grant", code)
}
