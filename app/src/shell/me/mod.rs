//! 我的: one's own account on this device.

mod attempts;
mod devices;
mod display;
mod feed;

use crate::{
    client::{self, Session},
    place::place,
    roster::unsent,
    session::NewPassword,
    shop::{use_caller, use_clock, use_directory},
    task::{Home, Told},
    text,
    ui::{Avatar, Confirm, Dialog, Icon, Page, use_toasts},
};
use attempts::Attempts;
use devices::Devices;
use dianwu_domain::{
    RoleGrant,
    session::api::{ListSessions, Me, SignOut, SignOutEverywhere},
};
use display::Display;
use feed::Feed;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

place! {
    /// 我的.
    ME = "/me", text::mine, "user", everybody, ["/api/sessions", "/api/session/refusals", "/api/my-feed"], me: load_me => MePage
}

/// The page of one's own account.
#[component]
fn MePage() -> impl IntoView {
    let me = use_caller().me();
    let clock = use_clock();
    let sessions = LocalResource::new(move || {
        clock.wakes();
        client::get::<ListSessions>()
    });
    let is_changing = RwSignal::new(false);
    view! {
        <Page title=text::mine>
            <div class="stack narrow">
                <Card me=me.clone() />
                <Display />
                <h2 class="section-title">{text::security}</h2>
                <Attempts />
                <section class="card">
                    <button class="item" type="button" on:click=move |_| is_changing.set(true)>
                        <Icon name="key" />
                        <span class="item__text">
                            <span class="item__title">{text::change_password}</span>
                            <span class="item__note">{text::change_password_note}</span>
                        </span>
                        <span class="item__end">
                            <Icon name="chevron-right" size="small" />
                        </span>
                    </button>
                </section>
                <Feed />
                <Devices sessions=sessions />
                <SignOutButton />
                <SignOutEverywhereButton />
            </div>
            {move || {
                is_changing
                    .get()
                    .then(|| {
                        view! {
                            <PasswordDialog
                                me=me.clone()
                                on_close=Callback::new(move |()| {
                                    is_changing.set(false);
                                })
                            />
                        }
                    })
            }}
        </Page>
    }
}

/// Who one is here.
#[component]
fn Card(me: Me) -> impl IntoView {
    let roles = roles(me.grants);
    view! {
        <section class="card card__body stack">
            <div class="row" data-gap="4">
                <Avatar id=me.person_id name=me.name.to_string() size="large" />
                <div class="grow">
                    <p>
                        <b>{me.name.to_string()}</b>
                    </p>
                    <p class="faint small">{me.shop.name.to_string()}</p>
                </div>
            </div>
            <dl class="facts">
                <div>
                    <dt>{text::my_staff_number}</dt>
                    <dd class="num">{me.number.to_string()}</dd>
                </div>
                <div>
                    <dt>{text::my_department}</dt>
                    <dd>{me.department_name.to_string()}</dd>
                </div>
                <div>
                    <dt>{text::my_roles}</dt>
                    <dd>{roles}</dd>
                </div>
            </dl>
        </section>
    }
}

/// 员工 for everybody, and what they were granted besides.
fn roles(grants: Vec<RoleGrant>) -> impl IntoView {
    let directory = use_directory();
    view! {
        <span class="chips">
            <span class="chip">{text::my_role_staff}</span>
            {grants
                .into_iter()
                .map(|grant| {
                    let words = move || {
                        let department = grant.department_id.map(|id| directory.department_name(id));
                        text::my_role(grant.role, &department.unwrap_or_default())
                    };
                    view! {
                        <span class="chip" data-tone="accent">
                            {words}
                        </span>
                    }
                })
                .collect_view()}
        </span>
    }
}

#[component]
fn PasswordDialog(me: Me, on_close: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let done = move |()| {
        on_close.try_run(());
        toasts.good(text::session::password_changed());
    };
    view! {
        <Dialog title=Signal::derive(|| text::change_password().to_owned()) on_close=on_close>
            <div class="dialog__body">
                <NewPassword me=me asks_current=true on_done=Callback::new(done) />
            </div>
        </Dialog>
    }
}

/// Signs this device out, and begins again at 今日 for whoever comes next.
#[component]
fn SignOutButton() -> impl IntoView {
    let home = Home::here();
    let navigate = use_navigate();
    let is_busy = RwSignal::new(false);
    let sign_out = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let navigate = navigate.clone();
        let call = async {
            unsent::settle().await;
            client::get::<SignOut>().await
        };
        home.send(call, move |result| {
            is_busy.set(false);
            if result.is_ok() {
                navigate("/", NavigateOptions { replace: true, ..NavigateOptions::default() });
                Session::left();
            }
            Told::failures(result)
        });
    };
    view! {
        <button
            class="btn"
            type="button"
            data-wide=""
            aria-busy=move || is_busy.get().then_some("true")
            on:click=sign_out
        >
            <Icon name="logout" />
            {move || if is_busy.get() { text::signing_out() } else { text::session::sign_out() }}
        </button>
    }
}

/// Signs all of one's devices out, this one too.
#[component]
fn SignOutEverywhereButton() -> impl IntoView {
    let home = Home::here();
    let navigate = use_navigate();
    let is_asking = RwSignal::new(false);
    let sign_out = move |()| {
        is_asking.set(false);
        let navigate = navigate.clone();
        let call = async {
            unsent::settle().await;
            client::get::<SignOutEverywhere>().await
        };
        home.send(call, move |result| {
            if result.is_ok() {
                navigate("/", NavigateOptions { replace: true, ..NavigateOptions::default() });
                Session::left();
            }
            Told::failures(result)
        });
    };
    let sign_out = Callback::new(sign_out);
    view! {
        <button class="btn" type="button" data-wide="" data-kind="danger" on:click=move |_| is_asking.set(true)>
            {text::sign_out_everywhere}
        </button>
        <Show when=move || is_asking.get()>
            <Confirm
                title=Signal::derive(|| text::sign_out_everywhere_title().to_owned())
                text=Signal::derive(|| text::sign_out_everywhere_text().to_owned())
                deed=text::sign_out_everywhere
                on_yes=sign_out
                on_no=Callback::new(move |()| is_asking.set(false))
            />
        </Show>
    }
}
