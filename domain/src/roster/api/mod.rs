//! Endpoints of shift kinds and rosters.

mod demands;
mod duties;
mod exports;
mod kinds;
mod open_shifts;
mod planning;
mod sheet;
mod views;
mod wishes;

pub use self::{
    demands::*, duties::*, exports::*, kinds::*, open_shifts::*, planning::*, sheet::*, views::*, wishes::*,
};

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
