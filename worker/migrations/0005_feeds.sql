-- When a shift kind was changed last: calendars that follow a feed learn from it that their events have moved.
ALTER TABLE shift_kind ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;

-- A feed ends with its owner's access.
DELETE FROM feed WHERE person_id IN (SELECT id FROM person WHERE status <> 'active');
