//! The sheets that are being worked on. A sheet outlives its page for as long as something of it is not saved, and goes on
//! where it was when it is opened again.

use super::{
    editing::Editing,
    saver::{Saver, may_pass},
};
use crate::{
    client::{self, Session},
    roster::unsent::{self, Kept},
    shop::use_clock,
    task::{self, Home},
};
use dianwu_domain::{
    Nothing, PersonId,
    roster::{
        api::{GetRoster, RosterPath, Sheet},
        board::Board,
    },
    shifts::api::{ListShiftKinds, ShiftKind},
};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};

thread_local! {
    static SAVERS: RefCell<Vec<Rc<Saver>>> = const { RefCell::new(Vec::new()) };
}

/// Opens a sheet that was just fetched, with what of it was not saved before.
pub fn open(path: RosterPath, sheet: Sheet, kinds: Vec<ShiftKind>, person_id: PersonId) -> Editing {
    let known = SAVERS.with_borrow(|savers| savers.iter().find(|saver| saver.is_of(path, person_id)).cloned());
    let saver = match known {
        Some(saver) if saver.is_needed() && goes_on(&saver, &sheet, &kinds) => {
            saver.seen();
            saver
        }
        known => {
            if let Some(known) = known {
                known.retire();
            }
            let saver = begin(path, sheet, kinds, person_id);
            saver.take_up(true);
            saver.editing.drawn(&[]);
            saver
        }
    };
    let editing = saver.editing;
    editing.open();
    saver.keep();
    add(saver);
    editing
}

/// Goes on with a sheet, unless people or shift kinds have changed so that it must be laid out anew.
fn goes_on(saver: &Saver, sheet: &Sheet, kinds: &[ShiftKind]) -> bool {
    let is_same = saver
        .editing
        .board(|board| board.kinds().len() == kinds.len() && kinds.iter().all(|kind| board.kinds().contains(kind)));
    let goes_on = is_same && saver.editing.refresh(sheet.clone()).is_some();
    if goes_on {
        saver.soon();
    }
    goes_on
}

fn begin(path: RosterPath, sheet: Sheet, kinds: Vec<ShiftKind>, person_id: PersonId) -> Rc<Saver> {
    let (owner, clock) = (lasting_owner(), use_clock());
    owner.clone().with(|| {
        let editing = Editing::new(path, Board::new(sheet, kinds));
        let saver = Saver::start(editing, person_id, clock, owner);
        editing.saving.hand_to(&saver);
        saver
    })
}

/// Between two tries to read a sheet of which something is left.
const RETRY_MILLISECONDS: i32 = 30_000;

/// Saves what of a sheet was left on the device, without its page.
pub fn take_up(kept: Kept) {
    let (home, owner) = (Home::here(), Owner::current().unwrap_or_default());
    let Kept { person_id, path } = kept;
    let is_known = move || SAVERS.with_borrow(|savers| savers.iter().any(|saver| saver.is_of(path, person_id)));
    home.read(async move {
        while !is_known() {
            let sheet = client::call::<GetRoster>(&path, &Nothing {}, &Nothing {}).await;
            match (sheet, client::get::<ListShiftKinds>().await) {
                // Whoever signed in meanwhile is somebody else, or the page was opened.
                (Ok(_), Ok(_)) if is_known() || Session::person() != Some(person_id) => return,
                (Ok(sheet), Ok(kinds)) => {
                    let saver = owner.with(|| begin(path, sheet, kinds, person_id));
                    saver.take_up(false);
                    saver.editing.drawn(&[]);
                    return add(saver);
                }
                (Err(failure), _) | (_, Err(failure)) if !may_pass(&failure) => return,
                _ => task::pause(RETRY_MILLISECONDS).await,
            }
        }
    });
}

/// Keeps a saver, and lets those go that have nothing left to do. The one that was there last stays: views that are taken
/// away in this moment may read its editing once more.
fn add(saver: Rc<Saver>) {
    SAVERS.with_borrow_mut(|savers| {
        savers.retain(|known| !Rc::ptr_eq(known, &saver));
        let last = savers.len().saturating_sub(1);
        let mut place = 0;
        savers.retain(|known| {
            place += 1;
            known.is_needed() || place > last
        });
        savers.push(saver);
        unsent::set_outboxes(savers.iter().map(|saver| saver.clone() as _).collect());
    });
}

/// An owner that no page takes away.
fn lasting_owner() -> Owner {
    let mut root = Owner::current().unwrap_or_default();
    while let Some(parent) = root.parent() {
        root = parent;
    }
    root.child()
}
