//! What a line of the log changed, field by field.

use crate::text;
use leptos::prelude::*;
use serde_json::Value;

/// One field of a change.
#[derive(Clone, Debug, PartialEq)]
struct Difference {
    field: String,
    before: String,
    after: String,
}

/// A table of the fields that differ.
#[component]
pub fn Diff(
    /// JSON text, or empty.
    before: String,
    /// JSON text, or empty.
    after: String,
) -> impl IntoView {
    let rows = differences(&before, &after);
    if rows.is_empty() {
        return view! { <p class="muted small">{text::audit_nothing}</p> }.into_any();
    }
    view! {
        <table class="diff">
            <thead>
                <tr>
                    <th scope="col">{text::audit_field}</th>
                    <th scope="col">{text::audit_before}</th>
                    <th scope="col">{text::audit_after}</th>
                </tr>
            </thead>
            <tbody>
                {rows
                    .into_iter()
                    .map(|row| {
                        view! {
                            <tr>
                                <th scope="row">{row.field}</th>
                                <td class="diff__old">
                                    {(!row.before.is_empty()).then(|| view! { <del>{row.before}</del> })}
                                </td>
                                <td class="diff__new">
                                    {(!row.after.is_empty()).then(|| view! { <ins>{row.after}</ins> })}
                                </td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </table>
    }
    .into_any()
}

/// The fields whose values differ, in the order of their names.
fn differences(before: &str, after: &str) -> Vec<Difference> {
    let (before, after) = (fields(before), fields(after));
    let mut names: Vec<&String> = before.iter().chain(&after).map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    let find = |fields: &[(String, String)], name: &str| {
        fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let all = names.into_iter().map(|name| Difference {
        field: name.clone(),
        before: find(&before, name),
        after: find(&after, name),
    });
    all.filter(|difference| difference.before != difference.after).collect()
}

/// JSON text as a flat list of (path, value).
fn fields(text: &str) -> Vec<(String, String)> {
    let mut list = Vec::new();
    if let Ok(value) = serde_json::from_str(text) {
        flatten(String::new(), &value, &mut list);
    }
    list
}

fn flatten(path: String, value: &Value, list: &mut Vec<(String, String)>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| flatten(below(name), value, list)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| flatten(below(&(index + 1).to_string()), value, list));
        }
        Value::Null => {}
        Value::String(text) => list.push((path, text.clone())),
        other => list.push((path, other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let before = r#"{"name":"王芳","phone":"13800000001","tags":["a"]}"#;
        let after = r#"{"name":"王芳","phone":null,"tags":["a","b"]}"#;
        let told: Vec<_> = differences(before, after).into_iter().map(|d| (d.field, d.before, d.after)).collect();
        let wanted = [("phone", "13800000001", ""), ("tags.2", "", "b")];
        assert_eq!(told, wanted.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
    }

    #[test]
    fn what_is_no_json_differs_in_nothing() {
        assert_eq!(differences("", ""), []);
    }
}
