//! Calendar feeds: a secret address under which a calendar program reads somebody's published shifts.

use super::store;
use crate::{
    kernel::{
        audit::Audit,
        d1::{Change, Query, args, minute},
        error::Error,
        routes::Call,
        secret,
    },
    shifts,
};
use dianwu_domain::{
    Day, DayMinute, File, Instant, Nothing, PersonId, Zone,
    audit::api::Action,
    roster::{
        api::{CreateFeed, FeedState, GetFeed, NewFeed, ReadFeed, RevokeFeed},
        feed::{self, Event},
    },
    shifts::kind::{Hours, Pauses},
    text::Name,
};
use serde::Deserialize;

/// How many days back a feed reaches: two months, so that a calendar keeps what it has shown.
const DAYS_BACK: i64 = 60;

#[derive(Deserialize)]
struct FeedRecord {
    created_at: Instant,
}

#[derive(Deserialize)]
struct OwnerRecord {
    person_id: PersonId,
    shop_name: Name,
    zone_minutes: Zone,
}

#[derive(Deserialize)]
struct EventRecord {
    day: Day,
    name: Name,
    #[serde(deserialize_with = "minute")]
    start_minute: DayMinute,
    #[serde(deserialize_with = "minute")]
    end_minute: DayMinute,
    #[serde(deserialize_with = "shifts::pauses")]
    pauses: Pauses,
    changed_at: Instant,
}

/// Since when the caller has a feed.
pub async fn get(call: Call<GetFeed>) -> Result<FeedState, Error> {
    let found: Option<FeedRecord> = call.db.first(store::GET_FEED.with(args![call.who.person_id()])).await?;
    Ok(FeedState { created_at: found.map(|feed| feed.created_at) })
}

/// Sent twice, the address of the second answer is the one that holds.
pub async fn create(call: Call<CreateFeed>) -> Result<NewFeed, Error> {
    let token = secret::new_token()?;
    let (me, now) = (call.who.person_id(), call.source.now);
    let audit = Audit::new(&call.source, me, Action::FEED_CREATE, &call.who.me.number).about([me]);
    let save = store::SAVE_FEED.with(args![me, secret::token_hash(&token), now]);
    Change::new(audit).guarded(save).commit(&call.db).await?;
    Ok(NewFeed { path: format!("/api/feeds/{token}.ics"), created_at: now })
}

/// Ending what is gone is no error.
pub async fn revoke(call: Call<RevokeFeed>) -> Result<Nothing, Error> {
    let me = call.who.person_id();
    let audit = Audit::new(&call.source, me, Action::FEED_REVOKE, &call.who.me.number).about([me]);
    Change::new(audit).guarded(store::DELETE_FEED.with(args![me])).delete(&call.db).await
}

/// The statement that ends somebody's feed, wherever their access ends: whoever knew the address knows it no longer
/// when they are back.
pub fn end_feed(person: PersonId) -> Query {
    store::DELETE_FEED.with(args![person])
}

/// Work alone: a calendar with every day off in it would bury other appointments.
pub async fn read(call: Call<ReadFeed>) -> Result<File, Error> {
    let token = call.path.token.strip_suffix(".ics").unwrap_or(&call.path.token);
    let owner = store::FIND_FEED.with(args![secret::token_hash(token), call.source.now]);
    let owner: OwnerRecord = call.db.first(owner).await?.ok_or(Error::not_found())?;
    let zone = owner.zone_minutes;
    let from = zone.local(call.source.now).day.plus(-DAYS_BACK);
    let rows: Vec<EventRecord> = call.db.all(store::LIST_EVENTS.with(args![owner.person_id, from])).await?;
    let event = |row: EventRecord| Event {
        day: row.day,
        hours: Hours { pauses: row.pauses, ..Hours::plain(row.start_minute, row.end_minute, 0, 0) },
        summary: format!("{} · {}", row.name, owner.shop_name),
        changed_at: row.changed_at,
    };
    let events: Vec<Event> = rows.into_iter().map(event).collect();
    let name = format!("{} 排班", owner.shop_name);
    let text = feed::calendar(&name, owner.person_id, zone, &events, call.source.now);
    let media_type = "text/calendar; charset=utf-8".to_owned();
    Ok(File { name: "roster.ics".to_owned(), media_type, content: text.into_bytes() })
}
