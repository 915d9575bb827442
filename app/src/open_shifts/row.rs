//! A line of the list of open shifts, and what can be done about it.

use super::{
    Kinds,
    deeds::{Claim, Deeds, Question, findings},
    lines::Line,
};
use crate::{
    shifts::{ShiftChip, shift_name, shift_words},
    shop::{use_caller, use_directory},
    text,
    ui::{Icon, Text},
};
use dianwu_domain::{
    open_shifts::api::{Fit, MAX_CLAIMS, Obstacle, OpenShift, OpenShiftState, ShiftOffer},
    shifts::api::ShiftKind,
};
use leptos::prelude::*;

/// The line.
pub fn row(line: Line, kinds: &Kinds, deeds: Deeds) -> impl IntoView + use<> {
    let Line { offer, heads, is_over } = line;
    let directory = use_directory();
    let shift = offer.shift.clone();
    let (kind, day) = (kinds.get(Some(shift.kind_id)).cloned(), shift.day);
    let words = {
        let kind = kind.clone();
        move || shift_words(kind.as_ref(), day, day)
    };
    let note = {
        let shift = shift.clone();
        move || {
            let parts = [
                directory.department_name(shift.department_id),
                if heads > 1 { text::open_shifts::heads_wanted(heads) } else { String::new() },
                if shift.needs_approval { text::open_shifts::approval_needed().to_owned() } else { String::new() },
                shift.note.to_string(),
            ];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        }
    };
    let is_unseen = offer.may_manage && !offer.is_published;
    // What bars its manager from taking it is nobody's business here.
    let own_fit = offer.fit.clone().filter(|fit| !offer.may_manage || fit.is_clear());
    let name = offer.person_name.as_ref().map(ToString::to_string).unwrap_or_default();
    view! {
        <div class="item offer" data-past=is_over.then_some("")>
            <ShiftChip kind=kind.clone() />
            <span class="item__text">
                <span class="item__title">{words}</span>
                <span class="item__note">{note}</span>
                {standing(&offer, is_over)}
                {is_unseen.then(|| view! { <span class="item__note">{text::open_shifts::unseen_yet}</span> })}
                {own_fit.map(|fit| fitness(fit, shift.needs_approval, offer.may_manage, kinds))}
                {offer.claim.clone().map(|claim| claim_fitness(claim, name, kinds))}
            </span>
            <span class="item__end">{deeds_of(&offer, kind, is_over, deeds)}</span>
        </div>
    }
}

/// Who has it or would like to, in words.
fn standing(offer: &ShiftOffer, is_over: bool) -> impl IntoView + use<> {
    let name = offer.person_name.as_ref().map(ToString::to_string).unwrap_or_default();
    let is_mine = offer.shift.person_id == Some(use_caller().me().person_id);
    let chip = |tone: &'static str, words: Box<dyn Fn() -> String + Send + Sync>| {
        view! {
            <span class="chip" data-tone=tone data-dot="">
                {move || words()}
            </span>
        }
    };
    match offer.shift.state {
        OpenShiftState::Taken if is_mine => {
            Some(chip("good", Box::new(|| text::open_shifts::offer_taken().to_owned())))
        }
        OpenShiftState::Taken => Some(chip("good", Box::new(move || text::open_shifts::taken_by(&name)))),
        OpenShiftState::Claimed if is_over => Some(chip("", Box::new(move || text::open_shifts::claim_lapsed(&name)))),
        _ if is_over => Some(chip("", Box::new(|| text::open_shifts::offer_over().to_owned()))),
        OpenShiftState::Claimed if offer.may_manage => {
            Some(chip("warn", Box::new(move || text::open_shifts::claimed_by(&name))))
        }
        OpenShiftState::Claimed if is_mine => {
            Some(chip("warn", Box::new(|| text::open_shifts::offer_claimed().to_owned())))
        }
        OpenShiftState::Claimed => Some(chip("", Box::new(|| text::open_shifts::offer_asked_for().to_owned()))),
        OpenShiftState::Open | OpenShiftState::Withdrawn => None,
    }
}

/// Whether it fits the reader, and if not, why.
fn fitness(fit: Fit, needs_approval: bool, may_approve: bool, kinds: &Kinds) -> impl IntoView + use<> {
    let kinds = kinds.clone();
    let clear: Text =
        if needs_approval && !may_approve { text::open_shifts::fits_with_approval } else { text::open_shifts::fits };
    let warned: Text = if may_approve { text::open_shifts::fits_own } else { text::open_shifts::fits_with_approval };
    verdict(fit, clear, warned, text::open_shifts::claim_barred_own, move |obstacle| match obstacle {
        Obstacle::Works { kind_id } => text::open_shifts::works_already(&shift_name(kinds.get(Some(kind_id)))),
        Obstacle::NotEmployed => text::open_shifts::not_employed_then().to_owned(),
        Obstacle::Retired => text::open_shifts::kind_retired().to_owned(),
        Obstacle::Asked => text::open_shifts::asked_that_day().to_owned(),
        Obstacle::AskedTooOften => text::open_shifts::asked_too_often(MAX_CLAIMS),
    })
}

/// Whether it fits who claimed it, for whoever decides.
fn claim_fitness(claim: Fit, name: String, kinds: &Kinds) -> impl IntoView + use<> {
    let kinds = kinds.clone();
    verdict(
        claim,
        text::open_shifts::claim_fits,
        text::open_shifts::claim_warned,
        text::open_shifts::claim_barred,
        move |obstacle| match obstacle {
            Obstacle::Works { kind_id } => {
                text::open_shifts::claimant_works(&name, &shift_name(kinds.get(Some(kind_id))))
            }
            _ => text::open_shifts::claimant_gone(&name),
        },
    )
}

/// An obstacle, or what the rules find: nothing, warnings, or errors.
fn verdict(
    fit: Fit,
    clear: Text,
    warned: Text,
    barred: Text,
    obstacle_words: impl Fn(Obstacle) -> String + Send + Sync + 'static,
) -> impl IntoView {
    let (tone, icon) = match (fit.obstacle.is_none(), fit.is_clear(), fit.must_wait()) {
        (false, ..) => (None, "info"),
        (_, true, false) => (Some("good"), "check"),
        (_, true, true) => (Some("warn"), "info"),
        _ => (Some("bad"), "warning"),
    };
    let words = move || match fit.obstacle {
        Some(obstacle) => obstacle_words(obstacle),
        None if !fit.must_wait() => clear().to_owned(),
        None if fit.is_clear() => [warned(), &findings(&fit.findings)].join(text::roster::and_then()),
        None => [barred(), &findings(&fit.findings)].join(text::roster::and_then()),
    };
    view! {
        <span class="offer__fit" data-tone=tone>
            <Icon name=icon />
            {words}
        </span>
    }
}

/// The buttons of a line.
fn deeds_of(offer: &ShiftOffer, kind: Option<ShiftKind>, is_over: bool, deeds: Deeds) -> impl IntoView + use<> {
    let may_claim = offer.fit.as_ref().is_some_and(Fit::is_clear);
    let warnings = offer.fit.as_ref().map(|fit| fit.findings.clone()).unwrap_or_default();
    let claim = Claim { shift: offer.shift.clone(), warnings, may_approve: offer.may_manage };
    let (claim_words, claim) = (claim.deed(), StoredValue::new(claim));
    let is_claimed = offer.shift.state == OpenShiftState::Claimed;
    let is_mine = offer.shift.person_id == Some(use_caller().me().person_id);
    let may_withdraw = offer.may_manage && matches!(offer.shift.state, OpenShiftState::Open);
    let asked = StoredValue::new((offer.shift.clone(), kind.clone()));
    let ask = move |question: &dyn Fn(OpenShift) -> Question| {
        let (shift, kind) = asked.get_value();
        deeds.ask(question(shift), kind);
    };
    view! {
        {may_claim
            .then(|| {
                view! {
                    <button
                        class="btn"
                        type="button"
                        data-kind="primary"
                        data-size="small"
                        aria-busy=move || deeds.is_busy().then_some("true")
                        on:click=move |_| ask(&|_| Question::Claim(claim.get_value()))
                    >
                        {claim_words}
                    </button>
                }
            })}
        {(is_mine && is_claimed && !is_over)
            .then(|| {
                view! {
                    <button
                        class="btn"
                        type="button"
                        data-size="small"
                        on:click=move |_| ask(&Question::TakeBack)
                    >
                        {text::open_shifts::take_back}
                    </button>
                }
            })}
        {(offer.may_manage && is_claimed && !is_over).then(|| decision(offer, is_mine, kind, deeds))}
        {may_withdraw
            .then(|| {
                view! {
                    <button
                        class="btn"
                        type="button"
                        data-size="small"
                        on:click=move |_| ask(&Question::Withdraw)
                    >
                        {text::open_shifts::withdraw}
                    </button>
                }
            })}
    }
}

/// Yes or no to a claim; one's own is taken back instead of refused. Where the claimant cannot have it the yes is dead, and
/// the line says why.
fn decision(offer: &ShiftOffer, is_mine: bool, kind: Option<ShiftKind>, deeds: Deeds) -> impl IntoView + use<> {
    let may_approve = offer.claim.as_ref().is_none_or(Fit::is_clear);
    let name = offer.person_name.as_ref().map(ToString::to_string).unwrap_or_default();
    let shift = offer.shift.clone();
    let answers = [false, true].into_iter().filter(move |is_approved| *is_approved || !is_mine);
    let button = move |is_approved: bool| {
        let (shift, name, kind) = (shift.clone(), name.clone(), kind.clone());
        let is_dead = is_approved && !may_approve;
        let label = {
            let name = name.clone();
            move || {
                if is_approved {
                    text::open_shifts::approve_named(&name)
                } else {
                    text::open_shifts::refuse_named(&name)
                }
            }
        };
        view! {
            <button
                class="btn"
                type="button"
                data-size="small"
                data-kind=is_approved.then_some("primary")
                aria-label=label
                title=move || is_dead.then(text::open_shifts::approve_barred)
                aria-disabled=is_dead.then_some("true")
                aria-busy=move || deeds.is_busy().then_some("true")
                on:click=move |_| match is_approved {
                    true if is_dead => {}
                    true => deeds.approve(&shift, name.clone()),
                    false => deeds.ask(Question::Refuse(shift.clone(), name.clone()), kind.clone()),
                }
            >
                {if is_approved { text::open_shifts::approve } else { text::open_shifts::refuse }}
            </button>
        }
    };
    answers.map(button).collect_view()
}
