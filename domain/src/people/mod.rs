//! People: departments as a tree, positions, staff with their employment and roles, and protected status.

pub mod api;
pub mod employment;
pub mod import;
pub mod judge;
#[cfg(feature = "tables")]
pub mod search;
pub mod tree;

use crate::door::door;

door! {
    ids {
        /// A member of staff.
        PersonId;
        /// A department of the shop's tree.
        DepartmentId;
        /// A position, such as 售前客服.
        PositionId;
    }
    actions {
        /// A person was created.
        PERSON_CREATE = "person.create", People;
        /// A person's master data was changed.
        PERSON_UPDATE = "person.update", People;
        /// When a person works here, where and as what was changed.
        EMPLOYMENT_CHANGE = "person.employment", People;
        /// A person's last day had passed: access and roles ended by themselves.
        PERSON_LEFT = "person.left", People;
        /// People were imported from a file.
        PEOPLE_IMPORT = "person.import", People;
        /// The list of people was exported.
        PEOPLE_EXPORT = "person.export", People;
        /// A person's roles were set.
        ROLES_SET = "person.roles", People;
        /// A person's protected status was set; the log says that it was, not what it is.
        PROTECTION_SET = "person.protection", People;
        /// A department was created or changed.
        DEPARTMENT_SAVE = "department.save", People;
        /// A department was deleted.
        DEPARTMENT_DELETE = "department.delete", People;
        /// A position was created or changed.
        POSITION_SAVE = "position.save", People;
        /// A position was deleted.
        POSITION_DELETE = "position.delete", People;
    }
    uses {
        /// People who work here.
        PEOPLE = "people";
        /// People who have left.
        PEOPLE_LEFT = "people_left";
        /// Departments right below.
        DEPARTMENTS = "departments";
        /// People who manage it.
        MANAGERS = "managers";
    }
}
