//! What opens beside the table or above it, which comes once the table stands.

use super::{
    conflicts::Choices,
    editing::{Editing, Refused},
    export::Offers,
    fill::{CopyDialog, CycleDialog},
    findings::List,
    held::Settle,
    publish::{Asked, Question},
    refused::Answer,
};
use crate::place::place;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Its views, as plain functions.
#[derive(Clone, Copy)]
pub struct Views {
    pub choices: fn(Editing) -> AnyView,
    pub copy: fn(Editing, Callback<()>) -> AnyView,
    pub cycle: fn(Editing, Callback<()>) -> AnyView,
    pub findings: fn(Editing) -> AnyView,
    pub offers: fn(Editing, Callback<()>) -> AnyView,
    pub question: fn(Asked) -> AnyView,
    pub refused: fn(Editing, Refused) -> AnyView,
    pub settle: fn(Editing) -> AnyView,
}

place! { roster_beside after rosters }

/// Fetches its chunk.
#[wasm_split(roster_beside, fallible)]
pub fn load() -> Result<Views, SplitLoaderError> {
    Ok(Views {
        choices: |editing| view! { <Choices editing=editing /> }.into_any(),
        copy: |editing, close| view! { <CopyDialog editing=editing on_close=close /> }.into_any(),
        cycle: |editing, close| view! { <CycleDialog editing=editing on_close=close /> }.into_any(),
        findings: |editing| view! { <List editing=editing /> }.into_any(),
        offers: |editing, close| view! { <Offers editing=editing on_close=close /> }.into_any(),
        question: |asked| view! { <Question asked=asked /> }.into_any(),
        refused: |editing, refused| view! { <Answer editing=editing refused=refused /> }.into_any(),
        settle: |editing| view! { <Settle editing=editing /> }.into_any(),
    })
}
