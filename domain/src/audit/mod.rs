//! The audit log: who changed what, when, from where; before and after. It is only ever added to. Administrators read
//! all of it, others the parts that their own work is about.

pub mod api;

use crate::Permission;
use api::Action;

/// What a line is about, which decides who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Area {
    /// People's data, roles and passwords, departments and positions.
    People,
    /// Rosters of a department, and what they are planned with.
    Rosters,
    /// Signing in and out, and one's own password and calendar.
    Accounts,
    /// What holds for the whole shop.
    Shop,
}

impl Area {
    /// Every area, in the order in which it is shown.
    pub const ALL: &'static [Self] = &[Self::People, Self::Rosters, Self::Accounts, Self::Shop];
}

impl Action {
    /// What the action is about. One that nobody has sorted is for administrators alone.
    pub fn area(self) -> Area {
        let code = self.as_str();
        match code.split('.').next().unwrap_or_default() {
            // What HR does to others' accounts.
            _ if ["password.reset", "password.codes", "session.end_all"].contains(&code) => Area::People,
            "person" | "department" | "position" => Area::People,
            "roster" | "rules" | "demand" | "open_shift" | "duty" => Area::Rosters,
            "session" | "password" | "feed" => Area::Accounts,
            _ => Area::Shop,
        }
    }
}

/// The areas that the holder of `permissions` reads: HR what concerns people, a manager what was done to the rosters that
/// they manage, an administrator everything.
pub fn areas(permissions: &[Permission]) -> Vec<Area> {
    let holds = |permission| permissions.contains(&permission);
    let reads = |area: &Area| match area {
        _ if holds(Permission::Administer) => true,
        Area::People => holds(Permission::ManagePeople),
        Area::Rosters => holds(Permission::ManageRosters),
        Area::Accounts | Area::Shop => false,
    };
    Area::ALL.iter().copied().filter(reads).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    #[test]
    fn each_role_reads_what_its_work_is_about() {
        let reads = |role: Role| areas(role.permissions());
        assert_eq!(reads(Role::Manager), [Area::Rosters]);
        assert_eq!(reads(Role::Hr), [Area::People]);
        assert_eq!(reads(Role::Administrator), Area::ALL);
        assert_eq!(areas(&[]), []);
        let both: Vec<Permission> = Role::Manager.permissions().iter().chain(Role::Hr.permissions()).copied().collect();
        assert_eq!(areas(&both), [Area::People, Area::Rosters]);
    }

    #[test]
    fn every_action_is_sorted_by_what_it_is_done_to() {
        let of = |area: Area| -> Vec<&str> {
            Action::ALL.iter().filter(|action| action.area() == area).map(|action| action.as_str()).collect()
        };
        assert!(of(Area::People).contains(&"password.reset") && of(Area::People).contains(&"person.protection"));
        assert!(of(Area::Accounts).contains(&"session.sign_in") && of(Area::Accounts).contains(&"password.change"));
        assert!(of(Area::Rosters).iter().all(|code| !code.starts_with("person")));
        assert!(of(Area::Shop).contains(&"shop.save") && of(Area::Shop).contains(&"audit.export"));
    }
}
