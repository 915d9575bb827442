//! The log as a table to be taken away: CSV for spreadsheets, in the reader's language, with the sentences of the page.

use super::{
    change::Change,
    sentence::{sentence, who},
};
use crate::{
    client::{self, Failure},
    task::Home,
    text,
    ui::{Icon, use_toasts},
};
use dianwu_domain::{
    FieldCode, Nothing, Zone,
    audit::api::{AuditQuery, AuditRow, ExportAudit, MOST_EXPORTED},
    kernel::csv,
};
use leptos::prelude::*;

/// A button that exports what the filters let through.
#[component]
pub fn ExportButton(filters: Memo<AuditQuery>, zone: Zone) -> impl IntoView {
    let toasts = use_toasts();
    let is_busy = RwSignal::new(false);
    let home = Home::here();
    let export = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let query = filters.get_untracked();
        home.read(async move {
            let found = client::call::<ExportAudit>(&Nothing {}, &query, &Nothing {}).await;
            is_busy.set(false);
            match found {
                Ok(rows) => {
                    let name = format!("{}.csv", text::audit::audit_file());
                    match client::hand_over(&name, table(&rows, zone).as_bytes()) {
                        Some(()) => toasts.good(text::audit::audit_exported(rows.len())),
                        None => toasts.bad(text::failure(&Failure::Unexpected)),
                    }
                }
                Err(failure) if is_too_much(&failure) => toasts.bad(text::audit::audit_too_many(MOST_EXPORTED)),
                Err(failure) => toasts.bad(text::failure(&failure)),
            }
        });
    };
    view! {
        <button class="btn" type="button" data-fold aria-busy=move || is_busy.get().then_some("true") on:click=export>
            <Icon name="download" />
            <span>{move || if is_busy.get() { text::audit::audit_exporting() } else { text::audit::audit_export() }}</span>
        </button>
    }
}

fn is_too_much(failure: &Failure) -> bool {
    let Failure::Problem(problem) = failure else { return false };
    problem.errors.iter().any(|error| matches!(error.code, FieldCode::TooLong(_)))
}

/// The lines as CSV.
fn table(rows: &[AuditRow], zone: Zone) -> String {
    let head = [
        text::audit::audit_time(),
        text::audit::audit_who_number(),
        text::audit::audit_who(),
        text::audit::audit_action(),
        text::audit::audit_concerns(),
        text::audit::audit_told(),
        text::audit::audit_changes(),
        text::audit::audit_address(),
        text::audit::audit_request(),
    ];
    let lines = rows.iter().map(|row| {
        let people: Vec<String> = row.people.iter().map(|one| format!("{} {}", one.number, one.name)).collect();
        csv::line([
            text::moment(row.at, zone),
            row.actor_number.as_ref().map(ToString::to_string).unwrap_or_default(),
            who(row),
            row.action().map_or_else(|| row.action.clone(), |action| text::audit::action_name(action).to_owned()),
            people.join(text::cleaning::list_mark()),
            sentence(row),
            changes(row),
            row.address.clone(),
            row.request_id.clone(),
        ])
    });
    csv::file(std::iter::once(csv::line(head.map(str::to_owned))).chain(lines))
}

/// What differs, in one cell.
fn changes(row: &AuditRow) -> String {
    let change = Change::of(row);
    let is_change = !change.before.is_null() && !change.after.is_null();
    let told = change.differences().into_iter().map(|difference| match is_change {
        true => text::audit::change_from_to(&difference.field, &difference.before, &difference.after),
        false => text::audit::change_is(&difference.field, &format!("{}{}", difference.before, difference.after)),
    });
    told.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use dianwu_domain::{Instant, audit::api::Action};

    #[test]
    fn a_table_holds_the_pages_sentences_and_no_cell_that_a_spreadsheet_would_run() {
        let row = AuditRow {
            id: "0190f3c8-a000-7000-8000-00000000000a".parse().unwrap(),
            at: Instant(1_795_000_000_000),
            actor_id: None,
            actor_number: "HR02".parse().ok(),
            actor_name: "=1+1".parse().ok(),
            address: String::new(),
            action: Action::POSITION_SAVE.as_str().to_owned(),
            subject: "客服".to_owned(),
            department: None,
            people: Vec::new(),
            people_count: 0,
            names: Default::default(),
            before: r#"{"id":"x","name":"客服","sort":1,"version":1}"#.to_owned(),
            after: r#"{"id":"x","name":"售前","sort":2,"version":2}"#.to_owned(),
            request_id: String::new(),
        };
        let told = table(&[row], Zone::CHINA);
        let lines: Vec<&str> = told.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(lines[0], "时间,操作人工号,操作人,操作,涉及,说明,改动,来源地址,请求编号");
        assert_eq!(
            lines[1],
            "2026-11-18 19:06,HR02,'=1+1,修改岗位,,'=1+1修改了岗位“客服”的名称、排列序号,\"名称：客服 → 售前\n排列序号：1 → 2\",,"
        );
        assert!(told.starts_with('\u{feff}'));
    }
}
