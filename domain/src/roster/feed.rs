//! A calendar feed (iCalendar, RFC 5545): somebody's published shifts as events that calendar programs follow.

use crate::{Day, DayMinute, Instant, PersonId, Zone, shifts::kind::Hours};
use std::fmt::Write;

/// A shift as an event, or as several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The shift's day; with the person it names the event for ever.
    pub day: Day,
    /// Its hours; each segment of a split shift is an event of its own.
    pub hours: Hours,
    /// What it is called.
    pub summary: String,
    /// When it or its hours were changed last.
    pub changed_at: Instant,
}

/// When sequences begin: 2020-01-01.
const SEQUENCE_EPOCH: i64 = 1_577_836_800;

/// Most octets of a line (RFC 5545, section 3.1).
const MAX_OCTETS: usize = 75;

/// The feed of a person's shifts. `name` is what programs call the calendar.
pub fn calendar(name: &str, person: PersonId, zone: Zone, events: &[Event], now: Instant) -> String {
    let mut text = String::new();
    let mut line = |content: &str| fold(&mut text, content);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Dianwu//Roster//ZH");
    line("CALSCALE:GREGORIAN");
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    // Programs that heed it ask again after six hours.
    line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    line("X-PUBLISHED-TTL:PT6H");
    // Times are told in UTC. The shop's zone stands here all the same, because a calendar has at least one component
    // (section 3.6), and a feed may be without events.
    let offset = offset(zone);
    for content in ["BEGIN:VTIMEZONE", &format!("TZID:UTC{offset}"), "BEGIN:STANDARD", "DTSTART:19700101T000000"] {
        line(content);
    }
    for content in [&format!("TZOFFSETFROM:{offset}"), &format!("TZOFFSETTO:{offset}"), "END:STANDARD", "END:VTIMEZONE"]
    {
        line(content);
    }
    let segments = events.iter().flat_map(|event| (1_usize..).zip(event.hours.segments()).map(move |one| (event, one)));
    for (event, (place, segment)) in segments {
        line("BEGIN:VEVENT");
        // The first keeps the name of a shift in one piece, so that a day whose shift becomes a split one moves on.
        let of = if place == 1 { String::new() } else { format!("-{place}") };
        line(&format!("UID:{}-{person}{of}@dianwu", event.day));
        line(&format!("DTSTAMP:{}", stamp(now)));
        line(&format!("LAST-MODIFIED:{}", stamp(event.changed_at)));
        line(&format!("SEQUENCE:{}", sequence(event.changed_at)));
        line(&format!("DTSTART:{}", stamp(instant(event.day, segment.start, zone))));
        line(&format!("DTEND:{}", stamp(instant(event.day, segment.end, zone))));
        line(&format!("SUMMARY:{}", escaped(&event.summary)));
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    text
}

/// The instant of a minute of a day on the shop's clocks.
fn instant(day: Day, minute: DayMinute, zone: Zone) -> Instant {
    let minutes = day.epoch_days() * 1440 + i64::from(minute.minutes()) - i64::from(i16::from(zone));
    Instant(minutes * 60_000)
}

/// A zone's distance from UTC: +0800.
fn offset(zone: Zone) -> String {
    let minutes = i16::from(zone);
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// Calendars take the highest sequence for the latest. A shift and its kind each count their changes, but a day passes
/// from one kind to another: only time grows with both.
fn sequence(changed_at: Instant) -> i64 {
    (changed_at.0.div_euclid(1000) - SEQUENCE_EPOCH).max(0)
}

/// An instant in UTC: 20261103T000000Z.
fn stamp(instant: Instant) -> String {
    let seconds = instant.0.div_euclid(1000);
    let day = Day::from_epoch_days(seconds.div_euclid(86_400));
    let rest = seconds.rem_euclid(86_400);
    let date = day.to_string().replace('-', "");
    format!("{date}T{:02}{:02}{:02}Z", rest / 3600, rest / 60 % 60, rest % 60)
}

/// Text with the characters that RFC 5545, section 3.3.11, gives a meaning.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Adds a line, folded so that no line is too long and no character is torn apart.
fn fold(text: &mut String, content: &str) {
    let mut octets = 0;
    for letter in content.chars() {
        if octets + letter.len_utf8() > MAX_OCTETS {
            text.push_str("\r\n ");
            octets = 1;
        }
        octets += letter.len_utf8();
        text.push(letter);
    }
    // Writing to a string cannot fail.
    let _ = text.write_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn event(day: &str, start: &str, end: &str, summary: &str) -> Event {
        Event {
            day: day.parse().unwrap(),
            hours: Hours::plain(start.parse().unwrap(), end.parse().unwrap(), 0, 0),
            summary: summary.to_owned(),
            changed_at: Instant(0),
        }
    }

    fn feed(events: &[Event]) -> String {
        calendar("排班", PersonId::new(Uuid::nil()), Zone::CHINA, events, Instant(1_800_000_000_000))
    }

    #[test]
    fn a_feed_without_events_still_has_a_component() {
        let feed = feed(&[]);
        assert_eq!(values(&feed, "BEGIN"), ["VCALENDAR", "VTIMEZONE", "STANDARD"]);
        assert_eq!([values(&feed, "TZID"), values(&feed, "TZOFFSETTO")], [["UTC+0800"], ["+0800"]]);
        assert!(values(&feed, "METHOD").is_empty(), "with it RFC 5546 would want an organizer");
        assert_eq!(offset(Zone::try_from(-210).unwrap()), "-0330");
    }

    #[test]
    fn a_later_change_has_a_later_date_and_a_higher_sequence() {
        let changed = |seconds: i64| {
            let changed_at = Instant((SEQUENCE_EPOCH + seconds) * 1000 + 999);
            let feed = feed(&[Event { changed_at, ..event("2026-11-03", "08:00", "17:00", "早班") }]);
            (values(&feed, "SEQUENCE")[0].to_owned(), values(&feed, "LAST-MODIFIED")[0].to_owned())
        };
        assert_eq!(changed(0), ("0".to_owned(), "20200101T000000Z".to_owned()));
        assert_eq!(changed(61), ("61".to_owned(), "20200101T000101Z".to_owned()));
        assert_eq!(changed(-5).0, "0");
    }

    fn values<'a>(feed: &'a str, name: &str) -> Vec<&'a str> {
        feed.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':')).collect()
    }

    #[test]
    fn shifts_are_told_in_utc_and_run_past_midnight_and_months() {
        let feed = feed(&[
            event("2026-11-03", "08:00", "17:00", "早班"),
            event("2026-11-30", "16:00", "24:00", "晚班"),
            event("2026-12-31", "22:00", "30:00", "夜班"),
            event("2028-02-28", "04:00", "36:00", "夜班"),
        ]);
        assert_eq!(
            values(&feed, "DTSTART")[1..],
            ["20261103T000000Z", "20261130T080000Z", "20261231T140000Z", "20280227T200000Z"]
        );
        assert_eq!(
            values(&feed, "DTEND"),
            ["20261103T090000Z", "20261130T160000Z", "20261231T220000Z", "20280229T040000Z"]
        );
        assert_eq!(values(&feed, "UID")[0], "2026-11-03-00000000-0000-0000-0000-000000000000@dianwu");
    }

    #[test]
    fn each_part_of_a_split_shift_is_an_event_and_the_first_keeps_the_days_name() {
        let span = |start: &str, end: &str| crate::shifts::kind::Span {
            start: start.parse().unwrap(),
            end: end.parse().unwrap(),
        };
        let segments = [span("10:00", "14:00"), span("18:00", "22:00"), span("25:00", "26:00")];
        let hours = Hours::of_segments(&segments, 0, 0, false).unwrap();
        let split = feed(&[Event { hours, ..event("2028-02-29", "10:00", "11:00", "直播班") }]);
        assert_eq!(values(&split, "DTSTART")[1..], ["20280229T020000Z", "20280229T100000Z", "20280229T170000Z"]);
        assert_eq!(values(&split, "DTEND"), ["20280229T060000Z", "20280229T140000Z", "20280229T180000Z"]);
        let whole = feed(&[event("2028-02-29", "10:00", "22:00", "直播班")]);
        let names = values(&split, "UID");
        assert_eq!(names[0], values(&whole, "UID")[0]);
        let person = PersonId::new(Uuid::nil());
        assert_eq!(names[1..], [2, 3].map(|part| format!("2028-02-29-{person}-{part}@dianwu")));
    }

    #[test]
    fn characters_with_a_meaning_are_escaped() {
        let feed = feed(&[event("2026-11-03", "08:00", "17:00", "早班;a,b\\c\nd\u{7}")]);
        assert_eq!(values(&feed, "SUMMARY"), ["早班\\;a\\,b\\\\c\\nd"]);
    }

    proptest! {
        #[test]
        fn lines_are_short_end_with_crlf_and_unfold_to_what_was_said(summary in "[\\p{Han}a-z ]{0,120}") {
            let feed = feed(&[event("2026-11-03", "08:00", "17:00", &summary)]);
            prop_assert!(feed.ends_with("END:VCALENDAR\r\n"));
            prop_assert!(feed.split("\r\n").all(|line| line.len() <= MAX_OCTETS && !line.contains('\n')));
            let unfolded = feed.replace("\r\n ", "");
            let expected = format!("SUMMARY:{summary}");
            prop_assert!(unfolded.split("\r\n").any(|line| line == expected));
        }
    }
}
