//! Who is told what of an offer to swap duty.

use super::{SwapRecord, store};
use crate::{
    kernel::{
        d1::{Arg, Change, Query, Rows, args},
        error::Error,
    },
    notices::{self, Deed, Subject, Told, Topic},
    people::departure::Leaving,
};
use dianwu_domain::{Day, DepartmentId, DutySwapId, PersonId, notices::api::NoticeKind};

fn topic(swap: &SwapRecord) -> Topic {
    Topic::new("swap", swap.id)
}

impl SwapRecord {
    /// What one of the two is told, who has `day` of it.
    fn told(&self, person_id: PersonId, kind: NoticeKind, deed: Deed) -> Told {
        let offers = (self.day, self.other_day, self.other_person_id);
        let answers = (self.other_day, self.day, self.person_id);
        let (day, other_day, by) = if person_id == self.person_id { offers } else { answers };
        let subject = Subject { other_day: Some(other_day), ..day.into() };
        let until = deed.until(self.day.max(self.other_day));
        Told { person_id, topic: topic(self), kind, subject, by: Some(by), at: deed.at, until }
    }

    /// The colleague is asked; whoever asks is told when the business day that is the first of the two has come
    /// without an answer: from then on it can no longer be accepted.
    pub fn tell_offered(&self, change: Change, deed: Deed) -> Change {
        let lapses = Deed { at: deed.zone.instant(self.day.min(self.other_day), deed.cut_off), ..deed };
        let asked = Told {
            until: self.day.min(self.other_day),
            ..self.told(self.other_person_id, NoticeKind::SwapOffered, deed)
        };
        notices::tell(change, &[asked, self.told(self.person_id, NoticeKind::SwapLapsed, lapses)])
    }

    /// Whoever asked is told the answer, and whoever answered has nothing left to read of it.
    pub fn tell_answered(&self, change: Change, kind: NoticeKind, deed: Deed) -> Change {
        let change = change.with(notices::settled(self.other_person_id, &topic(self), deed.at));
        notices::tell(change, &[self.told(self.person_id, kind, deed)])
    }

    /// The offer is no more: both are told but who did it.
    pub fn tell_ended(&self, mut change: Change, deed: Deed) -> Change {
        for person in [self.person_id, self.other_person_id] {
            change = match person == deed.by {
                true => change.with(notices::untell(person, &topic(self))),
                false => notices::tell(change, &[self.told(person, NoticeKind::SwapEnded, deed)]),
            };
        }
        change
    }
}

/// The statement that reads a department's offers that wait for an answer, as rows of [`SwapRecord`].
pub fn offered(department_id: DepartmentId, today: Day) -> Query {
    store::LIST_OFFERED.with(args![department_id, today])
}

/// The statements that read the offers of the departments that are left.
pub fn ask_of(leaving: &Leaving) -> Vec<Query> {
    leaving.departments().into_iter().map(|department| offered(department, leaving.from)).collect()
}

/// Ends the offers of those who leave, be they theirs or made to them, and frees their days.
///
/// # Errors
/// As [`Rows::take`].
pub fn end_of(change: Change, leaving: &Leaving, rows: &Rows, place: usize) -> Result<Change, Error> {
    let mut swaps: Vec<SwapRecord> = Vec::new();
    for place in (place..).take(leaving.departments().len()) {
        swaps.extend(rows.take(place)?);
    }
    let leave = leaving.who();
    let departments: Vec<DepartmentId> = leaving.departments().into_iter().collect();
    let free = store::FREE_DUTIES_OF.with(args![Arg::json(&leave), Arg::json(&departments), leaving.from]);
    swaps.retain(|swap| swap.parties().iter().any(|person| leave.contains(person)));
    Ok(end(change.with(free), &swaps.iter().collect::<Vec<_>>(), leaving.deed))
}

/// Ends the offers of which a day passes to somebody else, and tells those whom it concerns. `holder` tells who has a day
/// from now on, if that changes. An offer made at this very moment lapses when its day comes.
pub fn end_swaps(
    change: Change,
    offered: &[SwapRecord],
    holder: impl Fn(Day) -> Option<Option<PersonId>>,
    deed: Deed,
) -> Change {
    let passes = |day, from| holder(day).is_some_and(|to| to != Some(from));
    let ends = |swap: &&SwapRecord| passes(swap.day, swap.person_id) || passes(swap.other_day, swap.other_person_id);
    end(change, &offered.iter().filter(ends).collect::<Vec<_>>(), deed)
}

/// Ends offers that wait for an answer, and tells those whom it concerns.
pub fn end(mut change: Change, ended: &[&SwapRecord], deed: Deed) -> Change {
    if ended.is_empty() {
        return change;
    }
    let ids: Vec<DutySwapId> = ended.iter().map(|swap| swap.id).collect();
    change = change.with(store::END_SWAPS.with(args![Arg::json(&ids)]));
    ended.iter().fold(change, |change, swap| swap.tell_ended(change, deed))
}
