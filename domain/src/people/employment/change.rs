//! What happens to somebody's employment: moving, leaving, staying after all, returning, and what a change of master data
//! says of it. Each gives a new history, or tells what of it does not fit.

use super::{Employment, Leaving, Period, Post};
use crate::{
    Day,
    people::api::{PersonFields, Status},
};

/// Why a change does not fit the history that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The day is not in a period of work.
    NotEmployed,
    /// The day lies before the period's first day.
    BeforeHired,
    /// The day lies in the period before, or before its last day.
    BeforeLeft,
    /// They have not left.
    NotLeft,
}

impl Employment {
    /// The history with another post from a day on, until the next one that is planned.
    ///
    /// # Errors
    /// When the day is in no period of work.
    pub fn moved(&self, post: Post) -> Result<Self, Misfit> {
        let mut moved = self.clone();
        let period = moved.periods.iter_mut().find(|period| period.stay().holds(post.from));
        let period = period.ok_or(Misfit::NotEmployed)?;
        period.posts.retain(|other| other.from != post.from);
        let place = period.posts.partition_point(|other| other.from < post.from);
        period.posts.insert(place, post);
        period.tidy();
        Ok(moved)
    }

    /// The history without the post that begins on a day, unless it is its period's first.
    #[must_use]
    pub fn without(&self, from: Day) -> Self {
        let mut without = self.clone();
        for period in &mut without.periods {
            let first = period.from();
            period.posts.retain(|post| post.from == first || post.from != from);
            period.tidy();
        }
        without
    }

    /// The history with the period that counts on `today` ending on a last day, which may lie ahead. What was planned for
    /// later days of it goes.
    ///
    /// # Errors
    /// When the last day lies before the period's first.
    pub fn left(&self, today: Day, last_day: Day, leaving: Leaving) -> Result<Self, Misfit> {
        let mut left = self.clone();
        let place = self.place(today).ok_or(Misfit::NotEmployed)?;
        let period = left.periods.get_mut(place).ok_or(Misfit::NotEmployed)?;
        if last_day < period.from() {
            return Err(Misfit::BeforeHired);
        }
        period.posts.retain(|post| post.from <= last_day);
        (period.until, period.leaving) = (Some(last_day), Some(leaving));
        // A longer stay may reach what was planned as a return.
        if left.periods.get(place + 1).is_some_and(|next| next.from() <= last_day) {
            return Err(Misfit::BeforeLeft);
        }
        Ok(left)
    }

    /// The history in which they did not leave after all: the period that counts on `today` goes on.
    ///
    /// # Errors
    /// When that period has no end, or another one follows.
    pub fn stayed(&self, today: Day) -> Result<Self, Misfit> {
        let mut stayed = self.clone();
        let place = self.place(today).ok_or(Misfit::NotLeft)?;
        let is_last = place + 1 == self.periods.len();
        let period = stayed.periods.get_mut(place).filter(|period| is_last && period.until.is_some());
        let period = period.ok_or(Misfit::NotLeft)?;
        (period.until, period.leaving) = (None, None);
        Ok(stayed)
    }

    /// The history with a new period that begins with a post.
    ///
    /// # Errors
    /// When the last period has not ended before it.
    pub fn returned(&self, post: Post) -> Result<Self, Misfit> {
        let end = self.ends_on().ok_or(Misfit::NotLeft)?;
        if post.from <= end {
            return Err(Misfit::BeforeLeft);
        }
        let mut returned = self.clone();
        returned.periods.push(Period::begun(post));
        Ok(returned)
    }

    /// The history with another first day of the period that counts on `today`.
    ///
    /// # Errors
    /// When that is not before the period's second post and its end, or not after the period before.
    pub fn begun_on(&self, today: Day, first_day: Day) -> Result<Self, Misfit> {
        let mut begun = self.clone();
        let place = self.place(today).ok_or(Misfit::NotEmployed)?;
        let before = place.checked_sub(1).and_then(|place| self.periods.get(place));
        if before.is_some_and(|before| before.until.is_none_or(|until| first_day <= until)) {
            return Err(Misfit::BeforeLeft);
        }
        let period = begun.periods.get_mut(place).ok_or(Misfit::NotEmployed)?;
        let is_late = period.posts.get(1).is_some_and(|second| second.from <= first_day)
            || period.until.is_some_and(|until| until < first_day);
        if is_late {
            return Err(Misfit::BeforeHired);
        }
        if let Some(first) = period.posts.first_mut() {
            first.from = first_day;
        }
        Ok(begun)
    }

    /// What master data that is changed `today` says of it: another department or position is a move from today on (from
    /// the first day, of somebody who has not begun), another first day corrects it, a last day ends the period, and being
    /// active again goes on with it, or begins another when the first day lies after the last one.
    ///
    /// # Errors
    /// The field that does not fit, with the reason.
    pub fn following(&self, fields: &PersonFields, today: Day) -> Result<Self, (&'static str, Misfit)> {
        let before = self.as_of(today, fields);
        let mut after = self.clone();
        let post = |from: Day, employment: &Self| Post {
            from,
            department_id: fields.department_id,
            position_id: fields.position_id,
            kind: employment.standing(today).map(|standing| standing.post.kind).unwrap_or_default(),
        };
        let returns = before.status == Status::Left && fields.status == Status::Active;
        if returns && before.left_on.is_some_and(|left_on| fields.hired_on > left_on) {
            // A return that is planned already is no other one.
            if after.periods.last().is_some_and(|last| last.from() == fields.hired_on) {
                return Ok(after);
            }
            return after.returned(post(fields.hired_on, &after)).map_err(|misfit| ("hired_on", misfit));
        }
        if fields.hired_on != before.hired_on {
            after = after.begun_on(today, fields.hired_on).map_err(|misfit| ("hired_on", misfit))?;
        }
        if returns {
            after = after.stayed(today).map_err(|misfit| ("status", misfit))?;
        }
        if (fields.department_id, fields.position_id) != (before.department_id, before.position_id) {
            // Of those who have left, or have not begun, it is what they were, or will be.
            let ended = before.left_on.filter(|_| !returns);
            let from = match ended {
                Some(_) => after.standing(today).map_or(today, |standing| standing.post.from),
                None => today.max(fields.hired_on),
            };
            after = after.moved(post(from, &after)).map_err(|misfit| ("department_id", misfit))?;
        }
        match fields.left_on {
            Some(left_on) if fields.status == Status::Left && before.left_on != Some(left_on) => {
                let leaving = after.period(today).and_then(|period| period.leaving.clone()).unwrap_or_default();
                after.left(today, left_on, leaving).map_err(|misfit| ("left_on", misfit))
            }
            _ => Ok(after),
        }
    }
}

impl Period {
    /// Leaves out posts that say the same as the one before.
    fn tidy(&mut self) {
        self.posts.dedup_by(|next, before| {
            (next.department_id, next.position_id, next.kind) == (before.department_id, before.position_id, before.kind)
        });
    }
}
