//! How a value is kept by a database: as nothing, an integer or a text. A type says here, or beside itself, which of them
//! it is, so that whoever keeps values knows none of their types.

use super::{
    id::{Id, Kind},
    time::{DayMinute, Instant},
};
use serde::Serialize;
use std::fmt::Display;

/// A value to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// SQL NULL.
    Null,
    /// An integer within ±2^53.
    Int(i64),
    /// Text.
    Text(String),
}

/// What is kept as it is written.
pub trait Written: Display {}

impl Arg {
    /// A list, to be read with `json_each(?)`: a statement takes 100 parameters at most.
    pub fn json(list: &impl Serialize) -> Self {
        serde_json::to_string(list).map_or(Self::Null, Self::Text)
    }

    /// Anything that is written as text: an id, a day, a name.
    pub fn text(value: &impl Display) -> Self {
        Self::Text(value.to_string())
    }
}

impl<T: Written> From<T> for Arg {
    fn from(value: T) -> Self {
        Self::text(&value)
    }
}

impl<T: Written + ?Sized> Written for &T {}

impl Written for str {}

impl Written for String {}

impl<K: Kind> Written for Id<K> {}

macro_rules! integers {
    ($($kind:ty),+) => {$(
        impl From<$kind> for Arg {
            fn from(value: $kind) -> Self {
                Self::Int(value.into())
            }
        }
    )+};
}
integers!(i64, i32, i16, u32, u16, u8, bool);

impl From<Instant> for Arg {
    fn from(value: Instant) -> Self {
        Self::Int(value.0)
    }
}

impl From<DayMinute> for Arg {
    fn from(value: DayMinute) -> Self {
        Self::Int(value.minutes().into())
    }
}

impl<T: Into<Arg>> From<Option<T>> for Arg {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
