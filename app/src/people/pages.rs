//! The list's pages: read by key, read again after a change, and never mixed with those of other filters.

use crate::{
    client::{self, Failure},
    task::Home,
};
use dianwu_domain::{
    DepartmentId, Nothing,
    people::api::{ListPeople, PeopleQuery, PersonRow, Status},
    text::StaffNumber,
};
use leptos::prelude::*;

/// What is known of the list.
#[derive(Clone, Copy)]
pub struct Pages {
    /// The rows so far.
    pub rows: RwSignal<Vec<PersonRow>>,
    /// Where the next page begins.
    pub next: RwSignal<Option<StaffNumber>>,
    /// A page is on its way.
    pub is_busy: RwSignal<bool>,
    /// The rows belong to filters that were read.
    pub is_read: RwSignal<bool>,
    /// Why the last page did not come.
    pub failure: RwSignal<Option<Failure>>,
    /// Counts readings: the answer to an older one comes too late.
    reading: StoredValue<u32>,
    home: Home,
}

impl Pages {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            is_busy: RwSignal::new(true),
            is_read: RwSignal::new(false),
            failure: RwSignal::new(None),
            reading: StoredValue::new(0),
            home: Home::here(),
        }
    }

    /// Reads the first page. What is on the screen stays until it comes.
    pub fn read(self, filters: PeopleQuery) {
        self.start(filters, 1, true);
    }

    /// Reads as many rows again as are on the screen.
    pub fn read_again(self, filters: PeopleQuery) {
        self.start(filters, self.rows.with_untracked(Vec::len).max(1), true);
    }

    /// Reads the next page.
    pub fn read_more(self, filters: PeopleQuery) {
        let after = self.next.get_untracked();
        self.start(PeopleQuery { after, ..filters }, 1, false);
    }

    fn start(self, query: PeopleQuery, wanted: usize, replaces: bool) {
        let reading = self.reading.get_value() + 1;
        self.reading.set_value(reading);
        self.is_busy.set(true);
        self.failure.set(None);
        self.home.read(async move {
            let result = fetch(query, wanted).await;
            if self.reading.get_value() != reading {
                return;
            }
            self.is_busy.set(false);
            match result {
                Ok((rows, next)) => {
                    self.rows.update(|shown| {
                        if replaces {
                            *shown = rows;
                        } else {
                            shown.extend(rows);
                        }
                    });
                    self.next.set(next);
                    self.is_read.set(true);
                }
                Err(failure) => {
                    if replaces {
                        // Rows of other filters would be taken for these.
                        self.rows.set(Vec::new());
                        self.next.set(None);
                    }
                    self.failure.set(Some(failure));
                }
            }
        });
    }
}

/// How many people work in a department itself.
pub async fn size_of(department_id: DepartmentId) -> Result<usize, Failure> {
    let query =
        PeopleQuery { department_id: Some(department_id), status: Some(Status::Active), ..PeopleQuery::default() };
    let (rows, _) = fetch(query, usize::MAX).await?;
    Ok(rows.iter().filter(|row| row.department_id == department_id).count())
}

/// Reads pages until there are `wanted` rows or no more.
async fn fetch(mut query: PeopleQuery, wanted: usize) -> Result<(Vec<PersonRow>, Option<StaffNumber>), Failure> {
    let mut rows = Vec::new();
    loop {
        let page = client::call::<ListPeople>(&Nothing {}, &query, &Nothing {}).await?;
        rows.extend(page.items);
        let next: Option<StaffNumber> = page.next.and_then(|key| key.parse().ok());
        if next.is_none() || rows.len() >= wanted {
            return Ok((rows, next));
        }
        query.after = next;
    }
}
