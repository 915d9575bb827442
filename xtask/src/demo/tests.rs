use super::{seats::Team, *};
use crate::project::Project;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use dianwu_domain::{FieldCode, Role, people::api::Status, session::password::check_new, text::Password, wishes};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Days at which a month, a year and a February begin, end, or are in full swing.
fn days() -> Vec<Day> {
    ["2026-11-23", "2026-11-01", "2026-11-30", "2027-01-13", "2027-03-12", "2028-02-29", "2026-12-31"].map(day).to_vec()
}

/// The shop in a database with the real migrations.
fn loaded(shop: &Shop) -> Connection {
    let mut database = Connection::open_in_memory().expect("opens");
    database.pragma_update(None, "foreign_keys", true).expect("is set");
    state::apply(&Project::find().expect("the work tree"), &mut database).expect("applies");
    load(shop, &database).expect("loads");
    database
}

fn count(database: &Connection, sql: &str) -> i64 {
    database.query_row(sql, [], |row| row.get(0)).expect(sql)
}

#[test]
fn the_same_seed_and_day_give_the_same_shop_and_another_seed_another() {
    let today = day("2026-11-23");
    assert_eq!(Shop::demo(7, today), Shop::demo(7, today));
    assert_ne!(Shop::demo(7, today).rosters, Shop::demo(8, today).rosters);
}

#[test]
fn ids_stay_the_same_from_day_to_day() {
    let (one, next) = (Shop::demo(7, day("2026-11-23")), Shop::demo(7, day("2026-11-24")));
    assert_eq!(one.departments, next.departments);
    assert_eq!(one.kinds, next.kinds);
    let ids = |shop: &Shop| shop.people.iter().map(|person| person.id).collect::<Vec<_>>();
    assert_eq!(ids(&one), ids(&next));
}

#[test]
fn the_database_takes_every_shop_with_its_checks_and_references() {
    for (seed, today) in (1..).zip(days()) {
        let database = loaded(&Shop::demo(seed, today));
        let broken = count(&database, "SELECT count(*) FROM pragma_foreign_key_check");
        assert_eq!(broken, 0, "{today}");
        let check: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checks");
        assert_eq!(check, "ok");
    }
}

#[test]
fn thirty_people_hold_the_positions_of_the_rules() {
    let shop = Shop::demo(SEED, day("2026-11-23"));
    assert_eq!(shop.people.len(), 30);
    let position = |number: &str| {
        let person = shop.person(number).expect(number);
        let id = person.fields.position_id;
        shop.positions.iter().find(|one| Some(one.id) == id).map(|one| one.name.to_string())
    };
    for (number, wanted) in [("MG01", "运营总监"), ("MG02", "店长"), ("CS10", "投诉处理"), ("DS04", "摄影")]
    {
        assert_eq!(position(number).as_deref(), Some(wanted));
    }
    assert_eq!(shop.people.iter().filter(|person| person.protection.is_some()).count(), 1);
    assert_eq!(shop.people.iter().filter(|person| person.fields.status == Status::Left).count(), 1);
    for person in &shop.people {
        assert_eq!(person.fields.check(), [], "{:?}", person.fields);
    }
}

#[test]
fn every_account_is_somebody_with_that_role() {
    let shop = Shop::demo(SEED, day("2026-11-23"));
    let roles: Vec<Option<Role>> = ACCOUNTS
        .iter()
        .map(|account| {
            let person = shop.person(account.number).expect(account.number);
            assert_eq!(person.fields.name.as_str(), account.name);
            assert_eq!(person.fields.status, Status::Active);
            person.grants.first().map(|grant| grant.role)
        })
        .collect();
    use Role::{Administrator, Hr, Manager};
    assert_eq!(roles, [Some(Administrator), Some(Hr), Some(Manager), Some(Manager), None, None, None]);
    let must_change: Vec<_> =
        shop.people.iter().filter(|person| person.must_change).map(|person| person.fields.number.as_str()).collect();
    assert_eq!(must_change, ["CS12"]);
}

#[test]
fn the_password_is_allowed_and_its_hash_is_the_workers() {
    let typed: Password = PASSWORD.parse().expect("a password");
    assert_eq!(check_new(&typed, &["CS01", "王芳"], &[]), Ok::<_, FieldCode>(()));
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).expect("params"));
    let made = argon2.hash_password_with_salt(PASSWORD.as_bytes(), b"dianwu demo shop").expect("hashes").to_string();
    assert_eq!(PASSWORD_HASH, made);
    assert!(PASSWORD_HASH.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    let parsed = PasswordHash::new(PASSWORD_HASH).expect("a hash");
    argon2.verify_password(PASSWORD.as_bytes(), &parsed).expect("verifies");
}

#[test]
fn the_cheap_hash_is_the_passwords_too() {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).expect("params"));
    let made = argon2.hash_password_with_salt(PASSWORD.as_bytes(), b"dianwu demo shop").expect("hashes").to_string();
    assert_eq!(CHEAP_HASH, made);
}

#[test]
fn three_months_are_published_and_the_next_is_a_draft_of_the_service_team() {
    for today in days() {
        let shop = Shop::demo(SEED, today);
        let current = today.month();
        let months: Vec<_> = [-2, -1, 0].map(|offset| current.plus(offset)).to_vec();
        for month in months {
            let published = shop.rosters.iter().filter(|roster| roster.month == month && roster.published.is_some());
            assert_eq!(published.count(), Team::ALL.len(), "{month}");
        }
        let drafts: Vec<_> = shop.rosters.iter().filter(|roster| roster.published.is_none()).collect();
        assert_eq!(drafts.len(), 1);
        assert_eq!((drafts[0].month, drafts[0].department_id), (current.plus(1), shop.department(Team::Service)));
    }
}

#[test]
fn nobody_is_rostered_twice_on_a_day_nor_before_they_came_nor_after_they_left() {
    for (seed, today) in (1..).zip(days()) {
        let shop = Shop::demo(seed, today);
        let mut seen = HashSet::new();
        let mut days_of: HashMap<_, usize> = HashMap::new();
        for entry in shop.rosters.iter().flat_map(|roster| &roster.entries) {
            assert!(seen.insert((entry.person_id, entry.day)), "{entry:?}");
            let person = shop.people.iter().find(|person| person.id == entry.person_id).expect("somebody");
            assert!(entry.day >= person.fields.hired_on, "{entry:?}");
            assert!(person.fields.left_on.is_none_or(|left| entry.day <= left), "{entry:?}");
            *days_of.entry(person.id).or_default() += 1;
        }
        // Everybody else has every day of the three months.
        let first = today.month().plus(-2).first();
        let length = usize::try_from(today.month().last().epoch_days() - first.epoch_days() + 1).expect("positive");
        let office = shop.person("OP01").expect("OP01").id;
        assert_eq!(days_of[&office], length);
    }
}

#[test]
fn the_service_team_covers_every_early_and_late_shift_and_the_pregnant_work_no_late_one() {
    for (seed, today) in (1..).zip(days()) {
        let shop = Shop::demo(seed, today);
        let protected = shop.person(seats::PROTECTED).expect("somebody").id;
        for roster in shop.rosters.iter().filter(|roster| roster.department_id == shop.department(Team::Service)) {
            for day in roster.month.days() {
                let on = |place: usize| {
                    let kind = shop.kinds[place].id;
                    roster.entries.iter().filter(move |entry| entry.day == day && entry.kind_id == kind)
                };
                assert!(on(kind::EARLY).count() >= 1 && on(kind::LATE).count() >= 1, "{seed} {day}");
                assert!(on(kind::LATE).all(|entry| entry.person_id != protected), "{seed} {day}");
            }
        }
    }
}

#[test]
fn people_of_the_office_have_their_weekends() {
    let shop = Shop::demo(SEED, day("2026-11-23"));
    let office = shop.department(Team::Office);
    for entry in shop.rosters.iter().filter(|roster| roster.department_id == office).flat_map(|roster| &roster.entries)
    {
        let wanted = if entry.day.weekday().is_weekend() { kind::OFF } else { kind::OFFICE };
        assert_eq!(entry.kind_id, shop.kinds[wanted].id, "{}", entry.day);
    }
}

#[test]
fn a_changed_cell_keeps_what_was_published_and_its_changes_lead_from_there_to_what_stands_now() {
    for (seed, today) in (1..).zip(days()) {
        let shop = Shop::demo(seed, today);
        let mut ahead = 0;
        for roster in &shop.rosters {
            let changed = roster.entries.iter().filter(|entry| entry.changed.is_some());
            for entry in changed.clone() {
                let (from, at) = entry.changed.expect("changed");
                assert_ne!(from, entry.kind_id, "what was told stands again: no change");
                let (published_at, _) = roster.published.expect("only published rosters have changes");
                let own: Vec<_> = roster
                    .changes
                    .iter()
                    .filter(|change| (change.person_id, change.day) == (entry.person_id, entry.day))
                    .collect();
                assert_eq!(own.first().map(|change| change.before), Some(from));
                assert_eq!(own.last().map(|change| (change.after, change.at)), Some((entry.kind_id, at)));
                assert!(own.windows(2).all(|pair| pair[0].after == pair[1].before && pair[0].at < pair[1].at));
                assert_eq!(entry.version as usize, own.len() + 1);
                assert!(published_at < at && at < super::shop::at(today, 0), "{seed} {entry:?}");
                ahead += usize::from(entry.day > today);
            }
            let cells: HashSet<_> = roster.changes.iter().map(|change| (change.person_id, change.day)).collect();
            assert_eq!(cells.len(), changed.count());
        }
        let is_last = today == today.month().last();
        assert_eq!(ahead > 0, !is_last, "{seed} {today}");
    }
}

#[test]
fn changes_come_in_every_month_and_one_shift_changed_twice() {
    let shop = Shop::demo(SEED, day("2026-11-23"));
    let service = shop.rosters.iter().filter(|roster| roster.department_id == shop.department(Team::Service));
    assert_eq!(service.map(|roster| roster.changes.len()).collect::<Vec<_>>(), [4, 6, 4, 0]);
    assert!(shop.rosters.iter().flat_map(|roster| &roster.entries).any(|entry| entry.version == 3));
}

#[test]
fn larger_shops_have_their_people_and_months_and_a_team_of_two_hundred() {
    let today = day("2026-11-23");
    for (people, months, in_service) in [(200, 2, 182), (500, 2, 200)] {
        let shop = Shop::sized(SEED, today, Size { people, months });
        assert_eq!(shop.people.len(), people);
        let service = shop.department(Team::Service);
        assert_eq!(shop.people.iter().filter(|person| person.fields.department_id == service).count(), in_service);
        assert_eq!(shop.rosters.len(), usize::from(months) * Team::ALL.len() + 1);
        let numbers: HashSet<_> = shop.people.iter().map(|person| person.fields.number.to_string()).collect();
        let names: HashSet<_> = shop.people.iter().map(|person| person.fields.name.to_string()).collect();
        assert_eq!((numbers.len(), names.len()), (people, people));
        for account in ACCOUNTS {
            assert!(shop.person(account.number).is_some());
        }
        loaded(&shop);
    }
}

#[test]
fn two_years_of_five_hundred_people_load() {
    let shop = Shop::sized(SEED, day("2026-11-23"), Size { people: 500, months: 24 });
    let database = loaded(&shop);
    let entries: usize = shop.rosters.iter().map(|roster| roster.entries.len()).sum();
    assert_eq!(count(&database, "SELECT count(*) FROM roster_entry"), i64::try_from(entries).expect("few"));
    assert!(entries > 360_000, "{entries}");
}

#[test]
fn every_shop_has_wishes_open_shifts_a_rota_and_somebody_who_would_swap() {
    for today in days() {
        let shop = Shop::demo(SEED, today);
        let Planning { wishes, open_shifts, duties, swaps, .. } = &shop.planning;
        assert!(wishes.iter().all(|(_, wish)| wishes::days(today).contains(&wish.day)), "{today}");
        assert_eq!((wishes.len(), open_shifts.len()), (4, 2), "{today}");
        let has_days_to_swap = today.plus(2).month() == today.month();
        assert_eq!(swaps.len(), usize::from(has_days_to_swap), "{today}");
        assert!(open_shifts.iter().all(|shift| shift.day > today), "{today}");
        let service = shop.department(Team::Service);
        let rosters = || shop.rosters.iter().filter(|roster| roster.department_id == service);
        let days: usize = rosters().map(|roster| usize::from(roster.month.length())).sum();
        assert_eq!(duties.len(), days, "{today}: one person a day");
        let works = |person, day| {
            let mut entries = rosters().flat_map(|roster| &roster.entries);
            entries.any(|one| one.person_id == person && one.day == day && one.kind_id != shop.kinds[kind::OFF].id)
        };
        assert!(duties.iter().all(|duty| works(duty.person_id, duty.day)), "{today}");
        for swap in swaps {
            assert!(works(swap.person_id, swap.other_day) && works(swap.other_person_id, swap.day), "{today}");
            assert!(today < swap.day && swap.day < swap.other_day, "{today}");
            assert_eq!(swap.other_day.month(), today.month(), "{today}: the roster is published");
            let holds = |person_id, day| duties.iter().any(|duty| (duty.person_id, duty.day) == (person_id, day));
            assert!(holds(swap.person_id, swap.day) && holds(swap.other_person_id, swap.other_day), "{today}");
        }
        let claimed = open_shifts[1].person_id.expect("a claimant");
        assert!(!works(claimed, open_shifts[1].day), "{today}");
    }
}
