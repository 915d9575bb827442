//! Who may do what: roles hold permissions, and each permission reaches over a scope. The permission is checked before a handler
//! runs; the scope is a value that the handler passes to its SQL.

use crate::DepartmentId;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// A role that an administrator grants. Everybody who is active is staff without a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Role {
    /// 主管、店长、运营总监: a department and everything below it.
    Manager,
    /// 人事行政: everyone's master data and attendance.
    Hr,
    /// Settings, accounts, audit.
    Administrator,
}

/// What an endpoint may ask of its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, VariantArray)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Permission {
    /// Read people's master data.
    ReadPeople,
    /// Create, change, import and deactivate people; see protected status; reset passwords.
    ManagePeople,
    /// Read rosters, drafts included.
    ReadRosters,
    /// Draft and publish rosters.
    ManageRosters,
    /// Read the log of what was done, as far as the other permissions reach (`audit::areas`).
    ReadLog,
    /// Settings, roles, audit.
    Administer,
}

impl Permission {
    /// Every permission.
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The permissions that the role holds.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::Manager => {
                &[Permission::ReadPeople, Permission::ReadRosters, Permission::ManageRosters, Permission::ReadLog]
            }
            Self::Hr => {
                &[Permission::ReadPeople, Permission::ManagePeople, Permission::ReadRosters, Permission::ReadLog]
            }
            Self::Administrator => &[
                Permission::ReadPeople,
                Permission::ManagePeople,
                Permission::ReadRosters,
                Permission::ReadLog,
                Permission::Administer,
            ],
        }
    }

    /// Whether the role reaches over one department's subtree, rather than over everyone.
    pub const fn needs_department(self) -> bool {
        matches!(self, Self::Manager)
    }
}

/// A role that somebody holds, and over which department's subtree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoleGrant {
    /// The role.
    pub role: Role,
    /// The root of the subtree; set exactly when [`Role::needs_department`].
    #[serde(default)]
    pub department_id: Option<DepartmentId>,
}

/// How far a caller's permission reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every department.
    Everyone,
    /// These departments, subtrees included, in ascending order.
    Departments(Vec<DepartmentId>),
}

impl Scope {
    /// Computes the scope of `permission` from somebody's grants and the shop's tree, given as (department, parent).
    /// `None` means that nobody granted the permission.
    pub fn of(
        permission: Permission,
        grants: &[RoleGrant],
        tree: &[(DepartmentId, Option<DepartmentId>)],
    ) -> Option<Self> {
        let holding = || grants.iter().filter(|grant| grant.role.permissions().contains(&permission));
        holding().next()?;
        if holding().any(|grant| !grant.role.needs_department()) {
            return Some(Self::Everyone);
        }
        let roots = holding().filter_map(|grant| grant.department_id);
        Some(Self::Departments(subtrees(roots, tree)))
    }

    /// Whether the department lies within the scope.
    pub fn covers(&self, department: DepartmentId) -> bool {
        match self {
            Self::Everyone => true,
            Self::Departments(list) => list.contains(&department),
        }
    }
}

/// The departments at and below `roots`, in ascending order, each once.
pub fn subtrees(
    roots: impl IntoIterator<Item = DepartmentId>,
    tree: &[(DepartmentId, Option<DepartmentId>)],
) -> Vec<DepartmentId> {
    let mut found: Vec<DepartmentId> = Vec::new();
    let mut open: Vec<DepartmentId> = roots.into_iter().collect();
    while let Some(department) = open.pop() {
        if !found.contains(&department) {
            found.push(department);
            open.extend(tree.iter().filter(|(_, parent)| *parent == Some(department)).map(|(child, _)| *child));
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn department(n: u128) -> DepartmentId {
        DepartmentId::new(Uuid::from_u128(n))
    }

    /// 1 → (2 → 4, 3)
    fn tree() -> Vec<(DepartmentId, Option<DepartmentId>)> {
        [(1, None), (2, Some(1)), (3, Some(1)), (4, Some(2))]
            .map(|(id, parent)| (department(id), parent.map(department)))
            .to_vec()
    }

    fn grant(role: Role, root: Option<u128>) -> RoleGrant {
        RoleGrant { role, department_id: root.map(department) }
    }

    #[test]
    fn a_manager_reaches_the_departments_below() {
        let scope = Scope::of(Permission::ManageRosters, &[grant(Role::Manager, Some(2))], &tree());
        assert_eq!(scope, Some(Scope::Departments(vec![department(2), department(4)])));
    }

    #[test]
    fn two_grants_add_up_and_nothing_is_named_twice() {
        let grants = [grant(Role::Manager, Some(2)), grant(Role::Manager, Some(4)), grant(Role::Manager, Some(3))];
        let scope = Scope::of(Permission::ReadPeople, &grants, &tree());
        assert_eq!(scope, Some(Scope::Departments(vec![department(2), department(3), department(4)])));
    }

    #[test]
    fn human_resources_reach_everyone_but_do_not_make_rosters() {
        let grants = [grant(Role::Hr, None)];
        assert_eq!(Scope::of(Permission::ManagePeople, &grants, &tree()), Some(Scope::Everyone));
        assert_eq!(Scope::of(Permission::ManageRosters, &grants, &tree()), None);
    }

    #[test]
    fn staff_hold_no_permission() {
        for permission in Permission::ALL {
            assert_eq!(Scope::of(*permission, &[], &tree()), None);
        }
    }

    #[test]
    fn a_scope_covers_its_departments_and_no_others() {
        let scope = Scope::of(Permission::ManageRosters, &[grant(Role::Manager, Some(2))], &tree()).unwrap();
        assert_eq!([1, 2, 3, 4, 9].map(|n| scope.covers(department(n))), [false, true, false, true, false]);
        assert!(Scope::Everyone.covers(department(9)));
        assert!(!Scope::Departments(Vec::new()).covers(department(1)));
    }

    #[test]
    fn each_role_holds_its_permissions_and_managers_alone_need_a_department() {
        use Permission::{Administer, ManagePeople, ManageRosters, ReadLog, ReadPeople, ReadRosters};
        for (role, permissions) in [
            (Role::Manager, &[ReadPeople, ReadRosters, ManageRosters, ReadLog][..]),
            (Role::Hr, &[ReadPeople, ManagePeople, ReadRosters, ReadLog]),
            (Role::Administrator, &[ReadPeople, ManagePeople, ReadRosters, ReadLog, Administer]),
        ] {
            assert_eq!((role.permissions(), role.needs_department()), (permissions, role == Role::Manager));
        }
    }

    #[test]
    fn a_circle_in_the_tree_ends() {
        let circle = [(department(1), Some(department(2))), (department(2), Some(department(1)))];
        assert_eq!(subtrees([department(1)], &circle), vec![department(1), department(2)]);
    }
}
