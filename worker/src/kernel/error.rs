//! One error type. Callers get a stable code and the wrong fields; the cause stays here, logged once with the
//! request's id.

use dianwu_domain::{Code, FieldCode, FieldError, Problem, Use, kernel::problem::FieldHolder};

/// What a handler can fail with.
#[derive(Debug)]
pub struct Error {
    code: Code,
    fields: Vec<FieldError>,
    uses: Vec<Use>,
    holders: Vec<FieldHolder>,
    retry_after: Option<u32>,
    /// It is there, but not the caller's: told as if it were not, and counted as a refusal.
    is_out_of_reach: bool,
    /// For the log alone.
    cause: Option<String>,
}

/// What D1 says, and SQLite in it, when the same statements may well succeed a moment later.
const BUSY: &[&str] = &[
    "overloaded",
    "timeout",
    "timed out",
    "object to be reset",
    "was reset",
    "DB reset",
    "onnection lost",
    "transient issue",
    "starting up D1",
    "is locked",
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
];

/// After how many seconds a busy server may be asked again.
const BUSY_SECONDS: u32 = 1;

impl Error {
    /// A problem without fields.
    pub const fn new(code: Code) -> Self {
        Self {
            code,
            fields: Vec::new(),
            uses: Vec::new(),
            holders: Vec::new(),
            retry_after: None,
            is_out_of_reach: false,
            cause: None,
        }
    }

    /// A fault of ours; `cause` goes to the log.
    pub fn internal(cause: impl Into<String>) -> Self {
        Self { cause: Some(cause.into()), ..Self::new(Code::Internal) }
    }

    /// Something that the server needs is too busy, or away; `cause` goes to the log.
    pub fn busy(cause: impl Into<String>) -> Self {
        Self { cause: Some(cause.into()), ..Self::new(Code::Unavailable) }
    }

    /// One wrong field.
    pub fn field(field: impl Into<String>, code: FieldCode) -> Self {
        Self::fields(vec![FieldError { field: field.into(), code }])
    }

    /// Several wrong fields.
    pub fn fields(fields: Vec<FieldError>) -> Self {
        Self { fields, ..Self::new(Code::InvalidField) }
    }

    /// Several wrong fields, and who has what they ask for as far as the caller may know.
    pub fn held(fields: Vec<FieldError>, holders: Vec<FieldHolder>) -> Self {
        Self { holders, ..Self::fields(fields) }
    }

    /// The roster's rules are broken; `field` could mend it.
    pub fn rules_broken(fields: Vec<FieldError>) -> Self {
        Self { fields, ..Self::new(Code::RulesBroken) }
    }

    /// Sign-in is closed for so many seconds.
    pub fn locked_out(seconds: i64) -> Self {
        Self { retry_after: u32::try_from(seconds).ok(), ..Self::new(Code::LockedOut) }
    }

    /// It is used by these.
    pub fn in_use(uses: Vec<Use>) -> Self {
        Self { uses, ..Self::new(Code::InUse) }
    }

    /// Nothing found, or nothing that the caller may see.
    pub const fn not_found() -> Self {
        Self::new(Code::NotFound)
    }

    /// Something that is there, but not in the caller's scope.
    pub const fn out_of_reach() -> Self {
        let mut error = Self::not_found();
        error.is_out_of_reach = true;
        error
    }

    /// Whether the caller asked for what is not for them.
    pub fn is_refusal(&self) -> bool {
        self.code == Code::Forbidden || self.is_out_of_reach
    }

    /// Whether a version guard stopped the change.
    pub fn is_stale(&self) -> bool {
        self.code == Code::Stale
    }

    /// The code.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// Reads what D1 says of failed statements.
    pub fn from_d1(statements: &[&str], error: &worker::Error) -> Self {
        let text = match error {
            // Displaying a bare D1Error panics on some causes.
            worker::Error::D1(error) => error.cause(),
            other => other.to_string(),
        };
        Self::from_database(statements, &text)
    }

    /// Reads the database's own words.
    pub fn from_database(statements: &[&str], text: &str) -> Self {
        // Guards fail on text that is no JSON (`EXPECT_CHANGES`); their names tell them from other statements.
        if text.contains("malformed JSON") && statements.iter().any(|name| name.starts_with("EXPECT_")) {
            return Self::new(Code::Stale);
        }
        if let Some((_, constraint)) = text.split_once("UNIQUE constraint failed: ")
            && let Some((_, field)) = crate::unique().find(|(name, _)| constraint.starts_with(name))
        {
            return Self::field(*field, FieldCode::Taken);
        }
        if text.contains("FOREIGN KEY constraint failed") {
            return Self { cause: Some(format!("{statements:?}: {text}")), ..Self::new(Code::InUse) };
        }
        let is_busy = BUSY.iter().any(|sign| text.contains(sign));
        let code = if is_busy { Code::Unavailable } else { Code::Internal };
        Self { cause: Some(format!("{statements:?}: {text}")), ..Self::new(code) }
    }

    /// What the log keeps, if there is anything that the caller is not told.
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// What the caller is told.
    pub fn problem(&self, request_id: &str) -> Problem {
        Problem {
            code: self.code,
            status: self.code.status(),
            title: self.code.title().to_owned(),
            request_id: request_id.to_owned(),
            errors: self.fields.clone(),
            uses: self.uses.clone(),
            holders: self.holders.clone(),
            // Whoever is told to try again is told when.
            retry_after: self.retry_after.or((self.code == Code::Unavailable).then_some(BUSY_SECONDS)),
        }
    }
}

/// What a save finds: nothing, so that it creates; the version that was seen, so that it changes; or a reason why not.
/// Version 0 creates; any other changes what was seen.
///
/// # Errors
/// Nothing to change, or another version than the one that was seen.
pub fn check_version(found: Option<u32>, seen: u32) -> Result<(), Error> {
    match found {
        None if seen > 0 => Err(Error::not_found()),
        Some(version) if version != seen => Err(Error::new(Code::Stale)),
        _ => Ok(()),
    }
}

/// Turns wrong fields, if any, into an error.
///
/// # Errors
/// When `fields` is not empty.
pub fn check(fields: Vec<FieldError>) -> Result<(), Error> {
    if fields.is_empty() { Ok(()) } else { Err(Error::fields(fields)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_databases_words_become_codes_and_fields() {
        for (text, code, field) in [
            (
                "D1_ERROR: UNIQUE constraint failed: person.number: SQLITE_CONSTRAINT",
                Code::InvalidField,
                Some("fields.number"),
            ),
            ("UNIQUE constraint failed: index 'department_name'", Code::InvalidField, Some("name")),
            ("FOREIGN KEY constraint failed", Code::InUse, None),
            ("no such column: nmae", Code::Internal, None),
            ("no such column: reset_at", Code::Internal, None),
        ] {
            let error = Error::from_database(&["X"], text);
            assert_eq!((error.code, error.fields.first().map(|f| f.field.as_str())), (code, field), "{text}");
        }
    }

    #[test]
    fn a_busy_database_is_no_fault_of_ours_and_says_when_to_come_back() {
        for text in [
            "D1_ERROR: D1 DB is overloaded. Too many requests queued.",
            "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
            "D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.",
            "D1_ERROR: Internal error in D1 DB storage caused object to be reset.",
            "D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.",
            "D1_ERROR: D1 DB reset because its code was updated.",
            "D1_ERROR: D1 DB exceeded its CPU time limit and was reset.",
            "D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.",
            "D1_ERROR: Network connection lost.",
            "D1_ERROR: database is locked: SQLITE_BUSY",
            "database table is locked: person: SQLITE_LOCKED",
        ] {
            let error = Error::from_database(&["X"], text);
            assert_eq!((error.code, error.problem("r1").retry_after), (Code::Unavailable, Some(1)), "{text}");
            assert!(error.cause().is_some_and(|cause| cause.contains(text)), "the log keeps it");
        }
        assert_eq!(Error::new(Code::Unavailable).problem("r1").retry_after, Some(1));
        assert_eq!(Error::new(Code::Internal).problem("r1").retry_after, None);
        assert_eq!(Error::locked_out(90).problem("r1").retry_after, Some(90));
    }

    #[test]
    fn internal_causes_are_not_told() {
        let problem = Error::internal("secret detail").problem("r1");
        assert!(!serde_json::to_string(&problem).unwrap().contains("secret"));
    }
}
