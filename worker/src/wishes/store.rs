//! SQL of wishes.

use crate::kernel::d1::statements;

statements! {
    /// A person's wishes from ?2 to ?3.
    LIST_MY_WISHES = "SELECT day, kind_id, note FROM wish WHERE person_id = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day";
    /// The wishes of department ?1's people from ?2 to ?3, for days on which they are there.
    LIST_WISHES = "SELECT w.person_id, w.day, w.kind_id, w.note
        FROM post AS s CROSS JOIN wish AS w ON w.person_id = s.person_id
            AND w.day BETWEEN max(?2, s.from_day) AND min(?3, s.until_day)
        WHERE s.department_id = ?1 AND s.until_day >= ?2 AND s.from_day <= ?3";
    /// A shift kind, if it is in use.
    FIND_KIND_IN_USE = "SELECT id FROM shift_kind WHERE id = ?1 AND is_archived = 0";
    /// Writes person ?1's wish for day ?2: shift kind ?3 and note ?4. Not once the day is published, by the roster of
    /// month ?5 and the department that they are in by then, or by whichever roster holds their cell.
    SAVE_WISH = "INSERT INTO wish (person_id, day, kind_id, note) SELECT ?1, ?2, ?3, ?4
        WHERE (?3 IS NULL OR EXISTS (SELECT 1 FROM shift_kind WHERE id = ?3 AND is_archived = 0))
        AND NOT EXISTS (SELECT 1 FROM post AS s CROSS JOIN roster AS r ON r.month = ?5 AND r.department_id = s.department_id
            WHERE s.person_id = ?1 AND ?2 BETWEEN s.from_day AND s.until_day AND r.status = 'published')
        AND NOT EXISTS (SELECT 1 FROM roster_entry AS c CROSS JOIN roster AS r ON r.id = c.roster_id
            WHERE c.person_id = ?1 AND c.day = ?2 AND r.status = 'published')
        ON CONFLICT (person_id, day) DO UPDATE SET kind_id = excluded.kind_id, note = excluded.note
        RETURNING day";
    /// Takes a wish back.
    DELETE_WISH = "DELETE FROM wish WHERE person_id = ?1 AND day = ?2";
}
