//! SQL of jobs.

use crate::kernel::d1::statements;
use dianwu_domain::Zone;
use serde::Deserialize;

statements! {
    /// The shop's zone; nothing before the shop is set up.
    FIND_ZONE = "SELECT h.zone_minutes FROM shop h WHERE h.id = 1";
    /// Opens the runs ?1, as far as they have not been opened before.
    OPEN_RUNS = "INSERT INTO job_run (period, job) SELECT e.value ->> 'period', e.value ->> 'job' FROM json_each(?1) AS e
        WHERE true ON CONFLICT DO NOTHING";
    /// Runs that wait at ?1 and nobody works on: few, since each call goes on with all of them.
    LIST_DUE = "SELECT r.period, r.job FROM job_run AS r WHERE r.state = 'open' AND r.held_until <= ?1";
    /// Takes a run ?1, ?2 until ?4, unless somebody works on it at ?3.
    TAKE_RUN = "UPDATE job_run SET turn = turn + 1, attempts = attempts + 1, held_until = ?4,
            started_at = coalesce(started_at, ?3)
        WHERE period = ?1 AND job = ?2 AND state = 'open' AND held_until <= ?3
        RETURNING cursor, turn, attempts, error";
    /// Notes how far turn ?3 of a run has come, and holds it until ?5 with ?6 attempts.
    MOVE_RUN = "UPDATE job_run SET cursor = ?4, held_until = ?5, attempts = ?6, error = ''
        WHERE period = ?1 AND job = ?2 AND turn = ?3 AND state = 'open' RETURNING turn";
    /// Ends a run by its turn ?3 at ?5 in the state ?4, with the last error's words ?6.
    END_RUN = "UPDATE job_run SET state = ?4, finished_at = ?5, error = ?6
        WHERE period = ?1 AND job = ?2 AND turn = ?3 AND state = 'open'";
    /// Leaves a run whose turn ?3 has failed with the words ?4 to the next event.
    LEAVE_RUN = "UPDATE job_run SET held_until = 0, error = ?4
        WHERE period = ?1 AND job = ?2 AND turn = ?3 AND state = 'open'";
    /// How many rows the statement before it has changed.
    COUNT_CHANGES = "SELECT changes() AS count";
    /// Forgets runs of periods before ?1, also those that no version knows any more.
    DELETE_OLD_RUNS = "DELETE FROM job_run WHERE period < ?1";
}

#[derive(Deserialize)]
pub struct ZoneRecord {
    pub zone_minutes: Zone,
}

/// A run that waits. They are in order when the oldest period comes first.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueRecord {
    pub period: String,
    pub job: String,
}

/// A run that was taken.
#[derive(Deserialize)]
pub struct TakenRecord {
    pub cursor: String,
    pub turn: u32,
    pub attempts: u32,
    pub error: String,
}

#[derive(Deserialize)]
pub struct CountRecord {
    pub count: u32,
}
