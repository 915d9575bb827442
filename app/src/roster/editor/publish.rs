//! Publishing: everything is saved first and the rules are asked; then somebody is asked, told what staff will see, and,
//! where the rules find errors, to say why.

use super::{desk::Desk, findings::counts};
use crate::{
    client,
    shell::use_directory,
    text,
    ui::{Confirm, Dialog, Entry, Icon, TextField, Toasts, use_toasts},
};
use dianwu_domain::{
    Code, Nothing,
    roster::{
        api::{CheckRoster, PublishBody, PublishRoster, RosterStatus},
        rules::{self, Finding, Severity, Verdict},
    },
    text::Reason,
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

/// How far publishing is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    None,
    /// What is painted is being saved.
    Saving,
    /// The rules are asked about what is saved.
    Checking,
    /// Somebody is asked, and told what the rules found.
    Asking(Vec<Finding>),
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
        if *stage.read() != Stage::Saving {
            return;
        }
        let progress = desk.progress.get();
        let is_failing = desk.saver().is_some_and(|saver| saver.last.get().failure.is_some());
        if progress.unsaved() == 0 {
            check(desk, stage, toasts);
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
    let words = move || match *stage.read() {
        Stage::Checking => text::checking(),
        Stage::Sending => text::publishing(),
        _ => text::publish(),
    };
    view! {
        <Show when=move || status.get() != RosterStatus::Published>
            <button
                class="btn"
                type="button"
                data-kind="primary"
                data-fold
                aria-busy=move || {
                    matches!(*stage.read(), Stage::Saving | Stage::Checking | Stage::Sending).then_some("true")
                }
                aria-disabled=move || (!is_worth_it()).then_some("true")
                on:click=begin
            >
                <Icon name="send" />
                <span>{words}</span>
            </button>
        </Show>
        {move || match stage.get() {
            Stage::Asking(findings) => view! { <Question desk=desk stage=stage findings=findings /> }.into_any(),
            _ => ().into_any(),
        }}
    }
}

/// Asks the rules about the month as it is saved: they may know of days on other rosters.
fn check(desk: Desk, stage: RwSignal<Stage>, toasts: Toasts) {
    stage.set(Stage::Checking);
    spawn_local(async move {
        let result = client::call::<CheckRoster>(&desk.path, &Nothing {}, &Nothing {}).await;
        match result {
            Ok(findings) => {
                stage.try_set(Stage::Asking(findings));
            }
            Err(failure) => {
                stage.try_set(Stage::None);
                toasts.bad(text::failure(&failure));
            }
        }
    });
}

/// Sends it; `sign_off` says why in spite of errors.
fn publish(desk: Desk, stage: RwSignal<Stage>, toasts: Toasts, reload: Reload, sign_off: Option<Reason>) {
    stage.set(Stage::Sending);
    let body = PublishBody { version: desk.head.read_untracked().version, sign_off };
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
}

#[component]
fn Question(desk: Desk, stage: RwSignal<Stage>, findings: Vec<Finding>) -> impl IntoView {
    let directory = use_directory();
    let toasts = use_toasts();
    let reload = expect_context::<Reload>();
    let (people, gaps) = desk.board(|board| (board.people().len(), board.tally().empty));
    let (_, warnings) = counts(&findings);
    let words = move || {
        let reach = text::publish_text(&directory.department_name(desk.path.department_id), people, gaps);
        if warnings > 0 { text::publish_words(&reach, &text::publish_with_warnings(warnings)) } else { reach }
    };
    let close = Callback::new(move |()| stage.set(Stage::None));
    match rules::verdict(&findings) {
        Verdict::Clear => view! {
            <Confirm
                title=Signal::derive(move || text::publish_title(&text::month_name(desk.path.month)))
                text=Signal::derive(words)
                deed=text::publish
                is_calm=true
                on_yes=Callback::new(move |()| publish(desk, stage, toasts, reload, None))
                on_no=close
            />
        }
        .into_any(),
        Verdict::NeedsReason => view! { <SignOff desk=desk stage=stage findings=findings reload=reload /> }.into_any(),
        Verdict::Refused => {
            let strict = findings.into_iter().filter(|finding| !finding.may_sign_off).collect();
            view! {
                <Dialog title=Signal::derive(|| text::publish_refused().to_owned()) on_close=close>
                    <div class="dialog__body stack">
                        <p>{text::publish_refused_text}</p>
                        <Errors desk=desk findings=strict />
                    </div>
                    <div class="dialog__foot">
                        <ShowFindings desk=desk on_close=close />
                        <button class="btn" data-kind="primary" type="button" on:click=move |_| close.run(())>
                            {text::close}
                        </button>
                    </div>
                </Dialog>
            }
            .into_any()
        }
    }
}

/// Errors that somebody may sign off with a reason.
#[component]
fn SignOff(desk: Desk, stage: RwSignal<Stage>, findings: Vec<Finding>, reload: Reload) -> impl IntoView {
    let toasts = use_toasts();
    let reason = Entry::new("");
    let (errors, warnings) = counts(&findings);
    let close = Callback::new(move |()| stage.set(Stage::None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(reason) = reason.parse::<Reason>() {
            publish(desk, stage, toasts, reload, Some(reason));
        }
    };
    let heavy = findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    view! {
        <Dialog
            title=Signal::derive(move || text::publish_title(&text::month_name(desk.path.month)))
            on_close=close
        >
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    <p>{move || text::publish_with_errors(errors)}</p>
                    <Errors desk=desk findings=heavy />
                    {(warnings > 0).then(|| view! { <p class="faint small">{move || text::publish_with_warnings(warnings)}</p> })}
                    <TextField id="sign-off" label=text::sign_off_label value=reason.value error=reason.error required=true />
                </div>
                <div class="dialog__foot">
                    <ShowFindings desk=desk on_close=close />
                    <span class="grow"></span>
                    <button class="btn" type="button" on:click=move |_| close.run(())>
                        {text::cancel}
                    </button>
                    <button class="btn" data-kind="destroy" type="submit">
                        {text::publish_signed}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Most errors that the question lists; the list beside the table has them all.
const LISTED: usize = 8;

#[component]
fn Errors(desk: Desk, findings: Vec<Finding>) -> impl IntoView {
    let more = findings.len().saturating_sub(LISTED);
    let line = |finding: Finding| {
        let name = desk.board(|board| {
            let person = finding.person_id.and_then(|id| board.people().iter().find(|person| person.id == id));
            person.map(|person| person.name.to_string()).unwrap_or_default()
        });
        let days = move || text::days_span(finding.from, finding.until);
        view! {
            <li>
                <b>{name}</b>
                " "
                {move || text::finding_words(&finding)}
                " "
                <span class="faint num">{days}</span>
            </li>
        }
    };
    view! {
        <ul class="findings">{findings.into_iter().take(LISTED).map(line).collect_view()}</ul>
        {(more > 0).then(|| view! { <p class="small">{move || text::more_problems(more)}</p> })}
    }
}

/// Leads to the list beside the table.
#[component]
fn ShowFindings(desk: Desk, on_close: Callback<()>) -> impl IntoView {
    view! {
        <button
            class="btn"
            data-kind="link"
            type="button"
            on:click=move |_| {
                desk.lists_findings.set(true);
                on_close.try_run(());
            }
        >
            {text::show_findings}
        </button>
    }
}
