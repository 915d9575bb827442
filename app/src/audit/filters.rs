//! The log's filters: about whom, by whom, what, whose rosters, and when. The address holds them.

use super::address;
use crate::{
    client,
    people::readable_departments,
    shop::{use_caller, use_directory},
    text,
    ui::{Icon, SearchField},
};
use dianwu_domain::{
    Nothing, PersonId,
    audit::{
        Area,
        api::{Action, AuditQuery},
        areas,
    },
    people::api::{GetPerson, ListPeople, PeopleQuery, PersonPath},
    text::SearchText,
};
use leptos::{ev::KeyboardEvent, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// Most people that a search offers.
const OFFERED: usize = 8;

/// Changes the filters.
type Go = Callback<AuditQuery>;

/// The bar above the log.
#[component]
pub fn Filters(filters: Memo<AuditQuery>) -> impl IntoView {
    let navigate = use_navigate();
    let go: Go = Callback::new(move |query: AuditQuery| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate(&address::href(&query), options);
    });
    let areas = areas(&use_caller().me().permissions);
    let reads_rosters = areas.contains(&Area::Rosters);
    view! {
        <div class="stack" data-gap="2">
            <form class="filters" role="search" on:submit=|event| event.prevent_default()>
                <PersonSearch filters=filters go=go />
                <ActionFilter filters=filters go=go areas=areas />
                {reads_rosters.then(|| view! { <DepartmentFilter filters=filters go=go /> })}
                {day_filter(filters, go, false)}
                {day_filter(filters, go, true)}
                <Show when=move || filters.get() != address::at_first()>
                    <a href="/audit" class="btn" data-kind="link">
                        {text::audit::clear_filters}
                    </a>
                </Show>
            </form>
            <Chosen filters=filters go=go />
        </div>
    }
}

/// Finds somebody by name, number or phone, to show what concerns them.
#[component]
fn PersonSearch(filters: Memo<AuditQuery>, go: Go) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let parsed = |words: &str| words.parse::<SearchText>().ok().filter(|q| !q.as_str().is_empty());
    let found = LocalResource::new(move || {
        let words = typed.get();
        async move {
            let filters = PeopleQuery { q: Some(parsed(&words)?), ..PeopleQuery::default() };
            let page = client::call::<ListPeople>(&Nothing {}, &filters, &Nothing {}).await;
            Some((words, page.map(|page| page.items).unwrap_or_default()))
        }
    });
    let choose = move |id: PersonId| {
        typed.set(String::new());
        go.run(AuditQuery { person_id: Some(id), ..filters.get_untracked() });
    };
    let offered = move || {
        let (_, people) = found.get().flatten()?;
        if people.is_empty() {
            return Some(view! { <p class="muted small">{text::audit::audit_nobody_found}</p> }.into_any());
        }
        let buttons = people.into_iter().take(OFFERED).map(|person| {
            view! {
                <li>
                    <button class="item" type="button" on:click=move |_| choose(person.id)>
                        {format!("{} {}", person.number, person.name)}
                    </button>
                </li>
            }
        });
        Some(view! { <ul class="log__found card">{buttons.collect_view()}</ul> }.into_any())
    };
    let frame = NodeRef::<html::Div>::new();
    let first = move || {
        let (words, people) = found.get_untracked().flatten()?;
        // What was found for other words is not meant.
        let entered = entry(frame)?.value();
        people.first().filter(|_| words == entered.trim()).map(|person| person.id)
    };
    let press = move |event: KeyboardEvent| {
        if event.is_composing() || !answers(frame, &event.key(), first, choose) {
            return;
        }
        event.prevent_default();
    };
    view! {
        <div class="log__search" node_ref=frame on:keydown=press>
            <SearchField
                label=text::audit::audit_find_person
                placeholder=text::audit::audit_find_person
                value=typed
                max=SearchText::MAX
                on_search=Callback::new(move |words| typed.set(words))
            />
            <div aria-live="polite">{offered}</div>
        </div>
    }
}

/// The search's own field.
fn entry(frame: NodeRef<html::Div>) -> Option<HtmlInputElement> {
    frame.get_untracked()?.query_selector("input").ok()??.dyn_into().ok()
}

/// Whether a key does something: arrows go through those who are found, Enter chooses the one it is on, or the first, and
/// Escape leads back to the field.
fn answers(
    frame: NodeRef<html::Div>,
    key: &str,
    first: impl Fn() -> Option<PersonId>,
    choose: impl Fn(PersonId),
) -> bool {
    let focus = |found: Option<Element>| {
        let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
        // What cannot take the focus is left alone.
        found.is_some_and(|found| found.focus().is_ok())
    };
    let at = document().active_element().and_then(|active| active.closest(".log__found li").ok().flatten());
    let field = || entry(frame).map(Element::from);
    let button = |line: Option<Element>| line.and_then(|line| line.first_element_child());
    match (key, at) {
        ("ArrowDown", None) => {
            let found =
                frame.get_untracked().and_then(|frame| frame.query_selector(".log__found button").ok().flatten());
            focus(found)
        }
        ("ArrowDown", Some(line)) => focus(button(line.next_element_sibling())),
        ("ArrowUp", Some(line)) => focus(button(line.previous_element_sibling()).or_else(field)),
        ("Escape", Some(_)) => focus(field()),
        ("Enter", None) => first().map(choose).is_some(),
        ("Enter", Some(line)) => {
            let button = button(Some(line)).and_then(|button| button.dyn_into::<HtmlElement>().ok());
            button.map(|button| button.click()).is_some() && focus(field())
        }
        _ => false,
    }
}

/// A choice among the actions that the caller reads of.
#[component]
fn ActionFilter(filters: Memo<AuditQuery>, go: Go, areas: Vec<Area>) -> impl IntoView {
    let option = move |action: Action| {
        view! {
            <option value=action.as_str() prop:selected=move || filters.get().action == Some(action)>
                {move || text::audit::action_name(action)}
            </option>
        }
    };
    let has_sign_ins = areas.contains(&Area::Accounts);
    let groups = areas.into_iter().map(|area| {
        let actions = Action::all().filter(|action| action.area() == area);
        view! { <optgroup label=move || text::audit::area_name(area)>{actions.map(option).collect_view()}</optgroup> }
    });
    view! {
        <select
            class="input"
            aria-label=text::audit::audit_action
            on:change=move |event| {
                go.run(address::with_action(filters.get_untracked(), &event_target_value(&event)));
            }
        >
            <option value="" prop:selected=move || filters.get().action.is_none() && filters.get().without.is_some()>
                {if has_sign_ins { text::audit::audit_all_but_sign_ins } else { text::audit::audit_all_actions }}
            </option>
            {has_sign_ins
                .then(|| {
                    view! {
                        <option
                            value=address::EVERY_ACTION
                            prop:selected=move || filters.get().action.is_none() && filters.get().without.is_none()
                        >
                            {text::audit::audit_all_actions}
                        </option>
                    }
                })}
            {groups.collect_view()}
        </select>
    }
}

/// A choice among the departments whose rosters the caller reads of.
#[component]
fn DepartmentFilter(filters: Memo<AuditQuery>, go: Go) -> impl IntoView {
    let directory = use_directory();
    let caller = use_caller();
    let choices = Memo::new(move |_| readable_departments(directory, &caller));
    let chosen = move || filters.get().department_id.map(|id| id.to_string()).unwrap_or_default();
    let options = move || {
        let option = |(value, words): (String, String)| {
            let own = value.clone();
            view! {
                <option value=value prop:selected=move || chosen() == own>
                    {words}
                </option>
            }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    view! {
        <select
            class="input"
            aria-label=text::audit::audit_department
            on:change=move |event| {
                let department_id = event_target_value(&event).parse().ok();
                go.run(AuditQuery { department_id, ..filters.get_untracked() });
            }
        >
            <option value="" prop:selected=move || chosen().is_empty()>
                {text::audit::audit_all_departments}
            </option>
            {options}
        </select>
    }
}

/// The first or the last day.
fn day_filter(filters: Memo<AuditQuery>, go: Go, is_last: bool) -> impl IntoView {
    let label = if is_last { text::audit::audit_until } else { text::audit::audit_from };
    let day = move || {
        let AuditQuery { from, until, .. } = filters.get();
        if is_last { until } else { from }
    };
    view! {
        <label class="row" data-gap="2">
            <span class="muted nowrap">{label}</span>
            <input
                class="input"
                type="date"
                aria-invalid=move || (is_last && is_backwards(&filters.get())).then_some("true")
                prop:value=move || day().map(|day| day.to_string()).unwrap_or_default()
                on:change=move |event| {
                    let day = event_target_value(&event).parse().ok();
                    let query = filters.get_untracked();
                    go.run(if is_last { AuditQuery { until: day, ..query } } else { AuditQuery { from: day, ..query } });
                }
            />
        </label>
    }
}

/// Whether the last day is before the first.
pub fn is_backwards(filters: &AuditQuery) -> bool {
    matches!((filters.from, filters.until), (Some(from), Some(until)) if until < from)
}

/// The people by whom it is filtered, each with a way to drop the filter.
#[component]
fn Chosen(filters: Memo<AuditQuery>, go: Go) -> impl IntoView {
    let chip = move |id: PersonId, words: fn(&str) -> String, without: fn(AuditQuery) -> AuditQuery| {
        let person = LocalResource::new(move || async move {
            client::call::<GetPerson>(&PersonPath { person_id: id }, &Nothing {}, &Nothing {}).await
        });
        let named = move || {
            let name = person.get().and_then(Result::ok).map(|person| person.fields.name.to_string());
            words(name.as_deref().unwrap_or_else(|| text::audit::audit_somebody()))
        };
        view! {
            <li>
                <button
                    class="btn"
                    type="button"
                    data-size="small"
                    aria-label=move || text::audit::audit_remove(&named())
                    on:click=move |_| go.run(without(filters.get_untracked()))
                >
                    <span>{named}</span>
                    <Icon name="close" />
                </button>
            </li>
        }
    };
    let about = Memo::new(move |_| filters.get().person_id);
    let by = Memo::new(move |_| filters.get().actor_id);
    view! {
        <Show when=move || about.get().is_some() || by.get().is_some()>
            <ul class="row" data-gap="2">
                {move || about.get().map(|id| chip(id, text::audit::audit_about, |query| AuditQuery { person_id: None, ..query }))}
                {move || by.get().map(|id| chip(id, text::audit::audit_by, |query| AuditQuery { actor_id: None, ..query }))}
            </ul>
        </Show>
    }
}
