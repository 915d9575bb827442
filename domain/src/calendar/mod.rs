//! The calendar of work: statutory holidays, days off around them, and the workdays that make up for those.

pub mod api;

use crate::{Day, FieldCode, Year, door::door, kernel::cells, people::judge, text::Name};
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use strum::VariantArray;

door! {
    actions {
        /// A year's calendar was replaced.
        HOLIDAYS_SAVE = "holidays.save", Shop;
    }
}

/// How a day differs from its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum HolidayKind {
    /// 法定节假日: one of the 13 of 全国年节及纪念日放假办法, article 2; work on it is paid at 300 % (劳动法, article 44).
    Statutory,
    /// 放假调休: a day off that is made up for by a workday, or a weekend between.
    Off,
    /// 调休上班: a weekend day on which people work.
    Work,
}

impl HolidayKind {
    /// Every kind.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Its name in the database and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Statutory => "statutory",
            Self::Off => "off",
            Self::Work => "work",
        }
    }

    /// What tables call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Statutory => "法定",
            Self::Off => "放假",
            Self::Work => "上班",
        }
    }

    /// What else it is called, on the page of holidays and in announcements.
    const fn other_labels(self) -> &'static [&'static str] {
        match self {
            Self::Statutory => &["法定节假日", "statutory holiday"],
            Self::Off => &["放假调休", "day off"],
            Self::Work => &["调休上班", "make-up workday"],
        }
    }
}

impl FromStr for HolidayKind {
    type Err = FieldCode;
    fn from_str(text: &str) -> Result<Self, FieldCode> {
        let is = |kind: &Self| {
            text.eq_ignore_ascii_case(kind.as_str())
                || text == kind.label()
                || kind.other_labels().iter().any(|label| text.eq_ignore_ascii_case(label))
        };
        Self::ALL.iter().copied().find(is).ok_or(FieldCode::UnknownValue)
    }
}

/// A day that differs from its weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Holiday {
    /// The day.
    pub day: Day,
    /// How it differs.
    pub kind: HolidayKind,
    /// The holiday that it belongs to, such as 春节.
    pub name: Name,
}

/// The calendar of some months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar(Vec<Holiday>);

impl Calendar {
    /// A calendar with these days; all others are what their weekday says.
    pub fn new(mut days: Vec<Holiday>) -> Self {
        days.sort_by_key(|holiday| holiday.day);
        Self(days)
    }

    /// How a day differs from its weekday, if it does.
    pub fn of(&self, day: Day) -> Option<&Holiday> {
        self.0.binary_search_by_key(&day, |holiday| holiday.day).ok().and_then(|place| self.0.get(place))
    }

    /// Whether the law expects work on a day: Monday to Friday, unless it is free, and the weekend days that make up
    /// for holidays.
    pub fn is_workday(&self, day: Day) -> bool {
        match self.of(day) {
            Some(holiday) => holiday.kind == HolidayKind::Work,
            None => !day.weekday().is_weekend(),
        }
    }
}

/// What is wrong with a line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong: a date that is none or is not in the year, a kind that nobody knows, a name that is missing.
    pub code: FieldCode,
    /// The words that are wrong, or the whole line.
    pub text: String,
}

/// Reads the table of `year`: lines of day, kind and name with commas or tabs between, such as `2026-10-01,法定,国庆节`.
/// Cells may be quoted, and days may be written as spreadsheets save them: `2026/10/1`, `2026年10月1日`. Blank lines and
/// a heading, which begins with `日期` or `date`, are left out.
///
/// # Errors
/// Every line that is wrong.
pub fn parse_table(text: &str, year: Year) -> Result<Vec<Holiday>, Vec<LineError>> {
    let mut days: Vec<Holiday> = Vec::new();
    let mut errors = Vec::new();
    let rows = cells::rows(text.trim_start_matches('\u{feff}'), |letter| matches!(letter, ',' | '，' | '\t'));
    let rows = rows.iter().map(|(line, row)| (*line, row.iter().map(|cell| cell.trim()).collect::<Vec<_>>()));
    let filled = rows.filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()));
    for (place, (line, row)) in filled.enumerate() {
        let is_heading = ["日期", "date"].iter().any(|word| row[0].eq_ignore_ascii_case(word));
        if place == 0 && is_heading {
            continue;
        }
        match parse_row(&row, year) {
            Ok(holiday) if days.iter().any(|other| other.day == holiday.day) => {
                errors.push(LineError { line, code: FieldCode::Taken, text: holiday.day.to_string() });
            }
            Ok(holiday) => days.push(holiday),
            Err((code, text)) => errors.push(LineError { line, code, text }),
        }
    }
    days.sort_by_key(|holiday| holiday.day);
    if errors.is_empty() { Ok(days) } else { Err(errors) }
}

fn parse_row(row: &[&str], year: Year) -> Result<Holiday, (FieldCode, String)> {
    // Spreadsheets write separators after a row that is shorter than others.
    let length = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1).max(row.len().min(3));
    let whole = || row[..length].join(",");
    let [date, kind, name] = row[..length] else { return Err((FieldCode::BadFormat, whole())) };
    let day = judge::day(date).map_err(|code| (code, date.to_owned()))?;
    if !year.contains(day) {
        return Err((FieldCode::OutOfRange, date.to_owned()));
    }
    Ok(Holiday {
        day,
        kind: kind.parse().map_err(|code| (code, kind.to_owned()))?,
        name: name.parse().map_err(|code| (code, if name.is_empty() { whole() } else { name.to_owned() }))?,
    })
}

/// What is odd about a year's table, although it can be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableDoubt {
    /// It has so many statutory holidays, and the law so many.
    Statutory(usize, usize),
    /// Workdays that make up for holidays on days on which people work anyhow.
    WorkOnWorkday(Vec<Day>),
    /// Days of the table that it replaces are not in it.
    Dropped(Vec<Day>),
}

/// What is odd about a table of `year` that is to replace `before`.
pub fn doubts(days: &[Holiday], before: &[Holiday], year: Year) -> Vec<TableDoubt> {
    // 全国年节及纪念日放假办法, article 2: two days more since 2025.
    let wanted = if year.number() < 2025 { 11 } else { 13 };
    let statutory = days.iter().filter(|holiday| holiday.kind == HolidayKind::Statutory).count();
    let odd = days.iter().filter(|holiday| is_odd_workday(holiday)).map(|holiday| holiday.day).collect::<Vec<_>>();
    let is_dropped = |old: &&Holiday| days.iter().all(|new| new.day != old.day);
    let dropped: Vec<Day> = before.iter().filter(is_dropped).map(|holiday| holiday.day).collect();
    [
        (statutory != wanted).then_some(TableDoubt::Statutory(statutory, wanted)),
        (!odd.is_empty()).then_some(TableDoubt::WorkOnWorkday(odd)),
        (!dropped.is_empty()).then_some(TableDoubt::Dropped(dropped)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether a day is to make up for a holiday although its weekday is a workday.
pub fn is_odd_workday(holiday: &Holiday) -> bool {
    holiday.kind == HolidayKind::Work && !holiday.day.weekday().is_weekend()
}

/// The tables that the State Council published: gov.cn/zhengce/zhengceku/202411/content_6986383.htm for 2025 and
/// gov.cn/zhengce/zhengceku/202511/content_7047091.htm for 2026.
const PUBLISHED: &[(i16, &str)] = &[(2025, include_str!("2025.csv")), (2026, include_str!("2026.csv"))];

/// The table that was published for a year; empty when none is known here.
pub fn published(year: Year) -> Vec<Holiday> {
    let table = PUBLISHED.iter().find(|(known, _)| *known == year.number());
    table.and_then(|(_, text)| parse_table(text, year).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn each_published_year_has_the_thirteen_statutory_holidays() {
        for (year, days) in [(2025, 33), (2026, 39), (2027, 0)] {
            let table = published(Year::clamped(year));
            let count = |kind| table.iter().filter(|holiday| holiday.kind == kind).count();
            assert_eq!(table.len(), days, "{year}");
            assert_eq!(count(HolidayKind::Statutory), if days == 0 { 0 } else { 13 }, "{year}");
        }
    }

    #[test]
    fn a_day_is_worked_unless_it_is_free_and_a_weekend_when_it_makes_up_for_a_holiday() {
        let calendar = Calendar::new(published(Year::clamped(2026)));
        for (on, is_workday) in [
            ("2026-10-01", false),
            ("2026-10-07", false),
            ("2026-10-08", true),
            ("2026-10-10", true),
            ("2026-10-11", false),
            ("2026-02-14", true),
        ] {
            assert_eq!(calendar.is_workday(day(on)), is_workday, "{on}");
        }
    }

    #[test]
    fn a_first_line_that_is_no_heading_is_read_or_told() {
        let year = Year::clamped(2027);
        let days = |text: &str| parse_table(text, year).map(|days| days.iter().map(|d| d.day.to_string()).collect());
        let told = |text: &str| parse_table(text, year).unwrap_err().first().map(|e| format!("{} {}", e.line, e.code));
        assert_eq!(days("\"2027-01-01\",\"法定\",\"元旦\""), Ok(vec!["2027-01-01".to_owned()]));
        assert_eq!(days("Date,Kind,Name\n2027-01-01,statutory,New Year"), Ok(vec!["2027-01-01".to_owned()]));
        assert_eq!(days("\n日期,类型,名称\r\n2027-01-01,法定,元旦,,\r\n"), Ok(vec!["2027-01-01".to_owned()]));
        assert_eq!(
            days("2027/1/1,法定,元旦\n2027年1月2日\t放假\t元旦"),
            Ok(vec!["2027-01-01".to_owned(), "2027-01-02".to_owned()])
        );
        assert_eq!(
            days("2027-01-01,法定节假日,元旦\n2027-01-02,Day off,元旦\n2027-01-10,调休上班,元旦").map(|d| d.len()),
            Ok(3)
        );
        assert_eq!(days("２０２７-01-01,法定,元旦"), Ok(vec!["2027-01-01".to_owned()]));
        assert_eq!(told("2O27-01-01,法定,元旦").as_deref(), Some("1 bad_format"));
        assert_eq!(told("元旦,法定,2027-01-01").as_deref(), Some("1 bad_format"));
        assert_eq!(told("2027-01-01,法定,元旦\n日期,类型,名称").as_deref(), Some("2 bad_format"));
    }

    #[test]
    fn a_table_that_cannot_be_a_whole_years_is_doubted() {
        let year = Year::clamped(2026);
        let whole = published(year);
        assert_eq!(doubts(&whole, &[], year), []);
        assert_eq!(doubts(&whole, &whole, year), []);
        let mut short = whole.clone();
        let gone = short.remove(0).day;
        assert_eq!(doubts(&short, &whole, year), [TableDoubt::Statutory(12, 13), TableDoubt::Dropped(vec![gone])]);
        let mut odd = whole.clone();
        let monday = Holiday { day: day("2026-03-02"), kind: HolidayKind::Work, name: "春节".parse().unwrap() };
        odd.push(monday);
        assert_eq!(doubts(&odd, &whole, year), [TableDoubt::WorkOnWorkday(vec![day("2026-03-02")])]);
        assert_eq!(doubts(&[], &[], Year::clamped(2024)), [TableDoubt::Statutory(0, 11)]);
    }

    #[test]
    fn every_wrong_line_of_a_table_is_told() {
        let text = "日期,类型,名称\n2026-10-01,法定,国庆节\n\n2026-13-01,法定,国庆节\n2025-10-02,放假,国庆节\n\
            2026-10-03,休,国庆节\n2026-10-01\t上班\t国庆节\n2026-10-04,放假\n2026-10-05,off,\n";
        let told: Vec<_> = parse_table(text, Year::clamped(2026))
            .unwrap_err()
            .iter()
            .map(|e| format!("{} {} {}", e.line, e.code, e.text))
            .collect();
        assert_eq!(
            told,
            [
                "4 out_of_range 2026-13-01",
                "5 out_of_range 2025-10-02",
                "6 unknown_value 休",
                "7 taken 2026-10-01",
                "8 bad_format 2026-10-04,放假",
                "9 required 2026-10-05,off,",
            ]
        );
        let right =
            parse_table("\u{feff}2026-05-09\twork\t劳动节\n2026-05-01，法定，劳动节", Year::clamped(2026)).unwrap();
        assert_eq!(right.iter().map(|holiday| holiday.day).collect::<Vec<_>>(), [day("2026-05-01"), day("2026-05-09")]);
    }
}
