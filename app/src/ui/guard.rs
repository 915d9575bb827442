//! Keeps entries from being lost: whoever leaves an edited form is asked first.

use super::{Confirm, Layer, Text, go_back, watch_links};
use crate::{task::Home, text};
use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::sync::Arc;

/// Whether a form holds entries that are not saved, and the question about them.
#[derive(Clone, Copy)]
pub struct Guard {
    is_edited: RwSignal<bool>,
    question: RwSignal<Option<Question>>,
}

/// What follows when the entries are given up, and when they are kept.
#[derive(Clone)]
struct Question {
    leave: Step,
    stay: Option<Step>,
}

/// Questions arise while events are handled, where nothing owns a [`Callback`].
type Step = Arc<dyn Fn() + Send + Sync>;

impl Guard {
    /// A guard over a form that is not edited yet. It also holds the browser back from closing the tab.
    pub fn new() -> Self {
        let is_edited = RwSignal::new(false);
        Home::here().on_window(ev::beforeunload, move |event| {
            if is_edited.get_untracked() {
                event.prevent_default();
            }
        });
        Self { is_edited, question: RwSignal::new(None) }
    }

    /// Something was entered.
    pub fn enter(self) {
        if !self.is_edited.get_untracked() {
            self.is_edited.set(true);
        }
    }

    /// What was entered is saved.
    pub fn saved(self) {
        self.is_edited.try_set(false);
    }

    /// Follows whether the form is edited, until the form is gone.
    pub fn watch(self, is_edited: impl Fn() -> bool + 'static) {
        Effect::new(move |_| self.is_edited.set(is_edited()));
        on_cleanup(move || {
            self.is_edited.try_set(false);
        });
    }

    /// Leaves the form: at once when nothing was entered, else when the question is answered so.
    pub fn leave(self, leave: impl Fn() + Send + Sync + 'static) {
        self.ask(Question { leave: Arc::new(leave), stay: None });
    }

    /// As [`Guard::leave`], with something to do when the entries are kept.
    pub fn leave_or(self, leave: impl Fn() + Send + Sync + 'static, stay: impl Fn() + Send + Sync + 'static) {
        self.ask(Question { leave: Arc::new(leave), stay: Some(Arc::new(stay)) });
    }

    /// For a form that is a page's own: links and the way back ask too.
    pub fn hold_page(self) {
        let navigate = use_navigate();
        watch_links(move |href| {
            let is_edited = self.is_edited.get_untracked();
            if is_edited {
                let (navigate, href) = (navigate.clone(), href.to_owned());
                self.leave(move || navigate(&href, NavigateOptions::default()));
            }
            is_edited
        });
        let layer = Layer::new();
        Effect::new(move |_| match self.is_edited.get() {
            // What is left then is the entry that was put there for the way back, and the page with it.
            true => layer.open(move || self.leave(go_back)),
            false => layer.close(),
        });
        on_cleanup(move || layer.close());
    }

    fn ask(self, question: Question) {
        if self.is_edited.get_untracked() {
            self.question.set(Some(question));
        } else {
            (question.leave)();
        }
    }

    fn answer(self, question: &Question, leaves: bool) {
        self.question.set(None);
        if leaves {
            self.is_edited.set(false);
            (question.leave)();
        } else if let Some(stay) = &question.stay {
            stay();
        }
    }
}

/// Where the guard's question appears; beside the form's dialog, never inside it.
#[component]
pub fn GuardQuestion(
    /// The guard.
    of: Guard,
    /// Its title, its words, the way on and the way back; those of entries that are not saved unless set.
    #[prop(optional)]
    asks: Option<[Text; 4]>,
) -> impl IntoView {
    let [title, words, leave, stay] =
        asks.unwrap_or([text::unsaved_title, text::unsaved_text, text::discard, text::keep_editing]);
    move || {
        of.question.get().map(|question| {
            let question = StoredValue::new(question);
            let answer = move |leaves| of.answer(&question.get_value(), leaves);
            view! {
                <Confirm
                    title=Signal::derive(move || title().to_owned())
                    text=Signal::derive(move || words().to_owned())
                    deed=leave
                    way_out=stay
                    on_yes=Callback::new(move |()| answer(true))
                    on_no=Callback::new(move |()| answer(false))
                />
            }
        })
    }
}
