//! The list of open shifts, with whether the caller could take each.

use super::{AskedRecord, OpenShiftRecord, claim::waits, has_begun, store};
use crate::{
    kernel::{
        auth::Caller,
        d1::{Arg, Query, Rows, args, flag},
        error::Error,
        routes::Call,
    },
    people::history,
    roster::check::WhatIf,
    shifts,
};
use dianwu_domain::{
    Day, DayMinute, DepartmentId, LocalTime, Month, Permission, ShiftKindId,
    open_shifts::api::{Fit, ListOpenShifts, Obstacle, OpenShiftState, ShiftOffer},
    people::employment::Stay,
    shifts::api::ShiftKind,
    text::Name,
};
use serde::Deserialize;
use std::collections::HashMap;

/// A line of the list.
#[derive(Deserialize)]
pub struct OfferRecord {
    #[serde(flatten)]
    pub shift: OpenShiftRecord,
    pub person_name: Option<Name>,
    /// Whether who claimed or took it is in its department on its day.
    #[serde(deserialize_with = "flag")]
    pub person_belongs: bool,
    #[serde(deserialize_with = "flag")]
    pub is_published: bool,
}

#[derive(Deserialize)]
struct CellRecord {
    day: Day,
    kind_id: ShiftKindId,
}

#[derive(Deserialize)]
struct PostRecord {
    department_id: DepartmentId,
    from_day: Day,
    #[serde(deserialize_with = "history::last_day")]
    until_day: Option<Day>,
}

/// What the caller's fitness for the offers of a month is judged by.
struct Mine {
    department_id: DepartmentId,
    now: LocalTime,
    posts: Vec<PostRecord>,
    kinds: HashMap<ShiftKindId, ShiftKind>,
    /// The days on which they work.
    work: HashMap<Day, ShiftKindId>,
    /// The days for which a claim of theirs waits.
    asked: Vec<AskedRecord>,
    rules: WhatIf,
}

impl Mine {
    fn read(me: &Caller, month: Month, now: LocalTime, rows: &Rows, place: usize) -> Result<Self, Error> {
        let kinds: HashMap<_, _> = shifts::read(rows, place)?.into_iter().map(|kind| (kind.id, kind)).collect();
        let posts = rows.take(place + 1)?;
        let cells: Vec<CellRecord> = rows.take(place + 2)?;
        let is_work = |id: &ShiftKindId| kinds.get(id).is_some_and(ShiftKind::is_work);
        let work = cells.into_iter().filter(|cell| is_work(&cell.kind_id));
        let work = work.map(|cell| (cell.day, cell.kind_id)).collect();
        let asked = rows.take(place + 3)?;
        let rules = WhatIf::read(rows, place + 4, month)?;
        Ok(Self { department_id: me.me.department_id, now, posts, kinds, work, asked, rules })
    }

    /// When a shift begins.
    fn start(&self, shift: &OpenShiftRecord) -> Option<DayMinute> {
        self.kinds.get(&shift.kind_id).and_then(|kind| kind.hours_on(shift.day)).map(|hours| hours.start)
    }

    /// What rules a claim out before the rules are asked; the same that [`crate::open_shifts::claim`] refuses.
    fn obstacle(&self, shift: &OpenShiftRecord) -> Option<Obstacle> {
        let is_retired = self.kinds.get(&shift.kind_id).is_none_or(|kind| kind.fields.is_archived);
        match self.work.get(&shift.day) {
            _ if is_retired => Some(Obstacle::Retired),
            _ if !self.belongs(shift) => Some(Obstacle::NotEmployed),
            Some(kind_id) => Some(Obstacle::Works { kind_id: *kind_id }),
            None => waits(shift, &self.asked, shift.needs_approval),
        }
    }

    /// Whether they are in its department on its day.
    fn belongs(&self, shift: &OpenShiftRecord) -> bool {
        let stay = |post: &PostRecord| Stay { from: post.from_day, until: post.until_day };
        self.posts.iter().any(|post| post.department_id == shift.department_id && stay(post).holds(shift.day))
    }

    /// What rules a claimant's shift out, before their own month is asked.
    fn claim_obstacle(&self, shift: &OpenShiftRecord, belongs: bool) -> Option<Obstacle> {
        let is_retired = self.kinds.get(&shift.kind_id).is_none_or(|kind| kind.fields.is_archived);
        is_retired.then_some(Obstacle::Retired).or((!belongs).then_some(Obstacle::NotEmployed))
    }

    /// Whether a shift has begun.
    fn has_begun(&self, shift: &OpenShiftRecord) -> bool {
        has_begun(shift.day, self.start(shift).map(DayMinute::minutes), self.now)
    }

    /// Whether they could take it; nothing to say of a shift that is not theirs to take.
    fn fit(&self, shift: &OpenShiftRecord) -> Option<Fit> {
        if shift.state != OpenShiftState::Open || shift.department_id != self.department_id || self.has_begun(shift) {
            return None;
        }
        if let Some(obstacle) = self.obstacle(shift) {
            return Some(Fit { obstacle: Some(obstacle), findings: Vec::new() });
        }
        let fit = Fit { obstacle: None, findings: self.rules.added(shift.day, shift.kind_id) };
        let obstacle = waits(shift, &self.asked, fit.must_wait()).filter(|_| fit.is_clear());
        Some(Fit { obstacle, ..fit })
    }
}

/// By day, then by department and shift. A second batch asks the rules about those whose claims the caller decides on.
pub async fn list(call: Call<ListOpenShifts>) -> Result<Vec<ShiftOffer>, Error> {
    let month = call.query.month;
    let me = &call.who;
    let (now, _) = me.clock(call.source.now);
    let rows = call.db.batch(queries(me, month, now)).await?;
    let mine = Mine::read(me, month, now, &rows, 1)?;
    let managed = me.departments(Permission::ManageRosters);
    let mut offers: Vec<OfferRecord> = rows.take(0)?;
    offers.sort_by_key(|offer| {
        let OpenShiftRecord { day, department_id, id, .. } = offer.shift;
        (day, department_id, mine.start(&offer.shift), id)
    });
    let to_decide = |shift: &OpenShiftRecord| {
        let is_mine_to_decide = managed.contains(&shift.department_id) && !mine.has_begun(shift);
        let claimant = shift.person_id.filter(|_| is_mine_to_decide && shift.state == OpenShiftState::Claimed);
        claimant.map(|claimant| (shift.department_id, claimant))
    };
    let claims: Vec<_> = offers.iter().filter_map(|offer| to_decide(&offer.shift)).collect();
    let kinds: Vec<ShiftKind> = mine.kinds.values().cloned().collect();
    let claimants = WhatIf::of_many(&call.db, &claims, month, &kinds).await?;
    let offer = |OfferRecord { shift, person_name, person_belongs, is_published }| ShiftOffer {
        fit: mine.fit(&shift),
        claim: to_decide(&shift).and_then(|claim| claimants.get(&claim)).map(|rules| {
            match mine.claim_obstacle(&shift, person_belongs) {
                None => rules.fit(shift.day, shift.kind_id),
                obstacle => Fit { obstacle, findings: Vec::new() },
            }
        }),
        may_manage: managed.contains(&shift.department_id),
        shift: shift.into_shift(),
        person_name,
        is_published,
    };
    Ok(offers.into_iter().map(offer).collect())
}

/// The statements that [`list`] reads.
fn queries(me: &Caller, month: Month, now: LocalTime) -> Vec<Query> {
    let (first, last, person_id) = (month.first(), month.last(), me.person_id());
    let (visible, read) = (me.visible(), me.departments(Permission::ReadRosters));
    let mut queries = vec![
        store::LIST_OPEN_SHIFTS.with(args![Arg::json(&visible), first, last, month, Arg::json(&read)]),
        shifts::all(),
        store::LIST_MY_POSTS.with(args![person_id, first, last]),
        store::LIST_MY_CELLS.with(args![person_id, first, last]),
        crate::open_shifts::asked(person_id, now),
    ];
    queries.extend(WhatIf::queries(me.me.department_id, person_id, month));
    queries
}
