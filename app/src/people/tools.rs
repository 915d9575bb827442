//! The head's buttons: export, import, a new person.

use super::use_list_state;
use crate::{client, shop::use_caller, text, ui::Icon};
use dianwu_domain::{Nothing, Permission, people::api::ExportPeople};
use leptos::prelude::*;

/// The buttons that the caller's permissions allow.
#[component]
pub fn Tools() -> impl IntoView {
    let state = use_list_state();
    let may_manage = use_caller().holds(Permission::ManagePeople);
    let export = move || client::url::<ExportPeople>(&Nothing {}, &state.address.get().filters());
    view! {
        <a class="btn" data-fold href=export download>
            <Icon name="download" />
            <span>{text::people::export_people}</span>
        </a>
        {may_manage
            .then(|| {
                view! {
                    <button class="btn" type="button" data-fold on:click=move |_| state.is_importing.set(true)>
                        <Icon name="upload" />
                        <span>{text::people::import_people}</span>
                    </button>
                    <Show when=move || state.address.get().is_newcomer && !state.pages.rows.with(Vec::is_empty)>
                        <button class="btn" type="button" data-fold on:click=move |_| state.is_issuing.set(true)>
                            <Icon name="key" />
                            <span>{text::people::codes_open}</span>
                        </button>
                    </Show>
                    <button
                        class="btn"
                        type="button"
                        data-kind="primary"
                        data-fold
                        on:click=move |_| state.is_creating.set(true)
                    >
                        <Icon name="plus" />
                        <span>{text::people::add_person}</span>
                    </button>
                }
            })}
    }
}
