//! SQL of shift kinds.

use crate::kernel::d1::statements;

statements! {
    /// All shift kinds, in no order: sorting here would count each twice.
    LIST_SHIFT_KINDS = "SELECT id, code, name, hue, start_minute, end_minute, meal_minutes, paid_minutes, is_night, sort,
            is_archived, version
        FROM shift_kind";
    /// One shift kind.
    GET_SHIFT_KIND = "SELECT id, code, name, hue, start_minute, end_minute, meal_minutes, paid_minutes, is_night, sort,
            is_archived, version
        FROM shift_kind WHERE id = ?1";
    /// Creates a shift kind, unless there is one of this id.
    INSERT_SHIFT_KIND = "INSERT INTO shift_kind
            (id, code, name, hue, start_minute, end_minute, meal_minutes, paid_minutes, is_night, sort, is_archived,
            updated_at, code_key)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT (id) DO NOTHING";
    /// Changes a shift kind.
    UPDATE_SHIFT_KIND = "UPDATE shift_kind SET code = ?2, name = ?3, hue = ?4, start_minute = ?5, end_minute = ?6,
            meal_minutes = ?7, paid_minutes = ?8, is_night = ?9, sort = ?10, is_archived = ?11, updated_at = ?12,
            code_key = ?13, version = version + 1
        WHERE id = ?1 AND version = ?14";
    /// The shift kinds as edits and the log name them.
    LIST_KIND_CODES = "SELECT id, code, is_archived, start_minute IS NOT NULL AS is_work FROM shift_kind";
    /// When the shift kinds begin.
    LIST_KIND_STARTS = "SELECT id, start_minute FROM shift_kind WHERE start_minute IS NOT NULL";
}
