//! Banners, empty states and toasts.

use super::{Icon, Text};
use crate::{task::Home, text};
use leptos::prelude::*;
use std::{cell::Cell, sync::Arc};

/// A message above a form or a list.
#[component]
pub fn Banner(
    /// `good`, `warn`, `bad` or `info`.
    tone: &'static str,
    /// The message.
    children: Children,
) -> impl IntoView {
    let icon = match tone {
        "good" => "check-circle",
        "bad" | "warn" => "warning",
        _ => "info",
    };
    view! {
        <div class="banner" data-tone=tone role=if tone == "bad" { "alert" } else { "status" }>
            <Icon name=icon />
            <div class="banner__text">
                <p>{children()}</p>
            </div>
        </div>
    }
}

/// A list with nothing in it, and what to do about it.
#[component]
pub fn Empty(
    /// An icon of the sprite.
    icon: &'static str,
    /// What is not there.
    title: Text,
    /// What to do.
    text: Text,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon />
            <h2 class="empty__title">{title}</h2>
            <p class="empty__text">{text}</p>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
}

/// Takes back what was done. It outlives the line, and even the page, that it was done on.
type Undo = Arc<dyn Fn() + Send + Sync>;

/// A short message that goes by itself, with a way back where there is one.
#[derive(Clone)]
pub struct Toast {
    id: u32,
    at: f64,
    tone: &'static str,
    message: String,
    undo: Option<Undo>,
}

/// The messages on the screen. [`use_toasts`] gives it to any page.
#[derive(Clone, Copy)]
pub struct Toasts(());

thread_local! {
    /// One for the whole app: what came of a write is told wherever its sender is by then.
    static TOASTS: ArcRwSignal<Vec<Toast>> = ArcRwSignal::new(Vec::new());
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

const SHOWN_MILLISECONDS: u32 = 6000;
/// As long a message may not be read yet when the next one comes.
const FRESH_MILLISECONDS: f64 = 2000.0;

impl Toasts {
    /// Something was done.
    pub fn good(self, message: impl Into<String>) {
        self.show("good", message.into(), None);
    }

    /// Something failed.
    pub fn bad(self, message: impl Into<String>) {
        self.show("bad", message.into(), None);
    }

    /// Something was done that can be taken back. `undo` holds what it needs itself: where the message comes from may be
    /// gone by then.
    pub fn undoable(self, message: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.show("good", message.into(), Some(Arc::new(undo)));
    }

    fn show(self, tone: &'static str, message: String, undo: Option<Undo>) {
        let id = NEXT.replace(NEXT.get() + 1);
        let at = js_sys::Date::now();
        // What was told a while ago is settled by now, and nothing is told twice; what can be taken back stays for its time.
        let stays = |before: &Toast| {
            before.undo.is_some() || (at - before.at < FRESH_MILLISECONDS && before.message != message)
        };
        let toast = Toast { id, at, tone, message: message.clone(), undo };
        TOASTS.with(|list| {
            list.update(|list| {
                list.retain(stays);
                list.push(toast);
            });
        });
        Home::app().after(SHOWN_MILLISECONDS, move || self.dismiss(id)).keep();
    }

    fn dismiss(self, id: u32) {
        TOASTS.with(|list| list.update(|list| list.retain(|toast| toast.id != id)));
    }
}

/// The messages on the screen.
pub fn use_toasts() -> Toasts {
    Toasts(())
}

/// Where toasts appear. It is always in the page, so that screen readers announce what comes.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=|| TOASTS.with(ArcRwSignal::get) key=|toast| toast.id let(toast)>
                <div class="toast" data-tone=toast.tone>
                    <Icon name=if toast.tone == "bad" { "warning" } else { "check-circle" } />
                    <span class="toast__text">{toast.message.clone()}</span>
                    {toast
                        .undo
                        .map(|undo| {
                            view! {
                                <button
                                    class="btn"
                                    data-size="small"
                                    on:click=move |_| {
                                        undo();
                                        toasts.dismiss(toast.id);
                                    }
                                >
                                    {text::undo}
                                </button>
                            }
                        })}
                    <button
                        class="btn"
                        data-icon
                        data-size="small"
                        aria-label=text::close
                        on:click=move |_| toasts.dismiss(toast.id)
                    >
                        <Icon name="close" />
                    </button>
                </div>
            </For>
        </div>
    }
}
