//! SQL of demands and cycles.

use crate::kernel::d1::statements;

statements! {
    /// How many demands department ?1 has.
    COUNT_DEMANDS = "SELECT count(*) AS count FROM demand WHERE department_id = ?1";
    /// A department's demands.
    LIST_DEMANDS = "SELECT id, kind_id, start_minute, end_minute, weekdays, from_day, until_day, heads, version
        FROM demand WHERE department_id = ?1";
    /// Creates a demand, unless there is one of this id.
    INSERT_DEMAND = "INSERT INTO demand
            (id, department_id, kind_id, start_minute, end_minute, weekdays, from_day, until_day, heads)
        VALUES (:id, :department_id, :kind_id, :start_minute, :end_minute, :weekdays, :from_day, :until_day, :heads) ON CONFLICT (id) DO NOTHING";
    /// Changes a demand.
    UPDATE_DEMAND = "UPDATE demand SET kind_id = :kind_id, start_minute = :start_minute, end_minute = :end_minute, weekdays = :weekdays, from_day = :from_day,
            until_day = :until_day, heads = :heads, version = version + 1
        WHERE id = :id AND department_id = :department_id AND version = :version";
    /// Deletes a demand.
    DELETE_DEMAND = "DELETE FROM demand WHERE id = ?1 AND department_id = ?2";
    /// The shop's cycles.
    LIST_CYCLES = "SELECT id, name, days, version FROM cycle";
    /// Creates a cycle, unless there is one of this id.
    INSERT_CYCLE = "INSERT INTO cycle (id, name, days, name_key) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO NOTHING";
    /// Changes a cycle.
    UPDATE_CYCLE = "UPDATE cycle SET name = ?2, days = ?3, name_key = ?4, version = version + 1
        WHERE id = ?1 AND version = ?5";
    /// Deletes a cycle.
    DELETE_CYCLE = "DELETE FROM cycle WHERE id = ?1";
}
