//! Who is on now, and who comes next.

use super::kind::Hours;
use crate::{Day, LocalTime};

/// Where a shift stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// It is going on.
    On,
    /// It has yet to begin.
    Later,
    /// It is over.
    Over,
}

/// Where the shift of `day` with these hours stands at `now`. It begins with its first minute and is over with its
/// last.
pub fn phase(day: Day, hours: &Hours, now: LocalTime) -> Phase {
    if now.minutes_since(day, hours.start) < 0 {
        Phase::Later
    } else if now.minutes_since(day, hours.end) < 0 {
        Phase::On
    } else {
        Phase::Over
    }
}

/// How much of a shift has passed, in percent from 0 to 100.
pub fn progress(day: Day, hours: &Hours, now: LocalTime) -> u8 {
    let length = i64::from(hours.length()).max(1);
    let passed = now.minutes_since(day, hours.start).clamp(0, length);
    u8::try_from(passed * 100 / length).unwrap_or(100)
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
        Hours { start: start.parse().unwrap(), end: end.parse().unwrap(), meal_minutes: 0, paid_minutes: 0 }
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
        assert_eq!(progress(first, &night, at("2026-12-01", "02:00")), 50);
    }
}
