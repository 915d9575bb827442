//! Publishing: everything is saved first, then somebody is asked, and told what staff will see.

use super::desk::Desk;
use crate::{
    client,
    shell::use_directory,
    text,
    ui::{Confirm, Icon, use_toasts},
};
use dianwu_domain::{
    Code, Nothing,
    roster::api::{PublishBody, PublishRoster, RosterStatus},
};
use leptos::{prelude::*, task::spawn_local};

/// How far publishing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    None,
    /// What is painted is being saved.
    Saving,
    /// Somebody is asked.
    Asking,
    /// It is sent.
    Sending,
}

/// Asks the page to load the sheet anew.
#[derive(Clone, Copy)]
pub struct Reload(pub Callback<()>);

/// The button; it is gone once the roster is published.
#[component]
pub fn PublishButton(desk: Desk) -> impl IntoView {
    let toasts = use_toasts();
    let stage = RwSignal::new(Stage::None);
    let status = Memo::new(move |_| desk.head.read().status);
    // A draft comes into being with its first saved cell.
    let is_worth_it = move || status.get() == RosterStatus::Draft || desk.progress.get().unsaved() > 0;
    Effect::new(move |_| {
        if stage.get() != Stage::Saving {
            return;
        }
        let progress = desk.progress.get();
        let is_failing = desk.saver().is_some_and(|saver| saver.last.get().failure.is_some());
        if progress.unsaved() == 0 {
            stage.set(Stage::Asking);
        } else if is_failing || progress.waiting + progress.sent == 0 {
            stage.set(Stage::None);
            toasts.bad(text::publish_after_saving());
        }
    });
    let begin = move |_| {
        if stage.get_untracked() == Stage::None && is_worth_it() {
            if let Some(saver) = desk.saver() {
                saver.now();
            }
            stage.set(Stage::Saving);
        }
    };
    view! {
        <Show when=move || status.get() != RosterStatus::Published>
            <button
                class="btn"
                type="button"
                data-kind="primary"
                data-fold
                aria-busy=move || matches!(stage.get(), Stage::Saving | Stage::Sending).then_some("true")
                aria-disabled=move || (!is_worth_it()).then_some("true")
                on:click=begin
            >
                <Icon name="send" />
                <span>{move || if stage.get() == Stage::Sending { text::publishing() } else { text::publish() }}</span>
            </button>
        </Show>
        <Show when=move || stage.get() == Stage::Asking>
            <Question desk=desk stage=stage />
        </Show>
    }
}

#[component]
fn Question(desk: Desk, stage: RwSignal<Stage>) -> impl IntoView {
    let directory = use_directory();
    let toasts = use_toasts();
    let reload = expect_context::<Reload>();
    let (people, gaps) = desk.board(|board| (board.people().len(), board.tally().empty));
    let words = move || text::publish_text(&directory.department_name(desk.path.department_id), people, gaps);
    let publish = move |()| {
        stage.set(Stage::Sending);
        let body = PublishBody { version: desk.head.read_untracked().version, sign_off: None };
        spawn_local(async move {
            let result = client::call::<PublishRoster>(&desk.path, &Nothing {}, &body).await;
            stage.try_set(Stage::None);
            if !desk.is_open() {
                return;
            }
            match result {
                Ok(head) => {
                    desk.set_head(head);
                    toasts.good(text::published_done());
                }
                Err(failure) if failure.code() == Some(Code::Stale) => {
                    toasts.bad(text::publish_stale());
                    reload.0.run(());
                }
                Err(failure) => toasts.bad(text::failure(&failure)),
            }
        });
    };
    view! {
        <Confirm
            title=Signal::derive(move || text::publish_title(&text::month_name(desk.path.month)))
            text=Signal::derive(words)
            deed=text::publish
            is_calm=true
            on_yes=Callback::new(publish)
            on_no=Callback::new(move |()| stage.set(Stage::None))
        />
    }
}
