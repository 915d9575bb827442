//! The table of what a line of the log changed.

use super::change::Change;
use crate::text;
use dianwu_domain::audit::api::AuditRow;
use leptos::prelude::*;

/// The fields that differ: before and after of what was changed, and one column for what was made or taken away.
#[component]
pub fn Diff(
    /// The line.
    row: AuditRow,
) -> impl IntoView {
    move || {
        let change = Change::of(&row);
        let differences = change.differences();
        if differences.is_empty() {
            return view! { <p class="muted small">{text::audit::audit_nothing()}</p> }.into_any();
        }
        let (has_before, has_after) = (!change.before.is_null(), !change.after.is_null());
        let is_change = has_before && has_after;
        let old = |words: String| (!words.is_empty()).then(|| view! { <del>{words}</del> });
        let new = |words: String| (!words.is_empty()).then(|| view! { <ins>{words}</ins> });
        let heads = match is_change {
            true => view! {
                <th scope="col">{text::audit::audit_before()}</th>
                <th scope="col">{text::audit::audit_after()}</th>
            }
            .into_any(),
            false => view! { <th scope="col">{text::audit::audit_content()}</th> }.into_any(),
        };
        view! {
            <table class="diff" data-change=is_change.then_some("")>
                <thead>
                    <tr>
                        <th scope="col">{text::audit::audit_field()}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    {differences
                        .into_iter()
                        .map(|row| {
                            view! {
                                <tr>
                                    <th scope="row">{row.field}</th>
                                    {has_before.then(|| view! { <td class="diff__old">{old(row.before)}</td> })}
                                    {has_after.then(|| view! { <td class="diff__new">{new(row.after)}</td> })}
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        }
        .into_any()
    }
}
