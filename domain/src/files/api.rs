//! Endpoints of files.

use super::kind::FileKind;
use crate::{
    File, FileId,
    kernel::contract::{Upload, endpoint},
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// Keeps a picture or a PDF for the caller to attach to something within a day. What it is, its content says.
    PutFile = PUT "/api/files/{file_id}", access: SignedIn, path: FilePath, body: Upload, limit: MAX_BYTES, reply: StoredFile;
    /// A file as it was sent: for its owner until it is attached, then for whoever may see what it is attached to.
    GetFile = GET "/api/files/{file_id}", access: SignedIn, path: FilePath, reply: File;
    /// Throws away a file of the caller's that is attached to nothing.
    DeleteFile = DELETE "/api/files/{file_id}", access: SignedIn, path: FilePath;
}

/// Most bytes of a file.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// Most files of a person's that are attached to nothing, and most bytes of them all.
pub const MAX_WAITING: u32 = 20;
/// See [`MAX_WAITING`].
pub const MAX_WAITING_BYTES: i64 = 50 * 1024 * 1024;

/// A file's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FilePath {
    /// The file, whose id the sender makes.
    pub file_id: FileId,
}

/// A file that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoredFile {
    /// The file.
    pub id: FileId,
    /// What it is.
    pub kind: FileKind,
    /// How many bytes it has.
    pub size: u32,
}
