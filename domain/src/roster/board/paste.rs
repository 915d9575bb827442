//! Blocks of cells as spreadsheets copy and paste them: lines of codes with tabs between.

use super::{
    Block, Board, Clip,
    fit::{Filling, Why},
    keys,
};
use crate::{ShiftKindId, kernel::cells, text::fold};
use std::collections::HashMap;

/// Most lines and columns of a pasted block that are read: more than a sheet has, so that what lies beyond the sheet is
/// told.
const MAX_LINES: usize = 2_000;
const MAX_COLUMNS: usize = 100;

/// A cell that names no shift kind: its line, its column, both from 0, and what it says.
type Unknown = (usize, usize, String);

impl Board {
    /// A block from a spreadsheet, laid on the sheet. Cells say a shift kind's code or name, or the
    /// palette's letter for it; blank ones and `-` empty a
    /// cell.
    pub fn pasting_text(&self, text: &str, at: Block) -> Filling {
        let (clip, unknown) = self.read_block(text);
        if clip.is_empty() {
            return Filling::default();
        }
        let mut filling = self.pasting(&clip, at);
        let (row, column) = (usize::from(at.first.row), usize::from(at.first.column));
        filling.refuse(
            unknown.into_iter().map(|(line, place, text)| (row + line, column + place, Why::UnknownCode(text))),
        );
        filling
    }

    /// Reads a block from a spreadsheet, with what of it nobody knows.
    pub(super) fn read_block(&self, text: &str) -> (Clip, Vec<Unknown>) {
        let mut known: HashMap<String, ShiftKindId> = HashMap::new();
        // A code wins over a name, and what is offered over what is archived.
        for archived in [false, true] {
            let kinds = || self.kinds.iter().filter(|kind| kind.fields.is_archived == archived);
            let codes = kinds().map(|kind| (fold(kind.fields.code.as_str()), kind.id));
            let names = kinds().map(|kind| (fold(kind.fields.name.as_str()), kind.id));
            for (word, id) in codes.chain(names) {
                known.entry(word).or_insert(id);
            }
        }
        // The palette's letters as well, where they say nothing else. Its digits are no words: figures in a spreadsheet are
        // rather hours.
        let palette = || self.palette().map(|(_, kind)| kind);
        for (kind, key) in palette().zip(keys(palette().map(|kind| kind.fields.code.as_str()))) {
            if let Some(key) = key.filter(char::is_ascii_alphabetic) {
                known.entry(fold(&key.to_string())).or_insert(kind.id);
            }
        }
        let rows = cells::rows(text, |letter| letter == '\t').into_iter().take(MAX_LINES);
        let lines: Vec<Vec<String>> = rows.map(|(_, row)| row.into_iter().take(MAX_COLUMNS).collect()).collect();
        let width = lines.iter().map(Vec::len).max().unwrap_or(0);
        let mut cells = Vec::with_capacity(width * lines.len());
        let mut unknown = Vec::new();
        for (line, content) in lines.iter().enumerate() {
            for column in 0..width {
                let text = content.get(column).map_or("", String::as_str);
                let wanted = fold(text);
                let found = known.get(&wanted).copied();
                if found.is_none() && !wanted.is_empty() && wanted != "-" {
                    unknown.push((line, column, text.trim().to_owned()));
                }
                cells.push(found);
            }
        }
        (Clip { width, cells }, unknown)
    }

    /// A block as a spreadsheet takes it. Every line has its end, so that a blank last cell is one.
    pub fn write_block(&self, clip: &Clip) -> String {
        let code = |cell: &Option<ShiftKindId>| {
            cell.and_then(|id| self.kind(id)).map_or_else(String::new, |kind| kind.fields.code.to_string())
        };
        let line = |cells: &[Option<ShiftKindId>]| cells.iter().map(code).collect::<Vec<_>>().join("\t") + "\n";
        clip.cells.chunks(clip.width.max(1)).map(line).collect()
    }
}
