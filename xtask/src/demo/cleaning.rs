//! The demo shop's duty rota.

use super::{
    Roster, Shop,
    planning::{is_work, rosters},
    random::Random,
    seats::{self, Team},
    shop::at,
};
use dianwu_domain::{Day, DepartmentId, DutySwapId, PersonId, cleaning};
use rusqlite::{Result, Transaction, params};

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
pub fn duties(shop: &Shop) -> Vec<Duty> {
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
pub fn swap(shop: &Shop, duties: &mut [Duty], ids: &mut Random) -> Option<Swap> {
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

/// Writes the rota and the offers.
pub fn load(shop: &Shop, db: &Transaction) -> Result<()> {
    let mut insert = db.prepare("INSERT INTO duty (department_id, day, person_id) VALUES (?1, ?2, ?3)")?;
    for Duty { department_id, day, person_id } in &shop.planning.duties {
        insert.execute(params![department_id.to_string(), day.to_string(), person_id.to_string()])?;
    }
    let mut insert = db.prepare(
        "INSERT INTO duty_swap (id, department_id, day, person_id, other_day, other_person_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for Swap { id, department_id, day, person_id, other_day, other_person_id } in &shop.planning.swaps {
        insert.execute(params![
            id.to_string(),
            department_id.to_string(),
            day.to_string(),
            person_id.to_string(),
            other_day.to_string(),
            other_person_id.to_string(),
        ])?;
    }
    Ok(())
}
