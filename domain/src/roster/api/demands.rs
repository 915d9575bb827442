//! Endpoints of demands for heads, and of cycles.

use crate::{
    CycleId, DemandId, DepartmentId,
    kernel::contract::endpoint,
    roster::{
        coverage::{Demand, DemandFields},
        cycle::{Cycle, CycleFields},
    },
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// How many heads a department needs.
    ListDemands = GET "/api/departments/{department_id}/demands", access: ReadRosters, path: DemandsPath, reply: Vec<Demand>;
    /// Creates a demand (version 0) or changes one; a department has at most 200.
    SaveDemand = PUT "/api/departments/{department_id}/demands/{demand_id}", access: ManageRosters, path: DemandPath, body: DemandBody, reply: Demand;
    /// Deletes a demand.
    DeleteDemand = DELETE "/api/departments/{department_id}/demands/{demand_id}", access: ManageRosters, path: DemandPath;
    /// The shop's cycles, by name.
    ListCycles = GET "/api/cycles", access: ReadRosters, reply: Vec<Cycle>;
    /// Creates a cycle (version 0) or changes one; the shop has at most 100.
    SaveCycle = PUT "/api/cycles/{cycle_id}", access: ManageRosters, path: CyclePath, body: CycleBody, reply: Cycle;
    /// Deletes a cycle; rosters that were filled with it stay as they are.
    DeleteCycle = DELETE "/api/cycles/{cycle_id}", access: ManageRosters, path: CyclePath;
}

/// Most demands of a department.
pub const MAX_DEMANDS: usize = 200;
/// Most cycles of a shop.
pub const MAX_CYCLES: usize = 100;

/// Names a department's demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DemandsPath {
    /// The department.
    pub department_id: DepartmentId,
}

/// Names a demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DemandPath {
    /// The department.
    pub department_id: DepartmentId,
    /// The demand.
    pub demand_id: DemandId,
}

/// A demand as it shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DemandBody {
    /// The version that was seen; 0 creates it.
    pub version: u32,
    /// What it asks for.
    pub fields: DemandFields,
}

/// Names a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CyclePath {
    /// The cycle.
    pub cycle_id: CycleId,
}

/// A cycle as it shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CycleBody {
    /// The version that was seen; 0 creates it.
    pub version: u32,
    /// What it is.
    pub fields: CycleFields,
}
