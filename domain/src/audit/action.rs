//! What is kept in the log. Each feature declares its own actions at its door.

use super::Area;
use crate::{FieldCode, kernel::text};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

/// What was done, as `subject.verb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Action {
    code: &'static str,
    area: Area,
}

impl Action {
    /// An action of a feature, which names it at its door.
    pub(crate) const fn new(code: &'static str, area: Area) -> Self {
        Self { code, area }
    }

    /// Every action of all features.
    pub fn all() -> impl Iterator<Item = Self> {
        crate::doors().flat_map(|door| door.actions).copied()
    }

    /// The code, as it is stored.
    pub const fn as_str(self) -> &'static str {
        self.code
    }

    /// What the action is about, which decides who reads of it.
    pub const fn area(self) -> Area {
        self.area
    }
}

impl FromStr for Action {
    type Err = FieldCode;
    fn from_str(code: &str) -> Result<Self, FieldCode> {
        Self::all().find(|action| action.code == code).ok_or(FieldCode::UnknownValue)
    }
}

impl Serialize for Action {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

impl<'de> Deserialize<'de> for Action {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text::parse(deserializer)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Action {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Action".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let codes: Vec<&str> = Self::all().map(Self::as_str).collect();
        schemars::json_schema!({ "description": "What was done, as `subject.verb`.", "type": "string", "enum": codes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_action_is_written_and_read_by_a_code_of_its_own() {
        let mut codes = HashSet::new();
        for action in Action::all() {
            assert!(codes.insert(action.as_str()), "{action:?} is there twice");
            let (subject, verb) = action.as_str().split_once('.').unwrap();
            assert!(!subject.is_empty() && !verb.is_empty(), "{action:?}");
            let written = serde_json::to_string(&action).unwrap();
            assert_eq!(serde_json::from_str::<Action>(&written).unwrap(), action);
        }
        assert!(codes.len() > 30);
        assert_eq!("person.eat".parse::<Action>(), Err(FieldCode::UnknownValue));
    }

    #[test]
    fn every_action_is_sorted_by_what_it_is_done_to() {
        let of = |area: Area| -> Vec<&str> {
            Action::all().filter(|action| action.area() == area).map(Action::as_str).collect()
        };
        assert!(of(Area::People).contains(&"password.reset") && of(Area::People).contains(&"person.protection"));
        assert!(of(Area::Accounts).contains(&"session.sign_in") && of(Area::Accounts).contains(&"password.change"));
        assert!(of(Area::Rosters).iter().all(|code| !code.starts_with("person")));
        assert!(of(Area::Shop).contains(&"shop.save") && of(Area::Shop).contains(&"audit.export"));
    }
}
