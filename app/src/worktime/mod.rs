//! 排班规则: the rules of rosters, for the whole shop and for departments that have their own.

use crate::{
    client::{self, Failure},
    shop::use_directory,
    task::{Home, Told},
    text,
    ui::{Banner, Confirm, Fetched, Guard, GuardQuestion, Load, Text},
};
use dianwu_domain::{
    DepartmentId, Nothing,
    people::{api::Department, tree},
    worktime::{
        Rule, RuleKind, RuleSet, Severity, Unit,
        api::{DeleteRuleSet, DepartmentRules, ListRuleSets, RuleSetBody, RuleSetPath, SaveRuleSet},
    },
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

/// The tab.
#[component]
pub fn RulesTab() -> impl IntoView {
    let directory = use_directory();
    let sets: Fetched<Vec<DepartmentRules>> = LocalResource::new(client::get::<ListRuleSets>);
    let query = use_query_map();
    let chosen = Memo::new(move |_| {
        let departments = directory.departments();
        let named = query.with(|query| query.get("department").and_then(|id| id.parse::<DepartmentId>().ok()));
        named.or_else(|| tree::in_order(&departments).first().map(|placed| placed.department.id))
    });
    let guard = Guard::new();
    guard.hold_page();
    // What was saved is shown at once: whoever saves again must not be told that somebody else changed it.
    let keep = move |saved: DepartmentRules| {
        sets.update(|sets| {
            if let Some(Ok(sets)) = sets {
                sets.retain(|set| set.department_id != saved.department_id);
                sets.push(saved);
            }
        });
    };
    view! {
        <p class="muted small">{text::roster::rules_lead}</p>
        <DepartmentChoice chosen=chosen guard=guard />
        <Load of=sets let(sets_found)>
            {
                // Departments that are fetched again must not take the form's entries along.
                let shown = Memo::new(move |_| {
                    let departments = directory.departments();
                    chosen.get().map(|id| (id, in_force(&sets_found, &departments, id)))
                });
                move || {
                    shown
                        .get()
                        .map(|(id, (rules, own, from))| {
                            view! {
                                <Form
                                    id=id
                                    rules=rules
                                    own=own
                                    from=from
                                    guard=guard
                                    on_saved=Callback::new(keep)
                                    on_deleted=Callback::new(move |()| sets.refetch())
                                />
                            }
                        })
                }
            }
        </Load>
        <GuardQuestion of=guard />
    }
}

/// The rules that hold for a department, the version of its own, and the department that they come from.
fn in_force(
    sets: &[DepartmentRules],
    departments: &[Department],
    id: DepartmentId,
) -> (RuleSet, Option<u32>, Option<DepartmentId>) {
    let own = sets.iter().find(|set| set.department_id == id).map(|set| set.version);
    let mut at = Some(id);
    // A tree has no more levels than departments.
    for _ in 0..=departments.len() {
        let Some(here) = at else { break };
        if let Some(set) = sets.iter().find(|set| set.department_id == here) {
            return (set.rules.clone(), own, Some(here));
        }
        at = departments.iter().find(|department| department.id == here).and_then(|department| department.parent_id);
    }
    (RuleSet::default(), own, None)
}

#[component]
fn DepartmentChoice(chosen: Memo<Option<DepartmentId>>, guard: Guard) -> impl IntoView {
    let directory = use_directory();
    let navigate = use_navigate();
    let select = NodeRef::<html::Select>::new();
    let show_chosen = move || {
        if let (Some(select), Some(chosen)) = (select.get_untracked(), chosen.get_untracked()) {
            select.set_value(&chosen.to_string());
        }
    };
    let options = move || {
        let departments = directory.departments();
        let placed = tree::in_order(&departments);
        placed.iter().map(|placed| (placed.department.id, placed.department.name.to_string())).collect::<Vec<_>>()
    };
    view! {
        <select
            class="input"
            data-auto
            aria-label=text::today::filter_department
            node_ref=select
            on:change=move |event| {
                let to = format!("/settings/rules?department={}", event_target_value(&event));
                let navigate = navigate.clone();
                guard
                    .leave_or(
                        move || {
                            navigate(&to, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
                        },
                        show_chosen,
                    );
            }
        >
            {move || {
                options()
                    .into_iter()
                    .map(|(id, name)| {
                        view! {
                            <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>
                                {name}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    }
}

/// A rule as it is entered. Minutes are entered as hours.
#[derive(Clone, Copy)]
struct Entered {
    kind: RuleKind,
    limit: RwSignal<String>,
    severity: RwSignal<Severity>,
    may_sign_off: RwSignal<bool>,
    is_wrong: RwSignal<bool>,
}

impl Entered {
    fn of(rule: Rule) -> Self {
        Self {
            kind: rule.kind,
            limit: RwSignal::new(shown(rule.kind, rule.limit)),
            severity: RwSignal::new(rule.severity),
            may_sign_off: RwSignal::new(rule.may_sign_off),
            is_wrong: RwSignal::new(false),
        }
    }

    /// What is entered, followed by whatever reads it.
    fn entries(self) -> (String, Severity, bool) {
        (self.limit.get(), self.severity.get(), self.may_sign_off.get())
    }

    /// The rule, if its limit can be; otherwise its field is marked.
    fn read(self) -> Option<Rule> {
        let limit = self.limit.with_untracked(|text| limit(self.kind, text));
        self.is_wrong.set(limit.is_none());
        Some(Rule {
            kind: self.kind,
            limit: limit?,
            severity: self.severity.get_untracked(),
            may_sign_off: self.may_sign_off.get_untracked(),
        })
    }
}

/// A limit as it is shown: hours with at most two decimals, or days.
fn shown(kind: RuleKind, limit: u32) -> String {
    match kind.unit() {
        Unit::Minutes => {
            format!("{:.2}", f64::from(limit) / 60.0).trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        Unit::Days | Unit::Heads => limit.to_string(),
    }
}

/// A limit as it is stored.
fn limit(kind: RuleKind, text: &str) -> Option<u32> {
    let limit = match kind.unit() {
        Unit::Minutes => {
            let hours: f64 = text.trim().parse().ok().filter(|hours| (0.0..=1000.0).contains(hours))?;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 60 000")]
            let minutes = (hours * 60.0).round() as u32;
            minutes
        }
        Unit::Days | Unit::Heads => text.trim().parse().ok()?,
    };
    kind.limits().contains(&limit).then_some(limit)
}

#[component]
fn Form(
    id: DepartmentId,
    rules: RuleSet,
    own: Option<u32>,
    from: Option<DepartmentId>,
    guard: Guard,
    on_saved: Callback<DepartmentRules>,
    on_deleted: Callback<()>,
) -> impl IntoView {
    let directory = use_directory();
    let entered: Vec<Entered> = rules.complete().rules.into_iter().map(Entered::of).collect();
    let stored = StoredValue::new(entered.clone());
    let began: Vec<_> = untrack(|| entered.iter().map(|rule| rule.entries()).collect());
    guard.watch(move || stored.with_value(|rules| rules.iter().map(|rule| rule.entries()).ne(began.iter().cloned())));
    let home = Home::here();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let doubts = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        // Every wrong field is marked, not the first alone.
        let read: Vec<Option<Rule>> = stored.get_value().into_iter().map(Entered::read).collect();
        let Some(rules) = read.into_iter().collect::<Option<Vec<_>>>() else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let body = RuleSetBody { version: own.unwrap_or(0), rules: RuleSet { rules } };
        let path = RuleSetPath { department_id: id };
        let call = async move { client::call::<SaveRuleSet>(&path, &Nothing {}, &body).await };
        let tell = move |result: &Result<DepartmentRules, Failure>| match result {
            Ok(saved) => {
                guard.saved();
                on_saved.try_run(saved.clone());
                Told::good(text::saved())
            }
            // The form itself tells why, while it is there.
            Err(problem) if !home.is_there() => Told::failed(problem),
            Err(_) => Told::Nothing,
        };
        home.write(call, tell, move |result| {
            busy.set(false);
            failure.set(result.err());
        });
    };
    let inherit = move |()| {
        doubts.set(false);
        let path = RuleSetPath { department_id: id };
        let call = async move { client::call::<DeleteRuleSet>(&path, &Nothing {}, &Nothing {}).await };
        home.send(call, move |result| {
            if result.is_ok() {
                on_deleted.try_run(());
            }
            Told::failures(result)
        });
    };
    let origin = move || match from {
        None => text::roster::rules_default().to_owned(),
        Some(from) if from == id => text::roster::rules_own().to_owned(),
        Some(from) => text::roster::rules_inherited(&directory.department_name(from)),
    };
    let is_top = directory.departments().iter().any(|one| one.id == id && one.parent_id.is_none());
    let (give_up, given_up): (Text, Text) = match is_top {
        true => (text::roster::rules_reset, text::roster::rules_reset_text),
        false => (text::roster::rules_inherit, text::roster::rules_inherit_text),
    };
    view! {
        <form class="card" novalidate on:submit=submit>
            <div class="card__body form">
                {move || failure.get().map(|failure| view! { <Banner tone="bad">{text::failure(&failure)}</Banner> })}
                <p class="muted small">{origin}</p>
                <ul class="list rules">{entered.into_iter().map(|rule| view! { <Row rule=rule /> }).collect_view()}</ul>
                <div class="form__foot">
                    {own
                        .is_some()
                        .then(|| {
                            view! {
                                <button class="btn" type="button" on:click=move |_| doubts.set(true)>
                                    {give_up}
                                </button>
                            }
                        })}
                    <button class="btn" data-kind="primary" type="submit" aria-busy=move || busy.get().then_some("true")>
                        {text::save}
                    </button>
                </div>
            </div>
        </form>
        <Show when=move || doubts.get()>
            <Confirm
                title=Signal::derive(|| text::roster::rules_inherit_title().to_owned())
                text=Signal::derive(move || given_up().to_owned())
                deed=give_up
                on_yes=Callback::new(inherit)
                on_no=Callback::new(move |()| doubts.set(false))
            />
        </Show>
    }
}

#[component]
fn Row(rule: Entered) -> impl IntoView {
    let kind = rule.kind;
    let limits = kind.limits();
    let has_limit = limits.start() < limits.end();
    let name = move || text::worktime::rule_name(kind);
    let unit = match kind.unit() {
        Unit::Minutes => text::today::hours_unit,
        Unit::Days => text::roster::days_unit,
        Unit::Heads => text::roster::heads_unit,
    };
    let source = kind.source();
    let range = (shown(kind, *limits.start()), shown(kind, *limits.end()));
    view! {
        <li class="rules__row">
            <div class="item__text">
                <b>{name}</b>
                <span class="item__note">{move || text::worktime::rule_explained(kind)}</span>
                {(!source.is_empty()).then(|| view! { <span class="faint small">{move || text::worktime::rule_source(kind)}</span> })}
                <Show when=move || rule.is_wrong.get()>
                    <span class="field__error">{text::roster::limit_between(&range.0, &range.1)}</span>
                </Show>
            </div>
            <div class="rules__fields">
                {has_limit
                    .then(|| {
                        view! {
                            <div class="unit">
                                <input
                                    class="input"
                                    inputmode="decimal"
                                    aria-label=move || text::roster::limit_of(name())
                                    aria-invalid=move || rule.is_wrong.get().then_some("true")
                                    prop:value=move || rule.limit.get()
                                    on:input=move |event| rule.limit.set(event_target_value(&event))
                                />
                                <span>{unit}</span>
                            </div>
                        }
                    })}
                {if kind.is_strict() {
                    view! {
                        <span class="chip" data-tone="bad">
                            {text::worktime::severity_error}
                        </span>
                    }
                        .into_any()
                } else {
                    view! { <Weight rule=rule /> }.into_any()
                }}
            </div>
        </li>
    }
}

/// How much a rule weighs, and whether it can be signed off.
#[component]
fn Weight(rule: Entered) -> impl IntoView {
    let kind = rule.kind;
    view! {
        <select
            class="input"
            aria-label=move || text::roster::severity_of(text::worktime::rule_name(kind))
            on:change=move |event| {
                let place: usize = event_target_value(&event).parse().unwrap_or(0);
                rule.severity.set(Severity::ALL.get(place).copied().unwrap_or(Severity::Warning));
            }
        >
            {Severity::ALL
                .iter()
                .copied()
                .enumerate()
                .map(|(place, severity)| {
                    view! {
                        <option value=place.to_string() prop:selected=move || rule.severity.get() == severity>
                            {move || text::worktime::severity_name(severity)}
                        </option>
                    }
                })
                .collect_view()}
        </select>
        <label class="check" data-off=move || (rule.severity.get() != Severity::Error).then_some("")>
            <input
                type="checkbox"
                prop:checked=move || rule.may_sign_off.get()
                disabled=move || rule.severity.get() != Severity::Error
                on:change=move |event| rule.may_sign_off.set(event_target_checked(&event))
            />
            <span>{text::roster::may_sign_off}</span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_entered_in_hours_or_days_within_their_range() {
        for (kind, text, wanted) in [
            (RuleKind::WeekHours, "40", Some(2400)),
            (RuleKind::WeekHours, " 37.5 ", Some(2250)),
            (RuleKind::WeekHours, "85", None),
            (RuleKind::WeekHours, "x", None),
            (RuleKind::WeekHours, "NaN", None),
            (RuleKind::RunLength, "6", Some(6)),
            (RuleKind::RunLength, "6.5", None),
            (RuleKind::RunLength, "14", None),
        ] {
            assert_eq!(limit(kind, text), wanted, "{kind:?} {text}");
        }
        for kind in RuleKind::ALL {
            let default = kind.default_rule().limit;
            assert_eq!(limit(*kind, &shown(*kind, default)), Some(default), "{kind:?}");
        }
    }
}
