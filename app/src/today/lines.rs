//! The lines of 等你处理, each as its feature shows it. They come in a chunk of their own, which is fetched only when
//! something waits: `public/boot.js` begins with it as soon as the day's answer says so.

use super::waiting::{Bare, Card};
use crate::{
    cleaning,
    notices::waiting::{Show, Shown},
    open_shifts,
    place::place,
    roster,
    shifts::Kinds,
    text,
    ui::Text,
};
use dianwu_domain::{notices::waiting::Waiting, today::api::FirstStep};
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// What features make of lines.
const SHOWS: &[Show] = &[roster::waiting::show, open_shifts::waiting::show, cleaning::waiting::show];

/// The card with its lines.
pub type Lines = fn(&[Waiting], &[FirstStep], &Kinds) -> AnyView;

place! { lines, everybody, if "/api/today" has [waiting, first_steps] }

/// Fetches the chunk.
#[wasm_split(lines, fallible)]
pub fn load_lines() -> Result<Lines, SplitLoaderError> {
    Ok(lines)
}

/// What this version does not know is left out.
fn lines(waiting: &[Waiting], first_steps: &[FirstStep], kinds: &Kinds) -> AnyView {
    let told = |waiting| SHOWS.iter().find_map(|show| show(waiting, kinds));
    let shown = first_steps.iter().map(|step| first_step(*step)).chain(waiting.iter().filter_map(told));
    let lines: Vec<_> = shown.map(Shown::view).collect();
    if lines.is_empty() {
        return view! { <Bare /> }.into_any();
    }
    let count = lines.len();
    view! {
        <Card count=count>
            <ul class="list">{lines}</ul>
        </Card>
    }
    .into_any()
}

/// What is to be done before a shop has its first roster.
fn first_step(step: FirstStep) -> Shown {
    let (icon, href, title, note): (_, _, Text, Text) = match step {
        FirstStep::Departments => {
            ("department", "/settings/departments", text::today::step_departments, text::today::step_departments_note)
        }
        FirstStep::People => ("people", "/people", text::today::step_people, text::today::step_people_note),
        FirstStep::ShiftKinds => {
            ("clock", "/settings/shifts", text::today::step_shift_kinds, text::today::step_shift_kinds_note)
        }
        FirstStep::Manager => ("key", "/people", text::today::step_manager, text::today::step_manager_note),
        FirstStep::Roster => ("grid", "/rosters", text::today::step_roster, text::today::step_roster_note),
    };
    Shown {
        icon,
        href: href.to_owned(),
        title: Box::new(move || title().to_owned()),
        note: Box::new(move || note().to_owned()),
        kind: None,
    }
}
