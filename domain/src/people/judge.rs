//! Judging the rows of an import: each cell becomes a value or a problem, and no problem hides another.

use super::{
    api::{Department, PersonFields, Position, Status},
    import::{Line, PreviewRow},
    tree,
};
use crate::{
    Day, DepartmentId, FieldCode, FieldError, PositionId,
    text::{Phone, StaffNumber, fold, narrow},
};
use std::collections::HashSet;

/// What stands in the database already.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// All departments.
    pub departments: &'a [Department],
    /// The departments that the caller may fill; the others are as good as unknown.
    pub reachable: &'a [DepartmentId],
    /// All positions.
    pub positions: &'a [Position],
    /// Staff numbers that are taken, of those in the file.
    pub numbers: &'a HashSet<StaffNumber>,
    /// Phones that are taken, of those in the file.
    pub phones: &'a HashSet<Phone>,
}

/// The staff numbers and phones in laid-out rows, to be looked up before the rows are judged.
pub fn keys(rows: &[Line]) -> (Vec<StaffNumber>, Vec<Phone>) {
    (
        rows.iter().filter_map(|row| cell(row, 0).parse().ok()).collect(),
        rows.iter().filter_map(|row| cell(row, 2).parse().ok()).collect(),
    )
}

/// Judges laid-out rows. Of several rows with one number or phone the first may have it.
pub fn judge(rows: &[Line], known: &Known<'_>) -> Vec<PreviewRow> {
    let mut numbers = known.numbers.clone();
    let mut phones = known.phones.clone();
    rows.iter().map(|row| judge_row(row, known, &mut numbers, &mut phones)).collect()
}

fn judge_row(
    row: &Line,
    known: &Known<'_>,
    numbers: &mut HashSet<StaffNumber>,
    phones: &mut HashSet<Phone>,
) -> PreviewRow {
    let mut errors = Problems(Vec::new());
    let number = cell(row, 0).parse().and_then(|number| once(number, numbers));
    let number = errors.value("number", number);
    let name = errors.value("name", cell(row, 1).parse());
    let phone =
        errors.value("phone", optional(cell(row, 2), |text| text.parse().and_then(|phone| once(phone, phones))));
    let department_id = errors.value("department_id", department(cell(row, 3), known));
    let position_id = errors.value("position_id", optional(cell(row, 4), |text| position(text, known.positions)));
    let hired_on = errors.value("hired_on", day(cell(row, 5)));
    let work_began_on = errors.value("work_began_on", optional(cell(row, 6), day));

    let whole = || {
        Some(PersonFields {
            number: number?,
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
    let fields = whole();
    errors.0.extend(fields.iter().flat_map(PersonFields::check));
    let fields = fields.filter(|_| errors.0.is_empty());
    PreviewRow { line: row.number, cells: row.cells.clone(), errors: errors.0, fields }
}

/// The problems of one row.
struct Problems(Vec<FieldError>);

impl Problems {
    /// The value, if there is one; otherwise its problem is noted.
    fn value<T>(&mut self, field: &str, found: Result<T, FieldCode>) -> Option<T> {
        found.map_err(|code| self.0.push(FieldError { field: field.to_owned(), code })).ok()
    }
}

fn cell(row: &Line, place: usize) -> &str {
    row.cells.get(place).map_or("", String::as_str)
}

fn optional<T>(text: &str, read: impl FnOnce(&str) -> Result<T, FieldCode>) -> Result<Option<T>, FieldCode> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

/// The value, unless somebody has it; from now on somebody does.
fn once<T: Clone + Eq + std::hash::Hash>(value: T, taken: &mut HashSet<T>) -> Result<T, FieldCode> {
    if taken.insert(value.clone()) { Ok(value) } else { Err(FieldCode::Taken) }
}

fn department(text: &str, known: &Known<'_>) -> Result<DepartmentId, FieldCode> {
    if text.is_empty() {
        return Err(FieldCode::Required);
    }
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
        Line { number, cells: cells.map(str::to_owned).to_vec() }
    }

    /// What judging one row says: its problems as `field code`, or nothing.
    fn judged(rows: &[Line]) -> Vec<String> {
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
            numbers: &HashSet::from(["OLD-1".parse().unwrap()]),
            phones: &HashSet::from(["13800000000".parse().unwrap()]),
        };
        let told = |row: PreviewRow| {
            assert_eq!(row.fields.is_some(), row.errors.is_empty());
            row.errors.iter().map(|e| format!("{} {}", e.field, e.code)).collect::<Vec<_>>().join(", ")
        };
        judge(rows, &known).into_iter().map(told).collect()
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
            (["old-1", "王芳", "138 0000 0000", "客服组", "", "2026-01-02", ""], "number taken, phone taken"),
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
        assert_eq!(judged(&rows), ["", "number taken", "phone taken"]);
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
            judged(&[Line { number: 2, cells: cells.clone() }]);
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
