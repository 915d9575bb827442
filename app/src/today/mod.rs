//! 今日: one's own shift first, then the days to come, what waits, and how the team stands.

mod lines;
mod shift_card;
mod waiting;

use self::{
    lines::{Lines, load_lines},
    shift_card::{ShiftCard, month_of},
};
use crate::{
    client::{self, Failure},
    last,
    notices::{self, NoticeList, use_unread},
    place::{fetch, place},
    roster::team_status::TeamStatus,
    shifts::{Kinds, ShiftChip, keep_kinds, named_in},
    shop::{use_caller, use_clock, use_directory},
    text,
    ui::{Fetched, Icon, Load, Page},
};
use dianwu_domain::{
    Day, Permission,
    cleaning::api::MyDuty,
    roster::{
        api::MyDay,
        mine::{self, MyShift},
    },
    today::api::{Today, TodayView},
};
use leptos::prelude::*;

place! {
    /// 今日.
    TODAY = "/", text::today, "home", everybody, ["/api/today"], TodayPage
}

/// The page.
#[component]
fn TodayPage() -> impl IntoView {
    let clock = use_clock();
    let kinds = use_directory().kinds;
    let unread = use_unread();
    let today = LocalResource::new(move || {
        clock.today();
        clock.wakes();
        async move {
            notices::tell_opened().await;
            let today = client::get::<Today>().await;
            if let Ok(view) = &today {
                unread.set(view.unread);
            }
            today
        }
    });
    keep_kinds(kinds, today, |view| {
        let team = view.team.iter().map(|shift| shift.kind_id);
        named_in(&view.mine).chain(team).chain(view.notices.iter().filter_map(|notice| notice.kind_id)).collect()
    });
    // Once they were wanted they stay: what waits comes and goes.
    let wants_lines = Memo::new(move |wanted: Option<&bool>| {
        wanted == Some(&true) || today.with(|today| matches!(today, Some(Ok(view)) if waiting::has_any(view)))
    });
    let lines: Fetched<Option<Lines>> = LocalResource::new(move || {
        let is_wanted = wants_lines.get();
        async move { if is_wanted { fetch(load_lines()).await.map(Some) } else { Ok(None) } }
    });
    let is_coming = move || wants_lines.get() && lines.with(|lines| matches!(lines, None | Some(Ok(None))));
    let caller = use_caller();
    Effect::new(move |_| {
        let failure = kinds.with(why_not).or_else(|| today.with(why_not));
        match failure {
            Some(failure) => last::failed(&failure),
            None if kinds.with(Option::is_some) && today.with(Option::is_some) && !is_coming() => {
                caller.0.with_value(|me| last::came(me, clock.now_untracked()));
            }
            None => {}
        }
    });
    let refresh = Callback::new(move |()| today.refetch());
    view! {
        <Page title=text::today>
            <Load of=kinds bones=TodayBones keeps=|_| true let(kinds)>
                <Load of=today bones=TodayBones keeps=move |view: TodayView| view.day == clock.today() let(view)>
                    <TodayBody view=view kinds=Kinds::new(kinds.clone()) lines=lines refresh=refresh />
                </Load>
            </Load>
        </Page>
    }
}

/// Why something did not come.
fn why_not<T>(answer: &Option<Result<T, Failure>>) -> Option<Failure> {
    answer.as_ref().and_then(|answer| answer.as_ref().err().cloned())
}

#[component]
fn TodayBody(view: TodayView, kinds: Kinds, lines: Fetched<Option<Lines>>, refresh: Callback<()>) -> impl IntoView {
    let waiting = waiting::card(&view, &kinds, lines);
    let TodayView { day: today, mine, team, notices, more_notices, open_shifts, next_open_shift, my_duties, .. } = view;
    let caller = use_caller();
    let has_team = caller.holds(Permission::ReadRosters);
    view! {
        <div class="beside">
            <div class="stack">
                <Greeting />
                <ShiftCard mine=mine.clone() team=team.clone() kinds=kinds.clone() today=today />
                <NoticeList notices=notices has_more=more_notices kinds=kinds.clone() refresh=refresh />
                <ComingDays mine=mine kinds=kinds.clone() today=today open_shifts=(open_shifts, next_open_shift) duties=my_duties />
            </div>
            <div class="stack">
                {waiting}
                {has_team.then(|| view! { <TeamStatus team=team kinds=kinds today=today /> })}
            </div>
        </div>
    }
}

/// A word of welcome, by the shop's clock.
#[component]
fn Greeting() -> impl IntoView {
    let clock = use_clock();
    let name = use_caller().me().name.to_string();
    view! {
        <div class="greet">
            <h2>{move || text::today::greeting(clock.now().minute, &name)}</h2>
            <p class="muted">
                <time datetime=move || clock.today().to_string()>{move || text::day_long(clock.today())}</time>
                {move || {
                    let goes_on = clock.now().day != clock.today();
                    goes_on.then(|| format!(" · {}", text::today::day_until(&clock.cut_off().to_string())))
                }}
            </p>
        </div>
    }
}

/// How many days the strip shows.
const STRIP_DAYS: i64 = 7;

/// How many days ahead the page knows one's shifts.
const DAYS_KNOWN: i64 = 14;

/// The coming days at a glance, the next shift in words, days of duty, and shifts to be had.
#[component]
fn ComingDays(
    mine: Vec<MyDay>,
    kinds: Kinds,
    today: Day,
    open_shifts: (u32, Option<Day>),
    duties: Vec<MyDuty>,
) -> impl IntoView {
    let days = (0..STRIP_DAYS).map(|offset| today.plus(offset));
    let strip: Vec<_> = days
        .map(|day| {
            let kind_id = mine.iter().find(|my| my.day == day).and_then(|my| my.kind_id);
            let is_today = day == today;
            view! {
                <li
                    class="week__day"
                    data-today=is_today.then_some("")
                    aria-current=is_today.then_some("date")
                >
                    <span aria-hidden="true">{move || text::weekday_letter(day.weekday())}</span>
                    <b aria-hidden="true">{day.number()}</b>
                    <span class="sr-only">{move || text::day_long(day)}</span>
                    <ShiftChip kind=kinds.get(kind_id).cloned() small=true />
                </li>
            }
        })
        .collect();
    view! {
        <section class="card" aria-labelledby="coming">
            <div class="card__head">
                <h2 class="card__title" id="coming">
                    {text::today::coming_days}
                </h2>
                <a href="/month" class="btn" data-kind="link" data-size="small">
                    {text::today::my_roster}
                </a>
            </div>
            <div class="card__body">
                <ol class="week">{strip}</ol>
            </div>
            <ul class="list">
                <li>
                    <NextShift mine=mine kinds=kinds today=today />
                </li>
                {(!duties.is_empty()).then(|| view! { <li>{duties_line(duties, today)}</li> })}
                {open_shifts.1.map(|next| view! { <li>{open_shifts_line(open_shifts.0, next)}</li> })}
            </ul>
        </section>
    }
}

/// That one has duty today, or when next; days on which one does not work are told apart.
fn duties_line(duties: Vec<MyDuty>, today: Day) -> impl IntoView {
    let clock = use_clock();
    let href = crate::shop::duties_href(duties.first().map_or(today, |duty| duty.day).month());
    let words = move || match duties.as_slice() {
        [MyDuty { day, is_working: true }] if *day == today => text::cleaning::duty_today().to_owned(),
        days => {
            let day = |duty: &MyDuty| {
                let day = text::today::relative_day(duty.day, today, clock.now().day);
                if duty.is_working { day } else { text::cleaning::duty_without_work(&day) }
            };
            text::cleaning::duty_on(&days.iter().map(day).collect::<Vec<_>>().join(text::cleaning::list_mark()))
        }
    };
    view! {
        <a href=href class="item">
            <Icon name="broom" />
            <span class="item__text">
                <span class="item__title">{words}</span>
            </span>
            <span class="item__end">
                <Icon name="chevron-right" size="small" />
            </span>
        </a>
    }
}

/// That there are shifts which one could take, and the way to the first of them.
fn open_shifts_line(count: u32, next: Day) -> impl IntoView {
    view! {
        <a href=crate::shop::open_shifts_href(next.month()) class="item">
            <Icon name="hand" />
            <span class="item__text">
                <span class="item__title">{move || text::open_shifts::open_shifts_for_me(count)}</span>
            </span>
            <span class="item__end">
                <Icon name="chevron-right" size="small" />
            </span>
        </a>
    }
}

/// The next shift after the one that the page shows large.
#[component]
fn NextShift(mine: Vec<MyDay>, kinds: Kinds, today: Day) -> impl IntoView {
    let clock = use_clock();
    let found = StoredValue::new((mine, kinds));
    let next = move |now| {
        found.with_value(|(mine, kinds)| {
            let shown = match mine::my_shift(mine, kinds.all(), today, now) {
                MyShift::Work { my, .. } => my.day,
                _ => today,
            };
            mine::my_next(mine, kinds.all(), shown, now).map(|(my, kind, hours)| (my.day, kind.clone(), hours))
        })
    };
    let has_any = Memo::new(move |_| next(clock.now()).is_some());
    let line = move || {
        let now = clock.now();
        let (day, kind, hours) = next(now)?;
        let name = kind.fields.name.to_string();
        let title = move || text::today::next_shift(&text::today::relative_day(day, today, now.day), &name);
        Some(view! {
            <a href=crate::shop::day_href(day) class="item">
                <Icon name="clock" />
                <span class="item__text">
                    <span class="item__title">{title}</span>
                    <span class="item__note">
                        {move || text::weekday_short(day.weekday())} " · "
                        <time>{move || text::today::hours_span(&hours)}</time>
                    </span>
                </span>
                <span class="item__end">
                    <ShiftChip kind=Some(kind) />
                    <Icon name="chevron-right" size="small" />
                </span>
            </a>
        })
    };
    move || if has_any.get() { line.into_any() } else { view! { <NoNextShift today=today /> }.into_any() }
}

/// That there is none, as far as is known: the roster of the days to come may not be published.
#[component]
fn NoNextShift(today: Day) -> impl IntoView {
    let month = today.plus(DAYS_KNOWN).month();
    let roster = month_of(month);
    let why = move || match roster.get() {
        Some(Ok(view)) if !view.is_published => text::today::next_roster_unpublished(&text::today::month_brief(month)),
        _ => text::today::no_next_shift().to_owned(),
    };
    view! {
        <div class="item">
            <Icon name="clock" />
            <span class="item__text faint">{why}</span>
        </div>
    }
}

/// Bones of the page.
#[component]
fn TodayBones() -> impl IntoView {
    view! {
        <div class="beside" aria-busy="true">
            <div class="stack" aria-hidden="true">
                <span class="bone" data-kind="title" data-w="40"></span>
                <div class="card now">
                    <span class="bone" data-w="30"></span>
                    <span class="bone" data-kind="block"></span>
                    <span class="bone" data-w="80"></span>
                </div>
                <div class="card card__body stack">
                    <span class="bone" data-w="30"></span>
                    <span class="bone" data-kind="block"></span>
                </div>
            </div>
            <div class="card card__body stack" aria-hidden="true">
                <span class="bone" data-w="30"></span>
                <span class="bone" data-w="80"></span>
                <span class="bone" data-w="60"></span>
            </div>
        </div>
    }
}
