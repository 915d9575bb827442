//! Writing workbooks: the list of people, and the template of the import.

use crate::kernel::{
    error::Error,
    workbook::{fault, new_workbook},
};
use dianwu_domain::{
    Day,
    people::{
        api::{Department, PersonFields, Position, RejectedRows, Status},
        import::{COLUMNS, MAX_ROWS, SAMPLE_MARK},
        tree,
    },
};
use rust_xlsxwriter::{
    Color, DataValidation, Format, FormatAlign, FormatBorder, Formula, IgnoreError, Worksheet, XlsxError,
};

/// Widths of the import's columns, in characters of Latin text.
const WIDTHS: [f64; 7] = [12.0, 14.0, 16.0, 22.0, 18.0, 14.0, 16.0];
/// Columns that only the export has.
const MORE_HEADINGS: [&str; 2] = ["状态", "离职日期"];
/// The day before Excel's day 1 in the calendar that begins in 1900, as days from 1970-01-01, for days from
/// 1900-03-01 on.
const EXCEL_EPOCH: i64 = -25_569;

/// The people as a workbook whose first columns the import understands.
pub fn people(people: &[PersonFields], departments: &[Department], positions: &[Position]) -> Result<Vec<u8>, Error> {
    write_people(people, departments, positions).map_err(fault)
}

/// An empty workbook with the import's columns, a sample row that the import leaves out, and on a second sheet what
/// the columns mean and which departments and positions there are.
pub fn template(departments: &[Department], positions: &[Position]) -> Result<Vec<u8>, Error> {
    write_template(departments, positions).map_err(fault)
}

/// The rows that an import left out: the import's columns, then the reasons and the line, which it passes over.
pub fn rejects(rejected: &RejectedRows) -> Result<Vec<u8>, Error> {
    write_rejects(rejected).map_err(fault)
}

/// The looks of cells.
struct Looks {
    heading: Format,
    required: Format,
    date: Format,
    sample: Format,
    note: Format,
}

impl Looks {
    fn new() -> Self {
        let heading = Format::new()
            .set_bold()
            .set_background_color(Color::RGB(0x00E8_EEF7))
            .set_border_bottom(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            required: heading.clone().set_font_color(Color::RGB(0x00B4_2318)),
            heading,
            date: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            sample: Format::new().set_italic().set_font_color(Color::RGB(0x0066_7085)),
            note: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

/// Text as text: what begins with `=`, `+`, `-` or `@` stays what it is and never becomes a formula.
fn put<'a>(sheet: &'a mut Worksheet, row: u32, column: u16, text: &str) -> Result<&'a mut Worksheet, XlsxError> {
    if text.is_empty() { Ok(sheet) } else { sheet.write_string(row, column, text) }
}

/// A day as a real date.
fn put_day(sheet: &mut Worksheet, row: u32, column: u16, day: Option<Day>, look: &Format) -> Result<(), XlsxError> {
    let Some(day) = day else { return Ok(()) };
    let serial = i32::try_from(day.epoch_days() - EXCEL_EPOCH).unwrap_or(0);
    sheet.write_number_with_format(row, column, serial, look)?;
    Ok(())
}

/// Writes the headings, fixed to the top, over columns of their widths.
fn put_headings(sheet: &mut Worksheet, looks: &Looks, marks_required: bool) -> Result<(), XlsxError> {
    for ((column, place), width) in COLUMNS.iter().zip(0_u16..).zip(WIDTHS) {
        let look = if marks_required && column.is_required { &looks.required } else { &looks.heading };
        sheet.write_string_with_format(0, place, column.headings.first().copied().unwrap_or_default(), look)?;
        sheet.set_column_width(place, width)?;
    }
    sheet.set_row_height(0, 22)?.set_freeze_panes(1, 2)?;
    Ok(())
}

fn write_people(
    people: &[PersonFields],
    departments: &[Department],
    positions: &[Position],
) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut workbook = new_workbook("员工花名册");
    let sheet = workbook.add_worksheet().set_name("员工")?;
    put_headings(sheet, &looks, false)?;
    for (heading, column) in MORE_HEADINGS.into_iter().zip(7_u16..) {
        sheet.write_string_with_format(0, column, heading, &looks.heading)?.set_column_width(column, 14)?;
    }
    let position = |person: &PersonFields| positions.iter().find(|position| Some(position.id) == person.position_id);
    for (person, row) in people.iter().zip(1_u32..) {
        put(sheet, row, 0, person.number.as_str())?;
        put(sheet, row, 1, person.name.as_str())?;
        put(sheet, row, 2, person.phone.as_ref().map_or("", |phone| phone.as_str()))?;
        put(sheet, row, 3, &tree::label(departments, person.department_id))?;
        put(sheet, row, 4, position(person).map_or("", |position| position.name.as_str()))?;
        put_day(sheet, row, 5, Some(person.hired_on), &looks.date)?;
        put_day(sheet, row, 6, person.work_began_on, &looks.date)?;
        put(sheet, row, 7, if person.status == Status::Active { "在职" } else { "离职" })?;
        put_day(sheet, row, 8, person.left_on, &looks.date)?;
    }
    let last = u32::try_from(people.len()).unwrap_or(u32::MAX).max(1);
    sheet.autofilter(0, 0, last, 8)?;
    sheet.ignore_error_range(1, 0, last, 2, IgnoreError::NumberStoredAsText)?;
    workbook.save_to_buffer()
}

fn write_rejects(rejected: &RejectedRows) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut workbook = new_workbook("员工导入");
    let sheet = workbook.add_worksheet().set_name("员工")?;
    put_headings(sheet, &looks, true)?;
    let reasons = u16::try_from(COLUMNS.len()).unwrap_or(u16::MAX);
    for (column, heading, width) in
        [(reasons, &rejected.reasons_heading, 60.0), (reasons + 1, &rejected.line_heading, 8.0)]
    {
        sheet.write_string_with_format(0, column, printable(heading), &looks.required)?;
        sheet.set_column_width(column, width)?;
    }
    for (row, at) in rejected.rows.iter().zip(1_u32..) {
        for (text, column) in row.cells.iter().take(COLUMNS.len()).zip(0_u16..) {
            put(sheet, at, column, &printable(text))?;
        }
        sheet.write_string_with_format(at, reasons, printable(&row.reasons), &looks.note)?;
        sheet.write_number(at, reasons + 1, row.line)?;
    }
    let last = u32::try_from(rejected.rows.len()).unwrap_or(u32::MAX).max(1);
    sheet.ignore_error_range(1, 0, last, reasons, IgnoreError::NumberStoredAsText)?;
    workbook.save_to_buffer()
}

/// A text without the letters that XML cannot hold.
fn printable(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}')).collect()
}

fn write_template(departments: &[Department], positions: &[Position]) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut workbook = new_workbook("员工导入模板");
    let department_names: Vec<String> =
        tree::in_order(departments).iter().map(|placed| tree::label(departments, placed.department.id)).collect();
    let position_names: Vec<&str> = positions.iter().map(|position| position.name.as_str()).collect();

    let sheet = workbook.add_worksheet().set_name("员工")?;
    put_headings(sheet, &looks, true)?;
    let number = format!("{SAMPLE_MARK}001");
    let sample = [
        number.as_str(),
        "王小明",
        "13800000000",
        department_names.last().map_or("客服组", String::as_str),
        position_names.first().copied().unwrap_or("售前客服"),
        "2026-01-05",
        "2020-07-01",
    ];
    for (text, column) in sample.into_iter().zip(0_u16..) {
        sheet.write_string_with_format(1, column, text, &looks.sample)?;
    }
    let last = u32::try_from(MAX_ROWS).unwrap_or(u32::MAX).saturating_add(1);
    sheet.ignore_error_range(1, 0, last, 2, IgnoreError::NumberStoredAsText)?;
    offer(sheet, 3, last, 'C', department_names.len())?;
    offer(sheet, 4, last, 'D', position_names.len())?;

    let guide = workbook.add_worksheet().set_name("说明")?;
    guide.set_column_width(0, 64)?.set_column_width(2, 26)?.set_column_width(3, 20)?;
    for (heading, column) in [("填写说明", 0_u16), ("部门", 2), ("岗位", 3)] {
        guide.write_string_with_format(0, column, heading, &looks.heading)?;
    }
    for (note, row) in notes().iter().zip(1_u32..) {
        guide.write_string_with_format(row, 0, note, &looks.note)?;
    }
    for (name, row) in department_names.iter().zip(1_u32..) {
        put(guide, row, 2, name)?;
    }
    for (name, row) in position_names.iter().zip(1_u32..) {
        put(guide, row, 3, name)?;
    }
    workbook.save_to_buffer()
}

fn notes() -> [String; 7] {
    [
        "红色标题的列必填:工号、姓名、部门、入职日期。".to_owned(),
        format!("第 2 行是示例,工号以“{SAMPLE_MARK}”开头的行不会导入。"),
        "工号由字母、数字和连字符组成,不能重复;手机号可以不填,填了不能重复。".to_owned(),
        "部门填名称;重名时填上级路径,例如“客服组/售前”。部门和岗位须已存在,见右侧列表。".to_owned(),
        "工号已有人使用时，会更新这个人的资料，空着的单元格保持原样。".to_owned(),
        "日期写成 2026-01-05、2026/1/5 或 2026年1月5日。参加工作日期用于计算年休假,不能晚于入职日期。".to_owned(),
        format!("每次最多导入 {MAX_ROWS} 人。导入的员工没有密码,由人事在员工页面重置密码后才能登录。"),
    ]
}

/// Offers the names in a column of the second sheet to the cells of a column, without forbidding others.
fn offer(sheet: &mut Worksheet, column: u16, last: u32, source: char, names: usize) -> Result<(), XlsxError> {
    if names == 0 {
        return Ok(());
    }
    let list = Formula::new(format!("='说明'!${source}$2:${source}${}", names + 1));
    let choice = DataValidation::new().allow_list_formula(list).show_error_message(false);
    sheet.add_data_validation(1, column, last, column, &choice)?;
    Ok(())
}
