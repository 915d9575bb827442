//! Endpoints of what leaves a roster: workbooks, tables, and calendar feeds.

use super::RosterPath;
use crate::{File, Instant, kernel::contract::endpoint};
use serde::{Deserialize, Serialize};

endpoint! {
    /// A department's month as an XLSX workbook in the usual form, ready to print on one A4 page.
    ExportRoster = GET "/api/rosters/{department_id}/{month}/export.xlsx", access: ReadRosters, path: RosterPath, reply: File;
    /// A department's month as CSV, in UTF-8 with a byte order mark.
    ExportRosterCsv = GET "/api/rosters/{department_id}/{month}/export.csv", access: ReadRosters, path: RosterPath, reply: File;
    /// Whether the caller's shifts can be followed in a calendar.
    GetFeed = GET "/api/my-feed", access: SignedIn, reply: FeedState;
    /// Makes a secret address for the caller's calendar; one that was made before ends.
    CreateFeed = POST "/api/my-feed", access: SignedIn, reply: NewFeed;
    /// Ends the address of the caller's calendar.
    RevokeFeed = DELETE "/api/my-feed", access: SignedIn;
    /// Somebody's published shifts as a calendar (iCalendar); the token is the secret, `.ics` behind it does not count.
    ReadFeed = GET "/api/feeds/{token}", access: Public, path: FeedPath, reply: File;
}

/// Names a calendar by its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedPath {
    /// The secret.
    pub token: String,
}

/// Whether somebody's shifts can be followed in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeedState {
    /// Since when there is an address; none when there is none.
    pub created_at: Option<Instant>,
}

/// A new address. It is shown once: only its hash is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewFeed {
    /// The path below this site, such as `/api/feeds/….ics`.
    pub path: String,
    /// When it was made.
    pub created_at: Instant,
}
