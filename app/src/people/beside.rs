//! What opens above the list, which comes once the list stands.

use super::{
    code::{CodeDialog, Issued},
    codes::CodesDialog,
    create::CreateSheet,
    import::ImportWizard,
    person::PersonSheet,
};
use crate::place::place;
use dianwu_domain::PersonId;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Its views, as plain functions.
#[derive(Clone, Copy)]
pub struct Views {
    pub code: fn(Issued) -> AnyView,
    pub codes: fn() -> AnyView,
    pub create: fn() -> AnyView,
    pub import: fn() -> AnyView,
    pub person: fn(PersonId) -> AnyView,
}

place! { people_beside after people }

/// Fetches its chunk.
#[wasm_split(people_beside, fallible)]
pub fn load() -> Result<Views, SplitLoaderError> {
    Ok(Views {
        code: |issued| view! { <CodeDialog issued=issued /> }.into_any(),
        codes: || view! { <CodesDialog /> }.into_any(),
        create: || view! { <CreateSheet /> }.into_any(),
        import: || view! { <ImportWizard /> }.into_any(),
        person: |id| view! { <PersonSheet id=id /> }.into_any(),
    })
}
