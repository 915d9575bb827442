//! Changes that staff would see at once although that was not meant: those by which the rules find errors, and those that
//! were made on a draft which is published by now. They wait until somebody says so, or takes them back.

use super::{
    beside::Views,
    editing::Editing,
    findings::ErrorList,
    panel::{SidePanel, return_with},
};
use crate::{beside::beside, text, ui::TextField};
use dianwu_domain::{
    text::Reason,
    worktime::{self, Finding, Verdict},
};
use leptos::{ev::SubmitEvent, prelude::*};

/// The panel, while changes are held back.
#[component]
pub fn Held(editing: Editing, is_phone: Signal<bool>) -> impl IntoView {
    let count = Memo::new(move |_| editing.saving.held.read().as_ref().map_or(0, |found| found.len().max(1)));
    return_with(editing, count);
    move || {
        (count.get() > 0).then(|| {
            view! {
                <SidePanel editing=editing is_phone=is_phone label=text::roster::held title=Signal::derive(|| text::roster::held().to_owned())>
                    {beside(move |views: Views| (views.settle)(editing))}
                </SidePanel>
            }
        })
    }
}

/// Why they wait, and what can be done about it.
#[component]
pub fn Settle(editing: Editing) -> impl IntoView {
    let reason = editing.saving.reason;
    Effect::new(move |_| {
        reason.value.track();
        if let Some(saver) = editing.saving.by() {
            saver.keep();
        }
    });
    let found = Memo::new(move |_| editing.saving.held.get().unwrap_or_default());
    let is_strict = Memo::new(move |_| worktime::verdict(&found.read()) == Verdict::Refused);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(why) = reason.parse::<Reason>()
            && let Some(saver) = editing.saving.by()
        {
            saver.sign_off(why);
            editing.focus();
        }
    };
    let revert = move |_| {
        editing.revert_breaches();
        editing.focus();
    };
    let take_back = move || {
        view! {
            <button class="btn grow" type="button" on:click=revert>
                {text::roster::held_revert}
            </button>
        }
    };
    view! {
        <p class="small" role="alert">
            {move || if is_strict.get() { text::roster::held_strict() } else { text::roster::held_text() }}
        </p>
        {move || {
            let found: Vec<Finding> = found.get();
            (!found.is_empty()).then(|| view! { <ErrorList editing=editing findings=found /> })
        }}
        <Show
            when=move || !is_strict.get()
            fallback=move || view! { <div class="row">{take_back}</div> }
        >
            <form class="stack" novalidate on:submit=submit>
                <TextField id="held-reason" label=text::roster::sign_off_label value=reason.value error=reason.error required=true />
                <div class="row">
                    {take_back}
                    <button class="btn grow" data-kind="destroy" type="submit">
                        {text::roster::held_sign}
                    </button>
                </div>
            </form>
        </Show>
    }
}

/// The panel, while something waits that was filled on a draft which somebody has published since.
#[component]
pub fn Overtaken(editing: Editing, is_phone: Signal<bool>) -> impl IntoView {
    let count = Memo::new(move |_| editing.saving.overtaken.get());
    return_with(editing, count);
    let title = Signal::derive(move || {
        let head = editing.head.read();
        head.published_by.as_ref().map(|name| text::roster::overtaken_title(name.as_str())).unwrap_or_default()
    });
    let settle = move |work: fn(Editing)| {
        work(editing);
        editing.focus();
    };
    move || {
        (count.get() > 0).then(|| {
            view! {
                <SidePanel editing=editing is_phone=is_phone label=text::roster::overtaken title=title>
                    <p class="small" role="alert">
                        {move || text::roster::overtaken_text(count.get())}
                    </p>
                    <div class="row" data-wrap>
                        <button class="btn grow" type="button" on:click=move |_| settle(Editing::revert)>
                            {text::roster::held_revert}
                        </button>
                        <button class="btn grow" data-kind="primary" type="button" on:click=move |_| settle(Editing::go_on)>
                            {text::roster::overtaken_go_on}
                        </button>
                    </div>
                </SidePanel>
            }
        })
    }
}
