//! What the rules find in the way of what staff will see: before publication, between check and publication, and after it.

use super::{blank, cell, edit, edit_signed, kind, my_month, path, publish, publish_signed, sheet, stands};
use dianwu_domain::{
    Code, Day, Problem,
    audit::api::{AuditQuery, ListAudit},
    people::api::{
        PersonChange, PersonFields, PersonPath, Protection, ProtectionKind, ProtectionState, SetProtection, Status,
        UpdatePerson,
    },
    roster::api::{
        CellEdit, CheckRoster, DaysAround, GetRosterContext, PublishBody, PublishRoster, RosterCheck, RosterContext,
        RosterPath, RosterStatus,
    },
    worktime::{Finding, RuleKind, Severity},
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, new_uuid, told};
use xtask::demo::{kind as place, seats::Team};

/// The month that nobody had begun, published with a day off of the manager's own in it.
fn published(shop: &Shop, manager: &Client) -> RosterPath {
    let path = path(shop, Team::Service, blank(shop));
    edit(manager, path, &[cell(shop, "CS01", path.month.first(), kind(shop, place::OFF), 0)]).unwrap();
    assert_eq!(told(publish(manager, path, 1)), "fine");
    path
}

/// So many early shifts in a row from the month's first Monday on, as new cells.
fn run(shop: &Shop, number: &str, path: RosterPath, days: i64) -> Vec<CellEdit> {
    let first = path.month.first();
    let monday = first.plus((8 - first.weekday() as i64) % 7);
    (0..days).map(|offset| cell(shop, number, monday.plus(offset), kind(shop, place::EARLY), 0)).collect()
}

fn protect(shop: &Shop, number: &str, from: Day, until: Day) {
    let body =
        ProtectionState { protection: Some(Protection { kind: ProtectionKind::Nursing, from, until }), version: 0 };
    let path = PersonPath { person_id: shop.person(number).id };
    shop.sign_in("HR01").call::<SetProtection>(path, NOTHING, body).unwrap();
}

fn fields(refused: &Problem) -> Vec<&str> {
    refused.errors.iter().map(|error| error.field.as_str()).collect()
}

/// What the log keeps of an action, newest first.
fn logged(shop: &Shop, action: &str) -> Vec<String> {
    let log = shop.sign_in("HR02").get::<ListAudit>(NOTHING, AuditQuery::default()).unwrap();
    log.items.into_iter().filter(|row| row.action.as_str() == action).map(|row| row.after).collect()
}

#[test]
fn after_publication_errors_are_refused_or_signed_off_and_both_are_logged() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    let path = published(&shop, &manager);
    let week = run(&shop, "CS02", path, 7);
    let before = my_month(&staff, path.month);
    let refused = edit(&manager, path, &week).unwrap_err();
    assert_eq!((refused.code, fields(&refused)), (Code::RulesBroken, vec!["sign_off"]));
    assert_eq!(my_month(&staff, path.month), before, "nothing of it is written");
    let refusals = logged(&shop, "roster.refuse");
    assert!(refusals.len() == 1 && refusals[0].contains("rest_day"), "{refusals:?}");

    assert_eq!(edit(&manager, path, &week[..5]).unwrap().saved.len(), 5, "five days break no rule");
    let reply = edit_signed(&manager, path, &week[5..], "大促人手不够").unwrap();
    assert_eq!(reply.saved.len(), 2);
    let edits = logged(&shop, "roster.edit");
    assert!(edits[0].contains("大促人手不够") && edits[0].contains("rest_day"), "{}", edits[0]);
    assert_eq!(told(edit(&manager, path, &week)), "fine", "the same once more asks nobody");
    // What is broken already is no reason to refuse a change that mends it, or one elsewhere.
    let mends = CellEdit { kind_id: Some(kind(&shop, place::OFF)), version: 1, ..week[6] };
    assert_eq!(told(edit(&manager, path, &[mends])), "fine");
}

#[test]
fn after_publication_nobody_signs_off_what_protects_somebody() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let path = published(&shop, &manager);
    let (first, day) = (path.month.first(), path.month.first().plus(9));
    protect(&shop, "CS02", first, first.plus(20));
    let edits = [
        cell(&shop, "CS03", day, kind(&shop, place::LATE), 0),
        cell(&shop, "CS02", day, kind(&shop, place::LATE), 0),
        cell(&shop, "CS02", day.plus(1), kind(&shop, place::OFF), 0),
    ];
    // The late shift lasts until midnight: it reaches into the night without being a night shift.
    let refused = edit_signed(&manager, path, &edits, "没有办法").unwrap_err();
    assert_eq!((refused.code, fields(&refused)), (Code::RulesBroken, vec!["edits[1].kind_id"]));
    assert_eq!(told(edit(&manager, path, &[edits[0], edits[2]])), "fine");
    let early = CellEdit { kind_id: Some(kind(&shop, place::EARLY)), ..edits[1] };
    assert_eq!(told(edit(&manager, path, &[early])), "fine");
}

#[test]
fn what_has_changed_since_it_was_checked_is_not_published() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, other) = (shop.sign_in("CS01"), shop.sign_in("MG02"));
    let path = path(&shop, Team::Service, blank(&shop));
    edit(&manager, path, &run(&shop, "CS02", path, 7)).unwrap();
    let RosterCheck { findings, writes, .. } = manager.get::<CheckRoster>(path, NOTHING).unwrap();
    assert!(findings.iter().any(|finding| finding.rule == RuleKind::RestDay));
    // A colleague breaks another rule before the reason for the first arrives.
    edit(&other, path, &run(&shop, "CS03", path, 7)).unwrap();
    let body = |writes| PublishBody { version: 1, writes, sign_off: "大促".parse().ok() };
    let refused = manager.call::<PublishRoster>(path, NOTHING, body(writes)).unwrap_err();
    assert_eq!(refused.code, Code::Stale);
    assert_eq!(sheet(&manager, path).unwrap().head.status, RosterStatus::Draft);
    assert_eq!(told(publish_signed(&manager, path, 1, Some("大促"))), "fine");
}

#[test]
fn an_error_that_may_not_be_signed_off_stops_publication_whatever_the_reason() {
    use dianwu_domain::worktime::{
        Rule, RuleSet,
        api::{RuleSetBody, RuleSetPath, SaveRuleSet},
    };
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let path = path(&shop, Team::Service, blank(&shop));
    let rules = RuleSet { rules: vec![Rule { may_sign_off: false, ..RuleKind::RestDay.default_rule() }] };
    let to = RuleSetPath { department_id: path.department_id };
    let body = RuleSetBody { version: 0, rules };
    shop.sign_in("HR02").call::<SaveRuleSet>(to, NOTHING, body).unwrap();
    edit(&manager, path, &run(&shop, "CS02", path, 7)).unwrap();
    assert_eq!(told(publish_signed(&manager, path, 1, Some("大促"))), "rules_broken");
    assert_eq!(
        told(edit(&manager, path, &[CellEdit { kind_id: None, version: 1, ..run(&shop, "CS02", path, 7)[6] }])),
        "fine"
    );
    assert_eq!(told(publish_signed(&manager, path, 1, Some("大促"))), "fine", "what is left may be signed off");
}

#[test]
fn shifts_after_the_last_day_count_for_nothing_and_can_be_emptied() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let path = path(&shop, Team::Service, blank(&shop));
    let week = run(&shop, "CS02", path, 7);
    edit(&manager, path, &week).unwrap();
    let found = |rule: RuleKind| {
        let check = manager.get::<CheckRoster>(path, NOTHING).unwrap();
        check.findings.iter().any(|finding| finding.rule == rule && finding.person_id == Some(week[0].person_id))
    };
    assert!(found(RuleKind::RestDay));
    let person = shop.person("CS02");
    let left_on = week[3].day;
    let fields = PersonFields { status: Status::Left, left_on: Some(left_on), ..person.fields.clone() };
    let body = PersonChange { version: 1, fields, reason: None };
    shop.sign_in("HR01").call::<UpdatePerson>(PersonPath { person_id: person.id }, NOTHING, body).unwrap();
    assert!(!found(RuleKind::RestDay));
    let late = CellEdit { version: 1, ..week[5] };
    let other = kind(&shop, place::LATE);
    assert_eq!(told(edit(&manager, path, &[CellEdit { kind_id: Some(other), ..late }])), "edits[0].day out_of_range");
    assert_eq!(told(edit(&manager, path, &[CellEdit { kind_id: None, ..late }])), "fine");
    assert_eq!(stands(&sheet(&manager, path).unwrap(), person.id, late.day), Some((None, 2)));
}

#[test]
fn what_one_department_has_told_is_not_hidden_by_anothers_draft() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, director) = (shop.sign_in("CS01"), shop.sign_in("MG02"));
    let here = path(&shop, Team::Service, blank(&shop));
    let day = here.month.first().plus(4);
    let (early, late) = (kind(&shop, place::EARLY), kind(&shop, place::LATE));
    edit(&manager, here, &[cell(&shop, "CS02", day, early, 0)]).unwrap();
    assert_eq!(told(publish(&manager, here, 1)), "fine");
    let person = shop.person("CS02");
    let staff = shop.sign_in("CS02");
    let told_day = || my_month(&staff, here.month).days.iter().find(|one| one.day == day).and_then(|one| one.kind_id);
    let there = path(&shop, Team::Warehouse, here.month);
    let fields = PersonFields { department_id: there.department_id, ..person.fields.clone() };
    let body = PersonChange { version: 1, fields, reason: None };
    shop.sign_in("HR01").call::<UpdatePerson>(PersonPath { person_id: person.id }, NOTHING, body).unwrap();

    let knowingly = cell(&shop, "CS02", day, late, 1);
    let reply = edit(&director, there, &[knowingly]).unwrap();
    assert_eq!(reply.conflicts.iter().map(|conflict| conflict.is_told).collect::<Vec<_>>(), [true]);
    assert_eq!(told_day(), Some(early));
    // Once this roster is published, the day changes hands before everybody's eyes.
    edit(&director, there, &[cell(&shop, "CS02", day.plus(1), early, 0)]).unwrap();
    assert_eq!(told(publish(&director, there, 1)), "fine");
    assert_eq!(
        edit(&director, there, &[knowingly]).unwrap().saved[0].change.map(|change| change.from),
        Some(Some(early))
    );
    assert_eq!(told_day(), Some(late));
}

#[test]
fn whoever_stands_on_a_roster_is_checked_with_it_wherever_they_belong() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let path = path(&shop, Team::Service, blank(&shop));
    edit(&manager, path, &run(&shop, "CS02", path, 7)).unwrap();
    let person = shop.person("CS02");
    let fields = PersonFields { department_id: super::department(&shop, Team::Warehouse), ..person.fields.clone() };
    let body = PersonChange { version: 1, fields, reason: None };
    shop.sign_in("HR01").call::<UpdatePerson>(PersonPath { person_id: person.id }, NOTHING, body).unwrap();
    let check = manager.get::<CheckRoster>(path, NOTHING).unwrap();
    let found = |rule| check.findings.iter().any(|one| one.rule == rule && one.person_id == Some(person.id));
    assert!(found(RuleKind::RestDay));
    assert_eq!(told(publish(&manager, path, 1)), "sign_off required");
}

#[test]
fn a_draft_is_not_told_by_what_an_open_shift_would_break() {
    use dianwu_domain::{
        MonthQuery, OpenShiftId,
        open_shifts::api::{ListOpenShifts, OfferBody, OfferShift, OpenShiftPath},
    };
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    let here = published(&shop, &manager);
    let last = here.month.last();
    let after = path(&shop, Team::Service, here.month.plus(1));
    let draft: Vec<_> = (1..=7).map(|on| cell(&shop, "CS02", last.plus(on), kind(&shop, place::EARLY), 0)).collect();
    edit(&manager, after, &draft).unwrap();
    let offer = OfferBody {
        department_id: here.department_id,
        day: last,
        kind_id: kind(&shop, place::EARLY),
        note: "".parse().unwrap(),
        needs_approval: false,
    };
    let to = OpenShiftPath { open_shift_id: OpenShiftId::new(new_uuid()) };
    manager.call::<OfferShift>(to, NOTHING, offer).unwrap();
    let fits = staff.get::<ListOpenShifts>(NOTHING, MonthQuery { month: here.month }).unwrap();
    let told: Vec<_> = fits.iter().filter_map(|offer| offer.fit.as_ref()).flat_map(|fit| &fit.findings).collect();
    assert!(!fits.is_empty() && told.is_empty(), "{told:?}");
}

#[test]
fn a_draft_beyond_the_border_is_named_and_stops_nobody_and_what_is_published_does() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let here = path(&shop, Team::Service, blank(&shop));
    let after = path(&shop, Team::Service, here.month.plus(1));
    let (early, last) = (kind(&shop, place::EARLY), here.month.last());
    let days = |from: i64, until: i64| -> Vec<_> {
        (from..=until).map(|on| cell(&shop, "CS02", last.plus(on), early, 0)).collect()
    };
    edit(&manager, here, &days(-3, 0)).unwrap();
    edit(&manager, after, &days(1, 4)).unwrap();
    let person_id = shop.person("CS02").id;
    let check = |path| manager.get::<CheckRoster>(path, NOTHING).unwrap();
    let runs = |found: &[Finding]| {
        let is_run = |one: &&Finding| one.rule == RuleKind::RunLength && one.person_id == Some(person_id);
        found.iter().filter(is_run).count()
    };

    let planned = |path| {
        let RosterContext { around, drafted, .. } = manager.get::<GetRosterContext>(path, NOTHING).unwrap();
        let after_month = |found: &[DaysAround]| {
            let own = found.iter().filter(|around| around.person_id == person_id);
            own.flat_map(|around| &around.days).filter(|(day, _)| *day > last).count()
        };
        (after_month(&around), after_month(&drafted))
    };
    assert_eq!(planned(here), (0, 4), "the editor is told which days around are a draft's");

    let RosterCheck { findings, drafts, .. } = check(here);
    assert_eq!(runs(&findings), 0);
    let run = drafts.iter().find(|one| one.finding.rule == RuleKind::RunLength).expect("the draft is named");
    assert_eq!((run.month, run.department.as_str()), (after.month, "客服组"));
    assert_eq!((run.finding.severity, run.finding.figure), (Severity::Warning, 8));
    assert_eq!(told(publish(&manager, here, 1)), "fine");
    // Nor does it stop what staff see at once.
    assert_eq!(told(edit(&manager, here, &days(-4, -4))), "fine");

    // Of two months the one that is published second is the one that breaks the rule.
    let RosterCheck { findings, drafts, .. } = check(after);
    assert_eq!((runs(&findings), drafts.len()), (1, 0));
    assert_eq!(told(publish(&manager, after, 1)), "sign_off required");
}

#[test]
fn a_check_says_what_the_sheet_showed() {
    let shop = Shop::start(Fixture::Demo);
    let manager = shop.sign_in("CS01");
    let path = path(&shop, Team::Service, blank(&shop));
    let shown = |path| {
        let sheet = sheet(&manager, path).unwrap();
        let cells = sheet.people.iter().flat_map(|person| &person.cells);
        (cells.map(|cell| cell.version).sum::<u32>(), manager.get::<CheckRoster>(path, NOTHING).unwrap().shown)
    };
    edit(&manager, path, &run(&shop, "CS02", path, 3)).unwrap();
    assert_eq!(shown(path), (3, 3));
    let day = run(&shop, "CS02", path, 1)[0].day;
    edit(&shop.sign_in("MG02"), path, &[cell(&shop, "CS02", day, None, 1)]).unwrap();
    assert_eq!(shown(path), (4, 4));
    // Days around are judged too, but are not on the sheet.
    edit(
        &manager,
        RosterPath { month: path.month.plus(1), ..path },
        &[cell(&shop, "CS02", path.month.last().plus(1), kind(&shop, place::EARLY), 0)],
    )
    .unwrap();
    assert_eq!(shown(path), (4, 4));
}
