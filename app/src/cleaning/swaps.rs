//! Offers to swap duty that wait for an answer: one's own to take back, others' to accept or decline.

use crate::{
    client::{self, Failure},
    shop::use_caller,
    task::{Home, Told},
    text,
};
use dianwu_domain::{
    Code, Nothing,
    cleaning::api::{AnswerBody, AnswerDutySwap, DutySwap, DutySwapPath, WithdrawDutySwap},
};
use leptos::prelude::*;

/// The offers; nothing where there are none.
#[component]
pub fn Swaps(swaps: Vec<DutySwap>, refresh: Callback<()>) -> impl IntoView {
    let deeds = Deeds { is_busy: RwSignal::new(false), home: Home::here(), refresh };
    let me = use_caller().me().person_id;
    (!swaps.is_empty()).then(|| {
        let lines = swaps.into_iter().map(|swap| {
            let is_mine = swap.person_id == me;
            view! { <li>{if is_mine { own(swap, deeds).into_any() } else { others(swap, deeds).into_any() }}</li> }
        });
        view! {
            <section class="card" aria-labelledby="duty-swaps">
                <div class="card__head">
                    <h2 class="card__title" id="duty-swaps">
                        {text::cleaning::swaps}
                    </h2>
                </div>
                <ul class="list">{lines.collect_view()}</ul>
            </section>
        }
    })
}

/// What can be done about offers.
#[derive(Clone, Copy)]
struct Deeds {
    is_busy: RwSignal<bool>,
    home: Home,
    refresh: Callback<()>,
}

impl Deeds {
    /// Sends, unless something is under way, and fetches the rota again whatever comes of it.
    fn send<T: 'static>(self, call: impl Future<Output = Result<T, Failure>> + 'static, done: fn() -> &'static str) {
        if self.is_busy.get_untracked() {
            return;
        }
        self.is_busy.set(true);
        self.home.send(call, move |result| {
            self.is_busy.set(false);
            self.refresh.try_run(());
            match result {
                Ok(_) => Told::good(done()),
                Err(failure) if matches!(failure.code(), Some(Code::NotAllowedNow | Code::NotFound)) => {
                    Told::Bad(text::cleaning::swap_gone().to_owned())
                }
                Err(failure) => Told::failed(failure),
            }
        });
    }

    fn answer(self, swap: &DutySwap, is_accepted: bool) {
        let path = DutySwapPath { duty_swap_id: swap.id };
        let body = AnswerBody { is_accepted };
        let call = async move { client::call::<AnswerDutySwap>(&path, &Nothing {}, &body).await };
        self.send(
            call,
            if is_accepted { text::cleaning::swap_accepted_done } else { text::cleaning::swap_declined_done },
        );
    }

    fn withdraw(self, swap: &DutySwap) {
        let path = DutySwapPath { duty_swap_id: swap.id };
        let call = async move { client::call::<WithdrawDutySwap>(&path, &Nothing {}, &Nothing {}).await };
        self.send(call, text::cleaning::swap_withdrawn_done);
    }
}

fn others(swap: DutySwap, deeds: Deeds) -> impl IntoView {
    let name = swap.person_name.to_string();
    let (theirs, mine, is_void) = (swap.day, swap.other_day, swap.is_void);
    let words = move || text::cleaning::swap_offered_to_me(&name, &text::day_name(theirs), &text::day_name(mine));
    let swap = StoredValue::new(swap);
    let button = move |is_accepted: bool| {
        view! {
            <button
                class="btn"
                type="button"
                data-size="small"
                data-kind=is_accepted.then_some("primary")
                aria-busy=move || deeds.is_busy.get().then_some("true")
                on:click=move |_| swap.with_value(|swap| deeds.answer(swap, is_accepted))
            >
                {if is_accepted { text::cleaning::swap_accept } else { text::cleaning::swap_decline }}
            </button>
        }
    };
    view! {
        <div class="item">
            <span class="item__text">
                <span class="item__title">{words}</span>
                {is_void.then(|| view! { <span class="item__note">{text::cleaning::swap_void}</span> })}
            </span>
            <span class="item__end">{button(false)} {(!is_void).then(|| button(true))}</span>
        </div>
    }
}

fn own(swap: DutySwap, deeds: Deeds) -> impl IntoView {
    let name = swap.other_name.to_string();
    let (mine, theirs) = (swap.day, swap.other_day);
    let words = move || text::cleaning::swap_offered_by_me(&name, &text::day_name(mine), &text::day_name(theirs));
    view! {
        <div class="item">
            <span class="item__text">
                <span class="item__title">{words}</span>
                <span class="item__note">{if swap.is_void { text::cleaning::swap_void } else { text::cleaning::swap_waiting }}</span>
            </span>
            <span class="item__end">
                <button
                    class="btn"
                    type="button"
                    data-size="small"
                    aria-busy=move || deeds.is_busy.get().then_some("true")
                    on:click=move |_| deeds.withdraw(&swap)
                >
                    {text::open_shifts::withdraw}
                </button>
            </span>
        </div>
    }
}
