//! Changes of a published roster by which the rules find errors: staff would see them at once, so they wait until somebody
//! says why, or takes them back.

use super::{
    desk::Desk,
    findings::ErrorList,
    panel::{SidePanel, return_with},
};
use crate::{
    text,
    ui::{Entry, TextField},
};
use dianwu_domain::{
    roster::rules::{self, Finding, Verdict},
    text::Reason,
};
use leptos::{ev::SubmitEvent, prelude::*};

/// The panel, while changes are held back.
#[component]
pub fn Held(desk: Desk, is_phone: Signal<bool>) -> impl IntoView {
    let count = Memo::new(move |_| desk.held.read().as_ref().map_or(0, |found| found.len().max(1)));
    return_with(desk, count);
    let reason = Entry::new("");
    move || {
        (count.get() > 0).then(|| {
            view! {
                <SidePanel desk=desk is_phone=is_phone label=text::held title=Signal::derive(|| text::held().to_owned())>
                    <Settle desk=desk reason=reason />
                </SidePanel>
            }
        })
    }
}

#[component]
fn Settle(desk: Desk, reason: Entry) -> impl IntoView {
    let found = Memo::new(move |_| desk.held.get().unwrap_or_default());
    let is_strict = Memo::new(move |_| rules::verdict(&found.read()) == Verdict::Refused);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(why) = reason.parse::<Reason>()
            && let Some(saver) = desk.saver()
        {
            saver.sign_off(why);
            reason.value.set(String::new());
            desk.focus();
        }
    };
    let revert = move |_| {
        desk.revert_breaches();
        desk.focus();
    };
    let take_back = move || {
        view! {
            <button class="btn grow" type="button" on:click=revert>
                {text::held_revert}
            </button>
        }
    };
    view! {
        <p class="small" role="alert">
            {move || if is_strict.get() { text::held_strict() } else { text::held_text() }}
        </p>
        {move || {
            let found: Vec<Finding> = found.get();
            (!found.is_empty()).then(|| view! { <ErrorList desk=desk findings=found /> })
        }}
        <Show
            when=move || !is_strict.get()
            fallback=move || view! { <div class="row">{take_back}</div> }
        >
            <form class="stack" novalidate on:submit=submit>
                <TextField id="held-reason" label=text::sign_off_label value=reason.value error=reason.error required=true />
                <div class="row">
                    {take_back}
                    <button class="btn grow" data-kind="destroy" type="submit">
                        {text::held_sign}
                    </button>
                </div>
            </form>
        </Show>
    }
}
