//! 意愿: days of a month that is not published yet, to be marked with what one would like.

mod dialog;

use crate::{
    client,
    roster::calendar::MonthTable,
    shifts::{Kinds, shift_name},
    shop::use_clock,
    task::{Home, Told},
    text,
    ui::{Fetched, Icon, Load},
};
use dialog::WishDialog;
use dianwu_domain::{
    Day, Month, MonthQuery, Nothing,
    wishes::{
        self, Wish,
        api::{DeleteMyWish, ListMyWishes, SetMyWish, WishBody, WishPath},
    },
};
use leptos::prelude::*;

/// Whether any day of a month can take a wish.
pub fn takes_wishes(month: Month, today: Day) -> bool {
    let days = wishes::days(today);
    month.first() <= *days.end() && month.last() >= *days.start()
}

/// 想休, 想上早班
fn wish_words(wish: &Wish, kinds: &Kinds) -> String {
    match wish.kind_id {
        None => text::wishes::wish_off().to_owned(),
        kind => text::wishes::wish_kind(&shift_name(kinds.get(kind))),
    }
}

/// A day whose wish is asked for.
#[derive(Clone)]
struct Question {
    day: Day,
    standing: Option<Wish>,
    kinds: Kinds,
}

/// The dialog of the page and the list that follows it. It belongs to the page: whatever fetches the month again must
/// not close it.
#[derive(Clone, Copy)]
pub struct WishDesk {
    question: RwSignal<Option<Question>>,
    changes: RwSignal<u32>,
}

impl WishDesk {
    /// Nothing is asked yet.
    pub fn new() -> Self {
        Self { question: RwSignal::new(None), changes: RwSignal::new(0) }
    }

    /// Closes the dialog.
    pub fn close(self) {
        self.question.set(None);
    }

    /// Where the dialog appears. `on_late` is told when the month was published meanwhile.
    pub fn dialog(self, on_late: Callback<()>) -> impl IntoView {
        move || {
            self.question.get().map(|Question { day, standing, kinds }| {
                view! {
                    <WishDialog
                        day=day
                        standing=standing
                        kinds=kinds
                        on_close=Callback::new(move |()| self.close())
                        on_done=Callback::new(move |()| self.changes.update(|changes| *changes += 1))
                        on_late=on_late
                    />
                }
            })
        }
    }
}

/// A month to be marked, and the marks as a list.
#[component]
pub fn Wishes(month: Month, kinds: Kinds, desk: WishDesk) -> impl IntoView {
    let clock = use_clock();
    let wishes: Fetched<Vec<Wish>> = LocalResource::new(move || {
        clock.wakes();
        desk.changes.track();
        async move { client::call::<ListMyWishes>(&Nothing {}, &MonthQuery { month }, &Nothing {}).await }
    });
    let list = Signal::derive(move || wishes.get().and_then(Result::ok).unwrap_or_default());
    view! {
        <div class="beside">
            <MarkCard month=month wishes=list kinds=kinds.clone() desk=desk />
            <section class="card" aria-labelledby="my-wishes">
                <div class="card__head">
                    <h2 class="card__title" id="my-wishes">
                        {text::wishes::my_wishes}
                    </h2>
                </div>
                <Load of=wishes let(list)>
                    <WishList wishes=list kinds=kinds.clone() of=wishes />
                </Load>
            </section>
        </div>
    }
}

/// The month, whose coming days open the dialog.
#[component]
fn MarkCard(month: Month, wishes: Signal<Vec<Wish>>, kinds: Kinds, desk: WishDesk) -> impl IntoView {
    let today = use_clock().today_untracked();
    let cell = move |day: Day| match wishes::days(today).contains(&day) {
        true => markable(day, wishes, kinds.clone(), desk).into_any(),
        false => view! {
            <td>
                <span class="month__day">
                    <span class="month__date faint">{day.number()}</span>
                </span>
            </td>
        }
        .into_any(),
    };
    view! {
        <section class="card" data-bleed="" aria-labelledby="wishes">
            <div class="card__head">
                <h2 class="card__title" id="wishes">
                    {text::today::month_unpublished}
                </h2>
            </div>
            <p class="wishes__lead muted">{text::wishes::wishes_lead}</p>
            <MonthTable month=month caption=Signal::derive(move || text::wishes::wishes_caption(&text::month_name(month))) cell=cell />
        </section>
    }
}

fn markable(day: Day, wishes: Signal<Vec<Wish>>, kinds: Kinds, desk: WishDesk) -> impl IntoView {
    let own = Memo::new(move |_| wishes.with(|list| list.iter().find(|wish| wish.day == day).cloned()));
    let label = {
        let kinds = kinds.clone();
        move || {
            let words = own.with(|own| own.as_ref().map(|wish| wish_words(wish, &kinds)));
            format!("{} {}", text::day_long(day), words.as_deref().unwrap_or(text::wishes::wish_none()))
        }
    };
    let ask = {
        let kinds = kinds.clone();
        move |_| {
            let standing = own.get_untracked();
            desk.question.set(Some(Question { day, standing, kinds: kinds.clone() }));
        }
    };
    view! {
        <td data-wish=move || own.with(Option::is_some).then_some("")>
            <button class="month__day" type="button" on:click=ask>
                <span class="sr-only">{label}</span>
                <span class="month__date" aria-hidden="true">
                    {day.number()}
                </span>
                {move || own.get().map(|wish| mark(&wish, &kinds))}
            </button>
        </td>
    }
}

/// A wish as a mark: 休 or the shift's code, outlined, because it is no shift yet.
fn mark(wish: &Wish, kinds: &Kinds) -> impl IntoView + use<> {
    let kind = kinds.get(wish.kind_id).map(|kind| (kind.fields.hue.as_str(), kind.fields.code.to_string()));
    let (hue, code) = match kind {
        Some((hue, code)) => (Some(hue), Some(code)),
        None => (None, None),
    };
    view! {
        <span class="shift wish" data-size="small" data-hue=hue aria-hidden="true">
            {match code {
                Some(code) => view! { <b>{code}</b> }.into_any(),
                None => view! { <b>{text::wishes::wish_off_brief}</b> }.into_any(),
            }}
        </span>
    }
}

#[component]
fn WishList(wishes: Vec<Wish>, kinds: Kinds, of: Fetched<Vec<Wish>>) -> impl IntoView {
    if wishes.is_empty() {
        return view! { <p class="wishes__lead muted">{text::wishes::my_wishes_none}</p> }.into_any();
    }
    let lines = wishes.into_iter().map(|wish| view! { <li>{line(wish, &kinds, of)}</li> });
    view! { <ul class="list">{lines.collect_view()}</ul> }.into_any()
}

fn line(wish: Wish, kinds: &Kinds, of: Fetched<Vec<Wish>>) -> impl IntoView + use<> {
    let home = Home::here();
    let day = wish.day;
    let (kinds, note) = (kinds.clone(), wish.note.to_string());
    let title = {
        let wish = wish.clone();
        move || wish_words(&wish, &kinds)
    };
    let restore = {
        let body = WishBody { kind_id: wish.kind_id, note: wish.note.clone() };
        move || {
            let body = body.clone();
            let call = async move { client::call::<SetMyWish>(&WishPath { day }, &Nothing {}, &body).await };
            home.send(call, move |result| {
                of.refetch();
                Told::failures(result)
            });
        }
    };
    // Once it is removed, the line stays busy until it is gone.
    let is_busy = RwSignal::new(false);
    let remove = move |_| {
        let restore = restore.clone();
        let call = async move { client::call::<DeleteMyWish>(&WishPath { day }, &Nothing {}, &Nothing {}).await };
        home.send_once(is_busy, call, move |result| {
            of.refetch();
            match result {
                Ok(_) => Told::undoable(text::wishes::wish_removed(&text::day_name(day)), restore),
                Err(failure) => Told::failed(failure),
            }
        });
    };
    view! {
        <div class="item">
            <span class="day__date">
                <span>{move || text::weekday_short(day.weekday())}</span>
                <b>
                    <time datetime=day.to_string()>{day.number()}</time>
                </b>
            </span>
            <span class="item__text">
                <span class="item__title">{title}</span>
                <span class="item__note">{note}</span>
            </span>
            <span class="item__end">
                <button
                    class="btn"
                    type="button"
                    data-kind="quiet"
                    data-icon=""
                    data-size="small"
                    aria-label=move || text::wishes::wish_remove_named(&text::day_name(day))
                    aria-busy=move || is_busy.get().then_some("true")
                    on:click=remove
                >
                    <Icon name="close" />
                </button>
            </span>
        </div>
    }
}
