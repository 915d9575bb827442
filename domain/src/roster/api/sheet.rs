//! Endpoints of one department's month.

use crate::{
    Day, DepartmentId, Instant, Month, MonthQuery, PersonId, PositionId, ShiftKindId,
    kernel::contract::endpoint,
    people::employment::{Stay, stays_on},
    text::{Name, Reason, StaffNumber},
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// How far the rosters of a month are, by department in scope.
    ListRosters = GET "/api/rosters", access: ReadRosters, query: MonthQuery, reply: Vec<RosterHead>;
    /// One department's roster of a month, draft or published.
    GetRoster = GET "/api/rosters/{department_id}/{month}", access: ReadRosters, path: RosterPath, reply: Sheet;
    /// Changes cells. Each names the version that it saw; one that somebody else changed meanwhile comes back as a conflict and all others are saved. On a published roster, edits by which the rules find new errors are refused, or signed off with a reason where the rule allows it.
    EditRoster = PATCH "/api/rosters/{department_id}/{month}", access: ManageRosters, path: RosterPath, body: EditBody, limit: 2 * 1024 * 1024, reply: EditReply;
    /// Publishes a draft as it was checked, so that staff see it, unless the rules find errors that nobody has signed off. Publishing a published roster changes nothing.
    PublishRoster = POST "/api/rosters/{department_id}/{month}/publish", access: ManageRosters, path: RosterPath, body: PublishBody, reply: RosterHead;
}

/// Most cells of one edit: 200 people in a month, with room.
pub const MAX_EDITS: usize = 7000;

/// Names a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RosterPath {
    /// The department.
    pub department_id: DepartmentId,
    /// The month.
    pub month: Month,
}

/// How a cell was changed after its roster was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CellChange {
    /// What stood there when the roster was published.
    pub from: Option<ShiftKindId>,
    /// When it was last changed.
    pub at: Instant,
}

/// How far a roster is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum RosterStatus {
    /// 未开始: nothing was entered yet.
    #[default]
    Empty,
    /// 草稿: managers see it.
    Draft,
    /// 已发布: staff see it.
    Published,
}

/// A roster without its cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RosterHead {
    /// The department.
    pub department_id: DepartmentId,
    /// The month.
    pub month: Month,
    /// How far it is.
    pub status: RosterStatus,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// Who published it.
    pub published_by: Option<Name>,
    /// Why it was published in spite of what the rules found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<Reason>,
    /// 0 for an empty one, 1 for a draft, and one more once it is published.
    pub version: u32,
}

/// A person on a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SheetPerson {
    /// Who.
    pub id: PersonId,
    /// 工号
    pub number: StaffNumber,
    /// 姓名
    pub name: Name,
    /// 岗位
    pub position_id: Option<PositionId>,
    /// The days on which they belong to the department, of those that touch the month: other cells cannot be filled.
    pub stays: Vec<Stay>,
    /// The days on which they work here at all, where these are others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub employed: Vec<Stay>,
    /// Their cells that were ever filled, by day.
    pub cells: Vec<Cell>,
}

impl SheetPerson {
    /// Whether they belong to the department on a day.
    pub fn belongs(&self, day: Day) -> bool {
        stays_on(&self.stays, day)
    }

    /// The days on which they work here at all.
    pub fn employed(&self) -> &[Stay] {
        if self.employed.is_empty() { &self.stays } else { &self.employed }
    }
}

/// A cell that was ever filled. Shift kinds are places in [`Sheet::kinds`], which keeps a month small on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// Day of the month, 1–31.
    pub day: u8,
    /// The shift kind's place; none when the cell was emptied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<u16>,
    /// Counts changes.
    pub version: u32,
    /// Set when it was changed after publishing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<CellChange>,
}

/// One department's roster of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sheet {
    /// The roster without its cells.
    pub head: RosterHead,
    /// The caller may edit it.
    pub may_edit: bool,
    /// The shift kinds that cells refer to.
    pub kinds: Vec<ShiftKindId>,
    /// The department's people in that month, by staff number.
    pub people: Vec<SheetPerson>,
}

/// A cell as it shall be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CellEdit {
    /// Whose.
    pub person_id: PersonId,
    /// Which day.
    pub day: Day,
    /// The shift kind; none empties the cell.
    pub kind_id: Option<ShiftKindId>,
    /// The version that was seen; 0 for a cell that was never filled.
    pub version: u32,
}

/// Changed cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditBody {
    /// The cells, each at most once; [`MAX_EDITS`] at most.
    pub edits: Vec<CellEdit>,
    /// Whether whoever made them saw the roster published. It is stale where the roster has been published since: staff
    /// would see at once what was meant for a draft. Without it the edits are meant for the roster however far it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_published: Option<bool>,
    /// Why a published roster is changed in spite of errors that may be signed off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<Reason>,
}

/// A cell as it stands in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CellState {
    /// Whose.
    pub person_id: PersonId,
    /// Which day.
    pub day: Day,
    /// The shift kind.
    pub kind_id: Option<ShiftKindId>,
    /// Counts changes.
    pub version: u32,
    /// Set when it was changed after publishing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<CellChange>,
}

/// A cell that somebody else changed first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Conflict {
    /// What stands there now; send its version to override it.
    pub theirs: CellState,
    /// Who changed it.
    pub by: Name,
    /// When.
    pub at: Instant,
    /// The department whose roster holds the cell, when it is another one.
    pub department_id: Option<DepartmentId>,
    /// Staff were told what stands there, on another department's published roster: it cannot be overridden by a draft.
    #[serde(default)]
    pub is_told: bool,
}

/// What became of an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditReply {
    /// The roster after it.
    pub head: RosterHead,
    /// The cells that were saved, as they stand now.
    pub saved: Vec<CellState>,
    /// The cells that somebody else changed first; these were not saved.
    pub conflicts: Vec<Conflict>,
}

/// Publishes what was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublishBody {
    /// The roster's version that was seen.
    pub version: u32,
    /// [`RosterCheck::writes`] of the check that was seen.
    pub writes: u32,
    /// Why it is published in spite of errors that may be signed off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<Reason>,
}
