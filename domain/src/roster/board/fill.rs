//! Filling people and days in one step: with a cycle, or with what stands in another week or month.

use super::{Block, Board, Filling, Place};
use crate::{
    Day, PersonId, ShiftKindId,
    roster::{
        api::Sheet,
        coverage::HalfHours,
        cycle::{self, same_weekday},
    },
};
use std::collections::HashMap;

/// Whom and which days a filling is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The first and the last person's row.
    pub rows: (u16, u16),
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// Cells that hold something stay as they are.
    pub keeps_filled: bool,
}

/// A cycle as it is laid over people.
#[derive(Clone, Copy, Debug)]
pub struct Turns<'a> {
    /// What each of its days holds.
    pub days: &'a [Option<ShiftKindId>],
    /// With which of its days the first person begins, from 0.
    pub start: usize,
    /// By how many days each further person is ahead of the one above.
    pub step: usize,
}

impl Board {
    /// Whom and which days a selection means: none means everybody and the whole month, a single cell its person from
    /// that day on.
    pub fn meant(&self, selection: Option<Block>) -> Block {
        let all = self.bounds.all();
        match selection {
            None => all,
            Some(Block { first, last }) if first == last => {
                Block { first, last: Place { column: all.last.column, ..last } }
            }
            Some(block) => block,
        }
    }

    /// A cycle that begins on the first day.
    pub fn cycled(&self, reach: Reach, turns: Turns) -> Filling {
        let length = turns.days.len().max(1);
        self.laid(reach, |index, _, day| {
            let offset = (turns.start % length + index * (turns.step % length)) % length;
            Some(cycle::at(turns.days, reach.from, offset, day))
        })
    }

    /// The week that begins on `monday`: each day gets the shift of its weekday, where that has one. The week may reach
    /// into the months on either side; its own days stay as they are.
    pub fn copied_week(&self, reach: Reach, monday: Day) -> Filling {
        let days =
            Block { first: Place { row: reach.rows.0, column: 0 }, last: Place { row: reach.rows.1, column: 6 } };
        let week: HashMap<Place, ShiftKindId> = days
            .places()
            .filter_map(|place| Some((place, self.planned(place.row, monday.plus(i64::from(place.column)))?)))
            .collect();
        self.laid(reach, |_, row, day| {
            let distance = day.epoch_days() - monday.epoch_days();
            let column = u8::try_from(distance.rem_euclid(7)).ok().filter(|_| !(0..7).contains(&distance))?;
            week.get(&Place { row, column }).map(|kind| Some(*kind))
        })
    }

    /// Another month's sheet, by weekday; people are known by who they are, not by their row.
    pub fn copied_month(&self, reach: Reach, sheet: &Sheet) -> Filling {
        let cells: HashMap<(PersonId, u8), ShiftKindId> = sheet
            .people
            .iter()
            .flat_map(|person| person.cells.iter().map(move |cell| (person.id, cell)))
            .filter_map(|(id, cell)| Some(((id, cell.day), *sheet.kinds.get(usize::from(cell.kind?))?)))
            .collect();
        self.laid(reach, |_, row, day| {
            let source = same_weekday(day, sheet.head.month)?;
            let person = self.people.get(usize::from(row))?;
            cells.get(&(person.id, source.number())).map(|kind| Some(*kind))
        })
    }

    /// How many cells would look different.
    pub fn changes(&self, filling: &Filling) -> usize {
        filling.wanted.iter().filter(|(place, kind_id)| self.shown(*place) != *kind_id).count()
    }

    /// A day's heads by half hour, with what is needed; nothing until it is known what the month is planned with.
    pub fn half_hours(&self, column: u8) -> Option<HalfHours> {
        let watch = self.watch.as_ref()?;
        let heads = |column: u8| -> Vec<u16> {
            (0..self.kinds.len()).map(|kind| self.tally.heads(kind, usize::from(column))).collect()
        };
        let before = column.checked_sub(1).map_or_else(|| watch.heads_before.clone(), heads);
        Some(watch.coverage.half_hours(self.day(column), &heads(column), &before))
    }

    /// What is laid on the cells of a reach; `kind_of` is asked with how many people stand above, the row and the day.
    fn laid(&self, reach: Reach, kind_of: impl Fn(usize, u16, Day) -> Option<Option<ShiftKindId>>) -> Filling {
        let last = reach.rows.1.min(self.bounds.rows.saturating_sub(1));
        let columns = (0..self.bounds.columns).filter(|column| (reach.from..=reach.until).contains(&self.day(*column)));
        let columns: Vec<u8> = columns.collect();
        let mut wanted = Vec::new();
        for (index, row) in (reach.rows.0..=last).enumerate() {
            for place in columns.iter().map(|column| Place { row, column: *column }) {
                if !(reach.keeps_filled && self.shown(place).is_some()) {
                    wanted.extend(kind_of(index, row, self.day(place.column)).map(|kind_id| (place, kind_id)));
                }
            }
        }
        self.filling(wanted)
    }

    /// What somebody is planned for on a day of the month or the two weeks on either side.
    fn planned(&self, row: u16, day: Day) -> Option<ShiftKindId> {
        let person = self.people.get(usize::from(row))?.id;
        match self.place(person, day) {
            Some(place) => self.shown(place),
            None => {
                let around = self.watch.as_ref()?.around.get(&person)?;
                around.iter().find(|(on, _)| *on == day).map(|(_, kind)| *kind)
            }
        }
    }
}
