//! What people read when a chore cannot go on: what failed, why, and what to do.

use std::fmt;

/// The result of a chore or of one of its steps.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// A step that failed, told to a person. Never a stack trace.
#[derive(Debug)]
pub struct Failure {
    what: String,
    why: String,
    advice: Option<String>,
}

impl Failure {
    /// Says what could not be done, and why.
    pub fn new(what: impl Into<String>, why: impl fmt::Display) -> Self {
        Self { what: what.into(), why: why.to_string(), advice: None }
    }

    /// Adds what the reader can do about it. The advice closest to the cause wins.
    pub fn advice(mut self, advice: impl Into<String>) -> Self {
        self.advice.get_or_insert(advice.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "failed:  {}", self.what)?;
        write!(f, "why:     {}", indent(&self.why))?;
        if let Some(advice) = &self.advice {
            write!(f, "\nto do:   {}", indent(advice))?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

fn indent(text: &str) -> String {
    text.trim_end().replace('\n', "\n         ")
}

/// Turns any error into a [`Failure`] that says what was being done.
pub trait Context<T> {
    /// `what` completes the sentence "failed: …".
    fn context(self, what: impl Into<String>) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, what: impl Into<String>) -> Result<T> {
        self.map_err(|error| Failure::new(what, error))
    }
}

impl<T> Context<T> for Option<T> {
    fn context(self, what: impl Into<String>) -> Result<T> {
        self.ok_or_else(|| Failure::new(what, "it is not there"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_why_and_what_to_do() {
        let failure = Failure::new("reading the menu", "line 1\nline 2").advice("ask the cook").advice("go elsewhere");
        assert_eq!(
            failure.to_string(),
            "failed:  reading the menu\nwhy:     line 1\n         line 2\nto do:   ask the cook"
        );
    }
}
