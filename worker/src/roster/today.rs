//! What rosters have to say on 今日: the caller's shifts, the team's day, and the rosters that ought to be published.

use super::{
    mine::{MyDayRecord, my_days},
    store,
    team::Team,
};
use crate::{
    kernel::{
        auth::Caller,
        d1::{Answer, Arg, Batch, Rows, args},
        error::Error,
    },
    notices::{Pressing, Read, Reader},
};
use dianwu_domain::{
    Day, DepartmentId, Month, NoticeId, Permission, PersonId, ShiftKindId,
    notices::api::ShiftChange,
    roster::{
        api::{MyDay, TeamShift},
        months_due,
        waiting::RosterNotPublished,
    },
    text::Name,
};
use serde::Deserialize;

pub use store::COUNT_UNREAD;

/// How many days ahead the caller's day shows their shifts.
const DAYS_AHEAD: i64 = 14;

/// A day of the caller's that a notice speaks of.
#[derive(Deserialize)]
struct NoticedRecord {
    notice_id: NoticeId,
    day: Day,
    was: Option<ShiftKindId>,
    kind_id: Option<ShiftKindId>,
}

/// The changes of shifts that some notices of the caller's speak of, and that have not been taken back.
pub struct Changes(Answer<NoticedRecord>);

impl Changes {
    /// Asks for those of the unread notices that matter on a day of the calendar.
    fn unread(batch: &mut Batch, person_id: PersonId, local: Day) -> Self {
        Self(batch.ask(store::LIST_NOTICED_CHANGES.with(args![person_id, local])))
    }

    /// Asks for those on a page of the inbox ([`crate::notices::page_args`]).
    pub fn on_page(batch: &mut Batch, page: Vec<Arg>) -> Self {
        Self(batch.ask(store::LIST_INBOX_CHANGES.with(page)))
    }

    /// The changes, each with its notice.
    ///
    /// # Errors
    /// As [`Rows::take`].
    pub fn read(&self, rows: &Rows) -> Result<Vec<(NoticeId, ShiftChange)>, Error> {
        let change = |row: NoticedRecord| (row.notice_id, ShiftChange { day: row.day, from: row.was, to: row.kind_id });
        Ok(rows.of(&self.0)?.into_iter().map(change).collect())
    }
}

#[derive(Deserialize)]
struct UnpublishedRecord {
    department_id: DepartmentId,
    department_name: Name,
    month: Month,
}

/// What rosters were asked for.
pub struct Asked {
    departments: Vec<DepartmentId>,
    team: Team,
    mine: Answer<MyDayRecord>,
    changes: Changes,
}

impl Asked {
    /// Asks for the caller's day. `local` is the calendar's day, `day` the business day.
    pub fn ask(batch: &mut Batch, caller: &Caller, local: Day, day: Day) -> Self {
        let (me, departments) = (&caller.me, caller.visible());
        Self {
            team: Team::ask(batch, &departments, day),
            departments,
            mine: batch.ask(my_days(me.person_id, me.department_id, day.plus(-1), day.plus(DAYS_AHEAD))),
            changes: Changes::unread(batch, me.person_id, local),
        }
    }

    /// The caller's shifts.
    ///
    /// # Errors
    /// As [`Rows::take`], here and below.
    pub fn mine(&self, rows: &Rows) -> Result<Vec<MyDay>, Error> {
        Ok(rows.of(&self.mine)?.into_iter().map(MyDayRecord::into_day).collect())
    }

    /// The team's shifts.
    pub fn team(&self, rows: &Rows) -> Result<Vec<TeamShift>, Error> {
        self.team.read(rows, &self.departments)
    }

    /// The changes of shifts that the caller's unread notices speak of, and that have not been taken back.
    pub fn changes(&self, rows: &Rows) -> Result<Vec<(NoticeId, ShiftChange)>, Error> {
        self.changes.read(rows)
    }
}

/// The rosters that ought to be published: this month's press, because people work without one.
pub fn waits(batch: &mut Batch, reader: &Reader<'_>) -> Option<Read> {
    let managed = reader.caller.departments(Permission::ManageRosters);
    if managed.is_empty() {
        return None;
    }
    let day = reader.day;
    let due = store::LIST_UNPUBLISHED.with(args![Arg::json(&managed), Arg::json(&months_due(day)), day]);
    let unpublished = batch.ask::<UnpublishedRecord>(due);
    Some(Box::new(move |rows, lines| {
        let mut found = rows.of(&unpublished)?.into_iter();
        found.try_for_each(|row| lines.push(row.pressing(day.month()), &row.into_line()))
    }))
}

impl UnpublishedRecord {
    fn pressing(&self, month: Month) -> Pressing {
        if self.month == month { Pressing::Now } else { Pressing::Soon }
    }

    fn into_line(self) -> RosterNotPublished {
        let Self { department_id, department_name, month } = self;
        RosterNotPublished { department_id, department_name, month }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::sqlite::batch,
        notices::Lines,
        roster::shop::{Shop, day, id},
    };

    use dianwu_domain::{notices::waiting::Waiting, open_shifts::waiting::OpenShiftClaimed};

    fn november() -> Month {
        "2026-11".parse().unwrap()
    }

    #[test]
    fn rosters_wait_where_people_work_and_nothing_is_published() {
        let mut shop = Shop::open();
        shop.leave(3, "2026-11-15");
        shop.write(1, 1, november(), &[("2026-11-03", Some(1))]);
        let waits = |shop: &mut Shop, months: &[Month]| -> Vec<_> {
            let scope: [DepartmentId; 3] = [id(1), id(2), id(3)];
            let query = store::LIST_UNPUBLISHED.with(args![Arg::json(&scope), Arg::json(&months), day("2026-11-16")]);
            let rows: Vec<UnpublishedRecord> = batch(&mut shop.database, vec![query]).unwrap().take(0);
            rows.into_iter().map(|row| format!("{} {}", row.department_name, row.month)).collect()
        };
        assert_eq!(waits(&mut shop, &[november()]), ["部1 2026-11"]);
        shop.publish(1, november());
        assert_eq!(waits(&mut shop, &[november(), november().plus(1)]), ["部1 2026-12"]);
        shop.hire(12, 3, "2026-12-31", None);
        assert_eq!(waits(&mut shop, &[november(), november().plus(1)]), ["部1 2026-12", "部3 2026-12"]);
    }

    #[test]
    fn this_months_rosters_wait_before_what_others_ask_and_next_months_after() {
        let unpublished = |month: &str| UnpublishedRecord {
            department_id: id(1),
            department_name: "部1".parse().unwrap(),
            month: month.parse().unwrap(),
        };
        let asked = OpenShiftClaimed {
            open_shift_id: id(1),
            department_name: "部1".parse().unwrap(),
            day: day("2026-11-10"),
            kind_id: id(1),
            person_name: "N2".parse().unwrap(),
        };
        let mut lines = Lines::default();
        let push = |lines: &mut Lines, row: UnpublishedRecord| {
            lines.push(row.pressing(november()), &row.into_line()).unwrap();
        };
        push(&mut lines, unpublished("2026-12"));
        assert!(lines.has::<RosterNotPublished>() && !lines.has::<OpenShiftClaimed>());
        lines.push(Pressing::Asked, &asked).unwrap();
        push(&mut lines, unpublished("2026-11"));
        let roster = |month: &str| Waiting::of(&unpublished(month).into_line()).unwrap();
        assert_eq!(lines.in_order(), [roster("2026-11"), Waiting::of(&asked).unwrap(), roster("2026-12")]);
    }
}
