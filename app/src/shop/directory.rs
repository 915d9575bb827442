//! What many pages look up: shift kinds, departments and positions, fetched once and again after a change.

use crate::{client, text, ui::Fetched};
use dianwu_domain::{
    DepartmentId, PositionId,
    people::api::{Department, ListDepartments, ListPositions, Position},
    shifts::api::{ListShiftKinds, ShiftKind},
};
use leptos::prelude::*;

/// The shop's small lists.
#[derive(Clone, Copy)]
pub struct Directory {
    /// Shift kinds, archived ones included.
    pub kinds: Fetched<Vec<ShiftKind>>,
    /// Departments.
    pub departments: Fetched<Vec<Department>>,
    /// Positions.
    pub positions: Fetched<Vec<Position>>,
}

impl Directory {
    /// Fetches the lists.
    pub fn fetch() -> Self {
        Self {
            kinds: LocalResource::new(client::get::<ListShiftKinds>),
            departments: LocalResource::new(client::get::<ListDepartments>),
            positions: LocalResource::new(client::get::<ListPositions>),
        }
    }

    /// All shift kinds; empty until they are there.
    pub fn kinds(&self) -> Vec<ShiftKind> {
        known(self.kinds)
    }

    /// All departments; empty until they are there.
    pub fn departments(&self) -> Vec<Department> {
        known(self.departments)
    }

    /// A department's name; empty until it is there.
    pub fn department_name(&self, id: DepartmentId) -> String {
        let departments = self.departments();
        departments.iter().find(|department| department.id == id).map(|d| d.name.to_string()).unwrap_or_default()
    }

    /// All positions; empty until they are there.
    pub fn positions(&self) -> Vec<Position> {
        known(self.positions)
    }

    /// A position's name; empty for none.
    pub fn position_name(&self, id: Option<PositionId>) -> String {
        let positions = self.positions();
        let found = positions.iter().find(|position| Some(position.id) == id);
        found.map(|position| position.name.to_string()).unwrap_or_default()
    }
}

/// What a list holds so far; followed where anything follows.
fn known<T: Clone + 'static>(list: Fetched<Vec<T>>) -> Vec<T> {
    let found = if text::is_followed() { list.get() } else { list.get_untracked() };
    found.and_then(Result::ok).unwrap_or_default()
}

/// The shop's small lists.
///
/// # Panics
/// Outside the app's frame, which provides them.
pub fn use_directory() -> Directory {
    expect_context::<Directory>()
}
