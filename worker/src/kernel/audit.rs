//! Writing the audit log: every change carries one line of it in the same batch.

use super::clock;
use super::d1::{Query, args, statements};
use super::routes::Source;
use dianwu_domain::{AuditId, PersonId, audit::api::Action};
use serde::Serialize;

statements! {
    /// Adds a line.
    INSERT_AUDIT = "INSERT INTO audit (id, at, actor_id, address, action, subject, before, after, request_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
}

/// A line of the log.
#[derive(Clone, Debug)]
pub struct Audit {
    source: Source,
    actor: Option<PersonId>,
    action: Action,
    subject: String,
    before: String,
    after: String,
}

impl Audit {
    /// `actor` did `action` to `subject` (a name or number that people know) from where `source` says.
    pub fn new(source: &Source, actor: PersonId, action: Action, subject: impl ToString) -> Self {
        let subject = subject.to_string();
        Self {
            source: source.clone(),
            actor: Some(actor),
            action,
            subject,
            before: String::new(),
            after: String::new(),
        }
    }

    /// What stood there before.
    #[must_use]
    pub fn before(mut self, state: &impl Serialize) -> Self {
        self.before = serde_json::to_string(state).unwrap_or_default();
        self
    }

    /// What stands there after.
    #[must_use]
    pub fn after(mut self, state: &impl Serialize) -> Self {
        self.after = serde_json::to_string(state).unwrap_or_default();
        self
    }

    /// The line as a statement, for a batch that is not a [`Change`](super::d1::Change).
    pub fn into_query(self) -> Query {
        INSERT_AUDIT.with(args![
            AuditId::new(clock::new_id()),
            self.source.now,
            self.actor,
            self.source.address,
            self.action.as_str(),
            self.subject,
            self.before,
            self.after,
            self.source.request_id,
        ])
    }
}
