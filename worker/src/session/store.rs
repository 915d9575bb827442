//! SQL of accounts and sessions.

use crate::kernel::d1::{flag, statements};
use dianwu_domain::{
    Instant, PersonId, SessionId,
    session::api::SessionRow,
    text::{Name, Phone, StaffNumber},
};
use serde::Deserialize;

statements! {
    /// Whether there is an administrator.
    FIND_ADMINISTRATOR = "SELECT person_id FROM role_grant WHERE role = 'administrator' LIMIT 1";
    /// The account of a staff number (first) or a phone, and which browser ?3 is, if its owner has signed in with it.
    FIND_ACCOUNT = "SELECT p.id, p.number, c.password_hash, c.must_change, c.expires_at, c.code_used_at,
            (SELECT k.device FROM known_device k WHERE k.person_id = p.id AND k.token_hash = ?3) AS known_device
        FROM person p JOIN credential c ON c.person_id = p.id JOIN shop h ON h.id = 1
        WHERE (p.number = ?1 OR p.phone = ?2) AND p.status = 'active'
            AND coalesce(p.works_until, '9999-12-31') >= date(?4 / 1000 + (h.zone_minutes - h.cut_off) * 60, 'unixepoch')
        ORDER BY p.number = ?1 DESC LIMIT 1";
    /// The account of a person within some departments, with whether they are an administrator.
    FIND_ACCOUNT_IN_SCOPE = "SELECT p.id, p.number, p.name, p.phone,
            EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND g.role = 'administrator') AS is_administrator
        FROM person p
        WHERE p.id = ?1 AND p.status = 'active' AND p.department_id IN (SELECT value FROM json_each(?2))";
    /// Those of some people ?1 who work in departments ?2 and have no password of their own; administrators among them
    /// only if ?3 is 1.
    FIND_CODELESS = "SELECT p.id, p.number, p.name, p.phone, 0 AS is_administrator
        FROM json_each(?1) e CROSS JOIN person p ON p.id = e.value LEFT JOIN credential c ON c.person_id = p.id
        WHERE p.status = 'active' AND p.department_id IN (SELECT value FROM json_each(?2))
            AND coalesce(c.must_change, 1) = 1
            AND (?3 = 1 OR NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND g.role = 'administrator'))
        ORDER BY p.number";
    /// The hash of a person's password, and their phone, which must not be in it.
    FIND_CREDENTIAL = "SELECT c.password_hash, p.phone FROM credential c JOIN person p ON p.id = c.person_id
        WHERE c.person_id = ?1";
    /// Sets a password. A one-time code must be changed and expires.
    SET_CREDENTIAL = "INSERT INTO credential (person_id, password_hash, must_change, expires_at, changed_at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash,
            must_change = excluded.must_change, expires_at = excluded.expires_at, changed_at = excluded.changed_at,
            code_used_at = NULL";
    /// The same for the people and hashes of ?1, but for those who have a password of their own by now.
    SET_CODES = "INSERT INTO credential (person_id, password_hash, must_change, expires_at, changed_at)
        SELECT e.value ->> 'id', e.value ->> 'hash', 1, ?2, ?3 FROM json_each(?1) e
        JOIN person p ON p.id = e.value ->> 'id' AND p.status = 'active'
        ON CONFLICT (person_id) DO UPDATE SET password_hash = excluded.password_hash,
            expires_at = excluded.expires_at, changed_at = excluded.changed_at, code_used_at = NULL
        WHERE must_change = 1
        RETURNING person_id AS id";
    /// Ends the sessions that codes had opened, of those people of ?1 who have no password of their own.
    DELETE_CODE_SESSIONS = "DELETE FROM session WHERE person_id IN (
            SELECT c.person_id FROM json_each(?1) e CROSS JOIN credential c ON c.person_id = e.value ->> 'id'
            WHERE c.must_change = 1)";
    /// Ends a password or a one-time code, so that it opens nothing when its owner comes back.
    DELETE_CREDENTIAL = "DELETE FROM credential WHERE person_id = ?1";
    /// Replaces the password ?2 that was proved just now by the owner's new one.
    CHANGE_CREDENTIAL = "UPDATE credential SET password_hash = ?3, must_change = 0, expires_at = NULL, changed_at = ?4,
            signed_in_at = ?4, code_used_at = NULL
        WHERE person_id = ?1 AND password_hash = ?2";
    /// Notes that password ?2, which was proved just now, signs in, while its owner works here. A code does it once.
    USE_CREDENTIAL = "UPDATE credential SET signed_in_at = iif(must_change, signed_in_at, ?3),
            code_used_at = iif(must_change, ?3, NULL)
        WHERE person_id = ?1 AND password_hash = ?2 AND code_used_at IS NULL
            AND EXISTS (SELECT 1 FROM person p WHERE p.id = ?1 AND p.status = 'active')";
    /// Stops the batch unless the caller may still touch the account: it is in departments ?2, and no administrator's
    /// unless ?3 is 1.
    EXPECT_TOUCHABLE = "SELECT CASE WHEN EXISTS (SELECT 1 FROM person p
            WHERE p.id = ?1 AND p.status = 'active' AND p.department_id IN (SELECT value FROM json_each(?2))
                AND (?3 = 1
                    OR NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = ?1 AND g.role = 'administrator')))
        THEN 1 ELSE json('stale') END AS guard";
    /// Opens a session. ?8 is when it ends whatever happens, if that is sooner than usual.
    INSERT_SESSION = "INSERT INTO session
            (id, token_hash, person_id, created_at, seen_at, expires_at, address, user_agent, ends_at)
        VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8)";
    /// Gives a session another id and token, and begins it anew.
    ROTATE_SESSION = "UPDATE session SET id = ?3, token_hash = ?4, created_at = ?5, seen_at = ?5, expires_at = ?6,
            ends_at = NULL
        WHERE id = ?1 AND person_id = ?2";
    /// A person's sessions that still stand, the latest first. There are never more: [`TRIM_SESSIONS`].
    LIST_SESSIONS = "SELECT id, created_at, seen_at, address, user_agent FROM session
        WHERE person_id = ?1 AND expires_at > ?2 ORDER BY seen_at DESC LIMIT 50";
    /// Ends all but a person's latest 49 sessions, so that with a new one all can be listed.
    TRIM_SESSIONS = "DELETE FROM session WHERE person_id = ?1 AND id NOT IN (
            SELECT s.id FROM session s WHERE s.person_id = ?1 ORDER BY s.seen_at DESC LIMIT 49)";
    /// One of a person's own sessions.
    FIND_OWN_SESSION = "SELECT id, created_at, seen_at, address, user_agent FROM session WHERE id = ?1 AND person_id = ?2";
    /// Ends one of a person's own sessions.
    DELETE_SESSION = "DELETE FROM session WHERE id = ?1 AND person_id = ?2";
    /// Ends the session of a token.
    DELETE_SESSION_OF_TOKEN = "DELETE FROM session WHERE token_hash = ?1";
    /// Ends a person's sessions but one.
    DELETE_OTHER_SESSIONS = "DELETE FROM session WHERE person_id = ?1 AND id <> ?2";
    /// Ends all of a person's sessions.
    DELETE_SESSIONS = "DELETE FROM session WHERE person_id = ?1";
    /// Forgets a person's sessions that have expired.
    DELETE_EXPIRED_SESSIONS = "DELETE FROM session WHERE person_id = ?1 AND expires_at <= ?2";
    /// Gives a browser another token, for all who have signed in with it.
    ROTATE_DEVICE = "UPDATE known_device SET token_hash = ?2 WHERE token_hash = ?1";
    /// Notes that a person has signed in with a browser: the one that others know by this token, else a new one.
    INSERT_DEVICE = "INSERT INTO known_device (person_id, token_hash, seen_at, device)
        VALUES (?1, ?2, ?3, coalesce((SELECT k.device FROM known_device k WHERE k.token_hash = ?2 LIMIT 1), ?2))
        ON CONFLICT (person_id, token_hash) DO UPDATE SET seen_at = excluded.seen_at";
    /// Forgets all but the twenty browsers that a person used last.
    TRIM_DEVICES = "DELETE FROM known_device WHERE person_id = ?1 AND token_hash NOT IN (
            SELECT k.token_hash FROM known_device k WHERE k.person_id = ?1 ORDER BY k.seen_at DESC LIMIT 20)";
    /// Forgets a person's browsers but the one of this token.
    DELETE_OTHER_DEVICES = "DELETE FROM known_device WHERE person_id = ?1 AND token_hash <> ?2";
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
    INSERT_SHIFT_KINDS = "INSERT INTO shift_kind (id, code, name, hue, is_work, sort)
        SELECT e.value ->> 'id', e.value ->> 'code', e.value ->> 'name', e.value ->> 'hue',
            e.value ->> 'start' IS NOT NULL, e.key
        FROM json_each(?1) e WHERE true ON CONFLICT DO NOTHING";
    /// Gives those of them that were created their hours.
    INSERT_SHIFT_HOURS = "INSERT INTO shift_kind_hours (kind_id, from_day, start_minute, end_minute, meal_minutes, paid_minutes)
        SELECT k.id, '2000-01-01', e.value ->> 'start', e.value ->> 'end', e.value ->> 'meal', e.value ->> 'paid'
        FROM json_each(?1) e CROSS JOIN shift_kind AS k ON k.id = e.value ->> 'id' AND k.is_work = 1";
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
    pub code_used_at: Option<Instant>,
    /// The browser that signs in, if the owner has signed in with it before.
    pub known_device: Option<String>,
}

/// An account that HR touches.
#[derive(Deserialize)]
pub struct ScopedAccountRecord {
    pub id: PersonId,
    pub number: StaffNumber,
    pub name: Name,
    pub phone: Option<Phone>,
    #[serde(deserialize_with = "flag")]
    pub is_administrator: bool,
}

/// A hash, and the phone of its owner.
#[derive(Deserialize)]
pub struct CredentialRecord {
    pub password_hash: String,
    pub phone: Option<Phone>,
}

/// Somebody.
#[derive(Deserialize)]
pub struct PersonIdRecord {
    pub id: PersonId,
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
