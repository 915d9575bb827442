//! What does not fit together in a history of employment.

use super::{Employment, Period};
use crate::{Day, FieldCode, FieldError};

/// Most periods of one person.
pub const MAX_PERIODS: usize = 20;

/// Most posts in one period.
pub const MAX_POSTS: usize = 50;

impl Employment {
    /// What does not fit together, by the path of the field: `periods[0].until`.
    pub fn check(&self) -> Vec<FieldError> {
        if self.periods.is_empty() {
            return vec![error("periods", FieldCode::Required)];
        }
        if self.periods.len() > MAX_PERIODS {
            return vec![error("periods", FieldCode::TooLong(MAX_PERIODS))];
        }
        let mut errors = Vec::new();
        let mut end = None;
        for (place, period) in self.periods.iter().enumerate() {
            let mut wrong = |field: &str, code| errors.push(error(&format!("periods[{place}].{field}"), code));
            period.check(&mut wrong);
            // A period begins after the one before has ended.
            if place > 0 && end.is_none_or(|end| period.from() <= end) {
                wrong("posts[0].from", FieldCode::Inconsistent);
            }
            end = period.until;
        }
        errors
    }
}

impl Period {
    fn check(&self, wrong: &mut impl FnMut(&str, FieldCode)) {
        if self.posts.is_empty() {
            return wrong("posts", FieldCode::Required);
        }
        if self.posts.len() > MAX_POSTS {
            return wrong("posts", FieldCode::TooLong(MAX_POSTS));
        }
        let is_outside = |day: Day| self.until.is_some_and(|until| day > until);
        for (place, post) in self.posts.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| self.posts.get(place));
            if before.is_some_and(|before| post.from <= before.from) || (place > 0 && is_outside(post.from)) {
                wrong(&format!("posts[{place}].from"), FieldCode::Inconsistent);
            }
        }
        if is_outside(self.from()) {
            wrong("until", FieldCode::Inconsistent);
        }
        if self.leaving.is_some() && self.until.is_none() {
            wrong("leaving", FieldCode::Inconsistent);
        }
        if self.probation_until.is_some_and(|until| until < self.from()) {
            wrong("probation_until", FieldCode::Inconsistent);
        }
        if self.contract.is_some_and(|contract| contract.until.is_some_and(|until| until < contract.from)) {
            wrong("contract.until", FieldCode::Inconsistent);
        }
    }
}

fn error(field: &str, code: FieldCode) -> FieldError {
    FieldError { field: field.to_owned(), code }
}
