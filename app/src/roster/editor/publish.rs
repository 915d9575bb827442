//! Publishing: everything is saved first and the rules are asked; then somebody is asked, told what staff will see, and,
//! where the rules find errors, to say why.

use super::{
    beside::Views,
    editing::Editing,
    findings::{ErrorList, counts, whose},
    sheet,
};
use crate::{
    beside::beside,
    client::{self, Failure},
    shop::use_directory,
    task::{Home, Told},
    text,
    ui::{CancelButton, Confirm, Dialog, Entry, Icon, Submission, SubmissionBanner, TextField, Toasts, use_toasts},
};
use dianwu_domain::{
    Code, Nothing,
    roster::{
        api::{CheckRoster, DraftFinding, PublishBody, PublishRoster, RosterCheck, RosterHead, RosterStatus},
        board::Board,
    },
    text::Reason,
    worktime::{self, Finding, Verdict},
};
use leptos::{ev::SubmitEvent, prelude::*};

/// How far publishing is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    None,
    /// What is painted is being saved.
    Saving,
    /// The rules are asked about what is saved.
    Checking,
    /// Somebody is asked, and told what the rules found.
    Asking(RosterCheck),
    /// It is sent.
    Sending,
}

/// Asks the page to load the sheet anew.
#[derive(Clone, Copy)]
pub struct Reload(pub Callback<()>);

/// The button; it is gone once the roster is published.
#[component]
pub fn PublishButton(editing: Editing) -> impl IntoView {
    let toasts = use_toasts();
    let (home, reload) = (Home::here(), expect_context::<Reload>());
    let stage = RwSignal::new(Stage::None);
    let status = Memo::new(move |_| editing.head.read().status);
    // A draft comes into being with its first saved cell.
    let is_worth_it = move || status.get() == RosterStatus::Draft || editing.progress.get().unsaved() > 0;
    Effect::new(move |_| {
        if *stage.read() != Stage::Saving {
            return;
        }
        let progress = editing.progress.get();
        if status.get() == RosterStatus::Published {
            stage.set(Stage::None);
            return;
        }
        let is_failing = editing.saving.last.get().failure.is_some();
        if progress.unsaved() == 0 {
            check(home, editing, stage, toasts, reload);
        } else if is_failing || progress.waiting + progress.sent == 0 {
            stage.set(Stage::None);
            if progress.conflicts > 0 {
                editing.panels.is_put_off.set(false);
                toasts.bad(text::roster::publish_after_conflicts(progress.conflicts));
            } else {
                toasts.bad(text::roster::publish_after_saving().to_owned());
            }
        }
    });
    let begin = move |_| {
        if stage.get_untracked() == Stage::None && is_worth_it() {
            editing.flag(&[]);
            if let Some(saver) = editing.saving.by() {
                saver.now();
            }
            stage.set(Stage::Saving);
        }
    };
    let words = move || match *stage.read() {
        Stage::Checking => text::roster::checking(),
        Stage::Sending => text::roster::publishing(),
        _ => text::roster::publish(),
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
            Stage::Asking(check) => {
                beside(move |views: Views| (views.question)(Asked { home, editing, stage, check: check.clone() })).into_any()
            }
            _ => ().into_any(),
        }}
    }
}

/// Asks the rules about the month as it is saved: they may know of days on other rosters.
fn check(home: Home, editing: Editing, stage: RwSignal<Stage>, toasts: Toasts, reload: Reload) {
    stage.set(Stage::Checking);
    home.read(async move {
        match client::call::<CheckRoster>(&editing.path, &Nothing {}, &Nothing {}).await {
            // What is published is what is on the screen: what somebody else has changed meanwhile is shown first.
            Ok(check) if check.shown != editing.board(Board::writes) => {
                stage.set(Stage::None);
                show_changes(home, editing, toasts, reload);
            }
            Ok(check) => stage.set(Stage::Asking(check)),
            Err(failure) => {
                stage.set(Stage::None);
                toasts.bad(text::failure(&failure));
            }
        }
    });
}

/// Shows what somebody else has changed since the sheet was fetched.
fn show_changes(home: Home, editing: Editing, toasts: Toasts, reload: Reload) {
    sheet::bring_up_to_date(home, editing, reload, move |places| {
        editing.flag(&places);
        if let Some(first) = places.first() {
            editing.show(*first, false);
        }
        // A write on another roster changes what was checked, but nothing on this one.
        toasts.bad(match places.len() {
            0 => text::roster::publish_moved().to_owned(),
            count => text::roster::publish_overtaken(count),
        });
    });
}

/// What is sent to publish what was checked.
fn body(editing: Editing, writes: u32, sign_off: Option<Reason>) -> PublishBody {
    PublishBody { version: editing.head.read_untracked().version, writes, sign_off }
}

/// It is published.
fn published(editing: Editing, stage: RwSignal<Stage>, head: RosterHead) {
    stage.set(Stage::None);
    editing.set_head(head);
}

/// Publishes a roster without errors.
fn publish(home: Home, editing: Editing, stage: RwSignal<Stage>, reload: Reload, writes: u32) {
    stage.set(Stage::Sending);
    let body = body(editing, writes, None);
    let path = editing.path;
    let call = async move { client::call::<PublishRoster>(&path, &Nothing {}, &body).await };
    let toasts = use_toasts();
    let tell = move |result: &Result<RosterHead, Failure>| match result {
        Ok(_) => Told::good(text::roster::published_done()),
        // What was changed meanwhile is shown, and told with it.
        Err(failure) if failure.code() == Some(Code::Stale) && home.is_there() => Told::Nothing,
        Err(failure) => Told::failed(failure),
    };
    home.write(call, tell, move |result| match result {
        Ok(head) => published(editing, stage, head),
        Err(failure) => {
            stage.set(Stage::None);
            if failure.code() == Some(Code::Stale) {
                show_changes(home, editing, toasts, reload);
            }
        }
    });
}

/// What somebody is asked about.
pub struct Asked {
    home: Home,
    editing: Editing,
    stage: RwSignal<Stage>,
    check: RosterCheck,
}

/// Asks whether to publish, tells what staff will see, and, where the rules find errors, wants to know why.
#[component]
pub fn Question(asked: Asked) -> impl IntoView {
    let Asked { home, editing, stage, check } = asked;
    let RosterCheck { findings, drafts, writes, .. } = check;
    let directory = use_directory();
    let reload = expect_context::<Reload>();
    let (people, gaps) = editing.board(|board| (board.people().len(), board.tally().empty));
    let (_, warnings) = counts(&findings);
    let named = draft_words(editing, &drafts);
    let told = named.clone();
    let words = move || {
        let reach = text::roster::publish_text(&directory.department_name(editing.path.department_id), people, gaps);
        let reach = if warnings > 0 {
            text::roster::publish_words(&reach, &text::roster::publish_with_warnings(warnings))
        } else {
            reach
        };
        named.iter().fold(reach, |words, draft| text::roster::publish_words(&words, draft))
    };
    let close = Callback::new(move |()| stage.set(Stage::None));
    match worktime::verdict(&findings) {
        Verdict::Clear => view! {
            <Confirm
                title=Signal::derive(move || text::roster::publish_title(&text::month_name(editing.path.month)))
                text=Signal::derive(words)
                deed=text::roster::publish
                is_calm=true
                on_yes=Callback::new(move |()| publish(home, editing, stage, reload, writes))
                on_no=close
            />
        }
        .into_any(),
        Verdict::NeedsReason => {
            view! { <SignOff home=home editing=editing stage=stage findings=findings drafts=told writes=writes reload=reload /> }.into_any()
        }
        Verdict::Refused => {
            let strict = worktime::errors(&findings).into_iter().filter(|finding| !finding.may_sign_off).collect();
            view! {
                <Dialog title=Signal::derive(|| text::roster::publish_refused().to_owned()) on_close=close>
                    <div class="dialog__body stack">
                        <p>{text::roster::publish_refused_text}</p>
                        <ErrorList editing=editing findings=strict />
                    </div>
                    <div class="dialog__foot">
                        <ShowFindings editing=editing on_close=close />
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

/// What the drafts around would break, a sentence a draft. It stops nothing here: whoever publishes that one is asked.
fn draft_words(editing: Editing, drafts: &[DraftFinding]) -> Vec<String> {
    let mut by_draft: Vec<(&DraftFinding, Vec<String>)> = Vec::new();
    for one in drafts {
        let name = editing.board(|board| whose(board, &one.finding));
        match by_draft.iter_mut().find(|(known, _)| (known.month, &known.department) == (one.month, &one.department)) {
            Some((_, names)) if names.contains(&name) => {}
            Some((_, names)) => names.push(name),
            None => by_draft.push((one, vec![name])),
        }
    }
    let words = |(one, names): (&DraftFinding, Vec<String>)| {
        let rule = text::worktime::finding_words(&one.finding);
        let (more, first) = (names.len().saturating_sub(1), names.into_iter().next().unwrap_or_default());
        text::roster::publish_beside_draft(one.department.as_str(), &text::month_name(one.month), &first, &rule, more)
    };
    by_draft.into_iter().map(words).collect()
}

/// Errors that somebody may sign off with a reason.
#[component]
fn SignOff(
    home: Home,
    editing: Editing,
    stage: RwSignal<Stage>,
    findings: Vec<Finding>,
    drafts: Vec<String>,
    writes: u32,
    reload: Reload,
) -> impl IntoView {
    let toasts = use_toasts();
    let reason = Entry::new("");
    let submission = Submission::default();
    let (errors, warnings) = counts(&findings);
    let close = Callback::new(move |()| stage.set(Stage::None));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(why) = reason.parse::<Reason>() else { return };
        let body = body(editing, writes, Some(why));
        let call = async move { client::call::<PublishRoster>(&editing.path, &Nothing {}, &body).await };
        submission.send(call, &["sign_off"], vec![reason], move |head| {
            toasts.good(text::roster::published_done());
            published(editing, stage, head);
        });
    };
    Effect::new(move |_| {
        if submission.failure.get().is_some_and(|failure| failure.code() == Some(Code::Stale)) {
            untrack(|| {
                stage.set(Stage::None);
                show_changes(home, editing, toasts, reload);
            });
        }
    });
    let heavy = worktime::errors(&findings);
    view! {
        <Dialog
            title=Signal::derive(move || text::roster::publish_title(&text::month_name(editing.path.month)))
            on_close=close
        >
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    <p>{move || text::roster::publish_with_errors(errors)}</p>
                    <ErrorList editing=editing findings=heavy />
                    {(warnings > 0).then(|| view! { <p class="faint small">{move || text::roster::publish_with_warnings(warnings)}</p> })}
                    {drafts.into_iter().map(|words| view! { <p class="faint small">{words}</p> }).collect_view()}
                    <TextField id="sign-off" label=text::roster::sign_off_label value=reason.value error=reason.error required=true />
                    <SubmissionBanner of=submission fields=&["sign_off"] />
                </div>
                <div class="dialog__foot">
                    <ShowFindings editing=editing on_close=close />
                    <span class="grow"></span>
                    <CancelButton />
                    <button
                        class="btn"
                        data-kind="destroy"
                        type="submit"
                        aria-busy=move || submission.busy.get().then_some("true")
                    >
                        {text::roster::publish_signed}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// Leads to the list beside the table.
#[component]
fn ShowFindings(editing: Editing, on_close: Callback<()>) -> impl IntoView {
    view! {
        <button
            class="btn"
            data-kind="link"
            type="button"
            on:click=move |_| {
                editing.panels.lists_findings.set(true);
                on_close.try_run(());
            }
        >
            {text::roster::show_findings}
        </button>
    }
}
