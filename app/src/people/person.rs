//! A person's sheet: what is known of them, and what the caller may do about it.

use super::{
    edit::EditForm,
    employment::{
        BeginDialog, CallOffQuestion, EmploymentSection, LeaveDialog, MoveDialog, ReturnDialog, StayDialog, TermsDialog,
    },
    list::status_chip,
    protection::ProtectionSection,
    reset::ResetQuestion,
    roles::{RolesDialog, RolesSection},
    sign_out::SignOutQuestion,
    use_list_state,
};
use crate::{
    client,
    shop::{use_caller, use_clock, use_directory},
    text,
    ui::{Avatar, Bones, Dialog, Fetched, Icon, Load, Text},
};
use dianwu_domain::{
    Day, Nothing, Permission, PersonId, Role,
    people::{
        api::{GetPerson, Person, PersonPath, Status},
        employment::Employment,
        tree,
    },
};
use leptos::prelude::*;

/// What is open above the sheet, of the person as they stood.
#[derive(Clone, Debug, PartialEq)]
pub enum Above {
    Roles(Person),
    Move(Person),
    Terms(Person),
    Begin(Person),
    Leave(Person),
    Stay(Person),
    Return(Person),
    CallOff(Person, Employment),
    Reset(Person),
    SignOut(Person),
}

/// The sheet.
#[component]
pub fn PersonSheet(id: PersonId) -> impl IntoView {
    let state = use_list_state();
    let person: Fetched<Person> = LocalResource::new(move || async move {
        client::call::<GetPerson>(&PersonPath { person_id: id }, &Nothing {}, &Nothing {}).await
    });
    let is_editing = RwSignal::new(false);
    let above = RwSignal::new(None::<Above>);
    let close = move || state.guard.leave(move || state.open(None));
    let changed = Callback::new(move |now: Person| {
        person.set(Some(Ok(now)));
        is_editing.set(false);
        above.set(None);
        state.changed();
    });
    let stop_editing = Callback::new(move |()| state.guard.leave(move || is_editing.set(false)));
    let name = move || person.get().and_then(Result::ok).map(|person| person.fields.name.to_string());
    let title = move || match name().filter(|_| is_editing.get()) {
        Some(name) => text::settings::edit_named(&name),
        None => text::people::person_title().to_owned(),
    };
    view! {
        <Dialog title=Signal::derive(title) kind="sheet" unasked=true in_address=true on_close=Callback::new(move |()| close())>
            <Load of=person bones=|| view! { <SheetBones /> } let(person)>
                {move || {
                    let person = person.clone();
                    if is_editing.get() {
                        view! { <EditForm person=person on_saved=changed on_leave=stop_editing /> }.into_any()
                    } else {
                        view! { <Facts person=person is_editing=is_editing above=above /> }.into_any()
                    }
                }}
            </Load>
        </Dialog>
        {move || {
            let close = Callback::new(move |()| above.set(None));
            above
                .get()
                .map(|above| match above {
                    Above::Roles(person) => view! { <RolesDialog person=person on_saved=changed on_close=close /> }.into_any(),
                    Above::Leave(person) => view! { <LeaveDialog person=person on_saved=changed on_close=close /> }.into_any(),
                    Above::Move(person) => view! { <MoveDialog person=person on_saved=changed on_close=close /> }.into_any(),
                    Above::Terms(person) => view! { <TermsDialog person=person on_saved=changed on_close=close /> }.into_any(),
                    Above::Begin(person) => view! { <BeginDialog person=person on_saved=changed on_close=close /> }.into_any(),
                    Above::Stay(person) => view! { <StayDialog person=person on_saved=changed on_close=close /> }.into_any(),
                    Above::Return(person) => {
                        view! { <ReturnDialog person=person on_saved=changed on_close=close /> }.into_any()
                    }
                    Above::CallOff(person, without) => {
                        view! { <CallOffQuestion person=person without=without on_saved=changed on_close=close /> }.into_any()
                    }
                    Above::Reset(person) => view! { <ResetQuestion person=person on_close=close /> }.into_any(),
                    Above::SignOut(person) => view! { <SignOutQuestion person=person on_close=close /> }.into_any(),
                })
        }}
    }
}

#[component]
fn SheetBones() -> impl IntoView {
    view! {
        <div class="dialog__body">
            <Bones />
        </div>
    }
}

/// What is known of somebody, and the buttons that the caller's permissions allow.
#[component]
fn Facts(person: Person, is_editing: RwSignal<bool>, above: RwSignal<Option<Above>>) -> impl IntoView {
    let may_manage = use_caller().holds(Permission::ManagePeople);
    let id = person.id;
    let whole = StoredValue::new(person.clone());
    let edit_roles = Callback::new(move |()| above.set(Some(Above::Roles(whole.get_value()))));
    view! {
        <div class="dialog__body stack" data-gap="6">
            <Head person=person.clone() />
            <WorkSection person=person.clone() above=above />
            <AccountSection person=person.clone() above=above />
            <RolesSection grants=person.grants.clone() on_edit=edit_roles />
            {may_manage
                .then(|| {
                    let name = person.fields.name.to_string();
                    view! { <ProtectionSection id=id name=name /> }
                })}
        </div>
        {may_manage.then(|| view! { <Foot person=person is_editing=is_editing above=above /> })}
    }
}

#[component]
fn Head(person: Person) -> impl IntoView {
    let name = person.fields.name.to_string();
    view! {
        <div class="row" data-gap="4">
            <Avatar id=person.id name=name.clone() size="large" />
            <div class="grow">
                <p>
                    <b>{name}</b>
                    " "
                    <span class="faint num">{person.fields.number.to_string()}</span>
                </p>
                <p class="chips">{status_chip(person.fields.status)}</p>
            </div>
        </div>
    }
}

#[component]
fn WorkSection(person: Person, above: RwSignal<Option<Above>>) -> impl IntoView {
    let directory = use_directory();
    let clock = use_clock();
    let fields = person.fields.clone();
    let kind =
        person.employment.standing(clock.today_untracked()).map(|standing| standing.post.kind).unwrap_or_default();
    let (department_id, position_id) = (fields.department_id, fields.position_id);
    let department = move || tree::label(&directory.departments(), department_id);
    let position = move || or_dash(directory.position_name(position_id));
    let (hired_on, left_on) = (fields.hired_on, fields.left_on);
    let tenure = move || {
        let until = left_on.unwrap_or_else(|| clock.now().day);
        text::people::tenure(months_between(hired_on, until))
    };
    view! {
        <section class="stack">
            <h3 class="section-title">{text::people::person_work}</h3>
            <dl class="facts">
                {fact(text::people::person_department, department)}
                {fact(text::people::person_position, position)}
                {fact(text::people::employment_kind, move || text::people::kind_name(kind).to_owned())}
                <div>
                    <dt>{text::people::person_hired}</dt>
                    <dd>
                        <time>{hired_on.to_string()}</time>
                        " "
                        <span class="faint">{tenure}</span>
                    </dd>
                </div>
                {fact(text::people::person_began, move || day_or_dash(fields.work_began_on))}
                {left_on.map(|day| fact(text::people::person_left, move || day.to_string()))}
            </dl>
            <EmploymentSection person=person above=above />
        </section>
    }
}

#[component]
fn AccountSection(person: Person, above: RwSignal<Option<Above>>) -> impl IntoView {
    let zone = use_clock().zone();
    let seen = person.last_seen_at;
    let may_sign_out = may_touch(&person) && person.fields.status == Status::Active;
    let whole = StoredValue::new(person.clone());
    let seen = move || seen.map_or_else(|| text::people::never_seen().to_owned(), |at| text::moment(at, zone));
    let phone = match person.fields.phone {
        Some(phone) => view! {
            <a class="link" href=format!("tel:{phone}")>
                {text::people::phone_number(&phone)}
            </a>
        }
        .into_any(),
        None => text::people::not_given.into_any(),
    };
    view! {
        <section>
            <h3 class="section-title">{text::people::person_account}</h3>
            <dl class="facts">
                <div>
                    <dt>{text::people::person_phone}</dt>
                    <dd>{phone}</dd>
                </div>
                {fact(text::people::person_seen, seen)}
            </dl>
            {may_sign_out
                .then(|| {
                    view! {
                        <button
                            class="btn"
                            type="button"
                            on:click=move |_| above.set(Some(Above::SignOut(whole.get_value())))
                        >
                            <Icon name="logout" />
                            {text::people::sign_out_person}
                        </button>
                    }
                })}
        </section>
    }
}

fn fact(label: Text, value: impl Fn() -> String + Send + 'static) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
        </div>
    }
}

fn or_dash(words: String) -> String {
    if words.is_empty() { text::people::not_given().to_owned() } else { words }
}

fn day_or_dash(day: Option<Day>) -> String {
    or_dash(day.map(|day| day.to_string()).unwrap_or_default())
}

/// Whole months from one day to another, none backwards.
fn months_between(from: Day, until: Day) -> i32 {
    let month = |day: Day| i32::from(day.month().year()) * 12 + i32::from(day.month().number());
    let begun = i32::from(until.number() < from.number());
    (month(until) - month(from) - begun).max(0)
}

/// Whether the caller may touch somebody's account: HR everybody's but their own, and administrators' only as one.
fn may_touch(person: &Person) -> bool {
    let caller = use_caller();
    let is_administrator = person.grants.iter().any(|grant| grant.role == Role::Administrator);
    let is_oneself = caller.me().person_id == person.id;
    caller.holds(Permission::ManagePeople) && !is_oneself && (!is_administrator || caller.holds(Permission::Administer))
}

/// The deeds. An administrator's account is touched by administrators alone, and nobody ends their own.
#[component]
fn Foot(person: Person, is_editing: RwSignal<bool>, above: RwSignal<Option<Above>>) -> impl IntoView {
    let may_touch = may_touch(&person);
    let is_active = person.fields.status == Status::Active;
    // A return that is planned is called off before anything else.
    let may_return = person.employment.ends_on().is_some();
    let person = StoredValue::new(person);
    let open = move |kind: fn(Person) -> Above| above.set(Some(kind(person.get_value())));
    let leaving = match is_active {
        true => view! {
            <button class="btn" type="button" data-kind="danger" data-start on:click=move |_| open(Above::Leave)>
                {text::people::leave_person}
            </button>
        }
        .into_any(),
        false => view! {
            <button class="btn" type="button" data-start on:click=move |_| open(Above::Stay)>
                {text::people::stay_person}
            </button>
            <button class="btn" type="button" on:click=move |_| open(Above::Return)>
                {text::people::return_person}
            </button>
        }
        .into_any(),
    };
    view! {
        <div class="dialog__foot">
            {(may_touch && (is_active || may_return)).then_some(leaving)}
            {(may_touch && is_active)
                .then(|| {
                    view! {
                        <button class="btn" type="button" on:click=move |_| open(Above::Reset)>
                            <Icon name="key" />
                            {text::people::reset_password}
                        </button>
                    }
                })}
            <button class="btn" type="button" data-kind="primary" on:click=move |_| is_editing.set(true)>
                <Icon name="edit" />
                {text::edit}
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_counts_when_it_is_whole() {
        for (from, until, wanted) in [
            ("2024-01-31", "2024-02-29", 0),
            ("2024-01-15", "2024-02-15", 1),
            ("2024-01-15", "2026-01-14", 23),
            ("2026-02-01", "2026-01-01", 0),
        ] {
            assert_eq!(months_between(from.parse().unwrap(), until.parse().unwrap()), wanted, "{from} {until}");
        }
    }
}
