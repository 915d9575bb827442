//! The devices that are signed in to one's account, and a way to sign them out.

use crate::{
    client,
    shop::{
        device::{Device, device},
        use_clock,
    },
    task::{Home, Told},
    text,
    ui::{Confirm, Fetched, Icon, Load},
};
use dianwu_domain::{
    Nothing,
    session::api::{RevokeSession, SessionPath, SessionRow},
};
use leptos::prelude::*;

/// The list.
#[component]
pub fn Devices(
    /// The caller's sessions.
    sessions: Fetched<Vec<SessionRow>>,
) -> impl IntoView {
    let home = Home::here();
    let doomed = RwSignal::new(None::<SessionRow>);
    let revoke = move |row: SessionRow| {
        doomed.set(None);
        let path = SessionPath { session_id: row.id };
        let call = async move { client::call::<RevokeSession>(&path, &Nothing {}, &Nothing {}).await };
        home.send(call, move |result| match result {
            Ok(_) => {
                sessions.refetch();
                Told::good(text::revoked())
            }
            Err(failure) => Told::failed(failure),
        });
    };
    view! {
        <h2 class="section-title">{text::devices}</h2>
        <Load of=sessions let(rows)>
            {
                let (own, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.is_current);
                let rows = own.into_iter().chain(others);
                view! {
                    <section class="card">
                        <ul class="list">
                            {rows.map(|row| view! { <li>{line(row, doomed)}</li> }).collect_view()}
                        </ul>
                    </section>
                }
            }
        </Load>
        {move || {
            doomed
                .get()
                .map(|row| {
                    let device = device(&row.user_agent);
                    view! {
                        <Confirm
                            title=Signal::derive(move || text::revoke_title(&words(device)))
                            text=Signal::derive(|| text::revoke_text().to_owned())
                            deed=text::revoke_device
                            on_yes=Callback::new(move |()| revoke(row.clone()))
                            on_no=Callback::new(move |()| doomed.set(None))
                        />
                    }
                })
        }}
    }
}

/// 微信 · Android
fn words(device: Device) -> String {
    let browser = text::browser_name(device.browser);
    if device.system.is_empty() { browser.to_owned() } else { format!("{browser} · {}", device.system) }
}

fn line(row: SessionRow, doomed: RwSignal<Option<SessionRow>>) -> impl IntoView {
    let clock = use_clock();
    let device = device(&row.user_agent);
    let SessionRow { created_at, seen_at, is_current, .. } = row;
    let address = row.address.clone();
    let note = move || {
        let moment = |instant| text::moment_near(instant, clock.zone(), clock.now());
        let seen = match is_current {
            true => text::in_use_now().to_owned(),
            // It is kept to the hour: a later sign-in knows better.
            false => text::last_seen(&moment(seen_at.max(created_at))),
        };
        let parts = [seen, text::signed_in_at(&moment(created_at)), address.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let end = match is_current {
        true => view! {
            <span class="chip" data-tone="accent">
                {text::this_device}
            </span>
        }
        .into_any(),
        false => view! {
            <button
                class="btn"
                type="button"
                data-size="small"
                data-kind="danger"
                aria-label=move || text::revoke_named(&words(device))
                on:click=move |_| doomed.set(Some(row.clone()))
            >
                {text::revoke}
            </button>
        }
        .into_any(),
    };
    view! {
        <div class="item">
            <Icon name=if device.is_handheld { "phone" } else { "monitor" } />
            <span class="item__text">
                <span class="item__title">{move || words(device)}</span>
                <span class="item__note">{note}</span>
            </span>
            <span class="item__end">{end}</span>
        </div>
    }
}
