-- Shift kinds and rosters.

CREATE TABLE shift_kind (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 4),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  hue TEXT NOT NULL,
  start_minute INTEGER CHECK (start_minute BETWEEN 0 AND 1439),
  end_minute INTEGER CHECK (end_minute BETWEEN 1 AND 2160),
  meal_minutes INTEGER NOT NULL DEFAULT 0 CHECK (meal_minutes >= 0),
  paid_minutes INTEGER NOT NULL DEFAULT 0 CHECK (paid_minutes >= 0),
  is_night INTEGER NOT NULL DEFAULT 0 CHECK (is_night IN (0, 1)),
  sort INTEGER NOT NULL DEFAULT 0,
  is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((start_minute IS NULL) = (end_minute IS NULL)),
  CHECK (start_minute < end_minute)
) STRICT;

-- One department's month. It comes into being with its first cell.
CREATE TABLE roster (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  department_id TEXT NOT NULL REFERENCES department (id),
  month TEXT NOT NULL CHECK (length(month) = 7),
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published')),
  published_at INTEGER,
  published_by TEXT REFERENCES person (id),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK ((status = 'published') = (published_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX roster_month ON roster (month, department_id);
CREATE INDEX roster_department ON roster (department_id);

-- A person's day. The key lets nobody be rostered twice on a day; an emptied cell keeps its row, and so its version.
-- changed_at is set when the cell was changed after its roster was published, and changed_from then holds what
-- stood there at publication.
CREATE TABLE roster_entry (
  person_id TEXT NOT NULL REFERENCES person (id),
  day TEXT NOT NULL CHECK (length(day) = 10),
  roster_id TEXT NOT NULL REFERENCES roster (id),
  kind_id TEXT REFERENCES shift_kind (id),
  version INTEGER NOT NULL DEFAULT 1,
  changed_from TEXT REFERENCES shift_kind (id),
  changed_at INTEGER,
  updated_by TEXT NOT NULL REFERENCES person (id),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, day),
  CHECK (changed_from IS NULL OR changed_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
-- Holds all that a month's sheet and a team's day show, so that each cell is read once.
CREATE INDEX roster_entry_sheet ON roster_entry (roster_id, day, kind_id, version, changed_from, changed_at);

-- What waits for a person: changes to their coming days. Cells that stand as published have no row in it.
CREATE INDEX roster_entry_changed ON roster_entry (person_id, day) WHERE changed_at IS NOT NULL;

-- Every change after publication, in order; never edited.
CREATE TABLE roster_change (
  id INTEGER PRIMARY KEY,
  roster_id TEXT NOT NULL REFERENCES roster (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  day TEXT NOT NULL CHECK (length(day) = 10),
  kind_before TEXT REFERENCES shift_kind (id),
  kind_after TEXT REFERENCES shift_kind (id),
  changed_by TEXT NOT NULL REFERENCES person (id),
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX roster_change_cell ON roster_change (person_id, day);
CREATE TRIGGER roster_change_keeps_rows BEFORE DELETE ON roster_change BEGIN SELECT raise(ABORT, 'changes are append-only'); END;
CREATE TRIGGER roster_change_keeps_text BEFORE UPDATE ON roster_change BEGIN SELECT raise(ABORT, 'changes are append-only'); END;
