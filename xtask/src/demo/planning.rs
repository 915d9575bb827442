//! What the service team's months are planned with beside their cells: wishes, open shifts, and the duty rota.

use super::{
    organisation::text,
    random::Random,
    seats::{self, Team},
    shop::{Roster, Shop, at, kind},
};
use dianwu_domain::{
    CycleId, Day, DemandId, DepartmentId, DutySwapId, OpenShiftId, PersonId, ShiftKindId, cleaning,
    open_shifts::api::{OpenShift, OpenShiftState},
    roster::{
        coverage::{Dates, Demand, DemandFields},
        cycle::{Cycle, CycleFields},
    },
    shifts::slot::Slot,
    wishes::Wish,
};

/// What stands beside the rosters' cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planning {
    /// Whose wish, and for what.
    pub wishes: Vec<(PersonId, Wish)>,
    /// Shifts that are offered.
    pub open_shifts: Vec<OpenShift>,
    /// The duty rota, by day.
    pub duties: Vec<Duty>,
    /// Offers to swap duty that wait for an answer.
    pub swaps: Vec<Swap>,
    /// How many heads the service team needs.
    pub demands: Vec<Demand>,
    /// Cycles of shifts.
    pub cycles: Vec<Cycle>,
}

/// A day of the duty rota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Whose rota.
    pub department_id: DepartmentId,
    /// The day.
    pub day: Day,
    /// Who.
    pub person_id: PersonId,
}

/// An offer to swap two days of duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swap {
    /// The offer.
    pub id: DutySwapId,
    /// Whose rota.
    pub department_id: DepartmentId,
    /// The day of who offers.
    pub day: Day,
    /// Who offers.
    pub person_id: PersonId,
    /// The day that they would take.
    pub other_day: Day,
    /// Who has it.
    pub other_person_id: PersonId,
}

/// The service team's planning, once its people and rosters stand.
pub fn planning(shop: &Shop, seed: u64) -> Planning {
    let mut ids = Random::new(seed, "planning");
    let mut duties = duties(shop);
    let swaps = swap(shop, &mut duties, &mut ids).into_iter().collect();
    Planning {
        wishes: wishes(shop),
        open_shifts: open_shifts(shop, &mut ids),
        duties,
        swaps,
        demands: demands(shop, &mut ids),
        cycles: cycles(shop, &mut ids),
    }
}

/// Both shifts on every day, the last hours before midnight, and more in the morning of the month's 11th, a day of sales.
fn demands(shop: &Shop, ids: &mut Random) -> Vec<Demand> {
    let kind_id = |place: usize| Some(shop.kinds[place].id);
    let sale = shop.today.month().first().plus(10);
    let on_sale = Some(Dates { from: sale, until: sale });
    let evening = "20:00".parse().ok().zip("24:00".parse().ok()).map(|(start, end)| Slot { start, end });
    let wanted = [
        (kind_id(kind::EARLY), None, None, 3),
        (kind_id(kind::LATE), None, None, 2),
        (None, evening, None, 2),
        (kind_id(kind::EARLY), None, on_sale, 5),
    ];
    let demand = |(kind_id, slot, dates, heads)| Demand {
        id: DemandId::new(ids.uuid(at(shop.today.plus(-1), 11 * 60))),
        fields: DemandFields { kind_id, slot, weekdays: 127, dates, heads },
        version: 1,
    };
    wanted.map(demand).into()
}

/// A cycle of the shop's own beside the usual ones.
fn cycles(shop: &Shop, ids: &mut Random) -> Vec<Cycle> {
    let days = [kind::EARLY, kind::EARLY, kind::LATE, kind::LATE, kind::OFF, kind::OFF];
    let fields =
        CycleFields { name: text("客服两早两晚"), days: days.map(|place| Some(shop.kinds[place].id)).into() };
    vec![Cycle { id: CycleId::new(ids.uuid(at(shop.today.plus(-1), 12 * 60))), fields, version: 1 }]
}

/// The service team's rosters, in the order of their months.
fn rosters(shop: &Shop) -> impl Iterator<Item = &Roster> + Clone {
    let service = shop.department(Team::Service);
    shop.rosters.iter().filter(move |roster| roster.department_id == service)
}

fn is_work(shop: &Shop, kind_id: ShiftKindId) -> bool {
    kind_id != shop.kinds[kind::OFF].id
}

/// Three people's wishes for the month that is still a draft.
fn wishes(shop: &Shop) -> Vec<(PersonId, Wish)> {
    let first = shop.today.month().plus(1).first();
    let wanted = [
        ("CS02", 8, None, "家里有事"),
        ("CS02", 9, None, ""),
        ("CS05", 11, Some(kind::EARLY), "晚上要接孩子"),
        ("CS08", 19, None, "回老家"),
    ];
    let wish = |(number, day, place, note): (&str, i64, Option<usize>, &str)| {
        let kind_id = place.map(|place| shop.kinds[place].id);
        Some((shop.person(number)?.id, Wish { day: first.plus(day), kind_id, note: text(note) }))
    };
    wanted.into_iter().filter_map(wish).collect()
}

/// Two shifts of the coming days: one for whoever comes first, one that somebody has asked for. In the last days of a
/// month they lie in the draft.
fn open_shifts(shop: &Shop, ids: &mut Random) -> Vec<OpenShift> {
    let claimant = shop.person("CS05").map(|person| person.id);
    let offer = |day, place: usize, note: &str, person_id: Option<PersonId>, ids: &mut Random| OpenShift {
        id: OpenShiftId::new(ids.uuid(at(shop.today.plus(-1), 10 * 60))),
        department_id: shop.department(Team::Service),
        day,
        kind_id: shop.kinds[place].id,
        note: text(note),
        needs_approval: person_id.is_some(),
        state: if person_id.is_some() { OpenShiftState::Claimed } else { OpenShiftState::Open },
        person_id,
        version: 1 + u32::from(person_id.is_some()),
    };
    vec![
        offer(day_off(shop, "CS02", 2), kind::LATE, "大促返场，加一个人", None, ids),
        offer(day_off(shop, "CS05", 3), kind::EARLY, "", claimant, ids),
    ]
}

/// Somebody's first day off that is at least so many days away.
fn day_off(shop: &Shop, number: &str, days: i64) -> Day {
    let from = shop.today.plus(days);
    let id = shop.person(number).map(|person| person.id);
    let entries = rosters(shop).flat_map(|roster| &roster.entries);
    let off = entries.filter(|one| Some(one.person_id) == id && one.day >= from && !is_work(shop, one.kind_id));
    off.map(|one| one.day).min().unwrap_or(from)
}

/// Who works on each day of a roster, by staff number.
fn workers(shop: &Shop, roster: &Roster) -> Vec<(Day, Vec<PersonId>)> {
    let mut days: Vec<(Day, Vec<PersonId>)> = roster.month.days().map(|day| (day, Vec::new())).collect();
    let mut entries: Vec<_> = roster.entries.iter().filter(|one| is_work(shop, one.kind_id)).collect();
    entries
        .sort_by_cached_key(|one| shop.people.iter().find(|other| other.id == one.person_id).map(|p| &p.fields.number));
    for entry in entries {
        days[usize::from(entry.day.number()) - 1].1.push(entry.person_id);
    }
    days
}

/// The rota of every month, each planned with those before it.
fn duties(shop: &Shop) -> Vec<Duty> {
    let department_id = shop.department(Team::Service);
    let mut all: Vec<(Day, PersonId)> = Vec::new();
    for roster in rosters(shop) {
        let workers = workers(shop, roster);
        let days: Vec<_> = workers.iter().map(|(day, people)| (*day, people.as_slice())).collect();
        let since = roster.month.plus(-3).first();
        let past: Vec<_> = all.iter().filter(|(day, _)| *day >= since).copied().collect();
        all.extend(cleaning::plan(&days, &[], &past));
    }
    all.into_iter().map(|(day, person_id)| Duty { department_id, day, person_id }).collect()
}

/// Two coming days of the published month whose people can swap them, each working on the other's: the first two that the
/// rota has, or else the first two that can be given to such people. On the last two days of a month there are none. Left
/// out are somebody whose password must be changed first, and the account in which nothing waits.
fn swap(shop: &Shop, duties: &mut [Duty], ids: &mut Random) -> Option<Swap> {
    let id = DutySwapId::new(ids.uuid(at(shop.today.plus(-1), 19 * 60)));
    let left_out = [seats::NEWCOMER, "CS02"].map(|number| shop.person(number).map(|person| person.id));
    let published = rosters(shop).filter(|roster| roster.published.is_some());
    let coming: Vec<(Day, Vec<PersonId>)> = published
        .flat_map(|roster| workers(shop, roster))
        .filter(|(day, _)| *day > shop.today)
        .map(|(day, mut people)| {
            people.retain(|person| !left_out.contains(&Some(*person)));
            (day, people)
        })
        .collect();
    let pairs = || {
        let later = |place: usize| coming.iter().skip(place + 1);
        coming.iter().enumerate().flat_map(move |(place, one)| later(place).map(move |other| (one, other)))
    };
    let holder = |day: Day| duties.iter().find(|duty| duty.day == day).map(|duty| duty.person_id);
    let as_planned = pairs().find_map(|((day, people), (other_day, others))| {
        let (one, other) = (holder(*day)?, holder(*other_day)?);
        let both = [one, other].iter().all(|id| people.contains(id) && others.contains(id));
        (one != other && both).then_some((*day, one, *other_day, other))
    });
    let made = || {
        pairs().find_map(|((day, people), (other_day, others))| {
            let mut both = people.iter().filter(|id| others.contains(id));
            Some((*day, *both.next()?, *other_day, *both.next()?))
        })
    };
    let (day, person_id, other_day, other_person_id) = as_planned.or_else(made)?;
    for duty in duties {
        match duty.day {
            on if on == day => duty.person_id = person_id,
            on if on == other_day => duty.person_id = other_person_id,
            _ => {}
        }
    }
    let department_id = shop.department(Team::Service);
    Some(Swap { id, department_id, day, person_id, other_day, other_person_id })
}
