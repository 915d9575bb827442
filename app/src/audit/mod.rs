//! 操作记录: the audit log in sentences, filtered by the address and read page by page.

mod address;
mod change;
mod diff;
mod export;
mod filters;
mod line;
mod refusals;
mod sentence;
#[cfg(test)]
mod tests;

use crate::{
    client::{self, Failure},
    place::place,
    shop::use_caller,
    task::Home,
    text,
    ui::{Banner, Bones, Empty, Failed, Page, Text},
};
use dianwu_domain::{
    Nothing, Permission,
    audit::api::{AuditQuery, AuditRow, ListAudit},
};
use export::ExportButton;
use filters::{Filters, is_backwards};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use line::Line;
use refusals::Refusals;

place! {
    /// 操作记录.
    AUDIT = "/audit", text::audit, "audit", ReadLog, ["/api/audit?without=session.sign_in"], audit: load_audit => AuditPage
}

/// The page.
#[component]
fn AuditPage() -> impl IntoView {
    let map = use_query_map();
    let filters = Memo::new(move |_| map.with(|map| address::read(|name| map.get(name))));
    let zone = use_caller().me().shop.zone;
    let reads_all = use_caller().holds(Permission::Administer);
    view! {
        <Page title=text::audit back="/more" tools=move || view! { <ExportButton filters=filters zone=zone /> }>
            <div class="stack">
                <Filters filters=filters />
                {move || {
                    let filters = filters.get();
                    match is_backwards(&filters) {
                        true => view! { <Banner tone="bad">{text::audit::audit_backwards}</Banner> }.into_any(),
                        false => view! { <Log filters=filters /> }.into_any(),
                    }
                }}
                {reads_all.then(|| view! { <Refusals /> })}
            </div>
        </Page>
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
    // Nothing was asked for that could be asked for otherwise.
    let (empty_title, empty_text): (Text, Text) = match filters == address::at_first() {
        true => (text::audit::audit_none_yet, text::audit::audit_none_yet_text),
        false => (text::audit::audit_empty, text::audit::audit_empty_text),
    };
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
            <Empty icon="audit" title=empty_title text=empty_text />
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
