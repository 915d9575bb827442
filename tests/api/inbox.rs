//! The inbox: everything that somebody was told, the latest first, and how much of it they have not read.

use super::{
    notices::{claimed, read, shop, today},
    open_shifts::{day, decide},
    roster::{blank, cell, edit, kind, path},
};
use dianwu_domain::{
    Instant, NoticeId, Page,
    notices::api::{CountUnread, InboxKey, InboxQuery, ListNotices, Notice, NoticeKind, ReadAllBody, ReadAllNotices},
    roster::api::CellEdit,
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, new_uuid, now, told};
use rusqlite::params;
use std::collections::BTreeSet;
use xtask::demo::{kind as place, seats::Team};

fn page(client: &Client, after: Option<&str>) -> Page<Notice> {
    let after = after.map(|key| key.parse().unwrap());
    client.call::<ListNotices>(NOTHING, InboxQuery { after }, NOTHING).unwrap()
}

fn inbox(client: &Client) -> Vec<Notice> {
    page(client, None).items
}

/// How much is unread, as today's page and the count beside other pages tell it.
fn unread(client: &Client) -> u32 {
    let count = client.get::<CountUnread>(NOTHING, NOTHING).unwrap().count;
    assert_eq!(today(client).unread, count);
    count
}

fn read_all(client: &Client, latest: InboxKey) -> String {
    told(client.call::<ReadAllNotices>(NOTHING, NOTHING, ReadAllBody { latest }))
}

/// Behind everything that will be told within a year.
fn at_last() -> InboxKey {
    InboxKey { told_at: now().plus_seconds(365 * 24 * 3600), id: NoticeId::new(new_uuid()) }
}

/// Tells CS02 so many things, the nth n minutes ago; some of them at the same moment.
fn tell_many(database: &rusqlite::Connection, count: i64, until: &str) {
    database.execute("DELETE FROM notice", []).unwrap();
    let sql = "INSERT INTO notice (person_id, topic, id, kind, subject, told_at, until_day)
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)
        SELECT (SELECT id FROM person WHERE number = 'CS02'), 'many:' || n, printf('%08x-0000-7000-8000-000000000000', n),
            'roster_published', '{\"day\":\"2026-11-01\"}', ?2 - (n / 7) * 60000, ?3 FROM n";
    database.execute(sql, params![count, now().0, until]).unwrap();
}

#[test]
fn what_somebody_was_told_stays_in_their_inbox_alone_when_it_was_read() {
    let (shop, manager, staff, other) = shop();
    let before = (inbox(&staff).len(), unread(&staff));
    let (approved, refused) = (claimed(&shop, &manager, &staff, 0), claimed(&shop, &manager, &staff, 2));
    decide(&manager, approved, 2, true).unwrap();
    decide(&manager, refused, 2, false).unwrap();
    let first_two = |client: &Client| -> Vec<(NoticeKind, bool)> {
        inbox(client).iter().take(2).map(|notice| (notice.kind, notice.is_read)).collect()
    };
    let wanted = |first, second| vec![(NoticeKind::ClaimRefused, first), (NoticeKind::ClaimApproved, second)];
    assert_eq!((first_two(&staff), unread(&staff)), (wanted(false, false), before.1 + 2));
    assert_eq!(inbox(&staff).len(), before.0 + 2, "older ones are still there");
    let [refusal, approval] = &inbox(&staff)[..2] else { panic!() };
    assert_eq!(read(&staff, vec![refusal.id]), "fine");
    assert_eq!((first_two(&staff), unread(&staff)), (wanted(true, false), before.1 + 1));
    assert_eq!(today(&staff).notices.iter().map(|notice| notice.id).collect::<Vec<_>>(), [approval.id]);

    // Up to the older one is not up to the newer one, and nobody reads for somebody else.
    let theirs: Vec<NoticeId> = inbox(&other).iter().map(|notice| notice.id).collect();
    assert!(!theirs.contains(&refusal.id) && !theirs.contains(&approval.id));
    assert_eq!(read_all(&other, at_last()), "fine");
    assert_eq!(read_all(&staff, InboxKey { told_at: Instant(approval.told_at.0 - 1), ..approval.key() }), "fine");
    assert_eq!((unread(&staff), unread(&other)), (1, 0));
    assert_eq!(read_all(&staff, approval.key()), "fine");
    let after = shop.fingerprint();
    assert_eq!((unread(&staff), read_all(&staff, refusal.key())), (0, "fine".to_owned()));
    assert_eq!(shop.fingerprint(), after);
    assert_eq!(told(shop.client().get::<CountUnread>(NOTHING, NOTHING)), "not_signed_in");
}

#[test]
fn an_inbox_is_read_page_by_page_without_a_gap_where_many_were_told_at_once() {
    let shop = Shop::start_after(Fixture::Demo, |database| tell_many(database, 75, "2099-12-31"));
    let staff = shop.sign_in("CS02");
    let (mut all, mut sizes, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let found = page(&staff, after.as_deref());
        sizes.push(found.items.len());
        all.extend(found.items);
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((sizes, unread(&staff)), (vec![30, 30, 15], 75));
    let keys: Vec<_> = all.iter().map(|notice| (notice.told_at, notice.id)).collect();
    assert!(keys.is_sorted_by(|one, next| one > next));
    assert_eq!(keys.into_iter().collect::<BTreeSet<_>>().len(), 75);
    for (key, wanted) in [("x", "after bad_format"), ("9.9", "after bad_format"), ("-1.x", "after bad_format")] {
        let response = staff.request("GET", &format!("/api/notices?after={key}")).send();
        assert_eq!(told::<()>(Err(response.problem())), wanted, "{key}");
    }
    assert!(inbox(&shop.sign_in("CS03")).is_empty());
}

#[test]
fn what_no_longer_matters_leaves_today_and_stays_in_the_inbox_for_a_while() {
    let yesterday = dianwu_tests::today().plus(-1).to_string();
    let shop = Shop::start_after(Fixture::Demo, |database| tell_many(database, 3, &yesterday));
    let staff = shop.sign_in("CS02");
    assert_eq!((today(&staff).notices.len(), inbox(&staff).len(), unread(&staff)), (0, 3, 3));
    assert_eq!(read(&staff, vec![inbox(&staff)[0].id]), "fine");
    assert_eq!(unread(&staff), 2);
    const DAY: i64 = 24 * 3600;
    for (days, left) in [(0, 3), (88, 3), (92, 0)] {
        shop.scheduled(&[now().plus_seconds(days * DAY)]);
        // Nobody's session stands for so long.
        assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM notice"), left, "{days} days later");
    }
}

#[test]
fn what_has_not_happened_yet_and_what_was_taken_back_is_neither_shown_nor_counted() {
    let (shop, manager, staff, _) = shop();
    let (seen, count) = (inbox(&staff).len(), unread(&staff));
    // It lapses unless somebody decides.
    claimed(&shop, &manager, &staff, 2);
    assert_eq!(read_all(&staff, at_last()), "fine");
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM notice WHERE kind = 'claim_lapsed' AND read_at IS NULL"), 1);
    assert_eq!((inbox(&staff).len(), unread(&staff)), (seen, count));

    let sheet = path(&shop, Team::Service, blank(&shop));
    let change = |to: Option<usize>, version| {
        let to = to.map(|to| kind(&shop, to));
        let edits = [CellEdit { kind_id: to, ..cell(&shop, "CS02", day(&shop, 0), kind(&shop, place::OFF), version) }];
        edit(&manager, sheet, &edits).unwrap();
    };
    change(Some(place::OFF), 0);
    let changed = inbox(&staff).remove(0);
    assert_eq!((changed.kind, changed.changes.len(), unread(&staff)), (NoticeKind::ShiftsChanged, 1, count + 1));
    change(None, 1);
    assert_eq!((inbox(&staff).len(), unread(&staff)), (seen, count));
}
