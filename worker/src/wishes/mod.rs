//! Wishes: what people would like on days that are not planned yet. They are no orders and change nothing that others
//! rely on, and a note may tell of somebody's health, so that the audit log does not keep them.

pub mod store;
#[cfg(test)]
mod tests;

use crate::{
    door::Door,
    kernel::{
        d1::{Db, Query, args},
        error::Error,
        routes::Call,
    },
};
use dianwu_domain::{
    Code, DepartmentId, FieldCode, Month, Nothing, PersonId,
    session::api::Me,
    wishes::{
        self, Wish,
        api::{DeleteMyWish, ListMyWishes, SetMyWish, WishBody},
    },
};

/// The feature's door.
pub const DOOR: Door = Door {
    routes: |routes| {
        routes.add(list);
        routes.add(set);
        routes.add(delete);
    },
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["wish"],
    ..Door::EMPTY
};

/// The caller's, of a month.
pub async fn list(call: Call<ListMyWishes>) -> Result<Vec<Wish>, Error> {
    let month = call.query.month;
    let query = store::LIST_MY_WISHES.with(args![call.who.person_id(), month.first(), month.last()]);
    call.db.all(query).await
}

/// The statement that reads the wishes of a department's people for a month: whose, day, shift kind and note.
pub fn wishes_of(department_id: DepartmentId, month: Month) -> Query {
    store::LIST_WISHES.with(args![department_id, month.first(), month.last()])
}

/// Saying it again replaces what was said.
pub async fn set(call: Call<SetMyWish>) -> Result<Wish, Error> {
    let (_, today) = call.who.clock(call.source.now);
    let WishBody { kind_id, note } = call.body;
    let wish = Wish { day: call.path.day, kind_id, note };
    if !wishes::days(today).contains(&wish.day) {
        return Err(Error::field("day", FieldCode::OutOfRange));
    }
    save(&call.db, &call.who.me, &wish).await?;
    Ok(wish)
}

async fn save(db: &Db, me: &Me, wish: &Wish) -> Result<(), Error> {
    let rows = db.batch(queries(me.person_id, wish)).await?;
    settle(wish, !rows.take::<serde_json::Value>(0)?.is_empty(), !rows.take::<serde_json::Value>(1)?.is_empty())
}

/// The statements that write a wish and tell why they did not.
fn queries(person_id: PersonId, wish: &Wish) -> Vec<Query> {
    let (day, kind_id) = (wish.day, wish.kind_id);
    vec![
        store::FIND_KIND_IN_USE.with(args![kind_id]),
        store::SAVE_WISH.with(args![person_id, day, kind_id, &wish.note, day.month()]),
    ]
}

/// What became of a wish, by whether its shift kind is in use and whether it was written.
fn settle(wish: &Wish, is_in_use: bool, is_written: bool) -> Result<(), Error> {
    if is_written {
        Ok(())
    } else if wish.kind_id.is_some() && !is_in_use {
        Err(Error::field("kind_id", FieldCode::NotFound))
    } else {
        Err(Error::new(Code::NotAllowedNow))
    }
}

/// Taking back what is gone is no error.
pub async fn delete(call: Call<DeleteMyWish>) -> Result<Nothing, Error> {
    call.db.batch(vec![store::DELETE_WISH.with(args![call.who.person_id(), call.path.day])]).await?;
    Ok(Nothing {})
}
