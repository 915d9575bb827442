//! Endpoints of what people would like on days that are not planned yet.

use crate::{Day, MonthQuery, PersonId, ShiftKindId, kernel::contract::endpoint, text::Note, wishes::Wish};
use serde::{Deserialize, Serialize};

endpoint! {
    /// The caller's wishes of a month.
    ListMyWishes = GET "/api/my-wishes", access: SignedIn, query: MonthQuery, reply: Vec<Wish>;
    /// Says what the caller would like on a coming day whose roster is not published; saying it again replaces it.
    SetMyWish = PUT "/api/my-wishes/{day}", access: SignedIn, path: WishPath, body: WishBody, reply: Wish;
    /// Takes a wish back.
    DeleteMyWish = DELETE "/api/my-wishes/{day}", access: SignedIn, path: WishPath;
}

/// Names a day of the caller's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WishPath {
    /// The day.
    pub day: Day,
}

/// A wish as it shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WishBody {
    /// The shift; none for the day off.
    pub kind_id: Option<ShiftKindId>,
    /// Why, in a few words.
    pub note: Note,
}

/// What somebody would like on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonWish {
    /// Who.
    pub person_id: PersonId,
    /// The day.
    pub day: Day,
    /// The shift; none for the day off.
    pub kind_id: Option<ShiftKindId>,
    /// Why, in their words.
    pub note: Note,
}
