//! 操作记录: the audit log, filtered by the address and read page by page.

mod diff;
mod refusals;

use crate::{
    client::{self, Failure},
    session::use_caller,
    task::Home,
    text,
    ui::{Avatar, Bones, Empty, Failed, Icon, Page},
};
use dianwu_domain::{
    Nothing, Zone,
    audit::api::{Action, AuditQuery, AuditRow, ListAudit},
};
use diff::Diff;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use refusals::Refusals;

/// The page.
#[component]
pub fn AuditPage() -> impl IntoView {
    let map = use_query_map();
    let filters = Memo::new(move |_| {
        map.with(|map| {
            let field = |name: &str| map.get(name).filter(|text| !text.is_empty());
            AuditQuery {
                actor_id: field("actor").and_then(|text| text.parse().ok()),
                action: field("action").and_then(|code| action_of(&code)),
                from: field("from").and_then(|text| text.parse().ok()),
                until: field("until").and_then(|text| text.parse().ok()),
                after: None,
            }
        })
    });
    view! {
        <Page title=text::audit back="/more">
            <div class="stack">
                <Filters filters=filters />
                {move || view! { <Log filters=filters.get() /> }}
                <Refusals />
            </div>
        </Page>
    }
}

fn action_of(code: &str) -> Option<Action> {
    Action::ALL.iter().find(|action| action.as_str() == code).copied()
}

#[component]
fn Filters(filters: Memo<AuditQuery>) -> impl IntoView {
    let navigate = use_navigate();
    let go = move |query: AuditQuery| {
        let fields = [
            ("actor", query.actor_id.map(|id| id.to_string())),
            ("action", query.action.map(|action| action.as_str().to_owned())),
            ("from", query.from.map(|day| day.to_string())),
            ("until", query.until.map(|day| day.to_string())),
        ];
        let given = fields.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
        let address = format!("/audit?{}", given.collect::<Vec<_>>().join("&"));
        navigate(&address, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    };
    let (go_action, go_from, go_until) = (go.clone(), go.clone(), go);
    view! {
        <form class="filters" role="search" on:submit=|event| event.prevent_default()>
            <select
                class="input"
                aria-label=text::audit_action
                on:change=move |event| {
                    go_action(AuditQuery { action: action_of(&event_target_value(&event)), ..filters.get_untracked() });
                }
            >
                <option value="" prop:selected=move || filters.get().action.is_none()>
                    {text::audit_all_actions}
                </option>
                {Action::ALL
                    .iter()
                    .map(|action| {
                        view! {
                            <option
                                value=action.as_str()
                                prop:selected=move || filters.get().action == Some(*action)
                            >
                                {move || text::action_name(*action)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
            <label class="row" data-gap="1">
                <span class="muted nowrap">{text::audit_from}</span>
                <input
                    class="input"
                    type="date"
                    prop:value=move || filters.get().from.map(|day| day.to_string()).unwrap_or_default()
                    on:change=move |event| {
                        go_from(AuditQuery { from: event_target_value(&event).parse().ok(), ..filters.get_untracked() });
                    }
                />
            </label>
            <label class="row" data-gap="1">
                <span class="muted nowrap">{text::audit_until}</span>
                <input
                    class="input"
                    type="date"
                    prop:value=move || filters.get().until.map(|day| day.to_string()).unwrap_or_default()
                    on:change=move |event| {
                        go_until(AuditQuery { until: event_target_value(&event).parse().ok(), ..filters.get_untracked() });
                    }
                />
            </label>
            <Show when=move || filters.get() != AuditQuery::default()>
                <a href="/audit" class="btn" data-kind="link">
                    {text::clear_filters}
                </a>
            </Show>
        </form>
    }
}

/// The lines that fit the filters, more on demand.
#[component]
fn Log(filters: AuditQuery) -> impl IntoView {
    let zone = use_caller().me().shop.zone;
    let rows = RwSignal::new(Vec::<AuditRow>::new());
    let next = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(true);
    let failure = RwSignal::new(None::<Failure>);
    let filters = StoredValue::new(filters);
    let home = Home::here();
    let fetch = move || {
        let after = next.get_untracked().and_then(|id| id.parse().ok());
        let query = AuditQuery { after, ..filters.get_value() };
        is_busy.set(true);
        failure.set(None);
        // The page may have gone on to other filters by then.
        home.read(async move {
            let result = client::call::<ListAudit>(&Nothing {}, &query, &Nothing {}).await;
            is_busy.set(false);
            match result {
                Ok(page) => {
                    rows.update(|rows| rows.extend(page.items));
                    next.set(page.next);
                }
                Err(problem) => {
                    failure.set(Some(problem));
                }
            }
        });
    };
    fetch();
    let is_empty = move || rows.with(Vec::is_empty);
    view! {
        <Show when=move || !is_empty()>
            <div class="card">
                <For each=move || rows.get() key=|row| row.id let(row)>
                    <Line row=row zone=zone />
                </For>
            </div>
        </Show>
        {move || failure.get().map(|problem| view! { <Failed failure=problem on_retry=Callback::new(move |()| fetch()) /> })}
        <Show when=move || is_empty() && is_busy.get()>
            <Bones />
        </Show>
        <Show when=move || is_empty() && !is_busy.get() && failure.get().is_none()>
            <Empty icon="audit" title=text::audit_empty text=text::audit_empty_text />
        </Show>
        <Show when=move || next.get().is_some()>
            <div class="more">
                <button class="btn" aria-busy=move || is_busy.get().then_some("true") on:click=move |_| fetch()>
                    {text::load_more}
                </button>
            </div>
        </Show>
    }
}

/// One line, which opens to what changed.
#[component]
fn Line(row: AuditRow, zone: Zone) -> impl IntoView {
    let who = row.actor_name.as_ref().map_or_else(|| text::audit_system().to_owned(), ToString::to_string);
    let face = row.actor_id.map(|id| view! { <Avatar id=id name=who.clone() size="small" /> });
    let (action, at) = (row.action, row.at);
    let address = row.address.clone();
    let request = row.request_id.clone();
    let source = move || {
        let address = if address.is_empty() { text::audit_local() } else { &address };
        text::audit_source(address, &request)
    };
    let is_open = RwSignal::new(false);
    let (before, after) = (StoredValue::new(row.before), StoredValue::new(row.after));
    view! {
        <details class="log" on:toggle=move |_| is_open.set(true)>
            <summary>
                <time datetime=text::moment(at, zone)>{move || text::moment_short(at, zone)}</time>
                <span class="person">
                    {face} <span class="person__name">{who}</span>
                </span>
                <span class="log__what">
                    {move || text::action_name(action)} " " <b>{row.subject}</b>
                </span>
                <Icon name="chevron-down" />
            </summary>
            <div class="log__body stack" data-gap="2">
                <Show when=move || is_open.get()>
                    <Diff before=before.get_value() after=after.get_value() />
                </Show>
                <p class="faint small">{source}</p>
                {row
                    .actor_id
                    .map(|actor| {
                        view! {
                            <a href=format!("/audit?actor={actor}") class="btn" data-kind="link" data-size="small">
                                {text::audit_only_theirs}
                            </a>
                        }
                    })}
            </div>
        </details>
    }
}
