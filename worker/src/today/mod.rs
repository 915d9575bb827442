//! 今日: what every feature has to say to somebody now. Each asks for its rows in one batch and reads its own of them.

mod inbox;
mod lacks;
pub mod store;

use crate::{
    cleaning::{self, MyDutyRecord},
    door::Door,
    kernel::{
        d1::{Batch, args},
        error::Error,
        routes::{Call, Routes},
    },
    notices::{self, Lines, Reader},
    open_shifts, roster,
};
use dianwu_domain::{
    DepartmentId, NoticeId, Permission,
    notices::api::{Notice, NoticeKind, ShiftChange, Unread},
    roster::waiting::RosterNotPublished,
    today::api::{Today, TodayView},
};
use lacks::LacksRecord;

/// The feature's door.
pub const DOOR: Door = Door {
    routes,
    #[cfg(test)]
    statements: &[store::ALL],
    ..Door::EMPTY
};

/// Adds the feature's routes.
fn routes(routes: &mut Routes) {
    routes.add(today);
    routes.add(inbox::list);
    routes.add(inbox::count);
}

/// The caller's day, in one batch, and a second one where shifts are open that the caller may fit.
pub async fn today(call: Call<Today>) -> Result<TodayView, Error> {
    let (now, day) = call.who.clock(call.source.now);
    let me = &call.who.me;
    let managed = call.who.departments(Permission::ManageRosters);
    let mut batch = Batch::default();
    let rosters = roster::today::Asked::ask(&mut batch, &call.who, now.day, day);
    let duties = batch.ask(cleaning::my_duties(me, day));
    let reader = Reader { caller: &call.who, now, day };
    let waits: Vec<_> =
        crate::doors().filter_map(|door| door.waits).filter_map(|wait| wait(&mut batch, &reader)).collect();
    let offers = open_shifts::Available::ask(&mut batch, me, now);
    let unread = batch.ask(notices::unread(me.person_id, now, call.source.now));
    let count = batch.ask::<Unread>(inbox::counting(&call.who, call.source.now));
    let sets_up = call.who.holds(Permission::ManagePeople);
    let lacks = sets_up.then(|| batch.ask::<LacksRecord>(store::FIND_LACKS.with(args![me.person_id])));
    let rows = batch.run(&call.db).await?;

    let mut lines = Lines::default();
    for read in waits {
        read(&rows, &mut lines)?;
    }
    let lacks = lacks.map_or(Ok(Vec::new()), |lacks| rows.of(&lacks))?.into_iter().next();
    let administers = call.who.holds(Permission::Administer);
    let first_steps =
        lacks.map(|lacks| lacks.steps(administers, lines.has::<RosterNotPublished>())).unwrap_or_default();
    let changes = rosters.changes(&rows)?;
    let (notices, more_notices) =
        notices::shown(rows.of(&unread)?, |subject, notice| is_told(&managed, &changes, subject, notice))?;
    let open = offers.takeable(&call.db, &rows, me).await?;
    Ok(TodayView {
        now,
        day,
        mine: rosters.mine(&rows)?,
        team: rosters.team(&rows)?,
        waiting: lines.in_order(),
        first_steps,
        notices,
        more_notices,
        unread: rows.of(&count)?.first().map_or(0, |unread| unread.count),
        open_shifts: u32::try_from(open.len()).unwrap_or(u32::MAX),
        next_open_shift: open.first().copied(),
        my_duties: rows.of(&duties)?.into_iter().map(MyDutyRecord::into_duty).collect(),
    })
}

/// Whether a notice is still for the eyes of somebody who manages these departments, with the changes that it tells of.
/// Changes of shifts that have been taken back tell nothing.
fn is_told(
    managed: &[DepartmentId],
    changes: &[(NoticeId, ShiftChange)],
    subject: &notices::Subject,
    notice: &mut Notice,
) -> bool {
    let of_notice = changes.iter().filter(|(id, _)| *id == notice.id);
    notice.changes = of_notice.map(|(_, change)| *change).collect();
    let is_managed = subject.managed.is_none_or(|department| managed.contains(&department));
    is_managed && (notice.kind != NoticeKind::ShiftsChanged || !notice.changes.is_empty())
}
