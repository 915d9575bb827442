//! SQL of notices. Whose they are is said here, in the statements.

use crate::kernel::d1::statements;

statements! {
    /// Puts what the readers of the notices ?1 have read of their topics aside, so that the inbox keeps it.
    SET_ASIDE = "UPDATE notice SET topic = topic || ' ' || id
        WHERE read_at IS NOT NULL AND (person_id, topic) IN (
            SELECT e.value ->> 'person_id', e.value ->> 'topic' FROM json_each(?1) AS e)";
    /// Tells the notices ?1 to those of their readers who are active. What stands unread of the same kind and topic is
    /// joined with it: days that are told already keep what was said of them, so that a change tells from what was known.
    /// What was read has been set aside.
    TELL = "INSERT INTO notice (person_id, topic, id, kind, subject, by_id, told_at, until_day)
        SELECT p.id, e.value ->> 'topic', e.value ->> 'id', e.value ->> 'kind', e.value -> 'subject',
            e.value ->> 'by_id', e.value ->> 'told_at', e.value ->> 'until_day'
        FROM json_each(?1) AS e CROSS JOIN person AS p ON p.id = e.value ->> 'person_id'
        WHERE p.status = 'active'
        ON CONFLICT (person_id, topic) DO UPDATE SET id = excluded.id, kind = excluded.kind,
            subject = CASE WHEN notice.read_at IS NULL AND notice.kind = excluded.kind
                THEN json_patch(excluded.subject, notice.subject) ELSE excluded.subject END,
            until_day = CASE WHEN notice.read_at IS NULL AND notice.kind = excluded.kind
                THEN max(excluded.until_day, notice.until_day) ELSE excluded.until_day END,
            by_id = excluded.by_id, told_at = excluded.told_at, read_at = NULL";
    /// Tells all administrators of topic ?1, once: kind ?3 about ?4 since ?5 until ?6. Their ids begin as ?2 does.
    TELL_ADMINISTRATORS = "INSERT INTO notice (person_id, topic, id, kind, subject, told_at, until_day)
        SELECT g.person_id, ?1, substr(?2, 1, 24) || lower(hex(randomblob(6))), ?3, ?4, ?5, ?6
        FROM role_grant AS g CROSS JOIN person AS p ON p.id = g.person_id
        WHERE g.role = 'administrator' AND p.status = 'active'
        ON CONFLICT (person_id, topic) DO NOTHING";
    /// Takes person ?1's notice of topic ?2 away.
    UNTELL = "DELETE FROM notice WHERE person_id = ?1 AND topic = ?2";
    /// Takes day ?3, as a JSON path, out of what person ?1 is told of topic ?2.
    UNTELL_DAY = "UPDATE notice SET subject = json_remove(subject, ?3)
        WHERE person_id = ?1 AND topic = ?2 AND read_at IS NULL AND json_type(subject, ?3) IS NOT NULL";
    /// Takes all of a person's notices away.
    FORGET = "DELETE FROM notice WHERE person_id = ?1";
    /// The first ?4 notices, by when their time ends, that person ?1 has not read at ?3 on day ?2. An offer that waits for
    /// an answer is told among what there is to do.
    LIST_UNREAD = "SELECT n.id, n.kind, n.subject, n.told_at, p.name AS person_name
        FROM notice AS n LEFT JOIN person AS p ON p.id = n.by_id
        WHERE n.person_id = ?1 AND n.read_at IS NULL AND n.until_day >= ?2 AND n.told_at <= ?3
            AND n.kind <> 'swap_offered'
        ORDER BY n.until_day LIMIT ?4";
    /// The ?4 latest notices of person ?1 that are told before notice ?3, since ?2.
    LIST_INBOX = "SELECT n.id, n.kind, n.subject, n.told_at, n.read_at IS NOT NULL AS is_read, p.name AS person_name
        FROM notice AS n LEFT JOIN person AS p ON p.id = n.by_id
        WHERE n.person_id = ?1 AND (n.told_at, n.id) < (?2, ?3)
        ORDER BY n.told_at DESC, n.id DESC LIMIT ?4";
    /// Marks the notices ?2 of person ?1 as read at ?3.
    READ = "UPDATE notice SET read_at = ?3 WHERE person_id = ?1 AND read_at IS NULL
        AND id IN (SELECT value FROM json_each(?2) AS e)";
    /// Marks everything that person ?1 was told up to notice ?3, since ?2, as read at ?4, as far as it is told by then.
    READ_ALL = "UPDATE notice SET read_at = ?4
        WHERE person_id = ?1 AND read_at IS NULL AND (told_at, id) <= (?2, ?3) AND told_at <= ?4";
    /// The last of the hundred readers who follow ?1.
    FIND_LAST_READER = "WITH RECURSIVE page (id) AS (
            SELECT min(n.person_id) FROM notice AS n WHERE n.person_id > ?1
            UNION ALL
            SELECT (SELECT min(n.person_id) FROM notice AS n WHERE n.person_id > page.id) FROM page
            WHERE page.id IS NOT NULL LIMIT 100)
        SELECT max(page.id) AS last FROM page";
    /// Forgets what they were told before ?2 and did not matter any more on day ?3.
    DELETE_OLD = "DELETE FROM notice WHERE (person_id, topic) IN (
            WITH RECURSIVE page (id) AS (
                SELECT min(n.person_id) FROM notice AS n WHERE n.person_id > ?1
                UNION ALL
                SELECT (SELECT min(n.person_id) FROM notice AS n WHERE n.person_id > page.id) FROM page
                WHERE page.id IS NOT NULL LIMIT 100)
            SELECT n.person_id, n.topic FROM page CROSS JOIN notice AS n ON n.person_id = page.id
            WHERE n.told_at < ?2 AND n.until_day < ?3)";
    /// Marks person ?1's notice of topic ?2 as read at ?3.
    READ_TOPIC = "UPDATE notice SET read_at = ?3 WHERE person_id = ?1 AND topic = ?2 AND read_at IS NULL";
}
