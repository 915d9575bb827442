//! 班表: one's own month, as a calendar to see its shape and a list to read.

use super::{calendar::Calendar, day_list::DayList};
use crate::{
    client,
    place::place,
    shifts::{Kinds, keep_kinds, named_in},
    shop::{MonthBar, month_href, use_clock, use_directory},
    text,
    ui::{Banner, Empty, Load, Page, Text},
    wishes::{self, WishDesk, Wishes},
};
use dianwu_domain::{
    MonthQuery, Nothing,
    roster::{
        api::{MyDay, MyMonth, MyMonthView},
        mine,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

place! {
    /// 班表.
    MONTH = "/month", text::month, "calendar", everybody, ["/api/my-month?month={month}"], month: load_month => MonthPage
}

/// The page.
#[component]
fn MonthPage() -> impl IntoView {
    let clock = use_clock();
    let query = use_query_map();
    let kinds = use_directory().kinds;
    let month = Memo::new(move |_| {
        let named = query.with(|query| query.get("month")).and_then(|month| month.parse().ok());
        named.unwrap_or_else(|| clock.today().month())
    });
    let view = LocalResource::new(move || {
        clock.wakes();
        let month = month.get();
        async move { client::call::<MyMonth>(&Nothing {}, &MonthQuery { month }, &Nothing {}).await }
    });
    keep_kinds(kinds, view, |view| named_in(&view.days).collect());
    let desk = WishDesk::new();
    Effect::new(move |_| {
        month.track();
        desk.close();
    });
    view! {
        <Page title=text::month>
            <div class="stack">
                <MonthBar month=month href=Callback::new(month_href) present=Signal::derive(|| "/month".to_owned()) />
                <Load of=kinds bones=MonthBones keeps=|_| true let(kinds)>
                    <Load of=view bones=MonthBones keeps=move |view: MyMonthView| view.month == month.get() let(view)>
                        {
                            let is_asked = view.month == month.get();
                            if is_asked {
                                view! { <MonthBody view=view kinds=Kinds::new(kinds.clone()) desk=desk /> }.into_any()
                            } else {
                                MonthBones().into_any()
                            }
                        }
                    </Load>
                </Load>
            </div>
            {desk.dialog(Callback::new(move |()| view.refetch()))}
        </Page>
    }
}

#[component]
fn MonthBody(view: MyMonthView, kinds: Kinds, desk: WishDesk) -> impl IntoView {
    let MyMonthView { month, is_published, days } = view;
    let takes_wishes = !is_published && wishes::takes_wishes(month, use_clock().today_untracked());
    if days.is_empty() && takes_wishes {
        return view! { <Wishes month=month kinds=kinds desk=desk /> }.into_any();
    }
    if days.is_empty() {
        let (title, words): (Text, Text) = match is_published {
            true => (text::today::month_empty, text::today::month_empty_text),
            false => (text::today::month_unpublished, text::today::month_unpublished_text),
        };
        return view! {
            <section class="card">
                <Empty icon="calendar" title=title text=words />
            </section>
        }
        .into_any();
    }
    let hash = use_location().hash;
    let named = hash.with_untracked(|hash| hash.strip_prefix("#d-").and_then(|day| day.parse().ok()));
    let wanted = RwSignal::new(named);
    view! {
        {(!is_published).then(|| view! { <Banner tone="info">{text::today::month_partly}</Banner> })}
        <div class="beside">
            <Calendar month=month days=days.clone() kinds=kinds.clone() wanted=wanted />
            <div class="stack">
                <Figures days=days.clone() kinds=kinds.clone() />
                <DayList days=days kinds=kinds.clone() wanted=wanted />
            </div>
        </div>
        {takes_wishes.then(|| view! { <Wishes month=month kinds=kinds desk=desk /> })}
    }
    .into_any()
}

#[component]
fn Figures(days: Vec<MyDay>, kinds: Kinds) -> impl IntoView {
    let mine::MonthFigures { shifts, paid_minutes, rest } = mine::month_figures(&days, kinds.all());
    view! {
        <section class="card card__body">
            <dl class="figures">
                <div>
                    <dt>{text::today::figure_shifts}</dt>
                    <dd class="num">{shifts}</dd>
                </div>
                <div>
                    <dt>{text::today::figure_hours}</dt>
                    <dd class="num">
                        {text::today::hours_figure(paid_minutes)} " " <small>{text::today::hours_unit}</small>
                    </dd>
                </div>
                <div>
                    <dt>{text::today::figure_rest}</dt>
                    <dd class="num">{rest}</dd>
                </div>
            </dl>
        </section>
    }
}

/// Bones of the page.
#[component]
fn MonthBones() -> impl IntoView {
    view! {
        <div class="beside" aria-busy="true">
            <div class="card card__body stack" aria-hidden="true">
                {(0..5).map(|_| view! { <span class="bone" data-kind="block"></span> }).collect_view()}
            </div>
            <div class="card" aria-hidden="true">
                <ul class="list">
                    {(0..6)
                        .map(|_| {
                            view! {
                                <li>
                                    <div class="item">
                                        <span class="bone" data-kind="face"></span>
                                        <span class="item__text">
                                            <span class="bone" data-w="40"></span>
                                            <span class="bone" data-w="80"></span>
                                        </span>
                                    </div>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </div>
        </div>
    }
}
