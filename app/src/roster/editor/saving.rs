//! What an editor's views know of saving: how it goes, what holds it back, and what they may ask of whoever saves.

use crate::{client::Failure, ui::Entry};
use dianwu_domain::{LocalTime, text::Reason, worktime::Finding};
use leptos::prelude::*;
use std::rc::{Rc, Weak};

/// How the last send went.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Last {
    /// When something was saved last.
    pub saved_at: Option<LocalTime>,
    /// Why the last send brought nothing.
    pub failure: Option<Failure>,
}

/// Whoever saves a sheet.
pub trait Saves {
    /// Saves after a pause.
    fn soon(&self);
    /// Saves at once.
    fn now(&self);
    /// Keeps what is not saved on the device.
    fn keep(&self);
    /// The sheet's page goes.
    fn leave(&self);
    /// Saves in spite of errors, for this reason.
    fn sign_off(&self, reason: Reason);
}

/// The saving of one sheet, as views follow it.
#[derive(Clone, Copy)]
pub struct Saving {
    /// How the last send went.
    pub last: RwSignal<Last>,
    /// The errors that a published roster's changes would bring: these are not saved until somebody says why, or takes
    /// them back.
    pub held: RwSignal<Option<Vec<Finding>>>,
    /// So many cells were filled on a draft that is published by now: they are not saved until somebody says so, or takes
    /// them back.
    pub overtaken: RwSignal<usize>,
    /// Why changes shall be saved in spite of errors, as far as it is written.
    pub reason: Entry,
    who: StoredValue<Weak<dyn Saves>, LocalStorage>,
}

/// Nobody saves yet.
struct Nobody;

impl Saves for Nobody {
    fn soon(&self) {}
    fn now(&self) {}
    fn keep(&self) {}
    fn leave(&self) {}
    fn sign_off(&self, _: Reason) {}
}

impl Saving {
    /// Nothing is saved, and nobody saves.
    pub fn new() -> Self {
        Self {
            last: RwSignal::new(Last::default()),
            held: RwSignal::new(None),
            overtaken: RwSignal::new(0),
            reason: Entry::new(""),
            who: StoredValue::new_local(Weak::<Nobody>::new()),
        }
    }

    /// Hands it to whoever saves, who holds the sheet and not the other way round.
    pub fn hand_to(self, who: &Rc<impl Saves + 'static>) {
        let who: Weak<dyn Saves> = Rc::<_>::downgrade(who) as Weak<_>;
        self.who.set_value(who);
    }

    /// Who saves, as long as there is anybody.
    pub fn by(self) -> Option<Rc<dyn Saves>> {
        self.who.try_get_value()?.upgrade()
    }

    /// Whether the last send brought nothing.
    pub fn is_failing(self) -> bool {
        self.last.with_untracked(|last| last.failure.is_some())
    }
}
