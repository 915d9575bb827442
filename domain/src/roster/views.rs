//! What people read out of rosters: a team's day in crews and heads, its hours side by side, one's own shift of the
//! moment, and one's own month in figures.

use super::{
    api::{MyDay, ShiftKind, TeamShift},
    clock::{self, Phase},
    kind::Hours,
};
use crate::{Day, LocalTime, Month, ShiftKindId};

/// Where somebody stands at a moment, in the order in which a team's day shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// 正在上班
    On,
    /// 接下来
    Later,
    /// 已下班
    Over,
    /// 休息
    Rest,
}

/// Where somebody with a shift of these hours on `day` stands at `now`; without hours it is a day off.
pub fn standing(day: Day, hours: Option<&Hours>, now: LocalTime) -> Standing {
    match hours.map(|hours| clock::phase(day, hours, now)) {
        Some(Phase::On) => Standing::On,
        Some(Phase::Later) => Standing::Later,
        Some(Phase::Over) => Standing::Over,
        None => Standing::Rest,
    }
}

/// A shift kind by its id.
pub fn kind_of(kinds: &[ShiftKind], id: ShiftKindId) -> Option<&ShiftKind> {
    kinds.iter().find(|kind| kind.id == id)
}

/// People who have the same shift of the same day, and so stand alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crew<'a> {
    /// Where they stand.
    pub standing: Standing,
    /// The shift's day: the one before for a shift that ends after midnight.
    pub day: Day,
    /// The shift.
    pub kind: &'a ShiftKind,
    /// Who.
    pub people: Vec<&'a TeamShift>,
}

/// The crews of a team's day: by standing, then by when they begin, then as the palette orders their kinds.
pub fn crews<'a>(shifts: &'a [TeamShift], kinds: &'a [ShiftKind], now: LocalTime) -> Vec<Crew<'a>> {
    let mut crews: Vec<Crew<'a>> = Vec::new();
    for shift in shifts {
        let Some(kind) = kind_of(kinds, shift.kind_id) else { continue };
        match crews.iter_mut().find(|crew| crew.kind.id == kind.id && crew.day == shift.day) {
            Some(crew) => crew.people.push(shift),
            None => {
                let standing = standing(shift.day, kind.fields.hours.as_ref(), now);
                crews.push(Crew { standing, day: shift.day, kind, people: vec![shift] });
            }
        }
    }
    crews.sort_by_key(|crew| {
        let start = crew.kind.fields.hours.map(|hours| hours.start);
        (crew.standing, crew.day, start, crew.kind.fields.sort, crew.kind.id)
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
    let mut heads: Vec<(_, Standing)> = Vec::new();
    for shift in shifts {
        let Some(kind) = kind_of(kinds, shift.kind_id) else { continue };
        let standing = standing(shift.day, kind.fields.hours.as_ref(), now);
        if shift.day != day && standing != Standing::On {
            continue;
        }
        match heads.iter_mut().find(|(person, _)| *person == shift.person_id) {
            Some((_, known)) => *known = standing.min(*known),
            None => heads.push((shift.person_id, standing)),
        }
    }
    let count = |wanted| heads.iter().filter(|(_, standing)| *standing == wanted).count();
    HeadCount {
        on: count(Standing::On),
        later: count(Standing::Later),
        over: count(Standing::Over),
        rest: count(Standing::Rest),
    }
}

/// A shift between two minutes counted from the midnight that begins the team's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar<'a> {
    /// Whose shift.
    pub shift: &'a TeamShift,
    /// The shift.
    pub kind: &'a ShiftKind,
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
    let bar = |shift: &'a TeamShift| {
        let kind = kind_of(kinds, shift.kind_id)?;
        let hours = kind.fields.hours?;
        let offset = (shift.day.epoch_days() - day.epoch_days()) * 1440;
        let from = (offset + i64::from(hours.start.minutes())).max(0);
        let to = offset + i64::from(hours.end.minutes());
        (to > from).then_some(Bar { shift, kind, from, to })
    };
    let mut rows: Vec<Vec<Bar<'a>>> = Vec::new();
    for bar in shifts.iter().filter_map(bar) {
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

/// One's own shift of the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MyShift<'a> {
    /// Work that is on, or that is today's.
    Work {
        /// The day in the roster.
        my: &'a MyDay,
        /// The shift.
        kind: &'a ShiftKind,
        /// Its hours.
        hours: Hours,
        /// Where it stands.
        phase: Phase,
    },
    /// A day off.
    Rest {
        /// The day in the roster.
        my: &'a MyDay,
        /// What kind of day off.
        kind: &'a ShiftKind,
    },
    /// The shift was taken away after publishing.
    Cancelled {
        /// The day in the roster.
        my: &'a MyDay,
    },
    /// Nothing is planned, or nothing is published.
    Nothing,
}

/// Work among one's own days, in their order.
fn work<'a>(
    mine: &'a [MyDay],
    kinds: &'a [ShiftKind],
) -> impl Iterator<Item = (&'a MyDay, &'a ShiftKind, Hours)> + Clone {
    mine.iter().filter_map(|my| {
        let kind = kind_of(kinds, my.kind_id?)?;
        Some((my, kind, kind.fields.hours?))
    })
}

/// The shift to show large at `now`: the one that is on, be it last night's, or else that of `today`. Once that is over it
/// steps back for the next one, as far as one is known.
pub fn my_shift<'a>(mine: &'a [MyDay], kinds: &'a [ShiftKind], today: Day, now: LocalTime) -> MyShift<'a> {
    match shift_of_day(mine, kinds, today, now) {
        over @ MyShift::Work { phase: Phase::Over, .. } => match my_next(mine, kinds, today, now) {
            Some((my, kind, hours)) => MyShift::Work { my, kind, hours, phase: Phase::Later },
            None => over,
        },
        shown => shown,
    }
}

/// The shift of `today` that has stepped back for the one that is shown large.
pub fn my_finished<'a>(mine: &'a [MyDay], kinds: &'a [ShiftKind], today: Day, now: LocalTime) -> Option<&'a ShiftKind> {
    let is_over = |hours: &Hours| clock::phase(today, hours, now) == Phase::Over;
    let (_, kind, _) = work(mine, kinds).find(|(my, _, hours)| my.day == today && is_over(hours))?;
    let shown = my_shift(mine, kinds, today, now);
    matches!(shown, MyShift::Work { my, .. } if my.day != today).then_some(kind)
}

fn shift_of_day<'a>(mine: &'a [MyDay], kinds: &'a [ShiftKind], today: Day, now: LocalTime) -> MyShift<'a> {
    let is_on = |(my, _, hours): &(&MyDay, _, Hours)| clock::phase(my.day, hours, now) == Phase::On;
    if let Some((my, kind, hours)) = work(mine, kinds).find(is_on) {
        return MyShift::Work { my, kind, hours, phase: Phase::On };
    }
    let Some(my) = mine.iter().find(|my| my.day == today) else { return MyShift::Nothing };
    match my.kind_id.and_then(|id| kind_of(kinds, id)) {
        None if my.kind_id.is_none() && my.change.is_some() => MyShift::Cancelled { my },
        None => MyShift::Nothing,
        Some(kind) => match kind.fields.hours {
            None => MyShift::Rest { my, kind },
            Some(hours) => MyShift::Work { my, kind, hours, phase: clock::phase(my.day, &hours, now) },
        },
    }
}

/// The next work after the shift of `shown`: yet to begin at `now`, and on another day.
pub fn my_next<'a>(
    mine: &'a [MyDay],
    kinds: &'a [ShiftKind],
    shown: Day,
    now: LocalTime,
) -> Option<(&'a MyDay, &'a ShiftKind, Hours)> {
    work(mine, kinds).find(|(my, _, hours)| my.day != shown && clock::phase(my.day, hours, now) == Phase::Later)
}

/// One's own month in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthFigures {
    /// Days with work.
    pub shifts: usize,
    /// What counts as work and is paid.
    pub paid_minutes: u32,
    /// Days off.
    pub rest: usize,
}

/// Adds a month up.
pub fn month_figures(days: &[MyDay], kinds: &[ShiftKind]) -> MonthFigures {
    let mut figures = MonthFigures::default();
    for kind in days.iter().filter_map(|my| kind_of(kinds, my.kind_id?)) {
        match kind.fields.hours {
            Some(hours) => {
                figures.shifts += 1;
                figures.paid_minutes += u32::from(hours.paid_minutes);
            }
            None => figures.rest += 1,
        }
    }
    figures
}

/// The weeks that a month touches, each from Monday to Sunday.
pub fn weeks(month: Month) -> Vec<[Day; 7]> {
    let monday = monday_of(month.first());
    let last = month.last();
    (0..6).map(|week| week_from(monday.plus(week * 7))).take_while(|week| week[0] <= last).collect()
}

/// The week of a day, from Monday to Sunday.
pub fn week_of(day: Day) -> [Day; 7] {
    week_from(monday_of(day))
}

fn monday_of(day: Day) -> Day {
    day.plus(1 - day.weekday() as i64)
}

fn week_from(monday: Day) -> [Day; 7] {
    [0, 1, 2, 3, 4, 5, 6].map(|offset| monday.plus(offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DepartmentId, PersonId, roster::api::ShiftKindFields};
    use uuid::Uuid;

    const EARLY: u128 = 1;
    const LATE: u128 = 2;
    const NIGHT: u128 = 3;
    const REST: u128 = 4;

    fn kinds() -> Vec<ShiftKind> {
        [(EARLY, "早", Some(("08:00", "17:00", 480))), (LATE, "晚", Some(("16:00", "24:00", 450)))]
            .into_iter()
            .chain([(NIGHT, "夜", Some(("22:00", "30:00", 480))), (REST, "休", None)])
            .map(|(id, code, hours)| {
                let hours = hours.map(|(start, end, paid_minutes)| Hours {
                    start: start.parse().unwrap(),
                    end: end.parse().unwrap(),
                    meal_minutes: 0,
                    paid_minutes,
                });
                let fields = ShiftKindFields {
                    code: code.parse().unwrap(),
                    name: code.parse().unwrap(),
                    hue: Default::default(),
                    hours,
                    is_night: id == NIGHT,
                    sort: 0,
                    is_archived: false,
                };
                ShiftKind { id: kind_id(id), fields, version: 1 }
            })
            .collect()
    }

    fn kind_id(id: u128) -> ShiftKindId {
        ShiftKindId::new(Uuid::from_u128(id))
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn at(text: &str, minute: &str) -> LocalTime {
        LocalTime { day: day(text), minute: minute.parse().unwrap() }
    }

    fn shift(person: u128, on: &str, kind: u128) -> TeamShift {
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

    fn my(on: &str, kind: Option<u128>) -> MyDay {
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
            crews.iter().map(|crew| (crew.standing, crew.kind.fields.code.to_string())).collect::<Vec<_>>()
        };
        let named = |list: [(Standing, &str); 4]| list.map(|(standing, code)| (standing, code.to_owned())).to_vec();
        use Standing::{Later, On, Over, Rest};
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

    #[test]
    fn last_nights_shift_is_shown_until_it_ends_and_then_todays() {
        let kinds = kinds();
        let mine = [my("2026-11-23", Some(NIGHT)), my("2026-11-24", Some(REST)), my("2026-11-25", Some(EARLY))];
        let today = day("2026-11-24");
        let shown = |now| match my_shift(&mine, &kinds, today, now) {
            MyShift::Work { my, phase, .. } => format!("{} {phase:?}", my.day),
            other => format!("{other:?}").split(' ').next().unwrap_or_default().to_owned(),
        };
        assert_eq!(shown(at("2026-11-24", "05:59")), "2026-11-23 On");
        assert_eq!(shown(at("2026-11-24", "06:00")), "Rest");
        let next = my_next(&mine, &kinds, today, at("2026-11-24", "06:00"));
        assert_eq!(next.map(|(my, ..)| my.day), Some(day("2026-11-25")));
    }

    #[test]
    fn a_finished_shift_steps_back_for_the_next_one_where_there_is_one() {
        let kinds = kinds();
        let today = day("2026-11-24");
        let mine = [my("2026-11-24", Some(EARLY)), my("2026-11-25", Some(REST)), my("2026-11-26", Some(LATE))];
        let shown = |mine: &[MyDay], minute| {
            let now = at("2026-11-24", minute);
            let finished = my_finished(mine, &kinds, today, now).map(|kind| kind.fields.code.to_string());
            match my_shift(mine, &kinds, today, now) {
                MyShift::Work { my, phase, .. } => (my.day.number(), phase, finished),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(shown(&mine, "16:59"), (24, Phase::On, None));
        assert_eq!(shown(&mine, "17:00"), (26, Phase::Later, Some("早".to_owned())));
        assert_eq!(shown(&mine[..2], "17:00"), (24, Phase::Over, None), "nothing is known to come");
        let night = [my("2026-11-24", Some(EARLY)), my("2026-11-25", Some(NIGHT))];
        let now = at("2026-11-25", "22:00");
        assert_eq!(my_finished(&night, &kinds, today, now).map(|kind| kind.id), Some(kind_id(EARLY)));
    }

    #[test]
    fn a_day_without_a_shift_is_not_a_day_off() {
        let kinds = kinds();
        let now = at("2026-11-24", "09:00");
        assert_eq!(my_shift(&[], &kinds, now.day, now), MyShift::Nothing);
        let change = crate::roster::api::Change { from: Some(kind_id(EARLY)), at: crate::Instant(0) };
        let emptied = [MyDay { change: Some(change), ..my("2026-11-24", None) }];
        assert_eq!(my_shift(&emptied, &kinds, now.day, now), MyShift::Cancelled { my: &emptied[0] });
    }

    #[test]
    fn a_month_adds_up_work_and_days_off() {
        let days = [my("2026-11-01", Some(EARLY)), my("2026-11-02", Some(LATE)), my("2026-11-03", Some(REST))];
        let emptied = [my("2026-11-04", None)];
        let all: Vec<_> = days.into_iter().chain(emptied).collect();
        assert_eq!(month_figures(&all, &kinds()), MonthFigures { shifts: 2, paid_minutes: 930, rest: 1 });
    }

    #[test]
    fn a_months_weeks_run_from_monday_to_sunday_and_hold_all_its_days() {
        for (month, count) in [("2026-11", 6), ("2026-06", 5), ("2027-02", 4)] {
            let month: Month = month.parse().unwrap();
            let weeks = weeks(month);
            assert_eq!(weeks.len(), count, "{month}");
            assert!(weeks.iter().all(|week| week[0].weekday() == crate::Weekday::Monday));
            let days: Vec<_> = weeks.into_iter().flatten().filter(|day| day.month() == month).collect();
            assert_eq!(days, month.days().collect::<Vec<_>>());
        }
        assert_eq!(week_of(day("2026-11-29"))[0], day("2026-11-23"));
    }
}
