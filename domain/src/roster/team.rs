//! What people read of a team: its day in crews and heads, and its hours side by side.

use super::api::TeamShift;
use crate::{
    Day, LocalTime,
    shifts::{
        api::ShiftKind,
        clock::{self, Phase},
        kind::{Hours, Span},
        kind_of,
    },
};

/// Where somebody stands at a moment, in the order in which a team's day shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 正在上班
    On,
    /// 接下来: yet to come, or on again after a pause.
    Later,
    /// 已下班
    Over,
    /// 休息
    Rest,
}

/// Where somebody with a shift of these hours on `day` stands at `now`; without hours it is a day off.
pub fn stage(day: Day, hours: Option<&Hours>, now: LocalTime) -> Stage {
    match hours.map(|hours| clock::phase(day, hours, now)) {
        Some(Phase::On) => Stage::On,
        Some(Phase::Paused | Phase::Later) => Stage::Later,
        Some(Phase::Over) => Stage::Over,
        None => Stage::Rest,
    }
}

/// People who have the same shift of the same day, and so stand alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crew<'a> {
    /// Where they stand.
    pub stage: Stage,
    /// The shift's day: the one before for a shift that ends after midnight.
    pub day: Day,
    /// The shift.
    pub kind: &'a ShiftKind,
    /// Who.
    pub people: Vec<&'a TeamShift>,
}

/// The crews of a team's day: by stage, then by when they begin, then as the palette orders their kinds.
pub fn crews<'a>(shifts: &'a [TeamShift], kinds: &'a [ShiftKind], now: LocalTime) -> Vec<Crew<'a>> {
    let mut crews: Vec<Crew<'a>> = Vec::new();
    for shift in shifts {
        let Some(kind) = kind_of(kinds, shift.kind_id) else { continue };
        match crews.iter_mut().find(|crew| crew.kind.id == kind.id && crew.day == shift.day) {
            Some(crew) => crew.people.push(shift),
            None => {
                let stage = stage(shift.day, kind.hours_on(shift.day).as_ref(), now);
                crews.push(Crew { stage, day: shift.day, kind, people: vec![shift] });
            }
        }
    }
    crews.sort_by_key(|crew| {
        let start = crew.kind.hours_on(crew.day).map(|hours| hours.start);
        (crew.stage, crew.day, start, crew.kind.fields.sort, crew.kind.id)
    });
    crews
}

/// How many people of a team stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeadCount {
    /// On now.
    pub on: usize,
    /// Yet to come.
    pub later: usize,
    /// Gone home.
    pub over: usize,
    /// Off for the day.
    pub rest: usize,
}

/// Counts the people of a team's `day`, each once. Last night's shift counts only while it is on.
pub fn head_count<'a>(
    shifts: impl IntoIterator<Item = &'a TeamShift>,
    kinds: &[ShiftKind],
    day: Day,
    now: LocalTime,
) -> HeadCount {
    let mut heads: Vec<(_, Stage)> = Vec::new();
    for shift in shifts {
        let Some(kind) = kind_of(kinds, shift.kind_id) else { continue };
        let stage = stage(shift.day, kind.hours_on(shift.day).as_ref(), now);
        if shift.day != day && stage != Stage::On {
            continue;
        }
        match heads.iter_mut().find(|(person, _)| *person == shift.person_id) {
            Some((_, known)) => *known = stage.min(*known),
            None => heads.push((shift.person_id, stage)),
        }
    }
    let count = |wanted| heads.iter().filter(|(_, stage)| *stage == wanted).count();
    HeadCount { on: count(Stage::On), later: count(Stage::Later), over: count(Stage::Over), rest: count(Stage::Rest) }
}

/// A shift, or a segment of it, between two minutes counted from the midnight that begins the team's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar<'a> {
    /// Whose shift.
    pub shift: &'a TeamShift,
    /// The shift.
    pub kind: &'a ShiftKind,
    /// Its segment, all of it.
    pub segment: Span,
    /// Where it begins to show.
    pub from: i64,
    /// Where it ends.
    pub to: i64,
}

/// A team's hours side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline<'a> {
    /// Where it opens: an even hour, in minutes from the day's midnight.
    pub open: i64,
    /// Where it closes: an even hour.
    pub close: i64,
    /// One row a person, the earliest first.
    pub rows: Vec<Vec<Bar<'a>>>,
}

const TWO_HOURS: i64 = 120;

/// Lays a team's `day` out as a timeline; none when nobody works. The part of last night's shift that lies before
/// midnight is cut off.
pub fn timeline<'a>(shifts: &'a [TeamShift], kinds: &'a [ShiftKind], day: Day) -> Option<Timeline<'a>> {
    let bars_of = |shift: &'a TeamShift| {
        let kind = kind_of(kinds, shift.kind_id);
        let hours = kind.and_then(|kind| kind.hours_on(shift.day));
        let offset = (shift.day.epoch_days() - day.epoch_days()) * 1440;
        let segments = hours.into_iter().flat_map(|hours| hours.segments());
        segments.filter_map(move |segment| {
            let from = (offset + i64::from(segment.start.minutes())).max(0);
            let to = offset + i64::from(segment.end.minutes());
            (to > from).then_some(Bar { shift, kind: kind?, segment, from, to })
        })
    };
    let mut rows: Vec<Vec<Bar<'a>>> = Vec::new();
    for bar in shifts.iter().flat_map(bars_of) {
        match rows.iter_mut().find(|row| row.iter().any(|other| other.shift.person_id == bar.shift.person_id)) {
            Some(row) => row.push(bar),
            None => rows.push(vec![bar]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by_key(|bar| bar.from));
    rows.sort_by_key(|row| row.first().map(|bar| (bar.from, bar.to)));
    let bars = || rows.iter().flatten();
    let open = bars().map(|bar| bar.from).min()?.div_euclid(TWO_HOURS) * TWO_HOURS;
    let close = (bars().map(|bar| bar.to).max()? + TWO_HOURS - 1).div_euclid(TWO_HOURS) * TWO_HOURS;
    Some(Timeline { open, close, rows })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        DepartmentId, PersonId, ShiftKindId,
        roster::api::MyDay,
        shifts::{
            api::{ShiftKindFields, unchanged},
            kind::HoursFrom,
        },
    };
    use uuid::Uuid;

    pub const EARLY: u128 = 1;
    pub const LATE: u128 = 2;
    pub const NIGHT: u128 = 3;
    pub const REST: u128 = 4;

    pub fn kinds() -> Vec<ShiftKind> {
        [(EARLY, "早", Some(("08:00", "17:00", 480))), (LATE, "晚", Some(("16:00", "24:00", 450)))]
            .into_iter()
            .chain([(NIGHT, "夜", Some(("22:00", "30:00", 480))), (REST, "休", None)])
            .map(|(id, code, hours)| {
                let hours = hours.map(|(start, end, paid)| Hours {
                    is_night: id == NIGHT,
                    ..Hours::plain(start.parse().unwrap(), end.parse().unwrap(), 0, paid)
                });
                let fields = ShiftKindFields {
                    code: code.parse().unwrap(),
                    name: code.parse().unwrap(),
                    hue: Default::default(),
                    sort: 0,
                    is_archived: false,
                };
                ShiftKind { id: kind_id(id), fields, hours: unchanged(hours), version: 1 }
            })
            .collect()
    }

    pub fn kind_id(id: u128) -> ShiftKindId {
        ShiftKindId::new(Uuid::from_u128(id))
    }

    pub fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    pub fn at(text: &str, minute: &str) -> LocalTime {
        LocalTime { day: day(text), minute: minute.parse().unwrap() }
    }

    pub fn shift(person: u128, on: &str, kind: u128) -> TeamShift {
        TeamShift {
            day: day(on),
            person_id: PersonId::new(Uuid::from_u128(person)),
            name: "林晓月".parse().unwrap(),
            department_id: DepartmentId::new(Uuid::from_u128(1)),
            position_id: None,
            kind_id: kind_id(kind),
            is_changed: false,
        }
    }

    pub fn my(on: &str, kind: Option<u128>) -> MyDay {
        MyDay { day: day(on), kind_id: kind.map(kind_id), change: None }
    }

    #[test]
    fn a_team_is_shown_as_on_later_over_and_off() {
        let kinds = kinds();
        let today = "2026-11-24";
        let shifts =
            [shift(1, today, REST), shift(2, today, LATE), shift(3, today, EARLY), shift(4, "2026-11-23", NIGHT)];
        let shown = |now| {
            let crews = crews(&shifts, &kinds, now);
            crews.iter().map(|crew| (crew.stage, crew.kind.fields.code.to_string())).collect::<Vec<_>>()
        };
        let named = |list: [(Stage, &str); 4]| list.map(|(stage, code)| (stage, code.to_owned())).to_vec();
        use Stage::{Later, On, Over, Rest};
        assert_eq!(shown(at(today, "05:00")), named([(On, "夜"), (Later, "早"), (Later, "晚"), (Rest, "休")]));
        assert_eq!(shown(at(today, "16:30")), named([(On, "早"), (On, "晚"), (Over, "夜"), (Rest, "休")]));
        assert_eq!(shown(at("2026-11-25", "00:00")), named([(Over, "夜"), (Over, "早"), (Over, "晚"), (Rest, "休")]));
    }

    #[test]
    fn everybody_is_counted_once_and_last_night_only_while_it_lasts() {
        let kinds = kinds();
        let today = "2026-11-24";
        let shifts = [shift(1, "2026-11-23", NIGHT), shift(1, today, REST), shift(2, today, EARLY)];
        let count = |minute| head_count(&shifts, &kinds, day(today), at(today, minute));
        assert_eq!(count("05:00"), HeadCount { on: 1, later: 1, ..HeadCount::default() });
        assert_eq!(count("09:00"), HeadCount { on: 1, rest: 1, ..HeadCount::default() });
        assert_eq!(count("18:00"), HeadCount { over: 1, rest: 1, ..HeadCount::default() });
    }

    #[test]
    fn a_timeline_runs_between_even_hours_and_cuts_last_night_at_midnight() {
        let kinds = kinds();
        let today = "2026-11-24";
        let shifts = [shift(2, today, EARLY), shift(1, "2026-11-23", NIGHT), shift(1, today, NIGHT)];
        let timeline = timeline(&shifts, &kinds, day(today)).unwrap();
        assert_eq!((timeline.open, timeline.close), (0, 1800));
        let rows: Vec<Vec<_>> =
            timeline.rows.iter().map(|row| row.iter().map(|bar| (bar.from, bar.to)).collect()).collect();
        assert_eq!(rows, [vec![(0, 360), (1320, 1800)], vec![(480, 1020)]]);
        assert_eq!(super::timeline(&[shift(1, today, REST)], &kinds, day(today)), None);
    }

    /// 10:00–14:00 18:00–22:00, from a day on.
    pub fn split_from(on: &str) -> HoursFrom {
        let span = |start: &str, end: &str| Span { start: start.parse().unwrap(), end: end.parse().unwrap() };
        let hours = Hours::of_segments(&[span("10:00", "14:00"), span("18:00", "22:00")], 0, 420, false).unwrap();
        HoursFrom { from: day(on), hours }
    }

    #[test]
    fn a_split_shift_comes_again_after_its_pause_and_has_a_bar_for_each_part() {
        let mut kinds = kinds();
        kinds[0].hours.push(split_from("2026-11-24"));
        let today = "2026-11-24";
        let shifts = [shift(1, today, EARLY), shift(2, today, LATE)];
        let count = |minute| head_count(&shifts, &kinds, day(today), at(today, minute));
        assert_eq!(count("13:59"), HeadCount { on: 1, later: 1, ..HeadCount::default() });
        assert_eq!(count("15:00"), HeadCount { later: 2, ..HeadCount::default() });
        assert_eq!(count("18:00"), HeadCount { on: 2, ..HeadCount::default() });
        assert_eq!(count("22:30"), HeadCount { on: 1, over: 1, ..HeadCount::default() });
        let bars = |of: &str, shifts: &[TeamShift]| {
            let timeline = timeline(shifts, &kinds, day(of)).unwrap();
            timeline.rows.iter().flatten().map(|bar| (bar.from, bar.to)).collect::<Vec<_>>()
        };
        assert_eq!(bars(today, &shifts), [(600, 840), (1080, 1320), (960, 1440)]);
        assert_eq!(bars("2026-11-23", &[shift(1, "2026-11-23", EARLY)]), [(480, 1020)], "the day before it changed");
    }
}
