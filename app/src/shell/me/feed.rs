//! One's shifts in the calendar of one's own phone.

use crate::{
    client,
    shop::use_caller,
    task::{Home, Told},
    text,
    ui::{Confirm, Icon, Load, use_toasts},
};
use dianwu_domain::roster::api::{CreateFeed, FeedState, GetFeed, NewFeed, RevokeFeed};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What is asked before it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    Renew,
    Revoke,
}

/// The section.
#[component]
pub fn Feed() -> impl IntoView {
    let state = LocalResource::new(client::get::<GetFeed>);
    let address = RwSignal::new(None::<String>);
    view! {
        <h2 class="section-title">{text::roster::feed_title}</h2>
        <Load of=state let(found)>
            <Card found=found address=address on_changed=Callback::new(move |()| state.refetch()) />
        </Load>
    }
}

#[component]
fn Card(found: FeedState, address: RwSignal<Option<String>>, on_changed: Callback<()>) -> impl IntoView {
    let home = Home::here();
    let zone = use_caller().me().shop.zone;
    let question = RwSignal::new(None::<Question>);
    let busy = RwSignal::new(false);
    let create = move || {
        question.set(None);
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        home.send(client::get::<CreateFeed>(), move |result| {
            busy.set(false);
            if let Ok(NewFeed { path, .. }) = result {
                let site = window().location().origin().unwrap_or_default();
                address.set(Some(format!("{site}{path}")));
                on_changed.try_run(());
            }
            Told::failures(result)
        });
    };
    let revoke = move || {
        question.set(None);
        home.send(client::get::<RevokeFeed>(), move |result| match result {
            Ok(_) => {
                address.set(None);
                on_changed.try_run(());
                Told::good(text::roster::feed_revoked())
            }
            Err(failure) => Told::failed(failure),
        });
    };
    let since = found.created_at;
    let has_feed = since.is_some();
    view! {
        <section class="card card__body stack">
            <p class="muted small">
                {move || match since {
                    Some(at) => text::roster::feed_since(&text::moment_short(at, zone)),
                    None => text::roster::feed_lead().to_owned(),
                }}
            </p>
            <Address address=address />
            <div class="row" data-wrap>
                <button
                    class="btn"
                    type="button"
                    data-kind=(!has_feed).then_some("primary")
                    aria-busy=move || busy.get().then_some("true")
                    on:click=move |_| if has_feed { question.set(Some(Question::Renew)) } else { create() }
                >
                    {move || if has_feed { text::roster::feed_renew() } else { text::roster::feed_create() }}
                </button>
                {has_feed
                    .then(|| {
                        view! {
                            <button class="btn" type="button" on:click=move |_| question.set(Some(Question::Revoke))>
                                {text::roster::feed_revoke}
                            </button>
                        }
                    })}
            </div>
        </section>
        {move || {
            question
                .get()
                .map(|asked| {
                    let is_renewal = asked == Question::Renew;
                    view! {
                        <Confirm
                            title=Signal::derive(move || {
                                if is_renewal { text::roster::feed_renew_title() } else { text::roster::feed_revoke_title() }.to_owned()
                            })
                            text=Signal::derive(|| text::roster::feed_old_ends().to_owned())
                            deed=if is_renewal { text::roster::feed_renew } else { text::roster::feed_revoke }
                            on_yes=Callback::new(move |()| if is_renewal { create() } else { revoke() })
                            on_no=Callback::new(move |()| question.set(None))
                        />
                    }
                })
        }}
    }
}

/// The new address, once: only its hash is kept.
#[component]
fn Address(address: RwSignal<Option<String>>) -> impl IntoView {
    let (home, toasts) = (Home::here(), use_toasts());
    let copy = move |_| {
        let Some(text) = address.get_untracked() else { return };
        home.read(async move {
            match JsFuture::from(window().navigator().clipboard().write_text(&text)).await {
                Ok(_) => toasts.good(text::copied()),
                Err(_) => toasts.bad(text::roster::copy_feed_by_hand()),
            }
        });
    };
    move || {
        address.get().map(|url| {
            let webcal = url.replacen("https://", "webcal://", 1).replacen("http://", "webcal://", 1);
            view! {
                <div class="stack">
                    <label class="field__label" for="feed-address">
                        {text::roster::feed_address}
                    </label>
                    <input class="input num" id="feed-address" readonly prop:value=url />
                    <div class="row" data-wrap>
                        <button class="btn" data-size="small" type="button" on:click=copy>
                            <Icon name="copy" />
                            {text::roster::copy_address}
                        </button>
                        <a class="btn" data-size="small" href=webcal rel="external">
                            <Icon name="calendar" />
                            {text::roster::feed_subscribe}
                        </a>
                    </div>
                    <p class="faint small">{text::roster::feed_once}</p>
                    <p class="faint small">{text::roster::feed_how}</p>
                </div>
            }
        })
    }
}
