//! How the local runtime names the files of a database and of a bucket.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::{
    failure::{Context, Result},
    stamp::hex,
};

/// `preview_database_id` in wrangler.toml: the local database's id.
const DATABASE: &str = "dianwu";

/// The class of Miniflare's that holds a D1 database.
const HOLDER: &str = "miniflare-D1DatabaseObject";

/// The database's file in a state directory.
pub fn database_file(state: &Path) -> PathBuf {
    state.join("v3/d1").join(HOLDER).join(format!("{}.sqlite", object_id(HOLDER, DATABASE)))
}

/// `bucket_name` in wrangler.toml: the local bucket's id.
const BUCKET: &str = "dianwu-files";

/// The class of Miniflare's that holds an R2 bucket.
const BUCKET_HOLDER: &str = "miniflare-R2BucketObject";

/// The file in which the runtime notes what lies in the bucket.
fn bucket_file(state: &Path) -> PathBuf {
    state.join("v3/r2").join(BUCKET_HOLDER).join(format!("{}.sqlite", object_id(BUCKET_HOLDER, BUCKET)))
}

/// How many objects lie in a state directory's bucket.
///
/// # Errors
/// When the runtime's notes cannot be read.
pub fn objects(state: &Path) -> Result<u32> {
    let (what, file) = ("reading the local bucket", bucket_file(state));
    if !file.exists() {
        return Ok(0);
    }
    let notes = Connection::open(file).context(what)?;
    notes.query_row("SELECT count(*) FROM _mf_objects", [], |row| row.get(0)).context(what)
}

/// A local database is a Durable Object, and its file is called after the object's id. Workerd derives the id from the
/// namespace's key and the object's name: sixteen bytes of a keyed hash of the name, and sixteen that vouch for them.
fn object_id(namespace: &str, name: &str) -> String {
    let key: [u8; 32] = Sha256::digest(namespace).into();
    let name = hmac(&key, name.as_bytes());
    let check = hmac(&key, &name[..16]);
    hex(&name[..16]) + &hex(&check[..16])
}

/// HMAC-SHA-256 (RFC 2104) with a key of 32 bytes.
fn hmac(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let pad = |byte: u8| {
        let mut block = [byte; 64];
        for (slot, part) in block.iter_mut().zip(key) {
            *slot ^= part;
        }
        block
    };
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_named_as_workerd_named_it() {
        assert_eq!(object_id(HOLDER, "dianwu"), "fb7413d604709ab81cf0b090f24bba287582651c80170e0a6ad4064dec42bcb8");
    }
}
