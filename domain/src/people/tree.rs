//! The tree of departments.

use crate::{DepartmentId, FieldCode, people::api::Department, text::fold};

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

/// The department at the top, where there is exactly one.
pub fn only_root(departments: &[Department]) -> Option<&Department> {
    let mut roots = departments.iter().filter(|department| department.parent_id.is_none());
    roots.next().filter(|_| roots.next().is_none())
}

/// Departments that `belong`, last first, so that popping gives them in order.
fn siblings(departments: &[Department], belong: impl Fn(&Department) -> bool, depth: usize) -> Vec<Placed<'_>> {
    let mut found: Vec<_> =
        departments.iter().filter(|d| belong(d)).map(|department| Placed { department, depth }).collect();
    found.sort_by(|a, b| (b.department.sort, &b.department.name).cmp(&(a.department.sort, &a.department.name)));
    found
}

/// Whether `id`, with everything below it, may be placed below `parent`: the parent exists, no circle comes about, and
/// the tree stays shallow.
///
/// # Errors
/// [`FieldCode::NotFound`], [`FieldCode::Inconsistent`] or [`FieldCode::OutOfRange`].
pub fn check_parent(departments: &[Department], id: DepartmentId, parent: DepartmentId) -> Result<(), FieldCode> {
    let find = |wanted: DepartmentId| departments.iter().find(|d| d.id == wanted);
    let mut above = Some(find(parent).ok_or(FieldCode::NotFound)?);
    let mut depth = height(departments, id, MAX_DEPTH);
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

/// Levels that a department and those below it take, counted no further than `most`.
fn height(departments: &[Department], id: DepartmentId, most: usize) -> usize {
    let below = departments.iter().filter(|d| d.parent_id == Some(id) && most > 0);
    1 + below.map(|d| height(departments, d.id, most - 1)).max().unwrap_or(0)
}

/// The names from the root down to a department.
fn path(departments: &[Department], id: DepartmentId) -> Vec<&str> {
    let find = |wanted: DepartmentId| departments.iter().find(|d| d.id == wanted);
    let mut above = find(id);
    let mut names = Vec::new();
    while let Some(department) = above.filter(|_| names.len() < MAX_DEPTH) {
        names.push(department.name.as_str());
        above = department.parent_id.and_then(find);
    }
    names.reverse();
    names
}

/// What a department is called where there is room for one text: its name, or the whole path from the root when
/// another has the same name.
pub fn label(departments: &[Department], id: DepartmentId) -> String {
    let path = path(departments, id);
    let Some(name) = path.last() else { return String::new() };
    let is_alone = departments.iter().filter(|d| d.name.as_str() == *name).count() == 1;
    if is_alone { (*name).to_owned() } else { path.join("/") }
}

/// The department that a text names: by its name, or by the end of its path, such as `客服组/售前`.
///
/// # Errors
/// [`FieldCode::NotFound`], or [`FieldCode::Inconsistent`] when it could be one of several.
pub fn find(departments: &[Department], text: &str) -> Result<DepartmentId, FieldCode> {
    let whole = fold(text);
    let wanted: Vec<&str> = whole.split(['/', '>']).filter(|name| !name.is_empty()).collect();
    let Some(name) = wanted.last() else { return Err(FieldCode::NotFound) };
    let folded_path = |id| path(departments, id).into_iter().map(fold).collect::<Vec<_>>();
    let is_below = |d: &Department| fold(d.name.as_str()) == *name && ends_with(&folded_path(d.id), &wanted);
    let is_meant = |d: &&Department| fold(d.name.as_str()) == whole || is_below(d);
    let found: Vec<&Department> = departments.iter().filter(is_meant).collect();
    match found.as_slice() {
        [] => Err(FieldCode::NotFound),
        [one] => Ok(one.id),
        several => {
            let is_whole = |d: &&&Department| folded_path(d.id) == wanted;
            several.iter().find(is_whole).map(|d| d.id).filter(|_| wanted.len() > 1).ok_or(FieldCode::Inconsistent)
        }
    }
}

fn ends_with(path: &[String], end: &[&str]) -> bool {
    path.len().checked_sub(end.len()).and_then(|from| path.get(from..)).is_some_and(|last| last == end)
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
    fn a_new_department_goes_below_the_only_one_at_the_top() {
        let mut shop = shop();
        assert_eq!(only_root(&shop).map(|root| root.name.as_str()), Some("店铺"));
        shop.push(department(5, None, 0, "二店"));
        assert_eq!((only_root(&shop), only_root(&[])), (None, None));
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

    #[test]
    fn a_department_takes_those_below_it_along_and_the_tree_stays_shallow() {
        let depth = u128::try_from(MAX_DEPTH).unwrap();
        let mut chain: Vec<_> = (1..depth).map(|n| department(n, (n > 1).then(|| n - 1), 0, "层")).collect();
        chain.extend([department(20, None, 0, "新"), department(21, Some(20), 0, "新下")]);
        let id = |n| DepartmentId::new(Uuid::from_u128(n));
        assert_eq!(check_parent(&chain, id(21), id(depth - 1)), Ok(()));
        assert_eq!(check_parent(&chain, id(20), id(depth - 1)), Err(FieldCode::OutOfRange));
        assert_eq!(check_parent(&chain, id(20), id(depth - 2)), Ok(()));
    }

    #[test]
    fn a_name_that_stands_twice_is_told_by_its_path() {
        let mut shop = shop();
        shop.push(department(5, Some(3), 0, "售后"));
        let id = |n| DepartmentId::new(Uuid::from_u128(n));
        assert_eq!(label(&shop, id(4)), "店铺/客服组/售后");
        assert_eq!(label(&shop, id(2)), "客服组");
        for (text, wanted) in [
            ("客服组", Ok(id(2))),
            ("售后", Err(FieldCode::Inconsistent)),
            ("仓储/售后", Ok(id(5))),
            ("店铺/客服组/售后", Ok(id(4))),
            ("客服组/仓储", Err(FieldCode::NotFound)),
            ("/", Err(FieldCode::NotFound)),
        ] {
            assert_eq!(find(&shop, text), wanted, "{text}");
        }
    }
}
