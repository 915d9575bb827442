//! What the rules find in the way of what staff will see, and who takes it upon themselves, for what reason.

use super::check::Checked;
use crate::kernel::{
    audit::Audit,
    d1::{Arg, Change, Db, named},
    error::Error,
};
use dianwu_domain::{
    FieldCode, FieldError,
    text::Reason,
    worktime::{self, Finding, Verdict},
};
use serde::Serialize;

/// Most findings that the log keeps one by one.
const LOGGED_FINDINGS: usize = 100;

/// What is signed off, as the log keeps it; nothing where the rules find no error.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SignOff {
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<Reason>,
    /// The errors, or the first of many.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Finding>,
    /// How many errors there are, where not all are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<usize>,
}

impl SignOff {
    fn new(mut findings: Vec<Finding>, sign_off: Option<Reason>) -> Self {
        let errors = Some(findings.len()).filter(|count| *count > LOGGED_FINDINGS);
        findings.truncate(LOGGED_FINDINGS);
        Self { sign_off, findings, errors }
    }
}

/// Lets through what holds no errors, or errors that may be signed off and are. A refusal is kept in the log, as `audit`;
/// `fields` names what is wrong where nobody may sign it off.
///
/// # Errors
/// [`dianwu_domain::Code::RulesBroken`].
pub async fn require(
    db: &Db,
    audit: Audit,
    found: &[Finding],
    reason: Option<&Reason>,
    fields: impl FnOnce(&[Finding]) -> Vec<FieldError>,
) -> Result<SignOff, Error> {
    let errors = worktime::errors(found);
    let error = match worktime::verdict(&errors) {
        // A reason that nothing asked for is not kept.
        Verdict::Clear => return Ok(SignOff::default()),
        Verdict::NeedsReason if reason.is_some() => return Ok(SignOff::new(errors, reason.cloned())),
        Verdict::NeedsReason => {
            Error::rules_broken(vec![FieldError { field: "sign_off".to_owned(), code: FieldCode::Required }])
        }
        Verdict::Refused => {
            let strict: Vec<Finding> = errors.iter().filter(|finding| !finding.may_sign_off).copied().collect();
            Error::rules_broken(fields(&strict))
        }
    };
    let audit = audit.about(errors.iter().filter_map(|finding| finding.person_id));
    Change::new(audit.after(&SignOff::new(errors, reason.cloned()))).commit(db).await?;
    Err(error)
}

/// The parameters by which a statement asks whether what was checked still stands: whose days, from when to when, and
/// how often they had been written.
pub fn judged(checked: Option<&Checked>) -> Vec<(&'static str, Arg)> {
    let judged = checked.map(|checked| checked.judged);
    named![
        judged_people: checked.map(|checked| Arg::json(&checked.people)),
        judged_from: judged.map(|judged| judged.from_day),
        judged_until: judged.map(|judged| judged.until_day),
        judged_writes: judged.map(|judged| judged.writes),
    ]
}
