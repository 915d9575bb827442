//! Files that people bring: sent once, refused for what they are, seen by those whose they are, and removed when
//! nothing holds them.

use crate::{cost::ask, door::Door};
use dianwu_domain::{
    File, FileId, Problem, Upload,
    files::{
        api::{DeleteFile, FilePath, GetFile, MAX_BYTES, MAX_WAITING, PutFile, StoredFile},
        kind::FileKind,
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, new_uuid, now, told};
use expect_test::expect;
use rusqlite::params;

/// The feature's door.
pub const DOOR: Door = Door {
    questions: &[("GetFile", "CS02", |_, client| {
        let path = new_path();
        put(client, path, &pdf(1000, "a")).unwrap();
        ask::<GetFile>(client, path, NOTHING, |_: &File| 1)
    })],
    costs: Some(|| {
        expect![[r"
            GetFile          CS02       2/1       2/1
        "]]
    }),
    ..Door::EMPTY
};

const DAY: i64 = 24 * 3600;

/// A PDF of so many bytes, unlike any other.
pub fn pdf(bytes: usize, name: &str) -> Vec<u8> {
    let mut pdf = format!("%PDF-1.7\n{name}\n").into_bytes();
    pdf.resize(bytes.max(pdf.len() + 5) - 5, b' ');
    pdf.extend(b"%%EOF");
    pdf
}

pub fn new_path() -> FilePath {
    FilePath { file_id: FileId::new(new_uuid()) }
}

pub fn put(client: &Client, path: FilePath, content: &[u8]) -> Result<StoredFile, Problem> {
    client.call::<PutFile>(path, NOTHING, Upload { content: content.to_vec() })
}

fn get(client: &Client, path: FilePath) -> Result<File, Problem> {
    client.get::<GetFile>(path, NOTHING)
}

fn delete(client: &Client, path: FilePath) -> String {
    told(client.get::<DeleteFile>(path, NOTHING))
}

#[test]
fn a_file_comes_back_as_it_was_sent_and_opens_nowhere() {
    let shop = Shop::start(Fixture::Demo);
    let staff = shop.sign_in("CS02");
    let (path, content) = (new_path(), pdf(70_000, "病假条"));
    let stored = put(&staff, path, &content).unwrap();
    assert_eq!((stored.id, stored.kind, stored.size), (path.file_id, FileKind::Pdf, 70_000));
    let response = staff.prepared::<GetFile>(&path, &NOTHING, &NOTHING).send();
    assert_eq!((response.status, response.body == content), (200, true));
    for (header, wanted) in [
        ("content-type", "application/pdf".to_owned()),
        ("content-disposition", format!("attachment; filename=\"{}.pdf\"", path.file_id)),
        ("x-content-type-options", "nosniff".to_owned()),
        ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'".to_owned()),
        ("cache-control", "no-store".to_owned()),
    ] {
        assert_eq!(response.header(header), Some(wanted.as_str()), "{header}");
    }
    let largest = new_path();
    put(&staff, largest, &pdf(MAX_BYTES, "large")).unwrap();
    assert_eq!(get(&staff, largest).unwrap().content.len(), MAX_BYTES);
}

#[test]
fn a_send_that_comes_twice_or_at_once_is_one_file() {
    let shop = Shop::start(Fixture::Demo);
    let (staff, other) = (shop.sign_in("CS02"), shop.sign_in("CS03"));
    let (path, content) = (new_path(), pdf(5_000, "a"));
    std::thread::scope(|scope| {
        let sends: Vec<_> = (0..4)
            .map(|_| {
                let client = shop.client();
                client.set_token(staff.token());
                let content = &content;
                scope.spawn(move || told(put(&client, path, content)))
            })
            .collect();
        for send in sends {
            assert_eq!(send.join().unwrap(), "fine");
        }
    });
    assert_eq!((shop.look_up::<i64>("SELECT count(*) FROM file"), shop.objects()), (1, 1));
    let before = shop.fingerprint();
    assert_eq!(told(put(&staff, path, &content)), "fine");
    assert_eq!(told(put(&staff, path, &pdf(5_000, "b"))), "not_allowed_now");
    assert_eq!(told(put(&other, path, &content)), "not_allowed_now", "it is somebody else's");
    assert_eq!((shop.fingerprint(), shop.objects()), (before, 1));
}

#[test]
fn what_is_no_picture_and_no_pdf_is_refused_and_leaves_nothing() {
    let shop = Shop::start(Fixture::Demo);
    let staff = shop.sign_in("CS02");
    let before = shop.fingerprint();
    let whole = pdf(3_000, "a");
    for (what, content, wanted) in [
        ("nothing", Vec::new(), "body required"),
        ("a page", b"<!doctype html><script>alert(1)</script>".to_vec(), "body bad_format"),
        ("a drawing", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "body bad_format"),
        ("half a PDF", whole[..1_500].to_vec(), "body damaged"),
        ("half a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "body damaged"),
        ("too much", pdf(MAX_BYTES + 1, "large"), "body_too_large"),
    ] {
        let path = new_path();
        assert_eq!(told(put(&staff, path, &content)), wanted, "{what}");
        // What its sender calls it does not matter.
        let request = staff.prepared::<PutFile>(&path, &NOTHING, &Upload { content });
        let response = request.header("content-type", "image/png").send();
        assert!((400..500).contains(&response.status), "{what}: {response}");
        assert_eq!(told(get(&staff, path)), "not_found", "{what}");
    }
    assert_eq!((shop.fingerprint(), shop.objects()), (before, 0));
}

#[test]
fn nobody_sees_or_throws_away_somebody_elses_file() {
    let shop = Shop::start(Fixture::Demo);
    let staff = shop.sign_in("CS02");
    let path = new_path();
    put(&staff, path, &pdf(1_000, "a")).unwrap();
    for number in ["CS03", "CS01", "HR01", "HR02"] {
        let other = shop.sign_in(number);
        let (theirs, nobodys) = (get(&other, path).unwrap_err(), get(&other, new_path()).unwrap_err());
        assert_eq!((theirs.code, theirs.title), (nobodys.code, nobodys.title), "{number}");
        assert_eq!(delete(&other, path), "fine", "{number}: as of what is not there");
    }
    assert_eq!(told(get(&staff, path)), "fine");
    assert_eq!(told(get(&shop.client(), path)), "not_signed_in");
    assert_eq!(delete(&staff, path), "fine");
    assert_eq!((told(get(&staff, path)), shop.objects()), ("not_found".to_owned(), 0));
    assert_eq!(delete(&staff, path), "fine", "what is gone is gone");

    // Nobody has said who may see this subject, so its owner does alone. It stays where it is attached.
    let attached = new_path();
    put(&staff, attached, &pdf(1_000, "b")).unwrap();
    shop.write(&format!("UPDATE file SET subject_kind = 'thing', subject_id = id WHERE id = '{}'", attached.file_id));
    assert_eq!(told(get(&staff, attached)), "fine");
    assert_eq!(told(get(&shop.sign_in("HR02"), attached)), "not_found");
    assert_eq!((delete(&staff, attached).as_str(), shop.objects()), ("in_use", 1));
}

#[test]
fn a_person_has_few_files_that_wait_however_many_are_sent_at_once() {
    let shop = Shop::start_after(Fixture::Demo, |database| {
        let sql = "INSERT INTO file (id, owner_id, object, kind, sha256, size, created_at, stored_at)
            WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1 - 2)
            SELECT printf('%036d', n), (SELECT id FROM person WHERE number = 'CS02'), printf('%036d', n), 'pdf',
                printf('%064d', n), 10, ?2, ?2 FROM n";
        database.execute(sql, params![MAX_WAITING, now().0]).unwrap();
    });
    let staff = shop.sign_in("CS02");
    let outcomes: Vec<String> = std::thread::scope(|scope| {
        let sends: Vec<_> = (0..5)
            .map(|n| {
                let client = shop.client();
                client.set_token(staff.token());
                scope.spawn(move || told(put(&client, new_path(), &pdf(1_000, &n.to_string()))))
            })
            .collect();
        sends.into_iter().map(|send| send.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "fine").count(), 2, "{outcomes:?}");
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "too_many_files").count(), 3, "{outcomes:?}");
    assert_eq!(told(put(&shop.sign_in("CS03"), new_path(), &pdf(1_000, "a"))), "fine", "others are not concerned");
}

#[test]
fn what_nothing_holds_is_removed_and_what_is_attached_stays() {
    let shop = Shop::start(Fixture::Demo);
    let staff = shop.sign_in("CS02");
    let paths: Vec<FilePath> = (0..5).map(|_| new_path()).collect();
    for (n, path) in paths.iter().enumerate() {
        put(&staff, *path, &pdf(1_000, &n.to_string())).unwrap();
    }
    let [waiting, attached, rowless, late, _] = paths[..] else { panic!() };
    shop.write(&format!("UPDATE file SET subject_kind = 'thing', subject_id = id WHERE id = '{}'", attached.file_id));
    // An object whose row has gone, and one whose upload was stopped before its row said that it is there.
    shop.write(&format!("DELETE FROM file WHERE id = '{}'", rowless.file_id));
    shop.write(&format!("UPDATE file SET stored_at = NULL WHERE id = '{}'", late.file_id));
    assert_eq!(told(get(&staff, late)), "not_found");
    // A row whose object is missing.
    shop.write(&format!(
        "INSERT INTO file (id, owner_id, object, kind, sha256, size, created_at, stored_at)
         SELECT '{}', owner_id, '{}', kind, sha256, size, created_at, stored_at - 7200000 FROM file WHERE id = '{}'",
        new_path().file_id,
        new_path().file_id,
        waiting.file_id
    ));
    let count = || shop.look_up::<i64>("SELECT count(*) FROM file");
    assert_eq!((count(), shop.objects()), (5, 5));
    shop.scheduled(&[now()]);
    assert_eq!((count(), shop.objects()), (4, 4), "young ones wait; what belongs to nothing goes");
    assert_eq!(told(get(&staff, waiting)), "fine");
    assert_eq!(delete(&staff, paths[4]), "fine");
    shop.scheduled(&[now().plus_seconds(2 * DAY)]);
    assert_eq!((count(), shop.objects()), (1, 1));
    assert_eq!(told(get(&staff, attached)), "fine");
    let before = shop.fingerprint();
    shop.scheduled(&[now().plus_seconds(2 * DAY)]);
    assert_eq!((shop.fingerprint(), shop.objects()), (before, 1));
    assert_eq!(shop.look_up::<i64>("SELECT count(*) FROM job_run WHERE state <> 'done'"), 0);
    // Of an attached file whose object is missing the log tells; the subject keeps what it says.
    shop.write("UPDATE file SET object = '00000000-0000-0000-0000-000000000000'");
    shop.scheduled(&[now().plus_seconds(3 * DAY)]);
    assert_eq!((count(), shop.objects()), (1, 0));
    assert!(shop.log().contains("00000000-0000-0000-0000-000000000000"));
    assert_eq!(told(get(&staff, attached)), "not_found");
}
