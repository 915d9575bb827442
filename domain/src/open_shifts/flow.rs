//! How an open shift passes from hand to hand.

use super::api::OpenShiftState::{self, Claimed, Open, Taken, Withdrawn};
use crate::kernel::flow::{
    Move,
    Party::{Keeper, Other, Subject},
};

/// What can be done with an open shift. Its subject is whoever has claimed it. When its claimant leaves the department it
/// is open again, without anybody's act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Claims it where the first one takes it.
    Take,
    /// Claims it where somebody decides.
    Ask,
    /// Takes a claim back.
    TakeBack,
    /// Gives it to the claimant.
    Approve,
    /// Keeps it open.
    Refuse,
    /// Offers it no longer.
    Withdraw,
}

/// The table of moves.
pub const MOVES: &[Move<OpenShiftState, Act>] = &[
    Move { act: Act::Take, by: Other, from: &[Open], to: Some(Taken), in_time: true },
    Move { act: Act::Take, by: Subject, from: &[Claimed, Taken], to: None, in_time: false },
    Move { act: Act::Ask, by: Other, from: &[Open], to: Some(Claimed), in_time: true },
    Move { act: Act::Ask, by: Subject, from: &[Claimed, Taken], to: None, in_time: false },
    Move { act: Act::TakeBack, by: Subject, from: &[Claimed], to: Some(Open), in_time: false },
    // What is no longer theirs needs no taking back.
    Move { act: Act::TakeBack, by: Other, from: &[Open, Claimed, Taken, Withdrawn], to: None, in_time: false },
    Move { act: Act::Approve, by: Keeper, from: &[Claimed], to: Some(Taken), in_time: true },
    Move { act: Act::Refuse, by: Keeper, from: &[Claimed], to: Some(Open), in_time: false },
    Move { act: Act::Withdraw, by: Keeper, from: &[Open, Claimed], to: Some(Withdrawn), in_time: false },
    Move { act: Act::Withdraw, by: Keeper, from: &[Withdrawn], to: None, in_time: false },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::flow::walk;

    #[test]
    fn everybody_may_do_what_the_table_says_and_nothing_else() {
        let acts = [Act::Take, Act::Ask, Act::TakeBack, Act::Approve, Act::Refuse, Act::Withdraw];
        assert_eq!(
            walk(MOVES, &acts, &[Open, Claimed, Taken, Withdrawn]),
            [
                "Take Subject: NotNow, Stands, Stands, NotNow",
                "Take Other: Moves(Taken)/NotNow, NotNow, NotNow, NotNow",
                "Ask Subject: NotNow, Stands, Stands, NotNow",
                "Ask Other: Moves(Claimed)/NotNow, NotNow, NotNow, NotNow",
                "TakeBack Subject: NotNow, Moves(Open), NotNow, NotNow",
                "TakeBack Other: Stands, Stands, Stands, Stands",
                "Approve Keeper: NotNow, Moves(Taken)/NotNow, NotNow, NotNow",
                "Refuse Keeper: NotNow, Moves(Open), NotNow, NotNow",
                "Withdraw Keeper: Moves(Withdrawn), Moves(Withdrawn), NotNow, Stands",
            ]
        );
    }
}
