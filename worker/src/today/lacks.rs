//! What a shop without any roster lacks for its first one.

use crate::kernel::d1::flag;
use dianwu_domain::today::api::FirstStep;
use serde::Deserialize;

/// What a shop without any roster lacks.
#[derive(Deserialize)]
pub struct LacksRecord {
    #[serde(deserialize_with = "flag")]
    departments: bool,
    #[serde(deserialize_with = "flag")]
    people: bool,
    #[serde(deserialize_with = "flag")]
    shift_kinds: bool,
    #[serde(deserialize_with = "flag")]
    manager: bool,
}

impl LacksRecord {
    /// The steps that are left to the caller. A roster that waits for them already is told there.
    pub fn steps(&self, administers: bool, roster_waits: bool) -> Vec<FirstStep> {
        let steps = [
            (self.departments, FirstStep::Departments),
            (self.people, FirstStep::People),
            (self.shift_kinds && administers, FirstStep::ShiftKinds),
            (self.manager && administers, FirstStep::Manager),
            (!roster_waits, FirstStep::Roster),
        ];
        steps.into_iter().filter(|(is_left, _)| *is_left).map(|(_, step)| step).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::{d1::args, sqlite::batch},
        roster::shop::{Shop, id},
        today::store,
    };
    use dianwu_domain::{Month, PersonId};

    fn november() -> Month {
        "2026-11".parse().unwrap()
    }

    #[test]
    fn a_shop_is_led_to_its_first_roster_and_told_nothing_once_there_is_one() {
        let mut shop = Shop::open();
        let lacks = |shop: &mut Shop| -> Option<LacksRecord> {
            let query = store::FIND_LACKS.with(args![id::<PersonId>(1)]);
            batch(&mut shop.database, vec![query]).unwrap().first(0)
        };
        use FirstStep::{Departments, Manager, People, Roster, ShiftKinds};
        assert_eq!(lacks(&mut shop).unwrap().steps(true, false), [Departments, Manager, Roster]);
        assert_eq!(lacks(&mut shop).unwrap().steps(false, false), [Departments, Roster], "HR gives no roles");
        let run = |shop: &Shop, sql: &str| shop.database.execute_batch(sql).unwrap();
        run(&shop, "UPDATE person SET status = 'left', left_on = '2026-01-01' WHERE number <> 'N1'");
        run(&shop, "UPDATE shift_kind SET is_archived = 1");
        assert_eq!(lacks(&mut shop).unwrap().steps(true, false), [Departments, People, ShiftKinds, Manager, Roster]);
        run(
            &shop,
            "UPDATE department SET parent_id = (SELECT id FROM department WHERE name = '部1') WHERE name = '部2'",
        );
        run(
            &shop,
            "INSERT INTO role_grant (person_id, role, department_id)
                SELECT p.id, 'manager', p.department_id FROM person p WHERE p.number = 'N1'",
        );
        assert_eq!(lacks(&mut shop).unwrap().steps(true, true), [People, ShiftKinds]);
        run(&shop, "UPDATE shift_kind SET is_archived = 0");
        shop.write(1, 1, november(), &[("2026-11-03", Some(1))]);
        assert!(lacks(&mut shop).is_none());
    }
}
