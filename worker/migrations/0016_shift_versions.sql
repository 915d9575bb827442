-- The hours of a shift kind belong to days: each of its versions holds from a day until the next one, the first from
-- 2000-01-01, which is before everything. A day off has none. `pauses` are the times between the segments of a split shift,
-- as [start, end] each.
CREATE TABLE shift_kind_hours (
  kind_id TEXT NOT NULL REFERENCES shift_kind (id),
  from_day TEXT NOT NULL CHECK (length(from_day) = 10),
  start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
  end_minute INTEGER NOT NULL CHECK (end_minute BETWEEN 1 AND 2160),
  pauses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pauses)),
  meal_minutes INTEGER NOT NULL DEFAULT 0 CHECK (meal_minutes >= 0),
  paid_minutes INTEGER NOT NULL DEFAULT 0 CHECK (paid_minutes >= 0),
  is_night INTEGER NOT NULL DEFAULT 0 CHECK (is_night IN (0, 1)),
  changed_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kind_id, from_day),
  CHECK (start_minute < end_minute)
) STRICT, WITHOUT ROWID;
INSERT INTO shift_kind_hours (kind_id, from_day, start_minute, end_minute, meal_minutes, paid_minutes, is_night, changed_at)
SELECT id, '2000-01-01', start_minute, end_minute, meal_minutes, paid_minutes, is_night, updated_at
FROM shift_kind WHERE start_minute IS NOT NULL;

-- Whether a kind is work, which it stays, and whether it was ever planned or offered, after which its hours change from a day
-- to come alone. The hours that stand beside them are no longer read.
ALTER TABLE shift_kind ADD COLUMN is_work INTEGER NOT NULL DEFAULT 0 CHECK (is_work IN (0, 1));
ALTER TABLE shift_kind ADD COLUMN is_used INTEGER NOT NULL DEFAULT 0 CHECK (is_used IN (0, 1));
UPDATE shift_kind SET is_work = start_minute IS NOT NULL,
  is_used = id IN (SELECT kind_id FROM roster_entry WHERE kind_id IS NOT NULL)
    OR id IN (SELECT changed_from FROM roster_entry WHERE changed_from IS NOT NULL)
    OR id IN (SELECT kind_before FROM roster_change WHERE kind_before IS NOT NULL)
    OR id IN (SELECT kind_after FROM roster_change WHERE kind_after IS NOT NULL)
    OR id IN (SELECT kind_id FROM open_shift);
CREATE TRIGGER roster_entry_insert_uses_kind AFTER INSERT ON roster_entry WHEN NEW.kind_id IS NOT NULL
BEGIN
  UPDATE shift_kind SET is_used = 1 WHERE id = NEW.kind_id AND is_used = 0;
END;
CREATE TRIGGER roster_entry_update_uses_kind AFTER UPDATE OF kind_id ON roster_entry
WHEN NEW.kind_id IS NOT NULL AND NEW.kind_id IS NOT OLD.kind_id
BEGIN
  UPDATE shift_kind SET is_used = 1 WHERE id = NEW.kind_id AND is_used = 0;
END;
CREATE TRIGGER open_shift_uses_kind AFTER INSERT ON open_shift
BEGIN
  UPDATE shift_kind SET is_used = 1 WHERE id = NEW.kind_id AND is_used = 0;
END;
