//! Reading the lines of a CSV or XLSX file. Anybody may have made the file: whatever it holds, reading it ends, in
//! little memory, with lines or with a reason.

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use dianwu_domain::people::import::{Line, MAX_ROWS};
use encoding_rs::{Encoding, GB18030, UTF_8};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::ZipArchive;

/// Lines that hold anything beyond which a file is too long: the rows and some for titles and headings.
const MOST_LINES: usize = MAX_ROWS + 20;
/// Columns that are looked at.
const MOST_COLUMNS: usize = 100;
/// Characters that are kept of a cell: longer than anything that fits a field, so that it is still refused.
const MOST_CHARS: usize = 400;
/// Most bytes that a workbook may unpack to. Five hundred people with all their formats take less than one MiB.
const MOST_UNPACKED: u64 = 16 * 1024 * 1024;
/// Most parts that a workbook may have; usual ones have a dozen.
const MOST_PARTS: usize = 1000;
/// Most shared strings that a workbook may announce: the reader sets aside room for as many as it is told.
const MOST_STRINGS: u64 = 1_000_000;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is neither text nor a workbook, or it is damaged, encrypted, or unpacks to too much.
    NotASheet,
    /// It has more lines than one import takes.
    TooManyRows,
}

/// The lines of a file that hold anything. Its own bytes tell what it is: a workbook is a ZIP archive.
pub fn read(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") { workbook(bytes) } else { text(bytes) }
}

/// Keeps what may be kept of a cell.
fn clip(text: &str) -> String {
    text.chars().take(MOST_CHARS).collect()
}

/// Adds a line, unless it is empty.
fn push(lines: &mut Vec<Line>, number: u32, cells: Vec<String>) -> Result<(), Unreadable> {
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(());
    }
    if lines.len() >= MOST_LINES {
        return Err(Unreadable::TooManyRows);
    }
    lines.push(Line { number, cells });
    Ok(())
}

/// Reads CSV. Excel in China saves it as GB18030, or with a byte order mark as UTF-8 or UTF-16.
fn text(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = encoding.unwrap_or(if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { GB18030 });
    let (text, _, is_broken) = encoding.decode(bytes);
    if is_broken || text.contains('\0') {
        return Err(Unreadable::NotASheet);
    }
    // The reader counts a line when it sees its line feed, and after a carriage return it has not seen it yet.
    let text = text.replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| Unreadable::NotASheet)? {
        let number = record.position().map_or(0, csv::Position::line);
        let cells = record.iter().take(MOST_COLUMNS).map(clip).collect();
        push(&mut lines, u32::try_from(number).unwrap_or(u32::MAX), cells)?;
    }
    Ok(lines)
}

/// What parts the cells: what stands most often in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    // Of equals the last wins.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Reads the first sheet of a workbook.
fn workbook(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    inspect(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::NotASheet)?;
    let is_sheet =
        |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    let name = book.sheets_metadata().iter().find(is_sheet).map(|sheet| sheet.name.clone());
    let name = name.ok_or(Unreadable::NotASheet)?;
    // Cell by cell: a range would set aside room for everything between its first and its last one.
    let mut reader = book.worksheet_cells_reader(&name).map_err(|_| Unreadable::NotASheet)?;
    let mut rows: BTreeMap<u32, BTreeMap<usize, String>> = BTreeMap::new();
    while let Some(cell) = reader.next_cell().map_err(|_| Unreadable::NotASheet)? {
        let (row, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let text = shown(cell.get_value());
        if column < MOST_COLUMNS && !text.trim().is_empty() {
            rows.entry(row).or_default().insert(column, text);
            if rows.len() > MOST_LINES {
                return Err(Unreadable::TooManyRows);
            }
        }
    }
    let line = |(row, cells): (u32, BTreeMap<usize, String>)| {
        let width = cells.last_key_value().map_or(0, |(column, _)| column + 1);
        let mut line = vec![String::new(); width];
        cells.into_iter().for_each(|(column, text)| line[column] = text);
        Line { number: row.saturating_add(1), cells: line }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// A cell as people read it; a date in the way of ISO 8601.
fn shown(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => clip(&number.to_string()),
        DataRef::String(text) => clip(text),
        DataRef::SharedString(text) => clip(text),
        DataRef::Bool(is_true) => is_true.to_string(),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(duration) => duration.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => clip(text),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Unpacks every part once without keeping it. Sizes are counted, not believed: an archive may lie about them.
fn inspect(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::NotASheet)?;
    if archive.len() > MOST_PARTS {
        return Err(Unreadable::NotASheet);
    }
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| Unreadable::NotASheet)?;
        let holds_strings =
            part.name().map_err(|_| Unreadable::NotASheet)?.to_ascii_lowercase().ends_with("sharedstrings.xml");
        let mut part = part.take(left + 1);
        let read = if holds_strings {
            let mut content = Vec::new();
            let read = part.read_to_end(&mut content).map(|read| u64::try_from(read).unwrap_or(u64::MAX));
            if !announces_few_strings(&content) {
                return Err(Unreadable::NotASheet);
            }
            read
        } else {
            std::io::copy(&mut part, &mut std::io::sink())
        };
        let read = read.map_err(|_| Unreadable::NotASheet)?;
        left = left.checked_sub(read).ok_or(Unreadable::NotASheet)?;
    }
    Ok(())
}

/// Whether no `uniqueCount` is larger than it may be. Spreadsheets write UTF-8; other encodings could hide one.
fn announces_few_strings(xml: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(xml) else { return false };
    if text.contains(['\0', '\u{1b}']) {
        return false;
    }
    text.match_indices("uniqueCount").all(|(place, name)| {
        let value = text
            .get(place + name.len()..)
            .unwrap_or_default()
            .trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'', '+']);
        let digits: String = value.chars().take_while(char::is_ascii_digit).take(20).collect();
        digits.is_empty() || digits.parse::<u64>().is_ok_and(|count| count <= MOST_STRINGS)
    })
}

#[cfg(test)]
mod tests;
