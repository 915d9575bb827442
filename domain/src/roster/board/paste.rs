//! Blocks of cells as spreadsheets copy and paste them: lines of codes with tabs between.

use super::{Board, Clip};
use crate::ShiftKindId;

/// A cell of a pasted block that names no shift kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCode {
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// What it says.
    pub text: String,
}

/// Most cells of a pasted block: 200 people in a month, with room.
const MAX_CELLS: usize = 10_000;

/// How a code compares: without case, and with full-width letters and digits as plain ones.
fn plain(text: &str) -> String {
    let narrow = |letter: char| match u32::from(letter) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(letter),
        0x3000 => ' ',
        _ => letter,
    };
    text.chars().map(narrow).collect::<String>().trim().to_lowercase()
}

impl Board {
    /// Reads a block from a spreadsheet. Cells say a shift kind's code or name; blank ones and `-` empty a cell.
    ///
    /// # Errors
    /// Every cell that names no shift kind that can be painted.
    pub fn read_block(&self, text: &str) -> Result<Clip, Vec<UnknownCode>> {
        let offered: Vec<(String, String, ShiftKindId)> = self
            .palette()
            .map(|(_, kind)| (plain(kind.fields.code.as_str()), plain(kind.fields.name.as_str()), kind.id))
            .collect();
        let lines: Vec<Vec<&str>> =
            text.trim_end_matches(['\r', '\n']).lines().map(|line| line.split('\t').collect()).collect();
        let width = lines.iter().map(Vec::len).max().unwrap_or(0);
        let mut cells = Vec::new();
        let mut unknown = Vec::new();
        for (line, content) in (1..).zip(&lines) {
            for column in 1..=width {
                let text = content.get(column - 1).copied().unwrap_or_default();
                let wanted = plain(text);
                let found = offered.iter().find(|(code, name, _)| wanted == *code || wanted == *name);
                if found.is_none() && !wanted.is_empty() && wanted != "-" {
                    unknown.push(UnknownCode { line, column, text: text.trim().to_owned() });
                }
                cells.push(found.map(|(.., id)| *id));
            }
            if cells.len() > MAX_CELLS {
                break;
            }
        }
        if unknown.is_empty() { Ok(Clip { width, cells }) } else { Err(unknown) }
    }

    /// A block as a spreadsheet takes it.
    pub fn write_block(&self, clip: &Clip) -> String {
        let code = |cell: &Option<ShiftKindId>| {
            cell.and_then(|id| self.kind(id)).map_or_else(String::new, |kind| kind.fields.code.to_string())
        };
        let line = |cells: &[Option<ShiftKindId>]| cells.iter().map(code).collect::<Vec<_>>().join("\t");
        clip.cells.chunks(clip.width.max(1)).map(line).collect::<Vec<_>>().join("\n")
    }
}
