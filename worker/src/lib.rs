//! What is stored: the API's handlers and SQL, on Cloudflare Workers and D1.
//!
//! This file is the index of features: whatever is made of all of them is made of their doors. The platform's events make
//! one call each.

mod audit;
mod calendar;
mod cleaning;
mod door;
mod files;
mod kernel;
#[cfg(test)]
mod migrations;
mod notices;
mod open_shifts;
mod people;
mod roster;
mod session;
mod settings;
mod shifts;
mod today;
mod wishes;
mod worktime;

/// The features, in the order of the domain's index.
macro_rules! features {
    ($($feature:ident)+) => {
        /// Each feature's name and door.
        static DOORS: &[(&str, Door)] = &[$((stringify!($feature), $feature::DOOR)),+];
    };
}

features! {
    settings people session calendar shifts worktime files notices audit
    roster open_shifts wishes cleaning
    today
}

use dianwu_domain::Instant;
use door::Door;
use kernel::{
    jobs::{self, Jobs},
    routes::Routes,
};
use std::sync::LazyLock;
use worker::{Context, Env, Request, Response, ScheduleContext, ScheduledEvent, event};

/// The doors of all features.
fn doors() -> impl Iterator<Item = &'static Door> {
    DOORS.iter().map(|(_, door)| door)
}

/// Which field of a request a constraint of the database stands for.
fn unique() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    doors().flat_map(|door| door.unique)
}

/// What files can be attached to, and who may see it.
fn subjects() -> impl Iterator<Item = &'static files::Subject> {
    doors().flat_map(|door| door.subjects)
}

/// The routes of all features, built once an isolate.
static ROUTES: LazyLock<Routes> = LazyLock::new(|| {
    let mut routes = Routes::default();
    doors().for_each(|door| (door.routes)(&mut routes));
    routes
});

/// The jobs of all features.
static JOBS: LazyLock<Jobs> = LazyLock::new(|| {
    let mut jobs = Jobs::new(notices::tell_given_up);
    doors().for_each(|door| (door.jobs)(&mut jobs));
    jobs
});

#[event(start)]
fn start() {
    console_error_panic_hook::set_once();
}

#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> worker::Result<Response> {
    ROUTES.answer(request, env).await
}

/// The moment of the call is the one for which it was planned, so that of two calls for the same one the second finds
/// the first one's work.
#[event(scheduled)]
async fn scheduled(event: ScheduledEvent, env: Env, _context: ScheduleContext) {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970")]
    let planned = Instant(event.schedule() as i64);
    jobs::run(&JOBS, &env, planned).await;
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    /// Statements that write another feature's table, or read one that is not joined by all, and why.
    const ACROSS: &[(&str, &[&str], &str)] = &[
        ("COUNT_UNREAD", &["notice"], TOLD),
        ("COUNT_DRAFTS", &["roster", "roster_entry"], KEPT),
        ("DELETE_SHIFT_HOURS", &["open_shift", "roster", "roster_entry"], KEPT),
        ("FIND_KEPT", &["open_shift", "roster", "roster_entry"], KEPT),
        ("FIND_PERSON", &["credential", "session"], ACCOUNT),
        ("FIND_PLANNED", &["protection"], PROTECTED),
        ("GRANT_FOUNDER", &["role_grant"], SET_UP),
        ("INSERT_FOUNDER", &["person"], SET_UP),
        ("INSERT_ROOT", &["department"], SET_UP),
        ("INSERT_SHIFT_HOURS", &["shift_kind_hours", "shift_kind"], SET_UP),
        ("INSERT_SHIFT_KINDS", &["shift_kind"], SET_UP),
        ("INSERT_SHOP", &["shop"], SET_UP),
        ("KEY_CYCLE", &["cycle"], TIDY),
        ("KEY_DEPARTMENT", &["department"], TIDY),
        ("KEY_PERSON", &["person"], TIDY),
        ("KEY_POSITION", &["position"], TIDY),
        ("KEY_SHIFT_KIND", &["shift_kind"], TIDY),
        ("LIST_INBOX_CHANGES", &["notice"], TOLD),
        ("LIST_NOTICED_CHANGES", &["notice"], TOLD),
        ("LIST_PEOPLE_NEVER_SIGNED_IN", &["credential"], ACCOUNT),
        ("LIST_PLANNED", &["protection"], PROTECTED),
        ("LIST_SURROUNDINGS", &["protection"], PROTECTED),
        ("NAMES_OF_CYCLES", &["cycle"], TIDY),
        ("NAMES_OF_DEPARTMENTS", &["department"], TIDY),
        ("NAMES_OF_PEOPLE", &["person"], TIDY),
        ("NAMES_OF_POSITIONS", &["position"], TIDY),
        ("NAMES_OF_SHIFT_KINDS", &["shift_kind"], TIDY),
        ("SAVE_SHIFT_HOURS", &["open_shift", "roster", "roster_entry"], KEPT),
        ("SPELL_CYCLE", &["cycle"], TIDY),
        ("SPELL_DEPARTMENT", &["department"], TIDY),
        ("SPELL_PERSON", &["person"], TIDY),
        ("SPELL_POSITION", &["position"], TIDY),
        ("SPELL_SHIFT_KIND", &["shift_kind"], TIDY),
    ];
    const KEPT: &str = "hours of a shift kind change from a day on of which staff have seen nothing";
    const SET_UP: &str = "a shop and whoever founds it are one write";
    const TIDY: &str = "one walk goes through all names that are compared";
    const ACCOUNT: &str = "a list of people says whose account was never used";
    const PROTECTED: &str = "the rules ask on which days somebody is protected, and nothing else";
    const TOLD: &str = "a notice of changed shifts holds days alone; what stands there is looked up when it is read";

    /// The tables that a statement names, each with whether it is written.
    fn named(sql: &str) -> Vec<(&str, bool)> {
        let words = sql.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        let words: Vec<&str> = words.collect();
        let is_written = |place: usize| match words[place] {
            "INTO" | "UPDATE" => Some(true),
            "FROM" => Some(place > 0 && words[place - 1] == "DELETE"),
            "JOIN" => Some(false),
            _ => None,
        };
        (1..words.len()).filter_map(|place| Some((words[place], is_written(place - 1)?))).collect()
    }

    #[test]
    fn each_table_belongs_to_one_feature_and_others_reach_it_for_a_reason() {
        let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
        let mut joined: BTreeSet<&str> = BTreeSet::new();
        for (place, (feature, door)) in super::DOORS.iter().enumerate() {
            for table in door.tables {
                assert_eq!(owners.insert(table, place), None, "{table} has two owners");
            }
            let known = |table: &&str| door.tables.contains(table);
            assert!(door.small.iter().chain(door.joined).all(known), "{feature} has no such table");
            joined.extend(door.joined);
        }
        let mut across: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (place, (_, door)) in super::DOORS.iter().enumerate() {
            for statement in door.statements.iter().copied().flatten() {
                for (table, is_written) in named(statement.sql) {
                    let Some(owner) = owners.get(table) else { continue };
                    let may_join = !is_written && joined.contains(table) && *owner < place;
                    if *owner != place && !may_join {
                        across.entry(statement.name).or_default().insert(table);
                    }
                }
            }
        }
        let listed: BTreeMap<&str, BTreeSet<&str>> =
            ACROSS.iter().map(|(name, tables, _)| (*name, tables.iter().copied().collect())).collect();
        assert_eq!(across, listed);
    }

    #[test]
    fn the_tables_of_codes_hold_the_codes_of_the_domain() {
        let connection = crate::kernel::sqlite::database();
        for (table, wanted) in super::doors().flat_map(|door| door.codes) {
            let mut statement = connection.prepare(&format!("SELECT code FROM {table} ORDER BY code")).unwrap();
            let found = statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<Vec<String>, _>>().unwrap();
            assert_eq!(found, wanted(), "{table}");
        }
    }

    #[test]
    fn every_endpoint_of_the_contract_is_routed_and_nothing_else() {
        let routed: BTreeSet<_> = super::ROUTES.routed().iter().copied().collect();
        let listed: BTreeSet<_> = dianwu_domain::heads().iter().map(|head| head.id).collect();
        assert_eq!(routed, listed);
    }

    #[test]
    fn no_two_jobs_share_a_name() {
        let names = super::JOBS.names();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    }
}
