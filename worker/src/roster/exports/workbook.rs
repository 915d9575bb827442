//! A month as a workbook: 工号 姓名 部门 1…31 with lines of weekdays and holidays, totals, heads, and what the codes mean.

use super::table::{LEAD, TOTALS, Table, weekday};
use crate::kernel::{
    error::Error,
    workbook::{fault, new_workbook},
};
use dianwu_domain::{
    Day, DayMinute,
    calendar::HolidayKind,
    roster::api::SheetPerson,
    shifts::{
        api::ShiftKind,
        kind::{Hours, Hue},
    },
};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The column of the month's first day.
const FIRST_DAY: u16 = LEAD.len() as u16;
/// The line of the days, under the title.
const DAYS: u32 = 1;
/// Lines that still fit one page and can be read.
const LINES_OF_A_PAGE: u32 = 50;
/// Most letters of a page's footer (ECMA-376, section 18.3.1.39).
const LONGEST_FOOTER: usize = 255;
/// Letters of a line of the legend, by the widths of the columns.
const LEGEND_WIDTH: usize = 120;
/// A4, in the words of ECMA-376, section 18.3.1.63.
const A4: u8 = 9;

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

impl Table {
    /// The month as XLSX.
    pub fn workbook(&self) -> Result<Vec<u8>, Error> {
        self.write().map_err(fault)
    }

    fn write(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = new_workbook(&self.title());
        let sheet = workbook.add_worksheet().set_name(self.sheet.head.month.to_string())?;
        let holidays = self.holidays();
        // The days, the weekdays and, in a month that has any, the holidays.
        let top = DAYS + if holidays.is_some() { 3 } else { 2 };
        self.lay_out(sheet, top)?;
        self.put_heads(sheet, top)?;
        for (column, word) in (FIRST_DAY..).zip(holidays.iter().flatten()) {
            let day = self.sheet.head.month.first().plus(i64::from(column - FIRST_DAY));
            sheet.write_string_with_format(top - 1, column, word, &self.heading(day).set_shrink())?;
        }
        for (row, person) in (top..).zip(&self.sheet.people) {
            self.put_person(sheet, row, person)?;
        }
        let foot = top + u32::try_from(self.sheet.people.len()).unwrap_or(0);
        let last = self.put_foot(sheet, foot)?;
        // A long list goes over pages, each with the head and its number.
        sheet.set_print_fit_to_pages(1, u16::from(last < LINES_OF_A_PAGE));
        sheet.set_footer(self.footer());
        workbook.save_to_buffer()
    }

    /// The first column after the days.
    fn after_days(&self) -> u16 {
        FIRST_DAY + u16::from(self.sheet.head.month.length())
    }

    /// How many letters the columns before the days take: what stands in them, within bounds. Longer words take more lines.
    fn lead_letters(&self) -> [u16; 3] {
        let people = &self.sheet.people;
        let number = people.iter().map(|person| width(person.number.as_str())).max().unwrap_or(0);
        let name = people.iter().map(|person| width(person.name.as_str())).max().unwrap_or(0);
        let within = |letters: usize, least, most| u16::try_from(letters + 1).unwrap_or(most).clamp(least, most);
        [within(number, 9, 14), within(name, 9, 20), within(width(&self.department), 12, 16)]
    }

    /// What stands under every page: the shifts' hours as far as there is room, and which page it is.
    fn footer(&self) -> String {
        let pages = "&R&8&P / &N";
        let mut legend = "&L&8".to_owned();
        for entry in self.legend() {
            // An ampersand begins a code.
            let entry = entry.replace('&', "&&");
            if legend.chars().count() + entry.chars().count() + 4 + pages.len() > LONGEST_FOOTER {
                break;
            }
            legend.push_str(&entry);
            legend.push_str("    ");
        }
        legend + pages
    }

    /// What the codes mean.
    pub fn legend(&self) -> Vec<String> {
        let month = self.sheet.head.month;
        let entry = |kind: &&ShiftKind| {
            let mut entry = format!("{} {}", kind.fields.code, kind.fields.name);
            for (place, version) in kind.hours_between(month.first(), month.last()).enumerate() {
                let since = if place > 0 { format!("，{}日起", version.from.number()) } else { String::new() };
                entry.push_str(&format!("{since} {}", hours_words(&version.hours)));
            }
            entry
        };
        self.used().iter().map(entry).collect()
    }

    /// A4 pages across, with the names and days fixed on the screen.
    fn lay_out(&self, sheet: &mut Worksheet, top: u32) -> Result<(), XlsxError> {
        let totals = self.after_days();
        for (column, letters) in (0..).zip(self.lead_letters()) {
            sheet.set_column_width(column, f64::from(letters))?;
        }
        for column in FIRST_DAY..totals {
            sheet.set_column_width(column, 3.4)?;
        }
        for (column, _) in (totals..).zip(TOTALS) {
            sheet.set_column_width(column, 5.5)?;
        }
        sheet.set_landscape().set_paper_size(A4).set_print_center_horizontally(true);
        sheet.set_margins(0.4, 0.4, 0.4, 0.55, 0.2, 0.2).set_repeat_rows(0, top - 1)?;
        sheet.set_freeze_panes(top, FIRST_DAY)?;
        Ok(())
    }

    fn put_heads(&self, sheet: &mut Worksheet, top: u32) -> Result<(), XlsxError> {
        let title = Format::new().set_bold().set_font_size(14).set_align(FormatAlign::Left);
        let totals = self.after_days();
        sheet.merge_range(0, 0, 0, totals + 2, &self.title(), &title)?.set_row_height(0, 26)?;
        let head = head();
        for (column, words) in (0..).zip(LEAD).chain((totals..).zip(TOTALS)) {
            sheet.merge_range(DAYS, column, top - 1, column, words, &head)?;
        }
        for (column, day) in (FIRST_DAY..).zip(self.days()) {
            let look = self.heading(day);
            sheet.write_number_with_format(DAYS, column, day.number(), &look)?;
            sheet.write_string_with_format(DAYS + 1, column, weekday(day), &look)?;
        }
        Ok(())
    }

    /// How a day's heading looks: days off are shaded, statutory holidays red as well.
    fn heading(&self, day: Day) -> Format {
        let look = match self.calendar.is_workday(day) {
            true => head(),
            false => head().set_background_color(Color::RGB(0x00D9_DEE6)),
        };
        match self.calendar.of(day).map(|holiday| holiday.kind) {
            Some(HolidayKind::Statutory) => look.set_font_color(Color::RGB(0x00B4_2318)),
            _ => look,
        }
    }

    fn put_person(&self, sheet: &mut Worksheet, row: u32, person: &SheetPerson) -> Result<(), XlsxError> {
        let plain = boxed();
        let left = boxed().set_align(FormatAlign::Left).set_text_wrap();
        let mut lines = 1;
        for ((column, words), letters) in
            (0..).zip([person.number.as_str(), person.name.as_str(), &self.department]).zip(self.lead_letters())
        {
            sheet.write_string_with_format(row, column, words, &left)?;
            // A letter of two columns may be left over at the end of each line.
            lines = lines.max(width(words).div_ceil(usize::from(letters).saturating_sub(2).max(1)));
        }
        if lines > 1 {
            // Programs do not make room by themselves: the words would lie over the rows above and below.
            sheet.set_row_height(row, u32::try_from(15 * lines).unwrap_or(u32::MAX))?;
        }
        for (column, day) in (FIRST_DAY..).zip(self.days()) {
            match self.kind(person, day) {
                Some(kind) => {
                    // A long code is written smaller; it would lie over the next day.
                    let look = boxed().set_shrink().set_background_color(Color::RGB(colour(kind.fields.hue)));
                    sheet.write_string_with_format(row, column, kind.fields.code.as_str(), &look)?;
                }
                None => {
                    sheet.write_blank(row, column, &plain)?;
                }
            }
        }
        let (total, column) = (self.total(person), self.after_days());
        sheet.write_number_with_format(row, column, total.shifts, &plain)?;
        sheet.write_number_with_format(row, column + 1, total.rests, &plain)?;
        sheet.write_number_with_format(row, column + 2, total.hours(), &plain)?;
        Ok(())
    }

    /// Heads by day of each kind of work, and what the codes mean. Returns the last line.
    fn put_foot(&self, sheet: &mut Worksheet, foot: u32) -> Result<u32, XlsxError> {
        let quiet = boxed().set_font_color(Color::RGB(0x0047_5467)).set_shrink();
        let used = self.used();
        let work = used.iter().filter(|kind| kind.is_work());
        let mut row = foot;
        for kind in work {
            sheet.merge_range(row, 0, row, FIRST_DAY - 1, &format!("{}人数", kind.fields.name), &quiet)?;
            for (column, day) in (FIRST_DAY..).zip(self.days()) {
                let heads = u32::try_from(self.heads(kind, day)).unwrap_or(0);
                sheet.write_number_with_format(row, column, heads, &quiet)?;
            }
            row += 1;
        }
        let legend = self.legend().join("    ");
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_align(FormatAlign::Left);
        sheet.merge_range(row + 1, 0, row + 1, self.after_days() + 2, &legend, &wrapped)?;
        let lines = u32::try_from(width(&legend).div_ceil(LEGEND_WIDTH).max(1)).unwrap_or(1);
        sheet.set_row_height(row + 1, 16 * lines)?;
        Ok(row + 1)
    }
}

/// How wide a text is, in Latin letters: others take the room of two.
fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// The cell of a heading.
fn head() -> Format {
    boxed().set_bold().set_background_color(Color::RGB(0x00E8_EEF7))
}

/// A cell with thin edges and its words in the middle.
fn boxed() -> Format {
    Format::new()
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x00D0_D5DD))
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// 08:00–17:00, 22:00–次日 06:00, 10:00–14:00 18:00–22:00
fn hours_words(hours: &Hours) -> String {
    let words = hours.segments().map(|segment| format!("{}–{}", clock(segment.start), clock(segment.end)));
    words.collect::<Vec<_>>().join(" ")
}

/// A minute of a shift, as clocks and the screen show it: 17:00, 24:00, 次日 06:00.
fn clock(minute: DayMinute) -> String {
    match minute.minutes().checked_sub(24 * 60) {
        Some(later @ 1..) => format!("次日 {:02}:{:02}", later / 60, later % 60),
        _ => minute.to_string(),
    }
}
