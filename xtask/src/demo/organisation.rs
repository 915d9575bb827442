//! What a shop is made of before anybody is in it: departments and positions; and what a larger one has more
//! of.

use super::{
    random::Random,
    seats::{self, Team, Week},
    shop::at,
};
use dianwu_domain::{
    Day, DepartmentId, Instant, PositionId,
    people::api::{Department, Position},
};

/// Text that the generator itself wrote, as the domain's type.
///
/// # Panics
/// When the generator wrote what the domain refuses: a mistake of its author that every test finds.
pub fn text<T: std::str::FromStr<Err = dianwu_domain::FieldCode>>(text: &str) -> T {
    text.parse().unwrap_or_else(|code| panic!("{text}: {code}"))
}

/// A minute of the day of which ids speak: 2024-01-01. It does not move with `today`, so ids stay the same from day to
/// day.
pub fn founded(minute: u16) -> Instant {
    at(Day::from_epoch_days(19_723), minute)
}

/// Who a larger shop has besides the thirty: first 客服组 until it is full, then the rest.
pub fn further(people: usize) -> Vec<(Team, &'static str, Week)> {
    let further = people.saturating_sub(seats::SEATS.len());
    let in_service = seats::SEATS.iter().filter(|seat| seat.team == Team::Service).count();
    let service = further.min(seats::SERVICE_FULL - in_service);
    let mut all = shared_out(service, &seats::MORE_SERVICE);
    all.extend(shared_out(further - service, &seats::MORE));
    all
}

/// So many people, by shares of a hundred; what rounding leaves goes to the first kind.
fn shared_out(count: usize, shares: &[(Team, &'static str, Week, usize)]) -> Vec<(Team, &'static str, Week)> {
    let mut counts: Vec<usize> = shares.iter().map(|(.., share)| count * share / 100).collect();
    let left = count - counts.iter().sum::<usize>();
    counts[0] += left;
    let kinds = shares.iter().zip(counts);
    kinds.flat_map(|((team, position, week, _), count)| vec![(*team, *position, *week); count]).collect()
}

/// The tree, the root first.
pub fn departments(seed: u64) -> Vec<Department> {
    let mut random = Random::new(seed, "departments");
    let ids: Vec<_> = Team::ALL.iter().map(|_| DepartmentId::new(random.uuid(founded(540)))).collect();
    let all = (0..).zip(Team::ALL.iter().zip(&ids));
    all.map(|(sort, (team, id))| Department {
        id: *id,
        name: text(team.name()),
        parent_id: (*team != Team::Shop).then_some(ids[0]),
        sort,
        version: 1,
    })
    .collect()
}

/// Every position that somebody holds.
pub fn positions(seed: u64) -> Vec<Position> {
    let mut random = Random::new(seed, "positions");
    let mut names: Vec<&str> = seats::SEATS.iter().map(|seat| seat.position).collect();
    names.extend(seats::MORE.iter().map(|(_, position, ..)| *position));
    let mut positions: Vec<Position> = Vec::new();
    for name in names {
        if positions.iter().all(|position| position.name.as_str() != name) {
            let id = PositionId::new(random.uuid(founded(550)));
            positions.push(Position {
                id,
                name: text(name),
                sort: u32::try_from(positions.len()).unwrap_or(0),
                version: 1,
            });
        }
    }
    positions
}
