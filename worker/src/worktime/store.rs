//! SQL of the rules of working time.

use crate::kernel::d1::statements;

statements! {
    /// Whether department ?1 has rules of its own.
    COUNT_RULES = "SELECT count(*) AS count FROM rule_set WHERE department_id = ?1";
    /// The rules of every department that has its own.
    LIST_RULE_SETS = "SELECT department_id, rules, version FROM rule_set";
    /// A department's own rules.
    GET_RULE_SET = "SELECT department_id, rules, version FROM rule_set WHERE department_id = ?1";
    /// The rules that hold for a department: its own, or those of the nearest one above that has any.
    FIND_RULES = "WITH RECURSIVE up (id, parent_id, height) AS (
            SELECT id, parent_id, 0 FROM department WHERE id = ?1
            UNION ALL SELECT d.id, d.parent_id, up.height + 1 FROM up CROSS JOIN department AS d ON d.id = up.parent_id)
        SELECT r.department_id, r.rules, r.version FROM up CROSS JOIN rule_set AS r ON r.department_id = up.id
        ORDER BY up.height LIMIT 1";
    /// Gives department ?1 the rules ?2, if version ?3 stands; 0 for one without rules of its own.
    SAVE_RULE_SET = "INSERT INTO rule_set (department_id, rules) SELECT ?1, ?2
        WHERE ?3 = 0 OR EXISTS (SELECT 1 FROM rule_set WHERE department_id = ?1)
        ON CONFLICT (department_id) DO UPDATE SET rules = excluded.rules, version = version + 1 WHERE version = ?3";
    /// Takes a department's own rules away.
    DELETE_RULE_SET = "DELETE FROM rule_set WHERE department_id = ?1";
}
