//! Who is told what of an open shift: the claimant what became of the claim, and who offered it that it is taken.

use super::{OpenShiftRecord, claim::Found};
use crate::{
    kernel::d1::Change,
    notices::{self, Deed, Subject, Told, Topic},
    roster::changes_of,
};
use dianwu_domain::{DayMinute, PersonId, notices::api::NoticeKind};

fn topic(shift: &OpenShiftRecord) -> Topic {
    Topic::new("open_shift", shift.id)
}

impl Found {
    fn told(&self, person_id: PersonId, kind: NoticeKind, deed: Deed) -> Told {
        let subject = Subject { kind_id: Some(self.shift.kind_id), ..self.shift.day.into() };
        let until = deed.until(self.shift.day);
        Told { person_id, topic: topic(&self.shift), kind, subject, by: None, at: deed.at, until }
    }

    /// When the shift begins, a claim that still waits has lapsed.
    pub fn tell_claimed(&self, change: Change, deed: Deed) -> Change {
        let start = self.start_minute.and_then(DayMinute::new).unwrap_or(DayMinute::MIDNIGHT);
        let begins = Deed { at: deed.zone.instant(self.shift.day, start), ..deed };
        notices::tell(change, &[self.told(deed.by, NoticeKind::ClaimLapsed, begins)])
    }

    /// The shift is the claimant's. Whoever decided that for them tells them so.
    pub fn tell_taken(&self, change: Change, claimant: PersonId, deed: Deed) -> Change {
        let day_known = notices::untell_day(
            claimant,
            &changes_of(self.shift.department_id, self.shift.day.month()),
            self.shift.day,
        );
        let change = self.tell_claimant(change.with(day_known), claimant, NoticeKind::ClaimApproved, deed);
        let offerer = self.offered_by.filter(|offerer| *offerer != deed.by && *offerer != claimant);
        let told = offerer.map(|offerer| {
            let told = self.told(offerer, NoticeKind::ShiftTaken, deed);
            let managed = Some(self.shift.department_id);
            Told { subject: Subject { managed, ..told.subject }, by: Some(claimant), ..told }
        });
        notices::tell(change, told.as_slice())
    }

    /// What became of a claim; nothing to tell to those who did it themselves.
    pub fn tell_claimant(&self, change: Change, claimant: PersonId, kind: NoticeKind, deed: Deed) -> Change {
        if claimant == deed.by {
            return change.with(notices::untell(claimant, &topic(&self.shift)));
        }
        notices::tell(change, &[self.told(claimant, kind, deed)])
    }
}
