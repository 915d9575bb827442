//! What was decided reaches exactly those whom it concerns, once, until they have read it.

use super::{
    cleaning,
    open_shifts::{self, body, both, claim, day, decide, new_path, offer, publish_blank, take_back, withdraw},
    roster::{blank, cell, edit, kind, next, path, publish, sheet, stands},
};
use crate::{
    border::NOBODY,
    cost::ask,
    door::{Door, Sample},
};
use dianwu_domain::{
    NoticeId, Page,
    notices::api::{
        CountUnread, InboxQuery, ListNotices, MAX_READ, Notice, NoticeKind, ReadBody, ReadNotices, ShiftChange,
    },
    open_shifts::{
        api::{Obstacle, OfferBody, OpenShiftPath},
        waiting::OpenShiftClaimed,
    },
    people::{
        api::{ImportBody, ImportPeople, PersonChange, PersonFields, PersonPath, Status, UpdatePerson},
        import::ImportUpdate,
    },
    today::api::{Today, TodayView},
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, new_uuid, told};
use expect_test::expect;
use serde_json::json;
use xtask::demo::{kind as place, seats::Team};

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[
        Sample::new("ReadNotices", |_| json!({ "notice_ids": [NOBODY] })),
        Sample::new("ReadAllNotices", |_| json!({ "latest": format!("0.{NOBODY}") })),
    ],
    questions: &[
        ("ListNotices", "CS02", |_, client| {
            ask::<ListNotices>(client, NOTHING, InboxQuery::default(), |page: &Page<Notice>| page.items.len())
        }),
        ("CountUnread", "CS02", |_, client| ask::<CountUnread>(client, NOTHING, NOTHING, |_| 1)),
    ],
    costs: Some(|| {
        expect![[r"
            ListNotices      CS02       7/1       7/1
            CountUnread      CS02       2/1       2/1
        "]]
    }),
    ..Door::EMPTY
};

pub fn today(client: &Client) -> TodayView {
    client.get::<Today>(NOTHING, NOTHING).unwrap()
}

fn unread(client: &Client) -> Vec<Notice> {
    today(client).notices
}

/// What somebody has not read of these kinds.
pub fn kinds(client: &Client) -> Vec<NoticeKind> {
    let demo = [NoticeKind::ShiftsChanged, NoticeKind::RosterPublished];
    unread(client).into_iter().map(|notice| notice.kind).filter(|kind| !demo.contains(kind)).collect()
}

pub fn read(client: &Client, ids: Vec<NoticeId>) -> String {
    told(client.call::<ReadNotices>(NOTHING, NOTHING, ReadBody { notice_ids: ids }))
}

fn read_all(client: &Client) {
    while let notices @ [_, ..] = &unread(client)[..] {
        assert_eq!(read(client, notices.iter().map(|notice| notice.id).collect()), "fine");
    }
}

/// A shop with a published month, its manager, two of its staff, and nothing left unread.
pub fn shop() -> (Shop, Client, Client, Client) {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff, other) = (shop.sign_in("CS01"), shop.sign_in("CS02"), shop.sign_in("CS03"));
    publish_blank(&shop, &manager);
    [&manager, &staff, &other].into_iter().for_each(read_all);
    (shop, manager, staff, other)
}

fn asks(shop: &Shop, offset: i64) -> OfferBody {
    OfferBody { needs_approval: true, ..body(shop, day(shop, offset)) }
}

pub fn claimed(shop: &Shop, manager: &Client, staff: &Client, offset: i64) -> OpenShiftPath {
    let path = new_path();
    offer(manager, path, &asks(shop, offset)).unwrap();
    claim(staff, path).unwrap();
    path
}

#[test]
fn whoever_claimed_is_told_what_became_of_it_and_nobody_else_is() {
    let (shop, manager, staff, other) = shop();
    let approved = claimed(&shop, &manager, &staff, 0);
    let refused = claimed(&shop, &manager, &staff, 2);
    let ended = claimed(&shop, &manager, &staff, 4);
    assert!(kinds(&staff).is_empty(), "one knows what one did");
    for _ in 0..2 {
        decide(&manager, approved, 2, true).unwrap();
        decide(&manager, refused, 2, false).unwrap();
        withdraw(&manager, ended).unwrap();
    }
    let wanted = [NoticeKind::ClaimApproved, NoticeKind::ClaimRefused, NoticeKind::ClaimEnded];
    let mut notices = unread(&staff);
    notices.sort_by_key(|notice| notice.day);
    assert_eq!(notices.iter().map(|notice| notice.kind).collect::<Vec<_>>(), wanted);
    let days: Vec<_> = [0, 2, 4].map(|offset| day(&shop, offset)).into();
    assert_eq!(notices.iter().map(|notice| notice.day).collect::<Vec<_>>(), days);
    assert!(notices.iter().all(|notice| notice.kind_id == Some(kind(&shop, place::EARLY))));
    assert!(notices.iter().all(|notice| notice.person_name.is_none()));
    assert!(kinds(&other).is_empty() && kinds(&manager).is_empty());

    // Of one shift the latest turn is told.
    claim(&staff, refused).unwrap();
    decide(&manager, refused, 4, true).unwrap();
    let of_it: Vec<_> = unread(&staff).into_iter().filter(|notice| notice.day == day(&shop, 2)).collect();
    assert_eq!(of_it.iter().map(|notice| notice.kind).collect::<Vec<_>>(), [NoticeKind::ClaimApproved]);
}

#[test]
fn a_claim_that_nobody_decides_lapses_when_its_shift_begins_and_then_is_told() {
    let (shop, manager, staff, _) = shop();
    let waiting = claimed(&shop, &manager, &staff, 0);
    let taken_back = claimed(&shop, &manager, &staff, 2);
    take_back(&staff, taken_back).unwrap();
    assert!(kinds(&staff).is_empty());
    // 早班 begins at eight, which is midnight in the world's time.
    let rows = shop.look_up::<String>(
        "SELECT group_concat(topic || ' ' || kind || ' ' || datetime(told_at / 1000, 'unixepoch')) FROM notice WHERE kind LIKE 'claim%'",
    );
    assert_eq!(rows, format!("open_shift:{} claim_lapsed {} 00:00:00", waiting.open_shift_id, day(&shop, 0)));
    decide(&manager, waiting, 2, false).unwrap();
    assert_eq!(kinds(&staff), [NoticeKind::ClaimRefused]);
}

#[test]
fn who_offered_a_shift_is_told_who_took_it() {
    let (shop, manager, staff, other) = shop();
    let taken = new_path();
    offer(&manager, taken, &body(&shop, day(&shop, 0))).unwrap();
    claim(&staff, taken).unwrap();
    let by_somebody_else = claimed(&shop, &manager, &other, 4);
    decide(&shop.sign_in("MG02"), by_somebody_else, 2, true).unwrap();
    let own = claimed(&shop, &manager, &other, 8);
    decide(&manager, own, 2, true).unwrap();
    let mut notices = unread(&manager);
    notices.sort_by_key(|notice| notice.day);
    let told: Vec<_> =
        notices.iter().map(|notice| (notice.kind, notice.day, notice.person_name.as_ref().unwrap().as_str())).collect();
    let taken = NoticeKind::ShiftTaken;
    assert_eq!(told, [(taken, day(&shop, 0), "李婷"), (taken, day(&shop, 4), "张雅琪")]);
    assert!(kinds(&staff).is_empty());
}

#[test]
fn of_an_approval_and_a_refusal_at_once_one_is_told() {
    let (shop, manager, staff, _) = shop();
    let path = claimed(&shop, &manager, &staff, 0);
    let other = shop.sign_in("MG02");
    let (yes, no) = both(
        (&manager, |client: &Client| told(decide(client, path, 2, true))),
        (&other, |client: &Client| told(decide(client, path, 2, false))),
        &shop,
    );
    let wanted = match (yes.as_str(), no.as_str()) {
        ("fine", "stale" | "not_allowed_now") => NoticeKind::ClaimApproved,
        ("stale" | "not_allowed_now", "fine") => NoticeKind::ClaimRefused,
        told => panic!("{told:?}"),
    };
    assert_eq!(kinds(&staff), [wanted]);
}

#[test]
fn a_publication_is_told_to_everybody_on_the_roster_but_who_published_it() {
    let shop = Shop::start(Fixture::Demo);
    let clients = ["CS01", "CS02", "CS03", "OP01"].map(|number| shop.sign_in(number));
    clients.each_ref().into_iter().for_each(read_all);
    let path = path(&shop, Team::Service, next(&shop));
    for _ in 0..2 {
        publish(&clients[0], path, 1).unwrap();
    }
    let told = clients
        .each_ref()
        .map(|client| unread(client).into_iter().map(|notice| (notice.kind, notice.day)).collect::<Vec<_>>());
    let one = vec![(NoticeKind::RosterPublished, path.month.first())];
    assert_eq!(told, [vec![], one.clone(), one, vec![]]);
}

#[test]
fn changes_after_publication_are_one_notice_that_tells_from_what_was_known() {
    let shop = Shop::start(Fixture::Demo);
    let (manager, staff) = (shop.sign_in("CS01"), shop.sign_in("CS02"));
    let path = path(&shop, Team::Service, next(&shop));
    publish(&manager, path, 1).unwrap();
    [&manager, &staff].into_iter().for_each(read_all);
    let first = path.month.first();
    let seen = sheet(&manager, path).unwrap();
    let stood = |offset| stands(&seen, shop.person("CS02").id, first.plus(offset)).unwrap().0;
    let another = |offset| {
        let kinds = [place::EARLY, place::LATE, place::OFF].map(|place| Some(kind(&shop, place)));
        let mut others = kinds.into_iter().filter(move |kind| *kind != stood(offset));
        (others.next().unwrap(), others.next().unwrap())
    };
    let change = |offset, kind, version| {
        let reply = edit(&manager, path, &[cell(&shop, "CS02", first.plus(offset), kind, version)]);
        assert_eq!(told(reply), "fine");
    };
    let changes = || -> Vec<ShiftChange> {
        let of_kind: Vec<_> =
            unread(&staff).into_iter().filter(|notice| notice.kind == NoticeKind::ShiftsChanged).collect();
        assert!(of_kind.len() < 2, "one a roster: {of_kind:?}");
        of_kind.into_iter().flat_map(|notice| notice.changes).collect()
    };
    let told_of = |offset, from, to| ShiftChange { day: first.plus(offset), from, to };
    change(0, another(0).0, 1);
    change(0, None, 2);
    change(2, None, 1);
    assert_eq!(changes(), [told_of(0, stood(0), None), told_of(2, stood(2), None)]);
    // Back to what was known: there is nothing to tell.
    change(2, stood(2), 2);
    assert_eq!(changes(), [told_of(0, stood(0), None)]);
    read_all(&staff);
    change(0, another(0).1, 3);
    assert_eq!(changes(), [told_of(0, None, another(0).1)], "she knew that it was empty");
    change(0, None, 4);
    assert_eq!(changes(), []);
    // What one changes oneself is no news.
    let own = stands(&seen, shop.person("CS01").id, first).unwrap().0;
    // An empty day breaks no rule, whatever stands around it.
    let other = if own.is_some() { None } else { Some(kind(&shop, place::OFF)) };
    edit(&manager, path, &[cell(&shop, "CS01", first, other, 1)]).unwrap();
    assert!(unread(&manager).is_empty());
}

#[test]
fn a_shift_that_was_claimed_is_no_news_to_who_has_it() {
    let (shop, manager, staff, _) = shop();
    let taken = new_path();
    offer(&manager, taken, &body(&shop, day(&shop, 0))).unwrap();
    // A day off, put there by the manager, is news until she takes the shift.
    edit(
        &manager,
        path(&shop, Team::Service, blank(&shop)),
        &[cell(&shop, "CS02", day(&shop, 0), kind(&shop, place::OFF), 0)],
    )
    .unwrap();
    assert_eq!(unread(&staff).len(), 1);
    claim(&staff, taken).unwrap();
    assert!(unread(&staff).is_empty() && today(&staff).waiting.is_empty());
    let path = claimed(&shop, &manager, &staff, 4);
    decide(&manager, path, 2, true).unwrap();
    let told: Vec<_> = unread(&staff).into_iter().map(|notice| notice.kind).collect();
    assert_eq!(told, [NoticeKind::ClaimApproved], "the approval tells of the change");
}

#[test]
fn both_sides_of_a_swap_are_told_what_the_other_did() {
    let pair = cleaning::Pair::start();
    let (one, other) = (&pair.one.0, &pair.other.0);
    let told = || (kinds(one), kinds(other));
    let declined = cleaning::new_path();
    pair.offer(declined).unwrap();
    assert_eq!(told(), (vec![], vec![]), "an offer waits among what there is to do");
    assert_eq!(
        pair.shop.look_up::<i64>("SELECT count(*) FROM notice WHERE kind = 'swap_offered' AND read_at IS NULL"),
        1
    );
    for _ in 0..2 {
        cleaning::answer(other, declined, false).unwrap();
    }
    assert_eq!(told(), (vec![NoticeKind::SwapDeclined], vec![]));
    assert_eq!(
        pair.shop.look_up::<i64>("SELECT count(*) FROM notice WHERE kind = 'swap_offered' AND read_at IS NULL"),
        0
    );
    read_all(one);
    let withdrawn = cleaning::new_path();
    pair.offer(withdrawn).unwrap();
    for _ in 0..2 {
        cleaning::take_back(one, withdrawn).unwrap();
    }
    assert_eq!(told(), (vec![], vec![NoticeKind::SwapEnded]));
    read_all(other);
    // The rota passes one of the days to somebody else.
    let ended = cleaning::new_path();
    pair.offer(ended).unwrap();
    let (first, third) = (pair.shop.person("CS02").id, pair.shop.person("CS05").id);
    cleaning::set(&pair.shop, &pair.manager, pair.one.1, Some(first), Some(third)).unwrap();
    assert_eq!(told(), (vec![NoticeKind::SwapEnded], vec![NoticeKind::SwapEnded]));
    let of_day: Vec<_> = unread(other).into_iter().map(|notice| (notice.day, notice.other_day)).collect();
    assert_eq!(of_day, [(pair.other.1, Some(pair.one.1))], "each reads of the own day first");
    [one, other].into_iter().for_each(read_all);
    cleaning::set(&pair.shop, &pair.manager, pair.one.1, Some(third), Some(first)).unwrap();
    let accepted = cleaning::new_path();
    pair.offer(accepted).unwrap();
    for _ in 0..2 {
        cleaning::answer(other, accepted, true).unwrap();
    }
    let notices = unread(one);
    let [notice] = &notices[..] else { panic!("{notices:?}") };
    assert_eq!((notice.kind, notice.day, notice.other_day), (NoticeKind::SwapAccepted, pair.one.1, Some(pair.other.1)));
    assert_eq!(notice.person_name.as_ref().map(|name| name.as_str()), Some("张雅琪"));
    assert!(kinds(other).is_empty() && kinds(&pair.manager).is_empty());
}

#[test]
fn what_was_read_is_gone_for_its_reader_alone() {
    let (shop, manager, staff, other) = shop();
    for (client, offset) in [(&staff, 0), (&other, 0)] {
        let path = claimed(&shop, &manager, client, offset);
        decide(&manager, path, 2, false).unwrap();
    }
    let (mine, theirs) = (unread(&staff)[0].id, unread(&other)[0].id);
    assert_ne!(mine, theirs);
    let before = shop.fingerprint();
    assert_eq!(read(&staff, vec![theirs, NoticeId::new(new_uuid())]), "fine", "nothing of hers");
    assert_eq!(read(&staff, Vec::new()), "fine");
    assert_eq!(read(&staff, vec![mine; MAX_READ + 1]), format!("notice_ids too_long:{MAX_READ}"));
    assert_eq!(
        told(shop.client().call::<ReadNotices>(NOTHING, NOTHING, ReadBody { notice_ids: vec![mine] })),
        "not_signed_in"
    );
    assert_eq!(shop.fingerprint(), before);
    for _ in 0..2 {
        assert_eq!(read(&staff, vec![mine]), "fine");
        assert_eq!((unread(&staff).len(), unread(&other).len()), (0, 1));
    }
}

#[test]
fn what_somebody_asked_for_ends_when_they_leave_their_department() {
    let pair = cleaning::Pair::start();
    let (shop, one, other) = (&pair.shop, &pair.one.0, &pair.other.0);
    let (hr, third, fourth) = (shop.sign_in("HR01"), shop.sign_in("CS06"), shop.sign_in("CS05"));
    let elsewhere = crate::roster::department(shop, Team::Warehouse);
    let swap = cleaning::new_path();
    pair.offer(swap).unwrap();
    let claim_path = claimed(shop, &pair.manager, one, 14);
    let waits = |path: OpenShiftPath| {
        let waiting = today(&pair.manager).waiting;
        let mut claims = waiting.iter().filter_map(|one| one.read::<OpenShiftClaimed>());
        claims.any(|claim| claim.open_shift_id == path.open_shift_id)
    };
    let change = |number: &str, fields: PersonFields| {
        let path = PersonPath { person_id: shop.person(number).id };
        hr.call::<UpdatePerson>(path, NOTHING, PersonChange { version: 1, fields, reason: "记录有误".parse().ok() })
            .unwrap();
    };
    assert!(waits(claim_path));

    change("CS02", PersonFields { department_id: elsewhere, ..shop.person("CS02").fields.clone() });
    assert!(!waits(claim_path));
    assert_eq!(told(decide(&pair.manager, claim_path, 2, true)), "stale");
    // Offers of the demo shop's may end as well.
    let is_told = |client: &Client, kind| kinds(client).contains(&kind);
    assert!(is_told(one, NoticeKind::ClaimDropped) && is_told(one, NoticeKind::SwapEnded));
    assert!(is_told(other, NoticeKind::SwapEnded));
    assert_eq!(told(cleaning::answer(other, swap, true)), "not_allowed_now");
    assert_eq!(claim(&third, claim_path).unwrap().version, 4, "somebody else may have it");

    let fields = PersonFields { department_id: elsewhere, ..shop.person("CS06").fields.clone() };
    let updates = vec![ImportUpdate { id: shop.person("CS06").id, version: 1, fields }];
    hr.call::<ImportPeople>(NOTHING, NOTHING, ImportBody { rows: Vec::new(), updates }).unwrap();
    assert!(is_told(&third, NoticeKind::ClaimDropped));
    assert_eq!(claim(&fourth, claim_path).unwrap().version, 6);

    let fields = shop.person("CS05").fields.clone();
    change("CS05", PersonFields { status: Status::Left, left_on: Some(shop.generated().today.plus(-2)), ..fields });
    assert!(!waits(claim_path));
    assert_eq!(claim(other, claim_path).unwrap().version, 8);
    // What was left behind before there was such an end can be refused, and is not called busy.
    let moved = format!("UPDATE post SET department_id = '{elsewhere}' WHERE person_id = '{}'", shop.person("CS03").id);
    shop.hold().execute_batch(&format!("{moved}; COMMIT")).unwrap();
    let left = open_shifts::offers(shop, &pair.manager);
    let left = left.iter().find(|offer| offer.shift.id == claim_path.open_shift_id).unwrap();
    assert_eq!(left.claim.as_ref().and_then(|claim| claim.obstacle), Some(Obstacle::NotEmployed));
    assert_eq!(told(decide(&pair.manager, claim_path, 8, true)), "not_allowed_now");
    assert_eq!(told(decide(&pair.manager, claim_path, 8, false)), "fine");
}

#[test]
fn notices_end_when_their_reader_leaves() {
    let (shop, manager, staff, _) = shop();
    let path = claimed(&shop, &manager, &staff, 0);
    decide(&manager, path, 2, false).unwrap();
    let person = shop.person("CS02");
    let count = || shop.look_up::<i64>(&format!("SELECT count(*) FROM notice WHERE person_id = '{}'", person.id));
    assert!(count() > 0);
    // The business day of the day before may still go on.
    let gone_by = shop.generated().today.plus(-2);
    let fields = PersonFields { status: Status::Left, left_on: Some(gone_by), ..person.fields.clone() };
    let change = PersonChange { version: 1, fields, reason: "记录有误".parse().ok() };
    shop.sign_in("HR01").call::<UpdatePerson>(PersonPath { person_id: person.id }, NOTHING, change).unwrap();
    assert_eq!(count(), 0);
    let roster = crate::roster::path(&shop, Team::Service, next(&shop));
    publish(&manager, roster, 1).unwrap();
    assert_eq!(count(), 0, "who has left is told nothing");
}

#[test]
fn many_are_shown_a_few_at_a_time() {
    let (shop, manager, staff, _) = shop();
    for offset in 0..7 {
        let path = claimed(&shop, &manager, &staff, offset);
        decide(&manager, path, 2, false).unwrap();
    }
    let view = today(&staff);
    assert_eq!((view.notices.len(), view.more_notices), (5, true));
    assert!(view.notices.iter().all(|notice| notice.day < day(&shop, 5)), "those first whose day comes first");
    assert_eq!(read(&staff, view.notices.iter().map(|notice| notice.id).collect()), "fine");
    let view = today(&staff);
    assert_eq!((view.notices.len(), view.more_notices), (2, false));
}

/// Somebody who works late the evening before a morning shift that is offered: eight hours of rest.
#[test]
fn a_claim_that_the_rules_warn_of_waits_for_approval_with_what_they_found_beside_it() {
    use dianwu_domain::{open_shifts::api::OpenShiftState, worktime::RuleKind};
    let (shop, manager, staff, other) = shop();
    let roster = path(&shop, Team::Service, blank(&shop));
    edit(&manager, roster, &[cell(&shop, "CS02", day(&shop, 0), kind(&shop, place::LATE), 0)]).unwrap();
    let path = new_path();
    offer(&manager, path, &body(&shop, day(&shop, 1))).unwrap();
    let find = |client: &Client| {
        let offers = open_shifts::offers(&shop, client);
        offers.into_iter().find(|offer| offer.shift.id == path.open_shift_id).unwrap()
    };
    let fit = find(&staff).fit.unwrap();
    let found: Vec<_> = fit.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!((fit.is_clear(), fit.must_wait(), found), (true, true, vec![RuleKind::RestBetween]));
    assert!(!find(&other).fit.unwrap().must_wait());

    let claimed = claim(&staff, path).unwrap();
    assert_eq!((claimed.state, claim(&staff, path).unwrap()), (OpenShiftState::Claimed, claimed.clone()));
    assert_eq!(crate::roster::my_month(&staff, blank(&shop)).days.len(), 1, "it is not hers yet");
    let seen = find(&manager);
    assert_eq!((seen.fit, seen.claim.map(|claim| claim.findings)), (None, Some(fit.findings)));
    assert_eq!((find(&staff).claim, find(&other).claim), (None, None), "for those who decide");
    decide(&manager, path, 2, true).unwrap();
    assert_eq!(crate::roster::my_month(&staff, blank(&shop)).days.len(), 2);
    for action in ["open_shift.claim", "open_shift.decide"] {
        let log: String = shop.look_up(&format!("SELECT after FROM audit WHERE action = '{action}'"));
        assert!(log.contains("rest_between"), "{action}: {log}");
    }
    let easy = new_path();
    offer(&manager, easy, &body(&shop, day(&shop, 8))).unwrap();
    assert_eq!(claim(&other, easy).unwrap().state, OpenShiftState::Taken);
}
