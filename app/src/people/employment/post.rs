//! Another post: a move, or the first one of somebody who comes back.

use super::{
    super::choices,
    code,
    dialog::{ChangeDialog, Draft, marked},
    kinds,
};
use crate::{
    shop::{use_clock, use_directory},
    text,
    ui::{Entry, SelectField, Text, TextField},
};
use dianwu_domain::{
    Day,
    people::{
        api::Person,
        employment::{Employment, EmploymentKind, Misfit, Post},
    },
};
use leptos::prelude::*;

/// A post as it is entered.
#[derive(Clone, Copy)]
struct PostEntries {
    from: Entry,
    department: Entry,
    position: Entry,
    kind: Entry,
}

impl PostEntries {
    fn new(from: Day, post: &Post) -> Self {
        Self {
            from: Entry::new(from),
            department: Entry::new(post.department_id),
            position: Entry::optional(post.position_id),
            kind: Entry::new(code(&post.kind)),
        }
    }

    /// What is entered; wrong entries are marked if that is asked.
    fn read(self, marks: bool) -> Option<Post> {
        if marks {
            return Some(Post {
                from: self.from.parse()?,
                department_id: self.department.parse()?,
                position_id: self.position.parse_optional()?,
                kind: self.kind()?,
            });
        }
        let position = self.position.value.get();
        Some(Post {
            from: self.from.value.get().parse().ok()?,
            department_id: self.department.value.get().parse().ok()?,
            position_id: if position.is_empty() { None } else { Some(position.parse().ok()?) },
            kind: self.kind()?,
        })
    }

    fn kind(self) -> Option<EmploymentKind> {
        let chosen = self.kind.value.get();
        EmploymentKind::ALL.iter().copied().find(|kind| code(kind) == chosen)
    }
}

#[component]
fn PostFields(entries: PostEntries, from_label: Text) -> impl IntoView {
    let directory = use_directory();
    let PostEntries { from, department, position, kind } = entries;
    view! {
        <TextField
            id="post-from"
            label=from_label
            value=from.value
            error=from.error
            words=|code| text::people::person_problem("from", code)
            input_type="date"
            required=true
        />
        <SelectField
            id="post-department"
            label=text::people::person_department
            value=department.value
            error=department.error
            words=|code| text::people::person_problem("department_id", code)
            options=Signal::derive(move || choices::all_departments(directory))
            required=true
        />
        <SelectField
            id="post-position"
            label=text::people::person_position
            value=position.value
            error=position.error
            options=Signal::derive(move || choices::positions_or_none(directory))
        />
        <SelectField
            id="post-kind"
            label=text::people::employment_kind
            value=kind.value
            error=kind.error
            options=Signal::derive(kinds)
        />
    }
}

/// Moves somebody, from a day on that may lie ahead or, with a reason, behind.
#[component]
pub fn MoveDialog(person: Person, on_saved: Callback<Person>, on_close: Callback<()>) -> impl IntoView {
    let today = use_clock().today_untracked();
    let standing = person.employment.standing(today).map(|standing| standing.post);
    let Some(post) = standing else { return ().into_any() };
    let entries = PostEntries::new(today, &post);
    let employment = person.employment.clone();
    let draft = Callback::new(move |marks: bool| -> Draft {
        let Some(post) = entries.read(marks) else { return Ok(None) };
        marked(entries.from, marks, employment.moved(post))
    });
    let name = StoredValue::new(person.fields.name.to_string());
    view! {
        <ChangeDialog
            person=person
            title=Signal::derive(move || text::people::move_title(&name.get_value()))
            deed=text::save
            draft=draft
            done=Callback::new(move |_| text::people::move_done(&name.get_value()))
            on_saved=on_saved
            on_close=on_close
        >
            <PostFields entries=entries from_label=text::people::move_from />
            <p class="muted small">{text::people::move_note}</p>
        </ChangeDialog>
    }
    .into_any()
}

/// Takes somebody back who has left: a new period begins.
#[component]
pub fn ReturnDialog(person: Person, on_saved: Callback<Person>, on_close: Callback<()>) -> impl IntoView {
    let today = use_clock().today_untracked();
    let standing = person.employment.standing(today).map(|standing| standing.post);
    let Some(post) = standing else { return ().into_any() };
    let entries = PostEntries::new(today, &post);
    let employment = person.employment.clone();
    let draft = Callback::new(move |marks: bool| -> Draft {
        let Some(post) = entries.read(marks) else { return Ok(None) };
        marked(entries.from, marks, returned(&employment, post))
    });
    let name = StoredValue::new(person.fields.name.to_string());
    view! {
        <ChangeDialog
            person=person
            title=Signal::derive(move || text::people::return_title(&name.get_value()))
            deed=text::people::return_person
            draft=draft
            done=Callback::new(move |_| text::people::returned_done(&name.get_value()))
            on_saved=on_saved
            on_close=on_close
        >
            <PostFields entries=entries from_label=text::people::return_from />
            <p class="muted small">{text::people::return_note}</p>
        </ChangeDialog>
    }
    .into_any()
}

fn returned(employment: &Employment, post: Post) -> Result<Employment, Misfit> {
    employment.returned(post)
}
