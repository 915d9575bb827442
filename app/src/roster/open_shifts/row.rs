//! A line of the list of open shifts, and what can be done about it.

use super::{super::shift, Kinds, lines::Line};
use crate::{
    client::{self, Failure},
    session::use_caller,
    shell::use_directory,
    text,
    ui::{Confirm, Icon, Toasts, use_toasts},
};
use dianwu_domain::{
    Code, Nothing,
    roster::api::{
        ClaimShift, DecideClaim, DecisionBody, Fit, Obstacle, OpenShift, OpenShiftPath, OpenShiftState, ShiftOffer,
        WithdrawShift,
    },
};
use leptos::{prelude::*, task::spawn_local};
use shift::{ShiftChip, shift_name, shift_words};

/// What is about to be done.
#[derive(Clone)]
enum Question {
    Claim(OpenShift),
    Withdraw(OpenShift),
}

impl Question {
    const fn shift(&self) -> &OpenShift {
        match self {
            Self::Claim(shift) | Self::Withdraw(shift) => shift,
        }
    }
}

/// What can be done about the shifts of a list.
#[derive(Clone, Copy)]
pub struct Deeds {
    question: RwSignal<Option<Question>>,
    is_busy: RwSignal<bool>,
    refresh: Callback<()>,
    toasts: Toasts,
}

impl Deeds {
    /// Nothing is done yet; `refresh` fetches the list again after something was.
    pub fn new(refresh: Callback<()>) -> Self {
        Self { question: RwSignal::new(None), is_busy: RwSignal::new(false), refresh, toasts: use_toasts() }
    }

    /// Sends, unless something is under way, and fetches the list again whatever comes of it.
    fn send<T: 'static>(
        self,
        call: impl Future<Output = Result<T, Failure>> + 'static,
        done: impl FnOnce(T) -> String + 'static,
        gone: fn() -> &'static str,
    ) {
        self.question.set(None);
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        spawn_local(async move {
            match call.await {
                Ok(reply) => self.toasts.good(done(reply)),
                Err(failure) if matches!(failure.code(), Some(Code::NotAllowedNow | Code::NotFound | Code::Stale)) => {
                    self.toasts.bad(gone());
                }
                Err(failure) => self.toasts.bad(text::failure(&failure)),
            }
            self.is_busy.try_set(false);
            self.refresh.try_run(());
        });
    }

    fn claim(self, shift: &OpenShift) {
        let path = OpenShiftPath { open_shift_id: shift.id };
        let call = async move { client::call::<ClaimShift>(&path, &Nothing {}, &Nothing {}).await };
        let done = |shift: OpenShift| match shift.state {
            OpenShiftState::Taken => text::claim_done(),
            _ => text::claim_asked(),
        };
        self.send(call, move |shift| done(shift).to_owned(), text::claim_gone);
    }

    fn withdraw(self, shift: &OpenShift) {
        let path = OpenShiftPath { open_shift_id: shift.id };
        let call = async move { client::call::<WithdrawShift>(&path, &Nothing {}, &Nothing {}).await };
        self.send(call, |_| text::withdrawn_done().to_owned(), text::decision_gone);
    }

    fn decide(self, shift: &OpenShift, name: String, is_approved: bool) {
        let path = OpenShiftPath { open_shift_id: shift.id };
        let body = DecisionBody { version: shift.version, is_approved };
        let call = async move { client::call::<DecideClaim>(&path, &Nothing {}, &body).await };
        let done = move |_| if is_approved { text::approved_done(&name) } else { text::refused_done().to_owned() };
        self.send(call, done, text::decision_gone);
    }

    /// Where the questions appear.
    pub fn questions(self, kinds: &Kinds) -> impl IntoView + use<> {
        let kinds = kinds.clone();
        move || {
            self.question.get().map(|question| {
                let shift = question.shift();
                let (day, needs_approval) = (shift.day, shift.needs_approval);
                let kind = kinds.get(Some(shift.kind_id)).cloned();
                let is_claim = matches!(question, Question::Claim(_));
                let title = move || {
                    let (day, name) = (text::day_name(day), shift_name(kind.as_ref()));
                    if is_claim { text::claim_title(&day, &name) } else { text::withdraw_title(&day, &name) }
                };
                let words = move || match (is_claim, needs_approval) {
                    (false, _) => text::withdraw_text(),
                    (true, true) => text::claim_text_approval(),
                    (true, false) => text::claim_text(),
                };
                let shift = StoredValue::new(shift.clone());
                view! {
                    <Confirm
                        title=Signal::derive(title)
                        text=Signal::derive(move || words().to_owned())
                        deed=if is_claim { text::claim } else { text::withdraw }
                        is_calm=is_claim
                        on_yes=Callback::new(move |()| {
                            shift.with_value(|shift| if is_claim { self.claim(shift) } else { self.withdraw(shift) });
                        })
                        on_no=Callback::new(move |()| self.question.set(None))
                    />
                }
            })
        }
    }
}

/// The line.
pub fn row(line: Line, kinds: &Kinds, deeds: Deeds) -> impl IntoView + use<> {
    let Line { offer, heads, is_over } = line;
    let directory = use_directory();
    let shift = offer.shift.clone();
    let kind = kinds.get(Some(shift.kind_id)).cloned();
    let words = {
        let kind = kind.clone();
        move || shift_words(kind.as_ref())
    };
    let note = {
        let shift = shift.clone();
        move || {
            let parts = [
                directory.department_name(shift.department_id),
                if heads > 1 { text::heads_wanted(heads) } else { String::new() },
                if shift.needs_approval { text::approval_needed().to_owned() } else { String::new() },
                shift.note.to_string(),
            ];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        }
    };
    let is_unseen = offer.may_manage && !offer.is_published;
    view! {
        <div class="item offer" data-past=is_over.then_some("")>
            <ShiftChip kind=kind />
            <span class="item__text">
                <span class="item__title">{words}</span>
                <span class="item__note">{note}</span>
                {standing(&offer, is_over)}
                {is_unseen.then(|| view! { <span class="item__note">{text::unseen_yet}</span> })}
                {offer.fit.clone().map(|fit| fitness(fit, kinds))}
            </span>
            <span class="item__end">{deeds_of(&offer, is_over, deeds)}</span>
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
        OpenShiftState::Taken if is_mine => Some(chip("good", Box::new(|| text::offer_taken().to_owned()))),
        OpenShiftState::Taken => Some(chip("good", Box::new(move || text::taken_by(&name)))),
        _ if is_over => Some(chip("", Box::new(|| text::offer_over().to_owned()))),
        OpenShiftState::Claimed if offer.may_manage => Some(chip("warn", Box::new(move || text::claimed_by(&name)))),
        OpenShiftState::Claimed => Some(chip("warn", Box::new(|| text::offer_claimed().to_owned()))),
        OpenShiftState::Open | OpenShiftState::Withdrawn => None,
    }
}

/// Whether it fits, and if not, why.
fn fitness(fit: Fit, kinds: &Kinds) -> impl IntoView + use<> {
    let is_clear = fit.is_clear();
    if let Some(obstacle) = fit.obstacle {
        let kinds = kinds.clone();
        let why = move || match obstacle {
            Obstacle::Works { kind_id } => text::works_already(&shift_name(kinds.get(Some(kind_id)))),
            Obstacle::NotEmployed => text::not_employed_then().to_owned(),
        };
        return view! {
            <span class="offer__fit">
                <Icon name="info" />
                {why}
            </span>
        }
        .into_any();
    }
    let found = fit.findings;
    let words = move || found.iter().map(text::finding_words).collect::<Vec<_>>().join(text::and_then());
    view! {
        {is_clear
            .then(|| {
                view! {
                    <span class="offer__fit" data-tone="good">
                        <Icon name="check" />
                        {text::fits}
                    </span>
                }
            })}
        <span class="offer__fit" data-tone=if is_clear { "warn" } else { "bad" }>
            {words}
        </span>
    }
    .into_any()
}

/// The buttons of a line.
fn deeds_of(offer: &ShiftOffer, is_over: bool, deeds: Deeds) -> impl IntoView + use<> {
    let may_claim = offer.fit.as_ref().is_some_and(Fit::is_clear);
    let is_claimed = offer.shift.state == OpenShiftState::Claimed;
    let may_withdraw = offer.may_manage && matches!(offer.shift.state, OpenShiftState::Open);
    let shift = StoredValue::new(offer.shift.clone());
    let ask = move |question: fn(OpenShift) -> Question| deeds.question.set(Some(question(shift.get_value())));
    view! {
        {may_claim
            .then(|| {
                view! {
                    <button
                        class="btn"
                        type="button"
                        data-kind="primary"
                        data-size="small"
                        aria-busy=move || deeds.is_busy.get().then_some("true")
                        on:click=move |_| ask(Question::Claim)
                    >
                        {text::claim}
                    </button>
                }
            })}
        {(offer.may_manage && is_claimed && !is_over).then(|| decision(offer, deeds))}
        {may_withdraw
            .then(|| {
                view! {
                    <button
                        class="btn"
                        type="button"
                        data-size="small"
                        on:click=move |_| ask(Question::Withdraw)
                    >
                        {text::withdraw}
                    </button>
                }
            })}
    }
}

/// Yes or no to a claim.
fn decision(offer: &ShiftOffer, deeds: Deeds) -> impl IntoView + use<> {
    let name = offer.person_name.as_ref().map(ToString::to_string).unwrap_or_default();
    let shift = offer.shift.clone();
    [false, true].map(|is_approved| {
        let (shift, name) = (shift.clone(), name.clone());
        let label = {
            let name = name.clone();
            move || if is_approved { text::approve_named(&name) } else { text::refuse_named(&name) }
        };
        view! {
            <button
                class="btn"
                type="button"
                data-size="small"
                data-kind=is_approved.then_some("primary")
                aria-label=label
                aria-busy=move || deeds.is_busy.get().then_some("true")
                on:click=move |_| deeds.decide(&shift, name.clone(), is_approved)
            >
                {if is_approved { text::approve } else { text::refuse }}
            </button>
        }
    })
}
