//! What opens beside the table or above it, which comes once the table stands.

use super::{
    conflicts::Choices,
    desk::{Desk, Refused},
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
    pub choices: fn(Desk) -> AnyView,
    pub copy: fn(Desk, Callback<()>) -> AnyView,
    pub cycle: fn(Desk, Callback<()>) -> AnyView,
    pub findings: fn(Desk) -> AnyView,
    pub offers: fn(Desk, Callback<()>) -> AnyView,
    pub question: fn(Asked) -> AnyView,
    pub refused: fn(Desk, Refused) -> AnyView,
    pub settle: fn(Desk) -> AnyView,
}

place! { roster_beside after rosters }

/// Fetches its chunk.
#[wasm_split(roster_beside, fallible)]
pub fn load() -> Result<Views, SplitLoaderError> {
    Ok(Views {
        choices: |desk| view! { <Choices desk=desk /> }.into_any(),
        copy: |desk, close| view! { <CopyDialog desk=desk on_close=close /> }.into_any(),
        cycle: |desk, close| view! { <CycleDialog desk=desk on_close=close /> }.into_any(),
        findings: |desk| view! { <List desk=desk /> }.into_any(),
        offers: |desk, close| view! { <Offers desk=desk on_close=close /> }.into_any(),
        question: |asked| view! { <Question asked=asked /> }.into_any(),
        refused: |desk, refused| view! { <Answer desk=desk refused=refused /> }.into_any(),
        settle: |desk| view! { <Settle desk=desk /> }.into_any(),
    })
}
