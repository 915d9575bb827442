//! A ZIP archive as workbooks use it (APPNOTE.TXT 6.3.10): its directory is read without setting anything aside for
//! what it announces, and its parts are unpacked as they are read, up to a sum.

use super::Unreadable;
use flate2::{Crc, bufread::DeflateDecoder};
use std::{
    cell::Cell,
    io::{self, BufReader, Read},
    ops::Range,
};

/// Most bytes that the parts which are read may unpack to. Five hundred people with all their formats take less than
/// one MiB.
const MOST_UNPACKED: u64 = 16 * 1024 * 1024;
/// Most parts that a workbook may have; usual ones have a dozen.
pub const MOST_PARTS: usize = 1000;
/// How far the end of the directory may lie from the end of the file: a comment has 65 535 bytes at most.
const LONGEST_END: usize = 22 + 65_535;

/// An archive in memory, and what may still be unpacked of it.
pub struct Archive<'a> {
    bytes: &'a [u8],
    parts: Vec<Part>,
    left: Cell<u64>,
}

/// A part's place.
struct Part {
    name: Range<usize>,
    is_packed: bool,
    checksum: u32,
    content: Range<usize>,
}

impl<'a> Archive<'a> {
    /// Reads the directory.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let from = bytes.len().saturating_sub(LONGEST_END);
        let tail = bytes.get(from..).unwrap_or_default();
        let end = tail.windows(4).rposition(|four| four == b"PK\x05\x06").ok_or(Unreadable::Damaged)? + from;
        let count = usize::from(half(bytes, end + 10)?);
        if count > MOST_PARTS {
            return Err(Unreadable::TooLarge);
        }
        let mut at = word(bytes, end + 16)?;
        let mut parts = Vec::new();
        for _ in 0..count {
            let (part, next) = entry(bytes, at)?;
            parts.push(part);
            at = next;
        }
        Ok(Self { bytes, parts, left: Cell::new(MOST_UNPACKED) })
    }

    /// A part's content as it unpacks; of several with one name the first. Names differ in case and slashes between
    /// programs.
    pub fn part(&self, name: &str) -> Option<BufReader<Unpacking<'_>>> {
        let bytes = self.bytes;
        let is_meant = |part: &&Part| {
            let found = bytes.get(part.name.clone()).unwrap_or_default();
            let plain = |byte: &u8| if *byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
            found.iter().map(plain).eq(name.bytes().map(|byte| byte.to_ascii_lowercase()))
        };
        let part = self.parts.iter().find(is_meant)?;
        let content = bytes.get(part.content.clone()).unwrap_or_default();
        let source = if part.is_packed { Source::Packed(DeflateDecoder::new(content)) } else { Source::Plain(content) };
        Some(BufReader::new(Unpacking { source, checksum: part.checksum, seen: Crc::new(), left: &self.left }))
    }
}

/// An entry of the directory, and where the next one begins.
fn entry(bytes: &[u8], at: usize) -> Result<(Part, usize), Unreadable> {
    if bytes.get(at..at.saturating_add(4)) != Some(b"PK\x01\x02") {
        return Err(Unreadable::Damaged);
    }
    if half(bytes, at + 8)? & 1 == 1 {
        return Err(Unreadable::Encrypted);
    }
    let is_packed = match half(bytes, at + 10)? {
        0 => false,
        8 => true,
        _ => return Err(Unreadable::NotASheet),
    };
    let checksum = u32::try_from(word(bytes, at + 16)?).unwrap_or(u32::MAX);
    let [name, extra, comment] = [half(bytes, at + 28)?, half(bytes, at + 30)?, half(bytes, at + 32)?].map(usize::from);
    let local = word(bytes, at + 42)?;
    if bytes.get(local..local.saturating_add(4)) != Some(b"PK\x03\x04") {
        return Err(Unreadable::Damaged);
    }
    let begin = local + 30 + usize::from(half(bytes, local + 26)?) + usize::from(half(bytes, local + 28)?);
    let content = begin..begin.saturating_add(word(bytes, at + 20)?);
    if content.end > bytes.len() {
        return Err(Unreadable::Damaged);
    }
    let begin = at + 46;
    Ok((Part { name: begin..begin + name, is_packed, checksum, content }, begin + name + extra + comment))
}

/// A number of two bytes.
fn half(bytes: &[u8], at: usize) -> Result<u16, Unreadable> {
    let found = bytes.get(at..at.saturating_add(2)).and_then(|two| two.try_into().ok());
    found.map(u16::from_le_bytes).ok_or(Unreadable::Damaged)
}

/// A number of four bytes.
fn word(bytes: &[u8], at: usize) -> Result<usize, Unreadable> {
    let found = bytes.get(at..at.saturating_add(4)).and_then(|four| four.try_into().ok());
    let number = found.map(u32::from_le_bytes).ok_or(Unreadable::Damaged)?;
    usize::try_from(number).map_err(|_| Unreadable::Damaged)
}

enum Source<'a> {
    Plain(&'a [u8]),
    Packed(DeflateDecoder<&'a [u8]>),
}

/// A part on its way out. Sizes are counted, not believed: an archive may lie about them.
pub struct Unpacking<'a> {
    source: Source<'a>,
    checksum: u32,
    seen: Crc,
    left: &'a Cell<u64>,
}

impl Read for Unpacking<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.source {
            Source::Plain(rest) => rest.read(buffer)?,
            Source::Packed(rest) => rest.read(buffer)?,
        };
        if count == 0 && !buffer.is_empty() && self.seen.sum() != self.checksum {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.seen.update(buffer.get(..count).unwrap_or_default());
        let left = self.left.get().checked_sub(u64::try_from(count).unwrap_or(u64::MAX));
        self.left.set(left.ok_or(io::ErrorKind::FileTooLarge)?);
        Ok(count)
    }
}
