//! Filling many cells at once: what is to be written, and what of it does not fit, known before anything is written.

use super::{Block, Board, Clip, Place};
use crate::ShiftKindId;

/// Why a cell cannot hold what was meant for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// This names no shift kind.
    UnknownCode(String),
    /// The shift kind is archived.
    Archived(ShiftKindId),
    /// The person is not employed on that day.
    NotEmployed,
    /// The sheet has no such row or column.
    OffSheet,
}

/// Neighbouring cells of a row that cannot hold what was meant for them, for the same reason. Rows and columns count
/// from 0 and may lie beyond the sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Misfit {
    /// The row.
    pub row: usize,
    /// The first column.
    pub first: usize,
    /// The last column.
    pub last: usize,
    /// Why.
    pub why: Why,
}

/// What is to be written, and what of it cannot be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// What can be written.
    pub wanted: Vec<(Place, Option<ShiftKindId>)>,
    /// What cannot, by row and column.
    pub misfits: Vec<Misfit>,
    /// The block that it covers, where it is one.
    pub covers: Option<Block>,
}

impl Filling {
    /// Whether what does not fit can be left out: somebody who is not employed needs no shift, but an unknown code means
    /// something that nobody but its writer knows.
    pub fn can_be_partial(&self) -> bool {
        !self.misfits.iter().any(|misfit| matches!(misfit.why, Why::UnknownCode(_)))
    }

    /// How many cells do not fit.
    pub fn misfit_cells(&self) -> usize {
        self.misfits.iter().map(|misfit| misfit.last - misfit.first + 1).sum()
    }

    /// Adds cells that do not fit, and brings all of them in order.
    pub(super) fn refuse(&mut self, cells: impl IntoIterator<Item = (usize, usize, Why)>) {
        let cells = cells.into_iter().map(|(row, column, why)| Misfit { row, first: column, last: column, why });
        self.misfits.extend(cells);
        self.misfits.sort_unstable();
        self.misfits.dedup_by(|next, known| {
            let continues = known.row == next.row && known.last + 1 == next.first && known.why == next.why;
            if continues {
                known.last = next.last;
            }
            continues
        });
    }
}

impl Board {
    /// What can be written of what is wanted. Cells that would stay as they are always fit, and so does emptying.
    pub fn filling(&self, wanted: impl IntoIterator<Item = (Place, Option<ShiftKindId>)>) -> Filling {
        let mut filling = Filling::default();
        let mut refused = Vec::new();
        for (place, kind_id) in wanted {
            match self.misfit(place, kind_id) {
                None => filling.wanted.push((place, kind_id)),
                Some(why) => refused.push((usize::from(place.row), usize::from(place.column), why)),
            }
        }
        filling.refuse(refused);
        filling
    }

    /// A clip laid on the sheet: onto the block, repeated as often as it fits into that, but at least once.
    pub fn pasting(&self, clip: &Clip, at: Block) -> Filling {
        let (width, height) = (clip.width.max(1), (clip.cells.len() / clip.width.max(1)).max(1));
        let covered = self.pasted(clip, at);
        let wanted = covered.places().filter_map(|place| {
            let row = usize::from(place.row - covered.first.row) % height;
            let column = usize::from(place.column - covered.first.column) % width;
            clip.cells.get(row * width + column).map(|kind_id| (place, *kind_id))
        });
        let mut filling = self.filling(wanted);
        let (rows, columns) = (usize::from(self.bounds.rows), usize::from(self.bounds.columns));
        let cells = clip.cells.iter().enumerate().filter(|(_, kind_id)| kind_id.is_some());
        let places = cells.map(|(index, _)| {
            (usize::from(covered.first.row) + index / width, usize::from(covered.first.column) + index % width)
        });
        let beyond = places.filter(|(row, column)| *row >= rows || *column >= columns);
        filling.refuse(beyond.map(|(row, column)| (row, column, Why::OffSheet)));
        filling.covers = Some(covered);
        filling
    }

    /// Why a cell cannot take this.
    fn misfit(&self, place: Place, kind_id: Option<ShiftKindId>) -> Option<Why> {
        let id = kind_id?;
        if !self.bounds.contains(place) {
            return Some(Why::OffSheet);
        }
        if self.shown(place) == kind_id {
            return None;
        }
        if self.is_shut(place) {
            return Some(Why::NotEmployed);
        }
        (!self.is_offered(kind_id)).then_some(Why::Archived(id))
    }
}
