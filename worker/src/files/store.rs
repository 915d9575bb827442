//! SQL of files.

use crate::kernel::d1::statements;
use dianwu_domain::{Instant, PersonId, files::kind::FileKind};
use serde::Deserialize;

statements! {
    /// Reserves file ?1 of ?2 under the object's name ?3, unless ?8 files of theirs wait already, or ?9 bytes with it.
    RESERVE = "INSERT INTO file (id, owner_id, object, kind, sha256, size, created_at)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 FROM (
            SELECT count(*) AS files, coalesce(sum(w.size), 0) AS bytes FROM file AS w
            WHERE w.owner_id = ?2 AND w.subject_kind IS NULL AND w.deleted_at IS NULL)
        WHERE files < ?8 AND bytes + ?6 <= ?9
        ON CONFLICT (id) DO NOTHING";
    /// What stands under an id, whosever it is.
    FIND_FILE = "SELECT f.owner_id, f.object, f.sha256, f.stored_at, f.deleted_at FROM file AS f WHERE f.id = ?1";
    /// The object ?2 of file ?1 is there, unless the file was thrown away.
    MARK_STORED = "UPDATE file SET stored_at = coalesce(stored_at, ?3)
        WHERE id = ?1 AND object = ?2 AND deleted_at IS NULL RETURNING object, kind";
    /// File ?1 for its owner ?2, unless it is attached to a subject of the kinds ?3, who say who may see it.
    FIND_OWN = "SELECT f.object, f.kind FROM file AS f
        WHERE f.id = ?1 AND f.owner_id = ?2 AND f.stored_at IS NOT NULL AND f.deleted_at IS NULL
            AND (f.subject_kind IS NULL OR f.subject_kind NOT IN (SELECT value FROM json_each(?3)))";
    /// What file ?1 is attached to, if that is of the kinds ?2.
    FIND_ATTACHED = "SELECT f.object, f.kind, f.subject_kind, f.subject_id FROM file AS f
        WHERE f.id = ?1 AND f.subject_kind IN (SELECT value FROM json_each(?2))";
    /// Whether file ?1 of ?2 is attached to something.
    FIND_OWN_ATTACHED = "SELECT f.id FROM file AS f WHERE f.id = ?1 AND f.owner_id = ?2 AND f.subject_kind IS NOT NULL";
    /// Throws away file ?1 of ?2, unless it is attached to something.
    MARK_DELETED = "UPDATE file SET deleted_at = ?3
        WHERE id = ?1 AND owner_id = ?2 AND subject_kind IS NULL AND deleted_at IS NULL RETURNING object, kind";
    /// Attaches the files ?1 of ?2 to subject ?4 of kind ?3.
    ATTACH = "UPDATE file SET subject_kind = ?3, subject_id = ?4
        WHERE id IN (SELECT value FROM json_each(?1)) AND owner_id = ?2 AND stored_at IS NOT NULL AND deleted_at IS NULL
            AND (subject_kind IS NULL OR (subject_kind = ?3 AND subject_id = ?4))";
    /// Throws away the ?3 oldest that were sent before ?1 and are attached to nothing.
    MARK_ORPHANS = "UPDATE file SET deleted_at = ?2 WHERE deleted_at IS NULL AND id IN (
            SELECT f.id FROM file AS f WHERE f.subject_kind IS NULL AND f.created_at < ?1
            ORDER BY f.created_at LIMIT ?3)";
    /// The ?2 oldest that were sent before ?1 and have been thrown away.
    LIST_ORPHANS = "SELECT f.object, f.kind FROM file AS f
        WHERE f.subject_kind IS NULL AND f.created_at < ?1 AND f.deleted_at IS NOT NULL
        ORDER BY f.created_at LIMIT ?2";
    /// Forgets files by their objects ?1, which are gone.
    DELETE_ORPHANS = "DELETE FROM file WHERE object IN (SELECT value FROM json_each(?1))
        AND subject_kind IS NULL AND deleted_at IS NOT NULL";
    /// The first ?3 objects between ?1 and ?2 of which rows know, and whether each must be there: it was stored before ?4.
    LIST_OBJECTS = "SELECT f.object, coalesce(f.stored_at < ?4 AND f.deleted_at IS NULL, 0) AS must_be_there,
            f.subject_kind IS NOT NULL AS is_attached
        FROM file AS f WHERE f.object > ?1 AND f.object <= ?2 ORDER BY f.object LIMIT ?3";
    /// Forgets files whose objects ?1 are missing. What is attached is not forgotten.
    DELETE_MISSING = "DELETE FROM file WHERE object IN (SELECT value FROM json_each(?1)) AND subject_kind IS NULL";
}

/// What stands under an id.
#[derive(Deserialize)]
pub struct FileRecord {
    pub owner_id: PersonId,
    pub object: String,
    pub sha256: String,
    pub stored_at: Option<Instant>,
    pub deleted_at: Option<Instant>,
}

/// An object, and what it is.
#[derive(Debug, Deserialize)]
pub struct ObjectRecord {
    pub object: String,
    pub kind: FileKind,
}

/// A file that is attached to something.
#[derive(Deserialize)]
pub struct AttachedRecord {
    #[serde(flatten)]
    pub object: ObjectRecord,
    pub subject_kind: String,
    pub subject_id: String,
}
