//! Handlers of accounts and sessions.

mod common;
mod jobs;
pub mod limits;
mod password;
pub mod refusals;
mod set_up;
mod sign_in;
pub mod store;

use crate::{
    door::Door,
    kernel::{
        audit::Audit,
        auth,
        d1::{Change, args},
        error::Error,
        routes::{Call, Reply, Routes},
    },
};
use dianwu_domain::{
    Nothing,
    audit::api::Action,
    session::api::{ListSessions, Me, RevokeSession, SessionRow, SignOut, SignOutEverywhere, WhoAmI},
};

pub use password::{end_access, end_credential, new_code};

/// The feature's door.
pub const DOOR: Door = Door {
    routes,
    jobs: jobs::jobs,
    #[cfg(test)]
    statements: &[store::ALL, jobs::ALL, limits::ALL, refusals::ALL],
    #[cfg(test)]
    tables: &["credential", "session", "known_device", "sign_in_throttle"],
    ..Door::EMPTY
};

/// Adds the feature's routes.
fn routes(routes: &mut Routes) {
    routes.add(set_up::state);
    routes.add(set_up::set_up);
    routes.add(sign_in::sign_in);
    routes.add(who_am_i);
    routes.add(sign_out);
    routes.add(list);
    routes.add(revoke);
    routes.add(sign_out_everywhere);
    routes.add(password::change);
    routes.add(password::reset);
    routes.add(password::issue_codes);
    routes.add(password::end_sessions);
    routes.add(refusals::own);
    routes.add(refusals::list);
}

async fn who_am_i(call: Call<WhoAmI>) -> Result<Me, Error> {
    Ok(call.who.me)
}

async fn sign_out(call: Call<SignOut>) -> Result<Reply<Nothing>, Error> {
    let caller = call.who;
    let audit = Audit::new(&call.source, caller.person_id(), Action::SESSION_REVOKE, &caller.me.number)
        .about([caller.person_id()]);
    Change::new(audit)
        .with(store::DELETE_SESSION.with(args![caller.session_id, caller.person_id()]))
        .commit(&call.db)
        .await?;
    Ok(Reply::with_cookies(Nothing {}, vec![auth::no_cookie()]))
}

async fn sign_out_everywhere(call: Call<SignOutEverywhere>) -> Result<Reply<Nothing>, Error> {
    let owner = call.who.person_id();
    let audit = Audit::new(&call.source, owner, Action::SESSIONS_END, &call.who.me.number).about([owner]);
    end_access(Change::new(audit), owner).commit(&call.db).await?;
    Ok(Reply::with_cookies(Nothing {}, vec![auth::no_cookie()]))
}

async fn list(call: Call<ListSessions>) -> Result<Vec<SessionRow>, Error> {
    let query = store::LIST_SESSIONS.with(args![call.who.person_id(), call.source.now]);
    let rows: Vec<store::SessionRecord> = call.db.all(query).await?;
    Ok(rows.into_iter().map(|row| row.into_row(call.who.session_id)).collect())
}

/// Deleting a session that is gone, or somebody else's, is no error and does nothing.
async fn revoke(call: Call<RevokeSession>) -> Result<Nothing, Error> {
    let owner = call.who.person_id();
    let find = store::FIND_OWN_SESSION.with(args![call.path.session_id, owner]);
    if call.db.first::<store::SessionRecord>(find).await?.is_some() {
        let audit = Audit::new(&call.source, owner, Action::SESSION_REVOKE, &call.who.me.number).about([owner]);
        let delete = store::DELETE_SESSION.with(args![call.path.session_id, owner]);
        Change::new(audit).with(delete).commit(&call.db).await?;
    }
    Ok(Nothing {})
}
