//! One line of the log: its sentence, which opens to what changed, whom it concerns and where it came from.

use super::{
    address,
    diff::Diff,
    sentence::{sentence, who},
};
use crate::{
    text,
    ui::{Avatar, Icon},
};
use dianwu_domain::{
    Zone,
    audit::api::{AuditQuery, AuditRow, Concerned},
};
use leptos::prelude::*;

/// Most people whom a line offers to be filtered by.
const OFFERED: usize = 12;

/// The line.
#[component]
pub fn Line(row: AuditRow, zone: Zone) -> impl IntoView {
    let face = row.actor_id.map(|id| view! { <Avatar id=id name=who(&row) size="small" /> });
    let at = row.at;
    let is_open = RwSignal::new(false);
    let row = StoredValue::new(row);
    view! {
        <details class="log" on:toggle=move |_| is_open.set(true)>
            <summary>
                <time datetime=text::moment(at, zone)>{move || text::moment_with_year(at, zone)}</time>
                <span class="log__face">{face}</span>
                <span class="log__what">{move || row.with_value(sentence)}</span>
                <Icon name="chevron-down" />
            </summary>
            <Show when=move || is_open.get()>
                <div class="log__body stack" data-gap="2">{move || body(row.get_value())}</div>
            </Show>
        </details>
    }
}

fn body(row: AuditRow) -> impl IntoView {
    let (address, request) = (row.address.clone(), row.request_id.clone());
    let source = (!request.is_empty()).then(move || {
        let words = move || {
            let address = if address.is_empty() { text::audit::audit_local() } else { &address };
            text::audit::audit_source(address, &request)
        };
        view! { <p class="faint small">{words}</p> }
    });
    let by = row.actor_id.map(|actor| {
        let query = AuditQuery { actor_id: Some(actor), ..address::at_first() };
        view! {
            <a href=address::href(&query) class="btn" data-kind="link" data-size="small">
                {text::audit::audit_only_theirs}
            </a>
        }
    });
    let hidden = usize::try_from(row.people_count).unwrap_or_default().saturating_sub(OFFERED);
    let people = row.people.iter().take(OFFERED).cloned().map(concerned).collect_view();
    let about = (!row.people.is_empty()).then(|| {
        view! {
            <p class="row log__about" data-gap="2">
                <span class="muted small">{text::audit::audit_concerns}</span>
                {people}
                {(hidden > 0).then(|| view! { <span class="muted small">{format!("+{hidden}")}</span> })}
            </p>
        }
    });
    view! {
        <Diff row=row />
        {about}
        <p class="row" data-gap="3">{by} {source}</p>
    }
}

/// Somebody whom the line concerns, as a way to all that concerns them.
fn concerned(person: Concerned) -> impl IntoView {
    let query = AuditQuery { person_id: Some(person.id), ..address::at_first() };
    view! {
        <a href=address::href(&query) class="btn" data-kind="link" data-size="small">
            {format!("{} {}", person.number, person.name)}
        </a>
    }
}
