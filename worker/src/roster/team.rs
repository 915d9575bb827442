//! What staff see of their team: who works on a day. Published rosters only.

use super::store;
use crate::{
    cleaning::{self, TeamDutyRecord},
    kernel::{
        d1::{Answer, Arg, Batch, Rows, args, flag},
        error::Error,
        routes::Call,
    },
    shifts,
};
use dianwu_domain::{
    Day, DepartmentId, PersonId, PositionId, ShiftKindId,
    roster::api::{TeamDay, TeamDayView, TeamShift},
    text::{Name, StaffNumber},
};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct TeamRecord {
    day: Day,
    person_id: PersonId,
    number: StaffNumber,
    name: Name,
    position_id: Option<PositionId>,
    department_id: DepartmentId,
    kind_id: ShiftKindId,
    #[serde(deserialize_with = "flag")]
    is_changed: bool,
}

impl TeamRecord {
    fn into_shift(self) -> TeamShift {
        TeamShift {
            day: self.day,
            person_id: self.person_id,
            name: self.name,
            department_id: self.department_id,
            position_id: self.position_id,
            kind_id: self.kind_id,
            is_changed: self.is_changed,
        }
    }
}

/// Who works on a day, as it was asked for.
pub struct Team {
    day: Answer<TeamRecord>,
    night: Answer<TeamRecord>,
    starts: Answer<shifts::StartRecord>,
}

impl Team {
    /// Asks for the published shifts of a day in departments, with those of the evening before that end after midnight.
    pub fn ask(batch: &mut Batch, departments: &[DepartmentId], day: Day) -> Self {
        let before = day.plus(-1);
        Self {
            day: batch.ask(store::LIST_TEAM_DAY.with(args![Arg::json(&departments), day.month(), day])),
            night: batch.ask(store::LIST_TEAM_NIGHT.with(args![Arg::json(&departments), before.month(), before])),
            starts: batch.ask(shifts::starts()),
        }
    }

    /// The shifts: by department in the order of `departments`, then by start, last evening's shifts first and days off
    /// last, then by staff number.
    ///
    /// # Errors
    /// As [`Rows::take`].
    pub fn read(&self, rows: &Rows, departments: &[DepartmentId]) -> Result<Vec<TeamShift>, Error> {
        let mut shifts = rows.of(&self.day)?;
        shifts.extend(rows.of(&self.night)?);
        Ok(in_order(shifts, rows.of(&self.starts)?, departments))
    }
}

/// Who works on a day.
pub async fn team_day(call: Call<TeamDay>) -> Result<TeamDayView, Error> {
    let (now, business_day) = call.who.clock(call.source.now);
    let day = call.query.day.unwrap_or(business_day);
    let departments = call.who.visible();
    let mut batch = Batch::default();
    let team = Team::ask(&mut batch, &departments, day);
    let duties = batch.ask(cleaning::team_duties(&departments, day));
    let rows = batch.run(&call.db).await?;
    let duties = rows.of(&duties)?.into_iter().map(TeamDutyRecord::into_duty).collect();
    Ok(TeamDayView { day, now, shifts: team.read(&rows, &departments)?, duties })
}

fn in_order(
    mut shifts: Vec<TeamRecord>,
    starts: Vec<shifts::StartRecord>,
    departments: &[DepartmentId],
) -> Vec<TeamShift> {
    let places: HashMap<DepartmentId, usize> = departments.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    shifts.sort_by_cached_key(|shift| {
        let start = shifts::start(&starts, shift.kind_id, shift.day);
        (places.get(&shift.department_id).copied(), start.is_none(), shift.day, start, shift.number.clone())
    });
    shifts.into_iter().map(TeamRecord::into_shift).collect()
}
