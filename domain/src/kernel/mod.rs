//! What every feature stands on: the contract, access, errors, and the small value types.

pub mod access;
pub mod arg;
pub mod cells;
pub mod contract;
pub mod csv;
pub mod day;
pub mod flow;
pub mod id;
pub mod order;
pub mod problem;
pub mod query;
pub mod text;
pub mod time;

/// Derives the JSON schema of a newtype that is a string on the wire.
macro_rules! string_schema {
    ($name:ident, $($schema:tt)+) => {
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($($schema)+)
            }
        }
    };
}
pub(crate) use string_schema;
