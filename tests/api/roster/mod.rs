//! Rosters.

mod busy;
mod conflict;
mod door;
mod draft;
mod exports;
mod feeds;
mod planning;
mod publish;
mod sign_off;
mod view;

pub use door::DOOR;

use dianwu_domain::{
    Day, DepartmentId, Month, MonthQuery, PersonId, Problem, ShiftKindId,
    roster::api::{
        CellEdit, CheckRoster, EditBody, EditReply, EditRoster, GetRoster, GetRosterContext, MyMonth, MyMonthView,
        PublishBody, PublishRoster, RosterCheck, RosterContext, RosterHead, RosterPath, Sheet,
    },
};
use dianwu_tests::{Client, NOTHING, Shop};
use xtask::demo::seats::Team;

/// A team's month.
pub fn path(shop: &Shop, team: Team, month: Month) -> RosterPath {
    RosterPath { department_id: shop.generated().department(team), month }
}

/// The month of the draft.
pub fn next(shop: &Shop) -> Month {
    shop.generated().today.month().plus(1)
}

/// A month that nobody has begun.
pub fn blank(shop: &Shop) -> Month {
    next(shop).plus(1)
}

pub fn kind(shop: &Shop, place: usize) -> ShiftKindId {
    shop.generated().kinds[place].id
}

pub fn sheet(client: &Client, path: RosterPath) -> Result<Sheet, Problem> {
    client.get::<GetRoster>(path, NOTHING)
}

pub fn edit(client: &Client, path: RosterPath, edits: &[CellEdit]) -> Result<EditReply, Problem> {
    client.call::<EditRoster>(path, NOTHING, EditBody { edits: edits.to_vec(), is_published: None, sign_off: None })
}

/// Edits what was seen as a draft, or published.
pub fn edit_as_seen(
    client: &Client,
    path: RosterPath,
    edits: &[CellEdit],
    is_published: bool,
) -> Result<EditReply, Problem> {
    let body = EditBody { edits: edits.to_vec(), is_published: Some(is_published), sign_off: None };
    client.call::<EditRoster>(path, NOTHING, body)
}

/// Edits with a reason for what the rules find.
pub fn edit_signed(client: &Client, path: RosterPath, edits: &[CellEdit], why: &str) -> Result<EditReply, Problem> {
    client.call::<EditRoster>(
        path,
        NOTHING,
        EditBody { edits: edits.to_vec(), is_published: None, sign_off: why.parse().ok() },
    )
}

pub fn cell(shop: &Shop, number: &str, day: Day, kind_id: impl Into<Option<ShiftKindId>>, version: u32) -> CellEdit {
    CellEdit { person_id: shop.person(number).id, day, kind_id: kind_id.into(), version }
}

/// Publishes what has just been checked.
pub fn publish(client: &Client, path: RosterPath, version: u32) -> Result<RosterHead, Problem> {
    publish_signed(client, path, version, None)
}

/// Publishes what has just been checked, with a reason for what the rules find.
pub fn publish_signed(
    client: &Client,
    path: RosterPath,
    version: u32,
    why: Option<&str>,
) -> Result<RosterHead, Problem> {
    let RosterCheck { writes, .. } = client.get::<CheckRoster>(path, NOTHING)?;
    let sign_off = why.and_then(|why| why.parse().ok());
    client.call::<PublishRoster>(path, NOTHING, PublishBody { version, writes, sign_off })
}

pub fn my_month(client: &Client, month: Month) -> MyMonthView {
    client.get::<MyMonth>(NOTHING, MonthQuery { month }).expect("one's own month")
}

/// What stands in a sheet's cell: its shift kind and version.
pub fn stands(sheet: &Sheet, person: PersonId, day: Day) -> Option<(Option<ShiftKindId>, u32)> {
    let person = sheet.people.iter().find(|one| one.id == person)?;
    let cell = person.cells.iter().find(|cell| cell.day == day.number())?;
    Some((cell.kind.map(|place| sheet.kinds[usize::from(place)]), cell.version))
}

/// What a team's draft is planned with.
pub fn context(shop: &Shop, client: &Client, team: Team) -> RosterContext {
    client.get::<GetRosterContext>(path(shop, team, next(shop)), NOTHING).expect("a roster's context")
}

/// The department's id.
pub fn department(shop: &Shop, team: Team) -> DepartmentId {
    shop.generated().department(team)
}
