//! Reading the lines of a CSV or XLSX file. Anybody may have made the file: whatever it holds, reading it ends, in
//! little memory, with lines or with a reason. Nothing is believed before it is counted, and nothing is kept whole: an
//! archive's parts stream through [`archive`], their XML through [`xml`], and [`book`] keeps the cells that an import
//! could use.

mod archive;
mod book;
mod number;
mod plain;
mod xml;

use dianwu_domain::people::import::{Line, MAX_ROWS};

/// Lines that hold anything beyond which a file is too long: the rows and some for titles and headings.
const MOST_LINES: usize = MAX_ROWS + 20;
/// Columns that are looked at.
const MOST_COLUMNS: usize = 100;
/// Characters that are kept of a cell: longer than anything that fits a field, so that it is still refused.
const MOST_CHARS: usize = 400;
/// Bytes of text that are kept of a file in all. Five hundred people take less than a tenth of it.
const MOST_TEXT: usize = 4 * 1024 * 1024;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is neither text nor a workbook: a picture, a document, another archive.
    NotASheet,
    /// It is a workbook of Excel 97–2003.
    OldFormat,
    /// It opens with a password alone.
    Encrypted,
    /// It was a sheet, but a piece is missing or broken.
    Damaged,
    /// It unpacks to more, or has more styles, parts or levels, than any list of people needs.
    TooLarge,
    /// It has more lines than one import takes.
    TooManyRows,
    /// A quote in this line is closed nowhere.
    OpenQuote(u32),
}

/// The lines of a file that hold anything. Its own bytes tell what it is: a workbook is a ZIP archive.
pub fn read(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") {
        book::read(bytes)
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        Err(compound(bytes))
    } else {
        plain::read(bytes)
    }
}

/// What a compound file is (MS-CFB): Excel wraps a workbook with a password in one, and the old format is one.
fn compound(bytes: &[u8]) -> Unreadable {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(name.len()).any(|window| window == name) { Unreadable::Encrypted } else { Unreadable::OldFormat }
}

/// Keeps what may be kept of a cell.
fn clip(text: &str) -> String {
    text.chars().take(MOST_CHARS).collect()
}

/// The text that is still kept of a file.
struct Budget(usize);

impl Budget {
    const fn new() -> Self {
        Self(MOST_TEXT)
    }

    /// Counts a text that is kept.
    fn spend(&mut self, text: &str) -> Result<(), Unreadable> {
        self.0 = self.0.checked_sub(text.len()).ok_or(Unreadable::TooLarge)?;
        Ok(())
    }
}

#[cfg(test)]
mod memory;
#[cfg(test)]
mod tests;
