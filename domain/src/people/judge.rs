//! Judging the rows of an import: each cell becomes a value or a problem, and no problem hides another.

use super::{
    api::{Department, PersonFields, Position, Status},
    import::{COLUMNS, Doubt, Line, Mark, PreviewRow, Remark, Standing, Trouble},
    tree,
};
use crate::{
    Day, DepartmentId, FieldCode, PositionId,
    kernel::problem::Holder,
    text::{Phone, StaffNumber, fold, narrow},
};
use std::collections::{HashMap, HashSet};

/// What stands in the database already.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// All departments.
    pub departments: &'a [Department],
    /// The departments that the caller may fill; the others are as good as unknown.
    pub reachable: &'a [DepartmentId],
    /// All positions.
    pub positions: &'a [Position],
    /// Those who have a number or a phone of the file.
    pub people: &'a [KnownPerson],
    /// Whether the caller may change administrators.
    pub administers: bool,
}

/// Somebody who has a number or a phone of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// The person.
    pub standing: Standing,
    /// Whether they are an administrator.
    pub is_administrator: bool,
}

/// The staff numbers and phones in laid-out rows, to be looked up before the rows are judged.
pub fn keys(rows: &[Line]) -> (Vec<StaffNumber>, Vec<Phone>) {
    (
        rows.iter().filter_map(|row| cell(row, 0).parse().ok()).collect(),
        rows.iter().filter_map(|row| cell(row, 2).parse().ok()).collect(),
    )
}

/// Judges laid-out rows. Of several rows with one number or phone the first may have it, and nobody's number may be
/// somebody else's phone: by either one signs in. A row with the number of
/// somebody who is there already is a change of theirs, and what it leaves empty stays.
pub fn judge(rows: &[Line], known: &Known<'_>) -> Vec<PreviewRow> {
    let mut seen = Seen::default();
    rows.iter().map(|row| judge_row(row, known, &mut seen)).collect()
}

/// The lines on which numbers and phones stood first: both in one, because nobody's number is another's phone.
type Seen = HashMap<String, u32>;

/// The value, unless it stood in an earlier line.
fn once<T: ToString>(value: T, line: u32, seen: &mut Seen) -> Result<T, Trouble> {
    match *seen.entry(value.to_string()).or_insert(line) {
        first if first == line => Ok(value),
        earlier => Err(Trouble::Repeated(earlier)),
    }
}

fn judge_row(row: &Line, known: &Known<'_>, seen: &mut Seen) -> PreviewRow {
    let mut said = Said::read(row);
    let number: Option<StaffNumber> = said.value("number", cell(row, 0).parse().map_err(Trouble::Invalid));
    let number = number.and_then(|number| said.value("number", once(number, row.number, seen)));
    let holds = |person: &&KnownPerson| Some(&person.standing.fields.number) == number.as_ref();
    let holder = known.people.iter().find(holds);
    let standing = holder.filter(|person| known.reachable.contains(&person.standing.fields.department_id));
    if holder.is_some() && standing.is_none() {
        said.wrong("number", Trouble::Invalid(FieldCode::Taken));
    }
    // Somebody who is there keeps the number, which is nobody's phone.
    let number = match holder {
        None => number.and_then(|number| said.value("number", no_phone(number, known))),
        Some(_) => number,
    };
    let now = standing.map(|person| &person.standing.fields);

    let name = said.filled("name", cell(row, 1), now.map(|now| now.name.clone()), str::parse);
    let phone =
        said.filled("phone", cell(row, 2), Some(now.and_then(|now| now.phone.clone())), |text| text.parse().map(Some));
    let phone = phone.and_then(|phone| said.value("phone", free(phone, row.number, standing, known, seen)));
    let department = |text: &str| department(text, known);
    let department_id = said.filled("department_id", cell(row, 3), now.map(|now| now.department_id), department);
    let position = |text: &str| position(text, known.positions).map(Some);
    let position_id = said.filled("position_id", cell(row, 4), Some(now.and_then(|now| now.position_id)), position);
    let hired_on = said.filled("hired_on", cell(row, 5), now.map(|now| now.hired_on), day);
    let began = |text: &str| day(text).map(Some);
    let work_began_on = said.filled("work_began_on", cell(row, 6), Some(now.and_then(|now| now.work_began_on)), began);

    let whole = || {
        Some(PersonFields {
            number: number.clone()?,
            name: name?,
            phone: phone?,
            department_id: department_id?,
            position_id: position_id?,
            hired_on: hired_on?,
            work_began_on: work_began_on?,
            status: Status::Active,
            left_on: None,
        })
    };
    // What does not fit together is told whatever else is wrong.
    let misfits = number.iter().filter_map(PersonFields::check_number);
    let began = hired_on.zip(work_began_on.flatten());
    let misfits: Vec<_> =
        misfits.chain(began.and_then(|(hired, began)| PersonFields::check_began(hired, began))).collect();
    for error in misfits {
        said.wrong(&error.field, Trouble::Invalid(error.code));
    }
    let fields = whole();
    if let (Some(fields), Some(person)) = (&fields, standing) {
        said.judge_change(fields, person, known.administers);
    }
    let mut fields = fields.filter(|_| said.errors.is_empty());
    if row.marks.iter().any(|(_, mark)| *mark == Mark::SaysLeft) {
        match now.filter(|now| now.status == Status::Left) {
            // Who has left, there as here, stays as they are.
            Some(now) => {
                fields = Some(now.clone());
                said = Said::default();
            }
            None => said.doubt("number", Doubt::SaysLeft),
        }
    }
    let standing = standing.map(|person| person.standing.clone());
    PreviewRow {
        line: row.number,
        cells: row.cells.clone(),
        errors: said.errors,
        doubts: said.doubts,
        fields,
        standing,
    }
}

/// A new number, unless it is somebody's phone.
fn no_phone(number: StaffNumber, known: &Known<'_>) -> Result<StaffNumber, Trouble> {
    let is_phone = |phone: &Phone| phone.as_str() == number.as_str();
    match known.people.iter().find(|person| person.standing.fields.phone.as_ref().is_some_and(is_phone)) {
        Some(other) => Err(held(other, known, true)),
        None => Ok(number),
    }
}

/// That somebody has it, as what it was meant or as the other of number and phone. Who is out of reach is not named.
fn held(other: &KnownPerson, known: &Known<'_>, is_other: bool) -> Trouble {
    if known.reachable.contains(&other.standing.fields.department_id) {
        Trouble::Held(Holder::of(&other.standing.fields, is_other))
    } else {
        Trouble::Invalid(FieldCode::Taken)
    }
}

/// The phone, unless somebody else has it, as a phone or a number, here or in an earlier line.
fn free(
    phone: Option<Phone>,
    line: u32,
    own: Option<&KnownPerson>,
    known: &Known<'_>,
    seen: &mut Seen,
) -> Result<Option<Phone>, Trouble> {
    let Some(phone) = phone else { return Ok(None) };
    let is_others = |person: &&KnownPerson| {
        let fields = &person.standing.fields;
        (fields.phone.as_ref() == Some(&phone) || fields.number.as_str() == phone.as_str())
            && own.is_none_or(|own| own.standing.id != person.standing.id)
    };
    if let Some(other) = known.people.iter().find(is_others) {
        let is_number = other.standing.fields.phone.as_ref() != Some(&phone);
        return Err(held(other, known, is_number));
    }
    once(phone, line, seen).map(Some)
}

/// What is said of one row.
#[derive(Default)]
struct Said {
    errors: Vec<Remark<Trouble>>,
    doubts: Vec<Remark<Doubt>>,
    /// Fields whose cells were wrong before they were read.
    unread: HashSet<&'static str>,
}

impl Said {
    /// What the cells' own marks and letters say.
    fn read(row: &Line) -> Self {
        let mut said = Self::default();
        for (column, place) in COLUMNS.iter().zip(0..) {
            let field = column.field;
            let text = cell(row, place);
            let is_day = matches!(field, "hired_on" | "work_began_on");
            for (_, mark) in row.marks.iter().filter(|(marked, _)| *marked == place) {
                match mark {
                    Mark::NoValue => said.unreadable(field, Trouble::NoValue),
                    Mark::Fault => said.unreadable(field, Trouble::Fault),
                    Mark::Date if !is_day => said.unreadable(field, Trouble::WasDate),
                    Mark::Unsure if !is_day => said.doubt(field, Doubt::Format),
                    Mark::Covered(_) => said.doubt(field, Doubt::Covered),
                    Mark::Cut => said.doubt(field, Doubt::Cut),
                    Mark::Date | Mark::Unsure | Mark::SaysLeft => {}
                }
            }
            if matches!(field, "number" | "phone") && is_shortened(text) {
                said.unreadable(field, Trouble::Shortened);
            }
            if matches!(field, "name" | "department_id" | "position_id") && has_lost_letter(text) {
                said.doubt(field, Doubt::LostLetter);
            }
        }
        said
    }

    fn wrong(&mut self, field: &str, what: Trouble) {
        self.errors.push(Remark { field: field.to_owned(), what });
    }

    fn unreadable(&mut self, field: &'static str, what: Trouble) {
        if self.unread.insert(field) {
            self.wrong(field, what);
        }
    }

    fn doubt(&mut self, field: &str, what: Doubt) {
        self.doubts.push(Remark { field: field.to_owned(), what });
    }

    /// The value, if there is one; otherwise its problem is noted, unless the cell has one already.
    fn value<T>(&mut self, field: &str, found: Result<T, Trouble>) -> Option<T> {
        match found {
            _ if self.unread.contains(field) => None,
            Ok(value) => Some(value),
            Err(what) => {
                self.wrong(field, what);
                None
            }
        }
    }

    /// What a cell holds; an empty one leaves what stands, if anything may.
    fn filled<T>(
        &mut self,
        field: &str,
        text: &str,
        standing: Option<T>,
        read: impl FnOnce(&str) -> Result<T, FieldCode>,
    ) -> Option<T> {
        let found = if text.is_empty() { standing.ok_or(FieldCode::Required) } else { read(text) };
        self.value(field, found.map_err(Trouble::Invalid))
    }

    /// What is to be said of a change of somebody who is there.
    fn judge_change(&mut self, fields: &PersonFields, person: &KnownPerson, administers: bool) {
        let before = &person.standing.fields;
        if before.name != fields.name {
            self.doubt("name", Doubt::OtherName);
        }
        if person.is_administrator && !administers {
            if before.phone != fields.phone {
                self.wrong("phone", Trouble::Protected);
            }
            if before.status != fields.status {
                self.wrong("number", Trouble::Protected);
            }
        }
    }
}

/// Whether a long number has lost its digits: `1.99E+10`.
fn is_shortened(text: &str) -> bool {
    let Some((head, power)) = text.split_once("E+").or_else(|| text.split_once("e+")) else { return false };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = head.split_once('.').unwrap_or((head, "0"));
    is_digits(whole) && is_digits(fraction) && is_digits(power)
}

/// Whether a letter is a stand-in for one that a program could not save.
fn has_lost_letter(text: &str) -> bool {
    text.contains(['?', '\u{fffd}', '□', '〓'])
}

fn cell(row: &Line, place: usize) -> &str {
    row.cells.get(place).map_or("", String::as_str)
}

fn department(text: &str, known: &Known<'_>) -> Result<DepartmentId, FieldCode> {
    let found = tree::find(known.departments, text)?;
    if known.reachable.contains(&found) { Ok(found) } else { Err(FieldCode::NotFound) }
}

fn position(text: &str, positions: &[Position]) -> Result<PositionId, FieldCode> {
    let wanted = fold(text);
    positions
        .iter()
        .find(|position| fold(position.name.as_str()) == wanted)
        .map(|position| position.id)
        .ok_or(FieldCode::NotFound)
}

/// A day as people and spreadsheets write it: `2026-01-02`, `2026/1/2`, `2026.1.2`, `2026年1月2日`, `20260102`; a
/// time of day behind it does not count.
///
/// # Errors
/// [`FieldCode::Required`], [`FieldCode::BadFormat`], or [`FieldCode::OutOfRange`] for a day that does not exist.
pub fn day(text: &str) -> Result<Day, FieldCode> {
    let text = narrow(text);
    let date = text.trim().split(['T', ' ']).next().unwrap_or_default();
    if date.is_empty() {
        return Err(FieldCode::Required);
    }
    let date = date.strip_suffix('日').unwrap_or(date);
    let compact = (date.len() == 8).then(|| Some([date.get(..4)?, date.get(4..6)?, date.get(6..)?])).flatten();
    let parts: Vec<&str> = match compact {
        Some(parts) if parts.iter().all(|part| is_number(part, 4)) => parts.to_vec(),
        _ => date.split(['-', '/', '.', '年', '月']).collect(),
    };
    let [year, month, number] = parts.as_slice() else { return Err(FieldCode::BadFormat) };
    if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) || !is_number(number, 2) {
        return Err(FieldCode::BadFormat);
    }
    let read = |part: &str| part.parse::<i16>().map_err(|_| FieldCode::BadFormat);
    let small = |part: &str| part.parse::<i8>().map_err(|_| FieldCode::BadFormat);
    Day::new(read(year)?, small(month)?, small(number)?).ok_or(FieldCode::OutOfRange)
}

fn is_number(part: &str, most: usize) -> bool {
    (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn departments() -> Vec<Department> {
        [
            (1, None, "店铺"),
            (2, Some(1), "客服组"),
            (3, Some(1), "推广组"),
            (4, Some(2), "售前"),
            (5, Some(3), "售前"),
            (6, Some(1), "仓储"),
        ]
        .map(|(n, parent, name)| Department {
            id: department_id(n),
            name: name.parse().unwrap(),
            parent_id: parent.map(department_id),
            sort: 0,
            version: 1,
        })
        .to_vec()
    }

    fn department_id(n: u128) -> DepartmentId {
        DepartmentId::new(Uuid::from_u128(n))
    }

    fn row(number: u32, cells: [&str; 7]) -> Line {
        Line { number, cells: cells.map(str::to_owned).to_vec(), marks: Vec::new() }
    }

    fn somebody(n: u128, number: &str, phone: Option<&str>, left_on: Option<&str>) -> KnownPerson {
        let fields = PersonFields {
            number: number.parse().unwrap(),
            name: "老人".parse().unwrap(),
            phone: phone.map(|phone| phone.parse().unwrap()),
            department_id: department_id(2),
            position_id: None,
            hired_on: "2020-01-02".parse().unwrap(),
            work_began_on: None,
            status: if left_on.is_some() { Status::Left } else { Status::Active },
            left_on: left_on.map(|day| day.parse().unwrap()),
        };
        let standing = Standing { id: crate::PersonId::new(Uuid::from_u128(n)), version: 3, fields };
        KnownPerson { standing, is_administrator: number.starts_with("ADM") }
    }

    /// What a remark says: `field what`.
    fn told(row: &PreviewRow) -> String {
        let wrong = row.errors.iter().map(|error| match &error.what {
            Trouble::Invalid(code) => format!("{} {code}", error.field),
            what => format!("{} {what:?}", error.field),
        });
        wrong
            .chain(row.doubts.iter().map(|doubt| format!("{} {:?}", doubt.field, doubt.what)))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// What judging the rows says of each.
    fn judged(rows: &[Line]) -> Vec<String> {
        previewed(rows, false).iter().map(told).collect()
    }

    fn previewed(rows: &[Line], administers: bool) -> Vec<PreviewRow> {
        let departments = departments();
        let reachable: Vec<_> = (1..=5).map(department_id).collect();
        let positions = [Position {
            id: PositionId::new(Uuid::from_u128(9)),
            name: "售前客服".parse().unwrap(),
            sort: 0,
            version: 1,
        }];
        let known = Known {
            departments: &departments,
            reachable: &reachable,
            positions: &positions,
            people: &[
                somebody(1, "OLD-1", Some("13800000000"), None),
                somebody(2, "OLD-2", Some("13800000002"), Some("2026-01-31")),
                somebody(3, "ADM-1", Some("13800000003"), None),
            ],
            administers,
        };
        let rows = judge(rows, &known);
        assert!(rows.iter().all(|row| row.fields.is_some() == row.errors.is_empty()));
        rows
    }

    #[test]
    fn the_numbers_and_phones_of_a_file_are_those_that_can_be_read() {
        let rows = [
            row(2, ["a1", "王芳", "139 0000 0001", "", "", "", ""]),
            row(3, ["工号", "王芳", "12", "", "", "", ""]),
            row(4, ["A2", "王芳", "", "", "", "", ""]),
        ];
        let numbers: Vec<StaffNumber> = ["A1", "A2"].map(|number| number.parse().unwrap()).into();
        assert_eq!(keys(&rows), (numbers, vec!["13900000001".parse().unwrap()]));
    }

    #[test]
    fn a_long_number_that_lost_its_digits_is_told_from_other_text() {
        for shortened in ["1.99E+10", "1.9e+10", "2E+10"] {
            assert!(is_shortened(shortened), "{shortened}");
        }
        for other in ["", "E+1", "1.E+10", ".9E+10", "1.9E+", "A.9E+10", "1.xE+10", "1.9E+x", "1.9E10"] {
            assert!(!is_shortened(other), "{other}");
        }
    }

    #[test]
    fn how_a_day_is_shown_does_not_matter() {
        let right = ["A1", "王芳", "", "客服组", "", "2026-01-02", "2020-07-01"];
        for (place, mark) in [(5, Mark::Date), (5, Mark::Unsure), (6, Mark::Date), (6, Mark::Unsure)] {
            assert_eq!(judged(&[Line { marks: vec![(place, mark)], ..row(2, right) }]), [""], "{place}");
        }
    }

    #[test]
    fn every_cell_is_judged_and_no_problem_hides_another() {
        for (cells, wanted) in [
            (["A1", "王芳", "13900000001", "客服组", "售前客服", "2026-01-02", "2020/7/1"], ""),
            (["A1", "王芳", "", "客服组", "", "2026年1月2日", ""], ""),
            (["", "", "", "", "", "", ""], "number required, name required, department_id required, hired_on required"),
            (
                ["工号1", "王芳", "12345", "客服组", "", "去年", ""],
                "number bad_format, phone bad_format, hired_on bad_format",
            ),
            (
                ["A1", "王芳", "138 0000 0000", "客服组", "", "2026-01-02", ""],
                "phone Held(Holder { number: \"OLD-1\", name: \"老人\", has_left: false, is_other: false })",
            ),
            (
                ["A1", "王芳", "13800000002", "客服组", "", "2026-01-02", ""],
                "phone Held(Holder { number: \"OLD-2\", name: \"老人\", has_left: true, is_other: false })",
            ),
            (["A1", "王?", "1.99E+10", "客服组", "", "2026-01-02", ""], "phone Shortened, name LostLetter"),
            (
                ["A1", "王芳", "", "客服部", "总监", "2026-02-30", ""],
                "department_id not_found, position_id not_found, hired_on out_of_range",
            ),
            (["A1", "王芳", "", "售前", "", "2026-01-02", ""], "department_id inconsistent"),
            (["A1", "王芳", "", "客服组/售前", "", "2026-01-02", ""], ""),
            (["A1", "王芳", "", "店铺 ＞ 推广组 ＞ 售前", "", "2026-01-02", ""], ""),
            (["Ａ１", "王芳", "+86 139 0000 0001", "客服 组\u{200b}", "\u{a0}售前客服", "2026-01-02", ""], ""),
            (["A1", "\u{3164}", "", "客服组", "", "2026-01-02", ""], "name required"),
            (["A1", "王芳", "", "仓储", "", "2026-01-02", ""], "department_id not_found"),
            (["A1", "王芳", "", "客服组", "", "2026-01-02", "2026-01-03"], "work_began_on inconsistent"),
            (
                ["138-0000-0009", "", "12345", "无", "", "2026-01-02", "2026-01-03"],
                "name required, phone bad_format, department_id not_found, number bad_format, work_began_on inconsistent",
            ),
        ] {
            assert_eq!(judged(&[row(2, cells)]), [wanted], "{cells:?}");
        }
        let long = "长".repeat(41);
        let number = "X".repeat(21);
        let cells = [number.as_str(), long.as_str(), "", "客服组", "", "2026-01-02", ""];
        assert_eq!(judged(&[row(2, cells)]), ["number too_long:20, name too_long:40"]);
    }

    #[test]
    fn of_two_rows_with_one_number_or_phone_the_first_may_have_it() {
        let same = |n, number, phone| row(n, [number, "王芳", phone, "客服组", "", "2026-01-02", ""]);
        let rows = [same(2, "a1", "13900000001"), same(3, "A1", "13900000002"), same(4, "A2", "139-0000-0001")];
        assert_eq!(judged(&rows), ["", "number Repeated(2)", "phone Repeated(2)"]);
    }

    #[test]
    fn a_number_is_nobody_elses_phone_and_ones_own_may_be_both() {
        let new = |n, number, phone| row(n, [number, "王芳", phone, "客服组", "", "2026-01-02", ""]);
        let rows = [
            new(2, "13800000000", ""),
            new(3, "13900000001", "13900000001"),
            new(4, "A2", "139-0000-0001"),
            new(5, "A3", "13900000002"),
            new(6, "13900000002", ""),
        ];
        let held = "Held(Holder { number: \"OLD-1\", name: \"老人\", has_left: false, is_other: true })";
        assert_eq!(
            judged(&rows),
            [format!("number {held}").as_str(), "", "phone Repeated(3)", "", "number Repeated(5)"]
        );
        let known = Known {
            departments: &departments(),
            reachable: &[department_id(2)],
            positions: &[],
            people: &[somebody(1, "13700000001", None, None)],
            administers: false,
        };
        let told = |row| told(&judge(&[row], &known)[0]);
        let somebodys_number = told(new(2, "A1", "13700000001"));
        assert!(somebodys_number.starts_with("phone Held") && somebodys_number.ends_with("is_other: true })"));
        assert_eq!(told(row(2, ["13700000001", "", "13700000001", "", "", "", ""])), "", "one's own");
    }

    #[test]
    fn what_a_row_leaves_empty_of_somebody_who_is_there_stays() {
        let rows = [
            row(2, ["old-1", "", "13900000009", "", "", "", ""]),
            row(3, ["OLD-2", "老人", "", "推广组", "", "2026-03-01", ""]),
            row(4, ["ADM-1", "", "", "", "", "", ""]),
        ];
        let found = previewed(&rows, false);
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), ["", "", ""]);
        use super::super::import::Deed;
        assert_eq!(found.iter().map(PreviewRow::deed).collect::<Vec<_>>(), [Deed::Update, Deed::Return, Deed::Nothing]);
        let changes = |row: &PreviewRow| {
            COLUMNS.iter().map(|column| column.field).filter(|field| row.changes(field)).collect::<Vec<_>>()
        };
        assert_eq!([changes(&found[0]), changes(&found[1])], [vec!["phone"], vec!["department_id", "hired_on"]]);
        assert_eq!(found[0].fields.as_ref().map(|fields| fields.name.as_str()), Some("老人"));
    }

    #[test]
    fn who_has_left_there_as_here_is_offered_no_return() {
        use super::super::import::Deed;
        let says_left = |row: Line| Line { marks: vec![(0, Mark::SaysLeft)], ..row };
        let rows = [
            says_left(row(2, ["OLD-2", "老人", "13800000002", "客服组", "总监", "2020-01-02", ""])),
            says_left(row(4, ["OLD-1", "", "", "", "", "", ""])),
            says_left(row(5, ["A1", "王芳", "", "客服组", "", "2026-01-02", ""])),
        ];
        let found = previewed(&rows, false);
        assert_eq!(
            found.iter().map(PreviewRow::deed).collect::<Vec<_>>(),
            [Deed::Nothing, Deed::Nothing, Deed::Create]
        );
        let doubts: Vec<_> = found.iter().map(told).collect();
        assert_eq!(doubts, ["", "number SaysLeft", "number SaysLeft"]);
    }

    #[test]
    fn only_administrators_change_what_an_administrator_signs_in_with_and_another_name_is_a_doubt() {
        let rows = [row(2, ["ADM-1", "别人", "13900000009", "", "", "", ""])];
        assert_eq!(previewed(&rows, false).iter().map(told).collect::<Vec<_>>(), ["phone Protected, name OtherName"]);
        assert_eq!(previewed(&rows, true).iter().map(told).collect::<Vec<_>>(), ["name OtherName"]);
    }

    #[test]
    fn what_the_file_knows_of_a_cell_is_said_at_it() {
        let right = ["A1", "王芳", "", "客服组", "", "2026-01-02", ""];
        let marked = |place, mark| Line { marks: vec![(place, mark)], ..row(2, right) };
        for (place, mark, wanted) in [
            (2, Mark::NoValue, "phone NoValue"),
            (1, Mark::Fault, "name Fault"),
            (0, Mark::Date, "number WasDate"),
            (0, Mark::Unsure, "number Format"),
            (4, Mark::Covered("售前客服".to_owned()), "position_id Covered"),
            (6, Mark::Cut, "work_began_on Cut"),
            (5, Mark::Date, ""),
        ] {
            assert_eq!(judged(&[marked(place, mark)]), [wanted]);
        }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in [
            "2026-01-02",
            "2026-1-2",
            "2026/1/2",
            "2026.01.02",
            "2026年1月2日",
            "20260102",
            "2026-01-02 00:00:00",
            "2026-01-02T08:00",
            "２０２６－０１－０２",
            "２０２６／１／２",
        ] {
            assert_eq!(day(text).map(|day| day.to_string()), Ok("2026-01-02".to_owned()), "{text}");
        }
        for (text, wanted) in [
            ("", FieldCode::Required),
            ("26-1-2", FieldCode::BadFormat),
            ("1/2/2026", FieldCode::BadFormat),
            ("2026-1", FieldCode::BadFormat),
            ("2026-001-2", FieldCode::BadFormat),
            ("2026-+1-2", FieldCode::BadFormat),
            ("４５", FieldCode::BadFormat),
            ("2026-13-01", FieldCode::OutOfRange),
            ("1999-12-31", FieldCode::OutOfRange),
        ] {
            assert_eq!(day(text), Err(wanted), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_cell_brings_the_judge_down(cells in proptest::collection::vec(".{0,12}", 0..9)) {
            judged(&[Line { number: 2, cells: cells.clone(), marks: Vec::new() }]);
            let _ = day(cells.first().map_or("", String::as_str));
        }

        #[test]
        fn a_department_is_found_by_the_label_that_an_export_writes(place in 0..6_usize) {
            let departments = departments();
            let department = &departments[place];
            prop_assert_eq!(tree::find(&departments, &tree::label(&departments, department.id)), Ok(department.id));
        }
    }
}
