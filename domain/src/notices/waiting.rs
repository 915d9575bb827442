//! What waits for somebody to act on it, a line each. A feature defines the kinds of its own lines and gives them at its
//! door; what a line holds is read by whoever knows its kind.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::{RawValue, to_raw_value};
use std::borrow::Cow;

/// A kind of line. Features declare theirs with `door!`.
pub trait Line: Serialize + DeserializeOwned {
    /// Its code.
    const KIND: &'static str;
}

/// Something that waits for the caller: a line of any kind, as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Waiting(Box<RawValue>);

/// A line with its kind.
#[derive(Serialize)]
struct Written<'a, L> {
    kind: &'static str,
    #[serde(flatten)]
    line: &'a L,
}

/// The kind of a line.
#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
}

impl Waiting {
    /// Writes a line.
    ///
    /// # Errors
    /// When it is no object.
    pub fn of<L: Line>(line: &L) -> Result<Self, serde_json::Error> {
        to_raw_value(&Written { kind: L::KIND, line }).map(Self)
    }

    /// The line, if it is of this kind and can be read. All others are left out, so that an app that is still open goes on
    /// when there are new ones.
    pub fn read<L: Line>(&self) -> Option<L> {
        let text = self.0.get();
        let Kind { kind } = serde_json::from_str(text).ok()?;
        if kind == L::KIND { serde_json::from_str(text).ok() } else { None }
    }
}

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

impl Eq for Waiting {}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Waiting {
    fn schema_name() -> Cow<'static, str> {
        "Waiting".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let lines: Vec<_> = crate::doors().flat_map(|door| door.lines).map(|line| line(generator)).collect();
        schemars::json_schema!({ "description": "Something that waits for the caller.", "oneOf": lines })
    }
}

/// The schema of a line with its kind.
#[cfg(feature = "schema")]
pub fn schema_of<L: Line + schemars::JsonSchema>(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let mut schema = L::json_schema(generator);
    let object = schema.ensure_object();
    if let Some(properties) = object.get_mut("properties") {
        properties["kind"] = serde_json::json!({ "type": "string", "const": L::KIND });
    }
    if let Some(required) = object.get_mut("required").and_then(serde_json::Value::as_array_mut) {
        required.insert(0, "kind".into());
    }
    schema
}
