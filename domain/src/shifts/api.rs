//! Endpoints of shift kinds.

use super::kind::{Hours, Hue};
use crate::{
    FieldError, ShiftKindId,
    kernel::{contract::endpoint, order::check_sort},
    text::{Name, ShiftCode},
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// All shift kinds, archived ones included, because old rosters name them.
    ListShiftKinds = GET "/api/shift-kinds", access: SignedIn, reply: Vec<ShiftKind>;
    /// Creates a shift kind (version 0) or changes one.
    SaveShiftKind = PUT "/api/shift-kinds/{shift_kind_id}", access: Administer, path: ShiftKindPath, body: ShiftKindBody, reply: ShiftKind;
}

/// Names a shift kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftKindPath {
    /// The shift kind.
    pub shift_kind_id: ShiftKindId,
}

/// A shift kind: 早班, 晚班, 休 …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftKind {
    /// The shift kind.
    pub id: ShiftKindId,
    /// What it is.
    pub fields: ShiftKindFields,
    /// Counts changes.
    pub version: u32,
}

/// What a shift kind is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftKindFields {
    /// What stands in a cell, unique.
    pub code: ShiftCode,
    /// Its name.
    pub name: Name,
    /// Its colour.
    pub hue: Hue,
    /// Its hours; none for a day off.
    #[serde(default)]
    pub hours: Option<Hours>,
    /// It counts as night work.
    #[serde(default)]
    pub is_night: bool,
    /// Its place in the palette, 9999 at most.
    #[serde(default)]
    pub sort: u32,
    /// It is no longer offered; old rosters keep it.
    #[serde(default)]
    pub is_archived: bool,
}

impl ShiftKindFields {
    /// What does not fit together.
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = self.hours.map(|hours| hours.check("fields.hours")).unwrap_or_default();
        let sort = check_sort(self.sort).err();
        errors.extend(sort.map(|code| FieldError { field: "fields.sort".to_owned(), code }));
        errors
    }
}

/// A shift kind as it shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftKindBody {
    /// The version that was seen; 0 creates it.
    pub version: u32,
    /// What it is.
    pub fields: ShiftKindFields,
}
