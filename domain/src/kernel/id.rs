//! Typed identifiers. What people create gets a UUIDv7 from their own device, so that a repeated send is the same
//! write; the worker makes ids only for what it records itself.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, hash::Hash, marker::PhantomData, str::FromStr};
pub use uuid::Uuid;

/// What tells the ids of one table from those of another. Features declare theirs with [`ids!`](crate::kernel::id::ids).
pub trait Kind: Copy + Ord + Hash + 'static {
    /// What such an id is called.
    const NAME: &'static str;
}

/// An id of a kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id<K>(Uuid, PhantomData<K>);

impl<K: Kind> Id<K> {
    /// The id that a device or the worker has just made.
    pub const fn new(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }

    /// The bare UUID.
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", K::NAME, self.0)
    }
}

impl<K: Kind> FromStr for Id<K> {
    type Err = crate::FieldCode;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).map(Self::new).map_err(|_| crate::FieldCode::BadFormat)
    }
}

impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::text::parse(deserializer)
    }
}

#[cfg(feature = "schema")]
impl<K: Kind> schemars::JsonSchema for Id<K> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        K::NAME.into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "uuid" })
    }
}

/// Declares ids: `/// A member of staff.` `PersonId;`
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        mod kind {
            $(
                #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub enum $name {}
                impl $crate::kernel::id::Kind for $name {
                    const NAME: &'static str = stringify!($name);
                }
            )*
        }
        $($(#[$doc])* pub type $name = $crate::kernel::id::Id<kind::$name>;)*
    };
}
pub(crate) use ids;

ids! {
    /// A row of any table, where several are gone through in one way.
    RowId;
}

#[cfg(test)]
mod tests {
    use crate::PersonId;

    #[test]
    fn an_id_is_written_in_lower_case_with_hyphens_however_it_came() {
        let id: PersonId = "0190F3C8A0007000800000000000000A".parse().unwrap();
        assert_eq!(id.to_string(), "0190f3c8-a000-7000-8000-00000000000a");
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""0190f3c8-a000-7000-8000-00000000000a""#);
    }

    #[test]
    fn what_is_no_id_is_refused_with_its_code() {
        let error = serde_json::from_str::<PersonId>(r#""12""#).unwrap_err();
        assert!(error.to_string().starts_with("bad_format"), "{error}");
    }
}
