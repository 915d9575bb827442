//! Shift kinds: the hours that somebody may be planned for, and where they lie at a moment.

pub mod api;
pub mod clock;
pub mod kind;
pub mod slot;
pub mod typed;

use crate::{ShiftKindId, door::door};
use api::ShiftKind;

door! {
    ids {
        /// A kind of shift, such as 早班.
        ShiftKindId;
    }
    actions {
        /// A shift kind was created or changed.
        SHIFT_KIND_SAVE = "shift_kind.save", Shop;
        /// Hours of a shift kind that were to come were taken back.
        SHIFT_HOURS_DELETE = "shift_hours.delete", Shop;
    }
}

/// A shift kind by its id.
pub fn kind_of(kinds: &[ShiftKind], id: ShiftKindId) -> Option<&ShiftKind> {
    kinds.iter().find(|kind| kind.id == id)
}
