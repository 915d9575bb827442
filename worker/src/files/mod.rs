//! Files: proof and pictures that people bring. What is known of one is a row in the database, its content an object in
//! the bucket, under a random name that is never used again.
//!
//! The order of writes makes a crash harmless. Upload: first the row, which reserves the id and counts against the
//! owner's limit; then the object; then the row says that it is stored, and only now is there a file. Whoever stops
//! in between leaves a row that nobody sees; the same send goes on with it, and otherwise the job ([`orphans`]) removes
//! it, object first, after a day. Deletion: first the row is marked, and the file is gone for everybody; then the
//! object; the row goes last, by the job. So an object never lies there without a row, but for one case: an upload that
//! is still under way when its row is removed. The job finds that one as well.
//!
//! A file is attached to a subject by the feature that has it, in that feature's own change ([`attach`]), and the
//! feature says in its door who may see its subjects ([`Subject`]); until then only its owner sees it. Everybody else is told that
//! there is none. Sending and throwing away what is attached to nothing is no fact, and the log keeps nothing of it.

mod bucket;
mod orphans;
mod store;
#[cfg(test)]
mod tests;

use crate::{
    door::Door,
    kernel::{
        auth::Caller,
        clock,
        d1::{Arg, Change, Query, args},
        error::Error,
        jobs::Every,
        routes::{Call, Routes},
    },
};
use bucket::Bucket;
use dianwu_domain::{
    Code, File, FileId, Nothing, PersonId,
    files::{
        api::{DeleteFile, FilePath, GetFile, MAX_WAITING, MAX_WAITING_BYTES, PutFile, StoredFile},
        kind::FileKind,
    },
};
use sha2::{Digest, Sha256};
use store::{AttachedRecord, FileRecord, ObjectRecord};

/// The feature's door.
pub const DOOR: Door = Door {
    routes,
    jobs: |jobs| jobs.add("files", Every::Day, orphans::remove),
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["file"],
    ..Door::EMPTY
};

/// Adds the feature's routes.
fn routes(routes: &mut Routes) {
    routes.add(put);
    routes.add(get);
    routes.add(delete);
}

/// A kind of subject that files can be attached to, under the name by which it is stored, and a question that has an
/// answer, any row, if the caller may see the subject of this id.
pub type Subject = (&'static str, fn(&Caller, &str) -> Query);

/// Adds to a change that files of its author's are attached to a subject: all of them, or nothing is changed at all.
/// What is attached to this subject already stays so.
#[cfg_attr(not(test), expect(dead_code, reason = "no feature has subjects with files yet"))]
pub fn attach(change: Change, owner: PersonId, files: &[FileId], (kind, id): (&str, &str)) -> Change {
    let count = u32::try_from(files.len()).unwrap_or(u32::MAX);
    change.guarded_rows(store::ATTACH.with(args![Arg::json(&files), owner, kind, id]), count)
}

/// The statement that reserves a file, unless it is there or too many of the owner's wait already.
fn reserve(id: FileId, owner: PersonId, sent: &Sent, now: dianwu_domain::Instant) -> Query {
    let Sent { kind, sha256, size } = sent;
    store::RESERVE.with(args![
        id,
        owner,
        clock::new_id().to_string(),
        kind.as_str(),
        sha256.as_str(),
        *size,
        now,
        MAX_WAITING,
        MAX_WAITING_BYTES
    ])
}

/// What was sent.
struct Sent {
    kind: FileKind,
    sha256: String,
    size: u32,
}

impl Sent {
    fn read(content: &[u8]) -> Result<Self, Error> {
        let kind = FileKind::of(content).map_err(|code| Error::field("body", code))?;
        let sha256 = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { kind, sha256, size: u32::try_from(content.len()).unwrap_or(u32::MAX) })
    }
}

/// What a send finds in the place of its file.
enum Found {
    /// It is there already.
    Stored,
    /// It can be stored under this name.
    Reserved(String),
}

impl Found {
    fn read(row: Option<FileRecord>, owner: PersonId, sent: &Sent) -> Result<Self, Error> {
        let row = row.ok_or(Error::new(Code::TooManyFiles))?;
        // Whether it is somebody else's, other content or thrown away is nobody's business but the owner's.
        if row.owner_id != owner || row.sha256 != sent.sha256 || row.deleted_at.is_some() {
            return Err(Error::new(Code::NotAllowedNow));
        }
        Ok(if row.stored_at.is_some() { Self::Stored } else { Self::Reserved(row.object) })
    }
}

async fn put(call: Call<PutFile>) -> Result<StoredFile, Error> {
    let FilePath { file_id } = call.path;
    let (owner, now) = (call.who.person_id(), call.source.now);
    let content = call.body.content;
    let sent = Sent::read(&content)?;
    let find = store::FIND_FILE.with(args![file_id]);
    let rows = call.db.batch(vec![reserve(file_id, owner, &sent, now), find]).await?;
    if let Found::Reserved(object) = Found::read(rows.first(1)?, owner, &sent)? {
        Bucket::open(&call.env)?.put(&object, content).await?;
        let stored = store::MARK_STORED.with(args![file_id, object, now]);
        // Thrown away meanwhile; the job finds the object.
        call.db.first::<ObjectRecord>(stored).await?.ok_or(Error::new(Code::NotAllowedNow))?;
    }
    Ok(StoredFile { id: file_id, kind: sent.kind, size: sent.size })
}

async fn get(call: Call<GetFile>) -> Result<File, Error> {
    let FilePath { file_id } = call.path;
    let kinds = Arg::json(&crate::subjects().map(|(kind, _)| kind).collect::<Vec<_>>());
    let own = store::FIND_OWN.with(args![file_id, call.who.person_id(), kinds.clone()]);
    let rows = call.db.batch(vec![own, store::FIND_ATTACHED.with(args![file_id, kinds])]).await?;
    let found = match (rows.first::<ObjectRecord>(0)?, rows.first::<AttachedRecord>(1)?) {
        (Some(own), _) => own,
        (None, Some(AttachedRecord { object, subject_kind, subject_id })) => {
            let (_, may_see) = crate::subjects().find(|(kind, _)| *kind == subject_kind).ok_or(Error::not_found())?;
            let answer = call.db.first::<serde_json::Value>(may_see(&call.who, &subject_id)).await?;
            answer.ok_or(Error::not_found())?;
            object
        }
        (None, None) => return Err(Error::not_found()),
    };
    let Some(content) = Bucket::open(&call.env)?.get(&found.object).await? else {
        worker::console_error!("{} the object of file {file_id} is missing", call.source.request_id);
        return Err(Error::not_found());
    };
    let kind = found.kind;
    Ok(File { name: format!("{file_id}.{}", kind.extension()), media_type: kind.media_type().to_owned(), content })
}

/// What is gone, or not the caller's, is passed over.
async fn delete(call: Call<DeleteFile>) -> Result<Nothing, Error> {
    let FilePath { file_id } = call.path;
    let owner = call.who.person_id();
    let rows = call
        .db
        .batch(vec![
            store::MARK_DELETED.with(args![file_id, owner, call.source.now]),
            store::FIND_OWN_ATTACHED.with(args![file_id, owner]),
        ])
        .await?;
    if !rows.take::<serde_json::Value>(1)?.is_empty() {
        return Err(Error::new(Code::InUse));
    }
    if let Some(ObjectRecord { object, .. }) = rows.first(0)?
        && let Err(error) = Bucket::open(&call.env)?.delete(vec![object]).await
    {
        // It is gone for everybody; the job removes the object.
        worker::console_error!("{} file {file_id}: {}", call.source.request_id, error.cause().unwrap_or_default());
    }
    Ok(Nothing {})
}
