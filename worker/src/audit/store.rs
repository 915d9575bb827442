//! SQL of reading the audit log. Ids are in the order of time, so that days are bounds of ids: from ?1 on, before ?2.

use crate::kernel::d1::statements;

statements! {
    /// Lines, the latest first.
    LIST_AUDIT = "SELECT a.id, a.at, a.actor_id, p.number AS actor_number, p.name AS actor_name, a.address, a.action,
            a.subject, a.before, a.after, a.request_id
        FROM audit a LEFT JOIN person p ON p.id = a.actor_id
        WHERE a.id >= ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3";
    /// Lines of one action ?4.
    LIST_AUDIT_OF_ACTION = "SELECT a.id, a.at, a.actor_id, p.number AS actor_number, p.name AS actor_name, a.address,
            a.action, a.subject, a.before, a.after, a.request_id
        FROM audit a LEFT JOIN person p ON p.id = a.actor_id
        WHERE a.action = ?4 AND a.id >= ?1 AND a.id < ?2 ORDER BY a.id DESC LIMIT ?3";
    /// Lines of one person ?5, of one action ?4 where it is given.
    LIST_AUDIT_OF_ACTOR = "SELECT a.id, a.at, a.actor_id, p.number AS actor_number, p.name AS actor_name, a.address,
            a.action, a.subject, a.before, a.after, a.request_id
        FROM audit a LEFT JOIN person p ON p.id = a.actor_id
        WHERE a.actor_id = ?5 AND (?4 IS NULL OR +a.action = ?4) AND a.id >= ?1 AND a.id < ?2
        ORDER BY a.id DESC LIMIT ?3";
}
