//! The head's buttons: export, import, a new person.

use super::use_desk;
use crate::{client, shop::use_caller, text, ui::Icon};
use dianwu_domain::{Nothing, Permission, people::api::ExportPeople};
use leptos::prelude::*;

/// The buttons that the caller's permissions allow.
#[component]
pub fn Tools() -> impl IntoView {
    let desk = use_desk();
    let may_manage = use_caller().holds(Permission::ManagePeople);
    let export = move || client::url::<ExportPeople>(&Nothing {}, &desk.address.get().filters());
    view! {
        <a class="btn" data-fold href=export download>
            <Icon name="download" />
            <span>{text::people::export_people}</span>
        </a>
        {may_manage
            .then(|| {
                view! {
                    <button class="btn" type="button" data-fold on:click=move |_| desk.is_importing.set(true)>
                        <Icon name="upload" />
                        <span>{text::people::import_people}</span>
                    </button>
                    <Show when=move || desk.address.get().is_newcomer && !desk.pages.rows.with(Vec::is_empty)>
                        <button class="btn" type="button" data-fold on:click=move |_| desk.is_issuing.set(true)>
                            <Icon name="key" />
                            <span>{text::people::codes_open}</span>
                        </button>
                    </Show>
                    <button
                        class="btn"
                        type="button"
                        data-kind="primary"
                        data-fold
                        on:click=move |_| desk.is_creating.set(true)
                    >
                        <Icon name="plus" />
                        <span>{text::people::add_person}</span>
                    </button>
                }
            })}
    }
}
