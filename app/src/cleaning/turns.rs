//! What can be read out of a rota: who had how many turns, and which days can be swapped for which.

use dianwu_domain::{
    Day, PersonId,
    cleaning::api::{DutyDay, DutyRota},
};

/// How many turns everybody has in the month, the most first.
pub fn counts(rota: &DutyRota) -> Vec<(PersonId, String, usize)> {
    let mut counts: Vec<(PersonId, String, usize)> =
        rota.people.iter().map(|one| (one.id, one.name.to_string(), 0)).collect();
    for holder in rota.days.iter().filter_map(|day| day.holder.as_ref()) {
        match counts.iter_mut().find(|(id, ..)| *id == holder.person_id) {
            Some((.., count)) => *count += 1,
            None => counts.push((holder.person_id, holder.name.to_string(), 1)),
        }
    }
    counts.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    counts
}

/// Whether somebody works on a day.
pub fn works(rota: &DutyRota, day: &DutyDay, person: PersonId) -> bool {
    day.works.iter().filter_map(|place| rota.people.get(usize::from(*place))).any(|one| one.id == person)
}

/// The days after `today` for which somebody can swap their duty of `day`, each with whose it is: both work on the day
/// that they take.
pub fn swaps(rota: &DutyRota, me: PersonId, day: Day, today: Day) -> Vec<(Day, String)> {
    let Some(own) = rota.days.iter().find(|one| one.day == day) else { return Vec::new() };
    let theirs = rota.days.iter().filter(|one| one.day > today && one.day != day);
    let fits = theirs.filter_map(|one| {
        let holder = one.holder.as_ref().filter(|holder| holder.person_id != me)?;
        let fits = works(rota, one, me) && works(rota, own, holder.person_id);
        fits.then(|| (one.day, holder.name.to_string()))
    });
    fits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dianwu_domain::{
        DepartmentId,
        cleaning::api::{DutyHolder, DutyPerson},
        kernel::id::Uuid,
    };

    fn person(n: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(n))
    }

    fn day(number: u8, holder: Option<u128>, works: &[u16]) -> DutyDay {
        let name = |n: u128| format!("N{n}").parse().unwrap();
        DutyDay {
            day: format!("2026-11-{number:02}").parse().unwrap(),
            holder: holder.map(|n| DutyHolder { person_id: person(n), name: name(n), is_fixed: false }),
            works: works.to_vec(),
        }
    }

    /// People 1 to 3; 9 is no longer here.
    fn rota() -> DutyRota {
        let people = (1..=3).map(|n| DutyPerson { id: person(n), name: format!("N{n}").parse().unwrap() });
        DutyRota {
            department_id: DepartmentId::new(Uuid::from_u128(1)),
            month: "2026-11".parse().unwrap(),
            is_published: true,
            may_edit: false,
            people: people.collect(),
            days: vec![
                day(1, Some(2), &[0, 1, 2]),
                day(2, Some(1), &[0, 1]),
                day(3, Some(2), &[0, 1]),
                day(4, Some(3), &[0, 2]),
                day(5, Some(2), &[1, 2]),
                day(6, Some(9), &[0, 1]),
                day(7, None, &[0, 1, 2]),
            ],
            swaps: Vec::new(),
        }
    }

    #[test]
    fn turns_are_counted_also_of_those_who_are_gone() {
        let told: Vec<_> = counts(&rota()).into_iter().map(|(_, name, count)| format!("{name} {count}")).collect();
        assert_eq!(told, ["N2 3", "N1 1", "N3 1", "N9 1"]);
    }

    #[test]
    fn days_are_swapped_where_both_work_on_the_day_they_take() {
        let rota = rota();
        let days = |today: &str| -> Vec<_> {
            let found = swaps(&rota, person(1), "2026-11-02".parse().unwrap(), today.parse().unwrap());
            found.into_iter().map(|(day, name)| format!("{day} {name}")).collect()
        };
        assert_eq!(days("2026-10-31"), ["2026-11-01 N2", "2026-11-03 N2"]);
        assert_eq!(days("2026-11-01"), ["2026-11-03 N2"]);
    }
}
