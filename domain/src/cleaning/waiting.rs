//! What of the duty rota waits for somebody.

use crate::{Day, DutySwapId, text::Name};
use serde::{Deserialize, Serialize};

/// A colleague offers to swap duty with the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DutySwapOffered {
    /// The offer.
    pub duty_swap_id: DutySwapId,
    /// Who offers.
    pub person_name: Name,
    /// The caller's day.
    pub day: Day,
    /// The day that the caller would take instead.
    pub other_day: Day,
}
