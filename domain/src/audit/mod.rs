//! The audit log: who changed what, when, from where; before and after. It is only ever added to. Administrators read
//! all of it, others the parts that their own work is about.

mod action;
pub mod api;

use crate::{Permission, door::door};
use strum::VariantArray;

door! {
    ids {
        /// One line of the audit log.
        AuditId;
    }
    actions {
        /// Lines of the log were exported.
        AUDIT_EXPORT = "audit.export", Shop;
    }
}

/// What a line is about, which decides who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
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
    pub const ALL: &'static [Self] = Self::VARIANTS;
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
}
