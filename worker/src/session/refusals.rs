//! Reading what was refused: one's own account, and all of it for administrators.

use crate::kernel::{
    d1::{args, statements},
    error::Error,
    routes::Call,
};
use dianwu_domain::{
    Instant, Page, PersonId,
    session::api::{ListMyRefusals, ListRefusals, Refusal, RefusalKind},
    text::{Name, StaffNumber},
};
use serde::Deserialize;

/// Rows of a page.
const PAGE: usize = 50;
/// How far back one's own reach.
const OWN_SECONDS: i64 = 30 * 24 * 3600;

statements! {
    /// What was refused at a person's account since ?2.
    LIST_OWN_REFUSALS = "SELECT r.id, r.kind, r.person_id, NULL AS number, NULL AS name, r.place, r.count, r.first_at,
            r.last_at
        FROM refusal r WHERE r.person_id = ?1 AND r.hour >= ?2 AND r.kind <> 'forbidden' ORDER BY r.hour DESC LIMIT 50";
    /// All of it, before ?1.
    LIST_REFUSALS = "SELECT r.id, r.kind, r.person_id, p.number, p.name, r.place, r.count, r.first_at, r.last_at
        FROM refusal r LEFT JOIN person p ON p.id = r.person_id
        WHERE r.id < ?1 ORDER BY r.id DESC LIMIT ?2";
}

#[derive(Deserialize)]
struct RefusalRecord {
    id: u32,
    kind: RefusalKind,
    person_id: String,
    number: Option<StaffNumber>,
    name: Option<Name>,
    place: String,
    count: u32,
    first_at: Instant,
    last_at: Instant,
}

impl RefusalRecord {
    fn into_row(self) -> Refusal {
        let Self { id, kind, person_id, number, name, place, count, first_at, last_at } = self;
        let person_id = person_id.parse::<PersonId>().ok();
        Refusal { id, kind, person_id, number, name, place, count, first_at, last_at }
    }
}

pub async fn own(call: Call<ListMyRefusals>) -> Result<Vec<Refusal>, Error> {
    let since = call.source.now.plus_seconds(-OWN_SECONDS);
    let query = LIST_OWN_REFUSALS.with(args![call.who.person_id(), since]);
    Ok(call.db.all::<RefusalRecord>(query).await?.into_iter().map(RefusalRecord::into_row).collect())
}

pub async fn list(call: Call<ListRefusals>) -> Result<Page<Refusal>, Error> {
    let before = call.query.after.unwrap_or(u32::MAX);
    let query = LIST_REFUSALS.with(args![before, u32::try_from(PAGE + 1).unwrap_or(u32::MAX)]);
    let mut items: Vec<Refusal> =
        call.db.all::<RefusalRecord>(query).await?.into_iter().map(RefusalRecord::into_row).collect();
    let has_more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| has_more).map(|last| last.id.to_string());
    Ok(Page { items, next })
}
