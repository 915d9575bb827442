//! Endpoints of notices. The caller's day brings them along (`today::api::TodayView::notices`)
//! that matter now; the inbox has all of them.

pub use super::key::InboxKey;
use crate::{Day, FieldCode, FieldError, Instant, NoticeId, Page, ShiftKindId, kernel::contract::endpoint, text::Name};
use serde::{Deserialize, Serialize};

endpoint! {
    /// What the caller was told, the latest first, also what they have read and what no longer matters.
    ListNotices = GET "/api/notices", access: SignedIn, query: InboxQuery, reply: Page<Notice>;
    /// How many notices the caller has not read.
    CountUnread = GET "/api/notices/unread", access: SignedIn, reply: Unread;
    /// Marks notices of the caller's as read. What is gone, or has been told anew since, is passed over.
    ReadNotices = POST "/api/notices/read", access: SignedIn, body: ReadBody;
    /// Marks as read what the caller was told up to a notice: what they have been told since, they have not seen.
    ReadAllNotices = POST "/api/notices/read-all", access: SignedIn, body: ReadAllBody;
}

/// Most notices that are marked as read at once.
pub const MAX_READ: usize = 50;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// What a notice tells.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum NoticeKind {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
            /// Something that this version does not know, and leaves out.
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl NoticeKind {
            /// Every kind that this version knows.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code, as it is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ Self::Unknown => "unknown" }
            }
        }
    };
}

kinds! {
    /// A claim of the reader's was approved: the shift is theirs.
    ClaimApproved = "claim_approved";
    /// A claim of the reader's was refused.
    ClaimRefused = "claim_refused";
    /// The shift that the reader had claimed is no longer offered.
    ClaimEnded = "claim_ended";
    /// A claim of the reader's ended because they belong to another department now.
    ClaimDropped = "claim_dropped";
    /// Nobody decided on a claim of the reader's before its shift began.
    ClaimLapsed = "claim_lapsed";
    /// Somebody has taken a shift that the reader offered.
    ShiftTaken = "shift_taken";
    /// A colleague offers to swap duty. It waits for an answer, so that the day tells it as something to do.
    SwapOffered = "swap_offered";
    /// An offer of the reader's to swap duty was accepted.
    SwapAccepted = "swap_accepted";
    /// An offer of the reader's to swap duty was declined.
    SwapDeclined = "swap_declined";
    /// An offer to swap duty no longer stands: it was taken back, or the rota has changed.
    SwapEnded = "swap_ended";
    /// Nobody answered an offer of the reader's to swap duty before the first of its days.
    SwapLapsed = "swap_lapsed";
    /// The reader's roster of a month was published.
    RosterPublished = "roster_published";
    /// Shifts of the reader's were changed after publication.
    ShiftsChanged = "shifts_changed";
    /// What the shop does by itself has failed several times; administrators are told.
    JobFailed = "job_failed";
}

/// Asks for a page of the inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InboxQuery {
    /// The key of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<InboxKey>,
}

/// How many notices the caller has not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unread {
    /// How many. Counting stops at a hundred.
    pub count: u32,
}

/// Something that the caller was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Notice {
    /// The notice. It gets another id when it is told anew.
    pub id: NoticeId,
    /// What it tells.
    pub kind: NoticeKind,
    /// Since when it is told.
    pub told_at: Instant,
    /// The caller has read it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_read: bool,
    /// The day that it is about: of a swap the reader's, of a month the first.
    pub day: Day,
    /// Of a swap, the colleague's day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_day: Option<Day>,
    /// The shift that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind_id: Option<ShiftKindId>,
    /// The colleague that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_name: Option<Name>,
    /// The job that it is about, by its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// The reader's days that were changed, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ShiftChange>,
}

impl Notice {
    /// Its place in the inbox.
    pub const fn key(&self) -> InboxKey {
        InboxKey { told_at: self.told_at, id: self.id }
    }
}

/// A day of the reader's that was changed after publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShiftChange {
    /// The day.
    pub day: Day,
    /// What stood there when the reader was told last.
    pub from: Option<ShiftKindId>,
    /// What stands there now.
    pub to: Option<ShiftKindId>,
}

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadBody {
    /// At most [`MAX_READ`].
    pub notice_ids: Vec<NoticeId>,
}

/// Up to when everything was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadAllBody {
    /// The latest notice that the caller saw.
    pub latest: InboxKey,
}

impl ReadBody {
    /// What is wrong with it.
    pub fn check(&self) -> Vec<FieldError> {
        let is_too_long = self.notice_ids.len() > MAX_READ;
        is_too_long
            .then(|| FieldError { field: "notice_ids".to_owned(), code: FieldCode::TooLong(MAX_READ) })
            .into_iter()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_written_as_it_is_stored_and_one_that_is_not_known_is_read_as_such() {
        for kind in NoticeKind::ALL {
            let written = serde_json::to_string(kind).unwrap();
            assert_eq!(written, format!("\"{}\"", kind.as_str()));
            assert_eq!(serde_json::from_str::<NoticeKind>(&written).unwrap(), *kind);
        }
        assert_eq!(serde_json::from_str::<NoticeKind>("\"score_ready\"").unwrap(), NoticeKind::Unknown);
    }

    #[test]
    fn a_few_are_read_at_once() {
        let body = |count| ReadBody { notice_ids: vec![NoticeId::new(uuid::Uuid::nil()); count] };
        assert!(body(0).check().is_empty() && body(MAX_READ).check().is_empty());
        assert_eq!(body(MAX_READ + 1).check().len(), 1);
    }
}
