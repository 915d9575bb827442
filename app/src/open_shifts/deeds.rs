//! What can be done about an open shift, and what is asked before.

use crate::{
    client::{self, Failure},
    shifts::shift_name,
    task::{Home, Told},
    text,
    ui::{Confirm, Text},
};
use dianwu_domain::{
    Code, Nothing,
    open_shifts::api::{
        ClaimShift, DecideClaim, DecisionBody, OpenShift, OpenShiftPath, OpenShiftState, TakeBackClaim, WithdrawShift,
    },
    shifts::api::ShiftKind,
    worktime::Finding,
};
use leptos::prelude::*;

/// What the rules find, in words.
pub fn findings(found: &[Finding]) -> String {
    found.iter().map(text::worktime::finding_words).collect::<Vec<_>>().join(text::roster::and_then())
}

/// A claim that may be made.
#[derive(Clone)]
pub struct Claim {
    /// To which shift.
    pub shift: OpenShift,
    /// What the rules warn of.
    pub warnings: Vec<Finding>,
    /// Whoever makes it decides on claims: then they have decided with it.
    pub may_approve: bool,
}

impl Claim {
    /// Whether it waits for somebody else, since the shift or the rules ask for that.
    const fn must_wait(&self) -> bool {
        !self.may_approve && (self.shift.needs_approval || !self.warnings.is_empty())
    }

    /// What the button says that makes it.
    pub const fn deed(&self) -> Text {
        if self.must_wait() { text::open_shifts::claim_ask } else { text::open_shifts::claim }
    }

    /// What comes of it.
    fn words(&self) -> String {
        match (self.warnings.is_empty(), self.may_approve) {
            (false, true) => text::open_shifts::claim_text_own_warned(&findings(&self.warnings)),
            (false, false) => text::open_shifts::claim_text_warned(&findings(&self.warnings)),
            (true, true) if self.shift.needs_approval => text::open_shifts::claim_text_own().to_owned(),
            (true, false) if self.shift.needs_approval => text::open_shifts::claim_text_approval().to_owned(),
            (true, _) => text::open_shifts::claim_text().to_owned(),
        }
    }
}

/// What is about to be done.
#[derive(Clone)]
pub enum Question {
    /// To take a shift, or ask for it.
    Claim(Claim),
    /// To take one's claim back.
    TakeBack(OpenShift),
    /// To refuse the claim of whoever is named.
    Refuse(OpenShift, String),
    /// To offer it no longer.
    Withdraw(OpenShift),
}

impl Question {
    const fn shift(&self) -> &OpenShift {
        match self {
            Self::Claim(Claim { shift, .. })
            | Self::Refuse(shift, _)
            | Self::TakeBack(shift)
            | Self::Withdraw(shift) => shift,
        }
    }

    /// What is asked, about the shift of a day.
    fn title(&self, day: &str, shift: &str) -> String {
        match self {
            Self::Claim(claim) if claim.must_wait() => text::open_shifts::claim_ask_title(day, shift),
            Self::Claim(..) => text::open_shifts::claim_title(day, shift),
            Self::Refuse(_, name) => text::open_shifts::refuse_title(name, day, shift),
            Self::TakeBack(_) => text::open_shifts::take_back_title(day, shift),
            Self::Withdraw(_) => text::open_shifts::withdraw_title(day, shift),
        }
    }

    /// What comes of it.
    fn words(&self) -> String {
        let plain = match self {
            Self::Claim(claim) => return claim.words(),
            Self::Refuse(_, name) => return text::open_shifts::refuse_text(name),
            Self::TakeBack(_) => text::open_shifts::take_back_text(),
            Self::Withdraw(_) => text::open_shifts::withdraw_text(),
        };
        plain.to_owned()
    }

    /// What the button says that does it.
    fn deed(&self) -> Text {
        match self {
            Self::Claim(claim) => claim.deed(),
            Self::Refuse(..) => text::open_shifts::refuse,
            Self::TakeBack(_) => text::open_shifts::take_back,
            Self::Withdraw(_) => text::open_shifts::withdraw,
        }
    }
}

/// What can be done about the shifts of a list.
#[derive(Clone, Copy)]
pub struct Deeds {
    /// With the shift kind that it speaks of.
    question: RwSignal<Option<(Question, Option<ShiftKind>)>>,
    is_busy: RwSignal<bool>,
    refresh: Callback<()>,
    home: Home,
}

impl Deeds {
    /// Nothing is done yet; `refresh` fetches the list again after something was.
    pub fn new(refresh: Callback<()>) -> Self {
        Self { question: RwSignal::new(None), is_busy: RwSignal::new(false), refresh, home: Home::here() }
    }

    /// Asks before it is done.
    pub fn ask(self, question: Question, kind: Option<ShiftKind>) {
        self.question.set(Some((question, kind)));
    }

    /// Closes the question.
    pub fn close(self) {
        self.question.set(None);
    }

    /// Whether something is under way.
    pub fn is_busy(self) -> bool {
        self.is_busy.get()
    }

    /// Sends, unless something is under way, and fetches the list again whatever comes of it.
    fn send<T: 'static>(
        self,
        call: impl Future<Output = Result<T, Failure>> + 'static,
        done: impl FnOnce(&T) -> String + 'static,
        gone: fn() -> &'static str,
    ) {
        self.question.set(None);
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.home.send(call, move |result| {
            self.is_busy.set(false);
            self.refresh.try_run(());
            match result {
                Ok(reply) => Told::Good(done(reply)),
                Err(failure) if matches!(failure.code(), Some(Code::NotAllowedNow | Code::NotFound | Code::Stale)) => {
                    Told::Bad(gone().to_owned())
                }
                Err(failure) if failure.code() == Some(Code::RulesBroken) => {
                    Told::Bad(text::open_shifts::claim_broken().to_owned())
                }
                Err(failure) => Told::failed(failure),
            }
        });
    }

    fn claim(self, claim: &Claim) {
        let path = OpenShiftPath { open_shift_id: claim.shift.id };
        let may_approve = claim.may_approve;
        let call = async move {
            let claimed = client::call::<ClaimShift>(&path, &Nothing {}, &Nothing {}).await?;
            if !may_approve || claimed.state != OpenShiftState::Claimed {
                return Ok(claimed);
            }
            let body = DecisionBody { version: claimed.version, is_approved: true };
            // What could not be decided now waits like anybody's claim.
            Ok(client::call::<DecideClaim>(&path, &Nothing {}, &body).await.unwrap_or(claimed))
        };
        let done = |shift: &OpenShift| match shift.state {
            OpenShiftState::Taken => text::open_shifts::claim_done(),
            _ => text::open_shifts::claim_asked(),
        };
        self.send(call, move |shift| done(shift).to_owned(), text::open_shifts::claim_gone);
    }

    fn take_back(self, shift: &OpenShift) {
        let path = OpenShiftPath { open_shift_id: shift.id };
        let call = async move { client::call::<TakeBackClaim>(&path, &Nothing {}, &Nothing {}).await };
        self.send(call, |_| text::open_shifts::taken_back_done().to_owned(), text::open_shifts::take_back_gone);
    }

    fn withdraw(self, shift: &OpenShift) {
        let path = OpenShiftPath { open_shift_id: shift.id };
        let call = async move { client::call::<WithdrawShift>(&path, &Nothing {}, &Nothing {}).await };
        self.send(call, |_| text::open_shifts::withdrawn_done().to_owned(), text::open_shifts::decision_gone);
    }

    /// Approves a claim.
    pub fn approve(self, shift: &OpenShift, name: String) {
        self.decide(shift, name, true);
    }

    fn decide(self, shift: &OpenShift, name: String, is_approved: bool) {
        let path = OpenShiftPath { open_shift_id: shift.id };
        let body = DecisionBody { version: shift.version, is_approved };
        let call = async move { client::call::<DecideClaim>(&path, &Nothing {}, &body).await };
        let done = move |_: &OpenShift| {
            if is_approved {
                text::open_shifts::approved_done(&name)
            } else {
                text::open_shifts::refused_done().to_owned()
            }
        };
        self.send(call, done, text::open_shifts::decision_gone);
    }

    /// Where the questions appear: in the page, so that whatever fetches the list again does not close them.
    pub fn questions(self) -> impl IntoView {
        move || {
            self.question.get().map(|(question, kind)| {
                let (deed, is_calm) = (question.deed(), matches!(question, Question::Claim(..)));
                let question = StoredValue::new(question);
                let title = move || {
                    question.with_value(|question| {
                        question.title(&text::day_name(question.shift().day), &shift_name(kind.as_ref()))
                    })
                };
                view! {
                    <Confirm
                        title=Signal::derive(title)
                        text=Signal::derive(move || question.with_value(Question::words))
                        deed=deed
                        is_calm=is_calm
                        on_yes=Callback::new(move |()| {
                            question
                                .with_value(|question| match question {
                                    Question::Claim(claim) => self.claim(claim),
                                    Question::Refuse(shift, name) => self.decide(shift, name.clone(), false),
                                    Question::TakeBack(shift) => self.take_back(shift),
                                    Question::Withdraw(shift) => self.withdraw(shift),
                                });
                        })
                        on_no=Callback::new(move |()| self.close())
                    />
                }
            })
        }
    }
}
