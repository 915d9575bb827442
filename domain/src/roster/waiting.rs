//! What of rosters waits for somebody.

use crate::{DepartmentId, Month, text::Name};
use serde::{Deserialize, Serialize};

/// A department's roster is not published, for this month or, from the 20th on, the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RosterNotPublished {
    /// The department.
    pub department_id: DepartmentId,
    /// Its name.
    pub department_name: Name,
    /// The month.
    pub month: Month,
}
