//! Endpoints of shift kinds and rosters.

mod kinds;
mod open_shifts;
mod sheet;
mod views;
mod wishes;

pub use self::{kinds::*, open_shifts::*, sheet::*, views::*, wishes::*};

use crate::Month;
use serde::{Deserialize, Serialize};

/// Asks for a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MonthQuery {
    /// The month.
    pub month: Month,
}
