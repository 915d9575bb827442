//! SQL of departments and positions.

use crate::kernel::d1::statements;

statements! {
    /// All departments.
    LIST_DEPARTMENTS = "SELECT id, name, parent_id, sort, version FROM department ORDER BY sort, name";
    /// A department's name.
    GET_DEPARTMENT = "SELECT name FROM department WHERE id = ?1";
    /// Creates a department, if there is none of this id.
    INSERT_DEPARTMENT = "INSERT INTO department (id, name, parent_id, sort, name_key) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (id) DO NOTHING";
    /// Changes a department if version ?6 stands, and unless it would come to lie below itself: two moves at once could
    /// make a circle that neither of them saw. Nor may it come below somebody who manages what it does not lie below
    /// now, and so would see its people, nor be taken from somebody who manages what it lies below, unless an
    /// administrator (?7 is 1) moves it.
    UPDATE_DEPARTMENT = "WITH RECURSIVE
            above (id) AS (SELECT ?3 UNION SELECT d.parent_id FROM department d JOIN above ON d.id = above.id),
            up (id) AS (SELECT ?1 UNION SELECT d.parent_id FROM department d JOIN up ON d.id = up.id),
            other (id) AS (
                SELECT above.id FROM above WHERE above.id NOT IN (SELECT up.id FROM up WHERE up.id IS NOT NULL)
                UNION ALL SELECT up.id FROM up
                WHERE up.id <> ?1 AND up.id NOT IN (SELECT above.id FROM above WHERE above.id IS NOT NULL))
        UPDATE department SET name = ?2, parent_id = ?3, sort = ?4, name_key = ?5, version = version + 1
        WHERE id = ?1 AND version = ?6 AND NOT EXISTS (SELECT 1 FROM above WHERE above.id = ?1)
            AND (?7 = 1 OR NOT EXISTS (SELECT 1 FROM other CROSS JOIN role_grant g ON g.department_id = other.id))";
    /// Somebody who would come to manage department ?1, or would no longer, were ?2 above it.
    FIND_OTHER_MANAGER = "WITH RECURSIVE
            above (id) AS (SELECT ?2 UNION SELECT d.parent_id FROM department d JOIN above ON d.id = above.id),
            up (id) AS (SELECT ?1 UNION SELECT d.parent_id FROM department d JOIN up ON d.id = up.id),
            other (id) AS (
                SELECT above.id FROM above WHERE above.id NOT IN (SELECT up.id FROM up WHERE up.id IS NOT NULL)
                UNION ALL SELECT up.id FROM up
                WHERE up.id <> ?1 AND up.id NOT IN (SELECT above.id FROM above WHERE above.id IS NOT NULL))
        SELECT g.person_id AS id FROM other CROSS JOIN role_grant g ON g.department_id = other.id LIMIT 1";
    /// Deletes a department. Foreign keys keep one that holds anybody or anything.
    DELETE_DEPARTMENT = "DELETE FROM department WHERE id = ?1";
    /// How many people work in department ?1.
    COUNT_PEOPLE_OF_DEPARTMENT = "SELECT count(*) AS count FROM person WHERE department_id = ?1 AND status = 'active'";
    /// How many have or will have worked there who do not today.
    COUNT_LEFT_OF_DEPARTMENT = "SELECT count(DISTINCT s.person_id) AS count FROM post s CROSS JOIN person p ON p.id = s.person_id
        WHERE s.department_id = ?1 AND (p.status = 'left' OR p.department_id <> ?1)";
    /// How many departments are right below it.
    COUNT_DEPARTMENTS_BELOW = "SELECT count(*) AS count FROM department WHERE parent_id = ?1";
    /// How many roles are granted over it.
    COUNT_MANAGERS_OF_DEPARTMENT = "SELECT count(*) AS count FROM role_grant WHERE department_id = ?1";
    /// All positions.
    LIST_POSITIONS = "SELECT id, name, sort, version FROM position ORDER BY sort, name";
    /// Creates a position, if there is none of this id.
    INSERT_POSITION = "INSERT INTO position (id, name, sort, name_key) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (id) DO NOTHING";
    /// Changes a position if version ?5 stands.
    UPDATE_POSITION = "UPDATE position SET name = ?2, sort = ?3, name_key = ?4, version = version + 1
        WHERE id = ?1 AND version = ?5";
    /// Deletes a position. Foreign keys keep one that somebody holds.
    DELETE_POSITION = "DELETE FROM position WHERE id = ?1";
    /// How many people hold position ?1.
    COUNT_PEOPLE_OF_POSITION = "SELECT count(*) AS count FROM person WHERE position_id = ?1 AND status = 'active'";
    /// How many have or will have held it who do not today.
    COUNT_LEFT_OF_POSITION = "SELECT count(DISTINCT s.person_id) AS count FROM post s CROSS JOIN person p ON p.id = s.person_id
        WHERE s.position_id = ?1 AND (p.status = 'left' OR p.position_id IS NOT ?1)";
}
