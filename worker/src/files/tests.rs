//! Files over the real migrations.

use super::{
    orphans::{Compared, KnownRecord},
    *,
};
use crate::{
    kernel::{
        audit::Audit,
        routes::Source,
        sqlite::{batch, run},
    },
    roster::shop::{NOW, Shop, id},
};
use dianwu_domain::{Instant, audit::api::Action};

const DAY: i64 = 24 * 3600 * 1000;

fn sent(name: &str, size: u32) -> Sent {
    Sent { kind: FileKind::Png, sha256: format!("{name:0>64}"), size }
}

impl Shop {
    /// Sends a file and tells what came of it.
    fn send(&mut self, file: u128, owner: u128, sent: &Sent, at: Instant) -> String {
        let queries = vec![reserve(id(file), id(owner), sent, at), store::FIND_FILE.with(args![id::<FileId>(file)])];
        let row: Option<FileRecord> = batch(&mut self.database, queries).unwrap().first(1);
        match Found::read(row, id(owner), sent) {
            Err(error) => error.code().to_string(),
            Ok(Found::Stored) => "stored".to_owned(),
            Ok(Found::Reserved(object)) => {
                let stored = store::MARK_STORED.with(args![id::<FileId>(file), object, at]);
                let stored = batch(&mut self.database, vec![stored]).unwrap().first::<ObjectRecord>(0);
                if stored.is_some() { "new" } else { "late" }.to_owned()
            }
        }
    }

    fn throw_away(&mut self, file: u128, owner: u128) -> bool {
        let deleted = store::MARK_DELETED.with(args![id::<FileId>(file), id::<PersonId>(owner), NOW]);
        batch(&mut self.database, vec![deleted]).unwrap().first::<ObjectRecord>(0).is_some()
    }

    fn attach(&mut self, owner: u128, files: &[u128], subject: u128) -> bool {
        let source = Source { request_id: String::new(), address: String::new(), user_agent: String::new(), now: NOW };
        let files: Vec<FileId> = files.iter().map(|n| id(*n)).collect();
        let subject = id::<FileId>(subject).to_string();
        let change = Change::new(Audit::new(&source, id(owner), Action::PERSON_UPDATE, "x"));
        let change = attach(change, id(owner), &files, ("thing", &subject));
        batch(&mut self.database, change.into_queries()).is_ok()
    }

    fn own(&mut self, file: u128, owner: u128, kinds: &[&str]) -> bool {
        let own = store::FIND_OWN.with(args![id::<FileId>(file), id::<PersonId>(owner), Arg::json(&kinds)]);
        batch(&mut self.database, vec![own]).unwrap().first::<ObjectRecord>(0).is_some()
    }

    /// Does what the job does before it turns to the bucket, and tells how many files it removed.
    fn remove(&mut self, now: Instant) -> usize {
        let found = batch(&mut self.database, orphans::orphans(Instant(now.0 - DAY), now)).unwrap();
        let objects: Vec<String> = found.take::<ObjectRecord>(1).into_iter().map(|row| row.object).collect();
        run(&self.database, store::DELETE_ORPHANS, args![Arg::json(&objects)]).unwrap()
    }
}

#[test]
fn a_send_that_is_repeated_is_one_file_and_an_id_stands_for_one_content() {
    let mut shop = Shop::open();
    let (file, other) = (sent("a", 10), sent("b", 10));
    assert_eq!([shop.send(1, 1, &file, NOW), shop.send(1, 1, &file, NOW)], ["new", "stored"]);
    assert_eq!(shop.send(1, 1, &other, NOW), "not_allowed_now");
    assert_eq!(shop.send(1, 2, &file, NOW), "not_allowed_now", "somebody else's");
    assert_eq!(shop.send(2, 2, &file, NOW), "new", "the same content under an id of one's own");
    assert!(shop.throw_away(1, 1) && !shop.throw_away(1, 1) && !shop.throw_away(2, 1));
    assert_eq!(shop.send(1, 1, &file, NOW), "not_allowed_now", "what was thrown away does not come back");
    assert_eq!(shop.count("file"), 2);
}

#[test]
fn a_send_that_stopped_in_the_middle_goes_on_and_is_seen_by_nobody_before() {
    let mut shop = Shop::open();
    let file = sent("a", 10);
    batch(&mut shop.database, vec![reserve(id(1), id(1), &file, NOW)]).unwrap();
    assert!(!shop.own(1, 1, &[]));
    assert!(!shop.attach(1, &[1], 9));
    assert_eq!(shop.send(1, 1, &file, NOW), "new");
    assert!(shop.own(1, 1, &[]));
    let object = "SELECT object FROM file WHERE id = ?1";
    let object: String = shop.database.query_row(object, [id::<FileId>(1).to_string()], |row| row.get(0)).unwrap();
    assert_ne!(object, id::<FileId>(1).to_string(), "nobody can choose the object's name");
}

#[test]
fn a_person_has_few_files_that_wait_and_few_bytes_of_them() {
    let mut shop = Shop::open();
    for n in 0..u128::from(MAX_WAITING) {
        assert_eq!(shop.send(100 + n, 1, &sent("a", 10), NOW), "new");
    }
    assert_eq!(shop.send(1, 1, &sent("a", 10), NOW), "too_many_files");
    assert_eq!(shop.send(100, 1, &sent("a", 10), NOW), "stored", "one that is there already is");
    assert_eq!(shop.send(2, 2, &sent("a", 10), NOW), "new", "others are not concerned");
    assert!(shop.throw_away(100, 1));
    assert_eq!(shop.send(1, 1, &sent("a", 10), NOW), "new");
    assert!(shop.attach(1, &[1], 9));
    assert_eq!(shop.send(3, 1, &sent("a", 10), NOW), "new", "what is attached waits no more");

    let half = u32::try_from(MAX_WAITING_BYTES / 2).unwrap();
    assert_eq!(shop.send(10, 3, &sent("a", half), NOW), "new");
    assert_eq!(shop.send(11, 3, &sent("a", half + 1), NOW), "too_many_files");
    assert_eq!(shop.send(12, 3, &sent("a", half), NOW), "new");
    assert_eq!(shop.send(13, 3, &sent("a", 1), NOW), "too_many_files");
}

#[test]
fn files_are_attached_by_their_owner_all_or_none_and_stay_there() {
    let mut shop = Shop::open();
    for (file, owner) in [(1, 1), (2, 1), (3, 2)] {
        assert_eq!(shop.send(file, owner, &sent("a", 10), NOW), "new");
    }
    assert!(!shop.attach(1, &[1, 3], 9), "somebody else's");
    assert!(!shop.attach(1, &[1, 4], 9), "nobody's");
    assert!(shop.own(1, 1, &["thing"]), "nothing was attached");
    assert!(shop.attach(1, &[1, 2], 9) && shop.attach(1, &[1, 2], 9), "twice is once");
    assert!(!shop.attach(1, &[1], 8), "it has a subject");
    assert!(!shop.throw_away(1, 1));
    assert!(shop.own(1, 1, &[]), "nobody says who may see it, so its owner does");
    assert!(!shop.own(1, 1, &["thing"]) && !shop.own(1, 2, &[]));

    let mut attached = |kinds: &[&str]| -> Option<(String, String)> {
        let query = store::FIND_ATTACHED.with(args![id::<FileId>(1), Arg::json(&kinds)]);
        let found: Option<AttachedRecord> = batch(&mut shop.database, vec![query]).unwrap().first(0);
        found.map(|found| (found.subject_kind, found.subject_id))
    };
    assert_eq!(attached(&["other", "thing"]), Some(("thing".to_owned(), id::<FileId>(9).to_string())));
    assert_eq!(attached(&[]), None);
}

#[test]
fn what_was_not_attached_within_a_day_is_removed_and_what_was_attached_stays() {
    let mut shop = Shop::open();
    let old = Instant(NOW.0 - DAY - 1);
    for (file, at) in [(1, old), (2, old), (3, NOW)] {
        assert_eq!(shop.send(file, 1, &sent("a", 10), at), "new");
    }
    batch(&mut shop.database, vec![reserve(id(4), id(1), &sent("a", 10), old)]).unwrap();
    assert!(shop.attach(1, &[2], 9));
    assert!(shop.throw_away(3, 1));
    assert_eq!((shop.remove(NOW), shop.remove(NOW)), (2, 0));
    assert_eq!(shop.count("file"), 2);
    // Attaching and removing at once: one of them.
    assert_eq!(shop.send(5, 1, &sent("a", 10), old), "new");
    batch(&mut shop.database, vec![orphans::orphans(NOW, NOW).remove(0)]).unwrap();
    assert!(!shop.attach(1, &[5], 9));
    assert_eq!(shop.remove(Instant(NOW.0 + DAY + 1)), 2, "what was thrown away as well");
    assert!(shop.own(2, 1, &[]));
}

#[test]
fn the_bucket_and_the_rows_are_compared_both_ways() {
    let mut shop = Shop::open();
    for file in 1..=4 {
        assert_eq!(shop.send(file, 1, &sent("a", 10), NOW), "new");
    }
    batch(&mut shop.database, vec![reserve(id(5), id(1), &sent("a", 10), NOW)]).unwrap();
    assert!(shop.attach(1, &[3], 9));
    let names: Vec<String> = {
        let mut names = shop.database.prepare("SELECT object FROM file ORDER BY id").unwrap();
        names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let mut compare = |listed: &[&str], settled: i64| {
        let known = store::LIST_OBJECTS.with(args!["", "~", 100, settled]);
        let known: Vec<KnownRecord> = batch(&mut shop.database, vec![known]).unwrap().take(0);
        Compared::of(listed.iter().map(|name| (*name).to_owned()).collect(), known)
    };
    let later = NOW.0 + 1;
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(compare(&all[..4], later), Compared::default(), "what is reserved may be missing");
    let found = compare(&[all[0], "stranger"], later);
    assert_eq!((found.unknown, found.lost), (vec!["stranger".to_owned()], vec![names[2].clone()]));
    let mut missing = vec![names[1].clone(), names[3].clone()];
    missing.sort();
    assert_eq!(found.missing, missing);
    assert_eq!(compare(&[], NOW.0), Compared::default(), "what has just come may not have been listed");
    run(&shop.database, store::DELETE_MISSING, args![Arg::json(&names)]).unwrap();
    assert_eq!(shop.count("file"), 1, "what is attached is not forgotten");
}
