//! Importing staff from a table: what a file must hold, and which of its columns is which. Reading the file is the
//! worker's work; its rows are judged in [`super::judge`].

use super::api::{PersonFields, Status};
use crate::{
    FieldCode, PersonId,
    kernel::problem::Holder,
    text::{clean, fold},
};
use serde::{Deserialize, Serialize};

/// Most rows of one import.
pub const MAX_ROWS: usize = 500;
/// Most bytes of an imported file.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// A row whose staff number begins so is the template's sample and is left out.
pub const SAMPLE_MARK: &str = "示例";
/// The heading is looked for in so many rows from the top: many sheets begin with a title.
const HEADING_WITHIN: usize = 10;

/// A column of the import: its field and the headings that are understood, the first being the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The field of [`PersonFields`] that it fills.
    pub field: &'static str,
    /// Headings, compared without case, spaces, stars and what stands in brackets.
    pub headings: &'static [&'static str],
    /// A row must fill it.
    pub is_required: bool,
}

/// The columns, in the order of the template.
pub const COLUMNS: &[Column] = &[
    Column {
        field: "number", headings: &["工号", "员工编号", "编号", "number", "staffnumber"], is_required: true
    },
    Column { field: "name", headings: &["姓名", "名字", "name"], is_required: true },
    Column {
        field: "phone", headings: &["手机", "手机号", "电话", "联系电话", "phone", "mobile"], is_required: false
    },
    Column { field: "department_id", headings: &["部门", "所属部门", "department"], is_required: true },
    Column { field: "position_id", headings: &["岗位", "职位", "position"], is_required: false },
    Column { field: "hired_on", headings: &["入职日期", "入职时间", "hiredon", "hiredate"], is_required: true },
    Column {
        field: "work_began_on",
        headings: &["参加工作日期", "参加工作时间", "首次工作日期", "workbeganon"],
        is_required: false,
    },
];

/// Headings that say of a row whether somebody works here, and the words for those who do not.
const STATUS_HEADINGS: &[&str] = &["状态", "员工状态", "在职状态", "status"];
const LEFT_WORDS: &[&str] = &["离职", "已离职", "left"];
/// Headings of the last day, which says the same where there is no status.
const LEFT_ON_HEADINGS: &[&str] = &["离职日期", "离职时间", "lastday", "lefton"];
/// Headings of what the rows that were left out are saved with.
const REJECTS_HEADINGS: &[&str] = &["原因", "行", "reasons", "line"];

/// A row that can be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportRow {
    /// Made by the device, so that a repeated send writes once.
    pub id: PersonId,
    /// The person.
    pub fields: PersonFields,
}

/// A change of somebody who is there already, as the preview showed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportUpdate {
    /// The person, found by their number.
    pub id: PersonId,
    /// The version that was seen.
    pub version: u32,
    /// The person as they shall be, with the number that they have, and working here.
    pub fields: PersonFields,
}

/// Somebody who stands in the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standing {
    /// The person.
    pub id: PersonId,
    /// Counts changes; send it back with an update.
    pub version: u32,
    /// The person as they stand.
    pub fields: PersonFields,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Trouble {
    /// The value is not what the field takes.
    Invalid(FieldCode),
    /// A formula of which the file does not say the result.
    NoValue,
    /// A formula that failed, such as `#N/A`.
    Fault,
    /// The spreadsheet took what was typed for a date.
    WasDate,
    /// The spreadsheet has shortened a long number: `1.99E+10`.
    Shortened,
    /// The same stands in this earlier line of the file.
    Repeated(u32),
    /// Somebody else has it.
    Held(Holder),
    /// It is an administrator's, which only administrators change.
    Protected,
}

/// What is to be looked at in a cell, although it can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Doubt {
    /// It lies in a merged block, whose text stands in its first cell alone.
    Covered,
    /// Its number format shows something else than what was read.
    Format,
    /// It holds a `?`, which stands where a program could not save a letter.
    LostLetter,
    /// The file ends here, in the middle of a line.
    Cut,
    /// The number belongs to somebody of another name.
    OtherName,
    /// The file says that they have left, but an import has everybody work here.
    SaysLeft,
}

/// A field of a row and something about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Remark<T> {
    /// A field of [`PersonFields`].
    pub field: String,
    /// What there is to say.
    pub what: T,
}

/// A row of the file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PreviewRow {
    /// Its line in the file, the first being 1.
    pub line: u32,
    /// Its cells, in the order of [`COLUMNS`].
    pub cells: Vec<String>,
    /// What is wrong with it.
    pub errors: Vec<Remark<Trouble>>,
    /// What is to be looked at.
    pub doubts: Vec<Remark<Doubt>>,
    /// The person, when nothing is wrong. Of somebody who is there already, what the file leaves empty stays.
    pub fields: Option<PersonFields>,
    /// Who has the row's number already.
    pub standing: Option<Standing>,
}

/// What a row would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Nothing: something is wrong.
    Wrong,
    /// It adds a person.
    Create,
    /// It changes somebody.
    Update,
    /// It takes somebody back who had left.
    Return,
    /// Everything stands already.
    Nothing,
}

impl PreviewRow {
    /// What the row would do.
    pub fn deed(&self) -> Deed {
        match (&self.fields, &self.standing) {
            (None, _) => Deed::Wrong,
            _ if !self.errors.is_empty() => Deed::Wrong,
            (Some(_), None) => Deed::Create,
            (Some(fields), Some(standing)) if standing.fields == *fields => Deed::Nothing,
            (Some(_), Some(standing)) if standing.fields.status == Status::Left => Deed::Return,
            (Some(_), Some(_)) => Deed::Update,
        }
    }

    /// Whether the row would change this field of somebody who is there.
    pub fn changes(&self, field: &str) -> bool {
        let (Some(fields), Some(standing)) = (&self.fields, &self.standing) else { return false };
        fields.differences(&standing.fields).contains(&field)
    }
}

/// Everything that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportPreview {
    /// Required columns that the file lacks, by their usual heading. Without the one of numbers there are no rows;
    /// without others, new people cannot be added.
    pub missing_columns: Vec<String>,
    /// Headings that were not understood and are left out.
    pub unknown_columns: Vec<String>,
    /// Rows with cells in merged blocks that were not filled.
    pub covered: u32,
    /// The rows.
    pub rows: Vec<PreviewRow>,
}

/// What is known of a cell besides its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A formula without a stored result.
    NoValue,
    /// A formula that failed.
    Fault,
    /// A number that is shown as a day; the text is the day.
    Date,
    /// A number in a format that is not followed; the text is the number.
    Unsure,
    /// An empty cell of a merged block, which shows this text.
    Covered(String),
    /// The file ends in it.
    Cut,
    /// Its row says that this person has left; it stands at the number.
    SaysLeft,
}

/// A line of a file: its cells as text, from the first column on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, the first being 1.
    pub number: u32,
    /// Its cells; a line may be shorter than others.
    pub cells: Vec<String>,
    /// What else is known of some cells, by their place.
    pub marks: Vec<(usize, Mark)>,
}

/// A file's rows under the columns that are understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// As in [`ImportPreview`].
    pub missing_columns: Vec<String>,
    /// As in [`ImportPreview`].
    pub unknown_columns: Vec<String>,
    /// The rows that hold anything, with their cells in their one spelling and in the order of [`COLUMNS`].
    pub rows: Vec<Line>,
}

/// Finds the heading among a file's lines and puts the cells of the rows below it in the order of [`COLUMNS`]. With
/// `fills`, the cells of a merged block all hold what it shows.
pub fn lay_out(lines: &[Line], fills: bool) -> Sheet {
    let understood = |line: &Line| line.cells.iter().filter(|cell| column_of(cell).is_some()).count();
    let heading = lines.iter().take(HEADING_WITHIN).position(|line| understood(line) >= 2).unwrap_or(0);
    let Some(headings) = lines.get(heading) else { return Sheet { missing_columns: missing(&[]), ..Sheet::default() } };

    let mut places = vec![None; COLUMNS.len()];
    let mut unknown_columns = Vec::new();
    for (place, text) in headings.cells.iter().enumerate() {
        match column_of(text).and_then(|column| places.get_mut(column)) {
            Some(slot @ None) => *slot = Some(place),
            _ if clean(text).is_empty() || is_passed_over(text) => {}
            _ => unknown_columns.push(clean(text)),
        }
    }
    let missing_columns = missing(&places);
    // Who is meant is said by the number alone.
    let has_numbers = places.first().is_some_and(Option::is_some);
    let below = if has_numbers { lines.get(heading + 1..).unwrap_or_default() } else { &[] };
    let place_of = |names: &[&str]| headings.cells.iter().position(|text| names.contains(&bare(text).as_str()));
    let leaving = [place_of(STATUS_HEADINGS), place_of(LEFT_ON_HEADINGS)];
    let row = |line: &Line| {
        let mut row = arrange(line, &places, fills);
        row.marks.extend(says_left(line, leaving).then_some((0, Mark::SaysLeft)));
        row
    };
    let rows = below.iter().map(row).filter(holds_a_person).collect();
    Sheet { missing_columns, unknown_columns, rows }
}

/// A heading as it is compared.
fn bare(heading: &str) -> String {
    fold(heading).chars().take_while(|c| *c != '(').filter(|c| !['*', '_'].contains(c)).collect()
}

/// Whether the app itself writes columns of this heading, from which nothing is imported.
fn is_passed_over(heading: &str) -> bool {
    let bare = bare(heading);
    [STATUS_HEADINGS, LEFT_ON_HEADINGS, REJECTS_HEADINGS].iter().any(|names| names.contains(&bare.as_str()))
}

/// Whether a row says that its person has left: by its status or, without one, by a last day.
fn says_left(line: &Line, [status, left_on]: [Option<usize>; 2]) -> bool {
    let text =
        |place: Option<usize>| place.and_then(|place| line.cells.get(place)).map_or_else(String::new, |t| fold(t));
    match text(status) {
        status if status.is_empty() => !text(left_on).is_empty(),
        status => LEFT_WORDS.contains(&status.as_str()),
    }
}

/// The place in [`COLUMNS`] of the column that a heading means.
fn column_of(heading: &str) -> Option<usize> {
    let bare = bare(heading);
    COLUMNS.iter().position(|column| column.headings.contains(&bare.as_str()))
}

fn missing(places: &[Option<usize>]) -> Vec<String> {
    let is_missing =
        |(place, column): &(usize, &Column)| column.is_required && places.get(*place).is_none_or(Option::is_none);
    let usual = |(_, column): (usize, &Column)| column.headings.first().copied().unwrap_or_default().to_owned();
    COLUMNS.iter().enumerate().filter(is_missing).map(usual).collect()
}

fn arrange(line: &Line, places: &[Option<usize>], fills: bool) -> Line {
    let mut row = Line { number: line.number, cells: Vec::with_capacity(places.len()), marks: Vec::new() };
    for (column, place) in places.iter().enumerate() {
        let text = place.and_then(|place| line.cells.get(place)).map_or_else(String::new, |text| clean(text));
        let mark = line.marks.iter().find(|(marked, _)| Some(*marked) == *place).map(|(_, mark)| mark);
        match mark {
            Some(Mark::Covered(shown)) if fills => row.cells.push(clean(shown)),
            _ => {
                row.cells.push(text);
                row.marks.extend(mark.map(|mark| (column, mark.clone())));
            }
        }
    }
    row
}

fn holds_a_person(row: &Line) -> bool {
    let is_sample = row.cells.first().is_some_and(|number| number.starts_with(SAMPLE_MARK));
    let says = row.marks.iter().any(|(_, mark)| matches!(mark, Mark::NoValue | Mark::Fault));
    !is_sample && (says || row.cells.iter().any(|cell| !cell.is_empty()))
}

impl Holder {
    /// Somebody as a holder of what was meant, or of the other of number and phone.
    pub fn of(fields: &PersonFields, is_other: bool) -> Self {
        let has_left = fields.status == Status::Left;
        Self { number: fields.number.clone(), name: fields.name.clone(), has_left, is_other }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rows: &[&[&str]]) -> Vec<Line> {
        let line = |(n, cells): (usize, &&[&str])| Line {
            number: u32::try_from(n).unwrap() + 1,
            cells: cells.iter().map(|&cell| cell.to_owned()).collect(),
            marks: Vec::new(),
        };
        rows.iter().enumerate().map(line).collect()
    }

    #[test]
    fn columns_are_found_by_their_headings_in_any_order() {
        let sheet = lay_out(
            &lines(&[
                &["备注", " 姓 名 ", "部门（必填）", "Staff Number*", "入职日期", "手机(选填)"],
                &["老员工", " 王芳 ", "客服组", "CS-01", "2026-01-02"],
            ]),
            false,
        );
        assert_eq!(sheet.missing_columns, Vec::<String>::new());
        assert_eq!(sheet.unknown_columns, ["备注"]);
        assert_eq!(
            sheet.rows,
            [Line {
                number: 2,
                cells: ["CS-01", "王芳", "", "客服组", "", "2026-01-02", ""].map(str::to_owned).to_vec(),
                marks: Vec::new(),
            }]
        );
    }

    #[test]
    fn what_the_app_itself_writes_beside_the_columns_is_passed_over_and_leavers_are_marked() {
        let sheet = lay_out(
            &lines(&[
                &["工号", "姓名", "状态", "离职日期", "原因", "行", "备注"],
                &["A1", "甲", "离职", "2026-01-31", "", "3", ""],
                &["A2", "乙", "在职", "2026-01-31", "", "", ""],
                &["A3", "丙", "", "2026-01-31", "", "", ""],
                &["A4", "丁", "", "", "", "", ""],
            ]),
            false,
        );
        assert_eq!(sheet.unknown_columns, ["备注"]);
        let left = |row: &Line| row.marks.contains(&(0, Mark::SaysLeft));
        assert_eq!(sheet.rows.iter().map(left).collect::<Vec<_>>(), [true, false, true, false]);
        let sheet = lay_out(&lines(&[&["Number", "Name", "Status"], &["A1", "A", " LEFT "]]), false);
        assert_eq!((sheet.unknown_columns.len(), sheet.rows.iter().filter(|row| left(row)).count()), (0, 1));
    }

    #[test]
    fn marks_that_nobody_sees_hide_no_heading_and_make_no_row() {
        let sheet = lay_out(
            &lines(&[
                &["\u{feff}工\u{200b}号", "姓　名", "部门", "入职日期", "\u{200b}"],
                &["\u{200b}", "\u{3164}", "\u{a0}", ""],
                &["A1", "李\u{200b}雪", "\u{a0}仓储\u{200b}", "2026-01-02"],
            ]),
            false,
        );
        assert_eq!((sheet.missing_columns.len(), sheet.unknown_columns.len()), (0, 0));
        assert_eq!(
            sheet.rows.iter().map(|row| row.cells.join("|")).collect::<Vec<_>>(),
            ["A1|李雪||仓储||2026-01-02|"]
        );
    }

    #[test]
    fn a_title_above_the_heading_and_empty_lines_are_passed_over() {
        let sheet = lay_out(
            &lines(&[
                &["2026 年花名册"],
                &[],
                &["工号", "姓名", "部门", "入职日期"],
                &["", "  ", ""],
                &["示例001", "王小明", "客服组", "2026-01-02"],
                &["A1", "李强", "仓储", "2026-01-02"],
            ]),
            false,
        );
        assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [6]);
    }

    #[test]
    fn required_columns_that_are_missing_are_named_and_rows_are_read_by_their_numbers() {
        let sheet = lay_out(&lines(&[&["工号", "姓名"], &["A1", "李强"]]), false);
        assert_eq!(sheet.missing_columns, ["部门", "入职日期"]);
        assert_eq!(sheet.rows[0].cells[..2], ["A1", "李强"]);
        let sheet = lay_out(&lines(&[&["姓名", "部门"], &["李强", "仓储"]]), false);
        assert_eq!((sheet.missing_columns, sheet.rows), (vec!["工号".to_owned(), "入职日期".to_owned()], vec![]));
        assert_eq!(lay_out(&[], false).missing_columns, ["工号", "姓名", "部门", "入职日期"]);
    }

    #[test]
    fn a_merged_block_is_left_open_or_filled_as_wanted() {
        let mut lines = lines(&[&["工号", "岗位", "姓名"], &["A1", "售前客服", "甲"], &["A2", "", "乙"]]);
        lines[2].marks.push((1, Mark::Covered("售前客服".to_owned())));
        let open = lay_out(&lines, false);
        assert_eq!((open.rows[1].cells[4].as_str(), open.rows[1].marks.len()), ("", 1));
        assert_eq!(open.rows[1].marks[0].0, 4, "by its place among the columns");
        let filled = lay_out(&lines, true);
        assert_eq!((filled.rows[1].cells[4].as_str(), filled.rows[1].marks.len()), ("售前客服", 0));
    }

    #[test]
    fn the_second_of_two_columns_with_one_meaning_is_left_out() {
        let sheet = lay_out(
            &lines(&[&["工号", "姓名", "部门", "入职日期", "编号"], &["A1", "李强", "仓储", "2026-01-02", "7"]]),
            false,
        );
        assert_eq!(sheet.unknown_columns, ["编号"]);
        assert_eq!(sheet.rows[0].cells[0], "A1");
    }
}
