//! Creating and changing shift kinds. Hours change from a day on that staff have seen nothing of yet.

use super::{KindRecord, store};
use crate::kernel::{
    audit::Audit,
    d1::{Arg, Change, Query, Rows, args, flag, named},
    error::{Error, check},
    flow::{Step, settle},
    routes::Call,
};
use dianwu_domain::{
    Code, Day, FieldCode, Instant, Nothing, ShiftKindId,
    audit::api::Action,
    shifts::{
        api::{
            DeleteShiftHours, GetShiftKindUse, SaveShiftKind, ShiftKind, ShiftKindBody, ShiftKindFields, ShiftKindUse,
        },
        kind::{Hours, always, hours_on, is_always},
    },
    text::fold,
};
use serde::{Deserialize, Serialize};

/// What is kept of a shift kind.
#[derive(Deserialize)]
pub(super) struct KeptRecord {
    #[serde(deserialize_with = "flag")]
    is_used: bool,
    planned_until: Option<Day>,
    offered_until: Option<Day>,
}

impl KeptRecord {
    /// The first day from which hours may change; none where they may from the beginning.
    pub(super) fn first_day(&self, today: Day) -> Option<Day> {
        let kept = self.planned_until.max(self.offered_until).unwrap_or(today);
        self.is_used.then(|| kept.max(today).plus(1))
    }
}

/// What the log keeps of a shift kind.
#[derive(Serialize)]
struct Logged<'a> {
    #[serde(flatten)]
    fields: &'a ShiftKindFields,
    #[serde(flatten)]
    hours: LoggedHours,
}

/// What the log keeps of hours.
#[derive(Default, Serialize)]
struct LoggedHours {
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<Hours>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_night: Option<bool>,
    /// Their first day, unless they hold from the beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Day>,
}

impl LoggedHours {
    fn new(hours: Option<Hours>, from: Day) -> Self {
        let from = Some(from).filter(|from| !is_always(from));
        Self { hours, is_night: hours.map(|hours| hours.is_night), from }
    }
}

/// What is read before a shift kind is changed: the kind and what is kept of it.
pub(super) fn standing(id: ShiftKindId, today: Day) -> Vec<Query> {
    vec![store::GET_SHIFT_KIND.with(args![id]), store::FIND_KEPT.with(args![id, today.plus(1)])]
}

/// The shift kind that [`standing`] found, with the first day from which its hours may change.
fn found(rows: &Rows, today: Day) -> Result<Option<(ShiftKind, Option<Day>)>, Error> {
    let (kind, kept): (Option<KindRecord>, Option<KeptRecord>) = (rows.first(0)?, rows.first(1)?);
    Ok(kind.zip(kept).map(|(kind, kept)| (kind.into_kind(), kept.first_day(today))))
}

/// Refuses a day before the first possible one.
fn check_from(from: Day, first_day: Option<Day>) -> Result<(), Error> {
    match first_day.filter(|first| from < *first) {
        Some(first) => Err(Error::field("from", FieldCode::NotBefore(first))),
        None => Ok(()),
    }
}

/// Version 0 creates. A repeated send finds what it asks for and is answered like the first.
pub async fn save(call: Call<SaveShiftKind>) -> Result<ShiftKind, Error> {
    let (id, body) = (call.path.shift_kind_id, &call.body);
    check(body.check())?;
    let (now, actor) = (call.source.now, call.who.caller.person_id());
    let today = call.who.caller.clock(now).0.day;
    let saved = settle(&call.db, async || {
        let before = found(&call.db.batch(standing(id, today)).await?, today)?;
        let mut audit = Audit::new(&call.source, actor, Action::SHIFT_KIND_SAVE, &body.fields.code);
        let versions = match &before {
            Some((kind, _)) if body.stands_in(kind) => return Ok(Step::Stands(kind.clone())),
            Some((kind, _)) if kind.version != body.version => return Err(Error::new(Code::Stale)),
            None if body.version > 0 => return Err(Error::not_found()),
            Some((kind, first_day)) => {
                if body.hours.is_some() {
                    if !kind.is_work() {
                        return Err(Error::field("hours", FieldCode::Inconsistent));
                    }
                    check_from(body.from, *first_day)?;
                }
                let hours = hours_on(&kind.hours, body.from).filter(|_| body.hours.is_some());
                audit = audit.before(&Logged { fields: &kind.fields, hours: LoggedHours::new(hours, always()) });
                kind.hours.clone()
            }
            None => Vec::new(),
        };
        let logged = Logged { fields: &body.fields, hours: LoggedHours::new(body.hours, body.from) };
        let change = write(Change::new(audit.after(&logged)), id, body, today, now);
        let (fields, version) = (body.fields.clone(), body.version + 1);
        Ok(Step::write(change, ShiftKind { id, fields, hours: body.versions(versions), version }))
    })
    .await;
    // The same send may have arrived twice at once, and then its own code is taken.
    let is_taken = saved.as_ref().is_err_and(|error| error.code() == Code::InvalidField);
    if is_taken && let Some((kind, _)) = found(&call.db.batch(standing(id, today)).await?, today)? {
        return if body.stands_in(&kind) { Ok(kind) } else { saved };
    }
    saved
}

/// Adds the statements that create or change a shift kind.
pub(super) fn write(change: Change, id: ShiftKindId, body: &ShiftKindBody, today: Day, now: Instant) -> Change {
    let (fields, version) = (&body.fields, body.version);
    let args = named![
        id,
        code: &fields.code,
        name: &fields.name,
        hue: fields.hue.as_str(),
        is_work: body.hours.is_some(),
        sort: fields.sort,
        is_archived: fields.is_archived,
        now,
        code_key: fold(fields.code.as_str()),
        version,
    ];
    let kind = if version == 0 { store::INSERT_SHIFT_KIND.named(args) } else { store::UPDATE_SHIFT_KIND.named(args) };
    let change = change.guarded(kind);
    let Some(hours) = body.hours else { return change };
    let pauses: Vec<_> = hours.pauses.iter().map(|pause| [pause.start.minutes(), pause.end.minutes()]).collect();
    change.guarded(store::SAVE_SHIFT_HOURS.named(named![
        id,
        from_day: body.from,
        start_minute: hours.start,
        end_minute: hours.end,
        pauses: Arg::json(&pauses),
        meal_minutes: hours.meal_minutes,
        paid_minutes: hours.paid_minutes,
        is_night: hours.is_night,
        today,
        now,
    ]))
}

/// From which day the hours may change, and what drafts hold from then on.
pub async fn uses(call: Call<GetShiftKindUse>) -> Result<ShiftKindUse, Error> {
    let id = call.path.shift_kind_id;
    let today = call.who.caller.clock(call.source.now).0.day;
    let from = today.plus(1);
    let queries = vec![store::FIND_KEPT.with(args![id, from]), store::COUNT_DRAFTS.with(args![id, from])];
    let rows = call.db.batch(queries).await?;
    let kept: KeptRecord = rows.first(0)?.ok_or(Error::not_found())?;
    Ok(ShiftKindUse { first_day: kept.first_day(today), drafts: rows.take(1)? })
}

/// Taking back what is gone is no error.
pub async fn delete_hours(call: Call<DeleteShiftHours>) -> Result<Nothing, Error> {
    let (id, from) = (call.path.shift_kind_id, call.path.from);
    let (now, actor) = (call.source.now, call.who.caller.person_id());
    let today = call.who.caller.clock(now).0.day;
    settle(&call.db, async || {
        let rows = call.db.batch(standing(id, today)).await?;
        let Some((kind, first_day)) = found(&rows, today)? else { return Ok(Step::Stands(Nothing {})) };
        let Some(hours) = kind.hours.iter().find(|version| version.from == from) else {
            return Ok(Step::Stands(Nothing {}));
        };
        // The first ones are what the others come after.
        let earliest = first_day.unwrap_or(today.plus(1));
        check_from(from, Some(earliest))?;
        let audit = Audit::new(&call.source, actor, Action::SHIFT_HOURS_DELETE, &kind.fields.code);
        let change = Change::new(audit.before(&LoggedHours::new(Some(hours.hours), from)));
        let change = change.guarded(store::DELETE_SHIFT_HOURS.named(named![id, from_day: from, today]));
        Ok(Step::write(change.guarded(store::TOUCH_SHIFT_KIND.with(args![id])), Nothing {}))
    })
    .await
}
