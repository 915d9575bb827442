//! The publication of a department's month: it stands as it was checked and seen, or not at all.

use super::{
    check,
    sheet::head,
    sign_off::{self, SignOff},
    store,
};
use crate::{
    kernel::{
        audit::Audit,
        d1::{Change, named},
        error::Error,
        routes::Call,
    },
    notices::{self, Deed, Told, Topic},
};
use dianwu_domain::{
    Code,
    audit::api::Action,
    notices::api::NoticeKind,
    roster::api::{PublishRoster, RosterHead, RosterPath, RosterStatus},
};
use serde::Serialize;

/// What the log keeps of a publication.
#[derive(Serialize)]
struct Logged<'a> {
    status: RosterStatus,
    #[serde(flatten)]
    signed: &'a SignOff,
}

/// One row written, however many cells the roster has.
pub async fn publish(call: Call<PublishRoster>) -> Result<RosterHead, Error> {
    let RosterPath { department_id, month } = call.path;
    call.who.require(department_id)?;
    let before = head(&call.db, month, department_id).await?;
    let seen = before.head(month);
    match seen.status {
        RosterStatus::Empty => return Err(Error::new(Code::NotAllowedNow)),
        RosterStatus::Published => return Ok(seen),
        RosterStatus::Draft => {}
    }
    let checked = check::checked(&call.db, department_id, month).await?;
    if checked.judged.writes != call.body.writes {
        return Err(Error::new(Code::Stale));
    }
    let me = &call.who.caller.me;
    let audit =
        |action| Audit::new(&call.source, me.person_id, action, before.subject(month)).rosters_of(department_id);
    let (refusal, reason) = (audit(Action::ROSTER_REFUSE), call.body.sign_off.as_ref());
    let signed = sign_off::require(&call.db, refusal, &checked.findings, reason, |_| Vec::new()).await?;
    let audit = audit(Action::ROSTER_PUBLISH)
        .before(&Logged { status: RosterStatus::Draft, signed: &SignOff::default() })
        .after(&Logged { status: RosterStatus::Published, signed: &signed });
    let version = call.body.version;
    let (now, sign_off) = (call.source.now, signed.sign_off.clone());
    let mut args = named![month, department_id, version, now, me: me.person_id, sign_off];
    args.extend(sign_off::judged(Some(&checked)));
    let change = Change::new(audit).guarded(store::PUBLISH_ROSTER.named(args));
    let deed = Deed::of(&call.who.caller, &call.source);
    let readers = checked.people.iter().filter(|person| **person != me.person_id);
    let told: Vec<Told> = readers
        .map(|person| Told {
            person_id: *person,
            topic: Topic::month("roster", department_id, month),
            kind: NoticeKind::RosterPublished,
            subject: month.first().into(),
            by: None,
            at: deed.at,
            until: deed.until(month.last()),
        })
        .collect();
    let written = RosterHead {
        status: RosterStatus::Published,
        published_at: Some(call.source.now),
        published_by: Some(me.name.clone()),
        sign_off: signed.sign_off,
        version: version + 1,
        ..seen
    };
    // Somebody else may have published it in between, or the same send have come twice.
    let standing = async || {
        let standing = head(&call.db, month, department_id).await?.head(month);
        Ok(Some(standing).filter(|standing| standing.status == RosterStatus::Published))
    };
    notices::tell(change, &told).or_standing(&call.db, written, standing).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::d1::Arg,
        roster::shop::{Shop, id},
    };
    use dianwu_domain::{DepartmentId, Instant, Month, PersonId, text::Reason};

    #[test]
    fn a_roster_is_published_once_and_only_as_it_was_seen() {
        let mut shop = Shop::open();
        let november: Month = "2026-11".parse().unwrap();
        shop.write(1, 1, november, &[("2026-11-01", Some(1))]);
        let publish = |version: u32, writes: u32| {
            let person = id::<PersonId>(1);
            let query = store::PUBLISH_ROSTER.named(named![
                month: november,
                department_id: id::<DepartmentId>(1),
                version,
                now: Instant(5),
                me: person,
                sign_off: None::<Reason>,
                judged_people: Arg::json(&[person]),
                judged_from: november.first(),
                judged_until: november.last(),
                judged_writes: writes,
            ]);
            crate::kernel::sqlite::run(&shop.database, query.statement, query.args).unwrap()
        };
        assert_eq!([publish(1, 0), publish(1, 2)], [0, 0], "cells have been written since, or not yet");
        assert_eq!([publish(2, 1), publish(1, 1), publish(1, 1), publish(2, 1)], [0, 1, 0, 0]);
    }
}
