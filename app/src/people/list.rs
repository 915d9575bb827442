//! The list: a table on a desk, cards on a phone.

use super::{ListState, address::Address, use_list_state};
use crate::{
    shop::{Directory, use_caller, use_directory},
    text,
    ui::{Avatar, Empty, Failed, Icon},
};
use dianwu_domain::{
    Permission,
    people::api::{PersonRow, Status},
};
use leptos::prelude::*;

/// The list under the address's filters.
#[component]
pub fn List() -> impl IntoView {
    let state = use_list_state();
    let pages = state.pages;
    let filters = Memo::new(move |_| state.address.with(Address::filters));
    Effect::new(move |_| pages.read(filters.get()));
    let is_empty = Memo::new(move |_| pages.rows.with(Vec::is_empty));
    let retry = move || {
        let filters = filters.get_untracked();
        if is_empty.get_untracked() { pages.read(filters) } else { pages.read_more(filters) }
    };
    view! {
        <Show when=move || !is_empty.get()>
            <Table />
        </Show>
        {move || {
            pages.failure.get().map(|failure| view! { <Failed failure=failure on_retry=Callback::new(move |()| retry()) /> })
        }}
        <Show when=move || is_empty.get() && pages.is_busy.get()>
            <ListBones />
        </Show>
        <Show when=move || is_empty.get() && !pages.is_busy.get() && pages.failure.get().is_none()>
            <Nobody />
        </Show>
        <Show when=move || pages.next.get().is_some()>
            <div class="more">
                <button
                    class="btn"
                    type="button"
                    aria-busy=move || pages.is_busy.get().then_some("true")
                    on:click=move |_| pages.read_more(filters.get_untracked())
                >
                    {text::load_more}
                </button>
                <span class="muted small">{move || text::people::people_shown(pages.rows.with(Vec::len))}</span>
            </div>
        </Show>
    }
}

#[component]
fn Table() -> impl IntoView {
    let state = use_list_state();
    let directory = use_directory();
    view! {
        <div class="table-frame" aria-busy=move || state.pages.is_busy.get().then_some("true")>
            <table class="table" data-cards data-rows="links">
                <caption class="sr-only">{text::people::people_table}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text::people::person_name}</th>
                        <th scope="col">{text::people::person_department}</th>
                        <th scope="col">{text::people::person_position}</th>
                        <th scope="col">{text::people::person_phone}</th>
                        <th scope="col" class="not-card">
                            {text::people::person_hired}
                        </th>
                        <th scope="col">{text::people::status_label}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || state.pages.rows.get() key=PersonRow::clone let(row)>
                        {line(row, state, directory)}
                    </For>
                </tbody>
            </table>
        </div>
    }
}

fn line(row: PersonRow, state: ListState, directory: Directory) -> impl IntoView {
    let PersonRow { id, department_id, position_id, hired_on, status, .. } = row;
    // The router follows plain links too; its own would call every one of them the current page.
    let href = move || Address { person: Some(id), ..state.address.get() }.href();
    let phone = row.phone.as_ref().map(text::people::phone_number);
    view! {
        <tr data-off=(status == Status::Left).then_some("")>
            <th scope="row">
                <a class="person cover" href=href data-noscroll>
                    <Avatar id=id name=row.name.to_string() />
                    <span class="person__text">
                        <span class="person__name" title=row.name.to_string()>
                            {row.name.to_string()}
                        </span>
                        <span class="person__note">{row.number.to_string()}</span>
                    </span>
                </a>
            </th>
            <td class="wraps">{move || directory.department_name(department_id)}</td>
            <td class="wraps">{move || directory.position_name(position_id)}</td>
            <td class="nowrap">{phone}</td>
            <td class="not-card">
                <time>{hired_on.to_string()}</time>
            </td>
            <td data-top>{status_chip(status)}</td>
        </tr>
    }
}

/// 在职 or 离职.
pub fn status_chip(status: Status) -> impl IntoView {
    let tone = if status == Status::Active { "good" } else { "none" };
    view! {
        <span class="chip" data-tone=tone data-dot>
            {move || text::people::status_name(status)}
        </span>
    }
}

#[component]
fn Nobody() -> impl IntoView {
    let state = use_list_state();
    let may_manage = use_caller().holds(Permission::ManagePeople);
    move || {
        if state.address.with(Address::is_filtered) {
            view! {
                <Empty icon="search" title=text::people::no_match text=text::people::no_match_text>
                    <a href=Address::default().href() class="btn">
                        {text::audit::clear_filters}
                    </a>
                </Empty>
            }
            .into_any()
        } else if may_manage {
            view! {
                <Empty icon="people" title=text::people::no_people text=text::people::no_people_text>
                    <button
                        class="btn"
                        type="button"
                        data-kind="primary"
                        on:click=move |_| state.is_creating.set(true)
                    >
                        <Icon name="plus" />
                        {text::people::add_person}
                    </button>
                    <button class="btn" type="button" on:click=move |_| state.is_importing.set(true)>
                        <Icon name="upload" />
                        {text::people::import_people}
                    </button>
                </Empty>
            }
            .into_any()
        } else {
            view! { <Empty icon="people" title=text::people::no_people text=text::people::no_people_here /> }.into_any()
        }
    }
}

#[component]
fn ListBones() -> impl IntoView {
    let bone = |_| {
        view! {
            <li>
                <div class="item" aria-hidden="true">
                    <span class="bone" data-kind="face"></span>
                    <span class="item__text">
                        <span class="bone" data-w="30"></span>
                        <span class="bone" data-w="60"></span>
                    </span>
                </div>
            </li>
        }
    };
    view! {
        <ul class="list card" aria-busy="true">
            {(0..8).map(bone).collect_view()}
        </ul>
    }
}
