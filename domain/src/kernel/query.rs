//! Queries that several features ask with.

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
