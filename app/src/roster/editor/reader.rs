//! How a roster that somebody may only look at comes to be planned.

use super::editing::Editing;
use crate::{shop::use_caller, text};
use dianwu_domain::{
    Permission,
    roster::{api::RosterStatus, board::Board},
};
use leptos::prelude::*;

/// Tells those who set a shop up, and may only look, who plans a roster that nobody has begun.
#[component]
pub fn ReaderHint(editing: Editing) -> impl IntoView {
    let caller = use_caller();
    let is_meant = !editing.board(Board::may_edit) && caller.holds(Permission::ManagePeople);
    let gives_roles = caller.holds(Permission::Administer);
    let is_empty = Memo::new(move |_| editing.head.read().status == RosterStatus::Empty);
    view! {
        <Show when=move || is_meant && is_empty.get()>
            <p class="small">
                {move || if gives_roles { text::roster::reader_hint() } else { text::roster::reader_hint_ask() }} " "
                {gives_roles.then(|| view! { <a href="/people">{text::roster::to_people}</a> })}
            </p>
        </Show>
    }
}
