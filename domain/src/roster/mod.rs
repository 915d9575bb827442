//! Rosters: one department's month from draft to published, and what people read of it.

pub mod api;
pub mod board;
pub mod coverage;
pub mod cycle;
mod due;
pub mod edit;
pub mod feed;
pub mod mine;
pub mod team;
pub mod waiting;

pub use due::months_due;

use crate::door::door;

door! {
    ids {
        /// One department's roster of one month.
        RosterId;
        /// A demand for heads.
        DemandId;
        /// A cycle of shifts.
        CycleId;
    }
    actions {
        /// Cells of a roster were changed.
        ROSTER_EDIT = "roster.edit", Rosters;
        /// A roster was published.
        ROSTER_PUBLISH = "roster.publish", Rosters;
        /// A roster was not published, because rules forbid it.
        ROSTER_REFUSE = "roster.refuse", Rosters;
        /// A demand for heads was created or changed.
        DEMAND_SAVE = "demand.save", Rosters;
        /// A demand for heads was deleted.
        DEMAND_DELETE = "demand.delete", Rosters;
        /// A cycle of shifts was created or changed.
        CYCLE_SAVE = "cycle.save", Shop;
        /// A cycle of shifts was deleted.
        CYCLE_DELETE = "cycle.delete", Shop;
        /// A roster was exported.
        ROSTER_EXPORT = "roster.export", Rosters;
        /// Somebody made an address for their calendar.
        FEED_CREATE = "feed.create", Accounts;
        /// Somebody revoked their calendar's address.
        FEED_REVOKE = "feed.revoke", Accounts;
    }
    uses {
        /// Demands of heads.
        DEMANDS = "demands";
        /// Months with a roster. They are kept for good.
        ROSTERS = "rosters", kept;
    }
    lines {
        waiting::RosterNotPublished = "roster_not_published";
    }
}
