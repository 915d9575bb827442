//! 等你处理: what waits for the caller, each a way to where it is done.

use super::lines::Lines;
use crate::{
    shifts::Kinds,
    text,
    ui::{Empty, Failed, Fetched},
};
use dianwu_domain::today::api::TodayView;
use leptos::prelude::*;

/// Whether anything waits.
pub fn has_any(view: &TodayView) -> bool {
    !view.waiting.is_empty() || !view.first_steps.is_empty()
}

/// The card of a day; until its lines have come, their bones.
pub fn card(view: &TodayView, kinds: &Kinds, lines: Fetched<Option<Lines>>) -> AnyView {
    if !has_any(view) {
        return view! { <Bare /> }.into_any();
    }
    let count = view.first_steps.len() + view.waiting.len();
    let told = StoredValue::new((view.waiting.clone(), view.first_steps.clone(), kinds.clone()));
    let card = move || {
        let inner = match lines.get() {
            Some(Ok(Some(lines))) => {
                return told.with_value(|(waiting, first_steps, kinds)| lines(waiting, first_steps, kinds));
            }
            Some(Err(failure)) => {
                view! { <Failed failure=failure on_retry=Callback::new(move |()| lines.refetch()) /> }.into_any()
            }
            _ => bones(count),
        };
        view! { <Card count=count>{inner}</Card> }.into_any()
    };
    card.into_any()
}

/// The card's frame.
#[component]
pub fn Card(count: usize, children: Children) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="waiting">
            <div class="card__head">
                <h2 class="card__title" id="waiting">
                    {text::today::waiting}
                </h2>
                {(count > 0).then(|| view! { <span class="count" data-tone="calm">{count}</span> })}
            </div>
            {children()}
        </section>
    }
}

/// The card when nothing waits.
#[component]
pub fn Bare() -> impl IntoView {
    view! {
        <Card count=0>
            <Empty icon="check-circle" title=text::today::waiting_none text=text::today::waiting_none_text />
        </Card>
    }
}

/// Bones of so many lines, as high as the lines.
fn bones(count: usize) -> AnyView {
    let line = |_| {
        view! {
            <li class="item" aria-hidden="true">
                <span class="item__text">
                    <span class="item__title">
                        <span class="bone" data-kind="words" data-w="60"></span>
                        "\u{a0}"
                    </span>
                    <span class="item__note">
                        <span class="bone" data-kind="words" data-w="40"></span>
                        "\u{a0}"
                    </span>
                </span>
            </li>
        }
    };
    view! {
        <ul class="list" aria-busy="true">
            {(0..count).map(line).collect_view()}
        </ul>
    }
    .into_any()
}
