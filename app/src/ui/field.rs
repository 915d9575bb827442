//! Form fields: a label, an entry, and what is wrong with it, tied together for screen readers.

use super::{Icon, Text};
use crate::text;
use dianwu_domain::FieldCode;
use leptos::prelude::*;

/// The sentence for what is wrong with a field.
pub type ProblemWords = fn(FieldCode) -> String;

/// The line under a field that says what is wrong with it.
#[component]
pub fn FieldProblem(
    /// The field's id.
    id: &'static str,
    /// What is wrong, if anything.
    #[prop(into)]
    error: Signal<Option<FieldCode>>,
    /// The field's own sentences for what is wrong; the usual ones unless set.
    #[prop(optional_no_strip)]
    words: Option<ProblemWords>,
) -> impl IntoView {
    let words = words.unwrap_or(text::field_problem);
    move || {
        error.get().map(|code| {
            view! {
                <p class="field__error" id=format!("{id}-error")>
                    <Icon name="warning" />
                    <span>{move || words(code)}</span>
                </p>
            }
        })
    }
}

/// What is wrong with a field until its value changes, and what hears of that.
fn until_changed(error: Signal<Option<FieldCode>>) -> (Signal<Option<FieldCode>>, RwSignal<bool>) {
    let is_changed = RwSignal::new(false);
    Effect::new(move |_| {
        error.track();
        is_changed.set(false);
    });
    (Signal::derive(move || error.get().filter(|_| !is_changed.get())), is_changed)
}

/// The ids of the lines that describe a field: its problem, and the hint that explains it.
fn described_by(
    id: &'static str,
    error: Signal<Option<FieldCode>>,
    has_hint: bool,
) -> impl Fn() -> Option<String> + Send + Sync {
    move || match (error.get(), has_hint) {
        (Some(_), true) => Some(format!("{id}-error {id}-hint")),
        (Some(_), false) => Some(format!("{id}-error")),
        (None, has_hint) => has_hint.then(|| format!("{id}-hint")),
    }
}

/// A line of text.
#[component]
pub fn TextField(
    /// Unique on the page.
    id: &'static str,
    /// Its label.
    label: Text,
    /// What is entered.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<FieldCode>>,
    /// What browsers may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// The input's type; `text` unless set.
    #[prop(optional)]
    input_type: Option<&'static str>,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// `code` for one-time codes.
    #[prop(optional)]
    kind: Option<&'static str>,
    /// A line that helps, also beside a problem.
    #[prop(optional)]
    hint: Option<Text>,
    /// What stands behind the entry, such as 分钟.
    #[prop(optional)]
    unit: Option<Text>,
    /// Its own sentences for what is wrong; the usual ones unless set.
    #[prop(optional)]
    words: Option<ProblemWords>,
    /// Marks a field that must be filled.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let (error, is_changed) = until_changed(error);
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
                {required.then(|| view! { <span class="field__mark" aria-hidden="true">" *"</span> })}
            </label>
            <div class=if unit.is_some() { "unit" } else { "stack" }>
            <input
                class="input"
                id=id
                name=id
                type=input_type.unwrap_or("text")
                data-kind=kind
                inputmode=inputmode
                autocomplete=autocomplete.unwrap_or("off")
                aria-required=required.then_some("true")
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=described_by(id, error, hint.is_some())
                prop:value=move || value.get()
                on:input=move |event| {
                    value.set(event_target_value(&event));
                    is_changed.set(true);
                }
            />
            {unit.map(|unit| view! { <span>{unit}</span> })}
            </div>
            {hint
                .map(|hint| {
                    view! {
                        <p class="field__hint" id=format!("{id}-hint")>
                            {hint}
                        </p>
                    }
                })}
            <FieldProblem id=id error=error words=words />
        </div>
    }
}

/// A password, which can be shown.
#[component]
pub fn PasswordField(
    /// Unique on the page.
    id: &'static str,
    /// Its label.
    label: Text,
    /// What is entered.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<FieldCode>>,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    /// The field's own sentences for what is wrong.
    #[prop(optional)]
    words: Option<ProblemWords>,
    /// Takes the focus when its dialog opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let (error, is_changed) = until_changed(error);
    let is_shown = RwSignal::new(false);
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            <div class="inset">
                <input
                    class="input"
                    id=id
                    name=id
                    type=move || if is_shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autofocus=autofocus
                    aria-invalid=move || error.get().is_some().then_some("true")
                    aria-describedby=described_by(id, error, false)
                    prop:value=move || value.get()
                    on:input=move |event| {
                        value.set(event_target_value(&event));
                        is_changed.set(true);
                    }
                />
                <button
                    class="btn"
                    type="button"
                    aria-label=text::session::show_password
                    aria-pressed=move || if is_shown.get() { "true" } else { "false" }
                    on:click=move |_| is_shown.update(|shown| *shown = !*shown)
                >
                    {move || view! { <Icon name=if is_shown.get() { "eye-off" } else { "eye" } /> }}
                </button>
            </div>
            <FieldProblem id=id error=error words=words />
        </div>
    }
}

/// A choice from a list of (value, words).
#[component]
pub fn SelectField(
    /// Unique on the page.
    id: &'static str,
    /// Its label.
    label: Text,
    /// The chosen value.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<FieldCode>>,
    /// The choices, in order.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Its own sentences for what is wrong; the usual ones unless set.
    #[prop(optional)]
    words: Option<ProblemWords>,
    /// Marks a field that must be filled.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let (error, is_changed) = until_changed(error);
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
                {required.then(|| view! { <span class="field__mark" aria-hidden="true">" *"</span> })}
            </label>
            <select
                class="input"
                id=id
                name=id
                aria-required=required.then_some("true")
                aria-invalid=move || error.get().is_some().then_some("true")
                aria-describedby=described_by(id, error, false)
                on:change=move |event| {
                    value.set(event_target_value(&event));
                    is_changed.set(true);
                }
            >
                {move || {
                    let options = options.get();
                    options
                        .into_iter()
                        .map(|(option, words)| {
                            let own = option.clone();
                            view! {
                                <option value=option prop:selected=move || value.with(|value| *value == own)>
                                    {words}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
            <FieldProblem id=id error=error words=words />
        </div>
    }
}

/// The button that sends a form. While it is busy it keeps its place and says so.
#[component]
pub fn SubmitButton(
    /// What it does.
    label: Text,
    /// What it says while it does it.
    busy_label: Text,
    /// It is at work.
    #[prop(into)]
    busy: Signal<bool>,
    /// Large and as wide as its form.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    view! {
        <button
            class="btn"
            data-kind="primary"
            data-size=large.then_some("large")
            data-wide=large.then_some("")
            type="submit"
            aria-busy=move || busy.get().then_some("true")
        >
            {move || if busy.get() { busy_label() } else { label() }}
        </button>
    }
}
