//! The demo shop as plain values, and who is in it.

use dianwu_domain::{
    Day, DayMinute, DepartmentId, Instant, Month, PersonId, PositionId, RoleGrant, RosterId, ShiftKindId, Zone,
    people::api::{Department, PersonFields, Position, Protection, ProtectionKind, Status},
    roster::{
        api::{ShiftKind, ShiftKindFields},
        kind::{Hours, Hue},
    },
    text::Name,
};

use super::{
    random::Random,
    seats::{self, Team, Week},
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
}

/// Somebody who works or worked here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// Master data.
    pub fields: PersonFields,
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
}

/// An instant of a day on the shop's clocks.
pub fn at(day: Day, minute: u16) -> Instant {
    Zone::CHINA.instant(day, DayMinute::new(minute).unwrap_or(DayMinute::MIDNIGHT))
}

/// Text that the generator itself wrote, as the domain's type.
///
/// # Panics
/// When the generator wrote what the domain refuses: a mistake of its author that every test finds.
fn text<T: std::str::FromStr<Err = dianwu_domain::FieldCode>>(text: &str) -> T {
    text.parse().unwrap_or_else(|code| panic!("{text}: {code}"))
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
            departments: departments(seed),
            positions: positions(seed),
            kinds: kinds(seed),
            people: Vec::new(),
            rosters: Vec::new(),
        };
        shop.people = shop.staff(seed, size);
        shop.rosters = super::roster::rosters(&shop, seed, size.months);
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
        Person {
            id: PersonId::new(random.uuid(at(Day::from_epoch_days(FOUNDED), 600))),
            fields: PersonFields {
                number: text(number),
                name: text(name),
                phone: None,
                department_id: self.department(team),
                position_id: self.positions.iter().find(|p| p.name.as_str() == position).map(|p| p.id),
                hired_on,
                work_began_on,
                status: Status::Active,
                left_on: None,
            },
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

/// The day of which ids speak: 2024-01-01. It does not move with `today`, so ids stay the same from day to day.
const FOUNDED: i64 = 19_723;

/// Who a larger shop has besides the thirty: first 客服组 until it is full, then the rest.
fn further(people: usize) -> Vec<(Team, &'static str, Week)> {
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

fn departments(seed: u64) -> Vec<Department> {
    let mut random = Random::new(seed, "departments");
    let ids = Team::ALL.map(|_| DepartmentId::new(random.uuid(at(Day::from_epoch_days(FOUNDED), 540))));
    let all = (0..).zip(Team::ALL.into_iter().zip(ids));
    all.map(|(sort, (team, id))| Department {
        id,
        name: text(team.name()),
        parent_id: (team != Team::Shop).then_some(ids[0]),
        sort,
        version: 1,
    })
    .collect()
}

fn positions(seed: u64) -> Vec<Position> {
    let mut random = Random::new(seed, "positions");
    let mut names: Vec<&str> = seats::SEATS.iter().map(|seat| seat.position).collect();
    names.extend(seats::MORE.iter().map(|(_, position, ..)| *position));
    let mut positions: Vec<Position> = Vec::new();
    for name in names {
        if positions.iter().all(|position| position.name.as_str() != name) {
            let id = PositionId::new(random.uuid(at(Day::from_epoch_days(FOUNDED), 550)));
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

/// The shifts of the rules, and what people in an office work.
fn kinds(seed: u64) -> Vec<ShiftKind> {
    let mut random = Random::new(seed, "kinds");
    let hours =
        |start, end, meal_minutes| Some(Hours { start: text(start), end: text(end), meal_minutes, paid_minutes: 480 });
    let all = [
        ("早", "早班", Hue::Amber, hours("08:00", "17:00", 60)),
        ("晚", "晚班", Hue::Indigo, hours("16:00", "24:00", 0)),
        ("班", "行政班", Hue::Teal, hours("09:00", "18:00", 60)),
        ("休", "休息", Hue::Slate, None),
    ];
    let kinds = (0..).zip(all).map(|(sort, (code, name, hue, hours))| ShiftKind {
        id: ShiftKindId::new(random.uuid(at(Day::from_epoch_days(FOUNDED), 560))),
        fields: ShiftKindFields {
            code: text(code),
            name: text(name),
            hue,
            hours,
            is_night: false,
            sort,
            is_archived: false,
        },
        version: 1,
    });
    kinds.collect()
}
