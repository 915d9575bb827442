//! Endpoints of people, departments and positions.

use super::{
    employment::Employment,
    import::{ImportPreview, ImportRow, ImportUpdate},
};
use crate::{
    Day, DepartmentId, File, Instant, Page, PersonId, PositionId, RoleGrant,
    kernel::contract::endpoint,
    session::api::PasswordReset,
    text::{Name, Phone, Reason, SearchText, StaffNumber},
};
use serde::{Deserialize, Serialize};

endpoint! {
    /// Lists people in the caller's scope by staff number, with search and filters.
    ListPeople = GET "/api/people", access: ReadPeople, query: PeopleQuery, reply: Page<PersonRow>;
    /// One person in the caller's scope.
    GetPerson = GET "/api/people/{person_id}", access: ReadPeople, path: PersonPath, reply: Person;
    /// Creates a person with an initial password, which is shown once.
    CreatePerson = POST "/api/people", access: ManagePeople, body: NewPerson, reply: CreatedPerson;
    /// Changes a person's master data as of today: another department or position is a move from today on, and so on, as in `ChangeEmployment`.
    UpdatePerson = PUT "/api/people/{person_id}", access: ManagePeople, path: PersonPath, body: PersonChange, reply: Person;
    /// Changes when a person works here, where and as what: moves, leaving and returns, ahead or, with a reason, in the past. Whoever has left is signed out, and loses roles and password; what they had asked for in a department that they leave ends.
    ChangeEmployment = PUT "/api/people/{person_id}/employment", access: ManagePeople, path: PersonPath, body: EmploymentChange, reply: Person;
    /// Sets a person's roles.
    SetRoles = PUT "/api/people/{person_id}/roles", access: Administer, path: PersonPath, body: RolesBody, reply: Person;
    /// A person's protected status.
    GetProtection = GET "/api/people/{person_id}/protection", access: ManagePeople, path: PersonPath, reply: ProtectionState;
    /// Sets or clears a person's protected status.
    SetProtection = PUT "/api/people/{person_id}/protection", access: ManagePeople, path: PersonPath, body: ProtectionState, reply: ProtectionState;
    /// Reads a CSV or XLSX file of staff and tells every row's problems; writes nothing.
    PreviewImport = POST "/api/people/import/preview", access: ManagePeople, body: ImportFile, limit: 3 * 1024 * 1024, reply: ImportPreview;
    /// Writes the previewed rows that are sent, all or none: new people, who cannot sign in before HR gives them a one-time code, and changes of others.
    ImportPeople = POST "/api/people/import", access: ManagePeople, body: ImportBody, limit: 1024 * 1024, reply: ImportDone;
    /// Rows that were left out, with the reasons, as an XLSX workbook to be mended and imported.
    ImportRejects = POST "/api/people/import/rejects.xlsx", access: ManagePeople, body: RejectedRows, limit: 4 * 1024 * 1024, reply: File;
    /// The people of the list as an XLSX workbook, with the list's filters; refused when they are more than 5000.
    ExportPeople = GET "/api/people/export.xlsx", access: ReadPeople, query: PeopleQuery, reply: File;
    /// An empty XLSX workbook with the import's columns.
    ImportTemplate = GET "/api/people/import/template.xlsx", access: ManagePeople, reply: File;
    /// All departments.
    ListDepartments = GET "/api/departments", access: SignedIn, reply: Vec<Department>;
    /// Creates a department (version 0) or changes one.
    SaveDepartment = PUT "/api/departments/{department_id}", access: ManagePeople, path: DepartmentPath, body: DepartmentBody, reply: Department;
    /// Deletes a department that holds nobody and nothing.
    DeleteDepartment = DELETE "/api/departments/{department_id}", access: ManagePeople, path: DepartmentPath;
    /// All positions.
    ListPositions = GET "/api/positions", access: SignedIn, reply: Vec<Position>;
    /// Creates a position (version 0) or changes one.
    SavePosition = PUT "/api/positions/{position_id}", access: ManagePeople, path: PositionPath, body: PositionBody, reply: Position;
    /// Deletes a position that nobody holds.
    DeletePosition = DELETE "/api/positions/{position_id}", access: ManagePeople, path: PositionPath;
}

/// Names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonPath {
    /// The person.
    pub person_id: PersonId,
}

/// Names a department.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DepartmentPath {
    /// The department.
    pub department_id: DepartmentId,
}

/// Names a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PositionPath {
    /// The position.
    pub position_id: PositionId,
}

/// Whether somebody works here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// 在职
    #[default]
    Active,
    /// 离职: cannot sign in; the history stays.
    Left,
}

/// Filters of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PeopleQuery {
    /// Part of a name, staff number or phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<SearchText>,
    /// This department and those below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_id: Option<DepartmentId>,
    /// Only those who work here, or only those who left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Only those who have never signed in with a password of their own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub never_signed_in: bool,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<StaffNumber>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonRow {
    /// The person.
    pub id: PersonId,
    /// 工号
    pub number: StaffNumber,
    /// 姓名
    pub name: Name,
    /// 手机
    pub phone: Option<Phone>,
    /// 部门
    pub department_id: DepartmentId,
    /// 岗位
    pub position_id: Option<PositionId>,
    /// 入职日期
    pub hired_on: Day,
    /// 在职 or 离职
    pub status: Status,
}

/// A person's master data with roles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// The master data as of today.
    pub fields: PersonFields,
    /// When they work here, where and as what. Only who manages people sees contracts, and why somebody left.
    pub employment: Employment,
    /// Roles granted.
    pub grants: Vec<RoleGrant>,
    /// When they last signed in, as far as sessions tell.
    pub last_seen_at: Option<Instant>,
    /// Counts changes; send it back with the next one.
    pub version: u32,
}

/// The master data that can be changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonFields {
    /// 工号, unique.
    pub number: StaffNumber,
    /// 姓名
    pub name: Name,
    /// 手机, unique.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// 部门
    pub department_id: DepartmentId,
    /// 岗位
    #[serde(default)]
    pub position_id: Option<PositionId>,
    /// 入职日期
    pub hired_on: Day,
    /// 参加工作日期, from which annual leave counts (职工带薪年休假条例 第三条).
    #[serde(default)]
    pub work_began_on: Option<Day>,
    /// 在职 or 离职
    #[serde(default)]
    pub status: Status,
    /// 离职日期, the last day at work; set exactly when `status` is `left`.
    #[serde(default)]
    pub left_on: Option<Day>,
}

impl PersonFields {
    /// The fields in which two states of a person differ.
    pub fn differences(&self, other: &Self) -> Vec<&'static str> {
        let fields = [
            ("number", self.number != other.number),
            ("name", self.name != other.name),
            ("phone", self.phone != other.phone),
            ("department_id", self.department_id != other.department_id),
            ("position_id", self.position_id != other.position_id),
            ("hired_on", self.hired_on != other.hired_on),
            ("work_began_on", self.work_began_on != other.work_began_on),
            ("status", self.status != other.status),
            ("left_on", self.left_on != other.left_on),
        ];
        fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
    }

    /// What does not fit together, as (field, code).
    pub fn check(&self) -> Vec<crate::FieldError> {
        let mut errors: Vec<_> = Self::check_number(&self.number).into_iter().collect();
        let mut push = |field: &str, code| errors.push(crate::FieldError { field: field.to_owned(), code });
        match (self.status, self.left_on) {
            (Status::Left, None) => push("left_on", crate::FieldCode::Required),
            (Status::Active, Some(_)) => push("left_on", crate::FieldCode::Inconsistent),
            (Status::Left, Some(left)) if left < self.hired_on => push("left_on", crate::FieldCode::Inconsistent),
            _ => {}
        }
        errors.extend(self.work_began_on.and_then(|began| Self::check_began(self.hired_on, began)));
        errors
    }

    /// What is wrong with a number. Who signs in is found by number or phone: a number that reads as a phone is written as
    /// that phone is, so that it can be seen whose it is.
    pub fn check_number(number: &StaffNumber) -> Option<crate::FieldError> {
        let is_odd = number.as_str().parse::<Phone>().is_ok_and(|phone| phone.as_str() != number.as_str());
        is_odd.then(|| crate::FieldError { field: "number".to_owned(), code: crate::FieldCode::BadFormat })
    }

    /// What is wrong with the day on which somebody began to work, for whom this shop may be their first.
    pub fn check_began(hired_on: Day, began: Day) -> Option<crate::FieldError> {
        (began > hired_on)
            .then(|| crate::FieldError { field: "work_began_on".to_owned(), code: crate::FieldCode::Inconsistent })
    }
}

/// A new person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewPerson {
    /// Made by the device, so that a repeated send creates one person.
    pub id: PersonId,
    /// The master data.
    pub fields: PersonFields,
}

/// A created person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreatedPerson {
    /// The person.
    pub person: Person,
    /// The initial password, shown once; absent when the send was repeated, or when the person has left already.
    pub initial_password: Option<PasswordReset>,
}

/// A change of master data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonChange {
    /// The version that was seen.
    pub version: u32,
    /// The master data, whole.
    pub fields: PersonFields,
    /// Why; required where it changes what was true on a day before today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// A change of employment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EmploymentChange {
    /// The version of the person that was seen.
    pub version: u32,
    /// All periods, whole.
    pub employment: Employment,
    /// Why; required where it changes what was true on a day before today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// All roles of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RolesBody {
    /// The version of the person that was seen.
    pub version: u32,
    /// All grants; what is not named is taken away.
    pub grants: Vec<RoleGrant>,
}

/// Why somebody is protected from night work and overtime (女职工劳动保护特别规定 第六条、第九条).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ProtectionKind {
    /// 孕期
    Pregnant,
    /// 哺乳期
    Nursing,
}

/// A protected status and its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Protection {
    /// Why.
    pub kind: ProtectionKind,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
}

/// A person's protected status, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProtectionState {
    /// The status; none clears it.
    #[serde(default)]
    pub protection: Option<Protection>,
    /// Counts changes; 0 when there was never one.
    pub version: u32,
}

/// A file of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportFile {
    /// Its bytes in Base64; 2 MiB at most. They themselves tell CSV from XLSX. What is neither is refused as `content`,
    /// more than 500 people as `rows`. A workbook with a password is `encrypted`, one of Excel 97–2003 `old_format`, a cut
    /// or broken file `damaged`, one that unpacks to too much `too_large`, and CSV with a quote that nothing closes
    /// `open_quote` with its line.
    pub content: String,
    /// Whether the cells of a merged block all hold what it shows.
    #[serde(default)]
    pub fills: bool,
}

/// The rows to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportBody {
    /// The new people as previewed, with ids made by the device; 500 at most, with the updates.
    #[serde(default)]
    pub rows: Vec<ImportRow>,
    /// Changes of those who are there, and returns of those who had left.
    #[serde(default)]
    pub updates: Vec<ImportUpdate>,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RejectedRow {
    /// Its line in the file.
    pub line: u32,
    /// Its cells as they were read, in the order of the import's columns; 400 characters each at most.
    pub cells: Vec<String>,
    /// Why, in the reader's language; 1000 characters at most.
    pub reasons: String,
}

/// Rows that were left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RejectedRows {
    /// What the column of lines is called; 40 characters at most.
    pub line_heading: String,
    /// What the column of reasons is called; 40 characters at most.
    pub reasons_heading: String,
    /// The rows; 500 at most.
    pub rows: Vec<RejectedRow>,
}

/// What an import wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportDone {
    /// People created; 0 when the send was repeated.
    pub created: u32,
    /// People changed or taken back; 0 when the send was repeated.
    #[serde(default)]
    pub updated: u32,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Department {
    /// The department.
    pub id: DepartmentId,
    /// Its name.
    pub name: Name,
    /// The one above it.
    pub parent_id: Option<DepartmentId>,
    /// Its place among its siblings.
    pub sort: u32,
    /// Counts changes.
    pub version: u32,
}

/// A department as it shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DepartmentBody {
    /// The version that was seen; 0 creates it.
    pub version: u32,
    /// Its name, unique among its siblings.
    pub name: Name,
    /// The one above it.
    #[serde(default)]
    pub parent_id: Option<DepartmentId>,
    /// Its place among its siblings, 9999 at most.
    #[serde(default)]
    pub sort: u32,
}

/// A position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Position {
    /// The position.
    pub id: PositionId,
    /// Its name, unique.
    pub name: Name,
    /// Its place in the list.
    pub sort: u32,
    /// Counts changes.
    pub version: u32,
}

/// A position as it shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PositionBody {
    /// The version that was seen; 0 creates it.
    pub version: u32,
    /// Its name, unique.
    pub name: Name,
    /// Its place in the list.
    #[serde(default)]
    pub sort: u32,
}
