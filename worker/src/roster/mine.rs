//! What staff see of their own: the days of a month. Published rosters only.

use super::{sheet, store};
use crate::kernel::{
    d1::{Query, args},
    error::Error,
    routes::Call,
};
use dianwu_domain::{
    Day, DepartmentId, Instant, PersonId, ShiftKindId,
    roster::api::{MyDay, MyMonth, MyMonthView},
};
use serde::Deserialize;

/// A row of `LIST_MY_DAYS`.
#[derive(Deserialize)]
pub struct MyDayRecord {
    day: Day,
    kind_id: Option<ShiftKindId>,
    changed_from: Option<ShiftKindId>,
    changed_at: Option<Instant>,
}

impl MyDayRecord {
    /// The day as the contract has it.
    pub fn into_day(self) -> MyDay {
        MyDay { day: self.day, kind_id: self.kind_id, change: sheet::change(self.changed_from, self.changed_at) }
    }
}

/// The days of one's own month.
pub async fn my_month(call: Call<MyMonth>) -> Result<MyMonthView, Error> {
    let month = call.query.month;
    let me = &call.who.me;
    let rows = call
        .db
        .batch(vec![
            store::FIND_PUBLISHED.with(args![month, me.person_id, month.first(), month.last()]),
            my_days(me.person_id, me.department_id, month.first(), month.last()),
        ])
        .await?;
    let is_published = !rows.take::<serde_json::Value>(0)?.is_empty();
    let days: Vec<MyDayRecord> = rows.take(1)?;
    Ok(MyMonthView { month, is_published, days: days.into_iter().map(MyDayRecord::into_day).collect() })
}

/// A person's published days; the range touches two months at most.
pub fn my_days(person: PersonId, department: DepartmentId, from: Day, until: Day) -> Query {
    store::LIST_MY_DAYS.with(args![person, from, until, department, from.month(), until.month()])
}
