//! A month's rota: as it stands, made anew, and set by hand.

use super::{
    super::{sheet::HeadRecord, store as rosters, view},
    SwapRecord, store, swaps,
};
use crate::kernel::{
    audit::Audit,
    auth::Caller,
    d1::{Arg, Change, Db, Query, Rows, args, flag},
    error::Error,
    routes::Call,
};
use dianwu_domain::{
    Code, Day, DepartmentId, Duty, FieldCode, Month, PersonId,
    audit::api::Action,
    roster::{
        api::{DutyDay, DutyHolder, DutyPerson, DutyRota, GetDuties, PlanDuties, RosterPath, RosterStatus, SetDuty},
        duty,
    },
    text::{Name, StaffNumber},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// How many months back the turns count. Whoever was away longer begins like somebody new.
const MONTHS_BACK: i32 = 3;

/// Somebody of the department.
#[derive(Deserialize)]
pub struct PersonRecord {
    id: PersonId,
    number: StaffNumber,
    name: Name,
    left_on: Option<Day>,
}

/// Who works on a day, as JSON.
#[derive(Deserialize)]
pub struct WorkersRecord {
    day: Day,
    people: String,
}

/// A day of the rota.
#[derive(Clone, Deserialize)]
pub struct DutyRecord {
    day: Day,
    person_id: PersonId,
    name: Name,
    number: StaffNumber,
    #[serde(deserialize_with = "flag")]
    is_fixed: bool,
}

#[derive(Deserialize)]
struct PastRecord {
    day: Day,
    person_id: PersonId,
}

/// A department's month as the rota needs it.
pub struct Seen {
    head: HeadRecord,
    /// The department's people, by staff number.
    people: Vec<PersonRecord>,
    /// Who of them works on each day, by staff number.
    workers: BTreeMap<Day, Vec<PersonId>>,
    duties: Vec<DutyRecord>,
}

/// The statements that [`Seen::read`] reads.
pub fn queries(department_id: DepartmentId, month: Month, sees_drafts: bool) -> Vec<Query> {
    let (first, last) = (month.first(), month.last());
    vec![
        rosters::GET_HEAD.with(args![month, department_id]),
        rosters::LIST_PEOPLE.with(args![department_id, first, last]),
        store::LIST_WORKERS.with(args![month, department_id, sees_drafts]),
        store::LIST_DUTIES.with(args![department_id, first, last]),
    ]
}

impl Seen {
    fn read(rows: &Rows) -> Result<Self, Error> {
        let head = rows.first(0)?.ok_or(Error::not_found())?;
        Self::new(head, rows.take(1)?, rows.take(2)?, rows.take(3)?)
    }

    pub fn new(
        head: HeadRecord,
        mut people: Vec<PersonRecord>,
        days: Vec<WorkersRecord>,
        duties: Vec<DutyRecord>,
    ) -> Result<Self, Error> {
        people.sort_by(|a, b| a.number.cmp(&b.number));
        let mut workers = BTreeMap::new();
        for WorkersRecord { day, people: list } in days {
            let list: Vec<PersonId> =
                serde_json::from_str(&list).map_err(|error| Error::internal(format!("workers of {day}: {error}")))?;
            let is_here =
                |one: &&PersonRecord| list.contains(&one.id) && one.left_on.is_none_or(|left_on| day <= left_on);
            workers.insert(day, people.iter().filter(is_here).map(|one| one.id).collect());
        }
        Ok(Self { head, people, workers, duties })
    }

    fn is_published(&self) -> bool {
        self.head.status() == RosterStatus::Published
    }

    fn duty(&self, day: Day) -> Option<&DutyRecord> {
        self.duties.iter().find(|duty| duty.day == day)
    }

    fn works(&self, person: PersonId, day: Day) -> bool {
        self.workers.get(&day).is_some_and(|people| people.contains(&person))
    }

    /// The days on which somebody works or has duty, with people by their places among `shown`.
    fn days(&self, shown: &[DutyPerson]) -> Vec<DutyDay> {
        let places: HashMap<PersonId, u16> = (0_u16..).zip(shown).map(|(place, one)| (one.id, place)).collect();
        let mut days: BTreeMap<Day, DutyDay> = BTreeMap::new();
        for (day, people) in &self.workers {
            let works = people.iter().filter_map(|id| places.get(id).copied()).collect();
            days.insert(*day, DutyDay { day: *day, holder: None, works });
        }
        for duty in self.duties.clone() {
            let day = days.entry(duty.day).or_insert(DutyDay { day: duty.day, holder: None, works: Vec::new() });
            day.holder = Some(duty.into_holder());
        }
        days.into_values().collect()
    }

    pub fn rota(self, month: Month, may_edit: bool, swaps: Vec<SwapRecord>) -> DutyRota {
        let works = |one: &&PersonRecord| self.workers.values().any(|people| people.contains(&one.id));
        let people: Vec<DutyPerson> =
            self.people.iter().filter(works).map(|one| DutyPerson { id: one.id, name: one.name.clone() }).collect();
        DutyRota {
            department_id: self.head.department_id(),
            month,
            is_published: self.is_published(),
            may_edit,
            days: self.days(&people),
            people,
            swaps: swaps.into_iter().map(SwapRecord::into_swap).collect(),
        }
    }

    /// The rota for those who do not read drafts: nothing until the roster is published.
    pub fn published(self) -> Self {
        if self.is_published() { self } else { Self { workers: BTreeMap::new(), duties: Vec::new(), ..self } }
    }
}

impl DutyRecord {
    fn into_holder(self) -> DutyHolder {
        DutyHolder { person_id: self.person_id, name: self.name, is_fixed: self.is_fixed }
    }
}

async fn rota(db: &Db, caller: &Caller, path: RosterPath, today: Day) -> Result<DutyRota, Error> {
    let RosterPath { department_id, month } = path;
    let sees_drafts = caller.departments(Duty::ReadRosters).contains(&department_id);
    let may_edit = caller.departments(Duty::ManageRosters).contains(&department_id);
    let mut queries = queries(department_id, month, sees_drafts);
    queries.push(swaps(department_id, caller.person_id(), today));
    let rows = db.batch(queries).await?;
    let seen = Seen::read(&rows)?;
    let seen = if sees_drafts { seen } else { seen.published() };
    Ok(seen.rota(month, may_edit, rows.take(4)?))
}

/// A month's rota.
pub async fn get(call: Call<GetDuties>) -> Result<DutyRota, Error> {
    if !view::visible(&call.who).contains(&call.path.department_id) {
        return Err(Error::not_found());
    }
    let (_, today) = view::clock(&call.who, call.source.now);
    rota(&call.db, &call.who, call.path, today).await
}

/// Planning again gives the same, until people, fixed days or the roster change; then nothing is written.
pub async fn plan(call: Call<PlanDuties>) -> Result<DutyRota, Error> {
    let RosterPath { department_id, month } = call.path;
    call.who.require(department_id)?;
    let caller = &call.who.caller;
    let (_, today) = view::clock(caller, call.source.now);
    let from = call.body.from;
    if from.month() != month || from < today {
        return Err(Error::field("from", FieldCode::OutOfRange));
    }
    let mut queries = queries(department_id, month, true);
    let past = (month.plus(-MONTHS_BACK).first(), from.plus(-1));
    queries.push(store::LIST_HISTORY.with(args![department_id, past.0, past.1]));
    let rows = call.db.batch(queries).await?;
    let seen = Seen::read(&rows)?;
    let past = rows.take::<PastRecord>(4)?.into_iter().map(|row| (row.day, row.person_id));
    let wanted = seen.planned(from, past.collect());
    let (before, after) = seen.logged(from, &wanted);
    if before != after {
        let audit = Audit::new(&call.source, caller.person_id(), Action::DutyPlan, seen.head.subject(month));
        let change = Change::new(audit.before(&before).after(&after));
        write(change, department_id, (from, month.last()), &wanted).commit(&call.db).await?;
    }
    rota(&call.db, caller, call.path, today).await
}

impl Seen {
    /// Who has duty from a day on, fixed days among them. `past` tells who had it before.
    pub fn planned(&self, from: Day, past: Vec<(Day, PersonId)>) -> Vec<(Day, PersonId)> {
        let days: Vec<(Day, &[PersonId])> =
            self.workers.range(from..).map(|(day, people)| (*day, people.as_slice())).collect();
        let fixed: Vec<(Day, PersonId)> = self
            .duties
            .iter()
            .filter(|duty| duty.is_fixed && duty.day >= from)
            .map(|duty| (duty.day, duty.person_id))
            .collect();
        duty::plan(&days, &fixed, &past)
    }

    /// What the log keeps of a plan: staff numbers by day.
    fn logged(&self, from: Day, wanted: &[(Day, PersonId)]) -> (Value, Value) {
        let standing = self.duties.iter().filter(|duty| duty.day >= from);
        let before: Map<_, _> =
            standing.clone().map(|duty| (duty.day.to_string(), json!(duty.number.as_str()))).collect();
        let number = |id: PersonId| {
            let here = self.people.iter().find(|one| one.id == id).map(|one| &one.number);
            here.or_else(|| standing.clone().find(|duty| duty.person_id == id).map(|duty| &duty.number))
        };
        let after = wanted.iter().map(|(day, id)| (day.to_string(), json!(number(*id).map(StaffNumber::as_str))));
        (before.into(), after.collect::<Map<_, _>>().into())
    }
}

/// The change that writes a plan for the days of a range. Days that somebody fixes meanwhile stay theirs.
pub fn write(
    change: Change,
    department_id: DepartmentId,
    (from, until): (Day, Day),
    wanted: &[(Day, PersonId)],
) -> Change {
    let days: Vec<Day> = wanted.iter().map(|(day, _)| *day).collect();
    change
        .with(store::CLEAR_DUTIES.with(args![department_id, from, until, Arg::json(&days)]))
        .with(store::PLAN_DUTIES.with(args![department_id, Arg::json(&wanted)]))
}

/// A repeated send finds what it asks for.
pub async fn set(call: Call<SetDuty>) -> Result<DutyDay, Error> {
    let (department_id, day) = (call.path.department_id, call.path.day);
    call.who.require(department_id)?;
    let caller = &call.who.caller;
    let (_, today) = view::clock(caller, call.source.now);
    if day < today {
        return Err(Error::field("day", FieldCode::OutOfRange));
    }
    let rows = call.db.batch(queries(department_id, day.month(), true)).await?;
    let seen = Seen::read(&rows)?;
    let wanted = call.body.person_id;
    let standing = seen.duty(day);
    let is_so = standing.map(|duty| (duty.person_id, duty.is_fixed)) == wanted.map(|id| (id, true));
    if is_so {
        return Ok(seen.day(day));
    }
    if standing.map(|duty| duty.person_id) != call.body.seen {
        return Err(Error::new(Code::Stale));
    }
    if wanted.is_some_and(|id| !seen.works(id, day)) {
        return Err(Error::field("person_id", FieldCode::OutOfRange));
    }
    let name = |id: PersonId| seen.people.iter().find(|one| one.id == id).map(|one| one.number.to_string());
    let subject = format!("{} {day}", seen.head.subject(day.month()).split(' ').next().unwrap_or_default());
    let audit = Audit::new(&call.source, caller.person_id(), Action::DutySet, subject)
        .before(&json!({ "duty": standing.map(|duty| duty.number.as_str()) }))
        .after(&json!({ "duty": wanted.and_then(name) }));
    let write = match (wanted, call.body.seen) {
        (Some(id), before) => store::SET_DUTY.with(args![department_id, day, id, before]),
        (None, Some(before)) => store::DELETE_DUTY.with(args![department_id, day, before]),
        (None, None) => return Ok(seen.day(day)),
    };
    Change::new(audit).guarded(write).commit(&call.db).await?;
    let rows = call.db.batch(queries(department_id, day.month(), true)).await?;
    Ok(Seen::read(&rows)?.day(day))
}

impl Seen {
    /// A day as it stands, with people by their places in the month's rota.
    fn day(self, day: Day) -> DutyDay {
        let month = day.month();
        let rota = self.rota(month, true, Vec::new());
        let found = rota.days.into_iter().find(|one| one.day == day);
        found.unwrap_or(DutyDay { day, holder: None, works: Vec::new() })
    }
}
