//! What the rules find: a chip in the head, and the list beside the table.

use super::{
    beside::Views,
    editing::{Editing, Planning},
    grid::target_name,
    panel::SidePanel,
};
use crate::{beside::beside, text, ui::Icon};
use dianwu_domain::{
    roster::board::{Board, Selection},
    worktime::{Finding, RuleKind, Severity},
};
use leptos::prelude::*;

/// Errors and warnings among findings.
pub fn counts(findings: &[Finding]) -> (usize, usize) {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    (errors, findings.len() - errors)
}

/// The chip; it opens and closes the list.
#[component]
pub fn FindingsButton(editing: Editing) -> impl IntoView {
    let found = Memo::new(move |_| counts(&editing.findings.read()));
    let tone = move || match (editing.planning.get(), found.get()) {
        (Planning::Asked, _) => "none",
        (Planning::Failed, _) => "bad",
        (Planning::Known, (0, 0)) => "good",
        (Planning::Known, (0, _)) => "warn",
        (Planning::Known, _) => "bad",
    };
    let icon = move || match (editing.planning.get(), found.get()) {
        (Planning::Asked, _) => "refresh",
        (Planning::Known, (0, 0)) => "check-circle",
        _ => "warning",
    };
    let words = move || match editing.planning.get() {
        Planning::Asked => text::roster::checking().to_owned(),
        Planning::Failed => text::roster::findings_unknown().to_owned(),
        Planning::Known => text::roster::findings_count(found.get().0, found.get().1),
    };
    view! {
        <button
            class="btn findings-button"
            type="button"
            data-kind="quiet"
            data-size="small"
            data-tone=tone
            aria-expanded=move || if editing.panels.lists_findings.get() { "true" } else { "false" }
            on:click=move |_| editing.panels.lists_findings.update(|is_open| *is_open = !*is_open)
        >
            {move || view! { <Icon name=icon() size="small" /> }}
            {words}
        </button>
    }
}

/// The list; on a phone a sheet over the table. `on_retry` fetches anew what the rules need.
#[component]
pub fn Findings(editing: Editing, is_phone: Signal<bool>, on_retry: Callback<()>) -> impl IntoView {
    let close = Callback::new(move |()| editing.panels.lists_findings.set(false));
    move || {
        editing.panels.lists_findings.get().then(|| {
            view! {
                <SidePanel
                    editing=editing
                    is_phone=is_phone
                    label=text::roster::findings_title
                    title=Signal::derive(|| text::roster::findings_title().to_owned())
                    on_close=close
                >
                    {move || match editing.planning.get() {
                        Planning::Asked => view! { <p class="muted small">{text::roster::checking}</p> }.into_any(),
                        Planning::Failed => view! {
                            <p class="small">{text::roster::findings_unknown_text}</p>
                            <button class="btn" type="button" on:click=move |_| on_retry.run(())>
                                {text::retry}
                            </button>
                        }
                        .into_any(),
                        Planning::Known => beside(move |views: Views| (views.findings)(editing)),
                    }}
                </SidePanel>
            }
        })
    }
}

/// Findings by rule, the heaviest rules first.
fn by_rule(findings: &[Finding]) -> Vec<(RuleKind, Severity, Vec<Finding>)> {
    let mut groups: Vec<(RuleKind, Severity, Vec<Finding>)> = Vec::new();
    for finding in findings {
        match groups.iter_mut().find(|(rule, ..)| *rule == finding.rule) {
            Some((.., group)) => group.push(*finding),
            None => groups.push((finding.rule, finding.severity, vec![*finding])),
        }
    }
    groups
}

/// The findings, by rule.
#[component]
pub fn List(editing: Editing) -> impl IntoView {
    move || {
        let groups = by_rule(&editing.findings.read());
        if groups.is_empty() {
            return view! { <p class="muted small">{text::roster::findings_none}</p> }.into_any();
        }
        let group = |(rule, severity, found): (RuleKind, Severity, Vec<Finding>)| {
            let count = found.len();
            let source = rule.source();
            view! {
                <section class="stack" data-gap="2">
                    <h3 class="row small">
                        <span class="chip" data-tone=if severity == Severity::Error { "bad" } else { "warn" }>
                            {move || text::worktime::severity_name(severity)}
                        </span>
                        <b class="grow">{move || text::worktime::rule_name(rule)}</b>
                        <span class="faint num">{count}</span>
                    </h3>
                    {(!source.is_empty()).then(|| view! { <p class="faint small">{move || text::worktime::rule_source(rule)}</p> })}
                    <ul class="findings">
                        {found.into_iter().map(|finding| view! { <Line editing=editing finding=finding /> }).collect_view()}
                    </ul>
                </section>
            }
        };
        groups.into_iter().map(group).collect_view().into_any()
    }
}

/// Whom a finding speaks of: a person, or the shift or slot that heads are missing for.
pub fn whose(board: &Board, finding: &Finding) -> String {
    let person = finding.person_id.and_then(|id| board.people().iter().find(|person| person.id == id));
    let target = || finding.target().map(|target| target_name(board, target));
    person.map(|person| person.name.to_string()).or_else(target).unwrap_or_default()
}

#[component]
fn Line(editing: Editing, finding: Finding) -> impl IntoView {
    let (name, place) = editing.board(|board: &Board| (whose(board, &finding), board.place_of(&finding)));
    let go = move |_| {
        if let Some(place) = place {
            editing.select(Selection::from(place));
        }
    };
    view! {
        <li>
            <button class="findings__line" type="button" on:click=go>
                <b>{name}</b>
                <span>{move || text::worktime::finding_words(&finding)}</span>
                <span class="faint num">{move || text::roster::days_span(finding.from, finding.until)}</span>
            </button>
        </li>
    }
}

/// Most errors that a question lists; the list beside the table has them all.
const LISTED: usize = 8;

/// Errors that somebody is asked about.
#[component]
pub fn ErrorList(editing: Editing, findings: Vec<Finding>) -> impl IntoView {
    let more = findings.len().saturating_sub(LISTED);
    let line = |finding: Finding| {
        let name = editing.board(|board| whose(board, &finding));
        view! {
            <li>
                <b>{name}</b>
                " "
                {move || text::worktime::finding_words(&finding)}
                " "
                <span class="faint num">{move || text::roster::days_span(finding.from, finding.until)}</span>
            </li>
        }
    };
    view! {
        <ul class="findings">{findings.into_iter().take(LISTED).map(line).collect_view()}</ul>
        {(more > 0).then(|| view! { <p class="small">{move || text::worktime::more_problems(more)}</p> })}
    }
}
