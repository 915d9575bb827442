//! One cell that is filled by what was decided elsewhere, such as who takes an open shift. It is written as an edit is:
//! under the same guards, with the same marks and the same trail.

use super::Seen;
use crate::kernel::{
    audit::Audit,
    d1::{Change, Db},
    error::Error,
};
use dianwu_domain::{
    Code, Day, DepartmentId, Instant, PersonId, ShiftKindId,
    roster::{
        api::CellEdit,
        edit::{self, CellWrite, Outcome},
    },
    worktime::Finding,
};
use serde_json::json;

/// The cell, as it stands and as it shall be.
pub struct Seat {
    seen: Seen,
    edit: CellEdit,
    now: Instant,
}

impl Seat {
    /// Reads what stands in a person's cell of a department's roster, to fill it at `now`.
    ///
    /// # Errors
    /// [`dianwu_domain::Code::NotFound`] for a department that does not exist, or as [`Db::batch`].
    pub async fn read(
        db: &Db,
        department_id: DepartmentId,
        (person_id, day, kind_id): (PersonId, Day, ShiftKindId),
        now: Instant,
    ) -> Result<Self, Error> {
        let edit = CellEdit { person_id, day, kind_id: Some(kind_id), version: 0 };
        Ok(Self::new(Seen::read(db, department_id, day.month(), &[edit]).await?, edit, now))
    }

    /// The cell that `edit` names, whatever version of it stands in `seen`.
    pub(super) fn new(seen: Seen, edit: CellEdit, now: Instant) -> Self {
        let version = seen.standing(&edit).map_or(0, |standing| standing.version);
        Self { seen, edit: CellEdit { version, ..edit }, now }
    }

    /// Whether the person is planned to work on the day already.
    pub fn has_work(&self) -> bool {
        let stands = self.seen.standing(&self.edit).and_then(|standing| standing.kind_id);
        stands.and_then(|kind| self.seen.kinds.get(&kind)).is_some_and(|kind| kind.is_work)
    }

    /// What filling it writes; none when it cannot be filled, because the person does not belong to the department or is
    /// not employed on the day, or the shift kind is no longer in use.
    fn write(&self) -> Option<CellWrite> {
        if !self.seen.problems(&[self.edit]).is_empty() {
            return None;
        }
        // Whoever has moved may still stand on the roster, and gets nothing more there.
        let is_here =
            self.seen.members.get(&self.edit.person_id).is_some_and(|(_, member)| member.belongs(self.edit.day));
        if !is_here {
            return None;
        }
        match edit::settle(&self.edit, self.seen.standing(&self.edit), is_here, self.seen.is_published(), self.now) {
            Outcome::Written(write) => Some(write),
            Outcome::Stands(_) | Outcome::Conflict => None,
        }
    }

    /// The change that fills it, and what the log shall keep of it: staff number and day with the shift before and
    /// after, and what the rules warn of.
    ///
    /// # Errors
    /// [`Code::NotAllowedNow`] when it cannot be filled.
    pub fn fill(&self, audit: Audit, by: PersonId, warnings: &[Finding]) -> Result<Change, Error> {
        let write = self.write().ok_or(Error::new(Code::NotAllowedNow))?;
        let (before, mut after) = self.seen.logged(&[write]);
        if let Some(after) = after.as_object_mut().filter(|_| !warnings.is_empty()) {
            after.insert("findings".to_owned(), json!(warnings));
        }
        let change = Change::new(audit.before(&before).after(&after));
        Ok(self.seen.write(change, &[write], (self.edit.day.month(), None), by, self.now))
    }

    /// Whether it can be filled.
    pub fn is_open(&self) -> bool {
        self.write().is_some()
    }
}
