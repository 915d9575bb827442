//! Swaps by agreement: two people exchange two of their coming days, each of them working on the day they take.

use super::{
    SwapRecord, store,
    telling::{end_swaps, offered},
};
use crate::{
    kernel::{
        audit::Audit,
        d1::{Change, Db, Query, args, flag, named},
        error::Error,
        flow::{Step, moved, settle},
        routes::Call,
    },
    notices::Deed,
};
use dianwu_domain::{
    Day, DepartmentId, DutySwapId, Endpoint, FieldCode, Nothing, PersonId,
    audit::api::Action,
    cleaning::{
        api::{AnswerDutySwap, DutySwap, DutySwapBody, DutySwapState, OfferDutySwap, WithdrawDutySwap},
        flow::{Act, MOVES},
    },
    kernel::{
        contract::rule::SignedIn,
        flow::{self, Party},
    },
    notices::api::NoticeKind,
    text::Name,
};
use serde::Deserialize;
use serde_json::{Value, json};

/// Who has the two days of an offer, and whether each works on the other's.
#[derive(Clone, Deserialize)]
pub struct Pair {
    person_id: PersonId,
    other_person_id: PersonId,
    other_name: Name,
    #[serde(deserialize_with = "flag")]
    may_take: bool,
    #[serde(deserialize_with = "flag")]
    other_may_take: bool,
}

impl Pair {
    /// What stands against an offer of `me`.
    pub fn check(&self, me: PersonId) -> Result<(), Error> {
        let wrong = [
            (self.person_id != me, "day", FieldCode::NotFound),
            (self.other_person_id == me, "other_day", FieldCode::NotFound),
            (!self.may_take, "other_day", FieldCode::Inconsistent),
            (!self.other_may_take, "day", FieldCode::Inconsistent),
        ];
        match wrong.into_iter().find(|(is_wrong, ..)| *is_wrong) {
            Some((_, field, code)) => Err(Error::field(field, code)),
            None => Ok(()),
        }
    }
}

fn find(id: DutySwapId, department_id: DepartmentId, me: PersonId) -> Query {
    store::GET_SWAP.with(args![id, department_id, me])
}

pub fn pair(department_id: DepartmentId, day: Day, other_day: Day) -> Query {
    store::FIND_PAIR.with(args![department_id, day, other_day])
}

/// What the log calls an offer: 客服组 2026-11-25 ⇄ 2026-11-28.
fn subject(department: &Name, day: Day, other_day: Day) -> String {
    format!("{department} {day} ⇄ {other_day}")
}

/// What the log keeps of an offer.
fn logged(swap: &SwapRecord, state: DutySwapState) -> Value {
    json!({ "state": state, "from": swap.person_name, "to": swap.other_name })
}

/// The line of an offer concerns both.
fn about(audit: Audit, swap: &SwapRecord) -> Audit {
    audit.rosters_of(swap.department_id).about([swap.person_id, swap.other_person_id])
}

/// An id that stands for something else.
fn taken() -> Error {
    Error::field("duty_swap_id", FieldCode::Taken)
}

/// A repeated send finds what it asked for, whatever has become of it since.
pub async fn offer(call: Call<OfferDutySwap>) -> Result<DutySwap, Error> {
    let (id, DutySwapBody { day, other_day }) = (call.path.duty_swap_id, call.body);
    let me = &call.who.me;
    let (_, today) = call.who.clock(call.source.now);
    let queries = vec![find(id, me.department_id, me.person_id), pair(me.department_id, day, other_day)];
    let rows = call.db.batch(queries).await?;
    if let Some(standing) = rows.first::<SwapRecord>(0)? {
        return same(standing, me.person_id, call.body);
    }
    for (field, day) in [("day", day), ("other_day", other_day)] {
        if day <= today {
            return Err(Error::field(field, FieldCode::OutOfRange));
        }
    }
    let found: Pair = rows.first(1)?.ok_or(Error::field("other_day", FieldCode::NotFound))?;
    found.check(me.person_id)?;
    let offered = DutySwapState::Offered;
    let swap = SwapRecord {
        id,
        department_id: me.department_id,
        day,
        person_id: me.person_id,
        person_name: me.name.clone(),
        other_day,
        other_person_id: found.other_person_id,
        other_name: found.other_name,
        state: offered,
        is_void: false,
    };
    let subject = subject(&me.department_name, day, other_day);
    let audit =
        about(Audit::new(&call.source, me.person_id, Action::DUTY_SWAP, subject), &swap).after(&logged(&swap, offered));
    let change = Change::new(audit).guarded(insert(&swap, today));
    // The same send may have arrived twice at once; or these days are offered already.
    let standing = async || {
        let standing = call.db.first(find(id, me.department_id, me.person_id)).await?;
        let known = Error::field("day", FieldCode::Taken);
        standing.map_or(Err(known), |standing| same(standing, me.person_id, call.body)).map(Some)
    };
    let change = swap.tell_offered(change, Deed::of(&call.who, &call.source));
    change.or_standing(&call.db, swap.into_swap(), standing).await
}

/// The offer that stands, if it is the one that is asked for.
fn same(standing: SwapRecord, me: PersonId, body: DutySwapBody) -> Result<DutySwap, Error> {
    let is_same = (standing.person_id, standing.day, standing.other_day) == (me, body.day, body.other_day);
    if is_same { Ok(standing.into_swap()) } else { Err(taken()) }
}

pub fn insert(swap: &SwapRecord, today: Day) -> Query {
    let SwapRecord { id, department_id, day, person_id, other_day, other_person_id, .. } = swap;
    store::INSERT_SWAP.named(named![
        id: *id,
        department_id: *department_id,
        day: *day,
        person_id: *person_id,
        other_day: *other_day,
        other_person_id: *other_person_id,
        today,
    ])
}

/// The guarded statement that moves an offer on that waits for an answer.
fn to(id: DutySwapId, state: DutySwapState) -> Query {
    let state = match state {
        DutySwapState::Offered => "offered",
        DutySwapState::Accepted => "accepted",
        DutySwapState::Declined => "declined",
        DutySwapState::Withdrawn => "withdrawn",
    };
    store::MOVE_SWAP.named(named![id, state])
}

/// The change that answers an offer. Both days must still belong to whom they did, and each must work on the day they
/// take.
pub fn answered(change: Change, swap: &SwapRecord, state: DutySwapState) -> Change {
    let change = change.guarded(to(swap.id, state));
    if state != DutySwapState::Accepted {
        return change;
    }
    let hand = |day, from_id: PersonId, to_id: PersonId| {
        store::EXCHANGE_DUTY.named(named![department_id: swap.department_id, day, from_id, to_id])
    };
    change.guarded(hand(swap.day, swap.person_id, swap.other_person_id)).guarded(hand(
        swap.other_day,
        swap.other_person_id,
        swap.person_id,
    ))
}

/// Whether the days of an offer can still be exchanged.
async fn stands(db: &Db, swap: &SwapRecord, today: Day) -> Result<bool, Error> {
    let found: Option<Pair> = db.first(pair(swap.department_id, swap.day, swap.other_day)).await?;
    let is_same = |pair: &Pair| {
        (pair.person_id, pair.other_person_id) == (swap.person_id, swap.other_person_id)
            && pair.may_take
            && pair.other_may_take
    };
    Ok(swap.day > today && swap.other_day > today && found.as_ref().is_some_and(is_same))
}

/// Who `person` is to an offer.
fn party(swap: &SwapRecord, person: PersonId) -> Party {
    match person {
        person if person == swap.person_id => Party::Subject,
        person if person == swap.other_person_id => Party::Colleague,
        _ => Party::Other,
    }
}

/// A repeated answer finds what it asks for.
pub async fn answer(call: Call<AnswerDutySwap>) -> Result<DutySwap, Error> {
    let me = &call.who.me;
    let (_, today) = call.who.clock(call.source.now);
    let act = if call.body.is_accepted { Act::Accept } else { Act::Decline };
    settle(&call.db, async || {
        let queries =
            vec![find(call.path.duty_swap_id, me.department_id, me.person_id), offered(me.department_id, today)];
        let rows = call.db.batch(queries).await?;
        let swap: SwapRecord = rows.first(0)?.ok_or(Error::not_found())?;
        let judge = |is_late| moved(flow::judge(MOVES, (act, party(&swap, me.person_id)), swap.state, is_late));
        if judge(false)?.is_none() {
            return Ok(Step::Stands(swap.into_swap()));
        }
        let is_late = call.body.is_accepted && !stands(&call.db, &swap, today).await?;
        let Some(state) = judge(is_late)? else { return Ok(Step::Stands(swap.into_swap())) };
        let deed = Deed::of(&call.who, &call.source);
        let mut change = answered(Change::new(line(&call, &swap, state)), &swap, state);
        if call.body.is_accepted {
            let mut others: Vec<SwapRecord> = rows.take(1)?;
            others.retain(|other| other.id != swap.id);
            let passed = [(swap.day, swap.other_person_id), (swap.other_day, swap.person_id)];
            let holder = |day: Day| passed.iter().find(|(passed, _)| *passed == day).map(|(_, to)| Some(*to));
            change = end_swaps(swap.tell_answered(change, NoticeKind::SwapAccepted, deed), &others, holder, deed);
        } else {
            change = swap.tell_answered(change, NoticeKind::SwapDeclined, deed);
        }
        Ok(Step::write(change, SwapRecord { state, ..swap }.into_swap()))
    })
    .await
}

/// The log's line of an act that leads to `state`.
fn line<E: Endpoint<Access = SignedIn>>(call: &Call<E>, swap: &SwapRecord, state: DutySwapState) -> Audit {
    let me = &call.who.me;
    let subject = subject(&me.department_name, swap.day, swap.other_day);
    about(Audit::new(&call.source, me.person_id, Action::DUTY_SWAP, subject), swap)
        .before(&logged(swap, swap.state))
        .after(&logged(swap, state))
}

/// Taking back what is gone is no error; what was accepted stands in the rota.
pub async fn withdraw(call: Call<WithdrawDutySwap>) -> Result<Nothing, Error> {
    let me = &call.who.me;
    settle(&call.db, async || {
        let found = call.db.first(find(call.path.duty_swap_id, me.department_id, me.person_id)).await?;
        let swap: SwapRecord = found.ok_or(Error::not_found())?;
        let verdict = flow::judge(MOVES, (Act::Withdraw, party(&swap, me.person_id)), swap.state, false);
        let Some(state) = moved(verdict)? else { return Ok(Step::Stands(Nothing {})) };
        let change = answered(Change::new(line(&call, &swap, state)), &swap, state);
        Ok(Step::write(swap.tell_ended(change, Deed::of(&call.who, &call.source)), Nothing {}))
    })
    .await
}
