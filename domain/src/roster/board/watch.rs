//! What the rules find in what a board shows, kept in step cell by cell: only the rows and days that changed are checked
//! again.

use super::{Board, Place};
use crate::{
    Day, PersonId, ShiftKindId,
    calendar::{Calendar, Holiday},
    roster::{
        api::{DaysAround, RosterContext},
        coverage::{self, Cover, Coverage},
    },
    shifts::{api::ShiftKind, slot::Target},
    wishes::api::PersonWish,
    worktime::{self, Finding, Plan, PlannedPerson, RuleKind, RuleSet, Severity},
};
use std::collections::{BTreeSet, HashMap};

/// What a board is planned with.
#[derive(Clone, Debug)]
pub(super) struct Watch {
    plan: Plan,
    rules: RuleSet,
    pub(super) coverage: Coverage,
    calendar: Calendar,
    wishes: HashMap<Place, PersonWish>,
    rows: Vec<PlannedPerson>,
    /// The rows that drafts around plan more for, with that.
    drafted: HashMap<u16, PlannedPerson>,
    /// Heads by kind on the day before the month: its late shifts reach into the first.
    pub(super) heads_before: Vec<u16>,
    /// What people are planned for in the two weeks on either side, on drafts too.
    pub(super) around: HashMap<PersonId, Vec<(Day, ShiftKindId)>>,
    found: Vec<Vec<Finding>>,
    covers: Vec<Vec<Cover>>,
    dirty_rows: BTreeSet<u16>,
    dirty_columns: BTreeSet<u8>,
}

/// Days by person.
fn by_person(around: Vec<DaysAround>) -> HashMap<PersonId, Vec<(Day, ShiftKindId)>> {
    around.into_iter().map(|around| (around.person_id, around.days)).collect()
}

impl Board {
    /// Plans the month with its rules, the days around it and what is wished and needed. Returns the cells that look
    /// different now.
    pub fn plan_with(&mut self, context: RosterContext) -> Vec<Place> {
        let month = self.head.month;
        let calendar = Calendar::new(context.holidays);
        let plan = Plan::new(month, &self.kinds, &calendar);
        let mut around = by_person(context.around);
        let barred: HashMap<_, _> =
            context.barred.iter().map(|barred| (barred.person_id, (barred.from, barred.until))).collect();
        let row = |(row, person): (u16, &crate::roster::api::SheetPerson)| {
            let mut planned = plan.person(person.id, person.employed(), barred.get(&person.id).copied());
            for (day, kind) in around.get(&person.id).into_iter().flatten() {
                plan.set(&mut planned, *day, Some(*kind));
            }
            // What stands there after a move is not this department's work.
            for column in (0..self.bounds.columns).filter(|column| person.belongs(self.day(*column))) {
                plan.set(&mut planned, self.day(column), self.shown(Place { row, column }));
            }
            planned
        };
        let rows: Vec<PlannedPerson> = (0..self.bounds.rows).zip(&self.people).map(row).collect();
        let mut drafted = HashMap::new();
        let mut all = rows.clone();
        for (person, days) in by_person(context.drafted) {
            let Some(row) = self.rows.get(&person) else { continue };
            let planned = &mut all[usize::from(*row)];
            days.iter().for_each(|(day, kind)| plan.set(planned, *day, Some(*kind)));
            drafted.insert(*row, planned.clone());
            around.entry(person).or_default().extend(days);
        }
        let wishes = context.wishes.into_iter().filter_map(|wish| Some((self.place(wish.person_id, wish.day)?, wish)));
        let wishes: HashMap<_, _> = wishes.collect();
        let mut watch = Watch {
            rules: context.rules,
            coverage: Coverage::new(&self.kinds, &context.demands),
            calendar,
            around,
            wishes,
            heads_before: plan.heads(&all, self.kinds.len(), month.first().plus(-1)),
            found: vec![Vec::new(); rows.len()],
            covers: vec![Vec::new(); usize::from(self.bounds.columns)],
            dirty_rows: (0..self.bounds.rows).collect(),
            dirty_columns: (0..self.bounds.columns).collect(),
            rows,
            drafted,
            plan,
        };
        // Cells that had marks before may have none now.
        if let Some(before) = &self.watch {
            watch.found.clone_from(&before.found);
            watch.found.resize(watch.rows.len(), Vec::new());
        }
        let mut places: Vec<Place> = watch.wishes.keys().copied().collect();
        self.watch = Some(watch);
        places.extend(self.recheck());
        places
    }

    /// Asks the rules about what has changed since. Returns the cells whose marks may look different now.
    pub fn recheck(&mut self) -> Vec<Place> {
        let Some(mut watch) = self.watch.take() else { return Vec::new() };
        let mut places = BTreeSet::new();
        for row in std::mem::take(&mut watch.dirty_rows) {
            let index = usize::from(row);
            let told = &watch.rows[index];
            let mut found = worktime::check_person(&watch.plan, told, &watch.rules);
            if let Some(drafted) = watch.drafted.get(&row) {
                let by_drafts = worktime::added(&watch.plan, told, drafted, &watch.rules);
                found.extend(by_drafts.into_iter().map(|found| Finding { severity: Severity::Warning, ..found }));
            }
            let before = std::mem::replace(&mut watch.found[index], found);
            for finding in before.iter().chain(&watch.found[index]) {
                places.extend(self.marked(row, finding));
            }
        }
        for column in std::mem::take(&mut watch.dirty_columns) {
            watch.covers[usize::from(column)] = self.cover(&watch, column);
        }
        self.watch = Some(watch);
        places.into_iter().collect()
    }

    /// A cell shows something else: its row and the heads of its day, and those of the next morning, are checked again.
    pub(super) fn note(&mut self, place: Place, kind_id: Option<ShiftKindId>) {
        let day = self.day(place.column);
        let Some(watch) = &mut self.watch else { return };
        if let Some(row) = watch.rows.get_mut(usize::from(place.row)) {
            watch.plan.set(row, day, kind_id);
            if let Some(row) = watch.drafted.get_mut(&place.row) {
                watch.plan.set(row, day, kind_id);
            }
            watch.dirty_rows.insert(place.row);
            watch
                .dirty_columns
                .extend([place.column, place.column + 1].into_iter().filter(|next| *next < self.bounds.columns));
        }
    }

    fn cover(&self, watch: &Watch, column: u8) -> Vec<Cover> {
        let heads = |column: u8| -> Vec<u16> {
            (0..self.kinds.len()).map(|kind| self.tally.heads(kind, usize::from(column))).collect()
        };
        let before = column.checked_sub(1).map_or_else(|| watch.heads_before.clone(), heads);
        watch.coverage.day(self.day(column), &heads(column), &before)
    }

    /// The cells that a finding of a row marks: those with work among its days. The month's overtime marks none.
    fn marked(&self, row: u16, finding: &Finding) -> impl Iterator<Item = Place> {
        let is_marked = finding.rule != RuleKind::MonthOvertime;
        let (from, until) = (finding.from, finding.until);
        let first = self.head.month.first();
        let column = |day: crate::Day| day.epoch_days() - first.epoch_days();
        let last = i64::from(self.bounds.columns) - 1;
        let columns = column(from).max(0)..=column(until).min(last);
        columns
            .filter(move |_| is_marked)
            .filter_map(move |column| u8::try_from(column).ok().map(|column| Place { row, column }))
    }

    fn has_work(&self, place: Place) -> bool {
        self.shown(place).and_then(|id| self.kind(id)).is_some_and(ShiftKind::is_work)
    }

    /// What the rules find at a cell: findings of its person that span its day, if it holds work.
    pub fn findings_at(&self, place: Place) -> impl Iterator<Item = &Finding> {
        let row = self.watch.as_ref().and_then(|watch| watch.found.get(usize::from(place.row)));
        let day = self.day(place.column);
        let found = row.filter(|_| self.has_work(place)).into_iter().flatten();
        found.filter(move |finding| {
            finding.rule != RuleKind::MonthOvertime && (finding.from..=finding.until).contains(&day)
        })
    }

    /// Whether a cell holds a shift that its person will not be there for, planned before their last day was known.
    pub fn is_beyond_employment(&self, place: Place) -> bool {
        self.is_shut(place) && self.shown(place).is_some()
    }

    /// How much the heaviest finding at a cell weighs.
    pub fn severity_at(&self, place: Place) -> Severity {
        if self.is_beyond_employment(place) {
            return Severity::Error;
        }
        self.findings_at(place).map(|finding| finding.severity).max().unwrap_or(Severity::Off)
    }

    /// Whether it is known what the month is planned with, so that the rules have been asked.
    pub fn is_planned(&self) -> bool {
        self.watch.is_some()
    }

    /// The errors that a published roster's unsaved changes would bring, and which the worker would refuse without a
    /// reason: by person, the heaviest first. Drafts may hold any.
    pub fn breaches(&self) -> Vec<Finding> {
        let Some(watch) = self.watch.as_ref().filter(|_| self.is_published()) else { return Vec::new() };
        let mut found: Vec<Finding> = Vec::new();
        for (row, after) in (0..self.bounds.rows).zip(&watch.rows) {
            let unsaved = self.unsaved_of(row);
            if unsaved.is_empty() {
                continue;
            }
            let mut before = after.clone();
            for place in unsaved {
                watch.plan.set(&mut before, self.day(place.column), self.slot(place).stored);
            }
            found.extend(worktime::errors(&worktime::added(&watch.plan, &before, after, &watch.rules)));
        }
        worktime::in_order(&mut found);
        found
    }

    /// Shows again what is saved in the rows of [`Board::breaches`], or everywhere without any, as one step. Returns the cells
    /// that look different.
    pub fn revert_breaches(&mut self) -> Vec<Place> {
        let rows: BTreeSet<u16> =
            self.breaches().iter().filter_map(|finding| self.rows.get(&finding.person_id?).copied()).collect();
        // The worker may know of errors that cannot be seen from here: then any change may be the one.
        if rows.is_empty() {
            return self.revert();
        }
        let places: Vec<Place> = rows.into_iter().flat_map(|row| self.unsaved_of(row)).collect();
        let wanted = places.into_iter().map(|place| (place, self.slot(place).stored)).collect();
        // What is saved may hold a shift kind that has been archived since.
        self.write_any(wanted, false)
    }

    /// The cells of a row whose changes are not saved, but for those that wait for a conflict to be settled.
    pub(super) fn unsaved_of(&self, row: u16) -> Vec<Place> {
        let places = (0..self.bounds.columns).map(|column| Place { row, column });
        places
            .filter(|place| self.slot(*place).shown != self.slot(*place).stored && !self.conflicts.contains_key(place))
            .collect()
    }

    /// The finding of a person's overtime of the month.
    pub fn overtime(&self, row: u16) -> Option<&Finding> {
        let found = self.watch.as_ref()?.found.get(usize::from(row))?;
        found.iter().find(|finding| finding.rule == RuleKind::MonthOvertime)
    }

    /// Everything that the rules find, the heaviest first.
    pub fn findings(&self) -> Vec<Finding> {
        let Some(watch) = &self.watch else { return Vec::new() };
        let mut found: Vec<Finding> = watch.found.iter().flatten().copied().collect();
        let days = (0..self.bounds.columns).zip(&watch.covers);
        found.extend(days.flat_map(|(column, covers)| coverage::findings(covers, self.day(column), &watch.rules)));
        worktime::in_order(&mut found);
        found
    }

    /// Where a finding begins on the sheet; heads are missing in a column, whose first cell it names.
    pub fn place_of(&self, finding: &Finding) -> Option<Place> {
        let day = finding.from.max(self.head.month.first());
        match finding.person_id {
            Some(person) => self.place(person, day),
            None => Some(Place { row: 0, column: day.number().checked_sub(1)? }),
        }
    }

    /// The targets for which heads are needed at any time.
    pub fn targets(&self) -> Vec<Target> {
        self.watch.as_ref().map(|watch| watch.coverage.targets()).unwrap_or_default()
    }

    /// What is needed on a day and how much of it is there.
    pub fn covers(&self, column: u8) -> &[Cover] {
        let covers = self.watch.as_ref().and_then(|watch| watch.covers.get(usize::from(column)));
        covers.map_or(&[], Vec::as_slice)
    }

    /// How a day differs from its weekday.
    pub fn holiday(&self, column: u8) -> Option<&Holiday> {
        self.watch.as_ref().and_then(|watch| watch.calendar.of(self.day(column)))
    }

    /// Whether the law expects work on a day; before the calendar is there, what the weekday says.
    pub fn is_workday(&self, column: u8) -> bool {
        let day = self.day(column);
        self.watch.as_ref().map_or(!day.weekday().is_weekend(), |watch| watch.calendar.is_workday(day))
    }

    /// What somebody would like on a day.
    pub fn wish(&self, place: Place) -> Option<&PersonWish> {
        self.watch.as_ref().and_then(|watch| watch.wishes.get(&place))
    }
}
