//! 空班: shifts that are offered, by day. Staff take one with a tap and a confirmation; managers offer shifts and decide
//! on claims.

mod deeds;
mod lines;
mod offer;
mod row;
pub mod waiting;

use crate::{
    client,
    place::place,
    roster::day_list::reveal,
    shifts::{Kinds, keep_kinds},
    shop::{MonthBar, day_id, open_shifts_href, use_caller, use_clock, use_directory},
    task::Home,
    text,
    ui::{Bones, Empty, Icon, Load, Page},
};
use deeds::Deeds;
use dianwu_domain::{
    Month, MonthQuery, Nothing, Permission,
    open_shifts::api::{ListOpenShifts, ShiftOffer},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};
use lines::by_day;
use offer::OfferForm;
use row::row;

place! {
    /// 空班.
    OPEN_SHIFTS = "/open-shifts", text::open_shifts::open_shifts, "hand", everybody, ["/api/open-shifts?month={month}"],
    open_shifts: load_open_shifts => OpenShiftsPage
}

/// The page.
#[component]
fn OpenShiftsPage() -> impl IntoView {
    let clock = use_clock();
    let kinds = use_directory().kinds;
    let query = use_query_map();
    let may_offer = use_caller().holds(Permission::ManageRosters);
    let month = Memo::new(move |_| {
        let named = query.with(|query| query.get("month")).and_then(|month| month.parse().ok());
        named.unwrap_or_else(|| clock.today().month())
    });
    let offers = LocalResource::new(move || {
        clock.wakes();
        let month = month.get();
        async move {
            let offers = client::call::<ListOpenShifts>(&Nothing {}, &MonthQuery { month }, &Nothing {}).await;
            offers.map(|offers| (month, offers))
        }
    });
    keep_kinds(kinds, offers, |(_, offers)| offers.iter().map(|offer| offer.shift.kind_id).collect());
    let is_offering = RwSignal::new(false);
    let tools = move || {
        may_offer.then(|| {
            view! {
                <button class="btn" data-kind="primary" data-fold="" on:click=move |_| is_offering.set(true)>
                    <Icon name="plus" />
                    {text::open_shifts::offer_shift}
                </button>
            }
        })
    };
    let is_asked = move |(of, _): (Month, Vec<ShiftOffer>)| of == month.get();
    let refresh = Callback::new(move |()| offers.refetch());
    let navigate = use_navigate();
    // What was offered is shown, also where it lies in another month.
    let show = Callback::new(move |of: Month| match of == month.get_untracked() {
        true => offers.refetch(),
        false => navigate(&open_shifts_href(of), NavigateOptions::default()),
    });
    let deeds = Deeds::new(refresh);
    Effect::new(move |_| {
        month.track();
        deeds.close();
    });
    view! {
        <Page title=text::open_shifts::open_shifts back="/more" tools=tools>
            <div class="stack">
                <MonthBar month=month href=Callback::new(open_shifts_href) present=Signal::derive(|| "/open-shifts".to_owned()) />
                <Load of=kinds keeps=|_| true let(kinds)>
                    <Load of=offers keeps=is_asked let(found)>
                        {if is_asked(found.clone()) {
                            view! { <Body offers=found.1 kinds=Kinds::new(kinds.clone()) deeds=deeds /> }.into_any()
                        } else {
                            Bones().into_any()
                        }}
                    </Load>
                </Load>
            </div>
            {deeds.questions()}
            <Show when=move || is_offering.get()>
                <OfferForm
                    month=month.get_untracked()
                    on_close=Callback::new(move |()| is_offering.set(false))
                    on_done=show
                />
            </Show>
        </Page>
    }
}

#[component]
fn Body(offers: Vec<ShiftOffer>, kinds: Kinds, deeds: Deeds) -> impl IntoView {
    let clock = use_clock();
    let days = by_day(offers, kinds.all(), clock.now_untracked());
    if days.is_empty() {
        let words = match use_caller().holds(Permission::ManageRosters) {
            true => text::open_shifts::open_shifts_none_manager_text,
            false => text::open_shifts::open_shifts_none_text,
        };
        return view! {
            <section class="card">
                <Empty icon="hand" title=text::open_shifts::open_shifts_none text=words />
            </section>
        }
        .into_any();
    }
    let cards = days.into_iter().map(|(day, lines)| {
        view! {
            <section class="card" id=day_id(day) tabindex="-1">
                <div class="card__head">
                    <h2 class="card__title">
                        <time datetime=day.to_string()>{move || text::day_long(day)}</time>
                    </h2>
                    {(day == clock.today_untracked())
                        .then(|| {
                            view! {
                                <span class="chip" data-tone="accent">
                                    {text::today::on_this_day}
                                </span>
                            }
                        })}
                </div>
                <ul class="list">
                    {lines.into_iter().map(|line| view! { <li>{row(line, &kinds, deeds)}</li> }).collect_view()}
                </ul>
            </section>
        }
    });
    // Whoever comes from a notice sees the day that it speaks of.
    let named = use_location().hash.get_untracked();
    if let Some(id) = named.strip_prefix('#').map(str::to_owned) {
        Home::here().next_frame(move || reveal(&id));
    }
    cards.collect_view().into_any()
}
