//! Roles of a person.

use super::{person, store};
use crate::kernel::{
    audit::Audit,
    d1::{Arg, Change, args},
    error::{Error, check},
    routes::Call,
};
use dianwu_domain::{
    Code, DepartmentId, FieldCode, FieldError, RoleGrant,
    audit::api::Action,
    people::api::{Person, SetRoles},
};

/// Sets all roles. Access is checked anew at each request, so that they hold from the next one on.
pub async fn set(call: Call<SetRoles>) -> Result<Person, Error> {
    let (id, version) = (call.path.person_id, call.body.version);
    let before = person::find(&call.db, &call.who, id).await?.ok_or(Error::not_found())?;
    check(problems(&call.body.grants, &call.who.departments))?;
    let asked = in_order(call.body.grants);
    if in_order(before.grants.clone()) == asked {
        return Ok(before);
    }
    if before.version != version {
        return Err(Error::new(Code::Stale));
    }
    let audit =
        Audit::new(&call.source, call.who.caller.person_id(), Action::ROLES_SET, person::subject(&before.fields))
            .about([id])
            .before(&before.grants)
            .after(&asked);
    let after = Person { grants: asked.clone(), version: before.version + 1, ..before };
    let stays = person::is_administrator(&after);
    let change = Change::new(audit)
        .guarded(store::COUNT_ROLE_CHANGE.with(args![id, call.who.arg(), version, stays]))
        .with(store::DELETE_GRANTS.with(args![id]))
        .with(store::INSERT_GRANTS.with(args![id, Arg::json(&asked)]));
    let standing = async || {
        let now = person::find(&call.db, &call.who, id).await?.ok_or(Error::not_found())?;
        if in_order(now.grants.clone()) == asked { Ok(Some(now)) } else { Err(person::refused(&now, version)) }
    };
    change.or_standing(&call.db, after, standing).await
}

fn in_order(mut grants: Vec<RoleGrant>) -> Vec<RoleGrant> {
    grants.sort();
    grants
}

/// What is wrong with grants: a manager's without a department or with an unknown one, another's with one, a second of
/// the same.
fn problems(grants: &[RoleGrant], departments: &[DepartmentId]) -> Vec<FieldError> {
    let problem = |(place, grant): (usize, &RoleGrant)| {
        let department = match (grant.role.needs_department(), grant.department_id) {
            (true, None) => Some(FieldCode::Required),
            (true, Some(id)) if !departments.contains(&id) => Some(FieldCode::NotFound),
            (false, Some(_)) => Some(FieldCode::Inconsistent),
            _ => None,
        };
        let is_repeated = grants.iter().take(place).any(|other| other == grant);
        department
            .map(|code| FieldError { field: format!("grants[{place}].department_id"), code })
            .or_else(|| is_repeated.then(|| FieldError { field: format!("grants[{place}]"), code: FieldCode::Taken }))
    };
    grants.iter().enumerate().filter_map(problem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dianwu_domain::Role;
    use uuid::Uuid;

    #[test]
    fn a_grant_has_a_department_exactly_when_its_role_reaches_over_one() {
        let id = |n| DepartmentId::new(Uuid::from_u128(n));
        let grant = |role, department: Option<u128>| RoleGrant { role, department_id: department.map(id) };
        for (grants, wanted) in [
            (vec![grant(Role::Manager, Some(1)), grant(Role::Manager, Some(2)), grant(Role::Hr, None)], ""),
            (vec![grant(Role::Manager, None)], "grants[0].department_id required"),
            (vec![grant(Role::Manager, Some(9))], "grants[0].department_id not_found"),
            (vec![grant(Role::Hr, None), grant(Role::Administrator, Some(1))], "grants[1].department_id inconsistent"),
            (vec![grant(Role::Hr, None), grant(Role::Hr, None)], "grants[1] taken"),
        ] {
            let told = problems(&grants, &[id(1), id(2)]);
            let told: Vec<_> = told.iter().map(|error| format!("{} {}", error.field, error.code)).collect();
            assert_eq!(told.join(", "), wanted);
        }
    }
}
