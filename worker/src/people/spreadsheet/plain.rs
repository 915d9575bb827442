//! Text files: CSV and its kin.

use super::{Budget, MOST_CHARS, MOST_COLUMNS, MOST_LINES, Unreadable};
use dianwu_domain::people::import::{Line, Mark};
use encoding_rs::{Encoding, GB18030, UTF_8};
use std::{iter::Peekable, str::Chars};

/// Reads CSV (RFC 4180). Excel in China saves it as GB18030, or with a byte order mark as UTF-8 or UTF-16.
pub fn read(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    let text = decode(bytes)?;
    let delimiter = delimiter(&text);
    let mut records = Records { letters: text.chars().peekable(), delimiter, line: 1, open_quote: None };
    let mut lines = Vec::new();
    let mut budget = Budget::new();
    let (mut widest, mut last) = (0, 0);
    while let Some(Record { line, cells, width }) = records.next() {
        (widest, last) = (widest.max(width), width);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if lines.len() >= MOST_LINES {
            return Err(Unreadable::TooManyRows);
        }
        for cell in &cells {
            budget.spend(cell)?;
        }
        lines.push(Line { number: line, cells, marks: Vec::new() });
    }
    // Whatever stands below it was read as one cell.
    if let Some(line) = records.open_quote {
        return Err(Unreadable::OpenQuote(line));
    }
    // Spreadsheets end every line, and write all separators of a short one.
    if let Some(line) = lines.last_mut().filter(|_| last < widest && !text.ends_with(['\n', '\r'])) {
        line.marks.push((last.saturating_sub(1), Mark::Cut));
    }
    Ok(lines)
}

/// A line with its cells, as far as they are looked at, and how many it has.
struct Record {
    line: u32,
    cells: Vec<String>,
    width: usize,
}

/// The lines of a text, one after the other: a file of nothing but separators would be a million cells.
struct Records<'a> {
    letters: Peekable<Chars<'a>>,
    delimiter: char,
    line: u32,
    /// The line with the quote that nothing closes.
    open_quote: Option<u32>,
}

impl Records<'_> {
    fn next(&mut self) -> Option<Record> {
        self.letters.peek()?;
        let mut record = Record { line: self.line, cells: Vec::new(), width: 0 };
        loop {
            let (cell, end) = self.cell();
            record.width += 1;
            if record.width <= MOST_COLUMNS {
                record.cells.push(cell);
            }
            if end != Some(self.delimiter) {
                return Some(record);
            }
        }
    }

    /// The next cell, and the letter that ends it.
    fn cell(&mut self) -> (String, Option<char>) {
        let mut cell = String::new();
        let mut room = MOST_CHARS;
        let mut keep = |letter| {
            if room > 0 {
                room -= 1;
                cell.push(letter);
            }
        };
        let mut is_quoted = self.letters.next_if_eq(&'"').is_some();
        let first_line = self.line;
        loop {
            let letter = self.letters.next();
            if letter == Some('\n') {
                self.line = self.line.saturating_add(1);
            }
            match letter {
                None => {
                    self.open_quote = is_quoted.then_some(first_line);
                    return (cell, None);
                }
                Some('"') if is_quoted && self.letters.next_if_eq(&'"').is_some() => keep('"'),
                Some('"') if is_quoted => is_quoted = false,
                Some('\n') if !is_quoted => return (cell, letter),
                Some('\r') if !is_quoted => {
                    self.letters.next_if_eq(&'\n');
                    self.line = self.line.saturating_add(1);
                    return (cell, Some('\n'));
                }
                Some('\r') if self.letters.peek() == Some(&'\n') => {}
                Some(end) if end == self.delimiter && !is_quoted => return (cell, letter),
                Some(letter) => keep(letter),
            }
        }
    }
}

/// The text, in the encoding that its first bytes say, or that it is written in throughout.
fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let as_utf_8 = std::str::from_utf8(bytes);
    // The end of a file that was cut inside a letter. What is not UTF-8 otherwise may be GB18030.
    let is_cut = as_utf_8.is_err_and(|error| error.error_len().is_none() && error.valid_up_to() * 2 > bytes.len());
    let is_ascii_so_far = as_utf_8.is_err_and(|error| bytes.iter().take(error.valid_up_to()).all(u8::is_ascii));
    let encoding = marked.unwrap_or(if as_utf_8.is_ok() || (is_cut && !is_ascii_so_far) { UTF_8 } else { GB18030 });
    let (text, _, is_broken) = encoding.decode(bytes);
    let looks_like_text = || {
        let odd = bytes.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
        odd * 100 < bytes.len()
    };
    match (is_broken, text.contains('\0')) {
        (false, false) => Ok(text.into_owned()),
        (true, _) if looks_like_text() => Err(Unreadable::Damaged),
        _ => Err(Unreadable::NotASheet),
    }
}

/// What parts the cells: what stands most often in the first line.
fn delimiter(text: &str) -> char {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let count = |delimiter: &char| first.chars().filter(|letter| letter == delimiter).count();
    // Of equals the last wins.
    ['\t', ';', ','].into_iter().max_by_key(count).unwrap_or(',')
}
