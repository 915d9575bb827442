//! A shift on the screen: its code in its colour, its hours, and what it was before it was changed.

mod form;
mod hours;
mod tab;

use crate::{
    text,
    ui::{Fetched, Icon},
};
use dianwu_domain::{
    Day, ShiftKindId,
    roster::api::{CellChange, MyDay},
    shifts::{api::ShiftKind, kind_of},
};
use leptos::prelude::*;
use std::sync::Arc;

pub use tab::ShiftKindsTab;

/// The shop's shift kinds, to share among the parts of a page.
#[derive(Clone, PartialEq)]
pub struct Kinds(Arc<Vec<ShiftKind>>);

impl Kinds {
    /// The kinds as they were fetched.
    pub fn new(kinds: Vec<ShiftKind>) -> Self {
        Self(Arc::new(kinds))
    }

    /// All of them.
    pub fn all(&self) -> &[ShiftKind] {
        &self.0
    }

    /// One of them; none for an emptied cell.
    pub fn get(&self, id: Option<ShiftKindId>) -> Option<&ShiftKind> {
        kind_of(&self.0, id?)
    }
}

/// Fetches the shift kinds again when what was fetched names one that is not among them: a tab may be older than
/// a kind.
pub fn keep_kinds<T: Clone + Send + Sync + 'static>(
    kinds: Fetched<Vec<ShiftKind>>,
    of: Fetched<T>,
    named: fn(&T) -> Vec<ShiftKindId>,
) {
    let has_asked = StoredValue::new(false);
    Effect::new(move |_| {
        let (Some(Ok(known)), Some(Ok(view))) = (kinds.get(), of.get()) else { return };
        let is_missing = named(&view).iter().any(|id| kind_of(&known, *id).is_none());
        if is_missing && !has_asked.get_value() {
            kinds.refetch();
        }
        // Once is enough: it may be gone altogether.
        has_asked.set_value(is_missing);
    });
}

/// The shift kinds that days of one's own name.
pub fn named_in(days: &[MyDay]) -> impl Iterator<Item = ShiftKindId> {
    days.iter().flat_map(|my| [my.kind_id, my.change.and_then(|change| change.from)]).flatten()
}

/// The code of a shift in its colour; a dash where nothing is planned.
#[component]
pub fn ShiftChip(
    /// The shift.
    kind: Option<ShiftKind>,
    /// Smaller, for calendars.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let size = small.then_some("small");
    match kind {
        Some(kind) => view! {
            <span
                class="shift"
                data-size=size
                data-hue=kind.fields.hue.as_str()
                data-kind=(!kind.is_work()).then_some("rest")
            >
                <b>{kind.fields.code.to_string()}</b>
            </span>
        }
        .into_any(),
        None => view! {
            <span class="shift" data-size=size data-kind="none">
                <span aria-hidden="true">"–"</span>
                <span class="sr-only">{text::today::unplanned}</span>
            </span>
        }
        .into_any(),
    }
}

/// Old and new of a shift that was changed after publishing.
#[component]
pub fn ChangeView(
    /// What stood there.
    from: Option<ShiftKind>,
    /// What stands there now.
    to: Option<ShiftKind>,
) -> impl IntoView {
    let hue = from.as_ref().map(|kind| kind.fields.hue.as_str());
    let code = from.map(|kind| kind.fields.code.to_string());
    view! {
        <span class="change">
            <span class="sr-only">{text::today::was}</span>
            <s class="shift" data-hue=hue data-old="">
                {match code {
                    Some(code) => view! { <b>{code}</b> }.into_any(),
                    None => view! { <span>{text::today::unplanned}</span> }.into_any(),
                }}
            </s>
            <Icon name="arrow-right" />
            <span class="sr-only">{text::today::became}</span>
            <ShiftChip kind=to />
        </span>
    }
}

/// The shift of a day, or old and new when it was changed.
#[component]
pub fn ShiftOrChange(
    /// The shift kinds.
    kinds: Kinds,
    /// What stands there now.
    now: Option<ShiftKindId>,
    /// How it was changed.
    change: Option<CellChange>,
) -> impl IntoView {
    let to = kinds.get(now).cloned();
    match change {
        Some(change) => view! { <ChangeView from=kinds.get(change.from).cloned() to=to /> }.into_any(),
        None => view! { <ShiftChip kind=to /> }.into_any(),
    }
}

/// 早班; 未排班 for nothing.
pub fn shift_name(kind: Option<&ShiftKind>) -> String {
    kind.map_or_else(|| text::today::unplanned().to_owned(), |kind| kind.fields.name.to_string())
}

/// 早班 08:00–17:00, as words, for the days from one to another: where the hours change meanwhile, the later ones follow.
/// 未排班 for nothing.
pub fn shift_words(kind: Option<&ShiftKind>, from: Day, until: Day) -> String {
    let mut words = shift_name(kind);
    for (place, version) in kind.into_iter().flat_map(|kind| kind.hours_between(from, until)).enumerate() {
        let hours = text::today::hours_span(&version.hours);
        words = if place == 0 {
            format!("{words} {hours}")
        } else {
            text::today::hours_since(&words, &text::day_name(version.from), &hours)
        };
    }
    words
}
