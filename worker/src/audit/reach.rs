//! Which lines of the log somebody may read.

use crate::kernel::auth::Caller;
use dianwu_domain::{
    DepartmentId, Permission,
    audit::{
        Area,
        api::{Action, AuditQuery},
        areas,
    },
};

/// What a reader sees: everything, or the lines of some actions and those of some departments' rosters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// All of it.
    pub everything: bool,
    /// Lines of these actions, whatever they were done to.
    pub actions: Vec<Action>,
    /// Lines about the rosters of these departments.
    pub departments: Vec<DepartmentId>,
}

impl Reach {
    /// How far the log is open to somebody.
    pub fn of(caller: &Caller) -> Self {
        let areas = areas(&caller.me.permissions);
        let reads = |area| areas.contains(&area);
        let people = Action::all().filter(|action| action.area() == Area::People);
        Self {
            everything: caller.holds(Permission::Administer),
            actions: people.filter(|action| reads(action.area())).collect(),
            departments: caller.departments(Permission::ManageRosters),
        }
    }

    /// What is left of it through the filters for an action and a department: one action or one department is read by
    /// its own index, also by who sees everything.
    pub fn through(&self, filters: &AuditQuery) -> Self {
        match (filters.department_id, filters.action) {
            (Some(department), _) => Self {
                everything: false,
                actions: Vec::new(),
                departments: match self.everything || self.departments.contains(&department) {
                    true => vec![department],
                    false => Vec::new(),
                },
            },
            (None, Some(action)) if self.everything => {
                Self { everything: false, actions: vec![action], departments: Vec::new() }
            }
            (None, Some(action)) => Self {
                everything: false,
                actions: self.actions.iter().copied().filter(|known| *known == action).collect(),
                departments: self.departments.clone(),
            },
            (None, None) => match filters.without {
                // All other actions, each by its own index: a log of many sign-ins is not read through for its other lines.
                Some(left_out) if self.everything => Self {
                    everything: false,
                    actions: Action::all().filter(|action| *action != left_out).collect(),
                    departments: Vec::new(),
                },
                Some(left_out) => Self {
                    actions: self.actions.iter().copied().filter(|action| *action != left_out).collect(),
                    ..self.clone()
                },
                None if self.everything => Self { everything: true, actions: Vec::new(), departments: Vec::new() },
                None => self.clone(),
            },
        }
    }
}
