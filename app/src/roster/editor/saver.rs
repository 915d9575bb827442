//! Saving what is edited: soon after it is painted, one batch at a time, again until it is answered. The saver outlives
//! its page and holds what is edited meanwhile, so that leaving it loses nothing; what cannot be sent stays on the device, and
//! is taken up when the sheet is opened again.

use super::{
    editing::Editing,
    saving::{Last, Saves},
};
use crate::{
    client::{self, Failure, Session},
    roster::unsent::{Kept, Left, Outbox},
    shop::ShopClock,
    task::{Home, Timer, Told},
    text,
    ui::{Toasts, use_toasts},
};
use dianwu_domain::{
    Code, Nothing, PersonId, Problem,
    roster::{
        api::{EditBody, EditReply, EditRoster, GetRoster, RosterPath, Sheet},
        board::Board,
    },
    text::Reason,
};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

/// From the last stroke to the send.
const PAUSE_MILLISECONDS: u32 = 400;
/// Between two tries, at first and at most.
const RETRY_MILLISECONDS: u32 = 2_000;
const MAX_RETRY_MILLISECONDS: u32 = 30_000;

/// Saves one sheet.
pub struct Saver {
    /// The editing that it saves.
    pub editing: Editing,
    /// What its signals belong to: they are there for as long as this saver is.
    _owner: Owner,
    board: Rc<RefCell<Board>>,
    kept: Kept,
    toasts: Toasts,
    clock: ShopClock,
    timer: RefCell<Option<Timer>>,
    /// Somebody else saves this sheet now.
    is_retired: Cell<bool>,
    /// It was taken up while its sheet was not open.
    is_unseen: Cell<bool>,
    /// So many cells were told to be unsaved after the page was gone.
    told: Cell<usize>,
    is_sending: Cell<bool>,
    failures: Cell<u32>,
    /// Why the next batch is to be saved in spite of errors, until it is answered.
    sign_off: RefCell<Option<Reason>>,
    /// The worker asked for a reason: nothing is sent until there is one, or something else to send.
    is_refused: Cell<bool>,
    me: Weak<Saver>,
}

impl Saver {
    /// Saves what is painted, and goes on with what was left the last time.
    pub fn start(editing: Editing, person_id: PersonId, clock: ShopClock, owner: Owner) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            editing,
            _owner: owner,
            board: editing.shared_board(),
            kept: Kept { person_id, path: editing.path },
            toasts: use_toasts(),
            clock,
            timer: RefCell::new(None),
            is_retired: Cell::new(false),
            is_unseen: Cell::new(false),
            told: Cell::new(0),
            is_sending: Cell::new(false),
            failures: Cell::new(0),
            sign_off: RefCell::new(None),
            is_refused: Cell::new(false),
            me: me.clone(),
        })
    }

    /// Takes up what the sheet's last visit could not save, and tells of it now or once it is saved.
    pub fn take_up(&self, tells_now: bool) {
        let Left { edits, is_published, reason } = self.kept.left();
        let count = self.board.borrow_mut().restore(&edits, is_published);
        self.editing.saving.reason.value.set(reason);
        self.keep();
        if count > 0 {
            match tells_now {
                true => self.toasts.good(text::roster::restored_cells(count)),
                false => {
                    self.told.set(count);
                    self.is_unseen.set(true);
                }
            }
            self.soon();
        }
    }

    /// The sheet of what was taken up without it is opened.
    pub fn seen(&self) {
        if self.is_unseen.take() {
            self.toasts.good(text::roster::restored_cells(self.told.take()));
        }
    }

    /// Sends after a pause. A batch that is being tried again keeps its own time. On the device it is kept at once: a tab
    /// may be gone before the pause is over, or the next try has come.
    pub fn soon(&self) {
        self.is_refused.set(false);
        self.keep();
        if self.failures.get() == 0 {
            self.after(PAUSE_MILLISECONDS);
        }
    }

    /// Sends at once.
    pub fn now(&self) {
        *self.timer.borrow_mut() = None;
        let is_theirs = Session::person() == Some(self.kept.person_id) && !self.is_retired.get();
        if !is_theirs || self.is_sending.get() || self.holds_back() {
            return;
        }
        let edits = self.board.borrow_mut().take_batch();
        let Some(me) = self.me.upgrade().filter(|_| !edits.is_empty()) else { return };
        self.is_sending.set(true);
        let places = self.board.borrow().sent_places();
        untrack(|| self.editing.drawn(&places));
        let (path, sign_off) = (self.kept.path, self.sign_off.borrow().clone());
        let is_published = Some(self.board.borrow().is_sent_as_published());
        let body = EditBody { edits, is_published, sign_off };
        let call = async move { client::call::<EditRoster>(&path, &Nothing {}, &body).await };
        // The saver holds all that it touches.
        Home::app().write(call, |_| Told::Nothing, move |result| me.answered(result));
    }

    /// Saves in spite of errors, for this reason.
    pub fn sign_off(&self, reason: Reason) {
        *self.sign_off.borrow_mut() = Some(reason);
        self.is_refused.set(false);
        self.now();
    }

    /// Asks whether what waits may be sent as it is, shows what stands against it, and tells whether it is held back. A
    /// batch that is under way already is sent to its end.
    fn holds_back(&self) -> bool {
        let (found, is_overtaken) = {
            let mut board = self.board.borrow_mut();
            let is_answered = board.progress().sent == 0;
            let is_overtaken = is_answered && board.overtaken() > 0;
            let is_asked = self.is_refused.get();
            let judges = is_answered && !is_overtaken && self.sign_off.borrow().is_none();
            let found = if judges { board.breaches() } else { Vec::new() };
            ((is_asked || !found.is_empty()).then_some(found), is_overtaken)
        };
        let is_held = found.is_some() || is_overtaken;
        if self.editing.saving.held.with_untracked(|held| *held != found) {
            self.editing.saving.held.set(found);
        }
        is_held
    }

    /// Everything that is not saved is kept on the device.
    pub fn keep(&self) {
        if self.is_retired.get() {
            return;
        }
        let (left, progress) = {
            let board = self.board.borrow();
            let is_published = Some(board.saw_published());
            let reason = self.editing.saving.reason.value.get_untracked();
            (Left { edits: board.leftovers(), is_published, reason }, board.progress())
        };
        let count = left.edits.len();
        self.kept.keep(&left);
        // While the sheet is open, it tells by itself.
        let is_told = self.editing.is_open() || Session::person() != Some(self.kept.person_id);
        let waits_for_nobody = progress.conflicts + progress.refused == 0 && !self.is_waiting_for_somebody();
        self.kept.name(if is_told { 0 } else { count }, waits_for_nobody && self.failures.get() == 0);
    }

    /// Whether nothing is sent before somebody has decided something.
    fn is_waiting_for_somebody(&self) -> bool {
        self.editing.saving.held.with_untracked(Option::is_some) || self.editing.saving.overtaken.get_untracked() > 0
    }

    /// The page goes: what is left is sent once more and kept on the device.
    pub fn leave(&self) {
        self.now();
        self.keep();
    }

    /// Another one takes over what is left, from the device.
    pub fn retire(&self) {
        self.keep();
        self.is_retired.set(true);
        *self.timer.borrow_mut() = None;
    }

    /// Whether it saves this sheet of this person.
    pub fn is_of(&self, path: RosterPath, person_id: PersonId) -> bool {
        !self.is_retired.get() && self.kept == Kept { person_id, path }
    }

    /// Whether something is left to be saved.
    pub fn is_needed(&self) -> bool {
        !self.is_retired.get() && (self.is_sending.get() || self.board.borrow().progress().unsaved() > 0)
    }

    fn after(&self, milliseconds: u32) {
        let me = self.me.clone();
        let send = move || {
            if let Some(me) = me.upgrade() {
                me.now();
            }
        };
        *self.timer.borrow_mut() = Some(Home::app().after(milliseconds, send));
    }

    fn answered(&self, result: Result<EditReply, Failure>) {
        self.is_sending.set(false);
        match result {
            Ok(reply) => {
                let places = self.board.borrow_mut().settle(reply);
                self.failures.set(0);
                *self.sign_off.borrow_mut() = None;
                self.editing.saving.reason.value.set(String::new());
                self.editing.saving.last.set(Last { saved_at: self.clock.glance(), failure: None });
                self.editing.drawn(&places);
            }
            Err(failure) => self.failed(failure),
        }
        self.keep();
        let progress = self.board.borrow().progress();
        if progress.waiting > 0 && self.failures.get() == 0 {
            self.now();
        }
        if progress.unsaved() == 0 && self.told.get() > 0 {
            self.toasts.good(text::roster::late_saved(self.told.take()));
        }
    }

    /// The worker does not take the batch as it is: some of its cells can never stand, or somebody must say why.
    fn refused(&self, problem: &Problem) {
        self.failures.set(0);
        *self.sign_off.borrow_mut() = None;
        self.editing.saving.last.update(|last| last.failure = None);
        let asks_why = problem.errors.iter().any(|error| error.field == "sign_off");
        let places = if asks_why {
            self.is_refused.set(true);
            self.board.borrow_mut().hold()
        } else {
            let places = self.board.borrow_mut().refuse(&problem.errors);
            let count = self.board.borrow().progress().refused;
            let is_rule = problem.code == Code::RulesBroken;
            self.toasts.bad(if is_rule {
                text::roster::refused_by_rules(count)
            } else {
                text::roster::refused_cells(count)
            });
            places
        };
        self.editing.drawn(&places);
        self.holds_back();
    }

    fn failed(&self, failure: Failure) {
        if let Failure::Problem(problem) = &failure
            && matches!(problem.code, Code::InvalidField | Code::RulesBroken)
        {
            self.refused(problem);
        } else if failure.code() == Some(Code::Stale) {
            self.look(failure);
        } else {
            self.wait(failure);
        }
    }

    /// The roster is no longer as it was seen: what became of it is shown, and what is not saved waits meanwhile.
    fn look(&self, stale: Failure) {
        let Some(me) = self.me.upgrade() else { return };
        self.is_sending.set(true);
        let path = self.kept.path;
        let call = async move { client::call::<GetRoster>(&path, &Nothing {}, &Nothing {}).await };
        Home::app().write(call, |_| Told::Nothing, move |result| me.looked(result, stale));
    }

    fn looked(&self, result: Result<Sheet, Failure>, stale: Failure) {
        self.is_sending.set(false);
        match result {
            Ok(sheet) => {
                let places = self.board.borrow_mut().hold();
                let head = sheet.head.clone();
                if self.editing.refresh(sheet).is_none() {
                    // People have come or gone, which is shown when the sheet is opened anew.
                    self.editing.set_head(head);
                }
                self.editing.drawn(&places);
                if self.holds_back() {
                    self.failures.set(0);
                    self.editing.saving.last.update(|last| last.failure = None);
                } else {
                    self.wait(stale);
                }
            }
            Err(failure) => self.wait(failure),
        }
        self.keep();
    }

    /// Nothing came of the send. It is tried again, where that may help.
    fn wait(&self, failure: Failure) {
        let places = self.board.borrow_mut().fail();
        let failures = self.failures.get();
        self.failures.set(failures + 1);
        let count = self.board.borrow().progress().unsaved();
        if !self.editing.is_open() && self.told.replace(count) == 0 {
            self.toasts.bad(text::roster::left_unsaved(count));
        }
        if may_pass(&failure) {
            self.after((RETRY_MILLISECONDS << failures.min(4)).min(MAX_RETRY_MILLISECONDS));
        }
        self.editing.saving.last.update(|last| last.failure = Some(failure));
        self.editing.drawn(&places);
    }
}

impl Outbox for Saver {
    fn send(&self) {
        self.now();
    }

    fn is_sending(&self) -> bool {
        self.is_sending.get()
    }
}

/// Whether sending again may help without anybody doing something about it.
pub fn may_pass(failure: &Failure) -> bool {
    match failure.code() {
        None => true,
        Some(code) => matches!(code, Code::Internal | Code::Unavailable | Code::Stale),
    }
}

impl Saves for Saver {
    fn soon(&self) {
        Self::soon(self);
    }

    fn now(&self) {
        Self::now(self);
    }

    fn keep(&self) {
        Self::keep(self);
    }

    fn leave(&self) {
        Self::leave(self);
    }

    fn sign_off(&self, reason: Reason) {
        Self::sign_off(self, reason);
    }
}
