//! One's own shift of the moment, and one's own month in figures.

use super::api::MyDay;
use crate::{
    Day, LocalTime, Month,
    shifts::{
        api::ShiftKind,
        clock::{self, Phase},
        kind::Hours,
        kind_of,
    },
};

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
        Some((my, kind, kind.hours_on(my.day)?))
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
    let at_work = work(mine, kinds).map(|(my, kind, hours)| (my, kind, hours, clock::phase(my.day, &hours, now)));
    let mut begun = at_work.filter(|(.., phase)| matches!(phase, Phase::On | Phase::Paused));
    if let Some((my, kind, hours, phase)) = begun.next() {
        return MyShift::Work { my, kind, hours, phase };
    }
    let Some(my) = mine.iter().find(|my| my.day == today) else { return MyShift::Nothing };
    match my.kind_id.and_then(|id| kind_of(kinds, id)) {
        None if my.kind_id.is_none() && my.change.is_some() => MyShift::Cancelled { my },
        None => MyShift::Nothing,
        Some(kind) => match kind.hours_on(my.day) {
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
    for (my, kind) in days.iter().filter_map(|my| Some((my, kind_of(kinds, my.kind_id?)?))) {
        match kind.hours_on(my.day) {
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
    use crate::roster::team::tests::*;

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
        let change = crate::roster::api::CellChange { from: Some(kind_id(EARLY)), at: crate::Instant(0) };
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

    #[test]
    fn a_split_shift_is_shown_through_its_pause_and_each_day_by_its_own_hours() {
        let mut kinds = kinds();
        kinds[0].hours.push(split_from("2026-11-24"));
        let mine = [my("2026-11-23", Some(EARLY)), my("2026-11-24", Some(EARLY)), my("2026-11-25", Some(REST))];
        let today = day("2026-11-24");
        let shown = |minute| match my_shift(&mine, &kinds, today, at("2026-11-24", minute)) {
            MyShift::Work { my, phase, hours, .. } => (my.day.number(), phase, hours.segments().count()),
            other => panic!("{other:?}"),
        };
        assert_eq!(shown("09:00"), (24, Phase::Later, 2), "yesterday's old hours ended at five");
        assert_eq!(shown("12:00"), (24, Phase::On, 2));
        assert_eq!(shown("14:00"), (24, Phase::Paused, 2));
        assert_eq!(shown("21:59"), (24, Phase::On, 2));
        assert_eq!(shown("22:00"), (24, Phase::Over, 2));
        assert_eq!(month_figures(&mine, &kinds), MonthFigures { shifts: 2, paid_minutes: 900, rest: 1 });
        let before = month_figures(&mine[..1], &kinds);
        assert_eq!(before, MonthFigures { shifts: 1, paid_minutes: 480, rest: 0 }, "the past adds up as it did");
    }
}
