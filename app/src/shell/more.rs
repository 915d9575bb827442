//! On a phone: the places that the bottom bar has no room for.

use super::{nav::mark_of, places::beyond_tabs};
use crate::{
    place::place,
    text,
    ui::{Icon, Page},
};
use leptos::prelude::*;

place! {
    /// 更多.
    MORE = "/more", text::more, "more", everybody, [], MorePage
}

/// The page behind 更多.
#[component]
fn MorePage() -> impl IntoView {
    view! {
        <Page title=text::more>
            <div class="stack">
                {beyond_tabs()
                    .into_iter()
                    .map(|(group, places)| {
                        view! {
                            <section class="card">
                                <div class="card__head">
                                    <h2 class="card__title">{group.title}</h2>
                                </div>
                                <ul class="list">
                                    {places
                                        .into_iter()
                                        .map(|place| {
                                            view! {
                                                <li>
                                                    <a href=place.href() class="item">
                                                        <Icon name=place.icon />
                                                        <span class="item__text">
                                                            <span class="item__title">{place.title}</span>
                                                        </span>
                                                        <span class="item__end">
                                                            {mark_of(place.href())}
                                                            <Icon name="chevron-right" />
                                                        </span>
                                                    </a>
                                                </li>
                                            }
                                        })
                                        .collect_view()}
                                </ul>
                            </section>
                        }
                    })
                    .collect_view()}
            </div>
        </Page>
    }
}
