//! The tree of departments.

use crate::{DepartmentId, FieldCode, people::api::Department};

/// Deepest level that a department may stand on, the root being 1.
pub const MAX_DEPTH: usize = 8;

/// A department at its place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed<'a> {
    /// The department.
    pub department: &'a Department,
    /// 0 for a root.
    pub depth: usize,
}

/// The departments in reading order, each after its parent, siblings by their `sort` and then by name. One whose
/// parent is missing stands as a root, so that nothing is lost from sight.
pub fn in_order(departments: &[Department]) -> Vec<Placed<'_>> {
    let is_root = |d: &Department| d.parent_id.is_none_or(|parent| departments.iter().all(|other| other.id != parent));
    let mut placed = Vec::with_capacity(departments.len());
    let mut open = siblings(departments, is_root, 0);
    while let Some(next) = open.pop() {
        placed.push(next);
        if placed.len() > departments.len() {
            break;
        }
        open.extend(siblings(departments, |d| d.parent_id == Some(next.department.id), next.depth + 1));
    }
    placed
}

/// Departments that `belong`, last first, so that popping gives them in order.
fn siblings(departments: &[Department], belong: impl Fn(&Department) -> bool, depth: usize) -> Vec<Placed<'_>> {
    let mut found: Vec<_> =
        departments.iter().filter(|d| belong(d)).map(|department| Placed { department, depth }).collect();
    found.sort_by(|a, b| (b.department.sort, &b.department.name).cmp(&(a.department.sort, &a.department.name)));
    found
}

/// Whether `id` may be placed below `parent`: the parent exists, no circle comes about, and the tree stays shallow.
///
/// # Errors
/// [`FieldCode::NotFound`], [`FieldCode::Inconsistent`] or [`FieldCode::OutOfRange`].
pub fn check_parent(departments: &[Department], id: DepartmentId, parent: DepartmentId) -> Result<(), FieldCode> {
    let find = |wanted: DepartmentId| departments.iter().find(|d| d.id == wanted);
    let mut above = Some(find(parent).ok_or(FieldCode::NotFound)?);
    let mut depth = 1;
    while let Some(department) = above {
        if department.id == id {
            return Err(FieldCode::Inconsistent);
        }
        depth += 1;
        if depth > MAX_DEPTH {
            return Err(FieldCode::OutOfRange);
        }
        above = department.parent_id.and_then(find);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn department(n: u128, parent: Option<u128>, sort: u32, name: &str) -> Department {
        Department {
            id: DepartmentId::new(Uuid::from_u128(n)),
            name: name.parse().unwrap(),
            parent_id: parent.map(|p| DepartmentId::new(Uuid::from_u128(p))),
            sort,
            version: 1,
        }
    }

    fn shop() -> Vec<Department> {
        vec![
            department(4, Some(2), 0, "售后"),
            department(2, Some(1), 1, "客服组"),
            department(3, Some(1), 0, "仓储"),
            department(1, None, 0, "店铺"),
        ]
    }

    #[test]
    fn the_tree_reads_from_the_root_down() {
        let shop = shop();
        let names: Vec<_> = in_order(&shop).iter().map(|p| (p.depth, p.department.name.as_str())).collect();
        assert_eq!(names, [(0, "店铺"), (1, "仓储"), (1, "客服组"), (2, "售后")]);
    }

    #[test]
    fn a_department_cannot_be_moved_below_itself() {
        let shop = shop();
        let id = |n| DepartmentId::new(Uuid::from_u128(n));
        assert_eq!(check_parent(&shop, id(2), id(4)), Err(FieldCode::Inconsistent));
        assert_eq!(check_parent(&shop, id(2), id(2)), Err(FieldCode::Inconsistent));
        assert_eq!(check_parent(&shop, id(2), id(9)), Err(FieldCode::NotFound));
        assert_eq!(check_parent(&shop, id(4), id(3)), Ok(()));
    }
}
