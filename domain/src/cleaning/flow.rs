//! How an offer to swap duty passes from one to the other.

use super::api::DutySwapState::{self, Accepted, Declined, Offered, Withdrawn};
use crate::kernel::flow::{
    Move,
    Party::{Colleague, Subject},
};

/// What can be done with an offer. Its subject is whoever made it, the colleague whom it asks. When one of them leaves, or
/// a day passes to somebody else, it is withdrawn without anybody's act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The days are exchanged.
    Accept,
    /// They are not.
    Decline,
    /// It is offered no longer.
    Withdraw,
}

/// The table of moves.
pub const MOVES: &[Move<DutySwapState, Act>] = &[
    Move { act: Act::Accept, by: Colleague, from: &[Offered], to: Some(Accepted), in_time: true },
    Move { act: Act::Accept, by: Colleague, from: &[Accepted], to: None, in_time: false },
    Move { act: Act::Decline, by: Colleague, from: &[Offered], to: Some(Declined), in_time: false },
    Move { act: Act::Decline, by: Colleague, from: &[Declined], to: None, in_time: false },
    Move { act: Act::Withdraw, by: Subject, from: &[Offered], to: Some(Withdrawn), in_time: false },
    Move { act: Act::Withdraw, by: Subject, from: &[Declined, Withdrawn], to: None, in_time: false },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::flow::walk;

    #[test]
    fn everybody_may_do_what_the_table_says_and_nothing_else() {
        assert_eq!(
            walk(MOVES, &[Act::Accept, Act::Decline, Act::Withdraw], &[Offered, Accepted, Declined, Withdrawn]),
            [
                "Accept Colleague: Moves(Accepted)/NotNow, Stands, NotNow, NotNow",
                "Decline Colleague: Moves(Declined), NotNow, Stands, NotNow",
                "Withdraw Subject: Moves(Withdrawn), NotNow, Stands, Stands",
            ]
        );
    }
}
