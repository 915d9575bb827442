//! Errors as the API tells them: problem documents (RFC 9457) with a stable code and field errors. The app turns
//! codes into sentences in the reader's language; the texts in a document are for developers.

use super::day::Day;
use crate::text::{Name, StaffNumber};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $status:literal, $code:literal, $title:literal;)+) => {
        /// What went wrong, as a stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
        }

        impl Code {
            /// Every code, for documents and tests.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The HTTP status that goes with the code.
            pub const fn status(self) -> u16 {
                match self { $(Code::$name => $status,)+ }
            }

            /// The stable code on the wire.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)+ }
            }

            /// A short English title for developers.
            pub const fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)+ }
            }
        }
    };
}

codes! {
    /// The body is no JSON.
    MalformedBody = 400, "malformed_body", "The body is not valid JSON.";
    /// One or more fields are wrong; `errors` names them.
    InvalidField = 422, "invalid_field", "Some fields are not valid.";
    /// The body's media type is not the one that the endpoint takes.
    UnsupportedMediaType = 415, "unsupported_media_type", "Send application/json.";
    /// The body is larger than the endpoint takes.
    BodyTooLarge = 413, "body_too_large", "The body is too large.";
    /// No session, or one that has ended.
    NotSignedIn = 401, "not_signed_in", "Sign in first.";
    /// Sign-in refused: unknown account and wrong password look the same.
    WrongCredentials = 401, "wrong_credentials", "The account or the password is wrong.";
    /// Too many failed sign-ins; `retry_after` says how many seconds to wait.
    LockedOut = 429, "locked_out", "Too many failed attempts; wait.";
    /// The initial password must be changed before anything else.
    PasswordChangeRequired = 403, "password_change_required", "Change the initial password first.";
    /// The caller does not hold the permission that the endpoint asks for.
    Forbidden = 403, "forbidden", "You may not do this.";
    /// A write came from another site, or did not say where it came from.
    OriginRefused = 403, "origin_refused", "The request's origin is not this site.";
    /// There is no such thing, or it is not in the caller's scope.
    NotFound = 404, "not_found", "Not found.";
    /// The path exists, but not with this method.
    MethodNotAllowed = 405, "method_not_allowed", "The method is not allowed here.";
    /// Somebody else changed it first: read it again.
    Stale = 409, "stale", "It was changed by somebody else.";
    /// It is still used and cannot be deleted.
    InUse = 409, "in_use", "It is still in use.";
    /// The first administrator exists already.
    SetUpDone = 409, "set_up_done", "The shop is set up already.";
    /// The state of the thing does not allow it.
    NotAllowedNow = 409, "not_allowed_now", "Its state does not allow this.";
    /// Too many files wait to be attached to something, or too many bytes of them.
    TooManyFiles = 409, "too_many_files", "Too many files wait to be attached; delete some.";
    /// The rules of the roster forbid it, or allow it only with a written reason.
    RulesBroken = 409, "rules_broken", "The roster's rules do not allow this.";
    /// A fault of the server; the request id finds it in the logs.
    Internal = 500, "internal", "The server failed.";
    /// The server or its database is too busy right now; trying again after `retry_after` seconds helps.
    Unavailable = 503, "unavailable", "The server is busy; try again.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What is wrong with one field. On the wire it is a code, with its limit after a colon where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldCode {
    /// It is missing or empty.
    Required,
    /// It has fewer characters than this.
    TooShort(usize),
    /// It has more characters than this.
    TooLong(usize),
    /// It is not written as it should be.
    BadFormat,
    /// It is of another type, such as text where a number belongs.
    WrongType,
    /// It is outside its range, which is no plain one of whole numbers.
    OutOfRange,
    /// It is none of the whole numbers from the first to the second. On the wire `out_of_range` with both.
    NotBetween(i64, i64),
    /// It is none of the values that are allowed.
    UnknownValue,
    /// There is no field of this name.
    UnknownField,
    /// Somebody or something else has it already.
    Taken,
    /// It names a thing that does not exist or is out of the caller's scope.
    NotFound,
    /// A password that was theirs before, or that was given to them.
    TooSimple,
    /// A password that many people use, or that is made as many make theirs.
    TooCommon,
    /// A password of digits and signs alone.
    NoLetters,
    /// A password with the staff number, the phone or the name of its owner in it.
    Personal,
    /// Only an administrator may set it so.
    NeedsAdministrator,
    /// It does not match what is stored: the current password.
    Mismatch,
    /// It would end before it begins, or make a circle.
    Inconsistent,
    /// Somebody who has left has it.
    TakenByLeft,
    /// A file of which a piece is missing or broken.
    Damaged,
    /// A file that opens with a password alone.
    Encrypted,
    /// A workbook in a format that was given up in 2007.
    OldFormat,
    /// A file that unpacks to more than is read.
    TooLarge,
    /// A text file with a quote in this line that is closed nowhere.
    OpenQuote(u32),
    /// A day before this one, which is the first that is possible.
    NotBefore(Day),
}

impl FieldCode {
    const PLAIN: &'static [(FieldCode, &'static str)] = &[
        (FieldCode::Required, "required"),
        (FieldCode::BadFormat, "bad_format"),
        (FieldCode::WrongType, "wrong_type"),
        (FieldCode::OutOfRange, "out_of_range"),
        (FieldCode::UnknownValue, "unknown_value"),
        (FieldCode::UnknownField, "unknown_field"),
        (FieldCode::Taken, "taken"),
        (FieldCode::NotFound, "not_found"),
        (FieldCode::TooSimple, "too_simple"),
        (FieldCode::TooCommon, "too_common"),
        (FieldCode::NoLetters, "no_letters"),
        (FieldCode::Personal, "personal"),
        (FieldCode::NeedsAdministrator, "needs_administrator"),
        (FieldCode::Mismatch, "mismatch"),
        (FieldCode::Inconsistent, "inconsistent"),
        (FieldCode::TakenByLeft, "taken_by_left"),
        (FieldCode::Damaged, "damaged"),
        (FieldCode::Encrypted, "encrypted"),
        (FieldCode::OldFormat, "old_format"),
        (FieldCode::TooLarge, "too_large"),
    ];

    /// Reads a code as it is written on the wire.
    pub fn from_wire(text: &str) -> Option<Self> {
        if let Some(limit) = text.strip_prefix("too_short:") {
            return limit.parse().ok().map(Self::TooShort);
        }
        if let Some(limit) = text.strip_prefix("too_long:") {
            return limit.parse().ok().map(Self::TooLong);
        }
        if let Some(day) = text.strip_prefix("not_before:") {
            return day.parse().ok().map(Self::NotBefore);
        }
        if let Some(line) = text.strip_prefix("open_quote:") {
            return line.parse().ok().map(Self::OpenQuote);
        }
        if let Some((least, most)) = text.strip_prefix("out_of_range:").and_then(|range| range.split_once(':')) {
            return Some(Self::NotBetween(least.parse().ok()?, most.parse().ok()?));
        }
        Self::PLAIN.iter().find(|(_, wire)| *wire == text).map(|(code, _)| *code)
    }
}

impl fmt::Display for FieldCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooShort(limit) => write!(f, "too_short:{limit}"),
            Self::TooLong(limit) => write!(f, "too_long:{limit}"),
            Self::OpenQuote(line) => write!(f, "open_quote:{line}"),
            Self::NotBefore(day) => write!(f, "not_before:{day}"),
            Self::NotBetween(least, most) => write!(f, "out_of_range:{least}:{most}"),
            plain => {
                let wire = Self::PLAIN.iter().find(|(code, _)| code == plain).map_or("bad_format", |(_, wire)| wire);
                f.write_str(wire)
            }
        }
    }
}

impl Serialize for FieldCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FieldCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // A newer worker may know more codes than an app that is still open.
        Ok(Self::from_wire(&text).unwrap_or(Self::BadFormat))
    }
}

super::string_schema!(FieldCode, { "type": "string", "examples": ["required", "too_long:40", "out_of_range:0:999", "taken"] });

/// One wrong field: its path in the body, query or address, such as `name` or `rows[3].phone`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// The path of the field.
    pub field: String,
    /// What is wrong with it.
    pub code: FieldCode,
}

/// What may stand in the way of a deletion. A feature names at its door what it keeps.
#[derive(Clone, Copy, Debug)]
pub struct UsedBy {
    code: &'static str,
    #[cfg_attr(not(feature = "schema"), expect(dead_code, reason = "the document tells of it"))]
    words: &'static str,
    is_kept: bool,
}

impl UsedBy {
    /// What a feature names at its door.
    pub(crate) const fn new(code: &'static str, words: &'static str, is_kept: bool) -> Self {
        Self { code, words, is_kept }
    }

    /// All that features name, in the order in which it is told: what nobody can remove comes last.
    pub fn all() -> Vec<Self> {
        let mut all: Vec<_> = crate::doors().flat_map(|door| door.uses).copied().collect();
        all.sort_by_key(|used| used.is_kept);
        all
    }

    /// Its code.
    pub const fn as_str(self) -> &'static str {
        self.code
    }

    /// Whether nobody can remove it: it is a record.
    pub const fn is_kept(self) -> bool {
        self.is_kept
    }

    /// So many of it.
    pub fn times(self, count: u32) -> Use {
        Use { what: self.code.to_owned(), count }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for UsedBy {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "UsedBy".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one =
            |code, words: &str| serde_json::json!({ "type": "string", "const": code, "description": words.trim() });
        let known = Self::all().into_iter().map(|used| one(used.code, used.words));
        let codes: Vec<_> = known.chain([one("other", "Something that only a newer worker knows.")]).collect();
        schemars::json_schema!({
            "description": "What may stand in the way of a deletion, in the order in which it is told.",
            "oneOf": codes,
        })
    }
}

/// What uses a thing that is to be deleted, and how many of it there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Use {
    /// What uses it.
    #[cfg_attr(feature = "schema", schemars(with = "UsedBy"))]
    pub what: String,
    /// How many.
    pub count: u32,
}

impl Use {
    /// Whether it tells of this.
    pub fn is(&self, used: UsedBy) -> bool {
        self.what == used.code
    }
}

/// Who has a number or a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Holder {
    /// Their staff number.
    pub number: StaffNumber,
    /// Their name.
    pub name: Name,
    /// Whether they have left.
    pub has_left: bool,
    /// What was meant as a number is their phone, or what was meant as a phone their number.
    #[serde(default)]
    pub is_other: bool,
}

/// Who has what a field asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldHolder {
    /// The path of the field.
    pub field: String,
    /// Who has it.
    pub holder: Holder,
}

/// A problem document (RFC 9457).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// The stable code.
    pub code: Code,
    /// The HTTP status.
    pub status: u16,
    /// A short English title for developers.
    pub title: String,
    /// Finds the request in the server's logs.
    pub request_id: String,
    /// The wrong fields, when `code` is `invalid_field`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// What stands in the way, when `code` is `in_use` and the server could tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<Use>,
    /// Who has what wrong fields ask for, as far as the caller may read them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<FieldHolder>,
    /// Seconds to wait, when `code` is `locked_out` or `unavailable`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_codes_come_back_as_they_were_written() {
        let with_limits = [
            FieldCode::TooShort(8),
            FieldCode::TooLong(40),
            FieldCode::NotBetween(-1, 31),
            FieldCode::OpenQuote(12),
            FieldCode::NotBefore(Day::MAX),
        ];
        for code in FieldCode::PLAIN.iter().map(|(code, _)| *code).chain(with_limits) {
            assert_eq!(FieldCode::from_wire(&code.to_string()), Some(code));
        }
    }
    #[test]
    fn what_a_newer_worker_knows_does_not_make_a_problem_unreadable() {
        let problem = |uses: &str| -> Problem {
            let rest = r#""code": "in_use", "status": 409, "title": "", "request_id": "r1""#;
            serde_json::from_str(&format!("{{{rest}{uses}}}")).unwrap()
        };
        assert!(problem("").uses.is_empty());
        let uses =
            problem(r#", "uses": [{ "what": "people_left", "count": 3 }, { "what": "robots", "count": 1 }]"#).uses;
        assert_eq!(uses[0], UsedBy::PEOPLE_LEFT.times(3));
        assert!(UsedBy::all().into_iter().all(|used| !uses[1].is(used)), "{uses:?}");
    }

    #[test]
    fn what_others_are_used_by_has_a_code_of_its_own_and_what_is_kept_is_told_last() {
        let all = UsedBy::all();
        let codes: std::collections::HashSet<_> = all.iter().map(|used| used.as_str()).collect();
        assert_eq!(codes.len(), all.len());
        assert!(all.is_sorted_by_key(|used| used.is_kept()) && UsedBy::ROSTERS.is_kept() && !UsedBy::PEOPLE.is_kept());
    }
}
