//! What all writes have in common that others may race: look at what stands, decide, write under a guard, and look again
//! where somebody was faster. A repeated send finds that what it asks for stands.

use super::{
    d1::{Change, Db},
    error::Error,
};
use dianwu_domain::{Code, kernel::flow::Verdict};

/// How often what stands is looked at anew while others write it.
const ATTEMPTS: usize = 5;

/// What a look at what stands leads to.
pub enum Step<T> {
    /// What is asked for stands, and is the answer.
    Stands(T),
    /// This is written, and then the answer holds.
    Write(Box<Change>, T),
}

impl<T> Step<T> {
    /// What is to be written, and the answer once it is.
    pub fn write(change: Change, answer: T) -> Self {
        Self::Write(Box::new(change), answer)
    }
}

/// Looks and writes until nobody comes between.
///
/// # Errors
/// What a look finds against it; [`Code::Unavailable`] where others were faster every time; or as [`Db::batch`].
pub async fn settle<T>(db: &Db, look: impl AsyncFn() -> Result<Step<T>, Error>) -> Result<T, Error> {
    for _ in 0..ATTEMPTS {
        let (change, answer) = match look().await? {
            Step::Stands(answer) => return Ok(answer),
            Step::Write(change, answer) => (change, answer),
        };
        match change.commit(db).await {
            Err(error) if error.is_stale() => {}
            written => return written.map(|_| answer),
        }
    }
    Err(Error::new(Code::Unavailable))
}

/// The state that an act leads to, or none where what it asks for stands.
///
/// # Errors
/// [`Code::NotAllowedNow`], or [`Code::NotFound`] for those whom the row is not for.
pub fn moved<S>(verdict: Verdict<S>) -> Result<Option<S>, Error> {
    match verdict {
        Verdict::Moves(to) => Ok(Some(to)),
        Verdict::Stands => Ok(None),
        Verdict::NotNow => Err(Error::new(Code::NotAllowedNow)),
        Verdict::NotTheirs => Err(Error::not_found()),
    }
}

impl Change {
    /// Writes it, once. Where a guard or a unique index stops it, the same send may have arrived twice at once: what
    /// `standing` finds as it was asked for is the answer then.
    ///
    /// # Errors
    /// What stopped it, or as [`Db::batch`].
    pub async fn or_standing<T>(
        self,
        db: &Db,
        written: T,
        standing: impl AsyncFnOnce() -> Result<Option<T>, Error>,
    ) -> Result<T, Error> {
        match self.commit(db).await {
            Err(error) if matches!(error.code(), Code::Stale | Code::InvalidField) => standing().await?.ok_or(error),
            done => done.map(|_| written),
        }
    }
}
