//! What the rules are asked about: a month with a margin on either side, as rows of places in a list of shift kinds. Days
//! are counted from the first day of the margin, so that no check computes with dates.

use crate::{
    Day, Month, PersonId, ShiftKindId,
    calendar::Calendar,
    people::employment::Stay,
    shifts::{api::ShiftKind, kind::HoursFrom},
};

/// Days on either side of the month that the rules look at: two weeks, as long as the longest run that a rule allows
/// and one day more.
pub const MARGIN: u16 = 14;

/// The hours of a shift kind that is work: a split shift from its first start to its last end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Work {
    pub start: u32,
    pub end: u32,
    pub paid: u32,
    pub is_night: bool,
    /// It reaches into the hours of the night.
    pub is_late: bool,
}

/// A month and what is known of it, without people.
#[derive(Clone, Debug)]
pub struct Plan {
    month: Month,
    first: Day,
    epoch: i64,
    /// Its days, margins included.
    length: usize,
    /// The weekday of day 0, Monday being 0.
    weekday: usize,
    /// What each shift kind is, from which day on, in the order of these days; nothing for a day off.
    kinds: Vec<(ShiftKindId, Vec<(i64, Work)>)>,
    /// How many of the days up to each are workdays.
    workdays: Vec<u32>,
}

/// Somebody's row of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedPerson {
    /// Who.
    pub id: PersonId,
    /// The days of employment from the plan's first on, as first and last.
    pub(super) employed: Vec<(usize, usize)>,
    /// Days on which night work and overtime are barred, as first and last.
    pub(super) barred: Option<(usize, usize)>,
    /// The place of each day's shift kind.
    pub(super) days: Vec<Option<u16>>,
}

impl PlannedPerson {
    /// Whether they are employed on a day that the plan reaches.
    pub fn is_employed(&self, plan: &Plan, day: Day) -> bool {
        plan.place(day).is_some_and(|place| self.works_at(place))
    }

    /// The place of a day's shift kind. A shift that was planned before somebody's last day was known is none any more.
    fn kind(&self, place: usize) -> Option<u16> {
        self.days.get(place).copied().flatten().filter(|_| self.works_at(place))
    }

    fn works_at(&self, place: usize) -> bool {
        self.employed.iter().any(|(from, until)| (*from..=*until).contains(&place))
    }
}

impl Plan {
    /// The plan of a month with these shift kinds.
    pub fn new(month: Month, kinds: &[ShiftKind], calendar: &Calendar) -> Self {
        let margin = i64::from(MARGIN);
        let first = month.first().plus(-margin);
        let length = usize::from(month.length()) + 2 * usize::from(MARGIN);
        let epoch = first.epoch_days();
        let work = |version: &HoursFrom| {
            let hours = version.hours;
            let work = Work {
                start: u32::from(hours.start.minutes()),
                end: u32::from(hours.end.minutes()),
                paid: u32::from(hours.paid_minutes),
                is_night: hours.is_night,
                is_late: hours.reaches_night(),
            };
            (version.from.epoch_days() - epoch, work)
        };
        let mut count = 0;
        let workdays = (0_i64..).take(length).map(|offset| {
            count += u32::from(calendar.is_workday(first.plus(offset)));
            count
        });
        Self {
            month,
            first,
            epoch,
            length,
            weekday: first.weekday() as usize - 1,
            kinds: kinds.iter().map(|kind| (kind.id, kind.hours.iter().map(work).collect())).collect(),
            workdays: workdays.collect(),
        }
    }

    /// The month.
    pub const fn month(&self) -> Month {
        self.month
    }

    /// An empty row of somebody who is employed on these days.
    pub fn person(&self, id: PersonId, employed: &[Stay], barred: Option<(Day, Day)>) -> PlannedPerson {
        let days = |stay: &Stay| self.range(stay.from, stay.until.unwrap_or(Day::MAX));
        PlannedPerson {
            id,
            employed: employed.iter().filter_map(days).collect(),
            barred: barred.and_then(|(from, until)| self.range(from, until)),
            days: vec![None; self.length],
        }
    }

    /// Plans a shift, or nothing. Days that the plan does not reach and kinds that it does not know are left out.
    pub fn set(&self, person: &mut PlannedPerson, day: Day, kind: Option<ShiftKindId>) {
        if let Some(slot) = self.place(day).and_then(|place| person.days.get_mut(place)) {
            *slot = kind
                .and_then(|id| self.kinds.iter().position(|(known, _)| *known == id))
                .and_then(|place| u16::try_from(place).ok());
        }
    }

    /// How many of these people, if employed, have each of the first `kinds` shift kinds on a day.
    pub fn heads(&self, people: &[PlannedPerson], kinds: usize, day: Day) -> Vec<u16> {
        let mut heads = vec![0_u16; kinds];
        let Some(place) = self.place(day) else { return heads };
        for kind in people.iter().filter_map(|person| person.kind(place)) {
            if let Some(count) = heads.get_mut(usize::from(kind)) {
                *count = count.saturating_add(1);
            }
        }
        heads
    }

    /// The days of the month.
    pub(super) fn days(&self) -> std::ops::Range<usize> {
        usize::from(MARGIN)..self.length - usize::from(MARGIN)
    }

    /// All days, margins included.
    pub(super) const fn length(&self) -> usize {
        self.length
    }

    /// The first days of the weeks that touch the month.
    pub(super) fn weeks(&self) -> impl Iterator<Item = usize> {
        let days = self.days();
        let monday = days.start - (days.start + self.weekday) % 7;
        (monday..days.end).step_by(7)
    }

    /// The date of a day.
    pub(super) fn day(&self, place: usize) -> Day {
        self.first.plus(i64::try_from(place).unwrap_or(0))
    }

    /// The shift that somebody works on a day; none for a day off.
    pub fn works(&self, person: &PlannedPerson, day: Day) -> Option<ShiftKindId> {
        let (id, work) = self.kinds.get(usize::from(person.kind(self.place(day)?)?))?;
        (!work.is_empty()).then_some(*id)
    }

    /// What somebody works on a day.
    pub(super) fn work(&self, person: &PlannedPerson, place: usize) -> Option<Work> {
        let (_, versions) = self.kinds.get(usize::from(person.kind(place)?))?;
        let day = i64::try_from(place).unwrap_or(i64::MAX);
        versions.iter().rev().find(|(from, _)| *from <= day).map(|(_, work)| *work)
    }

    /// How many workdays lie between two days, both included.
    pub(super) fn workdays(&self, from: usize, until: usize) -> u32 {
        let upto = |place: usize| self.workdays.get(place).copied().unwrap_or(0);
        if until < from { 0 } else { upto(until) - from.checked_sub(1).map_or(0, upto) }
    }

    /// How many days after the first one a day comes, even after the last one, where no row has a shift.
    fn place(&self, day: Day) -> Option<usize> {
        usize::try_from(day.epoch_days() - self.epoch).ok()
    }

    /// A range of days from the first one on.
    fn range(&self, from: Day, until: Day) -> Option<(usize, usize)> {
        let (from, until) = ((from.epoch_days() - self.epoch).max(0), until.epoch_days() - self.epoch);
        (from <= until).then(|| (usize::try_from(from).unwrap_or(0), usize::try_from(until).unwrap_or(0)))
    }
}
