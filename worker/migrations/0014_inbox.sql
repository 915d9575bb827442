-- The inbox shows everything that somebody was told, the latest first.
CREATE INDEX notice_told ON notice (person_id, told_at, id);
