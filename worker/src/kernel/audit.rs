//! Writing the audit log: every change carries one line of it in the same batch.

use super::clock;
use super::d1::{Arg, Query, args, statements};
use super::routes::Source;
use dianwu_domain::{AuditId, DepartmentId, Instant, PersonId, audit::api::Action};
use serde::Serialize;

statements! {
    /// Adds a line.
    INSERT_AUDIT = "INSERT INTO audit (id, at, actor_id, address, action, subject, before, after, request_id,
            department_id, people)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    /// Finds a line ?1 again by each of the people ?2 whom it concerns.
    INSERT_AUDIT_PEOPLE = "INSERT INTO audit_person (person_id, audit_id) SELECT value, ?1 FROM json_each(?2)";
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
    department: Option<DepartmentId>,
    people: Vec<PersonId>,
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
            department: None,
            people: Vec::new(),
        }
    }

    /// `action` happened to `subject` by itself at `now`.
    pub fn by_itself(now: Instant, action: Action, subject: impl ToString) -> Self {
        let source = Source { request_id: String::new(), address: String::new(), user_agent: String::new(), now };
        Self {
            source,
            actor: None,
            action,
            subject: subject.to_string(),
            before: String::new(),
            after: String::new(),
            department: None,
            people: Vec::new(),
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

    /// It was done to this department's rosters, whose managers may read of it.
    #[must_use]
    pub const fn rosters_of(mut self, department: DepartmentId) -> Self {
        self.department = Some(department);
        self
    }

    /// It concerns these people, and is found by them.
    #[must_use]
    pub fn about(mut self, people: impl IntoIterator<Item = PersonId>) -> Self {
        self.people.extend(people);
        self.people.sort();
        self.people.dedup();
        self
    }

    /// The line as statements of its change's batch.
    pub fn into_queries(self) -> Vec<Query> {
        let id = AuditId::new(clock::new_id());
        let people = Arg::json(&self.people);
        let line = INSERT_AUDIT.with(args![
            id,
            self.source.now,
            self.actor,
            self.source.address,
            self.action.as_str(),
            self.subject,
            self.before,
            self.after,
            self.source.request_id,
            self.department,
            people.clone(),
        ]);
        let found_by = (!self.people.is_empty()).then(|| INSERT_AUDIT_PEOPLE.with(args![id, people]));
        std::iter::once(line).chain(found_by).collect()
    }
}
