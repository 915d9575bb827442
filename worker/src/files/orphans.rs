//! The job that removes what belongs to nothing: first files that were not attached within a day and those that were
//! thrown away, then, through the bucket in the order of its names, objects that no row knows and rows whose object is
//! missing.

use super::{
    bucket::Bucket,
    store::{self, ObjectRecord},
};
use crate::kernel::{
    d1::{Arg, Query, args, flag},
    error::Error,
    jobs::{Next, Slice},
};
use dianwu_domain::Instant;
use serde::Deserialize;
use std::collections::HashSet;

/// How long a file may wait to be attached.
const WAITS_SECONDS: i64 = 24 * 3600;

/// How long ago an object must have been stored to be missed: it may have come after the bucket was listed.
const SETTLED_SECONDS: i64 = 3600;

/// Rows or objects of a slice.
const MOST: u32 = 500;

/// How the cursor of the second part begins; an object's name follows.
const OBJECTS: &str = "objects:";

/// Behind every object's name.
const END: &str = "~";

pub async fn remove(slice: Slice) -> Result<Next, Error> {
    let bucket = Bucket::open(&slice.env)?;
    match slice.cursor.strip_prefix(OBJECTS) {
        None => remove_files(&slice, &bucket).await,
        Some(after) => compare(&slice, &bucket, after).await,
    }
}

/// The statements that throw files away, and list those of which nothing but the object and the row is left.
pub(super) fn orphans(sent_before: Instant, now: Instant) -> Vec<Query> {
    vec![store::MARK_ORPHANS.with(args![sent_before, now, MOST]), store::LIST_ORPHANS.with(args![sent_before, MOST])]
}

/// The objects go before their rows: whoever stops in between is followed by somebody who finds the rows.
async fn remove_files(slice: &Slice, bucket: &Bucket) -> Result<Next, Error> {
    let rows = slice.db.batch(orphans(slice.ago(WAITS_SECONDS), slice.now)).await?;
    let objects: Vec<String> = rows.take::<ObjectRecord>(1)?.into_iter().map(|row| row.object).collect();
    if objects.is_empty() {
        return Ok(Next::From(OBJECTS.to_owned()));
    }
    let delete = store::DELETE_ORPHANS.with(args![Arg::json(&objects)]);
    bucket.delete(objects).await?;
    slice.db.batch(vec![delete]).await?;
    Ok(Next::From(String::new()))
}

#[derive(Deserialize)]
pub(super) struct KnownRecord {
    object: String,
    #[serde(deserialize_with = "flag")]
    must_be_there: bool,
    #[serde(deserialize_with = "flag")]
    is_attached: bool,
}

/// What a part of the bucket and the rows that know of it say of each other.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compared {
    /// Objects that no row knows.
    pub unknown: Vec<String>,
    /// Objects of files that are attached to nothing, which are missing.
    pub missing: Vec<String>,
    /// Objects of files that are attached to something, which are missing.
    pub lost: Vec<String>,
}

impl Compared {
    pub(super) fn of(listed: Vec<String>, known: Vec<KnownRecord>) -> Self {
        let there: HashSet<&str> = listed.iter().map(String::as_str).collect();
        let mut compared = Self::default();
        for row in known.iter().filter(|row| row.must_be_there && !there.contains(row.object.as_str())) {
            let place = if row.is_attached { &mut compared.lost } else { &mut compared.missing };
            place.push(row.object.clone());
        }
        let known: HashSet<&str> = known.iter().map(|row| row.object.as_str()).collect();
        compared.unknown = listed.iter().filter(|object| !known.contains(object.as_str())).cloned().collect();
        compared
    }
}

/// The bucket is listed before the rows are read, and a row is there before its object: an object that no row knows is
/// nobody's.
async fn compare(slice: &Slice, bucket: &Bucket, after: &str) -> Result<Next, Error> {
    let (mut listed, is_more) = bucket.list(after, MOST).await?;
    let until = listed.last().filter(|_| is_more).cloned().unwrap_or_else(|| END.to_owned());
    let settled = slice.ago(SETTLED_SECONDS);
    let query = store::LIST_OBJECTS.with(args![after, until.as_str(), 2 * MOST, settled]);
    let known: Vec<KnownRecord> = slice.db.all(query).await?;
    // Where far more rows than objects lie between the two, the next slice begins at the last of the rows.
    let is_cut = known.len() >= usize::try_from(2 * MOST).unwrap_or(usize::MAX);
    let until = known.last().filter(|_| is_cut).map_or(until, |row| row.object.clone());
    listed.retain(|object| *object <= until);
    let Compared { unknown, missing, lost } = Compared::of(listed, known);
    bucket.delete(unknown).await?;
    if !missing.is_empty() {
        slice.db.batch(vec![store::DELETE_MISSING.with(args![Arg::json(&missing)])]).await?;
    }
    if !lost.is_empty() {
        worker::console_error!("files: the objects {lost:?} of attached files are missing");
    }
    Ok(if is_more || is_cut { Next::From(format!("{OBJECTS}{until}")) } else { Next::Done })
}
