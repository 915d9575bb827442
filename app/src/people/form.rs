//! The fields of a person's master data: what is entered, read and compared, for new people and for changes.

use super::choices;
use crate::{
    client::Failure,
    shop::use_directory,
    text,
    ui::{Banner, Entry, SelectField, Submission, Text, TextField},
};
use dianwu_domain::{
    Day, DepartmentId, FieldCode,
    people::api::{PersonFields, Status},
};
use leptos::prelude::*;

/// The paths of the fields in a body, in the order of [`Entries::list`].
pub const FIELDS: &[&str] = &[
    "fields.number",
    "fields.name",
    "fields.phone",
    "fields.department_id",
    "fields.position_id",
    "fields.hired_on",
    "fields.work_began_on",
    "fields.left_on",
];

/// The labels of the fields, in the order of [`FIELDS`].
const LABELS: [Text; FIELDS.len()] = [
    text::people::person_number,
    text::people::person_name,
    text::people::person_phone,
    text::people::person_department,
    text::people::person_position,
    text::people::person_hired,
    text::people::person_began,
    text::people::person_left,
];

const DEPARTMENT: usize = 3;
const POSITION: usize = 4;

/// The texts of all entries, in the order of [`FIELDS`].
type Texts = [String; FIELDS.len()];

/// What is entered.
#[derive(Clone, Copy)]
pub struct Entries {
    list: [Entry; FIELDS.len()],
    /// 在职 or 离职; not entered here, but it decides whether there is a last day.
    status: RwSignal<Status>,
    /// What the entries began with.
    base: RwSignal<Texts>,
}

/// A field that both its editor and somebody else have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    place: usize,
    theirs: String,
}

impl Conflict {
    /// In words: the field, and what it holds now.
    pub fn words(&self) -> String {
        let directory = use_directory();
        let value = match self.place {
            DEPARTMENT => self.theirs.parse().map(|id| directory.department_name(id)).unwrap_or_default(),
            POSITION => directory.position_name(self.theirs.parse().ok()),
            _ => self.theirs.clone(),
        };
        let value = if value.is_empty() { text::people::not_given() } else { &value };
        text::people::theirs(LABELS[self.place](), value)
    }
}

impl Entries {
    /// The entries of a new person.
    pub fn new(department: Option<DepartmentId>, hired_on: Day) -> Self {
        let department = department.map(|id| id.to_string()).unwrap_or_default();
        let mut texts = Texts::default();
        texts[DEPARTMENT] = department;
        texts[5] = hired_on.to_string();
        Self::begin(texts, Status::Active)
    }

    /// The entries of somebody who is there.
    pub fn of(fields: &PersonFields) -> Self {
        Self::begin(texts(fields), fields.status)
    }

    fn begin(texts: Texts, status: Status) -> Self {
        let list = texts.each_ref().map(Entry::new);
        Self { list, status: RwSignal::new(status), base: RwSignal::new(texts) }
    }

    /// In the order of [`FIELDS`].
    pub fn list(self) -> Vec<Entry> {
        self.list.to_vec()
    }

    /// Whether anything differs from what it began with.
    pub fn is_edited(self) -> bool {
        self.base.with(|base| self.list.iter().zip(base).any(|(entry, base)| entry.value.with(|value| value != base)))
    }

    /// What was entered of that which somebody who has left has.
    pub fn held_by_leaver(self) -> Option<String> {
        let [number, _, phone, ..] = self.list;
        let held = [number, phone].into_iter().find(|entry| entry.error.get() == Some(FieldCode::TakenByLeft));
        held.map(|entry| entry.value.get())
    }

    /// What is entered, with wrong fields marked.
    pub fn read(self) -> Option<PersonFields> {
        let [number, name, phone, department, position, hired_on, began_on, left_on] = self.list;
        let status = self.status.get_untracked();
        let (number, name, phone) = (number.parse(), name.parse(), phone.parse_optional());
        let (department_id, position_id) = (department.parse(), position.parse_optional());
        let (hired_on, work_began_on) = (hired_on.parse(), began_on.parse_optional());
        let left_on = if status == Status::Left { left_on.parse().map(Some) } else { Some(None) };
        let fields = PersonFields {
            number: number?,
            name: name?,
            phone: phone?,
            department_id: department_id?,
            position_id: position_id?,
            hired_on: hired_on?,
            work_began_on: work_began_on?,
            status,
            left_on: left_on?,
        };
        let problems = fields.check();
        for (entry, path) in self.list.iter().zip(FIELDS) {
            let field = path.trim_start_matches("fields.");
            if let Some(problem) = problems.iter().find(|problem| problem.field == field) {
                entry.error.set(Some(problem.code));
            }
        }
        problems.is_empty().then_some(fields)
    }

    /// Goes on from what stands now: entries that were not touched follow it, those that were stay. Tells which fields
    /// others have changed otherwise.
    pub fn rebase(self, fields: &PersonFields) -> Vec<Conflict> {
        let now = texts(fields);
        let base = self.base.get_untracked();
        let mut conflicts = Vec::new();
        for (place, (entry, (theirs, base))) in self.list.iter().zip(now.iter().zip(&base)).enumerate() {
            let mine = entry.value.get_untracked();
            if mine == *base {
                entry.value.set(theirs.clone());
            } else if theirs != base && *theirs != mine {
                conflicts.push(Conflict { place, theirs: theirs.clone() });
            }
        }
        self.status.set(fields.status);
        self.base.set(now);
        conflicts
    }
}

fn texts(fields: &PersonFields) -> Texts {
    let text = |value: Option<String>| value.unwrap_or_default();
    [
        fields.number.to_string(),
        fields.name.to_string(),
        text(fields.phone.as_ref().map(ToString::to_string)),
        fields.department_id.to_string(),
        text(fields.position_id.map(|id| id.to_string())),
        fields.hired_on.to_string(),
        text(fields.work_began_on.map(|day| day.to_string())),
        text(fields.left_on.map(|day| day.to_string())),
    ]
}

/// The fields, in sections.
#[component]
pub fn PersonFieldset(
    /// What is entered.
    entries: Entries,
    /// Somebody who is there and may be moved.
    #[prop(optional)]
    is_change: bool,
) -> impl IntoView {
    let [number, name, phone, ..] = entries.list;
    view! {
        <fieldset class="form__section">
            <legend>{text::people::person_basics}</legend>
            <div class="pair" data-short>
                <TextField
                    id="person-name"
                    label=text::people::person_name
                    value=name.value
                    error=name.error
                    words=|code| text::people::person_problem("name", code)
                    required=true
                />
                <TextField
                    id="person-number"
                    label=text::people::person_number
                    value=number.value
                    error=number.error
                    words=|code| text::people::person_problem("number", code)
                    required=true
                />
            </div>
            <TextField
                id="person-phone"
                label=text::people::person_phone
                value=phone.value
                error=phone.error
                words=|code| text::people::person_problem("phone", code)
                hint=text::people::person_phone_hint
                input_type="tel"
                inputmode="tel"
            />
        </fieldset>
        <WorkFields entries=entries is_change=is_change />
    }
}

/// Who has the number or the phone that was refused, as far as the caller may read them.
#[component]
pub fn Holders(of: Submission, entries: Entries) -> impl IntoView {
    let [number, _, phone, ..] = entries.list;
    move || {
        let Some(Failure::Problem(problem)) = of.failure.get() else { return ().into_any() };
        // What was changed since is judged no more.
        let is_wrong = |field: &str| {
            let entry = if field.ends_with("phone") { phone } else { number };
            entry.error.with(Option::is_some)
        };
        let banners = problem.holders.into_iter().filter(|held| is_wrong(&held.field)).map(|held| {
            let words = move || text::people::field_holder(held.field.trim_start_matches("fields."), &held.holder);
            view! { <Banner tone="bad">{words}</Banner> }
        });
        banners.collect_view().into_any()
    }
}

/// Where somebody works, as what and since when. Of somebody who is there that is their employment, with changes of its own.
#[component]
fn WorkFields(entries: Entries, is_change: bool) -> impl IntoView {
    let directory = use_directory();
    let [_, _, _, department, position, hired_on, began_on, _] = entries.list;
    let departments = Signal::derive(move || {
        let nothing = (String::new(), text::people::choose_department().to_owned());
        std::iter::once(nothing).chain(choices::all_departments(directory)).collect::<Vec<_>>()
    });
    let began = view! {
        <TextField
            id="person-began"
            label=text::people::person_began
            value=began_on.value
            error=began_on.error
            input_type="date"
            words=|code| text::people::person_problem("work_began_on", code)
            hint=text::people::person_began_hint
        />
    };
    if is_change {
        return view! { <fieldset class="form__section">{began}</fieldset> }.into_any();
    }
    view! {
        <fieldset class="form__section">
            <legend>{text::people::person_work}</legend>
            <SelectField
                id="person-department"
                label=text::people::person_department
                value=department.value
                error=department.error
                words=|code| text::people::person_problem("department_id", code)
                options=departments
                required=true
            />
            <SelectField
                id="person-position"
                label=text::people::person_position
                value=position.value
                error=position.error
                words=|code| text::people::person_problem("position_id", code)
                options=Signal::derive(move || choices::positions_or_none(directory))
            />
            <div class="pair" data-short>
                <TextField
                    id="person-hired"
                    label=text::people::person_hired
                    value=hired_on.value
                    error=hired_on.error
                    input_type="date"
                    words=|code| text::people::person_problem("hired_on", code)
                    required=true
                />
                {began}
            </div>
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dianwu_domain::FieldCode;

    fn fields(name: &str, phone: &str) -> PersonFields {
        PersonFields {
            number: "CS-01".parse().unwrap(),
            name: name.parse().unwrap(),
            phone: Some(phone.parse().unwrap()),
            department_id: "0190f3c8-a000-7000-8000-00000000000a".parse().unwrap(),
            position_id: None,
            hired_on: "2024-02-10".parse().unwrap(),
            work_began_on: None,
            status: Status::Active,
            left_on: None,
        }
    }

    #[test]
    fn what_was_not_touched_follows_the_latest_and_what_was_stays() {
        let owner = Owner::new();
        owner.set();
        let entries = Entries::of(&fields("王芳", "13800000001"));
        assert!(!entries.is_edited());
        entries.list[2].value.set("13800000002".to_owned());
        assert!(entries.is_edited());
        let conflicts = entries.rebase(&fields("王小芳", "13800000003"));
        assert_eq!(conflicts, [Conflict { place: 2, theirs: "13800000003".to_owned() }]);
        assert_eq!(entries.read(), Some(fields("王小芳", "13800000002")));
        assert_eq!(entries.rebase(&fields("王小芳", "13800000002")), []);
        assert!(!entries.is_edited());
    }

    #[test]
    fn every_wrong_field_is_marked_at_once() {
        let owner = Owner::new();
        owner.set();
        let entries = Entries::new(None, "2024-02-10".parse().unwrap());
        entries.list[2].value.set("12".to_owned());
        entries.list[6].value.set("2024-02-30".to_owned());
        assert_eq!(entries.read(), None);
        let marked: Vec<_> = entries.list.iter().map(|entry| entry.error.get_untracked()).collect();
        let wrong = [
            Some(FieldCode::Required),
            Some(FieldCode::Required),
            Some(FieldCode::TooShort(5)),
            Some(FieldCode::Required),
            None,
            None,
            Some(FieldCode::OutOfRange),
            None,
        ];
        assert_eq!(marked, wrong);
    }
}
