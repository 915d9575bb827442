-- Files that people bring: what is known of them. Their content lies in the bucket, under the random name `object`,
-- which is never used again. `stored_at` comes once the content is there; `deleted_at` is the end, whoever comes late.
-- A file waits until it is attached to a subject, whose feature then says who may see it.
CREATE TABLE file (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  owner_id TEXT NOT NULL REFERENCES person (id),
  object TEXT NOT NULL UNIQUE CHECK (length(object) = 36),
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size INTEGER NOT NULL CHECK (size > 0),
  subject_kind TEXT CHECK (length(subject_kind) BETWEEN 1 AND 40),
  subject_id TEXT CHECK (length(subject_id) = 36),
  created_at INTEGER NOT NULL,
  stored_at INTEGER,
  deleted_at INTEGER,
  CHECK ((subject_kind IS NULL) = (subject_id IS NULL)),
  CHECK (subject_kind IS NULL OR (stored_at IS NOT NULL AND deleted_at IS NULL))
) STRICT;
-- What of a person's waits, for its limit; and what has waited for too long.
CREATE INDEX file_waiting ON file (owner_id, size) WHERE subject_kind IS NULL AND deleted_at IS NULL;
CREATE INDEX file_unattached ON file (created_at) WHERE subject_kind IS NULL;
