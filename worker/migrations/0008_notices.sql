-- What somebody is told of what others decided or did. One a person and topic: what is told anew replaces what was told
-- before and is unread again, with another id. `subject` names days and ids as JSON, never content. It is told from
-- `told_at` on, so that what happens unless somebody acts can stand here beforehand, and ends with `until_day`.
CREATE TABLE notice (
  person_id TEXT NOT NULL REFERENCES person (id),
  topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 100),
  id TEXT NOT NULL CHECK (length(id) = 36),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (json_valid(subject)),
  by_id TEXT REFERENCES person (id),
  told_at INTEGER NOT NULL,
  until_day TEXT NOT NULL CHECK (length(until_day) = 10),
  read_at INTEGER,
  PRIMARY KEY (person_id, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_unread ON notice (person_id, until_day) WHERE read_at IS NULL;

-- Changes of one's coming days were found by this; notices tell of them now.
DROP INDEX roster_entry_changed;

-- Who offered a shift is told when somebody takes it.
ALTER TABLE open_shift ADD COLUMN offered_by TEXT REFERENCES person (id);

-- Changes of coming days that staff may not have seen yet.
INSERT INTO notice (person_id, topic, id, kind, subject, told_at, until_day)
SELECT c.person_id, 'shifts:' || r.department_id || ':' || r.month, r.id, 'shifts_changed',
  json_object('day', r.month || '-01', 'days', json_group_object(c.day, coalesce(c.changed_from, ''))),
  max(c.changed_at), max(c.day)
FROM roster_entry AS c CROSS JOIN roster AS r ON r.id = c.roster_id CROSS JOIN person AS p ON p.id = c.person_id
WHERE c.changed_at IS NOT NULL AND c.day >= date('now') AND c.updated_by <> c.person_id
  AND r.status = 'published' AND p.status = 'active'
GROUP BY c.person_id, r.id;
