//! A slot of the day, and what heads are counted for.

use crate::{DayMinute, ShiftKindId};
use serde::{Deserialize, Serialize};

/// Half hours of a day.
pub const HALF_HOURS: usize = 48;

/// What heads are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// People who have a shift kind.
    Shift {
        /// The shift kind.
        kind_id: ShiftKindId,
    },
    /// People who are there throughout a slot, whatever their shift; the fewest at any time of it count.
    Slot(Slot),
}

impl Target {
    /// The target of two fields of which one alone may be given.
    pub fn of(kind_id: Option<ShiftKindId>, slot: Option<Slot>) -> Option<Self> {
        match (kind_id, slot) {
            (Some(kind_id), None) => Some(Self::Shift { kind_id }),
            (None, Some(slot)) => Some(Self::Slot(slot)),
            _ => None,
        }
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Slot {
    /// When it begins, on a half hour before 24:00.
    pub start: DayMinute,
    /// When it ends, on a half hour up to 24:00.
    pub end: DayMinute,
}
