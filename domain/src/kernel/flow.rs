//! Flows: whatever passes from hand to hand through states. A feature gives the table of its moves as data; what an act
//! leads to is judged here, for all of them in one way.

/// Who somebody is to a row: access by the row, beside the permissions that an endpoint asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// Whose it is.
    Subject,
    /// The other one whom it names.
    Colleague,
    /// Belongs where it is, and is neither.
    Other,
    /// Looks after it, by a permission over its department.
    Keeper,
}

/// A line of a flow's table: what an act does in some states.
#[derive(Clone, Copy, Debug)]
pub struct Move<S: 'static, A> {
    /// The act.
    pub act: A,
    /// Who may do it.
    pub by: Party,
    /// The states in which they may.
    pub from: &'static [S],
    /// The state that it leads to; none where nothing is left to do, as after a repeated send.
    pub to: Option<S>,
    /// Only as long as its time has not come.
    pub in_time: bool,
}

/// What becomes of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict<S> {
    /// It moves the row to this state.
    Moves(S),
    /// What it asks for stands already.
    Stands,
    /// Not in this state, or no longer.
    NotNow,
    /// Not by them, in any state.
    NotTheirs,
}

/// Judges the `act` of a `party` on a row in `state`. `is_late` tells that the row's time has come.
pub fn judge<S: Copy + PartialEq, A: Copy + PartialEq>(
    moves: &[Move<S, A>],
    (act, party): (A, Party),
    state: S,
    is_late: bool,
) -> Verdict<S> {
    let mut theirs = moves.iter().filter(|line| line.act == act && line.by == party).peekable();
    if theirs.peek().is_none() {
        return Verdict::NotTheirs;
    }
    match theirs.find(|line| line.from.contains(&state)) {
        Some(Move { to: None, .. }) => Verdict::Stands,
        Some(Move { to: Some(to), in_time, .. }) if !(*in_time && is_late) => Verdict::Moves(*to),
        _ => Verdict::NotNow,
    }
}

/// Every verdict of a flow, a line for each act, party and state in which somebody may do something: what a test compares.
#[cfg(test)]
pub fn walk<S: Copy + PartialEq + std::fmt::Debug, A: Copy + PartialEq + std::fmt::Debug>(
    moves: &[Move<S, A>],
    acts: &[A],
    states: &[S],
) -> Vec<String> {
    let mut lines = Vec::new();
    for act in acts {
        for party in [Party::Subject, Party::Colleague, Party::Other, Party::Keeper] {
            let verdicts = |is_late| states.iter().map(move |state| judge(moves, (*act, party), *state, is_late));
            if verdicts(false).all(|verdict| verdict == Verdict::NotTheirs) {
                continue;
            }
            let told: Vec<String> = verdicts(false)
                .zip(verdicts(true))
                .map(|(now, late)| if now == late { format!("{now:?}") } else { format!("{now:?}/{late:?}") })
                .collect();
            lines.push(format!("{act:?} {party:?}: {}", told.join(", ")));
        }
    }
    lines
}
