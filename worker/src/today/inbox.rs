//! The inbox: all that somebody was told, with the cells that notices of changes speak of as they are now.

use super::is_told;
use crate::{
    kernel::{
        auth::Caller,
        d1::{Arg, Batch, Query, args},
        error::Error,
        routes::Call,
    },
    notices, roster,
};
use dianwu_domain::{
    Instant, Page, Permission,
    notices::api::{CountUnread, ListNotices, Notice, Unread},
};

/// A page, the latest first.
pub async fn list(call: Call<ListNotices>) -> Result<Page<Notice>, Error> {
    let page = notices::page_args(call.who.person_id(), call.query.after, call.source.now);
    let mut batch = Batch::default();
    let found = batch.ask(notices::inbox(&page));
    let changes = roster::today::Changes::on_page(&mut batch, page);
    let rows = batch.run(&call.db).await?;
    let managed = call.who.departments(Permission::ManageRosters);
    let changes = changes.read(&rows)?;
    notices::page(rows.of(&found)?, |subject, notice| is_told(&managed, &changes, subject, notice))
}

/// How many are unread.
pub async fn count(call: Call<CountUnread>) -> Result<Unread, Error> {
    let query = counting(&call.who, call.source.now);
    Ok(call.db.first(query).await?.unwrap_or(Unread { count: 0 }))
}

/// The statement that counts what the caller has not read, as a row of [`Unread`].
pub fn counting(caller: &Caller, now: Instant) -> Query {
    let managed = caller.departments(Permission::ManageRosters);
    roster::today::COUNT_UNREAD.with(args![caller.person_id(), now, Arg::json(&managed)])
}
