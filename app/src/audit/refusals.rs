//! 登录失败与拒绝: what was refused, counted by the hour. It is fetched when it is opened.

use crate::{
    client::{self, Failure},
    shop::use_caller,
    task::Home,
    text,
    ui::{Bones, Failed, Icon},
};
use dianwu_domain::{
    Nothing, Zone,
    session::api::{ListRefusals, Refusal, RefusalKind, RefusalsQuery},
};
use leptos::prelude::*;

/// The section.
#[component]
pub fn Refusals() -> impl IntoView {
    let is_open = RwSignal::new(false);
    view! {
        <section class="card">
            <button
                class="item"
                type="button"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                <Icon name="shield" />
                <span class="item__text">
                    <span class="item__title">{text::audit::refusals}</span>
                    <span class="item__note">{text::audit::refusals_note}</span>
                </span>
                <span class="item__end">
                    {move || view! { <Icon name=if is_open.get() { "chevron-up" } else { "chevron-down" } size="small" /> }}
                </span>
            </button>
            <Show when=move || is_open.get()>
                <Rows />
            </Show>
        </section>
    }
}

#[component]
fn Rows() -> impl IntoView {
    let zone = use_caller().me().shop.zone;
    let rows = RwSignal::new(Vec::<Refusal>::new());
    let next = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(true);
    let failure = RwSignal::new(None::<Failure>);
    let home = Home::here();
    let fetch = move || {
        let query = RefusalsQuery { after: next.get_untracked().and_then(|id| id.parse().ok()) };
        is_busy.set(true);
        failure.set(None);
        home.read(async move {
            let result = client::call::<ListRefusals>(&Nothing {}, &query, &Nothing {}).await;
            is_busy.try_set(false);
            match result {
                Ok(page) => {
                    rows.try_update(|rows| rows.extend(page.items));
                    next.try_set(page.next);
                }
                Err(problem) => {
                    failure.try_set(Some(problem));
                }
            }
        });
    };
    fetch();
    let is_empty = move || rows.with(Vec::is_empty);
    view! {
        <Show when=move || !is_empty()>
            <div class="table-frame">
                <table class="table" data-cards>
                    <caption class="sr-only">{text::audit::refusals}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text::audit::refusals_when}</th>
                            <th scope="col">{text::audit::refusals_what}</th>
                            <th scope="col">{text::audit::refusals_who}</th>
                            <th scope="col">{text::audit::refusals_place}</th>
                            <th scope="col" class="num">
                                {text::audit::refusals_count}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || rows.get() key=|row| row.id let(row)>
                            {line(row, zone)}
                        </For>
                    </tbody>
                </table>
            </div>
        </Show>
        {move || failure.get().map(|problem| view! { <Failed failure=problem on_retry=Callback::new(move |()| fetch()) /> })}
        <Show when=move || is_empty() && is_busy.get()>
            <Bones />
        </Show>
        <Show when=move || is_empty() && !is_busy.get() && failure.get().is_none()>
            <p class="card__body muted">{text::audit::refusals_none}</p>
        </Show>
        <Show when=move || next.get().is_some()>
            <div class="more">
                <button class="btn" type="button" aria-busy=move || is_busy.get().then_some("true") on:click=move |_| fetch()>
                    {text::load_more}
                </button>
            </div>
        </Show>
    }
}

fn line(row: Refusal, zone: Zone) -> impl IntoView {
    let Refusal { kind, number, name, place, count, first_at, last_at, .. } = row;
    let who = number.zip(name).map(|(number, name)| format!("{number} {name}"));
    // Before the set-up there is no account.
    let nobody = move || if kind == RefusalKind::WrongCode { "" } else { text::audit::refusals_nobody() };
    let who = move || who.clone().unwrap_or_else(|| nobody().to_owned());
    let span = move || {
        let (first, last) = (text::moment(first_at, zone), text::moment(last_at, zone));
        if first == last { first } else { text::audit::refusals_span(&first, &last) }
    };
    let place = move || match kind {
        RefusalKind::Forbidden => text::audit::refused_request(&place).to_owned(),
        _ if place.is_empty() => text::audit::refusals_many().to_owned(),
        _ => place.clone(),
    };
    view! {
        <tr>
            <th scope="row">
                <span class="num">{span}</span>
            </th>
            <td>{move || text::audit::refusal_name(kind)}</td>
            <td>{who}</td>
            <td>
                <span class="num">{place}</span>
            </td>
            <td class="num">{move || text::audit::refusals_times(count)}</td>
        </tr>
    }
}
