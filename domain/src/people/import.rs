//! Importing staff from a table: what a row must hold, and what can be wrong with it. Reading the file is the
//! worker's work; judging its cells is done here.

use super::api::PersonFields;
use crate::{FieldError, PersonId};
use serde::{Deserialize, Serialize};

/// Most rows of one import.
pub const MAX_ROWS: usize = 500;
/// Most bytes of an imported file.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// A column of the import: its field and the headings that are understood, the first being the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The field of [`PersonFields`] that it fills.
    pub field: &'static str,
    /// Headings, compared without case and spaces.
    pub headings: &'static [&'static str],
    /// A row must fill it.
    pub is_required: bool,
}

/// The columns, in the order of the template.
pub const COLUMNS: &[Column] = &[
    Column {
        field: "number", headings: &["工号", "员工编号", "编号", "number", "staffnumber"], is_required: true
    },
    Column { field: "name", headings: &["姓名", "名字", "name"], is_required: true },
    Column {
        field: "phone", headings: &["手机", "手机号", "电话", "联系电话", "phone", "mobile"], is_required: false
    },
    Column { field: "department_id", headings: &["部门", "所属部门", "department"], is_required: true },
    Column { field: "position_id", headings: &["岗位", "职位", "position"], is_required: false },
    Column { field: "hired_on", headings: &["入职日期", "入职时间", "hiredon", "hiredate"], is_required: true },
    Column {
        field: "work_began_on",
        headings: &["参加工作日期", "参加工作时间", "首次工作日期", "workbeganon"],
        is_required: false,
    },
];

/// A row that can be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportRow {
    /// Made by the device, so that a repeated send writes once.
    pub id: PersonId,
    /// The person.
    pub fields: PersonFields,
}

/// A row of the file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreviewRow {
    /// Its line in the file, the heading being 1.
    pub line: u32,
    /// Its cells, in the order of [`COLUMNS`].
    pub cells: Vec<String>,
    /// What is wrong with it, by the fields of [`PersonFields`].
    pub errors: Vec<FieldError>,
    /// The person, when nothing is wrong.
    pub fields: Option<PersonFields>,
}

/// Everything that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportPreview {
    /// Required columns that the file lacks, by their usual heading; then there are no rows.
    pub missing_columns: Vec<String>,
    /// Headings that were not understood and are left out.
    pub unknown_columns: Vec<String>,
    /// The rows.
    pub rows: Vec<PreviewRow>,
}
