//! SQL of reading the audit log. Ids are in the order of time, so that days are bounds of ids.

use crate::kernel::d1::statements;

statements! {
    /// Lines from id ?1 on, before ?2, the latest ?3, that the reader may see: all of them when ?7, otherwise those whose
    /// action is in the list ?8 and those of the rosters of departments ?9. Of them those that ?4 did, that concern ?5
    /// and whose action is ?6, where they are given. Where the page begins is found by the narrowest index that helps:
    /// whom it concerns, who did it, the order of time, or the latest of each action and each department, so that a page
    /// costs the same however long the log is. Address and request are shown when ?10.
    LIST_AUDIT = "WITH page (id) AS (
            SELECT id FROM (SELECT c.audit_id AS id FROM audit_person c JOIN audit a ON a.id = c.audit_id
                WHERE c.person_id = ?5 AND c.audit_id >= ?1 AND c.audit_id < ?2
                    AND (?4 IS NULL OR +a.actor_id = ?4) AND (?6 IS NULL OR +a.action = ?6)
                    AND (?7 OR +a.action IN (SELECT value FROM json_each(?8))
                        OR +a.department_id IN (SELECT value FROM json_each(?9)))
                ORDER BY c.audit_id DESC LIMIT ?3)
            UNION ALL SELECT id FROM (SELECT a.id FROM audit a
                WHERE ?5 IS NULL AND a.actor_id = ?4 AND a.id >= ?1 AND a.id < ?2
                    AND (?6 IS NULL OR +a.action = ?6)
                    AND (?7 OR +a.action IN (SELECT value FROM json_each(?8))
                        OR +a.department_id IN (SELECT value FROM json_each(?9)))
                ORDER BY a.id DESC LIMIT ?3)
            UNION ALL SELECT id FROM (SELECT a.id FROM audit a
                WHERE ?5 IS NULL AND ?4 IS NULL AND ?7 AND a.id >= ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3)
            UNION ALL SELECT a.id FROM json_each(?8) k JOIN audit a ON a.id IN (
                SELECT x.id FROM audit x WHERE x.action = k.value AND x.id >= ?1 AND x.id < ?2
                ORDER BY x.id DESC LIMIT ?3)
                WHERE ?5 IS NULL AND ?4 IS NULL
            UNION ALL SELECT a.id FROM json_each(?9) k JOIN audit a ON a.id IN (
                SELECT x.id FROM audit x WHERE x.department_id = k.value AND x.id >= ?1 AND x.id < ?2
                    AND (?6 IS NULL OR +x.action = ?6)
                ORDER BY x.id DESC LIMIT ?3)
                WHERE ?5 IS NULL AND ?4 IS NULL
        )
        SELECT a.id, a.at, a.actor_id, p.number AS actor_number, p.name AS actor_name,
            CASE WHEN ?10 THEN a.address ELSE '' END AS address, a.action, a.subject, a.before, a.after,
            CASE WHEN ?10 THEN a.request_id ELSE '' END AS request_id,
            d.name AS department, json_array_length(a.people) AS people_count,
            (SELECT json_group_array(json_object('id', w.id, 'number', w.number, 'name', w.name))
                FROM json_each(a.people) e JOIN person w ON w.id = e.value WHERE e.key < ?11) AS people,
            (SELECT json_group_object(t.atom, coalesce(
                    (SELECT x.name FROM department x WHERE x.id = t.atom),
                    (SELECT x.name FROM position x WHERE x.id = t.atom),
                    (SELECT x.name FROM shift_kind x WHERE x.id = t.atom),
                    (SELECT x.name FROM person x WHERE x.id = t.atom),
                    (SELECT json_extract(x.before, '$.name') FROM audit x
                        WHERE x.action IN ('department.delete', 'position.delete')
                            AND json_extract(x.before, '$.id') = t.atom)))
                FROM json_tree('[' || CASE WHEN json_valid(a.before) THEN a.before ELSE 'null' END
                    || ',' || CASE WHEN json_valid(a.after) THEN a.after ELSE 'null' END || ']') t
                WHERE t.type = 'text' AND length(t.atom) = 36) AS names
        FROM page JOIN audit a ON a.id = page.id
        LEFT JOIN person p ON p.id = a.actor_id
        LEFT JOIN department d ON d.id = a.department_id
        ORDER BY page.id DESC LIMIT ?3";
}
