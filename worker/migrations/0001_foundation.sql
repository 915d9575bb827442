-- The shop, its people, their accounts, and the audit log.
-- Days are TEXT 'YYYY-MM-DD' (they sort as text), instants INTEGER milliseconds since 1970, minutes INTEGER from
-- midnight, ids TEXT in lower case with hyphens.

CREATE TABLE shop (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  zone_minutes INTEGER NOT NULL CHECK (zone_minutes BETWEEN -720 AND 840),
  cut_off INTEGER NOT NULL CHECK (cut_off BETWEEN 0 AND 720),
  service_from INTEGER NOT NULL CHECK (service_from BETWEEN 0 AND 1439),
  service_until INTEGER NOT NULL CHECK (service_until BETWEEN 1 AND 2160),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (service_from < service_until)
) STRICT;

CREATE TABLE department (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  parent_id TEXT REFERENCES department (id),
  sort INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (parent_id <> id)
) STRICT;
CREATE UNIQUE INDEX department_name ON department (coalesce(parent_id, ''), name);
CREATE INDEX department_parent ON department (parent_id);

CREATE TABLE position (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 40),
  sort INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  number TEXT NOT NULL UNIQUE CHECK (length(number) BETWEEN 1 AND 20),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  phone TEXT UNIQUE CHECK (length(phone) BETWEEN 5 AND 20),
  department_id TEXT NOT NULL REFERENCES department (id),
  position_id TEXT REFERENCES position (id),
  hired_on TEXT NOT NULL CHECK (length(hired_on) = 10),
  work_began_on TEXT CHECK (length(work_began_on) = 10),
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'left')),
  left_on TEXT CHECK (length(left_on) = 10),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  CHECK ((status = 'left') = (left_on IS NOT NULL)),
  CHECK (left_on IS NULL OR left_on >= hired_on)
) STRICT;
-- A month's sheet wants a department's people who had not left before it: one range of this index.
CREATE INDEX person_department ON person (department_id, coalesce(left_on, '9999-12-31'), number);
CREATE INDEX person_position ON person (position_id);
-- The list of those who work here, by number: it must not grow with those who left.
CREATE INDEX person_status ON person (status, number);

-- 孕期、哺乳期. A table of its own, so that only statements written for HR can read it.
CREATE TABLE protection (
  person_id TEXT PRIMARY KEY NOT NULL REFERENCES person (id),
  kind TEXT CHECK (kind IN ('pregnant', 'nursing')),
  from_day TEXT CHECK (length(from_day) = 10),
  until_day TEXT CHECK (length(until_day) = 10),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((kind IS NULL) = (from_day IS NULL) AND (kind IS NULL) = (until_day IS NULL)),
  CHECK (from_day <= until_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE role_grant (
  person_id TEXT NOT NULL REFERENCES person (id),
  role TEXT NOT NULL CHECK (role IN ('manager', 'hr', 'administrator')),
  department_id TEXT REFERENCES department (id),
  CHECK ((role = 'manager') = (department_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX role_grant_once ON role_grant (person_id, role, coalesce(department_id, ''));
CREATE INDEX role_grant_department ON role_grant (department_id);
CREATE INDEX role_grant_administrator ON role_grant (role) WHERE role = 'administrator';

-- How somebody signs in. The hash is Argon2id in PHC form; a one-time code is hashed the same way and expires.
CREATE TABLE credential (
  person_id TEXT PRIMARY KEY NOT NULL REFERENCES person (id),
  password_hash TEXT NOT NULL,
  must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  expires_at INTEGER,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Signed-in devices. Only the SHA-256 of a token is kept.
CREATE TABLE session (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
  person_id TEXT NOT NULL REFERENCES person (id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  address TEXT NOT NULL CHECK (length(address) <= 64),
  user_agent TEXT NOT NULL CHECK (length(user_agent) <= 256)
) STRICT;
CREATE INDEX session_person ON session (person_id, seen_at);

-- Failed sign-ins by what was typed and by address.
CREATE TABLE sign_in_throttle (
  key TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL,
  failed_at INTEGER NOT NULL,
  closed_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_throttle_failed ON sign_in_throttle (failed_at);

-- Who changed what. Ids are UUIDv7, so the primary key is the order of time; the triggers keep it append-only.
CREATE TABLE audit (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  at INTEGER NOT NULL,
  actor_id TEXT REFERENCES person (id),
  address TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT NOT NULL DEFAULT '',
  after TEXT NOT NULL DEFAULT '',
  request_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_actor ON audit (actor_id, id);
CREATE INDEX audit_action ON audit (action, id);
CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_keeps_text BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
