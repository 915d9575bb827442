//! The list of shift kinds.

use super::form::ShiftKindForm;
use crate::{
    shop::{use_clock, use_directory},
    text,
    ui::{Empty, Icon, IconButton, Load, new_uuid},
};
use dianwu_domain::{
    ShiftKindId,
    shifts::{
        api::ShiftKind,
        kind::{Hours, Hue},
    },
};
use leptos::prelude::*;

/// A shift kind in the form: one that stands, or a new one.
#[derive(Clone)]
pub struct Draft {
    pub id: ShiftKindId,
    /// The one that stands.
    pub stands: Option<ShiftKind>,
    /// The colour of a new one.
    pub hue: Hue,
    /// The place of a new one.
    pub sort: u32,
}

impl Draft {
    /// The hours that the form begins with: the latest, be they yet to come.
    pub fn known(&self) -> Option<Hours> {
        self.stands.as_ref().and_then(|kind| kind.hours.last()).map(|version| version.hours)
    }
}

/// The tab.
#[component]
pub fn ShiftKindsTab() -> impl IntoView {
    let directory = use_directory();
    let edited = RwSignal::new(None::<Draft>);
    let add = move |_| {
        let kinds = directory.kinds();
        let is_free = |hue: &Hue| kinds.iter().all(|kind| kind.fields.hue != *hue);
        let hue = Hue::ALL.iter().copied().find(is_free).unwrap_or_default();
        let sort = u32::try_from(kinds.len()).unwrap_or(0);
        edited.set(Some(Draft { id: ShiftKindId::new(new_uuid()), stands: None, hue, sort }));
    };
    view! {
        <div class="row" data-end>
            <button class="btn" data-kind="primary" on:click=add>
                <Icon name="plus" />
                {text::settings::add_shift_kind}
            </button>
        </div>
        <Load of=directory.kinds let(kinds)>
            {if kinds.is_empty() {
                view! { <Empty icon="clock" title=text::settings::no_shift_kinds text=text::settings::no_shift_kinds_text /> }.into_any()
            } else {
                let mut kinds = kinds;
                kinds.sort_by_key(|kind| (kind.fields.is_archived, kind.fields.sort));
                view! { <ul class="list card">{kinds.into_iter().map(|kind| row(kind, edited)).collect_view()}</ul> }
                    .into_any()
            }}
        </Load>
        {move || edited.get().map(|draft| view! { <ShiftKindForm draft=draft on_close=Callback::new(move |()| edited.set(None)) /> })}
    }
}

fn row(kind: ShiftKind, edited: RwSignal<Option<Draft>>) -> impl IntoView {
    let fields = kind.fields.clone();
    let today = use_clock().today_untracked();
    let hours = kind.hours_on(today);
    let next = kind.hours.iter().find(|version| version.from > today).copied();
    let note = move || match hours {
        None => text::settings::day_off().to_owned(),
        Some(hours) => {
            let meal =
                (hours.meal_minutes > 0).then(|| text::settings::shift_meal_note(&text::duration(hours.meal_minutes)));
            let paid = text::settings::shift_paid_note(&text::duration(hours.paid_minutes));
            let next = next.map(|next| {
                let from = text::shifts::history_from(&text::day_name(next.from));
                format!("{from} {}", text::today::hours_span(&next.hours))
            });
            let span = text::today::hours_span(&hours);
            [Some(span), meal, Some(paid), next].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
    };
    let name = StoredValue::new(fields.name.to_string());
    let draft = StoredValue::new(Draft { id: kind.id, hue: fields.hue, sort: fields.sort, stands: Some(kind) });
    view! {
        <li>
            <div class="item">
                <span class="shift" data-hue=fields.hue.as_str() data-kind=hours.is_none().then_some("rest")>
                    <b>{fields.code.to_string()}</b>
                </span>
                <span class="item__text">
                    <span class="item__title">{name.get_value()}</span>
                    <span class="item__note num">{note}</span>
                </span>
                <span class="item__end">
                    {hours.is_some_and(|hours| hours.is_night).then(|| view! { <span class="chip">{text::settings::shift_night}</span> })}
                    {fields.is_archived.then(|| view! { <span class="chip">{text::settings::shift_archived}</span> })}
                    <IconButton
                        icon="edit"
                        label=Signal::derive(move || text::settings::edit_named(&name.get_value()))
                        on_click=Callback::new(move |()| edited.set(Some(draft.get_value())))
                    />
                </span>
            </div>
        </li>
    }
}
