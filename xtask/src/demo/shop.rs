//! The demo shop as plain values, and who is in it.

use super::{
    organisation::{self, further, text},
    planning::Planning,
    random::Random,
    seats::{self, Team, Week},
    shifts,
};
use dianwu_domain::{
    Day, DayMinute, DepartmentId, Instant, Month, PersonId, RoleGrant, RosterId, ShiftKindId, Zone,
    people::{
        api::{Department, PersonFields, Position, Protection, ProtectionKind, Status},
        employment::Employment,
    },
    shifts::api::ShiftKind,
    text::Name,
};

/// How large a shop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// People, thirty at least.
    pub people: usize,
    /// Months of rosters that end in the current month, 1–24. The next month's draft comes on top.
    pub months: u8,
}

impl Size {
    /// The demo shop.
    pub const DEMO: Self = Self { people: 30, months: 3 };
}

/// A shop with all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// Its name.
    pub name: Name,
    /// The day that it is generated for.
    pub today: Day,
    /// Parents before their children.
    pub departments: Vec<Department>,
    /// In the order of the list.
    pub positions: Vec<Position>,
    /// In the order of the palette.
    pub kinds: Vec<ShiftKind>,
    /// The thirty people of the demo shop first, then those of a larger one.
    pub people: Vec<Person>,
    /// By month, then by department.
    pub rosters: Vec<Roster>,
    /// What stands beside the rosters' cells.
    pub planning: Planning,
}

/// Somebody who works or worked here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// Master data.
    pub fields: PersonFields,
    /// When they work here, where and as what.
    pub employment: Employment,
    /// What they were granted.
    pub grants: Vec<RoleGrant>,
    /// Pregnancy.
    pub protection: Option<Protection>,
    /// The initial password must be changed.
    pub must_change: bool,
    /// When HR entered them.
    pub created_at: Instant,
    /// How they usually work.
    pub week: Week,
}

/// One department's month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// The roster.
    pub id: RosterId,
    /// Whose.
    pub department_id: DepartmentId,
    /// Which month.
    pub month: Month,
    /// When and by whom it was published; none for a draft.
    pub published: Option<(Instant, PersonId)>,
    /// Its cells by person, then by day.
    pub entries: Vec<Entry>,
    /// What was changed after it was published, in order.
    pub changes: Vec<Change>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose.
    pub person_id: PersonId,
    /// Which day.
    pub day: Day,
    /// What stands there now.
    pub kind_id: ShiftKindId,
    /// Counts changes.
    pub version: u32,
    /// What stood there at publication, and when it was last changed since.
    pub changed: Option<(ShiftKindId, Instant)>,
    /// Who entered what stands there.
    pub updated_by: PersonId,
    /// When.
    pub updated_at: Instant,
}

/// A change after publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose cell.
    pub person_id: PersonId,
    /// Which day.
    pub day: Day,
    /// What stood there.
    pub before: ShiftKindId,
    /// What stands there after.
    pub after: ShiftKindId,
    /// Who changed it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// The places of the shift kinds in [`Shop::kinds`].
pub mod kind {
    /// 早
    pub const EARLY: usize = 0;
    /// 晚
    pub const LATE: usize = 1;
    /// 班
    pub const OFFICE: usize = 2;
    /// 休
    pub const OFF: usize = 3;
    /// 直
    pub const LIVE: usize = 4;
}

/// An instant of a day on the shop's clocks.
pub fn at(day: Day, minute: u16) -> Instant {
    Zone::CHINA.instant(day, DayMinute::new(minute).unwrap_or(DayMinute::MIDNIGHT))
}

impl Shop {
    /// The demo shop: thirty people, three months.
    pub fn demo(seed: u64, today: Day) -> Self {
        Self::sized(seed, today, Size::DEMO)
    }

    /// The demo shop, or the same grown larger: 客服组 has 200 people in a shop of 218 and more.
    pub fn sized(seed: u64, today: Day, size: Size) -> Self {
        let mut shop = Self {
            name: text(seats::SHOP),
            today,
            departments: organisation::departments(seed),
            positions: organisation::positions(seed),
            kinds: shifts::kinds(seed, today),
            people: Vec::new(),
            rosters: Vec::new(),
            planning: Planning::default(),
        };
        shop.people = shop.staff(seed, size);
        shop.rosters = super::roster::rosters(&shop, seed, size.months);
        shop.planning = super::planning::planning(&shop, seed);
        shop
    }

    /// A department's id.
    pub fn department(&self, team: Team) -> DepartmentId {
        self.departments[team as usize].id
    }

    /// The person of a staff number.
    pub fn person(&self, number: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.fields.number.as_str() == number)
    }

    fn staff(&self, seed: u64, size: Size) -> Vec<Person> {
        let mut random = Random::new(seed, "people");
        let phones = random.between(0, 9_999);
        let since = self.today.month().plus(1 - i32::from(size.months)).first();
        let mut people: Vec<Person> = seats::SEATS
            .iter()
            .map(|seat| {
                let mut person = self.somebody(&mut random, since, seat.number, seat.name, seat.team, seat.position);
                person.week = seat.week;
                let root = (seat.role == Some(dianwu_domain::Role::Manager)).then(|| self.department(seat.team));
                person.grants = seat.role.map(|role| RoleGrant { role, department_id: root }).into_iter().collect();
                person
            })
            .collect();
        for (place, (team, position, week)) in further(size.people).into_iter().enumerate() {
            let number =
                people.iter().filter(|person| person.fields.department_id == self.department(team)).count() + 1;
            let number = format!("{}{number:02}", team.prefix());
            let name = seats::further_name(place);
            let mut person = self.somebody(&mut random, since, &number, &name, team, position);
            person.week = week;
            people.push(person);
        }
        for (place, person) in (0..).zip(&mut people) {
            // 37 and 10 000 have no common divisor, so that no two get the same number.
            person.fields.phone = Some(text(&format!("1380000{:04}", (phones + place * 37) % 10_000)));
        }
        self.special_cases(&mut people);
        people.iter_mut().for_each(|person| person.employment = Employment::of(&person.fields));
        super::employment::give(self, &mut people);
        people
    }

    fn somebody(
        &self,
        random: &mut Random,
        since: Day,
        number: &str,
        name: &str,
        team: Team,
        position: &str,
    ) -> Person {
        let hired_on = since.plus(-random.between(20, 1500));
        let years_before = random.between(-2, 9);
        let work_began_on = (years_before >= 0).then(|| hired_on.plus(-years_before * 365 - random.between(0, 300)));
        let fields = PersonFields {
            number: text(number),
            name: text(name),
            phone: None,
            department_id: self.department(team),
            position_id: self.positions.iter().find(|p| p.name.as_str() == position).map(|p| p.id),
            hired_on,
            work_began_on,
            status: Status::Active,
            left_on: None,
        };
        Person {
            id: PersonId::new(random.uuid(organisation::founded(600))),
            employment: Employment::of(&fields),
            fields,
            grants: Vec::new(),
            protection: None,
            must_change: false,
            created_at: at(hired_on.plus(-30), 14 * 60),
            week: Week::Office,
        }
    }

    /// The one who left, the one who has just begun, and the one who is pregnant.
    fn special_cases(&self, people: &mut [Person]) {
        let month = self.today.month();
        for person in people {
            match person.fields.number.as_str() {
                seats::LEFT => {
                    person.fields.status = Status::Left;
                    person.fields.left_on = Some(month.plus(-1).first().plus(14));
                }
                seats::NEWCOMER => {
                    person.fields.hired_on = self.today.plus(-12);
                    person.fields.work_began_on = None;
                    person.created_at = at(self.today.plus(-42), 14 * 60);
                    person.must_change = true;
                }
                seats::PROTECTED => {
                    person.protection = Some(Protection {
                        kind: ProtectionKind::Pregnant,
                        from: month.plus(-1).first(),
                        until: month.plus(7).last(),
                    });
                }
                _ => {}
            }
        }
    }
}
