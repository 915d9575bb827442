//! The duty rota: one person a day, in turn over those who work that day.
//!
//! Whoever had the fewest turns is next; of several, whoever had the last one longest ago; of those still equal, the
//! lowest staff number. The same days, people and past always give the same rota.

pub mod api;
pub mod flow;
pub mod waiting;

use crate::{Day, PersonId, door::door};
use std::collections::HashMap;

door! {
    ids {
        /// An offer to swap two days of duty.
        DutySwapId;
    }
    actions {
        /// A duty rota was made.
        DUTY_PLAN = "duty.plan", Rosters;
        /// A day's duty was set by hand.
        DUTY_SET = "duty.set", Rosters;
        /// A swap of duty was offered, answered or withdrawn.
        DUTY_SWAP = "duty.swap", Rosters;
    }
    uses {
        /// Days of the duty rota.
        DUTIES = "duties";
        /// Offers to exchange duties. They are kept for good.
        DUTY_SWAPS = "duty_swaps", kept;
    }
    lines {
        waiting::DutySwapOffered = "duty_swap_offered";
    }
}

/// Nobody begins further behind the average than this many turns: who came later does not make up for the months
/// before.
const MOST_BEHIND: usize = 1;

/// Somebody's turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Turns {
    count: usize,
    last: Option<Day>,
}

/// Gives each of `days` to one of the people who work on it, who stand in the order of their staff numbers. Days on
/// which nobody works are left out. `fixed` days stay with whom they are, as long as they work that day, and count as
/// turns from the beginning; `past` tells who had duty before.
pub fn plan(days: &[(Day, &[PersonId])], fixed: &[(Day, PersonId)], past: &[(Day, PersonId)]) -> Vec<(Day, PersonId)> {
    let works =
        |(day, person): &&(Day, PersonId)| days.iter().any(|(other, people)| other == day && people.contains(person));
    let fixed: Vec<(Day, PersonId)> = fixed.iter().filter(works).copied().collect();
    let mut turns = begin(days, &fixed, past);
    let mut rota: Vec<(Day, PersonId)> = Vec::with_capacity(days.len());
    for (day, people) in days {
        let stays = fixed.iter().find(|(fixed_day, _)| fixed_day == day).map(|(_, person)| *person);
        let key = |person: &&PersonId| turns.get(*person).map_or((0, None), |turns| (turns.count, turns.last));
        let Some(person) = stays.or_else(|| people.iter().min_by_key(key).copied()) else { continue };
        let turn = turns.entry(person).or_default();
        turn.count += usize::from(stays.is_none());
        turn.last = Some(*day);
        rota.push((*day, person));
    }
    rota
}

/// Everybody's turns before the first day.
fn begin(days: &[(Day, &[PersonId])], fixed: &[(Day, PersonId)], past: &[(Day, PersonId)]) -> HashMap<PersonId, Turns> {
    let mut turns: HashMap<PersonId, Turns> = HashMap::new();
    for person in days.iter().flat_map(|(_, people)| people.iter()) {
        turns.entry(*person).or_default();
    }
    for (day, person) in past {
        // Who no longer works here must not move the average.
        let Some(turn) = turns.get_mut(person) else { continue };
        turn.count += 1;
        turn.last = turn.last.max(Some(*day));
    }
    let average = turns.values().map(|turn| turn.count).sum::<usize>() / turns.len().max(1);
    for turn in turns.values_mut() {
        turn.count = turn.count.max(average.saturating_sub(MOST_BEHIND));
    }
    for (_, person) in fixed {
        turns.entry(*person).or_default().count += 1;
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn person(n: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(n))
    }

    fn day(number: i64) -> Day {
        "2026-11-01".parse::<Day>().unwrap().plus(number)
    }

    fn people(list: &[u128]) -> Vec<PersonId> {
        list.iter().map(|n| person(*n)).collect()
    }

    /// The rota of days on which these people work, as the people's numbers.
    fn rota(works: &[&[u128]], fixed: &[(i64, u128)], past: &[(i64, u128)]) -> Vec<u128> {
        let works: Vec<Vec<PersonId>> = works.iter().map(|list| people(list)).collect();
        let days: Vec<(Day, &[PersonId])> =
            (0_i64..).zip(&works).map(|(number, list)| (day(number), list.as_slice())).collect();
        let dated = |list: &[(i64, u128)]| list.iter().map(|(at, n)| (day(*at), person(*n))).collect::<Vec<_>>();
        plan(&days, &dated(fixed), &dated(past)).into_iter().map(|(_, person)| person.uuid().as_u128()).collect()
    }

    #[test]
    fn whoever_had_the_fewest_turns_is_next_then_who_waited_longest_then_the_lowest_number() {
        let all: &[u128] = &[1, 2, 3];
        assert_eq!(rota(&[all, all, all, all], &[], &[]), [1, 2, 3, 1]);
        assert_eq!(rota(&[all, all, all], &[], &[(-3, 1), (-2, 2), (-1, 2)]), [3, 1, 3]);
        assert_eq!(rota(&[all, all, all], &[], &[(-3, 3), (-2, 1), (-1, 2)]), [3, 1, 2]);
    }

    #[test]
    fn only_those_who_work_have_duty_and_a_day_without_anybody_has_none() {
        assert_eq!(rota(&[&[2], &[], &[1, 2], &[2]], &[], &[]), [2, 1, 2]);
    }

    #[test]
    fn fixed_days_stay_and_count_even_before_they_come() {
        let all: &[u128] = &[1, 2];
        assert_eq!(rota(&[all, all, all, all], &[(3, 1)], &[]), [2, 1, 2, 1]);
    }

    #[test]
    fn a_fixed_day_goes_to_somebody_else_when_its_holder_does_not_work() {
        let all: &[u128] = &[1, 2];
        assert_eq!(rota(&[all, &[2], all], &[(1, 1)], &[]), [1, 2, 1]);
        assert_eq!(rota(&[all, &[]], &[(1, 1)], &[]), [1], "nobody works on the second");
        assert_eq!(rota(&[all, all, all], &[(0, 9), (1, 9)], &[]), [1, 2, 1], "9 works on neither");
    }

    #[test]
    fn a_newcomer_does_not_make_up_for_the_months_before() {
        let past: Vec<(i64, u128)> = (0..30).map(|n| (n - 30, u128::try_from(n % 2 + 1).unwrap())).collect();
        let all: &[u128] = &[1, 2, 3];
        let turns = rota(&[all; 12], &[], &past).into_iter().filter(|n| *n == 3).count();
        assert!((4..=8).contains(&turns), "{turns}");
    }

    proptest! {
        /// Where everybody works every day, no two people's turns differ by more than one.
        #[test]
        fn turns_are_even(count in 1_u128..12, length in 1_usize..62) {
            let all: Vec<u128> = (1..=count).collect();
            let rota = rota(&vec![all.as_slice(); length], &[], &[]);
            let turns = all.iter().map(|n| rota.iter().filter(|one| *one == n).count());
            prop_assert!(turns.clone().max().unwrap() - turns.min().unwrap() <= 1);
        }

        /// Everybody on the rota works that day, whatever was fixed; days with workers have duty, and planning again
        /// changes nothing.
        #[test]
        fn a_rota_holds_workers_only_and_is_stable(
            works in proptest::collection::vec(proptest::collection::vec(1_u128..9, 0..6), 1..40),
            fixed in proptest::collection::btree_map(0_i64..40, 1_u128..9, 0..8),
        ) {
            let works: Vec<&[u128]> = works.iter().map(Vec::as_slice).collect();
            let fixed: Vec<(i64, u128)> = fixed.into_iter().collect();
            let once = rota(&works, &fixed, &[]);
            let days = || works.iter().filter(|list| !list.is_empty());
            prop_assert_eq!(once.len(), days().count());
            prop_assert!(once.iter().zip(days()).all(|(person, list)| list.contains(person)));
            prop_assert_eq!(&once, &rota(&works, &fixed, &[]));
        }
    }
}
