//! Leaving the page. What can be saved is saved on the way out; where it cannot, somebody is asked first.

use super::editing::Editing;
use crate::{
    task::Home,
    text,
    ui::{Confirm, watch_links},
};
use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Where somebody wants to go, while they are asked whether they do.
#[derive(Clone, Copy)]
pub struct Leaving {
    editing: RwSignal<Option<Editing>>,
    to: RwSignal<Option<String>>,
}

impl Leaving {
    /// Watches over the ways out of the page.
    pub fn watch(editing: RwSignal<Option<Editing>>) -> Self {
        let leaving = Self { editing, to: RwSignal::new(None) };
        watch_links(move |href| leaving.asks(href));
        leaving.watch_window();
        leaving
    }

    /// Whether somebody must be asked before the page goes to `href`; then they are.
    pub fn asks(self, href: &str) -> bool {
        let is_at_risk = self.editing.get_untracked().is_some_and(is_at_risk);
        if is_at_risk {
            self.to.set(Some(href.to_owned()));
        }
        is_at_risk
    }

    /// The tab is closed or put away.
    fn watch_window(self) {
        let saver = move || self.editing.get_untracked().and_then(|editing| editing.saving.by());
        let home = Home::here();
        home.on_window(ev::beforeunload, move |event| {
            let is_unsaved =
                self.editing.get_untracked().is_some_and(|editing| editing.progress.get_untracked().unsaved() > 0);
            if is_unsaved {
                if let Some(saver) = saver() {
                    saver.leave();
                }
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
        home.on_window(ev::visibilitychange, move |_| {
            if let Some(saver) = saver().filter(|_| document().hidden()) {
                saver.leave();
            }
        });
    }
}

/// Whether leaving now would leave something unsaved, as far as one can tell.
fn is_at_risk(editing: Editing) -> bool {
    let progress = editing.progress.get_untracked();
    let is_failing = editing.saving.is_failing();
    let is_away = is_failing || !window().navigator().on_line();
    let is_held = editing.saving.held.with_untracked(Option::is_some) || editing.saving.overtaken.get_untracked() > 0;
    progress.conflicts + progress.refused > 0 || ((is_away || is_held) && progress.unsaved() > 0)
}

/// The question.
#[component]
pub fn LeaveQuestion(leaving: Leaving) -> impl IntoView {
    let navigate = use_navigate();
    let count = move || leaving.editing.get().map_or(0, |editing| editing.progress.get().unsaved());
    move || {
        let navigate = navigate.clone();
        leaving.to.get().map(|href| {
            view! {
                <Confirm
                    title=Signal::derive(move || text::roster::leave_title(count()))
                    text=Signal::derive(|| text::roster::leave_text().to_owned())
                    deed=text::roster::leave_page
                    way_out=text::roster::stay_here
                    on_yes=Callback::new(move |()| {
                        leaving.to.set(None);
                        navigate(&href, NavigateOptions::default());
                    })
                    on_no=Callback::new(move |()| leaving.to.set(None))
                />
            }
        })
    }
}
