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
        VALUES (:id, :code, :name, :hue, :start_minute, :end_minute, :meal_minutes, :paid_minutes, :is_night, :sort, :is_archived, :now, :code_key) ON CONFLICT (id) DO NOTHING";
    /// Changes a shift kind.
    UPDATE_SHIFT_KIND = "UPDATE shift_kind SET code = :code, name = :name, hue = :hue, start_minute = :start_minute, end_minute = :end_minute,
            meal_minutes = :meal_minutes, paid_minutes = :paid_minutes, is_night = :is_night, sort = :sort, is_archived = :is_archived, updated_at = :now,
            code_key = :code_key, version = version + 1
        WHERE id = :id AND version = :version";
    /// The shift kinds as edits and the log name them.
    LIST_KIND_CODES = "SELECT id, code, is_archived, start_minute IS NOT NULL AS is_work FROM shift_kind";
    /// When the shift kinds begin.
    LIST_KIND_STARTS = "SELECT id, start_minute FROM shift_kind WHERE start_minute IS NOT NULL";
}
