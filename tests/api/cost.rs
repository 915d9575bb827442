//! What requests cost: rows read and written, which is what D1 bills, as exact numbers.
//!
//! Finding the session and its scope is the same work for every request of a person; it stands in a table of its own
//! and is not counted in the others. Each number holds with three months of history and with two years.

use crate::files;
use dianwu_domain::{
    Endpoint, File, Method, MonthQuery, Nothing, Page,
    audit::api::{Action, AuditQuery, AuditRow, ExportAudit, ListAudit},
    calendar::api::{GetHolidays, YearPath},
    cleaning::api::GetDuties,
    files::api::GetFile,
    notices::api::{CountUnread, InboxQuery, ListNotices, Notice},
    open_shifts::api::ListOpenShifts,
    people::api::{
        ExportPeople, GetPerson, GetProtection, ImportTemplate, ListDepartments, ListPeople, ListPositions,
        PeopleQuery, PersonChange, PersonFields, PersonPath, PersonRow, Status, UpdatePerson,
    },
    roster::api::{
        CellEdit, CheckRoster, CreateFeed, DayQuery, DemandsPath, EditBody, EditRoster, ExportRoster, ExportRosterCsv,
        FeedPath, GetFeed, GetRoster, GetRosterContext, ListCycles, ListDemands, ListRosters, MyMonth, PublishBody,
        PublishRoster, ReadFeed, RosterCheck, RosterContext, RosterPath, Sheet, TeamDay,
    },
    session::api::{ListMyRefusals, ListRefusals, ListSessions, RefusalsQuery, WhoAmI},
    settings::api::GetShop,
    shifts::api::ListShiftKinds,
    today::api::Today,
    wishes::api::ListMyWishes,
    worktime::api::ListRuleSets,
};
use dianwu_tests::{Client, Cost, Fixture, NOTHING, Shop, routes};
use std::collections::BTreeSet;
use xtask::demo::{Size, kind, seats::Team};

/// The day of the shops: a month that does not move with the clock keeps the numbers the same.
const TODAY: &str = "2026-11-23";

fn start(people: usize, months: u8) -> Shop {
    Shop::start(Fixture::Sized(TODAY.parse().unwrap(), Size { people, months }))
}

/// What a request cost beyond its session, and how many rows it showed.
type Measured = (Cost, usize);

/// An endpoint, who asks it, and how.
type Question = (&'static str, &'static str, fn(&Shop, &Client) -> Measured);

fn session(client: &Client) -> Cost {
    client.measured::<WhoAmI>(NOTHING, NOTHING, NOTHING).unwrap().1
}

fn ask<E: Endpoint<Body = Nothing>>(
    client: &Client,
    path: E::Path,
    query: E::Query,
    shown: impl Fn(&E::Reply) -> usize,
) -> Measured {
    let (reply, cost) = client.measured::<E>(path, query, NOTHING).unwrap();
    (cost - session(client), shown(&reply))
}

fn november() -> MonthQuery {
    MonthQuery { month: "2026-11".parse().unwrap() }
}

fn sheet(shop: &Shop, client: &Client) -> Measured {
    let path = RosterPath { department_id: shop.generated().department(Team::Service), month: november().month };
    let shown =
        |sheet: &Sheet| sheet.people.len() + sheet.people.iter().map(|person| person.cells.len()).sum::<usize>();
    ask::<GetRoster>(client, path, NOTHING, shown)
}

fn service(shop: &Shop) -> RosterPath {
    RosterPath { department_id: shop.generated().department(Team::Service), month: november().month }
}

fn context(shop: &Shop, client: &Client) -> Measured {
    let shown = |context: &RosterContext| {
        let around: usize = context.around.iter().chain(&context.drafted).map(|person| person.days.len() + 1).sum();
        around + context.holidays.len() + context.demands.len() + context.wishes.len() + context.open_shifts.len()
    };
    ask::<GetRosterContext>(client, service(shop), NOTHING, shown)
}

fn somebody(shop: &Shop) -> PersonPath {
    PersonPath { person_id: shop.person("CS03").id }
}

fn people(client: &Client, query: PeopleQuery) -> Measured {
    ask::<ListPeople>(client, NOTHING, query, |page: &Page<PersonRow>| page.items.len())
}

fn active() -> PeopleQuery {
    PeopleQuery { status: Some(Status::Active), ..PeopleQuery::default() }
}

/// Rows read beyond the session / rows shown, in a shop of 30 people and in one of 500.
const READ: &str = "\
ListSessions     CS02       2/1       2/1
ListMyRefusals   CS02       1/0       1/0
ListNotices      CS02       7/1       7/1
CountUnread      CS02       2/1       2/1
GetShop          CS02       1/1       1/1
ListShiftKinds   CS02       4/4       4/4
ListDepartments  CS02      12/6      12/6
ListPositions    CS02     32/16     32/16
MyMonth          CS02     34/30     34/30
TeamDay          CS02     42/11   418/199
TeamDay          MG02    113/29  1053/499
ListRosters      MG02      18/6      18/6
GetRoster        CS01   337/331 6165/6159
GetRoster        HR01   337/331 6165/6159
ListPeople       CS01     25/11   401/100
ListPeople       MG02     36/29   107/100
ListPeople       HR01     36/29   107/100
ListPeople       HR02      36/1    506/20
GetPerson        CS01       6/1       6/1
GetPerson        HR01      16/1      16/1
GetProtection    HR01       7/1       7/1
ExportPeople     HR01      80/1     550/1
ImportTemplate   HR01      44/1      44/1
GetRosterContext CS01   378/321 6582/5961
CheckRoster      CS01    1502/1   27070/1
ExportRoster     CS01     342/1    6170/1
ExportRosterCsv  CS01     342/1    6170/1
ListRuleSets     CS01       1/0       1/0
GetHolidays      CS02     40/39     40/39
ListDemands      CS01       4/4       4/4
ListCycles       CS01       1/1       1/1
ListMyWishes     CS02       1/0       1/0
ListOpenShifts   CS02     127/2     127/2
GetFeed          CS02       0/1       0/1
GetFile          CS02       2/1       2/1
ListAudit        HR02      69/8      69/8
ListAudit        HR02     147/3     147/3
ListAudit        HR01      47/1      47/1
ListAudit        CS01      21/2      21/2
ListAudit        MG02      21/2      21/2
ListAudit        HR02      11/1      11/1
ExportAudit      HR02      69/8      69/8
ListRefusals     HR02       1/0       1/0
";

const QUESTIONS: [Question; 43] = [
    ("ListSessions", "CS02", |_, c| ask::<ListSessions>(c, NOTHING, NOTHING, Vec::len)),
    ("ListMyRefusals", "CS02", |_, c| ask::<ListMyRefusals>(c, NOTHING, NOTHING, Vec::len)),
    ("ListNotices", "CS02", |_, c| {
        ask::<ListNotices>(c, NOTHING, InboxQuery::default(), |page: &Page<Notice>| page.items.len())
    }),
    ("CountUnread", "CS02", |_, c| ask::<CountUnread>(c, NOTHING, NOTHING, |_| 1)),
    ("GetShop", "CS02", |_, c| ask::<GetShop>(c, NOTHING, NOTHING, |_| 1)),
    ("ListShiftKinds", "CS02", |_, c| ask::<ListShiftKinds>(c, NOTHING, NOTHING, Vec::len)),
    ("ListDepartments", "CS02", |_, c| ask::<ListDepartments>(c, NOTHING, NOTHING, Vec::len)),
    ("ListPositions", "CS02", |_, c| ask::<ListPositions>(c, NOTHING, NOTHING, Vec::len)),
    ("MyMonth", "CS02", |_, c| ask::<MyMonth>(c, NOTHING, november(), |view| view.days.len())),
    ("TeamDay", "CS02", |_, c| {
        ask::<TeamDay>(c, NOTHING, DayQuery { day: TODAY.parse().ok() }, |view| view.shifts.len())
    }),
    ("TeamDay", "MG02", |_, c| {
        ask::<TeamDay>(c, NOTHING, DayQuery { day: TODAY.parse().ok() }, |view| view.shifts.len())
    }),
    ("ListRosters", "MG02", |_, c| ask::<ListRosters>(c, NOTHING, november(), Vec::len)),
    ("GetRoster", "CS01", sheet),
    ("GetRoster", "HR01", sheet),
    ("ListPeople", "CS01", |_, c| people(c, active())),
    ("ListPeople", "MG02", |_, c| people(c, active())),
    ("ListPeople", "HR01", |_, c| people(c, active())),
    ("ListPeople", "HR02", |_, c| people(c, PeopleQuery { q: "晓".parse().ok(), ..active() })),
    ("GetPerson", "CS01", |shop, c| ask::<GetPerson>(c, somebody(shop), NOTHING, |_| 1)),
    ("GetPerson", "HR01", |shop, c| ask::<GetPerson>(c, somebody(shop), NOTHING, |_| 1)),
    ("GetProtection", "HR01", |shop, c| ask::<GetProtection>(c, somebody(shop), NOTHING, |_| 1)),
    ("ExportPeople", "HR01", |_, c| ask::<ExportPeople>(c, NOTHING, active(), |_: &File| 1)),
    ("ImportTemplate", "HR01", |_, c| ask::<ImportTemplate>(c, NOTHING, NOTHING, |_: &File| 1)),
    ("GetRosterContext", "CS01", context),
    ("CheckRoster", "CS01", |shop, c| ask::<CheckRoster>(c, service(shop), NOTHING, |_: &RosterCheck| 1)),
    ("ExportRoster", "CS01", |shop, c| ask::<ExportRoster>(c, service(shop), NOTHING, |_: &File| 1)),
    ("ExportRosterCsv", "CS01", |shop, c| ask::<ExportRosterCsv>(c, service(shop), NOTHING, |_: &File| 1)),
    ("ListRuleSets", "CS01", |_, c| ask::<ListRuleSets>(c, NOTHING, NOTHING, Vec::len)),
    ("GetHolidays", "CS02", |_, c| {
        ask::<GetHolidays>(c, YearPath { year: "2026".parse().unwrap() }, NOTHING, |year| year.days.len())
    }),
    ("ListDemands", "CS01", |shop, c| {
        let path = DemandsPath { department_id: service(shop).department_id };
        ask::<ListDemands>(c, path, NOTHING, Vec::len)
    }),
    ("ListCycles", "CS01", |_, c| ask::<ListCycles>(c, NOTHING, NOTHING, Vec::len)),
    ("ListMyWishes", "CS02", |_, c| ask::<ListMyWishes>(c, NOTHING, november(), Vec::len)),
    ("ListOpenShifts", "CS02", |_, c| ask::<ListOpenShifts>(c, NOTHING, november(), Vec::len)),
    ("GetFeed", "CS02", |_, c| ask::<GetFeed>(c, NOTHING, NOTHING, |_| 1)),
    ("GetFile", "CS02", |_, c| {
        let path = files::new_path();
        files::put(c, path, &files::pdf(1000, "a")).unwrap();
        ask::<GetFile>(c, path, NOTHING, |_: &File| 1)
    }),
    ("ListAudit", "HR02", |_, c| log(c, AuditQuery::default())),
    ("ListAudit", "HR02", |_, c| {
        log(c, AuditQuery { without: Some(Action::SESSION_SIGN_IN), ..AuditQuery::default() })
    }),
    ("ListAudit", "HR01", |_, c| log(c, AuditQuery::default())),
    ("ListAudit", "CS01", |_, c| log(c, AuditQuery::default())),
    ("ListAudit", "MG02", |shop, c| {
        log(c, AuditQuery { department_id: Some(service(shop).department_id), ..AuditQuery::default() })
    }),
    ("ListAudit", "HR02", |shop, c| {
        log(c, AuditQuery { person_id: Some(shop.person("HR02").id), ..AuditQuery::default() })
    }),
    ("ExportAudit", "HR02", |_, c| ask::<ExportAudit>(c, NOTHING, AuditQuery::default(), Vec::len)),
    ("ListRefusals", "HR02", |_, c| ask::<ListRefusals>(c, NOTHING, RefusalsQuery::default(), |page| page.items.len())),
];

fn log(client: &Client, query: AuditQuery) -> Measured {
    ask::<ListAudit>(client, NOTHING, query, |page: &Page<AuditRow>| page.items.len())
}

/// Endpoints whose cost depends on the day, or that read nothing of a shop's.
const NOT_ASKED: [&str; 7] = ["OpenApi", "Health", "SetupState", "WhoAmI", "Today", "GetDuties", "ReadFeed"];

/// One line for each question: what it read in a small and in a large shop.
fn table(shops: [&Shop; 2]) -> String {
    let mut lines = vec![String::new(); QUESTIONS.len()];
    for shop in shops {
        // One device each, so that nobody's list of devices grows while it is asked for.
        let clients = ["CS02", "CS01", "MG02", "HR01", "HR02"].map(|number| (number, shop.sign_in(number)));
        for (line, (id, who, ask)) in lines.iter_mut().zip(QUESTIONS) {
            let client = clients.iter().find(|(number, _)| *number == who).map(|(_, client)| client).unwrap();
            let (cost, shown) = ask(shop, client);
            if line.is_empty() {
                *line = format!("{id:<16} {who}");
            }
            line.push_str(&format!(" {:>9}", format!("{}/{shown}", cost.read)));
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_question_reads_what_it_shows_and_no_more_with_two_years_of_history_than_with_three_months() {
    let asked: BTreeSet<&str> = QUESTIONS.iter().map(|(id, ..)| *id).chain(NOT_ASKED).collect();
    let all = routes();
    let reading: BTreeSet<&str> =
        all.iter().filter(|route| route.method == Method::Get).map(|route| route.id).collect();
    assert_eq!(asked, reading);
    for months in [3, 24] {
        let found = table([&start(30, months), &start(500, months)]);
        assert_eq!(found, READ, "with {months} months:\n{found}");
    }
}

#[test]
fn a_months_page_reads_at_most_one_and_a_half_rows_a_row_shown() {
    let pages = READ.lines().filter(|line| line.starts_with("GetRoster") || line.starts_with("MyMonth"));
    let mut seen = 0;
    for page in pages.flat_map(|line| line.split_whitespace().skip(2)) {
        let (read, shown) = page.split_once('/').unwrap();
        let (read, shown): (usize, usize) = (read.parse().unwrap(), shown.parse().unwrap());
        assert!(read * 2 <= shown * 3, "{page}");
        seen += 1;
    }
    assert_eq!(seen, 8);
}

#[test]
fn finding_the_session_reads_some_rows_whatever_the_size_of_the_shop() {
    for shop in [start(30, 3), start(500, 3)] {
        let read = ["CS02", "CS01", "MG02", "HR01", "HR02"].map(|number| session(&shop.sign_in(number)).read);
        assert_eq!(read, SESSION);
    }
}

/// Rows read to find the session of staff, then of those who hold a role, whose scope needs the departments.
const SESSION: [usize; 5] = [13, 16, 16, 16, 16];

/// The rules are read once for each month in which a shift is open. The demo shop's two lie in one month or, late in a
/// month, in two.
#[test]
fn todays_page_costs_its_team_ones_own_two_weeks_and_the_rules_of_each_month_where_shifts_are_open() {
    for today in [TODAY, "2026-11-26", "2026-12-31", "2028-02-29"] {
        let shop = Shop::start(Fixture::Sized(today.parse().unwrap(), Size::DEMO));
        let open: BTreeSet<_> = shop.generated().planning.open_shifts.iter().map(|shift| shift.day.month()).collect();
        for number in ["CS02", "MG02"] {
            let client = shop.sign_in(number);
            let (view, cost) = client.measured::<Today>(NOTHING, NOTHING, NOTHING).unwrap();
            let own = view.mine.len() + view.waiting.len() + view.notices.len();
            let team = client.measured::<TeamDay>(NOTHING, DayQuery { day: Some(view.day) }, NOTHING).unwrap().1;
            let beyond = (cost - team).read;
            let most = 40 + 3 * own + RULES * open.len();
            assert!(beyond <= most, "{number} on {today}: {beyond} rows for {own}, at most {most}");
        }
    }
}

/// Rows read at most to ask the rules about a month's shifts: those in force, the calendar around a month, and one's own days.
const RULES: usize = 70;

/// Offers to swap stand until their days have come, and a feed begins sixty days ago.
#[test]
fn a_rota_costs_its_roster_and_a_feed_the_days_that_it_tells_of() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    let path = RosterPath { department_id: service(&shop).department_id, month: shop.generated().today.month() };
    let (sheet, _) = ask::<GetRoster>(&manager, path, NOTHING, |_| 1);
    let (rota, _) = ask::<GetDuties>(&staff, path, NOTHING, |_| 1);
    assert!(rota.read <= sheet.read + 100, "{} rows beside {}", rota.read, sheet.read);

    let made = staff.call::<CreateFeed>(NOTHING, NOTHING, NOTHING).unwrap();
    let token = made.path.rsplit('/').next().unwrap().to_owned();
    // A calendar program has no session.
    let read = shop.client().measured::<ReadFeed>(FeedPath { token }, NOTHING, NOTHING).unwrap().1.read;
    // Rosters are planned up to the end of the next month.
    let today = shop.generated().today;
    let days = today.month().plus(1).last().epoch_days() - today.plus(-60).epoch_days() + 1;
    assert!(i64::try_from(read).unwrap() <= 3 * days + 20, "{read} rows for {days} days");
}

/// Rows written: what was changed, its indexes, and a line of the log with its own and those by whom it is found.
#[test]
fn a_save_writes_what_it_changed_and_a_repeated_send_nothing() {
    for shop in [start(30, 3), start(500, 24)] {
        let (manager, hr) = (shop.sign_in("CS01"), shop.sign_in("HR01"));
        let path =
            RosterPath { department_id: shop.generated().department(Team::Service), month: november().month.plus(1) };
        let cell = |number: &str, place: usize, version| CellEdit {
            person_id: shop.person(number).id,
            day: path.month.first().plus(3),
            kind_id: Some(shop.generated().kinds[place].id),
            version,
        };
        let written = |edits: &[CellEdit]| {
            let body = EditBody { edits: edits.to_vec(), is_published: None, sign_off: None };
            manager.measured::<EditRoster>(path, NOTHING, body).unwrap().1.written
        };
        let (one, two) = (cell("CS01", kind::LATE, 1), cell("CS01", kind::OFF, 2));
        let first = written(&[one]);
        let again = written(&[one]);
        let publish = || {
            let RosterCheck { writes, .. } = manager.get::<CheckRoster>(path, NOTHING).unwrap();
            let body = PublishBody { version: 1, writes, sign_off: None };
            manager.measured::<PublishRoster>(path, NOTHING, body).unwrap().1.written
        };
        let published = [publish(), publish()];
        let told = shop.look_up::<i64>("SELECT count(*) FROM notice WHERE kind = 'roster_published'");
        let told = usize::try_from(told).unwrap();
        let is_told = |one: &&xtask::demo::Person| {
            one.fields.department_id == path.department_id
                && one.fields.status == Status::Active
                && one.fields.number.as_str() != "CS01"
        };
        assert_eq!(told, shop.generated().people.iter().filter(is_told).count());
        let changed = written(&[two]);

        let seen = shop.person("CS03");
        let fields = PersonFields { name: "张雅".parse().unwrap(), ..seen.fields.clone() };
        let body = PersonChange { version: 1, fields };
        let renamed = hr.measured::<UpdatePerson>(PersonPath { person_id: seen.id }, NOTHING, body).unwrap().1.written;
        let signed_in = shop.client().request("POST", "/api/session");
        let signed_in =
            signed_in.json(&serde_json::json!({ "login": "CS05", "password": xtask::demo::PASSWORD })).send();
        let found =
            [first, again, published[0] - told * NOTICE, published[1], changed, renamed, signed_in.cost().written];
        assert_eq!(found, WRITTEN);
    }
}

/// A notice and its two indexes. A publication tells everybody of the department's month but who publishes it.
const NOTICE: usize = 3;

/// A cell of a draft, the same once more, a publication, the same once more, a cell of one's own after it, a name, a
/// sign-in.
const WRITTEN: [usize; 7] = [7, 0, 5, 0, 9, 9, 26];
