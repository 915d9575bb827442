//! Open shifts: what is offered to whoever fits, and who claims it.

pub mod api;
pub mod flow;
pub mod waiting;

use crate::door::door;

door! {
    ids {
        /// A shift that is offered to whoever fits.
        OpenShiftId;
    }
    actions {
        /// A shift was offered.
        OPEN_SHIFT_OFFER = "open_shift.offer", Rosters;
        /// An offered shift was withdrawn.
        OPEN_SHIFT_WITHDRAW = "open_shift.withdraw", Rosters;
        /// Somebody claimed an offered shift.
        OPEN_SHIFT_CLAIM = "open_shift.claim", Rosters;
        /// Somebody took back a claim.
        OPEN_SHIFT_TAKE_BACK = "open_shift.take_back", Rosters;
        /// A claim was approved or refused.
        OPEN_SHIFT_DECIDE = "open_shift.decide", Rosters;
    }
    uses {
        /// Open shifts, settled ones too. They are kept for good.
        OPEN_SHIFTS = "open_shifts", kept;
    }
    lines {
        waiting::OpenShiftClaimed = "open_shift_claimed";
    }
}
