//! How the local runtime names a database's file.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::stamp::hex;

/// `preview_database_id` in wrangler.toml: the local database's id.
const DATABASE: &str = "dianwu";

/// The class of Miniflare's that holds a D1 database.
const HOLDER: &str = "miniflare-D1DatabaseObject";

/// The database's file in a state directory.
pub fn database_file(state: &Path) -> PathBuf {
    state.join("v3/d1").join(HOLDER).join(format!("{}.sqlite", object_id(HOLDER, DATABASE)))
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
