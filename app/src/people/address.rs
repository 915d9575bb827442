//! What the page's address holds: search, filters, and whose sheet is open.

use dianwu_domain::{
    DepartmentId, PersonId,
    people::api::{PeopleQuery, Status},
    text::SearchText,
};

const PATH: &str = "/people";
/// What the address calls those who have never signed in.
const NEVER: &str = "never";

/// The page's address, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// Part of a name, staff number or phone.
    pub q: Option<SearchText>,
    /// A department with those below it.
    pub department_id: Option<DepartmentId>,
    /// Those who work here unless it says otherwise; `None` is everybody.
    pub status: Option<Status>,
    /// Of those who work here only who has never signed in.
    pub is_newcomer: bool,
    /// Whose sheet is open.
    pub person: Option<PersonId>,
}

impl Default for Address {
    fn default() -> Self {
        Self { q: None, department_id: None, status: Some(Status::Active), is_newcomer: false, person: None }
    }
}

impl Address {
    /// Reads an address by the names of its parameters. What cannot be read is as good as absent.
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let field = |name: &str| parameter(name).filter(|text| !text.is_empty());
        Self {
            q: field("q").and_then(|text| text.parse().ok()),
            department_id: field("department").and_then(|text| text.parse().ok()),
            status: read_status(field("status").as_deref()),
            is_newcomer: field("status").as_deref() == Some(NEVER),
            person: field("person").and_then(|text| text.parse().ok()),
        }
    }

    /// Writes it.
    pub fn href(&self) -> String {
        let q = self.q.as_ref().filter(|q| !q.as_str().is_empty());
        let fields = [
            ("q", q.map(|q| String::from(js_sys::encode_uri_component(q.as_str())))),
            ("department", self.department_id.map(|id| id.to_string())),
            ("status", Some(self.status_word().to_owned()).filter(|word| !word.is_empty())),
            ("person", self.person.map(|id| id.to_string())),
        ];
        let given = fields.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
        let given = given.collect::<Vec<_>>().join("&");
        if given.is_empty() { PATH.to_owned() } else { format!("{PATH}?{given}") }
    }

    /// The list's filters.
    pub fn filters(&self) -> PeopleQuery {
        PeopleQuery {
            q: self.q.clone(),
            department_id: self.department_id,
            status: self.status,
            never_signed_in: self.is_newcomer,
            after: None,
        }
    }

    /// Whose status is shown, as the address writes it; nothing for those who work here.
    pub const fn status_word(&self) -> &'static str {
        if self.is_newcomer { NEVER } else { status_word(self.status) }
    }

    /// Shows those of a status that [`Address::status_word`] wrote.
    pub fn set_status(&mut self, word: &str) {
        self.status = read_status(Some(word));
        self.is_newcomer = word == NEVER;
    }

    /// Whether it shows other people than an address without filters.
    pub fn is_filtered(&self) -> bool {
        self.filters() != Self::default().filters()
    }
}

/// A status as the address writes it; nothing for those who work here.
const fn status_word(status: Option<Status>) -> &'static str {
    match status {
        Some(Status::Active) => "",
        Some(Status::Left) => "left",
        None => "all",
    }
}

/// Reads [`status_word`].
fn read_status(word: Option<&str>) -> Option<Status> {
    match word {
        Some("left") => Some(Status::Left),
        Some("all") => None,
        _ => Some(Status::Active),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_filters_shows_those_who_work_here() {
        let address = Address::read(|_| None);
        assert_eq!(address, Address::default());
        assert_eq!(address.href(), "/people");
        assert!(!address.is_filtered());
    }

    #[test]
    fn an_address_survives_reading_and_what_cannot_be_read_is_absent() {
        let id = "0190f3c8-a000-7000-8000-00000000000a";
        let read = |given: [(&str, &str); 4]| {
            Address::read(|name| given.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        let address = read([("department", id), ("status", "left"), ("person", id), ("q", "")]);
        assert_eq!(address.href(), format!("/people?department={id}&status=left&person={id}"));
        let address = read([("department", "12"), ("status", "all"), ("person", id), ("q", "")]);
        assert_eq!(address.href(), format!("/people?status=all&person={id}"));
        let address = read([("department", id), ("status", "never"), ("person", ""), ("q", "")]);
        assert_eq!(address.href(), format!("/people?department={id}&status=never"));
        assert!(address.filters().never_signed_in && address.is_filtered());
    }
}
