//! SQL of open shifts.

use crate::kernel::d1::statements;

statements! {
    /// How many shifts department ?1 has offered.
    COUNT_OPEN_SHIFTS = "SELECT count(*) AS count FROM open_shift WHERE department_id = ?1";
    /// The open shifts of the departments ?1 from ?2 to ?3, which lie in month ?4, without those withdrawn. Of
    /// departments whose drafts the caller does not read, which are those not among ?5, only on a published roster.
    LIST_OPEN_SHIFTS = "SELECT o.id, o.department_id, o.day, o.kind_id, o.note, o.needs_approval, o.state, o.person_id,
            o.version, p.name AS person_name, EXISTS (SELECT 1 FROM post AS s WHERE s.person_id = o.person_id
                AND +s.department_id = o.department_id AND o.day BETWEEN s.from_day AND s.until_day) AS person_belongs,
            r.id IS NOT NULL AS is_published
        FROM json_each(?1) AS wanted
        LEFT JOIN roster AS r ON r.month = ?4 AND r.department_id = wanted.value AND r.status = 'published'
        CROSS JOIN open_shift AS o ON o.department_id = wanted.value AND o.day BETWEEN ?2 AND ?3
        LEFT JOIN person AS p ON p.id = o.person_id
        WHERE o.state <> 'withdrawn' AND (r.id IS NOT NULL OR wanted.value IN (SELECT e.value FROM json_each(?5) AS e))";
    /// The open shifts of a department from ?2 to ?3 that are not withdrawn.
    LIST_OFFERED = "SELECT id, department_id, day, kind_id, note, needs_approval, state, person_id, version
        FROM open_shift WHERE department_id = ?1 AND day BETWEEN ?2 AND ?3 AND state <> 'withdrawn' ORDER BY day";
    /// An open shift of one of the departments ?2, with what a decision about it needs.
    GET_OPEN_SHIFT = "SELECT o.id, o.department_id, o.day, o.kind_id, o.note, o.needs_approval, o.state, o.person_id,
            o.version, o.offered_by, d.name AS department_name, k.code, r.id IS NOT NULL AS is_published,
            (SELECT h.start_minute FROM shift_kind_hours AS h WHERE h.kind_id = o.kind_id AND h.from_day <= o.day
                ORDER BY h.from_day DESC LIMIT 1) AS start_minute
        FROM open_shift AS o
        CROSS JOIN department AS d ON d.id = o.department_id
        CROSS JOIN shift_kind AS k ON k.id = o.kind_id
        LEFT JOIN roster AS r ON r.month = substr(o.day, 1, 7) AND r.department_id = o.department_id
            AND r.status = 'published'
        WHERE o.id = ?1 AND o.department_id IN (SELECT value FROM json_each(?2) AS e)";
    /// As `GET_OPEN_SHIFT`, but only when department ?2 has published the roster that it is on.
    FIND_CLAIMABLE = "SELECT o.id, o.department_id, o.day, o.kind_id, o.note, o.needs_approval, o.state, o.person_id,
            o.version, o.offered_by, d.name AS department_name, k.code, 1 AS is_published,
            (SELECT h.start_minute FROM shift_kind_hours AS h WHERE h.kind_id = o.kind_id AND h.from_day <= o.day
                ORDER BY h.from_day DESC LIMIT 1) AS start_minute
        FROM open_shift AS o
        CROSS JOIN department AS d ON d.id = o.department_id
        CROSS JOIN shift_kind AS k ON k.id = o.kind_id
        CROSS JOIN roster AS r ON r.month = substr(o.day, 1, 7) AND r.department_id = o.department_id
        WHERE o.id = ?1 AND o.department_id = ?2 AND r.status = 'published'";
    /// What offering needs: department ?1, shift kind ?2, and how many shifts are offered for day ?3.
    FIND_OFFERABLE = "SELECT d.name AS department_name, k.code, (SELECT h.start_minute FROM shift_kind_hours AS h
                WHERE h.kind_id = k.id AND h.from_day <= ?3 ORDER BY h.from_day DESC LIMIT 1) AS start_minute,
            (SELECT count(*) FROM open_shift WHERE department_id = ?1 AND day = ?3 AND state <> 'withdrawn') AS offers
        FROM department AS d LEFT JOIN shift_kind AS k ON k.id = ?2 AND k.is_archived = 0
        WHERE d.id = ?1";
    /// Offers a shift, unless there is one of this id.
    INSERT_OPEN_SHIFT = "INSERT INTO open_shift (id, department_id, day, kind_id, note, needs_approval, offered_by)
        VALUES (:id, :department_id, :day, :kind_id, :note, :needs_approval, :offered_by) ON CONFLICT (id) DO NOTHING";
    /// Moves an open shift from the version `:version` that was seen to state `:state`, without a person.
    FREE_OPEN_SHIFT = "UPDATE open_shift SET state = :state, person_id = NULL, version = version + 1
        WHERE id = :id AND version = :version";
    /// Moves an open shift from the version `:version` that was seen to state `:state` with person `:person_id`, if they belong to its department
    /// on its day, and their days from `:judged_from` to `:judged_until` have been written `:judged_writes` times. A claim made on day `:claimed_on` also
    /// needs that none of theirs waits for the same day and, if it is to wait itself, fewer than `:most` do; a decision has
    /// null there.
    GIVE_OPEN_SHIFT = "UPDATE open_shift SET state = :state, person_id = :person_id, version = version + 1
        WHERE id = :id AND version = :version
        AND EXISTS (SELECT 1 FROM post AS s WHERE s.person_id = :person_id
            AND +s.department_id = open_shift.department_id AND open_shift.day BETWEEN s.from_day AND s.until_day)
        AND :judged_writes = (SELECT coalesce(sum(c.version), 0) FROM roster_entry AS c
            WHERE c.person_id = :person_id AND c.day BETWEEN :judged_from AND :judged_until)
        AND (:claimed_on IS NULL OR NOT EXISTS (SELECT 1 FROM open_shift AS o
            WHERE o.person_id = :person_id AND o.day = open_shift.day AND o.state = 'claimed'))
        AND (:claimed_on IS NULL OR :state <> 'claimed' OR :most > (SELECT count(*) FROM open_shift AS o
            WHERE o.person_id = :person_id AND o.day >= :claimed_on AND o.state = 'claimed'))";

    /// The claims of the people ?1 that wait for shifts of day ?2 or later.
    LIST_CLAIMS_OF = "SELECT o.id, o.department_id, o.day, o.kind_id, o.note, o.needs_approval, o.state, o.person_id,
            o.version, o.offered_by, d.name AS department_name, k.code,
            (SELECT h.start_minute FROM shift_kind_hours AS h WHERE h.kind_id = o.kind_id AND h.from_day <= o.day
                ORDER BY h.from_day DESC LIMIT 1) AS start_minute
        FROM json_each(?1) AS wanted
        CROSS JOIN open_shift AS o ON o.person_id = wanted.value AND o.day >= ?2 AND o.state = 'claimed'
        CROSS JOIN department AS d ON d.id = o.department_id
        CROSS JOIN shift_kind AS k ON k.id = o.kind_id";
    /// Opens the shifts again of which claims of the people ?1 wait, of day ?2 or later.
    FREE_CLAIMS_OF = "UPDATE open_shift SET state = 'open', person_id = NULL, version = version + 1
        WHERE person_id IN (SELECT value FROM json_each(?1) AS e) AND day >= ?2 AND state = 'claimed'";
    /// A person's own cells from ?2 to ?3.
    LIST_MY_CELLS = "SELECT day, kind_id FROM roster_entry
        WHERE person_id = ?1 AND day BETWEEN ?2 AND ?3 AND kind_id IS NOT NULL";
    /// The days from ?2 on for which a claim of person ?1 waits, in order.
    LIST_MY_CLAIMS = "SELECT day FROM open_shift WHERE person_id = ?1 AND day >= ?2 AND state = 'claimed' ORDER BY day";
    /// Where a person is from ?2 to ?3.
    LIST_MY_POSTS = "SELECT department_id, from_day, until_day FROM post
        WHERE person_id = ?1 AND until_day >= ?2 AND from_day <= ?3";
    /// The shifts that department ?1 offers on published rosters, that begin after minute ?3 of day ?2 and are in use, for
    /// days on which person ?4 is there, does not work, and has no claim that waits.
    LIST_OPEN_FOR = "SELECT o.day, o.kind_id, o.needs_approval
        FROM open_shift AS o CROSS JOIN shift_kind AS s ON s.id = o.kind_id
            CROSS JOIN post AS p ON p.person_id = ?4 AND +p.department_id = o.department_id
        WHERE o.department_id = ?1 AND o.day >= ?2 AND (o.day > ?2 OR ?3 < (SELECT h.start_minute FROM shift_kind_hours AS h WHERE h.kind_id = o.kind_id AND h.from_day <= o.day
                ORDER BY h.from_day DESC LIMIT 1)) AND o.state = 'open'
        AND s.is_archived = 0 AND o.day BETWEEN p.from_day AND p.until_day
        AND EXISTS (SELECT 1 FROM roster AS r
            WHERE r.month = substr(o.day, 1, 7) AND r.department_id = o.department_id AND r.status = 'published')
        AND NOT EXISTS (SELECT 1 FROM roster_entry AS c CROSS JOIN shift_kind AS k ON k.id = c.kind_id
            WHERE c.person_id = ?4 AND c.day = o.day AND k.is_work = 1)
        AND NOT EXISTS (SELECT 1 FROM open_shift AS c
            WHERE c.person_id = ?4 AND c.day = o.day AND c.state = 'claimed')
        ORDER BY o.day";
    /// The claims of others than person ?4 that wait in the departments ?1 for shifts that begin after minute ?3 of day
    /// ?2: what has begun can no longer be approved.
    LIST_CLAIMS = "SELECT o.id, d.name AS department_name, o.day, o.kind_id, p.name AS person_name
        FROM json_each(?1) AS wanted
        CROSS JOIN open_shift AS o ON o.department_id = wanted.value AND o.day >= ?2 AND o.state = 'claimed'
            AND o.person_id <> ?4
        CROSS JOIN department AS d ON d.id = o.department_id
        CROSS JOIN person AS p ON p.id = o.person_id
        WHERE o.day > ?2 OR ?3 < (SELECT h.start_minute FROM shift_kind_hours AS h WHERE h.kind_id = o.kind_id AND h.from_day <= o.day
                ORDER BY h.from_day DESC LIMIT 1)";
}
