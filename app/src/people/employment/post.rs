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
        api::{Person, Status},
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
    let words = Words {
        title: text::people::move_title,
        deed: text::save,
        from: text::people::move_from,
        note: text::people::move_note,
        done: |person, _| text::people::move_done(person.fields.name.as_str()),
    };
    view! { <PostDialog person=person change=Employment::moved words=words on_saved=on_saved on_close=on_close /> }
}

/// Takes somebody back who has left: a new period begins.
#[component]
pub fn ReturnDialog(person: Person, on_saved: Callback<Person>, on_close: Callback<()>) -> impl IntoView {
    let words = Words {
        title: text::people::return_title,
        deed: text::people::return_person,
        from: text::people::return_from,
        note: text::people::return_note,
        done: |person, from| match person.fields.status {
            Status::Active => text::people::returned_done(person.fields.name.as_str()),
            Status::Left => text::people::returns_done(person.fields.name.as_str(), from),
        },
    };
    view! { <PostDialog person=person change=Employment::returned words=words on_saved=on_saved on_close=on_close /> }
}

/// What a dialog of a post says.
#[derive(Clone, Copy)]
struct Words {
    /// The title, with the person's name.
    title: fn(&str) -> String,
    deed: Text,
    from: Text,
    note: Text,
    /// What was done, by the person as they stand after it and the day that was entered.
    done: fn(&Person, &str) -> String,
}

/// A dialog that gives somebody a post by `change`.
#[component]
fn PostDialog(
    person: Person,
    change: fn(&Employment, Post) -> Result<Employment, Misfit>,
    words: Words,
    on_saved: Callback<Person>,
    on_close: Callback<()>,
) -> impl IntoView {
    let today = use_clock().today_untracked();
    let standing = person.employment.standing(today).map(|standing| standing.post);
    let Some(post) = standing else { return ().into_any() };
    let entries = PostEntries::new(today, &post);
    let employment = person.employment.clone();
    let draft = Callback::new(move |marks: bool| -> Draft {
        let Some(post) = entries.read(marks) else { return Ok(None) };
        marked(entries.from, marks, change(&employment, post))
    });
    let name = StoredValue::new(person.fields.name.to_string());
    view! {
        <ChangeDialog
            person=person
            title=Signal::derive(move || (words.title)(&name.get_value()))
            deed=words.deed
            entries=vec![entries.from, entries.department, entries.position, entries.kind]
            draft=draft
            done=Callback::new(move |person: Person| (words.done)(&person, &entries.from.value.get_untracked()))
            on_saved=on_saved
            on_close=on_close
        >
            <PostFields entries=entries from_label=words.from />
            <p class="muted small">{words.note}</p>
        </ChangeDialog>
    }
    .into_any()
}
