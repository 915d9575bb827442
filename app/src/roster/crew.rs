//! The people of a day in crews: on now, then whoever comes, has gone, or is off.

use crate::{
    shifts::{Kinds, ShiftChip},
    shop::{use_caller, use_clock, use_directory},
    text,
    ui::Avatar,
};
use dianwu_domain::{
    Day, Permission,
    roster::{
        api::TeamShift,
        team::{self, Stage},
    },
    shifts::api::ShiftKind,
};
use leptos::prelude::*;

/// A crew that owns its people, to outlive the minute in which it was read.
#[derive(Clone, PartialEq)]
struct Crew {
    stage: Stage,
    day: Day,
    kind: ShiftKind,
    people: Vec<TeamShift>,
}

/// All crews under the headings of where they stand.
#[component]
pub fn CrewList(day: Day, shifts: Vec<TeamShift>, kinds: Kinds) -> impl IntoView {
    let clock = use_clock();
    let first = shifts.first().map(|shift| shift.department_id);
    let is_mixed = shifts.iter().any(|shift| Some(shift.department_id) != first);
    // The memo keeps the page still while a minute changes nothing.
    let crews = Memo::new(move |_| {
        let crews = team::crews(&shifts, kinds.all(), clock.now());
        let own = |crew: team::Crew<'_>| Crew {
            stage: crew.stage,
            day: crew.day,
            kind: crew.kind.clone(),
            people: crew.people.into_iter().cloned().collect(),
        };
        crews.into_iter().map(own).collect::<Vec<_>>()
    });
    move || {
        let crews = crews.get();
        let groups = crews.chunk_by(|one, other| one.stage == other.stage);
        groups
            .map(|group| {
                let stage = group[0].stage;
                let count = group.iter().map(|crew| crew.people.len()).sum();
                let title = move || text::today::group_title(stage, count, day == clock.today());
                view! {
                    <h2 class="section-title">{title}</h2>
                    {group.iter().cloned().map(|crew| card(crew, day, is_mixed)).collect_view()}
                }
            })
            .collect_view()
    }
}

fn card(crew: Crew, shown: Day, is_mixed: bool) -> impl IntoView {
    let Crew { stage, day, kind, people } = crew;
    let count = people.len();
    let hours = kind.hours_on(day);
    let name = kind.fields.name.to_string();
    view! {
        <section class="card">
            <div class="card__head">
                <h3 class="card__title row" data-wrap="">
                    <ShiftChip kind=Some(kind) />
                    {name}
                    {hours
                        .map(|hours| {
                            view! {
                                <small class="card__note">
                                    <time>{move || text::today::hours_span(&hours)}</time>
                                </small>
                            }
                        })}
                    {(day < shown).then(|| view! { <span class="chip">{text::today::evening_before}</span> })}
                </h3>
                <span class="card__note num">{move || text::today::people_count(count)}</span>
            </div>
            <ul class="crew">
                {people
                    .into_iter()
                    .map(|shift| view! { <li>{member(shift, stage, is_mixed)}</li> })
                    .collect_view()}
            </ul>
        </section>
    }
}

fn member(shift: TeamShift, stage: Stage, is_mixed: bool) -> impl IntoView {
    let directory = use_directory();
    let is_me = use_caller().me().person_id == shift.person_id;
    let state = match stage {
        Stage::On => Some("on"),
        Stage::Later => None,
        Stage::Over | Stage::Rest => Some("off"),
    };
    let note = move || {
        let position = directory.position_name(shift.position_id);
        let department = if is_mixed { directory.department_name(shift.department_id) } else { String::new() };
        let parts = [department, position];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    view! {
        <Person shift=shift.clone() state=state note=Signal::derive(note) />
        {shift.is_changed.then(|| view! { <span class="chip" data-tone="warn">{text::today::changed}</span> })}
        {is_me.then(|| view! { <span class="chip" data-tone="accent">{text::today::that_is_me}</span> })}
        {(stage == Stage::On)
            .then(|| {
                view! {
                    <span class="chip" data-tone="good" data-dot="">
                        {text::today::at_work}
                    </span>
                }
            })}
    }
}

/// A face with its name; for those who may read people's data, a way to them.
#[component]
pub fn Person(
    /// Whose shift.
    shift: TeamShift,
    /// How the face looks.
    #[prop(optional_no_strip)]
    state: Option<&'static str>,
    /// Under the name.
    #[prop(optional, into)]
    note: Option<Signal<String>>,
) -> impl IntoView {
    let id = shift.person_id;
    let name = shift.name.to_string();
    let size = if note.is_none() { "small" } else { "" };
    let inside = view! {
        <Avatar id=id name=name.clone() size=size state=state />
        <span class="person__text">
            <span class="person__name">{name}</span>
            {note.map(|note| view! { <span class="person__note">{move || note.get()}</span> })}
        </span>
    };
    if use_caller().holds(Permission::ReadPeople) {
        view! {
            <a href=format!("/people?person={id}") class="person">
                {inside}
            </a>
        }
        .into_any()
    } else {
        view! { <span class="person">{inside}</span> }.into_any()
    }
}
