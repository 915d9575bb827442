//! Makes the worker's list of common passwords anew: reads passwords, one a line, and writes their sorted digests.
//!
//! `cargo run -p dianwu-domain --example common_passwords < LIST > worker/src/session/common-passwords.bin`
//!
//! What is there was made of the 30 000 of zxcvbn (the first 10 000, and of the others those of eight characters and
//! more) and of the 20 000 of Django (those of eight and more).

use dianwu_domain::session::password::digest;
use std::{
    collections::BTreeSet,
    io::{self, Read, Write},
};

fn main() -> io::Result<()> {
    let mut list = String::new();
    io::stdin().read_to_string(&mut list)?;
    let words = list.lines().map(|line| line.trim().to_lowercase()).filter(|word| word.chars().count() > 3);
    let digests: BTreeSet<u32> = words.map(|word| digest(&word)).collect();
    let bytes: Vec<u8> = digests.into_iter().flat_map(u32::to_le_bytes).collect();
    io::stdout().write_all(&bytes)
}
