//! Reading what clients send: bodies, queries and paths become the contract's types, and what does not fit becomes
//! the path of a field with a code.

use super::error::Error;
use dianwu_domain::{Code, FieldCode, FieldError};
use serde::de::{DeserializeOwned, IntoDeserializer, value::MapDeserializer};
use serde_json::Value;
use std::fmt::Display;

/// Most wrong fields that are told of a body, which is read once for each.
const MOST_WRONG: usize = 20;

/// Reads a JSON body.
///
/// # Errors
/// [`Code::MalformedBody`], or all wrong fields.
pub fn body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let parse = || serde_json::from_slice::<Value>(bytes).map_err(|_| Error::new(Code::MalformedBody));
    match serde_path_to_error::deserialize(parse()?) {
        Ok(read) => Ok(read),
        Err(error) => Err(Error::fields(all_wrong::<T>(parse()?, wrong_field(&error, "body")))),
    }
}

/// The wrong fields of a body of which one is known. Reading ends at the first wrong field: with that taken out it goes
/// on to the next one.
fn all_wrong<T: DeserializeOwned>(mut value: Value, first: FieldError) -> Vec<FieldError> {
    let mut wrong: Vec<FieldError> = Vec::new();
    let mut found = first;
    while wrong.len() < MOST_WRONG {
        // What is missing may have been told, as a whole or in part: what stands beside its holder can still be read.
        let is_told = wrong.iter().any(|known| is_within(&known.field, &found.field));
        let mut path = if is_told { holder(&found.field) } else { &found.field };
        while !path.is_empty() && !take_out(&mut value, path) {
            path = holder(path);
        }
        let is_over = path.is_empty();
        if !is_told {
            wrong.push(found);
        }
        if is_over {
            break;
        }
        match serde_path_to_error::deserialize::<_, T>(&value) {
            Ok(_) => break,
            Err(error) => found = wrong_field(&error, "body"),
        }
    }
    wrong
}

/// Whether a path is that of a field or of something in it.
fn is_within(path: &str, field: &str) -> bool {
    path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The path of what holds the field of a path.
fn holder(path: &str) -> &str {
    path.rfind(['.', '[']).and_then(|at| path.get(..at)).unwrap_or_default()
}

/// Takes the field of a path out of an object; whether it was there.
fn take_out(value: &mut Value, path: &str) -> bool {
    let steps = path.split(['.', '[']).map(|step| step.trim_end_matches(']'));
    let mut at = value;
    let mut steps = steps.peekable();
    while let Some(step) = steps.next() {
        let is_last = steps.peek().is_none();
        let next = match at {
            Value::Object(fields) if is_last => return fields.remove(step).is_some(),
            Value::Object(fields) => fields.get_mut(step),
            // The places of a list are told: none may move.
            Value::Array(_) if is_last => None,
            Value::Array(list) => step.parse::<usize>().ok().and_then(|place| list.get_mut(place)),
            _ => None,
        };
        let Some(next) = next else { return false };
        at = next;
    }
    false
}

/// Reads what stands behind the question mark.
///
/// # Errors
/// The first wrong field.
pub fn query<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(text.as_bytes()));
    serde_path_to_error::deserialize(deserializer).map_err(|error| Error::fields(vec![wrong_field(&error, "query")]))
}

/// Reads the parameters of a path.
///
/// # Errors
/// The first wrong field.
pub fn path<'a, T: DeserializeOwned>(parameters: impl Iterator<Item = (&'a str, &'a str)>) -> Result<T, Error> {
    let deserializer = MapDeserializer::<_, serde::de::value::Error>::new(parameters).into_deserializer();
    let read = serde_path_to_error::deserialize(Values(deserializer));
    read.map_err(|error| Error::fields(vec![wrong_field(&error, "path")]))
}

/// A map of parameters as a deserializer.
struct Values<'a, I: Iterator<Item = (&'a str, &'a str)>>(MapDeserializer<'a, I, serde::de::value::Error>);

impl<'de, 'a: 'de, I: Iterator<Item = (&'a str, &'a str)>> serde::Deserializer<'de> for Values<'a, I> {
    type Error = serde::de::value::Error;
    fn deserialize_any<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_map(self.0)
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The field that an error speaks of and its code. The domain's types put their [`FieldCode`] into the message;
/// everything else is serde's own wording.
fn wrong_field<E: Display>(error: &serde_path_to_error::Error<E>, whole: &str) -> FieldError {
    let told = |field: String, code| FieldError { field, code };
    let message = error.inner().to_string();
    let path = match error.path().to_string() {
        path if path == "." => String::new(),
        path => path,
    };
    let named = |name: &str| match path.rsplit('.').next() {
        Some(last) if last == name => path.clone(),
        _ if path.is_empty() => name.to_owned(),
        _ => format!("{path}.{name}"),
    };
    let quoted = message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("missing field") {
        return told(named(quoted), FieldCode::Required);
    }
    if message.starts_with("unknown field") {
        return told(named(quoted), FieldCode::UnknownField);
    }
    if message.starts_with("duplicate field") {
        return told(named(quoted), FieldCode::BadFormat);
    }
    let code = FieldCode::from_wire(&message).unwrap_or_else(|| serde_code(&message));
    told(if path.is_empty() { whole.to_owned() } else { path }, code)
}

fn serde_code(message: &str) -> FieldCode {
    match message.split_once(' ').map(|(first, rest)| (first, rest.split([' ', ':']).next().unwrap_or_default())) {
        Some(("unknown", "variant")) => FieldCode::UnknownValue,
        Some(("invalid", "type")) => FieldCode::WrongType,
        Some(("invalid", "value")) => out_of_range(message),
        Some(("invalid", "length")) => FieldCode::OutOfRange,
        _ => FieldCode::BadFormat,
    }
}

/// The range of the number's type, which serde names last: `invalid value: integer `-1`, expected u32`.
fn out_of_range(message: &str) -> FieldCode {
    match message.rsplit(' ').next() {
        Some("u8") => FieldCode::NotBetween(0, u8::MAX.into()),
        Some("u16") => FieldCode::NotBetween(0, u16::MAX.into()),
        Some("u32") => FieldCode::NotBetween(0, u32::MAX.into()),
        Some("i16") => FieldCode::NotBetween(i16::MIN.into(), i16::MAX.into()),
        _ => FieldCode::OutOfRange,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dianwu_domain::{
        people::api::{PeopleQuery, PersonChange, PersonPath},
        roster::api::{EditBody, RosterPath},
    };

    fn told(error: Error) -> String {
        let problem = error.problem("");
        let fields: Vec<_> = problem.errors.iter().map(|e| format!("{} {}", e.field, e.code)).collect();
        if fields.is_empty() { problem.code.to_string() } else { fields.join(", ") }
    }

    #[test]
    fn a_wrong_body_is_told_by_field() {
        let person = |change: &str| {
            let mut value = serde_json::json!({ "version": 1, "fields": {
                "number": "A1", "name": "王芳", "department_id": "0190f3c8-a000-7000-8000-00000000000a",
                "hired_on": "2026-01-01" } });
            let change: serde_json::Value = serde_json::from_str(change).unwrap();
            for (key, new) in change.as_object().unwrap() {
                value["fields"][key] = new.clone();
            }
            body::<PersonChange>(value.to_string().as_bytes()).map_or_else(told, |_| "fine".to_owned())
        };
        for (change, wanted) in [
            ("{}", "fine"),
            (r#"{"name": ""}"#, "fields.name required"),
            (r#"{"name": 5}"#, "fields.name wrong_type"),
            (r#"{"hired_on": "2026-02-30"}"#, "fields.hired_on out_of_range"),
            (r#"{"hired_on": null}"#, "fields.hired_on wrong_type"),
            (r#"{"phone": "abcde"}"#, "fields.phone bad_format"),
            (r#"{"status": "sleeping"}"#, "fields.status unknown_value"),
            (r#"{"nmae": "x"}"#, "fields.nmae unknown_field"),
            (r#"{"department_id": "7"}"#, "fields.department_id bad_format"),
            (
                r#"{"name": "", "hired_on": "2026-02-30", "phone": "abcde", "nmae": 1}"#,
                "fields.hired_on out_of_range, fields.name required, fields.nmae unknown_field, fields.phone bad_format",
            ),
        ] {
            assert_eq!(person(change), wanted, "{change}");
        }
    }

    #[test]
    fn what_is_missing_or_no_json_at_all_is_told() {
        for (text, wanted) in [
            ("{", "malformed_body"),
            ("", "malformed_body"),
            ("[]", "body out_of_range"),
            ("7", "body wrong_type"),
            (r#"{"edits": [{"person_id": "x"}]}"#, "edits[0].person_id bad_format"),
            (r#"{"edits": [{"day": "2026-01-01"}]}"#, "edits[0].person_id required"),
            (r#"{"edits": {}}"#, "edits wrong_type"),
            (
                r#"{"edits": [{"version": -1, "day": "x"}], "sign_off": 5}"#,
                "edits[0].day bad_format, edits[0].version out_of_range:0:4294967295, edits[0].person_id required, sign_off wrong_type",
            ),
        ] {
            let found = body::<EditBody>(text.as_bytes()).map_or_else(told, |_| "fine".to_owned());
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn queries_and_paths_name_their_fields_too() {
        let q = |text: &str| query::<PeopleQuery>(text).map_or_else(told, |_| "fine".to_owned());
        assert_eq!(q("q=%E7%8E%8B&status=active"), "fine");
        assert_eq!(q("status=x"), "status unknown_value");
        assert_eq!(q("department_id=1"), "department_id bad_format");
        assert_eq!(q("page=1"), "page unknown_field");
        assert_eq!(q("status=left&status=active"), "status bad_format");
        let found = path::<PersonPath>([("person_id", "1")].into_iter()).map_or_else(told, |_| "fine".to_owned());
        assert_eq!(found, "person_id bad_format");
        let parts = [("department_id", "0190f3c8-a000-7000-8000-00000000000a"), ("month", "2026-13")];
        let found = path::<RosterPath>(parts.into_iter()).map_or_else(told, |_| "fine".to_owned());
        assert_eq!(found, "month out_of_range");
    }
}
