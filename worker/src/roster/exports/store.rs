//! SQL of exports and calendar feeds.

use crate::kernel::d1::statements;

statements! {
    /// Somebody's feed.
    GET_FEED = "SELECT created_at FROM feed WHERE person_id = ?1";
    /// Gives somebody a feed in place of the one that they had.
    SAVE_FEED = "INSERT INTO feed (person_id, token_hash, created_at) VALUES (?1, ?2, ?3)
        ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at";
    /// Ends somebody's feed.
    DELETE_FEED = "DELETE FROM feed WHERE person_id = ?1";
    /// Whose feed a secret opens, while they work here.
    FIND_FEED = "SELECT p.id AS person_id, h.name AS shop_name, h.zone_minutes
        FROM feed AS f CROSS JOIN person AS p ON p.id = f.person_id CROSS JOIN shop AS h ON h.id = 1
        WHERE f.token_hash = ?1 AND p.status = 'active'
            AND coalesce(p.works_until, '9999-12-31') >= date(?2 / 1000 + (h.zone_minutes - h.cut_off) * 60, 'unixepoch')";
    /// A person's published work from ?2 on, in order of days, and when it, its name or its hours of that day were changed last.
    LIST_EVENTS = "SELECT c.day, k.name, h.start_minute, h.end_minute, h.pauses,
            max(c.updated_at, k.updated_at, h.changed_at) AS changed_at
        FROM roster_entry AS c
        CROSS JOIN shift_kind AS k ON k.id = c.kind_id
        CROSS JOIN shift_kind_hours AS h ON h.kind_id = c.kind_id AND h.from_day = (
            SELECT max(v.from_day) FROM shift_kind_hours AS v WHERE v.kind_id = c.kind_id AND v.from_day <= c.day)
        WHERE c.person_id = ?1 AND c.day >= ?2
        AND EXISTS (SELECT 1 FROM roster AS r WHERE r.id = c.roster_id AND r.status = 'published')
        ORDER BY c.day";
}
