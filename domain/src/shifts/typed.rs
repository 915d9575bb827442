//! The times of a shift as people type them: 22:00 to 06:00, without saying that the second is on the next day.

use super::kind::Span;
use crate::DayMinute;

const DAY: u16 = 1440;

/// The times that are meant by times in order: one before the time before it is on the next day.
pub fn meant(typed: &[DayMinute]) -> Vec<DayMinute> {
    let mut before = DayMinute::MIDNIGHT;
    let next = |minute: DayMinute| {
        let later = DayMinute::new(minute.minutes() + DAY).filter(|_| minute < before);
        before = later.unwrap_or(minute);
        before
    };
    typed.iter().copied().map(next).collect()
}

/// The segments that are meant by pairs of times.
pub fn segments(typed: &[DayMinute]) -> Vec<Span> {
    meant(typed).chunks_exact(2).map(|pair| Span { start: pair[0], end: pair[1] }).collect()
}

/// The times of segments as they are typed: as clocks show them, unless that would mean others.
pub fn as_typed(segments: &[Span]) -> Vec<DayMinute> {
    let minutes: Vec<_> = segments.iter().flat_map(|segment| [segment.start, segment.end]).collect();
    let on_clock = |minute: &DayMinute| match minute.minutes().checked_sub(DAY) {
        Some(later @ 1..) => DayMinute::new(later).unwrap_or(*minute),
        _ => *minute,
    };
    let typed: Vec<_> = minutes.iter().map(on_clock).collect();
    if meant(&typed) == minutes { typed } else { minutes }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn minutes(text: &str) -> Vec<DayMinute> {
        text.split(' ').map(|minute| minute.parse().unwrap()).collect()
    }

    #[test]
    fn a_time_before_the_one_before_it_is_on_the_next_day() {
        for (typed, wanted) in [
            ("08:00 17:00", "08:00 17:00"),
            ("22:00 06:00", "22:00 30:00"),
            ("22:00 30:00", "22:00 30:00"),
            ("16:00 24:00", "16:00 24:00"),
            ("16:00 00:00", "16:00 24:00"),
            ("10:00 14:00 18:00 22:00", "10:00 14:00 18:00 22:00"),
            ("18:00 22:00 23:00 01:00 02:00 04:00", "18:00 22:00 23:00 25:00 26:00 28:00"),
            // Nothing lasts until the same time of the next day.
            ("08:00 08:00", "08:00 08:00"),
            ("20:00 18:00", "20:00 18:00"),
        ] {
            assert_eq!(meant(&minutes(typed)), minutes(wanted), "{typed}");
        }
    }

    #[test]
    fn what_stands_is_shown_as_clocks_show_it_unless_that_meant_something_else() {
        for (stands, wanted) in
            [("22:00 30:00", "22:00 06:00"), ("16:00 24:00", "16:00 24:00"), ("04:00 30:00", "04:00 30:00")]
        {
            assert_eq!(as_typed(&segments(&minutes(stands))), minutes(wanted), "{stands}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_means_what_stands(mut times in proptest::collection::btree_set(0_u16..=2160, 2..7)) {
            if times.len() % 2 == 1 {
                times.pop_last();
            }
            let times: Vec<_> = times.into_iter().filter_map(DayMinute::new).collect();
            let stands = segments(&times);
            prop_assert_eq!(segments(&as_typed(&stands)), stands);
        }
    }
}
