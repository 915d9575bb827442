//! SQL of what a month is planned with.

use crate::kernel::d1::statements;

statements! {
    /// Department ?1's people from ?2 to ?3 with what they are planned for, on whichever roster, from ?4 to ?5 and from
    /// ?6 to ?7, and the days between ?4 and ?7 on which they may do neither night work nor overtime. What protects
    /// them is not read.
    LIST_SURROUNDINGS = "SELECT p.id AS person_id, p.number,
            r.from_day AS barred_from, r.until_day AS barred_until,
            (SELECT json_group_array(json_array(c.day, c.kind_id, c.roster_id)) FROM roster_entry AS c
                WHERE c.person_id = p.id AND c.day BETWEEN ?4 AND ?5 AND c.kind_id IS NOT NULL) AS before,
            (SELECT json_group_array(json_array(c.day, c.kind_id, c.roster_id)) FROM roster_entry AS c
                WHERE c.person_id = p.id AND c.day BETWEEN ?6 AND ?7 AND c.kind_id IS NOT NULL) AS after
        FROM (SELECT DISTINCT person_id FROM post WHERE department_id = ?1 AND until_day >= ?2 AND from_day <= ?3) AS whom
        CROSS JOIN person AS p ON p.id = whom.person_id
        LEFT JOIN protection AS r ON r.person_id = p.id AND r.kind IS NOT NULL AND r.from_day <= ?7 AND r.until_day >= ?4";

    /// Department `:department_id`'s people from `:first` to `:last` and whoever stands on its roster of month `:month`, with what they are planned for,
    /// on whichever roster, from `:from_day` to `:until_day`, as [day, kind, version, on this department's rosters of `:month` and `:month_before`, the draft
    /// that it stands on], and the days on which they may do neither night work nor overtime. This department's roster
    /// of `:month` counts as no draft; the others are of the months `:month_before` to `:month_after`.
    LIST_PLANNED = "WITH whom (id) AS (
            SELECT person_id FROM post
                WHERE department_id = :department_id AND until_day >= :first AND from_day <= :last
            UNION SELECT person_id FROM roster_entry
                WHERE roster_id = (SELECT id FROM roster WHERE month = :month AND department_id = :department_id))
        SELECT p.id AS person_id, p.number, (SELECT json_group_array(json_array(m.from_day, m.until_day)) FROM employment AS m WHERE m.person_id = p.id) AS employed,
            (SELECT json_group_array(json_array(s.from_day, s.until_day)) FROM post AS s
                WHERE s.person_id = p.id AND +s.department_id = :department_id) AS stays,
            r.from_day AS barred_from, r.until_day AS barred_until,
            (SELECT json_group_array(json_array(c.day, c.kind_id, c.version,
                    c.roster_id IN (SELECT id FROM roster WHERE month IN (:month, :month_before) AND department_id = :department_id),
                    CASE WHEN c.roster_id IN (SELECT id FROM roster WHERE month BETWEEN :month_before AND :month_after AND status = 'draft'
                        AND NOT (month = :month AND department_id = :department_id)) THEN c.roster_id END))
                FROM roster_entry AS c WHERE c.person_id = p.id AND c.day BETWEEN :from_day AND :until_day) AS cells
        FROM whom CROSS JOIN person AS p ON p.id = whom.id
        LEFT JOIN protection AS r ON r.person_id = p.id AND r.kind IS NOT NULL AND r.from_day <= :until_day AND r.until_day >= :from_day";
    /// The people `:people` with what they are planned for from `:from_day` to `:until_day`, in the months `:month_from` to `:month_until`, as `LIST_PLANNED`; on published
    /// rosters alone with `:is_told`.
    FIND_PLANNED = "SELECT p.id AS person_id, p.number, (SELECT json_group_array(json_array(m.from_day, m.until_day)) FROM employment AS m WHERE m.person_id = p.id) AS employed,
            r.from_day AS barred_from, r.until_day AS barred_until,
            (SELECT json_group_array(json_array(c.day, c.kind_id, c.version, 1, CASE WHEN :is_told = 0 AND c.roster_id IN
                    (SELECT id FROM roster WHERE month BETWEEN :month_from AND :month_until AND status = 'draft') THEN c.roster_id END))
                FROM roster_entry AS c
                WHERE c.person_id = p.id AND c.day BETWEEN :from_day AND :until_day AND (:is_told = 0 OR c.roster_id IN
                    (SELECT id FROM roster WHERE month BETWEEN :month_from AND :month_until AND status = 'published'))) AS cells
        FROM json_each(:people) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
        LEFT JOIN protection AS r ON r.person_id = p.id AND r.kind IS NOT NULL AND r.from_day <= :until_day AND r.until_day >= :from_day";

    /// The drafts of the months ?1 to ?2, by name.
    LIST_DRAFTS = "SELECT r.id, r.month, d.name AS department FROM roster AS r CROSS JOIN department AS d
        ON d.id = r.department_id WHERE r.month BETWEEN ?1 AND ?2 AND r.status = 'draft'";
    /// The same, by their ids alone.
    LIST_DRAFT_IDS = "SELECT id FROM roster WHERE month BETWEEN ?1 AND ?2 AND status = 'draft'";
    /// How often the days of person ?1 from ?2 to ?3 have been written.
    COUNT_WRITES = "SELECT ?2 AS from_day, ?3 AS until_day, coalesce(sum(version), 0) AS writes FROM roster_entry
        WHERE person_id = ?1 AND day BETWEEN ?2 AND ?3";
}
