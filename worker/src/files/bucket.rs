//! The bucket, where the contents of files lie.

use crate::kernel::error::Error;
use worker::Env;

/// Under which all objects of this feature lie.
const FOLDER: &str = "files/";

/// The bucket that the deployment binds as `FILES`.
pub struct Bucket(worker::Bucket);

/// A bucket that fails is busy: nothing that anybody sends makes it fail.
fn failed(what: &str) -> impl FnOnce(worker::Error) -> Error {
    move |error| Error::busy(format!("bucket, {what}: {error}"))
}

fn place(object: &str) -> String {
    format!("{FOLDER}{object}")
}

impl Bucket {
    /// The bucket.
    ///
    /// # Errors
    /// When the binding is missing: a fault of the deployment.
    pub fn open(env: &Env) -> Result<Self, Error> {
        env.bucket("FILES").map(Self).map_err(|error| Error::internal(format!("binding FILES: {error}")))
    }

    /// Stores an object.
    ///
    /// # Errors
    /// When the bucket fails.
    pub async fn put(&self, object: &str, content: Vec<u8>) -> Result<(), Error> {
        self.0.put(place(object), content).execute().await.map(drop).map_err(failed("put"))
    }

    /// An object's content, if it is there.
    ///
    /// # Errors
    /// As [`Bucket::put`].
    pub async fn get(&self, object: &str) -> Result<Option<Vec<u8>>, Error> {
        let found = self.0.get(place(object)).execute().await.map_err(failed("get"))?;
        match found.as_ref().and_then(worker::Object::body) {
            Some(body) => body.bytes().await.map(Some).map_err(failed("get")),
            None => Ok(None),
        }
    }

    /// Removes objects, a thousand at most. What is gone is passed over.
    ///
    /// # Errors
    /// As [`Bucket::put`].
    pub async fn delete(&self, objects: Vec<String>) -> Result<(), Error> {
        if objects.is_empty() {
            return Ok(());
        }
        let places: Vec<String> = objects.iter().map(|object| place(object)).collect();
        self.0.delete_multiple(places).await.map_err(failed("delete"))
    }

    /// The first `most` objects after one, in order, and whether there are more.
    ///
    /// # Errors
    /// As [`Bucket::put`].
    pub async fn list(&self, after: &str, most: u32) -> Result<(Vec<String>, bool), Error> {
        let listed = self.0.list().prefix(FOLDER).start_after(place(after)).limit(most).execute().await;
        let listed = listed.map_err(failed("list"))?;
        let objects = listed.objects().into_iter().map(|object| object.key().split_off(FOLDER.len()));
        Ok((objects.collect(), listed.truncated()))
    }
}
