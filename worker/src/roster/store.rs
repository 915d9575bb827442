//! SQL of rosters.
//!
//! Published-only and in-scope are said here, in the statements, so that no draft and no other department's row is ever
//! read and then filtered. A plus before a post's department keeps SQLite with the few posts of a person, which it would
//! otherwise look for among all of the department. `CROSS JOIN` keeps SQLite from reordering a join: the tables stand in
//! the order in which they are read.

use crate::kernel::d1::statements;

statements! {
    /// How many months department ?1 has a roster of.
    COUNT_ROSTERS = "SELECT count(*) AS count FROM roster WHERE department_id = ?1";
    /// A department's name and its roster of a month, if there is one.
    GET_HEAD = "SELECT d.id AS department_id, d.name AS department_name, r.status, r.published_at,
            p.name AS published_by, r.sign_off, r.version
        FROM department AS d
        LEFT JOIN roster AS r ON r.month = ?1 AND r.department_id = d.id
        LEFT JOIN person AS p ON p.id = r.published_by
        WHERE d.id = ?2";
    /// The rosters of a month in some departments, with those that have none but have people from ?3 to ?4.
    LIST_HEADS = "SELECT wanted.value AS department_id, r.status, r.published_at, p.name AS published_by, r.sign_off,
            r.version
        FROM json_each(?2) AS wanted
        LEFT JOIN roster AS r ON r.month = ?1 AND r.department_id = wanted.value
        LEFT JOIN person AS p ON p.id = r.published_by
        WHERE r.id IS NOT NULL OR EXISTS (SELECT 1 FROM post AS q WHERE q.department_id = wanted.value
            AND q.until_day >= ?3 AND q.from_day <= ?4)";
    /// Who was in a department from ?2 to ?3, a row a post, in no order: sorting here would count each twice. Whether they
    /// work elsewhere before or after is told by the periods of work.
    LIST_PEOPLE = "SELECT p.id, p.number, p.name, s.position_id, s.from_day, s.until_day,
            (SELECT json_group_array(json_array(m.from_day, m.until_day)) FROM employment AS m
                WHERE m.person_id = p.id) AS employed
        FROM post AS s CROSS JOIN person AS p ON p.id = s.person_id
        WHERE s.department_id = ?1 AND s.until_day >= ?2 AND s.from_day <= ?3";
    /// People by id, who stand on a roster of a department where they were not.
    FIND_PEOPLE = "SELECT p.id, p.number, p.name, p.position_id,
            (SELECT json_group_array(json_array(m.from_day, m.until_day)) FROM employment AS m
                WHERE m.person_id = p.id) AS employed
        FROM json_each(?1) AS wanted CROSS JOIN person AS p ON p.id = wanted.value";
    /// A roster's cells, one row a day: a month of 200 people would otherwise be 6000 objects on their way out of D1.
    LIST_CELLS = "SELECT c.day, json_group_array(
            json_array(c.person_id, c.kind_id, c.version, c.changed_from, c.changed_at)) AS cells
        FROM roster_entry AS c
        WHERE c.roster_id = (SELECT id FROM roster WHERE month = ?1 AND department_id = ?2)
        GROUP BY c.day";

    /// Of the people ?1, those who are in department ?2, with when, or stand on its roster of month ?3, from day ?4 to ?5.
    /// The plus keeps SQLite from looking through the whole roster for them.
    FIND_MEMBERS = "SELECT p.id, p.number, (SELECT json_group_array(json_array(s.from_day, s.until_day)) FROM post AS s
                WHERE s.person_id = p.id AND +s.department_id = ?2 AND s.until_day >= ?4 AND s.from_day <= ?5) AS stays
        FROM json_each(?1) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
        WHERE EXISTS (SELECT 1 FROM post AS s
            WHERE s.person_id = p.id AND +s.department_id = ?2 AND s.until_day >= ?4 AND s.from_day <= ?5) OR EXISTS (SELECT 1 FROM roster_entry AS c
            WHERE c.person_id = p.id AND c.day BETWEEN ?4 AND ?5
            AND +c.roster_id = (SELECT id FROM roster WHERE month = ?3 AND department_id = ?2))";
    /// The cells ?1, as [person, day, version seen], that stand. Whose roster holds one is told when it is not that of
    /// department ?2 and month ?3, and who changed it when that was not seen.
    FIND_CELLS = "SELECT c.person_id, c.day, c.kind_id, c.version, c.changed_from, c.changed_at, c.updated_at,
            o.department_id AS other_department_id, o.status AS other_status, p.name AS updated_by
        FROM json_each(?1) AS wanted
        CROSS JOIN roster_entry AS c ON c.person_id = wanted.value ->> 0 AND c.day = wanted.value ->> 1
        LEFT JOIN roster AS o ON o.id = CASE WHEN c.roster_id IS NOT
            (SELECT id FROM roster WHERE month = ?3 AND department_id = ?2) THEN c.roster_id END
        LEFT JOIN person AS p ON p.id = CASE WHEN o.id IS NOT NULL OR c.version <> wanted.value ->> 2
            THEN c.updated_by END";
    /// Creates a department's roster of a month, unless there is one.
    INSERT_ROSTER = "INSERT INTO roster (id, month, department_id) VALUES (?1, ?2, ?3)
        ON CONFLICT (month, department_id) DO NOTHING";
    /// Writes the cells `:cells`, as [person, day, kind, version seen, changed from, changed at, kind before], where the
    /// version that was seen still stands. Roster `:month` `:department_id` must still be at version `:version`, so that none is published unseen;
    /// and where the rules were asked, the days of the people `:judged_people` from `:judged_from` to `:judged_until` must have been written `:judged_writes` times as then.
    UPSERT_CELLS = "INSERT INTO roster_entry
            (person_id, day, roster_id, kind_id, version, changed_from, changed_at, updated_by, updated_at)
        SELECT e.value ->> 0, e.value ->> 1, r.id, e.value ->> 2, (e.value ->> 3) + 1, e.value ->> 4, e.value ->> 5, :me, :now
        FROM roster AS r CROSS JOIN json_each(:cells) AS e
        WHERE r.month = :month AND r.department_id = :department_id AND r.version = :version
            AND (:judged_people IS NULL OR :judged_writes = (SELECT coalesce(sum(c.version), 0) FROM json_each(:judged_people) AS wanted
                CROSS JOIN roster_entry AS c ON c.person_id = wanted.value AND c.day BETWEEN :judged_from AND :judged_until))
        ON CONFLICT (person_id, day) DO UPDATE SET roster_id = excluded.roster_id, kind_id = excluded.kind_id,
            version = excluded.version, changed_from = excluded.changed_from, changed_at = excluded.changed_at,
            updated_by = excluded.updated_by, updated_at = excluded.updated_at
        WHERE roster_entry.version = excluded.version - 1";
    /// Puts the cells ?1, written as for `UPSERT_CELLS`, on the trail of changes after publication.
    INSERT_CHANGES = "INSERT INTO roster_change
            (roster_id, person_id, day, kind_before, kind_after, changed_by, changed_at)
        SELECT r.id, e.value ->> 0, e.value ->> 1, e.value ->> 6, e.value ->> 2, ?4, ?5
        FROM roster AS r CROSS JOIN json_each(?1) AS e
        WHERE r.month = ?2 AND r.department_id = ?3";
    /// Publishes a draft, if the days of the people `:judged_people` from `:judged_from` to `:judged_until` have been written `:judged_writes` times, as when the rules were
    /// asked.
    PUBLISH_ROSTER = "UPDATE roster SET status = 'published', published_at = :now, published_by = :me, sign_off = :sign_off,
            version = version + 1
        WHERE month = :month AND department_id = :department_id AND version = :version AND status = 'draft'
            AND :judged_writes = (SELECT coalesce(sum(c.version), 0) FROM json_each(:judged_people) AS wanted
                CROSS JOIN roster_entry AS c ON c.person_id = wanted.value AND c.day BETWEEN :judged_from AND :judged_until)";

    /// The published rosters of month ?1, from day ?3 to ?4, of the departments that person ?2 is in.
    FIND_PUBLISHED = "SELECT r.id FROM post AS s CROSS JOIN roster AS r ON r.month = ?1 AND r.department_id = s.department_id
        WHERE s.person_id = ?2 AND s.until_day >= ?3 AND s.from_day <= ?4 AND r.status = 'published'";
    /// A person's published days from ?2 to ?3, which lie in the months ?5 and ?6. Those that their own department ?4
    /// holds are told by one look at its rosters; only another department's are looked up cell by cell.
    LIST_MY_DAYS = "SELECT c.day, c.kind_id, c.changed_from, c.changed_at FROM roster_entry AS c
        WHERE c.person_id = ?1 AND c.day BETWEEN ?2 AND ?3 AND (c.kind_id IS NOT NULL OR c.changed_at IS NOT NULL)
        AND (c.roster_id IN (SELECT id FROM roster
                WHERE month IN (?5, ?6) AND department_id = ?4 AND status = 'published')
            OR EXISTS (SELECT 1 FROM roster AS r WHERE r.id = c.roster_id AND r.status = 'published'))
        ORDER BY c.day";
    /// The cells that notices of person ?1 speak of which are unread on day ?2, where something else stands now than when
    /// the person was told last.
    LIST_NOTICED_CHANGES = "SELECT n.id AS notice_id, d.key AS day, nullif(d.value, '') AS was, c.kind_id
        FROM notice AS n CROSS JOIN json_each(n.subject, '$.days') AS d
        LEFT JOIN roster_entry AS c ON c.person_id = n.person_id AND c.day = d.key
        WHERE n.person_id = ?1 AND n.read_at IS NULL AND n.until_day >= ?2 AND n.kind = 'shifts_changed'
            AND c.kind_id IS NOT nullif(d.value, '')
        ORDER BY d.key";
    /// The same of the notices on a page of the inbox of ?1: the ?4 latest that are told before notice ?3, since ?2.
    LIST_INBOX_CHANGES = "SELECT page.id AS notice_id, d.key AS day, nullif(d.value, '') AS was, c.kind_id
        FROM (SELECT n.id, n.person_id, n.kind, n.subject FROM notice AS n
            WHERE n.person_id = ?1 AND (n.told_at, n.id) < (?2, ?3)
            ORDER BY n.told_at DESC, n.id DESC LIMIT ?4) AS page
        CROSS JOIN json_each(page.subject, '$.days') AS d
        LEFT JOIN roster_entry AS c ON c.person_id = page.person_id AND c.day = d.key
        WHERE page.kind = 'shifts_changed' AND c.kind_id IS NOT nullif(d.value, '')
        ORDER BY d.key";
    /// How many notices person ?1 has not read at ?2, of those that the inbox shows to whoever manages the departments
    /// ?3. It stops counting at a hundred.
    COUNT_UNREAD = "SELECT count(*) AS count FROM (SELECT 1 FROM notice AS n
        WHERE n.person_id = ?1 AND n.read_at IS NULL AND n.told_at <= ?2
            AND (n.subject ->> 'managed' IS NULL OR n.subject ->> 'managed' IN (SELECT value FROM json_each(?3)))
            AND (n.kind <> 'shifts_changed' OR EXISTS (
                SELECT 1 FROM json_each(n.subject, '$.days') AS d
                LEFT JOIN roster_entry AS c ON c.person_id = n.person_id AND c.day = d.key
                WHERE c.kind_id IS NOT nullif(d.value, '')))
        LIMIT 100)";
    /// The published shifts of day ?3 of month ?2 in the departments ?1. Who has left the department works there no more.
    LIST_TEAM_DAY = "SELECT c.day, c.person_id, p.number, p.name, p.position_id, r.department_id, c.kind_id,
            c.changed_at IS NOT NULL AS is_changed
        FROM json_each(?1) AS wanted
        CROSS JOIN roster AS r ON r.month = ?2 AND r.department_id = wanted.value AND r.status = 'published'
        CROSS JOIN roster_entry AS c ON c.roster_id = r.id AND c.day = ?3 AND c.kind_id IS NOT NULL
        CROSS JOIN person AS p ON p.id = c.person_id
        WHERE EXISTS (SELECT 1 FROM post AS s WHERE s.person_id = c.person_id AND +s.department_id = wanted.value
            AND c.day BETWEEN s.from_day AND s.until_day)";
    /// As `LIST_TEAM_DAY`, but only shifts that end after their day's midnight.
    LIST_TEAM_NIGHT = "SELECT c.day, c.person_id, p.number, p.name, p.position_id, r.department_id, c.kind_id,
            c.changed_at IS NOT NULL AS is_changed
        FROM json_each(?1) AS wanted
        CROSS JOIN roster AS r ON r.month = ?2 AND r.department_id = wanted.value AND r.status = 'published'
        CROSS JOIN roster_entry AS c ON c.roster_id = r.id AND c.day = ?3
            AND c.kind_id IN (SELECT k.kind_id FROM shift_kind_hours AS k
                WHERE k.end_minute > 1440 AND k.from_day = (SELECT max(v.from_day) FROM shift_kind_hours AS v
                    WHERE v.kind_id = k.kind_id AND v.from_day <= ?3))
        CROSS JOIN person AS p ON p.id = c.person_id
        WHERE EXISTS (SELECT 1 FROM post AS s WHERE s.person_id = c.person_id AND +s.department_id = wanted.value
            AND c.day BETWEEN s.from_day AND s.until_day)";
    /// Of the departments ?1 in the months ?2, those that have people in it, on day ?3 or later, and no published roster.
    /// People are looked for only where the roster is missing.
    LIST_UNPUBLISHED = "SELECT wanted.value AS department_id, d.name AS department_name, e.value AS month
        FROM json_each(?2) AS e CROSS JOIN json_each(?1) AS wanted
        LEFT JOIN roster AS r ON r.month = e.value AND r.department_id = wanted.value
        LEFT JOIN department AS d ON d.id = CASE WHEN r.status IS NOT 'published' THEN wanted.value END
        WHERE d.id IS NOT NULL AND (SELECT 1 FROM post AS s WHERE s.department_id = d.id
            AND s.until_day >= max(?3, e.value || '-01') AND s.from_day <= e.value || '-31' LIMIT 1)";
}
