//! A choice among departments.

use crate::ui::Text;
use dianwu_domain::DepartmentId;
use leptos::prelude::*;

/// The select. Whoever uses it decides which departments there are, and what a choice does.
#[component]
pub fn DepartmentSelect(
    /// What it is called.
    label: Text,
    /// The departments: id and words.
    #[prop(into)]
    options: Signal<Vec<(DepartmentId, String)>>,
    /// The chosen one.
    #[prop(into)]
    chosen: Signal<Option<DepartmentId>>,
    /// What stands for no department, where that may be chosen.
    #[prop(optional, into)]
    none: Option<Text>,
    /// It is as wide as its words.
    #[prop(optional)]
    is_narrow: bool,
    /// Called with the choice.
    on_choose: Callback<Option<DepartmentId>>,
) -> impl IntoView {
    view! {
        <select
            class="input"
            data-auto=is_narrow.then_some("")
            aria-label=label
            on:change=move |event| on_choose.run(event_target_value(&event).parse().ok())
        >
            {none
                .map(|words| {
                    view! {
                        <option value="" prop:selected=move || chosen.get().is_none()>
                            {words}
                        </option>
                    }
                })}
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|(id, words)| {
                        view! {
                            <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>
                                {words}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    }
}
