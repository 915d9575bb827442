//! A shift on the screen: its code in its colour, its hours, and what it was before it was changed.

use crate::{text, ui::Icon};
use dianwu_domain::{
    ShiftKindId,
    roster::{
        api::{Change, ShiftKind},
        views,
    },
};
use leptos::prelude::*;
use std::sync::Arc;

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
        views::kind_of(&self.0, id?)
    }
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
        Some(ShiftKind { fields, .. }) => view! {
            <span
                class="shift"
                data-size=size
                data-hue=fields.hue.as_str()
                data-kind=fields.hours.is_none().then_some("rest")
            >
                <b>{fields.code.to_string()}</b>
            </span>
        }
        .into_any(),
        None => view! {
            <span class="shift" data-size=size data-kind="none">
                <span aria-hidden="true">"–"</span>
                <span class="sr-only">{text::unplanned}</span>
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
            <span class="sr-only">{text::was}</span>
            <s class="shift" data-hue=hue data-old="">
                {match code {
                    Some(code) => view! { <b>{code}</b> }.into_any(),
                    None => view! { <span>{text::unplanned}</span> }.into_any(),
                }}
            </s>
            <Icon name="arrow-right" />
            <span class="sr-only">{text::became}</span>
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
    change: Option<Change>,
) -> impl IntoView {
    let to = kinds.get(now).cloned();
    match change {
        Some(change) => view! { <ChangeView from=kinds.get(change.from).cloned() to=to /> }.into_any(),
        None => view! { <ShiftChip kind=to /> }.into_any(),
    }
}

/// 早班 08:00–17:00, as words; 未排班 for nothing.
pub fn shift_words(kind: Option<&ShiftKind>) -> String {
    match kind {
        None => text::unplanned().to_owned(),
        Some(kind) => match kind.fields.hours {
            Some(hours) => format!("{} {}", kind.fields.name, text::hours_span(&hours)),
            None => kind.fields.name.to_string(),
        },
    }
}
