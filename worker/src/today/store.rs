//! SQL of what a shop lacks.

use crate::kernel::d1::statements;

statements! {
    /// What a shop without any roster lacks for its first one, beside person ?1; nothing once there is a roster. Only
    /// managers have a department in their roles.
    FIND_LACKS = "SELECT NOT EXISTS (SELECT 1 FROM department WHERE parent_id > '') AS departments,
            NOT EXISTS (SELECT 1 FROM person WHERE status = 'active' AND id <> ?1) AS people,
            NOT EXISTS (SELECT 1 FROM shift_kind WHERE is_archived = 0) AS shift_kinds,
            NOT EXISTS (SELECT 1 FROM role_grant WHERE department_id > '') AS manager
        WHERE NOT EXISTS (SELECT 1 FROM roster WHERE month > '')";
}
