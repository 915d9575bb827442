//! SQL of accounts and sessions.

use crate::kernel::d1::{flag, statements};
use dianwu_domain::{Instant, PersonId, SessionId, session::api::SessionRow, text::StaffNumber};
use serde::Deserialize;

statements! {
    /// Whether there is an administrator.
    FIND_ADMINISTRATOR = "SELECT person_id FROM role_grant WHERE role = 'administrator' LIMIT 1";
    /// The account of a staff number (first) or a phone.
    FIND_ACCOUNT = "SELECT p.id, p.number, c.password_hash, c.must_change, c.expires_at
        FROM person p JOIN credential c ON c.person_id = p.id
        WHERE (p.number = ?1 OR p.phone = ?2) AND p.status = 'active'
        ORDER BY p.number = ?1 DESC LIMIT 1";
    /// The account of a person within some departments, with whether they are an administrator.
    FIND_ACCOUNT_IN_SCOPE = "SELECT p.id, p.number,
            EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND g.role = 'administrator') AS is_administrator
        FROM person p
        WHERE p.id = ?1 AND p.status = 'active' AND p.department_id IN (SELECT value FROM json_each(?2))";
    /// The hash of a person's password.
    FIND_CREDENTIAL = "SELECT password_hash FROM credential WHERE person_id = ?1";
    /// Sets a password. A one-time code must be changed and expires.
    SET_CREDENTIAL = "INSERT INTO credential (person_id, password_hash, must_change, expires_at, changed_at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash,
            must_change = excluded.must_change, expires_at = excluded.expires_at, changed_at = excluded.changed_at";
    /// Opens a session.
    INSERT_SESSION = "INSERT INTO session (id, token_hash, person_id, created_at, seen_at, expires_at, address, user_agent)
        VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7)";
    /// A person's sessions that still stand, the latest first.
    LIST_SESSIONS = "SELECT id, created_at, seen_at, address, user_agent FROM session
        WHERE person_id = ?1 AND expires_at > ?2 ORDER BY seen_at DESC LIMIT 50";
    /// One of a person's own sessions.
    FIND_OWN_SESSION = "SELECT id, created_at, seen_at, address, user_agent FROM session WHERE id = ?1 AND person_id = ?2";
    /// Ends one of a person's own sessions.
    DELETE_SESSION = "DELETE FROM session WHERE id = ?1 AND person_id = ?2";
    /// Ends a person's sessions but one.
    DELETE_OTHER_SESSIONS = "DELETE FROM session WHERE person_id = ?1 AND id <> ?2";
    /// Ends all of a person's sessions.
    DELETE_SESSIONS = "DELETE FROM session WHERE person_id = ?1";
    /// Forgets a person's sessions that have expired.
    DELETE_EXPIRED_SESSIONS = "DELETE FROM session WHERE person_id = ?1 AND expires_at <= ?2";
    /// What is known of failed sign-ins by two keys.
    FIND_THROTTLES = "SELECT max(closed_until) AS closed_until FROM sign_in_throttle WHERE key IN (?1, ?2)";
    /// Counts an attempt as failed before it is checked, so that guesses sent at once all count. ?3 lists by number
    /// of failures for how many milliseconds sign-in then closes; failures before ?4 are forgotten.
    COUNT_ATTEMPT = "INSERT INTO sign_in_throttle (key, failures, failed_at, closed_until)
        VALUES (?1, 1, ?2, ?2 + (SELECT value FROM json_each(?3) WHERE key = 1))
        ON CONFLICT (key) DO UPDATE SET
            failures = CASE WHEN failed_at < ?4 THEN 1 ELSE failures + 1 END,
            closed_until = ?2 + (SELECT value FROM json_each(?3) WHERE key =
                min(json_array_length(?3) - 1, CASE WHEN failed_at < ?4 THEN 1 ELSE failures + 1 END)),
            failed_at = ?2";
    /// Forgets an account's failures after it signed in.
    CLEAR_ACCOUNT_ATTEMPTS = "DELETE FROM sign_in_throttle WHERE key = ?1";
    /// Takes back the attempt that turned out right, without forgetting others from the same address.
    UNCOUNT_ATTEMPT = "UPDATE sign_in_throttle SET failures = max(failures - 1, 0), closed_until = 0 WHERE key = ?1";
    /// Forgets old failures.
    CLEAR_OLD_ATTEMPTS = "DELETE FROM sign_in_throttle WHERE failed_at < ?1";
    /// Creates the shop.
    INSERT_SHOP = "INSERT INTO shop (id, name, zone_minutes, cut_off, service_from, service_until)
        VALUES (1, ?1, 480, 240, 480, 1440) ON CONFLICT (id) DO UPDATE SET name = excluded.name";
    /// Creates the root department.
    INSERT_ROOT = "INSERT INTO department (id, name, name_key) VALUES (?1, ?2, ?3)";
    /// Creates the first administrator's person.
    INSERT_FOUNDER = "INSERT INTO person (id, number, name, department_id, hired_on, created_at, name_key, sounds)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    /// Makes them administrator, if there is none.
    GRANT_FOUNDER = "INSERT INTO role_grant (person_id, role) SELECT ?1, 'administrator'
        WHERE NOT EXISTS (SELECT 1 FROM role_grant WHERE role = 'administrator')";
    /// Creates the shift kinds of the shop's rules.
    INSERT_SHIFT_KINDS = "INSERT INTO shift_kind (id, code, name, hue, start_minute, end_minute, meal_minutes, paid_minutes, sort)
        SELECT e.value ->> 'id', e.value ->> 'code', e.value ->> 'name', e.value ->> 'hue', e.value ->> 'start',
            e.value ->> 'end', e.value ->> 'meal', e.value ->> 'paid', e.key
        FROM json_each(?1) e WHERE true ON CONFLICT DO NOTHING";
}

/// An account at sign-in.
#[derive(Deserialize)]
pub struct AccountRecord {
    pub id: PersonId,
    pub number: StaffNumber,
    pub password_hash: String,
    #[serde(deserialize_with = "flag")]
    pub must_change: bool,
    pub expires_at: Option<Instant>,
}

/// An account whose password HR resets.
#[derive(Deserialize)]
pub struct ScopedAccountRecord {
    pub id: PersonId,
    pub number: StaffNumber,
    #[serde(deserialize_with = "flag")]
    pub is_administrator: bool,
}

/// A hash.
#[derive(Deserialize)]
pub struct CredentialRecord {
    pub password_hash: String,
}

/// Until when sign-in is closed.
#[derive(Deserialize)]
pub struct ThrottleRecord {
    pub closed_until: Option<Instant>,
}

/// A session.
#[derive(Deserialize)]
pub struct SessionRecord {
    pub id: SessionId,
    created_at: Instant,
    seen_at: Instant,
    address: String,
    user_agent: String,
}

impl SessionRecord {
    /// The session as its owner sees it from the session `current`.
    pub fn into_row(self, current: SessionId) -> SessionRow {
        SessionRow {
            id: self.id,
            created_at: self.created_at,
            seen_at: self.seen_at,
            address: self.address,
            user_agent: self.user_agent,
            is_current: self.id == current,
        }
    }
}
