//! SQL of the calendar.

use crate::kernel::d1::statements;

statements! {
    /// The days from ?1 to ?2 that differ from their weekday.
    LIST_HOLIDAYS = "SELECT day, kind, name FROM holiday WHERE day BETWEEN ?1 AND ?2 ORDER BY day";
    /// How often a year's table was replaced.
    GET_HOLIDAY_YEAR = "SELECT version FROM holiday_year WHERE year = ?1";
    /// Counts a replacement of year ?1, if version ?2 stands; 0 for a year that nobody has entered.
    COUNT_HOLIDAY_YEAR = "INSERT INTO holiday_year (year) SELECT ?1
        WHERE ?2 = 0 OR EXISTS (SELECT 1 FROM holiday_year WHERE year = ?1)
        ON CONFLICT (year) DO UPDATE SET version = version + 1 WHERE version = ?2";
    /// Empties the table from ?1 to ?2.
    DELETE_HOLIDAYS = "DELETE FROM holiday WHERE day BETWEEN ?1 AND ?2";
    /// Writes the days ?1, as [day, kind, name].
    INSERT_HOLIDAYS = "INSERT INTO holiday (day, kind, name)
        SELECT e.value ->> 0, e.value ->> 1, e.value ->> 2 FROM json_each(?1) AS e";
}
