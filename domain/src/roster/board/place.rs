//! Where a cell stands on a sheet, what is selected, and where the keys lead.

/// A cell's place: the person's row and the day's column, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The row.
    pub row: u16,
    /// The column.
    pub column: u8,
}

impl Place {
    /// The cells of the straight line to another one, without this one: what a stroke between the two passes over.
    pub fn line_to(self, to: Self) -> impl Iterator<Item = Self> {
        let across = i32::from(to.column) - i32::from(self.column);
        let down = i32::from(to.row) - i32::from(self.row);
        let steps = across.abs().max(down.abs());
        // Rounded to the nearest cell, also for lines that lead back.
        let at = move |step: i32, length: i32| (2 * step * length + steps).div_euclid(2 * steps);
        (1..=steps).map(move |step| Self {
            row: u16::try_from(i32::from(self.row) + at(step, down)).unwrap_or(to.row),
            column: u8::try_from(i32::from(self.column) + at(step, across)).unwrap_or(to.column),
        })
    }
}

/// A rectangle of cells, its corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The corner with the smallest row and column.
    pub first: Place,
    /// The corner with the largest.
    pub last: Place,
}

impl From<Place> for Block {
    fn from(place: Place) -> Self {
        Self { first: place, last: place }
    }
}

impl Block {
    /// The smallest rectangle that holds two cells.
    pub fn spanning(a: Place, b: Place) -> Self {
        Self {
            first: Place { row: a.row.min(b.row), column: a.column.min(b.column) },
            last: Place { row: a.row.max(b.row), column: a.column.max(b.column) },
        }
    }

    /// Whether a cell lies within.
    pub fn contains(self, place: Place) -> bool {
        (self.first.row..=self.last.row).contains(&place.row)
            && (self.first.column..=self.last.column).contains(&place.column)
    }

    /// How many rows it has.
    pub fn height(self) -> usize {
        usize::from(self.last.row - self.first.row) + 1
    }

    /// How many columns it has.
    pub fn width(self) -> usize {
        usize::from(self.last.column - self.first.column) + 1
    }

    /// Its cells, row by row.
    pub fn places(self) -> impl Iterator<Item = Place> {
        (self.first.row..=self.last.row)
            .flat_map(move |row| (self.first.column..=self.last.column).map(move |column| Place { row, column }))
    }
}

/// How large a sheet is: at least one row and one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Its people.
    pub rows: u16,
    /// Its days.
    pub columns: u8,
}

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One column left.
    Left,
    /// One column right.
    Right,
    /// The first row of the column.
    Top,
    /// The last row of the column.
    Bottom,
    /// The first day of the row.
    RowStart,
    /// The last day of the row.
    RowEnd,
    /// The very first cell.
    First,
    /// The very last cell.
    Last,
    /// A screen of this many rows up.
    PageUp(u16),
    /// A screen of this many rows down.
    PageDown(u16),
}

impl Bounds {
    /// Everything.
    pub fn all(self) -> Block {
        Block { first: Place::default(), last: self.last() }
    }

    /// The rectangle of a row.
    pub fn row(self, row: u16) -> Block {
        Block { first: Place { row, column: 0 }, last: Place { row, column: self.last().column } }
    }

    /// The rectangle of a column.
    pub fn column(self, column: u8) -> Block {
        Block { first: Place { row: 0, column }, last: Place { row: self.last().row, column } }
    }

    /// Whether a cell lies on the sheet.
    pub fn contains(self, place: Place) -> bool {
        place.row < self.rows && place.column < self.columns
    }

    /// Where a key leads from a cell. At an edge it leads nowhere.
    pub fn moved(self, from: Place, motion: Motion) -> Place {
        let Place { row, column } = from;
        let last = self.last();
        match motion {
            Motion::Up => Place { row: row.saturating_sub(1), column },
            Motion::Down => Place { row: row.saturating_add(1).min(last.row), column },
            Motion::Left => Place { row, column: column.saturating_sub(1) },
            Motion::Right => Place { row, column: column.saturating_add(1).min(last.column) },
            Motion::Top => Place { row: 0, column },
            Motion::Bottom => Place { row: last.row, column },
            Motion::RowStart => Place { row, column: 0 },
            Motion::RowEnd => Place { row, column: last.column },
            Motion::First => Place::default(),
            Motion::Last => last,
            Motion::PageUp(rows) => Place { row: row.saturating_sub(rows), column },
            Motion::PageDown(rows) => Place { row: row.saturating_add(rows).min(last.row), column },
        }
    }

    /// The cell that is filled after this one: the next day, and after the last the next person's first.
    pub fn next(self, place: Place) -> Place {
        let last = self.last();
        match place {
            Place { row, column } if column < last.column => Place { row, column: column + 1 },
            Place { row, .. } if row < last.row => Place { row: row + 1, column: 0 },
            end => end,
        }
    }

    fn last(self) -> Place {
        Place { row: self.rows.saturating_sub(1), column: self.columns.saturating_sub(1) }
    }
}

/// What is selected: from where it was begun to where the focus is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Where it was begun.
    pub anchor: Place,
    /// Where it has got to.
    pub focus: Place,
}

impl From<Place> for Selection {
    fn from(place: Place) -> Self {
        Self { anchor: place, focus: place }
    }
}

impl Selection {
    /// The rectangle.
    pub fn block(self) -> Block {
        Block::spanning(self.anchor, self.focus)
    }

    /// The selection after a key: another cell, or the same anchor with a new focus when it extends.
    #[must_use]
    pub fn moved(self, motion: Motion, extends: bool, bounds: Bounds) -> Self {
        let focus = bounds.moved(self.focus, motion);
        Self { anchor: if extends { self.anchor } else { focus }, focus }
    }

    /// One row, or everything when a whole row is selected already.
    #[must_use]
    pub fn widened(self, bounds: Bounds) -> Self {
        let block = self.block();
        let is_whole_rows = block.width() == usize::from(bounds.columns);
        let wanted = if is_whole_rows { bounds.all() } else { bounds.row(self.focus.row) };
        Self { anchor: wanted.last, focus: wanted.first }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOUNDS: Bounds = Bounds { rows: 5, columns: 30 };

    fn place(row: u16, column: u8) -> Place {
        Place { row, column }
    }

    #[test]
    fn keys_lead_through_the_sheet_and_stop_at_its_edges() {
        for (motion, from, to) in [
            (Motion::Up, place(0, 3), place(0, 3)),
            (Motion::Down, place(4, 3), place(4, 3)),
            (Motion::Left, place(2, 0), place(2, 0)),
            (Motion::Right, place(2, 29), place(2, 29)),
            (Motion::Right, place(2, 28), place(2, 29)),
            (Motion::RowStart, place(2, 28), place(2, 0)),
            (Motion::RowEnd, place(2, 1), place(2, 29)),
            (Motion::Top, place(3, 4), place(0, 4)),
            (Motion::Bottom, place(1, 4), place(4, 4)),
            (Motion::PageDown(3), place(3, 4), place(4, 4)),
            (Motion::PageUp(3), place(2, 4), place(0, 4)),
            (Motion::First, place(2, 4), place(0, 0)),
            (Motion::Last, place(2, 4), place(4, 29)),
        ] {
            assert_eq!(BOUNDS.moved(from, motion), to, "{motion:?} from {from:?}");
        }
    }

    #[test]
    fn a_stroke_passes_over_the_line_between_two_cells() {
        let line = |from: Place, to| from.line_to(to).map(|place| (place.row, place.column)).collect::<Vec<_>>();
        assert_eq!(line(place(1, 1), place(1, 1)), []);
        assert_eq!(line(place(0, 0), place(3, 3)), [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(line(place(2, 9), place(2, 6)), [(2, 8), (2, 7), (2, 6)]);
        assert_eq!(line(place(0, 0), place(1, 4)), [(0, 1), (1, 2), (1, 3), (1, 4)]);
    }

    #[test]
    fn a_filled_row_goes_on_with_the_next_person() {
        assert_eq!(BOUNDS.next(place(1, 28)), place(1, 29));
        assert_eq!(BOUNDS.next(place(1, 29)), place(2, 0));
        assert_eq!(BOUNDS.next(place(4, 29)), place(4, 29));
    }

    #[test]
    fn all_is_first_the_row_and_then_the_sheet() {
        let row = Selection::from(place(2, 7)).widened(BOUNDS);
        assert_eq!(row.block(), BOUNDS.row(2));
        assert_eq!(row.widened(BOUNDS).block(), BOUNDS.all());
    }

    proptest! {
        #[test]
        fn a_stroke_has_no_gaps_and_ends_where_it_leads(
            from in (0_u16..60, 0_u8..31), to in (0_u16..60, 0_u8..31),
        ) {
            let (from, to) = (place(from.0, from.1), place(to.0, to.1));
            let mut last = from;
            for next in from.line_to(to) {
                prop_assert!(last.row.abs_diff(next.row) <= 1 && last.column.abs_diff(next.column) <= 1);
                prop_assert!(last != next && Block::spanning(from, to).contains(next));
                last = next;
            }
            prop_assert_eq!(last, to);
        }

        #[test]
        fn an_extended_selection_keeps_its_anchor_and_holds_both_ends(
            row in 0_u16..5, column in 0_u8..30, motions in proptest::collection::vec(0_usize..4, 0..40),
        ) {
            let start = place(row, column);
            let arrows = [Motion::Up, Motion::Down, Motion::Left, Motion::Right];
            let selection = motions
                .into_iter()
                .fold(Selection::from(start), |selection, index| selection.moved(arrows[index], true, BOUNDS));
            let block = selection.block();
            prop_assert_eq!(selection.anchor, start);
            prop_assert!(block.contains(start) && block.contains(selection.focus) && BOUNDS.contains(block.last));
            prop_assert_eq!(block.places().count(), block.width() * block.height());
        }
    }
}
