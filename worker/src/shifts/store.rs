//! SQL of shift kinds. What staff see of one, its kept days, are cells of published rosters that hold it or held it before a
//! change, and offers on them.

use crate::kernel::d1::statements;

statements! {
    /// All shift kinds, in no order: sorting here would count each twice. Their hours are [from, start, end, pauses, meal,
    /// paid, night] each.
    LIST_SHIFT_KINDS = "SELECT k.id, k.code, k.name, k.hue, k.sort, k.is_archived, k.version,
            (SELECT json_group_array(json_array(h.from_day, h.start_minute, h.end_minute, json(h.pauses), h.meal_minutes,
                h.paid_minutes, h.is_night)) FROM shift_kind_hours AS h WHERE h.kind_id = k.id) AS hours
        FROM shift_kind AS k";
    /// One shift kind.
    GET_SHIFT_KIND = "SELECT k.id, k.code, k.name, k.hue, k.sort, k.is_archived, k.version,
            (SELECT json_group_array(json_array(h.from_day, h.start_minute, h.end_minute, json(h.pauses), h.meal_minutes,
                h.paid_minutes, h.is_night)) FROM shift_kind_hours AS h WHERE h.kind_id = k.id) AS hours
        FROM shift_kind AS k WHERE k.id = ?1";
    /// Creates a shift kind, unless there is one of this id.
    INSERT_SHIFT_KIND = "INSERT INTO shift_kind (id, code, name, hue, is_work, sort, is_archived, updated_at, code_key)
        VALUES (:id, :code, :name, :hue, :is_work, :sort, :is_archived, :now, :code_key) ON CONFLICT (id) DO NOTHING";
    /// Changes a shift kind. Calendars are told when it is called otherwise.
    UPDATE_SHIFT_KIND = "UPDATE shift_kind SET code = :code, name = :name, hue = :hue, sort = :sort, is_archived = :is_archived,
            updated_at = CASE WHEN name = :name THEN updated_at ELSE :now END, code_key = :code_key, version = version + 1
        WHERE id = :id AND version = :version";
    /// Gives shift kind `:id` hours from day `:from_day` on: from the beginning while it was never planned, and afterwards
    /// from a day after `:today` from which on nothing of it is kept.
    SAVE_SHIFT_HOURS = "INSERT INTO shift_kind_hours
            (kind_id, from_day, start_minute, end_minute, pauses, meal_minutes, paid_minutes, is_night, changed_at)
        SELECT k.id, :from_day, :start_minute, :end_minute, :pauses, :meal_minutes, :paid_minutes, :is_night, :now
        FROM shift_kind AS k WHERE k.id = :id AND k.is_work = 1 AND (k.is_used = 0 OR (:from_day > :today
            AND NOT EXISTS (SELECT 1 FROM roster AS r
                CROSS JOIN roster_entry AS c ON c.roster_id = r.id AND c.day >= :from_day AND :id IN (c.kind_id, c.changed_from)
                WHERE r.month >= substr(:from_day, 1, 7) AND r.status = 'published')
            AND NOT EXISTS (SELECT 1 FROM roster AS r
                CROSS JOIN open_shift AS o ON o.department_id = r.department_id AND o.day >= :from_day AND o.kind_id = :id
                WHERE r.month >= substr(:from_day, 1, 7) AND r.status = 'published'
                AND substr(o.day, 1, 7) = r.month AND o.state IN ('open', 'claimed'))))
        ON CONFLICT (kind_id, from_day) DO UPDATE SET start_minute = excluded.start_minute, end_minute = excluded.end_minute,
            pauses = excluded.pauses, meal_minutes = excluded.meal_minutes, paid_minutes = excluded.paid_minutes,
            is_night = excluded.is_night, changed_at = excluded.changed_at";
    /// Takes the hours of shift kind `:id` back that were to hold from day `:from_day`, under the same conditions.
    DELETE_SHIFT_HOURS = "DELETE FROM shift_kind_hours WHERE kind_id = :id AND from_day = :from_day AND from_day > :today
        AND NOT EXISTS (SELECT 1 FROM roster AS r
            CROSS JOIN roster_entry AS c ON c.roster_id = r.id AND c.day >= :from_day AND :id IN (c.kind_id, c.changed_from)
            WHERE r.month >= substr(:from_day, 1, 7) AND r.status = 'published')
        AND NOT EXISTS (SELECT 1 FROM roster AS r
            CROSS JOIN open_shift AS o ON o.department_id = r.department_id AND o.day >= :from_day AND o.kind_id = :id
            WHERE r.month >= substr(:from_day, 1, 7) AND r.status = 'published'
            AND substr(o.day, 1, 7) = r.month AND o.state IN ('open', 'claimed'))";
    /// A shift kind is not what it was when it was seen.
    TOUCH_SHIFT_KIND = "UPDATE shift_kind SET version = version + 1 WHERE id = ?1";
    /// Whether shift kind ?1 was ever planned, and the last of its kept days from ?2 on.
    FIND_KEPT = "SELECT k.is_used,
            (SELECT max(c.day) FROM roster AS r
                CROSS JOIN roster_entry AS c ON c.roster_id = r.id AND c.day >= ?2 AND ?1 IN (c.kind_id, c.changed_from)
                WHERE r.month >= substr(?2, 1, 7) AND r.status = 'published') AS planned_until,
            (SELECT max(o.day) FROM roster AS r
                CROSS JOIN open_shift AS o ON o.department_id = r.department_id AND o.day >= ?2 AND o.kind_id = ?1
                WHERE r.month >= substr(?2, 1, 7) AND r.status = 'published'
                AND substr(o.day, 1, 7) = r.month AND o.state IN ('open', 'claimed')) AS offered_until
        FROM shift_kind AS k WHERE k.id = ?1";
    /// How many cells of drafts have shift kind ?1 on each day from ?2 on.
    COUNT_DRAFTS = "SELECT c.day, count(*) AS cells FROM roster AS r
        CROSS JOIN roster_entry AS c ON c.roster_id = r.id AND c.day >= ?2 AND c.kind_id = ?1
        WHERE r.month >= substr(?2, 1, 7) AND r.status = 'draft' GROUP BY c.day ORDER BY c.day";
    /// The shift kinds as edits and the log name them.
    LIST_KIND_CODES = "SELECT id, code, is_archived, is_work FROM shift_kind";
    /// When the shift kinds begin, from which day on.
    LIST_KIND_STARTS = "SELECT kind_id, from_day, start_minute FROM shift_kind_hours";
}
