//! SQL of the duty rota.

use crate::kernel::d1::statements;

statements! {
    /// How many days of its rota department ?1 has.
    COUNT_DUTIES = "SELECT count(*) AS count FROM duty WHERE department_id = ?1";
    /// How many offers to swap were made there.
    COUNT_SWAPS = "SELECT count(*) AS count FROM duty_swap WHERE department_id = ?1";
    /// Who works on each day of department ?2's roster of month ?1, one row a day: on a draft only where ?3 is 1.
    LIST_WORKERS = "SELECT c.day, json_group_array(c.person_id) AS people FROM roster_entry AS c
        WHERE c.roster_id = (SELECT id FROM roster
            WHERE month = ?1 AND department_id = ?2 AND (?3 = 1 OR status = 'published'))
        AND c.kind_id IN (SELECT id FROM shift_kind WHERE is_work = 1)
        GROUP BY c.day";
    /// Department ?1's people from ?2 to ?3, a row a post, in no order: for a draft of month ?4 only where ?5 is 1.
    LIST_PEOPLE = "SELECT p.id, p.number, p.name, s.from_day, s.until_day
        FROM post AS s CROSS JOIN person AS p ON p.id = s.person_id
        WHERE s.department_id = ?1 AND s.until_day >= ?2 AND s.from_day <= ?3
        AND (?5 = 1 OR EXISTS (SELECT 1 FROM roster
            WHERE month = ?4 AND department_id = ?1 AND status = 'published'))";
    /// Department ?1's duties from ?2 to ?3: for a draft of month ?4 only where ?5 is 1.
    LIST_DUTIES = "SELECT c.day, c.person_id, p.name, p.number, c.is_fixed
        FROM duty AS c CROSS JOIN person AS p ON p.id = c.person_id
        WHERE c.department_id = ?1 AND c.day BETWEEN ?2 AND ?3
        AND (?5 = 1 OR EXISTS (SELECT 1 FROM roster
            WHERE month = ?4 AND department_id = ?1 AND status = 'published'))
        ORDER BY c.day";
    /// Who had a department's duty from ?2 to ?3.
    LIST_HISTORY = "SELECT day, person_id FROM duty WHERE department_id = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day";
    /// Stops the batch, as `EXPECT_CHANGES` does, unless the duties of department ?1 from ?2 to ?3 are those that were
    /// seen: ?4, as [day, person, fixed] in order of days.
    EXPECT_DUTIES = "SELECT CASE WHEN json(?4) = (SELECT json_group_array(json_array(e.day, e.person_id, e.is_fixed))
            FROM (SELECT day, person_id, is_fixed FROM duty
                WHERE department_id = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day) AS e)
        THEN 1 ELSE json('stale') END AS guard";
    /// Takes the duties of department ?1 from ?2 to ?3 away that are not among the days ?4.
    CLEAR_DUTIES = "DELETE FROM duty WHERE department_id = ?1 AND day BETWEEN ?2 AND ?3
        AND day NOT IN (SELECT e.value FROM json_each(?4) AS e)";
    /// Gives the days ?2, as [day, person], of department ?1 to their people. A fixed day that passes to somebody else is
    /// no longer fixed.
    PLAN_DUTIES = "INSERT INTO duty (department_id, day, person_id)
        SELECT ?1, e.value ->> 0, e.value ->> 1 FROM json_each(?2) AS e WHERE true
        ON CONFLICT (department_id, day) DO UPDATE SET person_id = excluded.person_id, is_fixed = 0,
            version = duty.version + 1
        WHERE duty.person_id <> excluded.person_id";
    /// Gives day ?2 of department ?1 to person ?3 for good, if ?4 still has it or, where ?4 is null, nobody.
    SET_DUTY = "INSERT INTO duty (department_id, day, person_id, is_fixed) SELECT ?1, ?2, ?3, 1
        WHERE ?4 IS NULL OR EXISTS (SELECT 1 FROM duty WHERE department_id = ?1 AND day = ?2 AND person_id = ?4)
        ON CONFLICT (department_id, day) DO UPDATE SET person_id = excluded.person_id, is_fixed = 1,
            version = duty.version + 1
        WHERE duty.person_id = ?4";
    /// Takes day ?2 of department ?1 from person ?3.
    DELETE_DUTY = "DELETE FROM duty WHERE department_id = ?1 AND day = ?2 AND person_id = ?3";
    /// Hands day `:day` of department `:department_id` from person `:from_id` to person `:to_id`, if `:to_id` works there that day, as published.
    EXCHANGE_DUTY = "UPDATE duty SET person_id = :to_id, is_fixed = 1, version = version + 1
        WHERE department_id = :department_id AND day = :day AND person_id = :from_id
        AND EXISTS (SELECT 1 FROM roster_entry AS c CROSS JOIN roster AS r ON r.id = c.roster_id
            CROSS JOIN shift_kind AS k ON k.id = c.kind_id CROSS JOIN post AS p ON p.person_id = c.person_id
                AND +p.department_id = :department_id AND c.day BETWEEN p.from_day AND p.until_day
            WHERE c.person_id = :to_id AND c.day = :day AND r.department_id = :department_id AND r.status = 'published'
            AND k.is_work = 1)";

    /// The offers to swap in department ?1 that person ?3 made or got and that still wait: both days lie after ?2 and
    /// belong to whom they did. Void are those of which somebody does not work, as published, on the day that they take.
    LIST_SWAPS = "SELECT s.id, s.department_id, s.day, s.person_id, p.name AS person_name, s.other_day,
            s.other_person_id, o.name AS other_name, s.state,
            NOT (EXISTS (SELECT 1 FROM roster_entry AS c CROSS JOIN roster AS r ON r.id = c.roster_id
                CROSS JOIN shift_kind AS k ON k.id = c.kind_id CROSS JOIN post AS w ON w.person_id = c.person_id
                AND +w.department_id = ?1 AND c.day BETWEEN w.from_day AND w.until_day
                WHERE c.person_id = s.person_id AND c.day = s.other_day AND r.department_id = ?1 AND r.status = 'published'
                AND k.is_work = 1)
            AND EXISTS (SELECT 1 FROM roster_entry AS c CROSS JOIN roster AS r ON r.id = c.roster_id
                CROSS JOIN shift_kind AS k ON k.id = c.kind_id CROSS JOIN post AS w ON w.person_id = c.person_id
                AND +w.department_id = ?1 AND c.day BETWEEN w.from_day AND w.until_day
                WHERE c.person_id = s.other_person_id AND c.day = s.day AND r.department_id = ?1 AND r.status = 'published'
                AND k.is_work = 1)) AS is_void
        FROM duty_swap AS s
        CROSS JOIN duty AS a ON a.department_id = s.department_id AND a.day = s.day
        CROSS JOIN duty AS b ON b.department_id = s.department_id AND b.day = s.other_day
        CROSS JOIN person AS p ON p.id = s.person_id
        CROSS JOIN person AS o ON o.id = s.other_person_id
        WHERE s.department_id = ?1 AND s.day > ?2 AND s.other_day > ?2 AND s.state = 'offered'
        AND ?3 IN (s.person_id, s.other_person_id)
        AND a.person_id = s.person_id AND b.person_id = s.other_person_id
        ORDER BY s.day";
    /// An offer in department ?2 that person ?3 made or got.
    GET_SWAP = "SELECT s.id, s.department_id, s.day, s.person_id, p.name AS person_name, s.other_day,
            s.other_person_id, o.name AS other_name, s.state
        FROM duty_swap AS s
        CROSS JOIN person AS p ON p.id = s.person_id
        CROSS JOIN person AS o ON o.id = s.other_person_id
        WHERE s.id = ?1 AND s.department_id = ?2 AND ?3 IN (s.person_id, s.other_person_id)";
    /// Who has the days ?2 and ?3 of department ?1, and whether each of them works, as published, on the other's day.
    FIND_PAIR = "SELECT a.person_id, b.person_id AS other_person_id, o.name AS other_name,
            EXISTS (SELECT 1 FROM roster_entry AS c CROSS JOIN roster AS r ON r.id = c.roster_id
                CROSS JOIN shift_kind AS k ON k.id = c.kind_id CROSS JOIN post AS p ON p.person_id = c.person_id
                AND +p.department_id = ?1 AND c.day BETWEEN p.from_day AND p.until_day
                WHERE c.person_id = a.person_id AND c.day = ?3 AND r.department_id = ?1 AND r.status = 'published'
                AND k.is_work = 1) AS may_take,
            EXISTS (SELECT 1 FROM roster_entry AS c CROSS JOIN roster AS r ON r.id = c.roster_id
                CROSS JOIN shift_kind AS k ON k.id = c.kind_id CROSS JOIN post AS p ON p.person_id = c.person_id
                AND +p.department_id = ?1 AND c.day BETWEEN p.from_day AND p.until_day
                WHERE c.person_id = b.person_id AND c.day = ?2 AND r.department_id = ?1 AND r.status = 'published'
                AND k.is_work = 1) AS other_may_take
        FROM duty AS a CROSS JOIN duty AS b ON b.department_id = a.department_id AND b.day = ?3
        CROSS JOIN person AS o ON o.id = b.person_id
        WHERE a.department_id = ?1 AND a.day = ?2";
    /// Offers person `:other_person_id` to exchange their day `:other_day` for person `:person_id`'s day `:day`, unless there is an offer of this id, or `:person_id` has
    /// offered that day already and could still be answered on day `:today`.
    INSERT_SWAP = "INSERT INTO duty_swap (id, department_id, day, person_id, other_day, other_person_id)
        SELECT :id, :department_id, :day, :person_id, :other_day, :other_person_id
        WHERE NOT EXISTS (SELECT 1 FROM duty_swap AS s
            CROSS JOIN duty AS b ON b.department_id = s.department_id AND b.day = s.other_day
            WHERE s.department_id = :department_id AND s.day = :day AND s.person_id = :person_id AND s.state = 'offered'
            AND s.other_day > :today AND b.person_id = s.other_person_id)
        ON CONFLICT (id) DO NOTHING";
    /// The offers to swap in department ?1 that wait for an answer, whose first day is ?2 or later.
    LIST_OFFERED = "SELECT s.id, s.department_id, s.day, s.person_id, p.name AS person_name, s.other_day,
            s.other_person_id, o.name AS other_name, s.state
        FROM duty_swap AS s
        CROSS JOIN person AS p ON p.id = s.person_id
        CROSS JOIN person AS o ON o.id = s.other_person_id
        WHERE s.department_id = ?1 AND s.day >= ?2 AND s.state = 'offered'";
    /// Frees the days of the departments ?2 that the people ?1 have from ?3 on.
    FREE_DUTIES_OF = "DELETE FROM duty WHERE department_id IN (SELECT value FROM json_each(?2) AS e) AND day >= ?3
        AND person_id IN (SELECT value FROM json_each(?1) AS e)";
    /// Ends the offers ?1 that wait for an answer.
    END_SWAPS = "UPDATE duty_swap SET state = 'withdrawn', version = version + 1
        WHERE id IN (SELECT value FROM json_each(?1) AS e) AND state = 'offered'";
    /// Moves an offer on that still waits for an answer.
    MOVE_SWAP = "UPDATE duty_swap SET state = :state, version = version + 1 WHERE id = :id AND state = 'offered'";

    /// The days from ?2 to ?3 on which person ?4 has department ?1's duty, as far as rosters are published, and whether
    /// they work there that day.
    LIST_MY_DUTIES = "SELECT c.day, EXISTS (SELECT 1 FROM roster_entry AS w CROSS JOIN shift_kind AS k ON k.id = w.kind_id
            WHERE w.person_id = c.person_id AND w.day = c.day AND w.roster_id = r.id
            AND k.is_work = 1) AS is_working
        FROM duty AS c CROSS JOIN roster AS r ON r.month = substr(c.day, 1, 7) AND r.department_id = c.department_id
        WHERE c.department_id = ?1 AND c.day BETWEEN ?2 AND ?3 AND c.person_id = ?4 AND r.status = 'published'
            AND EXISTS (SELECT 1 FROM post AS s WHERE s.person_id = c.person_id AND +s.department_id = c.department_id
                AND c.day BETWEEN s.from_day AND s.until_day)
        ORDER BY c.day";
    /// Who has duty on day ?3 of month ?2 in the departments ?1, as far as their rosters are published, and whether they
    /// work there that day. Who has left the department has no duty.
    LIST_TEAM_DUTIES = "SELECT c.department_id, c.person_id, p.name,
            EXISTS (SELECT 1 FROM roster_entry AS w CROSS JOIN shift_kind AS k ON k.id = w.kind_id
                WHERE w.person_id = c.person_id AND w.day = c.day AND w.roster_id = r.id
                AND k.is_work = 1) AS is_working
        FROM json_each(?1) AS wanted
        CROSS JOIN duty AS c ON c.department_id = wanted.value AND c.day = ?3
        CROSS JOIN roster AS r ON r.month = ?2 AND r.department_id = wanted.value AND r.status = 'published'
        CROSS JOIN person AS p ON p.id = c.person_id
        WHERE EXISTS (SELECT 1 FROM post AS s WHERE s.person_id = c.person_id AND +s.department_id = c.department_id
            AND c.day BETWEEN s.from_day AND s.until_day)";
}
