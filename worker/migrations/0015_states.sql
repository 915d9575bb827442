-- The states of what passes from hand to hand are rows, so that a new one is an INSERT and rebuilds no table.
CREATE TABLE open_shift_state (
  code TEXT PRIMARY KEY NOT NULL,
  -- Whether an open shift in it has a person.
  is_held INTEGER NOT NULL CHECK (is_held IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO open_shift_state (code, is_held) VALUES ('open', 0), ('claimed', 1), ('taken', 1), ('withdrawn', 0);

CREATE TABLE open_shift_next (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  department_id TEXT NOT NULL REFERENCES department (id),
  day TEXT NOT NULL CHECK (length(day) = 10),
  kind_id TEXT NOT NULL REFERENCES shift_kind (id),
  note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 100),
  needs_approval INTEGER NOT NULL CHECK (needs_approval IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'open' REFERENCES open_shift_state (code),
  person_id TEXT REFERENCES person (id),
  version INTEGER NOT NULL DEFAULT 1,
  offered_by TEXT REFERENCES person (id)
) STRICT;
INSERT INTO open_shift_next (id, department_id, day, kind_id, note, needs_approval, state, person_id, version, offered_by)
SELECT id, department_id, day, kind_id, note, needs_approval, state, person_id, version, offered_by FROM open_shift;
DROP TABLE open_shift;
ALTER TABLE open_shift_next RENAME TO open_shift;
CREATE INDEX open_shift_department ON open_shift (department_id, day);
CREATE INDEX open_shift_claim ON open_shift (person_id, day) WHERE state = 'claimed';
CREATE TRIGGER open_shift_held_insert BEFORE INSERT ON open_shift
WHEN (SELECT is_held FROM open_shift_state WHERE code = NEW.state) <> (NEW.person_id IS NOT NULL)
BEGIN
  SELECT raise(ABORT, 'CHECK constraint failed: open_shift.person_id');
END;
CREATE TRIGGER open_shift_held_update BEFORE UPDATE ON open_shift
WHEN (SELECT is_held FROM open_shift_state WHERE code = NEW.state) <> (NEW.person_id IS NOT NULL)
BEGIN
  SELECT raise(ABORT, 'CHECK constraint failed: open_shift.person_id');
END;

CREATE TABLE duty_swap_state (
  code TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO duty_swap_state (code) VALUES ('offered'), ('accepted'), ('declined'), ('withdrawn');

CREATE TABLE duty_swap_next (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  department_id TEXT NOT NULL REFERENCES department (id),
  day TEXT NOT NULL CHECK (length(day) = 10),
  person_id TEXT NOT NULL REFERENCES person (id),
  other_day TEXT NOT NULL CHECK (length(other_day) = 10),
  other_person_id TEXT NOT NULL REFERENCES person (id),
  state TEXT NOT NULL DEFAULT 'offered' REFERENCES duty_swap_state (code),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (day <> other_day AND person_id <> other_person_id)
) STRICT;
INSERT INTO duty_swap_next (id, department_id, day, person_id, other_day, other_person_id, state, version)
SELECT id, department_id, day, person_id, other_day, other_person_id, state, version FROM duty_swap;
DROP TABLE duty_swap;
ALTER TABLE duty_swap_next RENAME TO duty_swap;
CREATE INDEX duty_swap_department ON duty_swap (department_id, day);
