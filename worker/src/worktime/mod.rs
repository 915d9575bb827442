//! The rules of working time: each department's own, inherited by those below it.

pub mod store;

use crate::{
    door::Door,
    kernel::{
        audit::Audit,
        d1::{Arg, Change, Db, Query, Rows, args},
        error::{Error, check},
        routes::Call,
    },
    people::organisation,
};
use dianwu_domain::{
    Code, DepartmentId, Nothing, UsedBy,
    audit::api::Action,
    text::Name,
    worktime::{
        RuleSet,
        api::{DeleteRuleSet, DepartmentRules, ListRuleSets, SaveRuleSet},
    },
};
use serde::Deserialize;

/// The feature's door.
pub const DOOR: Door = Door {
    routes: |routes| {
        routes.add(list);
        routes.add(save);
        routes.add(delete);
    },
    department_uses: &[(UsedBy::RULES, store::COUNT_RULES)],
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["rule_set"],
    #[cfg(test)]
    small: &["rule_set"],
    ..Door::EMPTY
};

/// Reads the rules that hold for a department; [`in_force`] reads what it finds.
pub fn rules_of(department_id: DepartmentId) -> Query {
    store::FIND_RULES.with(args![department_id])
}

/// The rules that hold for a department, and the department that they come from.
pub fn in_force(rows: &Rows, place: usize) -> Result<(RuleSet, Option<DepartmentId>), Error> {
    let found = rows.first::<RulesRecord>(place)?.map(RulesRecord::read).transpose()?;
    Ok(match found {
        Some(DepartmentRules { department_id, rules, .. }) => (rules, Some(department_id)),
        None => (RuleSet::default(), None),
    })
}

/// A department's rules as they are stored.
#[derive(Deserialize)]
struct RulesRecord {
    department_id: DepartmentId,
    rules: String,
    version: u32,
}

impl RulesRecord {
    /// The rules as the contract has them, complete.
    fn read(self) -> Result<DepartmentRules, Error> {
        let rules: RuleSet = serde_json::from_str(&self.rules)
            .map_err(|error| Error::internal(format!("rules of {}: {error}", self.department_id)))?;
        Ok(DepartmentRules { department_id: self.department_id, rules: rules.complete(), version: self.version })
    }
}

#[derive(Deserialize)]
struct DepartmentRecord {
    name: Name,
}

/// Those of every department that has its own.
pub async fn list(call: Call<ListRuleSets>) -> Result<Vec<DepartmentRules>, Error> {
    let rows: Vec<RulesRecord> = call.db.all(store::LIST_RULE_SETS.with(args![])).await?;
    rows.into_iter().map(RulesRecord::read).collect()
}

async fn find(db: &Db, department_id: DepartmentId) -> Result<(Option<DepartmentRules>, Name), Error> {
    let rows =
        db.batch(vec![store::GET_RULE_SET.with(args![department_id]), organisation::named(department_id)]).await?;
    let department: DepartmentRecord = rows.first(1)?.ok_or(Error::not_found())?;
    let rules: Option<RulesRecord> = rows.first(0)?;
    Ok((rules.map(RulesRecord::read).transpose()?, department.name))
}

/// Version 0 gives a department its own. A repeated send finds what it asks for and is answered like the first.
pub async fn save(call: Call<SaveRuleSet>) -> Result<DepartmentRules, Error> {
    let (department_id, version) = (call.path.department_id, call.body.version);
    check(call.body.check())?;
    let rules = call.body.rules.complete();
    let (before, department) = find(&call.db, department_id).await?;
    match &before {
        Some(standing) if standing.rules == rules => return Ok(standing.clone()),
        Some(standing) if standing.version != version => return Err(Error::new(Code::Stale)),
        None if version > 0 => return Err(Error::not_found()),
        _ => {}
    }
    let mut audit =
        Audit::new(&call.source, call.who.caller.person_id(), Action::RULES_SAVE, department).rosters_of(department_id);
    if let Some(standing) = &before {
        audit = audit.before(&standing.rules);
    }
    let write = store::SAVE_RULE_SET.with(args![department_id, Arg::json(&rules), version]);
    let change = Change::new(audit.after(&rules)).guarded(write);
    let written = DepartmentRules { department_id, rules: rules.clone(), version: version + 1 };
    let standing = async || Ok(find(&call.db, department_id).await?.0.filter(|standing| standing.rules == rules));
    change.or_standing(&call.db, written, standing).await
}

/// Taking away what is gone is no error.
pub async fn delete(call: Call<DeleteRuleSet>) -> Result<Nothing, Error> {
    let department_id = call.path.department_id;
    let (Some(before), department) = find(&call.db, department_id).await? else { return Ok(Nothing {}) };
    let actor = call.who.caller.person_id();
    let audit = Audit::new(&call.source, actor, Action::RULES_DELETE, department)
        .rosters_of(department_id)
        .before(&before.rules);
    Change::new(audit).guarded(store::DELETE_RULE_SET.with(args![department_id])).delete(&call.db).await
}
