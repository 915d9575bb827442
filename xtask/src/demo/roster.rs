//! The demo shop's months: who works when, what was published, and what was changed afterwards.

use super::{
    needs,
    random::Random,
    seats::{self, Team, Week},
    shop::{Change, Entry, Person, Roster, Shop, at, kind},
};
use dianwu_domain::{Day, Instant, Month, PersonId, RosterId, Weekday};
use rusqlite::{Result, Transaction, params};

/// 早早晚晚休休: with six people, two are on each day's early shift and two on its late one.
const ROTATION: [usize; 6] = [kind::EARLY, kind::EARLY, kind::LATE, kind::LATE, kind::OFF, kind::OFF];

/// Every department's months up to the current one, published, and 客服组's next one, a draft.
pub fn rosters(shop: &Shop, seed: u64, months: u8) -> Vec<Roster> {
    let current = shop.today.month();
    let mut ids = Random::new(seed, "rosters");
    let mut changes = Random::new(seed, "changes");
    let phase = Random::new(seed, "phase").between(0, 5);
    let mut all = Vec::new();
    for offset in (1 - i32::from(months))..=1 {
        let month = current.plus(offset);
        for &team in Team::ALL {
            let is_draft = month > current;
            if is_draft && team != Team::Service {
                continue;
            }
            let mut roster = Draft { shop, team, month, phase }.make(&mut ids);
            if !is_draft {
                publish(&mut roster);
                if matches!(team, Team::Service | Team::Warehouse) {
                    change(shop, &mut roster, team, &mut changes);
                }
            }
            all.push(roster);
        }
    }
    all
}

/// Who makes a team's roster.
fn manager(shop: &Shop, team: Team) -> PersonId {
    shop.person(team.manager()).map_or(shop.people[0].id, |person| person.id)
}

/// What a manager drafts.
struct Draft<'a> {
    shop: &'a Shop,
    team: Team,
    month: Month,
    phase: i64,
}

impl Draft<'_> {
    fn make(&self, ids: &mut Random) -> Roster {
        // Drafted on the 23rd of the month before, but the draft that is still open yesterday.
        let drafted_on = self.month.plus(-1).first().plus(22).min(self.shop.today.plus(-1));
        let drafted_at = at(drafted_on, 15 * 60 + 30);
        let department_id = self.shop.department(self.team);
        let by = manager(self.shop, self.team);
        let mut entries = Vec::new();
        let mut place = 0;
        for person in self.shop.people.iter().filter(|person| person.fields.department_id == department_id) {
            for day in self.month.days().filter(|day| is_employed(person, *day)) {
                entries.push(Entry {
                    person_id: person.id,
                    day,
                    kind_id: self.shop.kinds[self.usual(person, place, day)].id,
                    version: 1,
                    changed: None,
                    updated_by: by,
                    updated_at: drafted_at,
                });
            }
            // Those who come and go and who work no late shifts do not count, so that six others always cover a day.
            place += i64::from(is_steady(person));
        }
        let id = RosterId::new(ids.uuid(drafted_at));
        Roster { id, department_id, month: self.month, published: None, entries, changes: Vec::new() }
    }

    /// What somebody works on a day when nothing is in the way.
    fn usual(&self, person: &Person, place: i64, day: Day) -> usize {
        let day_off = |is_off: bool, otherwise| if is_off { kind::OFF } else { otherwise };
        match person.week {
            Week::Office if is_live(person, day) => kind::LIVE,
            Week::Office => day_off(day.weekday().is_weekend(), kind::OFFICE),
            Week::Weekdays => day_off(day.weekday().is_weekend(), kind::EARLY),
            Week::Staggered => {
                // Two days off in a row that begin on another weekday for each.
                day_off((day.weekday() as i64 - place * 2).rem_euclid(7) >= 5, kind::EARLY)
            }
            Week::Rotation => {
                let turn = (day.epoch_days() + self.phase - place).rem_euclid(6);
                let usual = usize::try_from(turn).map_or(kind::OFF, |turn| ROTATION[turn]);
                // 女职工劳动保护特别规定 第六条: no night work. She has worked early shifts all along.
                if is_protected(person) && usual == kind::LATE { kind::EARLY } else { usual }
            }
        }
    }
}

fn is_employed(person: &Person, day: Day) -> bool {
    day >= person.fields.hired_on && person.fields.left_on.is_none_or(|left| day <= left)
}

/// Whether somebody streams on a day, in two parts with the afternoon between.
fn is_live(person: &Person, day: Day) -> bool {
    matches!(day.weekday(), Weekday::Thursday | Weekday::Friday)
        && seats::STREAMERS.contains(&person.fields.number.as_str())
}

fn is_protected(person: &Person) -> bool {
    person.fields.number.as_str() == seats::PROTECTED
}

fn is_steady(person: &Person) -> bool {
    ![seats::PROTECTED, seats::LEFT, seats::NEWCOMER].contains(&person.fields.number.as_str())
}

/// Published on the 25th of the month before.
fn publish(roster: &mut Roster) {
    let on = roster.month.plus(-1).first().plus(24);
    roster.published = roster.entries.first().map(|entry| (at(on, 17 * 60), entry.updated_by));
}

/// A few changes after publication. Two people swap their shifts of a day, so the day stays covered: two swaps a month
/// in 客服组, one in 仓储. In the current month one of the swaps lies ahead, and in the month before somebody swapped
/// the same day twice.
fn change(shop: &Shop, roster: &mut Roster, team: Team, random: &mut Random) {
    let today = shop.today;
    let (first, last) = (roster.month.first(), roster.month.last());
    let is_current = roster.month == today.month();
    let until = if is_current { today } else { last };
    let swaps = if team == Team::Service { 2 } else { 1 };
    for swap in 0..swaps {
        let is_ahead = is_current && swap == 1;
        if is_ahead && today == last {
            continue;
        }
        let (from, until) = if is_ahead { (today.plus(1), today.plus(6).min(last)) } else { (first, until) };
        let day = from.plus(random.between(0, until.epoch_days() - from.epoch_days()));
        let preferred = shop.person("CS02").filter(|_| is_ahead).map(|person| person.id);
        let Some((one, other)) = partners(shop, roster, day, preferred, random) else { continue };
        // On the day before, or yesterday when the day lies further ahead.
        let noticed_at = at(day.min(today).plus(-1), u16::try_from(random.between(600, 1200)).unwrap_or(600));
        exchange(roster, one, other, noticed_at);
        if swap == 1 && roster.month == today.month().plus(-1) {
            let later = Instant(noticed_at.0 + 95 * 60_000);
            let third = (0..roster.entries.len()).find(|third| {
                let (a, b) = (&roster.entries[one], &roster.entries[*third]);
                let is_new = b.kind_id != a.kind_id && a.changed.is_some_and(|(told, _)| told != b.kind_id);
                b.day == day && is_new && may_swap(shop, b)
            });
            if let Some(third) = third {
                exchange(roster, one, third, later);
            }
        }
    }
    roster.changes.sort_by_key(|change| change.at);
}

/// Only people whose shifts vary, none who must not work late, and no cell that was swapped before.
fn may_swap(shop: &Shop, entry: &Entry) -> bool {
    let found = shop.people.iter().find(|one| one.id == entry.person_id);
    let is_free = |one: &Person| matches!(one.week, Week::Rotation | Week::Staggered) && is_steady(one);
    entry.changed.is_none() && found.is_some_and(is_free)
}

/// Two cells of a day with different shifts.
fn partners(
    shop: &Shop,
    roster: &Roster,
    day: Day,
    preferred: Option<PersonId>,
    random: &mut Random,
) -> Option<(usize, usize)> {
    let of_day = (0..roster.entries.len())
        .filter(|place| roster.entries[*place].day == day && may_swap(shop, &roster.entries[*place]));
    let mut places = random.shuffled(of_day);
    places.sort_by_key(|place| Some(roster.entries[*place].person_id) != preferred);
    let one = *places.first()?;
    let is_other = |place: &&usize| roster.entries[**place].kind_id != roster.entries[one].kind_id;
    places.iter().find(is_other).map(|other| (one, *other))
}

/// Swaps the shifts of two cells.
fn exchange(roster: &mut Roster, one: usize, other: usize, at: Instant) {
    let kinds = (roster.entries[one].kind_id, roster.entries[other].kind_id);
    for (place, before, after) in [(one, kinds.0, kinds.1), (other, kinds.1, kinds.0)] {
        let entry = &mut roster.entries[place];
        let at_publication = entry.changed.map_or(before, |(kind, _)| kind);
        entry.kind_id = after;
        entry.version += 1;
        entry.changed = Some((at_publication, at));
        entry.updated_at = at;
        let (person_id, day, by) = (entry.person_id, entry.day, entry.updated_by);
        roster.changes.push(Change { person_id, day, before, after, by, at });
    }
}

/// Writes them, and what they are planned with.
pub fn load(shop: &Shop, db: &Transaction) -> Result<()> {
    let mut insert = db.prepare(
        "INSERT INTO roster (id, department_id, month, status, published_at, published_by, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut entry_insert = db.prepare(
        "INSERT INTO roster_entry (person_id, day, roster_id, kind_id, version, changed_from, changed_at, updated_by, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let mut change_insert = db.prepare(
        "INSERT INTO roster_change (roster_id, person_id, day, kind_before, kind_after, changed_by, changed_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for roster in &shop.rosters {
        let id = roster.id.to_string();
        insert.execute(params![
            id,
            roster.department_id.to_string(),
            roster.month.to_string(),
            if roster.published.is_some() { "published" } else { "draft" },
            roster.published.map(|(at, _)| at.0),
            roster.published.map(|(_, by)| by.to_string()),
            1 + u32::from(roster.published.is_some()),
        ])?;
        for entry in &roster.entries {
            entry_insert.execute(params![
                entry.person_id.to_string(),
                entry.day.to_string(),
                id,
                entry.kind_id.to_string(),
                entry.version,
                entry.changed.map(|(from, _)| from.to_string()),
                entry.changed.map(|(_, at)| at.0),
                entry.updated_by.to_string(),
                entry.updated_at.0,
            ])?;
        }
        for change in &roster.changes {
            change_insert.execute(params![
                id,
                change.person_id.to_string(),
                change.day.to_string(),
                change.before.to_string(),
                change.after.to_string(),
                change.by.to_string(),
                change.at.0,
            ])?;
        }
    }
    needs::load(shop, db)
}
