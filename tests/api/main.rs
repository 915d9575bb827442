//! The API against the built worker: one room a feature, each test with a shop of its own.

#![expect(clippy::unwrap_used, reason = "helpers of tests, like tests, end where they cannot go on")]

mod audit;
mod border;
mod calendar;
mod cleaning;
mod cost;
mod door;
mod files;
mod inbox;
mod jobs;
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

/// The features. The log comes last, since it tells what the questions before it have done.
macro_rules! features {
    ($($feature:ident)+) => {
        static DOORS: &[(&str, door::Door)] = &[$((stringify!($feature), $feature::DOOR)),+];
    };
}

features! {
    settings people session calendar shifts worktime files notices
    roster open_shifts wishes cleaning
    today
    audit
}

/// The doors of all features.
fn doors() -> impl Iterator<Item = &'static door::Door> {
    DOORS.iter().map(|(_, door)| door)
}
