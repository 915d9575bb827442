//! Departments and positions to choose from.

use crate::{
    shop::{Caller, Directory},
    text,
};
use dianwu_domain::{
    DepartmentId, Permission, Scope,
    people::{api::Department, tree},
};

/// A choice: its value and its words.
pub type Choice = (String, String);

/// The departments that the caller reads people of, indented as they stand in the tree.
pub fn readable_departments(directory: Directory, caller: &Caller) -> Vec<Choice> {
    let departments = directory.departments();
    let placed: Vec<_> = departments.iter().map(|department| (department.id, department.parent_id)).collect();
    let scope = Scope::of(Permission::ReadPeople, &caller.me().grants, &placed);
    let is_readable = |id: DepartmentId| scope.as_ref().is_some_and(|scope| scope.covers(id));
    let readable: Vec<_> = departments.iter().filter(|department| is_readable(department.id)).cloned().collect();
    indented(&readable)
}

/// All departments, indented as they stand in the tree.
pub fn all_departments(directory: Directory) -> Vec<Choice> {
    indented(&directory.departments())
}

fn indented(departments: &[Department]) -> Vec<Choice> {
    let choice = |placed: tree::Placed<'_>| {
        let words = format!("{}{}", "\u{3000}".repeat(placed.depth), placed.department.name);
        (placed.department.id.to_string(), words)
    };
    tree::in_order(departments).into_iter().map(choice).collect()
}

/// All positions, and none.
pub fn positions_or_none(directory: Directory) -> Vec<Choice> {
    let none = (String::new(), text::none().to_owned());
    let positions = directory.positions();
    let some = positions.iter().map(|position| (position.id.to_string(), position.name.to_string()));
    std::iter::once(none).chain(some).collect()
}
