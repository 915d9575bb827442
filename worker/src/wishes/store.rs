//! SQL of wishes.

use crate::kernel::d1::statements;

statements! {
    /// A person's wishes from ?2 to ?3.
    LIST_MY_WISHES = "SELECT day, kind_id, note FROM wish WHERE person_id = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day";
    /// The wishes of department ?1's people from ?2 to ?3.
    LIST_WISHES = "SELECT w.person_id, w.day, w.kind_id, w.note
        FROM person AS p CROSS JOIN wish AS w ON w.person_id = p.id AND w.day BETWEEN ?2 AND ?3
        WHERE p.department_id = ?1 AND coalesce(p.left_on, '9999-12-31') >= ?2 AND p.hired_on <= ?3";
    /// A shift kind, if it is in use.
    FIND_KIND_IN_USE = "SELECT id FROM shift_kind WHERE id = ?1 AND is_archived = 0";
    /// Writes person ?1's wish for day ?2: shift kind ?3 and note ?4. Not once the day is published, by the roster of
    /// their department ?6 and month ?5 or by whichever roster holds their cell.
    SAVE_WISH = "INSERT INTO wish (person_id, day, kind_id, note) SELECT ?1, ?2, ?3, ?4
        WHERE (?3 IS NULL OR EXISTS (SELECT 1 FROM shift_kind WHERE id = ?3 AND is_archived = 0))
        AND NOT EXISTS (SELECT 1 FROM roster WHERE month = ?5 AND department_id = ?6 AND status = 'published')
        AND NOT EXISTS (SELECT 1 FROM roster_entry AS c CROSS JOIN roster AS r ON r.id = c.roster_id
            WHERE c.person_id = ?1 AND c.day = ?2 AND r.status = 'published')
        ON CONFLICT (person_id, day) DO UPDATE SET kind_id = excluded.kind_id, note = excluded.note
        RETURNING day";
    /// Takes a wish back.
    DELETE_WISH = "DELETE FROM wish WHERE person_id = ?1 AND day = ?2";
}
