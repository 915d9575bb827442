//! Notices: what was decided or done elsewhere and concerns somebody, told to them until they have read it, and kept for a while.

pub mod api;
mod key;
pub mod waiting;

use crate::door::door;

door! {
    ids {
        /// Something that somebody is told.
        NoticeId;
    }
}
