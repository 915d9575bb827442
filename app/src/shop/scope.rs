//! The departments over which the caller holds a duty.

use crate::shop::{use_caller, use_directory};
use dianwu_domain::{DepartmentId, Permission, Scope, people::tree};
use leptos::prelude::*;

/// The departments over which the caller holds a duty, with their names, in the order of the tree.
pub fn departments_of(duty: Permission) -> Signal<Vec<(DepartmentId, String)>> {
    let directory = use_directory();
    let grants = use_caller().me().grants;
    Signal::derive(move || {
        let departments = directory.departments();
        let parents: Vec<_> = departments.iter().map(|one| (one.id, one.parent_id)).collect();
        let scope = Scope::of(duty, &grants, &parents);
        let placed = tree::in_order(&departments).into_iter().map(|placed| placed.department);
        let mine = placed.filter(|one| scope.as_ref().is_some_and(|scope| scope.covers(one.id)));
        mine.map(|one| (one.id, one.name.to_string())).collect()
    })
}
