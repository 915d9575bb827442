//! SQL of departments and positions.

use crate::kernel::d1::statements;
use dianwu_domain::{Use, UsedBy};
use serde::Deserialize;

statements! {
    /// All departments.
    LIST_DEPARTMENTS = "SELECT id, name, parent_id, sort, version FROM department ORDER BY sort, name";
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
    /// What holds department ?1.
    COUNT_DEPARTMENT_USES = "SELECT
        (SELECT count(*) FROM person WHERE department_id = ?1 AND status = 'active') AS people,
        (SELECT count(*) FROM person WHERE department_id = ?1 AND status = 'left') AS people_left,
        (SELECT count(*) FROM department WHERE parent_id = ?1) AS departments,
        (SELECT count(*) FROM role_grant WHERE department_id = ?1) AS managers,
        (SELECT count(*) FROM demand WHERE department_id = ?1) AS demands,
        (SELECT count(*) FROM rule_set WHERE department_id = ?1) AS rules,
        (SELECT count(*) FROM duty WHERE department_id = ?1) AS duties,
        (SELECT count(*) FROM duty_swap WHERE department_id = ?1) AS duty_swaps,
        (SELECT count(*) FROM open_shift WHERE department_id = ?1) AS open_shifts,
        (SELECT count(*) FROM roster WHERE department_id = ?1) AS rosters";
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
    /// Who holds position ?1.
    COUNT_POSITION_USES = "SELECT
        (SELECT count(*) FROM person WHERE position_id = ?1 AND status = 'active') AS people,
        (SELECT count(*) FROM person WHERE position_id = ?1 AND status = 'left') AS people_left";
}

/// How many of what hold a department or position; a position is held by people alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Uses {
    people: u32,
    people_left: u32,
    departments: u32,
    managers: u32,
    demands: u32,
    rules: u32,
    duties: u32,
    duty_swaps: u32,
    open_shifts: u32,
    rosters: u32,
}

impl Uses {
    /// Those that there are.
    pub fn list(&self) -> Vec<Use> {
        [
            (UsedBy::People, self.people),
            (UsedBy::PeopleLeft, self.people_left),
            (UsedBy::Departments, self.departments),
            (UsedBy::Managers, self.managers),
            (UsedBy::Demands, self.demands),
            (UsedBy::Rules, self.rules),
            (UsedBy::Duties, self.duties),
            (UsedBy::DutySwaps, self.duty_swaps),
            (UsedBy::OpenShifts, self.open_shifts),
            (UsedBy::Rosters, self.rosters),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(what, count)| Use { what, count })
        .collect()
    }
}
