//! The duty rota: who cleans on which day, in turn over those who work.

mod rota;
mod set;
pub mod store;
mod swap;
mod telling;
#[cfg(test)]
mod tests;

use crate::{
    door::Door,
    kernel::d1::{Arg, Batch, Query, args, flag},
    notices::{Pressing, Read, Reader},
    people::departure::Departure,
};
use dianwu_domain::{
    Day, DepartmentId, DutySwapId, PersonId, UsedBy,
    cleaning::{
        api::{DutySwap, DutySwapState, MyDuty, TeamDuty},
        waiting::DutySwapOffered,
    },
    session::api::Me,
    text::Name,
};
use serde::Deserialize;

/// The feature's door.
pub const DOOR: Door = Door {
    routes: |routes| {
        routes.add(rota::get);
        routes.add(rota::plan);
        routes.add(set::set);
        routes.add(swap::offer);
        routes.add(swap::answer);
        routes.add(swap::withdraw);
    },
    departure: Some(Departure { ask: telling::ask_of, end: telling::end_of }),
    department_uses: &[(UsedBy::DUTIES, store::COUNT_DUTIES), (UsedBy::DUTY_SWAPS, store::COUNT_SWAPS)],
    waits: Some(waits),
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["duty", "duty_swap", "duty_swap_state"],
    #[cfg(test)]
    codes: &[("duty_swap_state", || crate::kernel::sqlite::codes(dianwu_domain::cleaning::api::DutySwapState::ALL))],
    ..Door::EMPTY
};

/// How many days ahead the caller's day tells of their duty.
const DAYS_AHEAD: i64 = 7;

/// A day of the caller's duty.
#[derive(Deserialize)]
pub struct MyDutyRecord {
    day: Day,
    #[serde(deserialize_with = "flag")]
    is_working: bool,
}

impl MyDutyRecord {
    /// The day as the contract has it.
    pub fn into_duty(self) -> MyDuty {
        MyDuty { day: self.day, is_working: self.is_working }
    }
}

/// Who has a department's duty on a day.
#[derive(Deserialize)]
pub struct TeamDutyRecord {
    department_id: DepartmentId,
    person_id: PersonId,
    name: Name,
    #[serde(deserialize_with = "flag")]
    is_working: bool,
}

impl TeamDutyRecord {
    /// The duty as the contract has it.
    pub fn into_duty(self) -> TeamDuty {
        let Self { department_id, person_id, name, is_working } = self;
        TeamDuty { department_id, person_id, name, is_working }
    }
}

/// The statement that reads the caller's coming days of duty, as rows of [`MyDutyRecord`].
pub fn my_duties(me: &Me, today: Day) -> Query {
    store::LIST_MY_DUTIES.with(args![me.department_id, today, today.plus(DAYS_AHEAD), me.person_id])
}

/// The statement that reads who has duty on a day in departments, as rows of [`TeamDutyRecord`].
pub fn team_duties(departments: &[DepartmentId], day: Day) -> Query {
    store::LIST_TEAM_DUTIES.with(args![Arg::json(&departments), day.month(), day])
}

/// The statement that reads the offers to swap from and to the caller that stand, as rows of [`SwapRecord`].
pub fn swaps(department_id: DepartmentId, me: PersonId, today: Day) -> Query {
    store::LIST_SWAPS.with(args![department_id, today, me])
}

/// The offers that wait for the reader's answer.
fn waits(batch: &mut Batch, reader: &Reader<'_>) -> Option<Read> {
    let (me, department_id) = (reader.caller.me.person_id, reader.caller.me.department_id);
    let offers = batch.ask::<SwapRecord>(swaps(department_id, me, reader.day));
    Some(Box::new(move |rows, lines| {
        let mut found = rows.of(&offers)?.into_iter().filter_map(|offer| offer.into_line(me));
        found.try_for_each(|offer| lines.push(Pressing::Asked, &offer))
    }))
}

/// An offer's row.
#[derive(Clone, Deserialize)]
pub struct SwapRecord {
    id: DutySwapId,
    department_id: DepartmentId,
    day: Day,
    person_id: PersonId,
    person_name: Name,
    other_day: Day,
    other_person_id: PersonId,
    other_name: Name,
    state: DutySwapState,
    /// Told where it is listed.
    #[serde(default, deserialize_with = "flag")]
    is_void: bool,
}

impl SwapRecord {
    /// The offer as the contract has it.
    fn into_swap(self) -> DutySwap {
        DutySwap {
            id: self.id,
            day: self.day,
            person_id: self.person_id,
            person_name: self.person_name,
            other_day: self.other_day,
            other_person_id: self.other_person_id,
            other_name: self.other_name,
            state: self.state,
            is_void: self.is_void,
        }
    }

    /// The two between whom it is.
    pub const fn parties(&self) -> [PersonId; 2] {
        [self.person_id, self.other_person_id]
    }

    /// What waits for the caller, if the offer was made to them and they could accept it.
    fn into_line(self, me: PersonId) -> Option<DutySwapOffered> {
        (self.other_person_id == me && !self.is_void).then_some(DutySwapOffered {
            duty_swap_id: self.id,
            person_name: self.person_name,
            day: self.other_day,
            other_day: self.day,
        })
    }
}
