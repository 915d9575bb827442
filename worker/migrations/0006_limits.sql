-- Limits that hold: attempts by account and network, known devices, sessions that end, codes that open once, and a
-- trace of what was refused.

-- After how many failures in a row the key is closed for a while.
ALTER TABLE sign_in_throttle ADD COLUMN allowance INTEGER NOT NULL DEFAULT 5;

-- Browsers in which a person has signed in before: strangers' guesses do not close sign-in for them. Only the SHA-256
-- of a browser's token is kept.
CREATE TABLE known_device (
  person_id TEXT NOT NULL REFERENCES person (id),
  token_hash TEXT NOT NULL CHECK (length(token_hash) = 64),
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, token_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX known_device_token ON known_device (token_hash);

-- When a session ends whatever happens; NULL is 90 days after it began.
ALTER TABLE session ADD COLUMN ends_at INTEGER;
UPDATE session SET expires_at = min(expires_at, created_at + 7776000000) WHERE expires_at > created_at + 7776000000;

-- When a one-time code was used, and when the person first or last signed in with a password of their own.
ALTER TABLE credential ADD COLUMN code_used_at INTEGER;
ALTER TABLE credential ADD COLUMN signed_in_at INTEGER;
UPDATE credential SET signed_in_at = coalesce(
  (SELECT max(s.seen_at) FROM session s WHERE s.person_id = credential.person_id),
  CASE WHEN must_change = 0 THEN changed_at END);

-- What was refused, counted by hour, kind, person ('' where there is none) and place: a network, or an endpoint.
CREATE TABLE refusal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hour INTEGER NOT NULL,
  kind TEXT NOT NULL,
  person_id TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL CHECK (length(place) <= 64),
  count INTEGER NOT NULL DEFAULT 1,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX refusal_once ON refusal (hour, kind, person_id, place);
CREATE INDEX refusal_person ON refusal (person_id, hour);

-- Who signs in is found by staff number or phone: one person's number is never another's phone. The messages are those
-- of a unique index, because that is what the two columns together are.
CREATE TRIGGER person_number_is_no_phone BEFORE INSERT ON person
  WHEN EXISTS (SELECT 1 FROM person o WHERE o.phone = NEW.number)
  BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: person.number'); END;
CREATE TRIGGER person_phone_is_no_number BEFORE INSERT ON person
  WHEN EXISTS (SELECT 1 FROM person o WHERE o.number = NEW.phone)
  BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: person.phone'); END;
CREATE TRIGGER person_number_becomes_no_phone BEFORE UPDATE OF number ON person
  WHEN NEW.number <> OLD.number AND EXISTS (SELECT 1 FROM person o WHERE o.phone = NEW.number AND o.id <> NEW.id)
  BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: person.number'); END;
CREATE TRIGGER person_phone_becomes_no_number BEFORE UPDATE OF phone ON person
  WHEN NEW.phone IS NOT OLD.phone AND EXISTS (SELECT 1 FROM person o WHERE o.number = NEW.phone AND o.id <> NEW.id)
  BEGIN SELECT raise(ABORT, 'UNIQUE constraint failed: person.phone'); END;
