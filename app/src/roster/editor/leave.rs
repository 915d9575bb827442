//! Leaving the page. What can be saved is saved on the way out; where it cannot, somebody is asked first.

use super::desk::Desk;
use crate::{text, ui::Confirm};
use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlAnchorElement, MouseEvent};

/// Where somebody wants to go, while they are asked whether they do.
#[derive(Clone, Copy)]
pub struct Leaving {
    desk: RwSignal<Option<Desk>>,
    to: RwSignal<Option<String>>,
}

impl Leaving {
    /// Watches over the ways out of the page.
    pub fn watch(desk: RwSignal<Option<Desk>>) -> Self {
        let leaving = Self { desk, to: RwSignal::new(None) };
        leaving.watch_links();
        leaving.watch_window();
        leaving
    }

    /// Whether somebody must be asked before the page goes to `href`; then they are.
    pub fn asks(self, href: &str) -> bool {
        let is_at_risk = self.desk.get_untracked().is_some_and(is_at_risk);
        if is_at_risk {
            self.to.set(Some(href.to_owned()));
        }
        is_at_risk
    }

    /// Links are caught on their way down, before the router hears of them.
    fn watch_links(self) {
        let caught = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
            let is_plain =
                event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
            if let Some(href) = is_plain.then(|| destination(&event)).flatten().filter(|href| self.asks(href)) {
                event.prevent_default();
                drop(href);
            }
        });
        let listener = caught.as_ref().unchecked_ref();
        // Listening to one's own document cannot fail.
        let _ = document().add_event_listener_with_callback_and_bool("click", listener, true);
        let caught = StoredValue::new_local(caught);
        on_cleanup(move || {
            caught.try_with_value(|caught| {
                let listener = caught.as_ref().unchecked_ref();
                let _ = document().remove_event_listener_with_callback_and_bool("click", listener, true);
            });
        });
    }

    /// The tab is closed, put away, or the network is back.
    fn watch_window(self) {
        let saver = move || self.desk.get_untracked().and_then(Desk::saver);
        let closing = window_event_listener(ev::beforeunload, move |event| {
            let is_unsaved = self.desk.get_untracked().is_some_and(|desk| desk.progress.get_untracked().unsaved() > 0);
            if is_unsaved {
                if let Some(saver) = saver() {
                    saver.leave();
                }
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
        let hiding = window_event_listener(ev::visibilitychange, move |_| {
            if let Some(saver) = saver().filter(|_| document().hidden()) {
                saver.leave();
            }
        });
        let online = window_event_listener(ev::online, move |_| {
            if let Some(saver) = saver() {
                saver.now();
            }
        });
        on_cleanup(move || {
            closing.remove();
            hiding.remove();
            online.remove();
        });
    }
}

/// Whether leaving now would leave something unsaved, as far as one can tell.
fn is_at_risk(desk: Desk) -> bool {
    let progress = desk.progress.get_untracked();
    let is_failing = desk.saver().is_some_and(|saver| saver.last.with_untracked(|last| last.failure.is_some()));
    let is_away = is_failing || !window().navigator().on_line();
    let is_held = desk.held.with_untracked(Option::is_some);
    progress.conflicts + progress.refused > 0 || ((is_away || is_held) && progress.unsaved() > 0)
}

/// Where a click on a link of this app leads, unless it stays on the page.
fn destination(event: &MouseEvent) -> Option<String> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    let here = window().location();
    let stays = link.pathname() == here.pathname().ok()? && link.search() == here.search().ok()?;
    let is_ours = link.origin() == here.origin().ok()? && link.target().is_empty() && !link.has_attribute("download");
    (is_ours && !stays).then(|| format!("{}{}", link.pathname(), link.search()))
}

/// The question.
#[component]
pub fn LeaveQuestion(leaving: Leaving) -> impl IntoView {
    let navigate = use_navigate();
    let count = move || leaving.desk.get().map_or(0, |desk| desk.progress.get().unsaved());
    move || {
        let navigate = navigate.clone();
        leaving.to.get().map(|href| {
            view! {
                <Confirm
                    title=Signal::derive(move || text::leave_title(count()))
                    text=Signal::derive(|| text::leave_text().to_owned())
                    deed=text::leave_page
                    way_out=text::stay_here
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
