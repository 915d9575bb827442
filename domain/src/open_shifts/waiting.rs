//! What of open shifts waits for somebody.

use crate::{Day, OpenShiftId, ShiftKindId, text::Name};
use serde::{Deserialize, Serialize};

/// Somebody claimed an open shift that the caller decides on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenShiftClaimed {
    /// The open shift.
    pub open_shift_id: OpenShiftId,
    /// Its department's name.
    pub department_name: Name,
    /// Its day.
    pub day: Day,
    /// Its shift.
    pub kind_id: ShiftKindId,
    /// Who claimed it.
    pub person_name: Name,
}
