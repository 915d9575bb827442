//! A month's rota: as it stands, and made anew.

use super::{
    SwapRecord, store, swaps,
    telling::{end_swaps, offered},
};
use crate::{
    kernel::{
        audit::Audit,
        auth::Caller,
        d1::{Arg, Change, Db, Query, Rows, args, flag},
        error::Error,
        flow::{Step, settle},
        routes::Call,
    },
    notices::Deed,
    roster::{sheet::HeadRecord, store as rosters},
};
use dianwu_domain::{
    Day, DepartmentId, FieldCode, Month, Permission, PersonId,
    audit::api::Action,
    cleaning::{
        self,
        api::{DutyDay, DutyHolder, DutyPerson, DutyRota, GetDuties, PlanDuties},
    },
    people::employment::Stay,
    roster::api::{RosterPath, RosterStatus},
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
    from_day: Day,
    #[serde(deserialize_with = "crate::people::history::last_day")]
    until_day: Option<Day>,
}

impl PersonRecord {
    fn stay(&self) -> Stay {
        Stay { from: self.from_day, until: self.until_day }
    }
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
    pub(super) person_id: PersonId,
    name: Name,
    pub(super) number: StaffNumber,
    #[serde(deserialize_with = "flag")]
    pub(super) is_fixed: bool,
}

#[derive(Deserialize)]
struct PastRecord {
    day: Day,
    person_id: PersonId,
}

/// A department's month as the rota needs it.
pub struct Seen {
    pub(super) head: HeadRecord,
    /// The department's people, by staff number.
    people: Vec<PersonRecord>,
    /// Who of them works on each day, by staff number.
    workers: BTreeMap<Day, Vec<PersonId>>,
    duties: Vec<DutyRecord>,
}

/// The statements that [`Seen::read`] reads. Without `sees_drafts` they find nothing until the roster is published.
pub fn queries(department_id: DepartmentId, month: Month, sees_drafts: bool) -> Vec<Query> {
    let range = args![department_id, month.first(), month.last(), month, sees_drafts];
    vec![
        rosters::GET_HEAD.with(args![month, department_id]),
        store::LIST_PEOPLE.with(range.clone()),
        store::LIST_WORKERS.with(args![month, department_id, sees_drafts]),
        store::LIST_DUTIES.with(range),
    ]
}

impl Seen {
    pub(super) fn read(rows: &Rows) -> Result<Self, Error> {
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
            let is_here = |one: &&PersonRecord| list.contains(&one.id) && one.stay().holds(day);
            workers.insert(day, people.iter().filter(is_here).map(|one| one.id).collect());
        }
        Ok(Self { head, people, workers, duties })
    }

    fn is_published(&self) -> bool {
        self.head.status() == RosterStatus::Published
    }

    pub(super) fn duty(&self, day: Day) -> Option<&DutyRecord> {
        self.duties.iter().find(|duty| duty.day == day)
    }

    pub(super) fn works(&self, person: PersonId, day: Day) -> bool {
        self.workers.get(&day).is_some_and(|people| people.contains(&person))
    }

    /// The staff number of somebody of the department.
    pub(super) fn number(&self, person: PersonId) -> Option<&StaffNumber> {
        self.people.iter().find(|one| one.id == person).map(|one| &one.number)
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
}

impl DutyRecord {
    fn into_holder(self) -> DutyHolder {
        DutyHolder { person_id: self.person_id, name: self.name, is_fixed: self.is_fixed }
    }
}

async fn rota(db: &Db, caller: &Caller, path: RosterPath, today: Day) -> Result<DutyRota, Error> {
    let RosterPath { department_id, month } = path;
    let sees_drafts = caller.departments(Permission::ReadRosters).contains(&department_id);
    let may_edit = caller.departments(Permission::ManageRosters).contains(&department_id);
    let mut queries = queries(department_id, month, sees_drafts);
    queries.push(swaps(department_id, caller.person_id(), today));
    let rows = db.batch(queries).await?;
    Ok(Seen::read(&rows)?.rota(month, may_edit, rows.take(4)?))
}

/// A month's rota.
pub async fn get(call: Call<GetDuties>) -> Result<DutyRota, Error> {
    if !call.who.visible().contains(&call.path.department_id) {
        return Err(call.who.refused(call.path.department_id));
    }
    let (_, today) = call.who.clock(call.source.now);
    rota(&call.db, &call.who, call.path, today).await
}

/// Planning again gives the same, until people, fixed days or the roster change; then nothing is written.
pub async fn plan(call: Call<PlanDuties>) -> Result<DutyRota, Error> {
    let RosterPath { department_id, month } = call.path;
    call.who.require(department_id)?;
    let caller = &call.who.caller;
    let (_, today) = caller.clock(call.source.now);
    let from = call.body.from;
    if from.month() != month || from < today {
        return Err(Error::field("from", FieldCode::OutOfRange));
    }
    let past = (month.plus(-MONTHS_BACK).first(), from.plus(-1));
    settle(&call.db, async || {
        let mut queries = queries(department_id, month, true);
        queries.push(store::LIST_HISTORY.with(args![department_id, past.0, past.1]));
        queries.push(offered(department_id, today));
        let rows = call.db.batch(queries).await?;
        let seen = Seen::read(&rows)?;
        let past = rows.take::<PastRecord>(4)?.into_iter().map(|row| (row.day, row.person_id));
        let wanted = seen.planned(from, past.collect());
        let (before, after) = seen.logged(from, &wanted);
        if before == after {
            return Ok(Step::Stands(()));
        }
        let audit = Audit::new(&call.source, caller.person_id(), Action::DUTY_PLAN, seen.head.subject(month));
        let whose = seen.duties.iter().filter(|duty| duty.day >= from).map(|duty| duty.person_id);
        let audit = audit.rosters_of(department_id).about(whose.chain(wanted.iter().map(|(_, id)| *id)));
        let change = Change::new(audit.before(&before).after(&after));
        let holder = |day: Day| {
            let planned = wanted.iter().find(|(planned, _)| *planned == day).map(|(_, person)| *person);
            (from..=month.last()).contains(&day).then_some(planned)
        };
        let offered: Vec<SwapRecord> = rows.take(5)?;
        let change = seen.write(change, from, month.last(), &wanted);
        Ok(Step::write(end_swaps(change, &offered, holder, Deed::of(caller, &call.source)), ()))
    })
    .await?;
    rota(&call.db, caller, call.path, today).await
}

impl Seen {
    /// Who has duty from a day on, fixed days of those who work among them. `past` tells who had it before.
    pub fn planned(&self, from: Day, past: Vec<(Day, PersonId)>) -> Vec<(Day, PersonId)> {
        let days: Vec<(Day, &[PersonId])> =
            self.workers.range(from..).map(|(day, people)| (*day, people.as_slice())).collect();
        let fixed: Vec<(Day, PersonId)> = self
            .duties
            .iter()
            .filter(|duty| duty.is_fixed && duty.day >= from)
            .map(|duty| (duty.day, duty.person_id))
            .collect();
        cleaning::plan(&days, &fixed, &past)
    }

    /// What the log keeps of a plan: staff numbers by day.
    fn logged(&self, from: Day, wanted: &[(Day, PersonId)]) -> (Value, Value) {
        let standing = self.duties.iter().filter(|duty| duty.day >= from);
        let before: Map<_, _> =
            standing.clone().map(|duty| (duty.day.to_string(), json!(duty.number.as_str()))).collect();
        let number = |id: PersonId| {
            let standing = || standing.clone().find(|duty| duty.person_id == id).map(|duty| &duty.number);
            self.number(id).or_else(standing)
        };
        let after = wanted.iter().map(|(day, id)| (day.to_string(), json!(number(*id).map(StaffNumber::as_str))));
        (before.into(), after.collect::<Map<_, _>>().into())
    }
}

impl Seen {
    /// The change that writes a plan for the days of a range, as long as the duties in it are those that were seen.
    pub fn write(&self, change: Change, from: Day, until: Day, wanted: &[(Day, PersonId)]) -> Change {
        let department_id = self.head.department_id();
        let seen = self.duties.iter().filter(|duty| (from..=until).contains(&duty.day));
        let seen: Vec<_> = seen.map(|duty| (duty.day, duty.person_id, u8::from(duty.is_fixed))).collect();
        let days: Vec<Day> = wanted.iter().map(|(day, _)| *day).collect();
        change
            .with(store::EXPECT_DUTIES.with(args![department_id, from, until, Arg::json(&seen)]))
            .with(store::CLEAR_DUTIES.with(args![department_id, from, until, Arg::json(&days)]))
            .with(store::PLAN_DUTIES.with(args![department_id, Arg::json(&wanted)]))
    }
}
