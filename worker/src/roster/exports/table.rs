//! A month as a table, before it is written in a format: what stands in each cell, and what it adds up to.

use dianwu_domain::{
    Day, ShiftKindId, Weekday, Zone,
    calendar::{Calendar, HolidayKind},
    roster::api::{RosterStatus, Sheet, SheetPerson},
    shifts::api::ShiftKind,
    text::Name,
};
use std::collections::HashSet;

/// The columns before the days.
pub const LEAD: [&str; 3] = ["工号", "姓名", "部门"];
/// The columns after them, as on the screen and on paper.
pub const TOTALS: [&str; 3] = ["班", "休", "工时"];

/// A month with the words that it needs.
pub struct Table {
    pub department: String,
    pub sheet: Sheet,
    /// In the palette's order.
    pub kinds: Vec<ShiftKind>,
    pub calendar: Calendar,
    pub zone: Zone,
}

/// What a person's month adds up to.
#[derive(Default)]
pub struct Total {
    pub shifts: u32,
    paid_minutes: u32,
    pub rests: u32,
}

impl Total {
    /// Paid hours, to two decimals: 7.5, 7.83.
    pub fn hours(&self) -> f64 {
        f64::from((self.paid_minutes * 100 + 30) / 60) / 100.0
    }
}

/// A day's weekday: 一 to 日.
pub fn weekday(day: Day) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "一",
        Weekday::Tuesday => "二",
        Weekday::Wednesday => "三",
        Weekday::Thursday => "四",
        Weekday::Friday => "五",
        Weekday::Saturday => "六",
        Weekday::Sunday => "日",
    }
}

impl Table {
    /// 客服组-2026-11.xlsx
    pub fn file_name(&self, extension: &str) -> String {
        format!("{}-{}.{extension}", self.department, self.sheet.head.month)
    }

    /// 客服组 2026年11月班表(已发布)  2026-10-25 18:00
    pub fn title(&self) -> String {
        let month = self.sheet.head.month;
        let status = match self.sheet.head.status {
            RosterStatus::Published => "已发布",
            RosterStatus::Draft => "草稿",
            RosterStatus::Empty => "未开始",
        };
        let published = self.sheet.head.published_at.map(|at| {
            let local = self.zone.local(at);
            format!("  {} {}", local.day, local.minute)
        });
        format!(
            "{} {}年{}月班表({status}){}",
            self.department,
            month.year(),
            month.number(),
            published.unwrap_or_default()
        )
    }

    /// The month's days.
    pub fn days(&self) -> impl Iterator<Item = Day> + use<> {
        self.sheet.head.month.days()
    }

    /// The days that differ from their weekday in a word each, if the month has any: a statutory holiday's name, 休 for
    /// the days off around it, 班 for the workdays that make up for them.
    pub fn holidays(&self) -> Option<Vec<String>> {
        let word = |day| {
            self.calendar.of(day).map_or_else(String::new, |holiday| match holiday.kind {
                HolidayKind::Statutory => short(&holiday.name),
                HolidayKind::Off => "休".to_owned(),
                HolidayKind::Work => "班".to_owned(),
            })
        };
        let words: Vec<String> = self.days().map(word).collect();
        words.iter().any(|word| !word.is_empty()).then_some(words)
    }

    /// What somebody is planned for on a day, while they belong to the department.
    pub fn kind(&self, person: &SheetPerson, day: Day) -> Option<&ShiftKind> {
        if !person.belongs(day) {
            return None;
        }
        let cell = person.cells.iter().find(|cell| cell.day == day.number())?;
        let id = self.sheet.kinds.get(usize::from(cell.kind?))?;
        self.kinds.iter().find(|kind| kind.id == *id)
    }

    /// What somebody's month adds up to.
    pub fn total(&self, person: &SheetPerson) -> Total {
        let mut total = Total::default();
        for (day, kind) in self.days().filter_map(|day| Some((day, self.kind(person, day)?))) {
            match kind.hours_on(day) {
                Some(hours) => {
                    total.shifts += 1;
                    total.paid_minutes += u32::from(hours.paid_minutes);
                }
                None => total.rests += 1,
            }
        }
        total
    }

    /// The shift kinds that somebody has, in the palette's order.
    pub fn used(&self) -> Vec<&ShiftKind> {
        let people = self.sheet.people.iter();
        let cells = people.flat_map(|person| self.days().filter_map(|day| self.kind(person, day)));
        let used: HashSet<ShiftKindId> = cells.map(|kind| kind.id).collect();
        self.kinds.iter().filter(|kind| used.contains(&kind.id)).collect()
    }

    /// How many people have a shift kind on a day.
    pub fn heads(&self, kind: &ShiftKind, day: Day) -> usize {
        let has = |person: &&SheetPerson| self.kind(person, day).is_some_and(|other| other.id == kind.id);
        self.sheet.people.iter().filter(has).count()
    }
}

/// A holiday's name as a narrow column takes it: 国庆 for 国庆节.
fn short(name: &Name) -> String {
    let name = name.as_str();
    let stem = name.strip_suffix('节').filter(|stem| stem.chars().count() > 1).unwrap_or(name);
    stem.chars().take(4).collect()
}
