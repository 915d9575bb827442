//! What a feature's tests give to the walks over all endpoints (`border`, `cost`). The index (`main.rs`) names features;
//! the walks read their doors.

use crate::cost::Question;
use dianwu_tests::Shop;
use expect_test::Expect;
use serde_json::Value;

/// A feature's door. What it has none of is left out: `Door { samples: &[…], ..Door::EMPTY }`.
pub struct Door {
    /// A right request for each endpoint that takes a body.
    pub samples: &'static [Sample],
    /// Endpoints that read the month behind the question mark.
    pub months: &'static [&'static str],
    /// Addresses that are refused, and the field behind the question mark for which they are.
    pub refused: &'static [(&'static str, &'static str)],
    /// What its reading endpoints are asked for to measure what they cost.
    pub questions: &'static [Question],
    /// Rows read beyond the session / rows shown, in a shop of 30 people and in one of 500; a line a question. Written
    /// anew with `UPDATE_EXPECT=1`.
    pub costs: Option<fn() -> Expect>,
    /// Reading endpoints whose cost depends on the day, or that read nothing of a shop's.
    pub unmeasured: &'static [&'static str],
}

impl Door {
    /// A feature that gives nothing.
    pub const EMPTY: Self =
        Self { samples: &[], months: &[], refused: &[], questions: &[], costs: None, unmeasured: &[] };
}

/// Who sends a sample, by staff number; nobody when there is nobody whom it would fit that day.
pub type Sender = fn(&Shop) -> Option<String>;

/// What becomes of a sample that is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is taken.
    Taken,
    /// It is right, and refused with this code.
    Refused(&'static str),
    /// It is right, and not sent: what comes after it would fail.
    Unsent,
}

/// A right request.
#[derive(Clone, Copy)]
pub struct Sample {
    /// The endpoint.
    pub id: &'static str,
    /// Its body.
    pub body: fn(&Shop) -> Value,
    /// What stands in a place of its path, where that must be there already.
    pub places: Option<fn(&Shop, &str) -> String>,
    /// Who sends it, where it is not whoever the access rule names.
    pub by: Option<Sender>,
    /// Beginnings of paths in its body under which a text may hold any character.
    pub any_character: &'static [&'static str],
    /// What becomes of it.
    pub outcome: Outcome,
}

impl Sample {
    /// A sample that goes where nothing is yet.
    pub const fn new(id: &'static str, body: fn(&Shop) -> Value) -> Self {
        Self { id, body, places: None, by: None, any_character: &[], outcome: Outcome::Taken }
    }

    /// It goes to what is there.
    #[must_use]
    pub const fn at(self, places: fn(&Shop, &str) -> String) -> Self {
        Self { places: Some(places), ..self }
    }

    /// Somebody of their own sends it.
    #[must_use]
    pub const fn by(self, sender: Sender) -> Self {
        Self { by: Some(sender), ..self }
    }

    /// Texts at these places may hold any character.
    #[must_use]
    pub const fn any_character(self, places: &'static [&'static str]) -> Self {
        Self { any_character: places, ..self }
    }

    /// It is not simply taken.
    #[must_use]
    pub const fn ends(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }
}
