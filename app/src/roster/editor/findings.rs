//! What the rules find: a chip in the head, and the list beside the table.

use super::desk::Desk;
use crate::{
    text,
    ui::{Dialog, Icon},
};
use dianwu_domain::roster::{
    board::{Board, Selection},
    rules::{Finding, RuleKind, Severity},
};
use leptos::prelude::*;

/// Errors and warnings among findings.
pub fn counts(findings: &[Finding]) -> (usize, usize) {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    (errors, findings.len() - errors)
}

/// The chip; it opens and closes the list.
#[component]
pub fn FindingsButton(desk: Desk) -> impl IntoView {
    let found = Memo::new(move |_| counts(&desk.findings.read()));
    let tone = move || match found.get() {
        (0, 0) => "good",
        (0, _) => "warn",
        _ => "bad",
    };
    view! {
        <button
            class="btn findings-button"
            type="button"
            data-kind="quiet"
            data-size="small"
            data-tone=tone
            aria-expanded=move || if desk.lists_findings.get() { "true" } else { "false" }
            on:click=move |_| desk.lists_findings.update(|is_open| *is_open = !*is_open)
        >
            {move || view! { <Icon name=if found.get() == (0, 0) { "check-circle" } else { "warning" } size="small" /> }}
            {move || text::findings_count(found.get().0, found.get().1)}
        </button>
    }
}

/// The list; on a phone a sheet over the table.
#[component]
pub fn Findings(desk: Desk, is_phone: Signal<bool>) -> impl IntoView {
    let close = Callback::new(move |()| desk.lists_findings.set(false));
    move || {
        if !desk.lists_findings.get() {
            ().into_any()
        } else if is_phone.get() {
            view! {
                <Dialog title=Signal::derive(|| text::findings_title().to_owned()) kind="sheet" on_close=close>
                    <div class="dialog__body stack">
                        <List desk=desk />
                    </div>
                </Dialog>
            }
            .into_any()
        } else {
            view! {
                <aside class="roster-panel" aria-label=text::findings_title>
                    <div class="row">
                        <h2 class="card__title grow">{text::findings_title}</h2>
                        <button
                            class="btn"
                            type="button"
                            data-kind="quiet"
                            data-icon
                            aria-label=text::close
                            on:click=move |_| close.run(())
                        >
                            <Icon name="close" />
                        </button>
                    </div>
                    <List desk=desk />
                </aside>
            }
            .into_any()
        }
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

#[component]
fn List(desk: Desk) -> impl IntoView {
    move || {
        let groups = by_rule(&desk.findings.read());
        if groups.is_empty() {
            return view! { <p class="muted small">{text::findings_none}</p> }.into_any();
        }
        let group = |(rule, severity, found): (RuleKind, Severity, Vec<Finding>)| {
            let count = found.len();
            let source = rule.source();
            view! {
                <section class="stack" data-gap="2">
                    <h3 class="row small">
                        <span class="chip" data-tone=if severity == Severity::Error { "bad" } else { "warn" }>
                            {move || text::severity_name(severity)}
                        </span>
                        <b class="grow">{move || text::rule_name(rule)}</b>
                        <span class="faint num">{count}</span>
                    </h3>
                    {(!source.is_empty()).then(|| view! { <p class="faint small">{move || text::rule_source(source)}</p> })}
                    <ul class="findings">
                        {found.into_iter().map(|finding| view! { <Line desk=desk finding=finding /> }).collect_view()}
                    </ul>
                </section>
            }
        };
        groups.into_iter().map(group).collect_view().into_any()
    }
}

#[component]
fn Line(desk: Desk, finding: Finding) -> impl IntoView {
    let (name, place) = desk.board(|board: &Board| {
        let place = board.place_of(&finding);
        let person = finding.person_id.and(place).and_then(|place| board.people().get(usize::from(place.row)));
        (person.map(|person| person.name.to_string()), place)
    });
    let go = move |_| {
        if let Some(place) = place {
            desk.select(Selection::from(place));
        }
    };
    view! {
        <li>
            <button class="findings__line" type="button" on:click=go>
                <b>{name.unwrap_or_default()}</b>
                <span>{move || text::finding_words(&finding)}</span>
                <span class="faint num">{move || text::days_span(finding.from, finding.until)}</span>
            </button>
        </li>
    }
}
