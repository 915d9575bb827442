//! 今日: what the walks over all endpoints know of it, and what it costs.

use crate::{cost::TODAY, door::Door};
use dianwu_domain::{
    roster::api::{DayQuery, TeamDay},
    today::api::Today,
};
use dianwu_tests::{Fixture, NOTHING, Shop};
use std::collections::BTreeSet;
use xtask::demo::Size;

/// The feature's door.
pub const DOOR: Door = Door { unmeasured: &["Today"], ..Door::EMPTY };

/// The rules are read once for each month in which a shift is open. The demo shop's two lie in one month or, late in a
/// month, in two.
#[test]
fn todays_page_costs_its_team_ones_own_two_weeks_and_the_rules_of_each_month_where_shifts_are_open() {
    for today in [TODAY, "2026-11-26", "2026-12-31", "2028-02-29"] {
        let shop = Shop::start(Fixture::Sized(today.parse().unwrap(), Size::DEMO));
        let open: BTreeSet<_> = shop.generated().planning.open_shifts.iter().map(|shift| shift.day.month()).collect();
        for number in ["CS02", "MG02"] {
            let client = shop.sign_in(number);
            let (view, cost) = client.measured::<Today>(NOTHING, NOTHING, NOTHING).unwrap();
            let own = view.mine.len() + view.waiting.len() + view.notices.len();
            let team = client.measured::<TeamDay>(NOTHING, DayQuery { day: Some(view.day) }, NOTHING).unwrap().1;
            let beyond = (cost - team).read;
            let most = 40 + 3 * own + RULES * open.len();
            assert!(beyond <= most, "{number} on {today}: {beyond} rows for {own}, at most {most}");
        }
    }
}

/// Rows read at most to ask the rules about a month's shifts: those in force, the calendar around a month, one's own days,
/// and the shift kinds with their hours.
const RULES: usize = 80;
