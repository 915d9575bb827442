//! A month as a table: 工号 姓名 岗位 1…31 with a line of weekdays, totals, and what the codes mean.

use crate::kernel::{
    error::Error,
    workbook::{fault, new_workbook},
};
use dianwu_domain::{
    Day, PositionId, Zone,
    roster::{
        api::{RosterStatus, Sheet, SheetPerson, ShiftKind},
        calendar::{Calendar, HolidayKind},
        kind::Hue,
    },
    text::Name,
};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use std::collections::HashMap;

/// Columns before the days: 工号, 姓名, 岗位.
const LEAD: u16 = 3;
/// Lines before the people: the title, the days, and the weekdays.
const TOP: u32 = 3;
const TOTALS: [&str; 3] = ["班数", "工时", "休息"];

/// A month with the words that it needs.
pub struct Table {
    pub department: String,
    pub sheet: Sheet,
    /// In the palette's order.
    pub kinds: Vec<ShiftKind>,
    pub positions: HashMap<PositionId, Name>,
    pub calendar: Calendar,
    pub zone: Zone,
}

/// What a person's month adds up to.
#[derive(Default)]
struct Total {
    shifts: u32,
    paid_minutes: u32,
    rests: u32,
}

/// The print colour of a hue: light enough for black letters.
const fn colour(hue: Hue) -> u32 {
    match hue {
        Hue::Amber => 0x00FD_E9B8,
        Hue::Indigo => 0x00DD_E3FB,
        Hue::Teal => 0x00CF_F0EA,
        Hue::Rose => 0x00FB_DAE2,
        Hue::Sky => 0x00D3_EBFB,
        Hue::Violet => 0x00E9_DFFB,
        Hue::Green => 0x00D5_F2D8,
        Hue::Orange => 0x00FD_DFC6,
        Hue::Plum => 0x00F3_DAF3,
        Hue::Olive => 0x00E9_EDC6,
        Hue::Slate => 0x00EC_EEF2,
    }
}

const fn weekday(day: u32) -> &'static str {
    ["一", "二", "三", "四", "五", "六", "日"][(day as usize + 6) % 7]
}

/// Hours with a half, such as 7.5; whole ones without a point.
fn hours(minutes: u32) -> f64 {
    f64::from(minutes) / 60.0
}

impl Table {
    /// 客服组-2026-11.xlsx
    pub fn file_name(&self, extension: &str) -> String {
        format!("{}-{}.{extension}", self.department, self.sheet.head.month)
    }

    fn title(&self) -> String {
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

    fn days(&self) -> impl Iterator<Item = (u16, Day)> {
        (LEAD..).zip(self.sheet.head.month.days())
    }

    /// What stands under a day's number: its weekday, or 休 and 班 for holidays and workdays that make up for them.
    fn letter(&self, day: Day) -> &'static str {
        match self.calendar.of(day).map(|holiday| holiday.kind) {
            Some(HolidayKind::Work) => "班",
            Some(_) => "休",
            None => weekday(day.weekday() as u32),
        }
    }

    fn kind(&self, person: &SheetPerson, day: Day) -> Option<&ShiftKind> {
        let cell = person.cells.iter().find(|cell| cell.day == day.number())?;
        let id = self.sheet.kinds.get(usize::from(cell.kind?))?;
        self.kinds.iter().find(|kind| kind.id == *id)
    }

    fn position(&self, person: &SheetPerson) -> &str {
        person.position_id.and_then(|id| self.positions.get(&id)).map_or("", Name::as_str)
    }

    fn total(&self, person: &SheetPerson) -> Total {
        let mut total = Total::default();
        for kind in self.days().filter_map(|(_, day)| self.kind(person, day)) {
            match kind.fields.hours {
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
    fn used(&self) -> Vec<&ShiftKind> {
        self.kinds.iter().filter(|kind| self.sheet.kinds.contains(&kind.id)).collect()
    }

    fn heads(&self, kind: &ShiftKind, day: Day) -> usize {
        let has = |person: &&SheetPerson| self.kind(person, day).is_some_and(|other| other.id == kind.id);
        self.sheet.people.iter().filter(has).count()
    }

    /// The month as CSV for Excel: a byte order mark, CRLF, and no cell that becomes a formula.
    pub fn csv(&self) -> String {
        let heads = ["工号", "姓名", "岗位"].map(str::to_owned);
        let lead = || vec![String::new(); usize::from(LEAD)];
        let mut lines = vec![
            heads
                .into_iter()
                .chain(self.days().map(|(_, day)| day.number().to_string()))
                .chain(TOTALS.map(str::to_owned))
                .collect(),
            lead().into_iter().chain(self.days().map(|(_, day)| self.letter(day).to_owned())).collect(),
        ];
        for person in &self.sheet.people {
            let total = self.total(person);
            let mut line = vec![person.number.to_string(), person.name.to_string(), self.position(person).to_owned()];
            let code = |day| self.kind(person, day).map(|kind| kind.fields.code.to_string()).unwrap_or_default();
            line.extend(self.days().map(|(_, day)| code(day)));
            line.extend([total.shifts.to_string(), hours(total.paid_minutes).to_string(), total.rests.to_string()]);
            lines.push(line);
        }
        let text: Vec<String> = lines
            .iter()
            .map(|line: &Vec<String>| line.iter().map(|cell| csv_cell(cell)).collect::<Vec<_>>().join(","))
            .collect();
        format!("\u{feff}{}\r\n", text.join("\r\n"))
    }

    /// The month as XLSX.
    pub fn workbook(&self) -> Result<Vec<u8>, Error> {
        self.write().map_err(fault)
    }

    fn write(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = new_workbook(&self.title());
        let sheet = workbook.add_worksheet().set_name(self.sheet.head.month.to_string())?;
        let last = LEAD + u16::from(self.sheet.head.month.length()) + 2;
        self.lay_out(sheet, last)?;
        self.put_heads(sheet, last)?;
        for (row, person) in (TOP..).zip(&self.sheet.people) {
            self.put_person(sheet, row, person)?;
        }
        let foot = TOP + u32::try_from(self.sheet.people.len()).unwrap_or(0);
        self.put_foot(sheet, foot)?;
        workbook.save_to_buffer()
    }

    /// One A4 page, with the names and days fixed on the screen.
    fn lay_out(&self, sheet: &mut Worksheet, last: u16) -> Result<(), XlsxError> {
        for (column, width) in [(0, 9.0), (1, 9.0), (2, 12.0)] {
            sheet.set_column_width(column, width)?;
        }
        for column in LEAD..last - 2 {
            sheet.set_column_width(column, 3.4)?;
        }
        for column in last - 2..=last {
            sheet.set_column_width(column, 5.5)?;
        }
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 1).set_print_center_horizontally(true);
        sheet.set_margins(0.4, 0.4, 0.4, 0.4, 0.2, 0.2).set_repeat_rows(0, TOP - 1)?;
        sheet.set_freeze_panes(TOP, LEAD)?;
        Ok(())
    }

    fn put_heads(&self, sheet: &mut Worksheet, last: u16) -> Result<(), XlsxError> {
        let title = Format::new().set_bold().set_font_size(14).set_align(FormatAlign::Left);
        sheet.merge_range(0, 0, 0, last, &self.title(), &title)?.set_row_height(0, 26)?;
        let head = boxed().set_bold().set_background_color(Color::RGB(0x00E8_EEF7));
        for (column, words) in (0..).zip(["工号", "姓名", "岗位"]) {
            sheet.merge_range(1, column, 2, column, words, &head)?;
        }
        for (column, day) in self.days() {
            let look = if self.calendar.is_workday(day) {
                head.clone()
            } else {
                head.clone().set_background_color(Color::RGB(0x00D9_DEE6))
            };
            sheet.write_number_with_format(1, column, day.number(), &look)?;
            let is_statutory = self.calendar.of(day).is_some_and(|holiday| holiday.kind == HolidayKind::Statutory);
            let look = if is_statutory { look.set_font_color(Color::RGB(0x00B4_2318)) } else { look };
            sheet.write_string_with_format(2, column, self.letter(day), &look)?;
        }
        for (column, words) in (last - 2..).zip(TOTALS) {
            sheet.merge_range(1, column, 2, column, words, &head)?;
        }
        Ok(())
    }

    fn put_person(&self, sheet: &mut Worksheet, row: u32, person: &SheetPerson) -> Result<(), XlsxError> {
        let plain = boxed();
        let left = boxed().set_align(FormatAlign::Left);
        for (column, words) in (0..).zip([person.number.as_str(), person.name.as_str(), self.position(person)]) {
            sheet.write_string_with_format(row, column, words, &left)?;
        }
        for (column, day) in self.days() {
            match self.kind(person, day) {
                Some(kind) => {
                    let look = boxed().set_background_color(Color::RGB(colour(kind.fields.hue)));
                    sheet.write_string_with_format(row, column, kind.fields.code.as_str(), &look)?;
                }
                None => {
                    sheet.write_blank(row, column, &plain)?;
                }
            }
        }
        let total = self.total(person);
        let column = LEAD + u16::from(self.sheet.head.month.length());
        sheet.write_number_with_format(row, column, total.shifts, &plain)?;
        sheet.write_number_with_format(row, column + 1, hours(total.paid_minutes), &plain)?;
        sheet.write_number_with_format(row, column + 2, total.rests, &plain)?;
        Ok(())
    }

    /// Heads by day of each kind of work, and what the codes mean.
    fn put_foot(&self, sheet: &mut Worksheet, foot: u32) -> Result<(), XlsxError> {
        let quiet = boxed().set_font_color(Color::RGB(0x0047_5467));
        let used = self.used();
        let work = used.iter().filter(|kind| kind.fields.hours.is_some());
        let mut row = foot;
        for kind in work {
            sheet.merge_range(row, 0, row, LEAD - 1, &format!("{}人数", kind.fields.name), &quiet)?;
            for (column, day) in self.days() {
                let heads = u32::try_from(self.heads(kind, day)).unwrap_or(0);
                sheet.write_number_with_format(row, column, heads, &quiet)?;
            }
            row += 1;
        }
        let legend = used.iter().map(|kind| match kind.fields.hours {
            Some(hours) => format!("{} {} {}–{}", kind.fields.code, kind.fields.name, hours.start, hours.end),
            None => format!("{} {}", kind.fields.code, kind.fields.name),
        });
        sheet.write_string(row + 1, 0, legend.collect::<Vec<_>>().join("    "))?;
        Ok(())
    }
}

/// A cell with thin edges and its words in the middle.
fn boxed() -> Format {
    Format::new()
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x00D0_D5DD))
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// A cell of CSV (RFC 4180). A quote before what a spreadsheet would take for a formula keeps it text.
fn csv_cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_csv_are_quoted_where_they_must_be_and_never_formulas() {
        for (text, wanted) in
            [("早", "早"), ("=1+1", "'=1+1"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("-", "'-")]
        {
            assert_eq!(csv_cell(text), wanted);
        }
    }

    #[test]
    fn weekdays_have_their_letters() {
        assert_eq!([1, 6, 7].map(weekday), ["一", "六", "日"]);
    }
}
