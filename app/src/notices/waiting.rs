//! What waits, as a feature shows a line of its own.

use crate::{
    shifts::{Kinds, ShiftChip},
    ui::Icon,
};
use dianwu_domain::{notices::waiting::Waiting, shifts::api::ShiftKind};
use leptos::prelude::*;

/// What a feature makes of a line, if it is one of its own and can be read.
pub type Show = fn(&Waiting, &Kinds) -> Option<Shown>;

/// Words that follow the language.
pub type Words = Box<dyn Fn() -> String + Send>;

/// What is shown of something that waits.
pub struct Shown {
    /// Its sign.
    pub icon: &'static str,
    /// Where it is done.
    pub href: String,
    /// What it is.
    pub title: Words,
    /// What of it.
    pub note: Words,
    /// The shift that it is about.
    pub kind: Option<ShiftKind>,
}

impl Shown {
    /// The line.
    pub fn view(self) -> AnyView {
        let Self { icon, href, title, note, kind } = self;
        view! {
            <li>
                <a href=href class="item">
                    <Icon name=icon />
                    <span class="item__text">
                        <span class="item__title">{title}</span>
                        <span class="item__note">{note}</span>
                    </span>
                    <span class="item__end">
                        {kind.map(|kind| view! { <ShiftChip kind=Some(kind) /> })} <Icon name="chevron-right" size="small" />
                    </span>
                </a>
            </li>
        }
        .into_any()
    }
}
