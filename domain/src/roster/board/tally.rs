//! Totals of a sheet: a person's month and a day's heads, kept up to date cell by cell.

use crate::shifts::kind::Hours;

/// What a person's month adds up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowTotal {
    /// Days with a shift that has hours.
    pub shifts: u16,
    /// Days off.
    pub rests: u16,
    /// Minutes that are paid.
    pub paid_minutes: u32,
}

/// The totals of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    rows: Vec<RowTotal>,
    columns: usize,
    /// Heads by shift kind and day.
    heads: Vec<u16>,
    /// Cells that could be filled and are not.
    pub empty: usize,
}

impl Tally {
    /// The totals of an empty sheet.
    pub fn new(rows: usize, columns: usize, kinds: usize) -> Self {
        Self { rows: vec![RowTotal::default(); rows], columns, heads: vec![0; columns * kinds], empty: 0 }
    }

    /// A person's total.
    pub fn row(&self, row: usize) -> RowTotal {
        self.rows.get(row).copied().unwrap_or_default()
    }

    /// How many people have a shift kind on a day.
    pub fn heads(&self, kind: usize, column: usize) -> u16 {
        self.heads.get(kind * self.columns + column).copied().unwrap_or(0)
    }

    /// How many cells of the month hold a shift kind.
    pub fn cells(&self, kind: usize) -> u32 {
        let heads = self.heads.iter().skip(kind * self.columns).take(self.columns);
        heads.copied().map(u32::from).sum()
    }

    /// A cell was filled; `kind` is the kind's place with its hours on that day, if it is known.
    pub(super) fn add(&mut self, row: usize, column: usize, kind: Option<(usize, Option<Hours>)>) {
        let Some((index, hours)) = kind else { return };
        self.heads[index * self.columns + column] += 1;
        let total = &mut self.rows[row];
        match hours {
            Some(hours) => {
                total.shifts += 1;
                total.paid_minutes += u32::from(hours.paid_minutes);
            }
            None => total.rests += 1,
        }
    }

    /// What [`Tally::add`] added is taken away.
    pub(super) fn remove(&mut self, row: usize, column: usize, kind: Option<(usize, Option<Hours>)>) {
        let Some((index, hours)) = kind else { return };
        self.heads[index * self.columns + column] -= 1;
        let total = &mut self.rows[row];
        match hours {
            Some(hours) => {
                total.shifts -= 1;
                total.paid_minutes -= u32::from(hours.paid_minutes);
            }
            None => total.rests -= 1,
        }
    }
}
