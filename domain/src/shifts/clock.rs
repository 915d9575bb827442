//! Who is on now, and who comes next.

use super::kind::{Hours, Span};
use crate::{Day, DayMinute, LocalTime};

/// Where a shift stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// It is going on.
    On,
    /// It has begun, and goes on after a pause.
    Paused,
    /// It has yet to begin.
    Later,
    /// It is over.
    Over,
}

/// Where the shift of `day` with these hours stands at `now`. It begins with its first minute and is over with its
/// last; a split shift pauses between its segments.
pub fn phase(day: Day, hours: &Hours, now: LocalTime) -> Phase {
    if now.minutes_since(day, hours.start) < 0 {
        Phase::Later
    } else if now.minutes_since(day, hours.end) >= 0 {
        Phase::Over
    } else if goes_on(day, hours, now).is_some() {
        Phase::Paused
    } else {
        Phase::On
    }
}

/// When the shift of `day` goes on, if it pauses at `now`.
pub fn goes_on(day: Day, hours: &Hours, now: LocalTime) -> Option<DayMinute> {
    let has_come = |minute| now.minutes_since(day, minute) >= 0;
    hours.pauses.iter().find(|pause| has_come(pause.start) && !has_come(pause.end)).map(|pause| pause.end)
}

/// How many minutes of a shift have passed, its pauses not counted.
pub fn passed(day: Day, hours: &Hours, now: LocalTime) -> u16 {
    let of = |segment: Span| now.minutes_since(day, segment.start).clamp(0, segment.length().into());
    u16::try_from(hours.segments().map(of).sum::<i64>()).unwrap_or(u16::MAX)
}

/// The shift that is on at `now`, or else the first one to come, among `shifts` in the order of their days.
pub fn current_or_next<'a, T>(
    shifts: impl IntoIterator<Item = (Day, &'a Hours, T)>,
    now: LocalTime,
) -> Option<(Day, Phase, T)> {
    shifts
        .into_iter()
        .map(|(day, hours, shift)| (day, phase(day, hours, now), shift))
        .find(|(_, phase, _)| *phase != Phase::Over)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(start: &str, end: &str) -> Hours {
        Hours::plain(start.parse().unwrap(), end.parse().unwrap(), 0, 0)
    }

    fn at(day: &str, minute: &str) -> LocalTime {
        LocalTime { day: day.parse().unwrap(), minute: minute.parse().unwrap() }
    }

    #[test]
    fn a_shift_is_on_from_its_first_minute_until_its_last() {
        let day = "2026-11-30".parse().unwrap();
        let late = hours("16:00", "24:00");
        let night = hours("22:00", "30:00");
        for (shift, now, wanted) in [
            (late, at("2026-11-30", "15:59"), Phase::Later),
            (late, at("2026-11-30", "16:00"), Phase::On),
            (late, at("2026-11-30", "23:59"), Phase::On),
            (late, at("2026-12-01", "00:00"), Phase::Over),
            (night, at("2026-12-01", "05:59"), Phase::On),
            (night, at("2026-12-01", "06:00"), Phase::Over),
        ] {
            assert_eq!(phase(day, &shift, now), wanted, "{now:?}");
        }
    }

    #[test]
    fn last_nights_shift_comes_before_todays() {
        let night = hours("22:00", "30:00");
        let (first, second) = ("2026-11-30".parse().unwrap(), "2026-12-01".parse().unwrap());
        let shifts = [(first, &night, "first"), (second, &night, "second")];
        let found = |now| current_or_next(shifts, now).map(|(_, phase, name)| (phase, name));
        assert_eq!(found(at("2026-12-01", "01:00")), Some((Phase::On, "first")));
        assert_eq!(found(at("2026-12-01", "07:00")), Some((Phase::Later, "second")));
        assert_eq!(found(at("2026-12-02", "06:00")), None);
        assert_eq!(passed(first, &night, at("2026-12-01", "02:00")), 240);
    }

    #[test]
    fn a_split_shift_pauses_between_its_segments_and_says_when_it_goes_on() {
        let span = |start: &str, end: &str| Span { start: start.parse().unwrap(), end: end.parse().unwrap() };
        let segments = [span("10:00", "14:00"), span("18:00", "20:00"), span("23:00", "25:00")];
        let split = Hours::of_segments(&segments, 0, 0, false).unwrap();
        let day = "2028-02-29".parse().unwrap();
        for (now, wanted, goes, done) in [
            (at("2028-02-29", "09:59"), Phase::Later, None, 0),
            (at("2028-02-29", "10:00"), Phase::On, None, 0),
            (at("2028-02-29", "13:59"), Phase::On, None, 239),
            (at("2028-02-29", "14:00"), Phase::Paused, Some("18:00"), 240),
            (at("2028-02-29", "17:59"), Phase::Paused, Some("18:00"), 240),
            (at("2028-02-29", "18:00"), Phase::On, None, 240),
            (at("2028-02-29", "22:00"), Phase::Paused, Some("23:00"), 360),
            (at("2028-03-01", "00:30"), Phase::On, None, 450),
            (at("2028-03-01", "01:00"), Phase::Over, None, 480),
        ] {
            let found = (phase(day, &split, now), goes_on(day, &split, now), passed(day, &split, now));
            assert_eq!(found, (wanted, goes.map(|minute| minute.parse().unwrap()), done), "{now:?}");
        }
    }
}
