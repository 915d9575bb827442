//! The calendar: a year's statutory holidays, days off, and workdays that make up for them.

mod day_form;
mod table_form;

use crate::{
    client::{self, Failure},
    shop::use_clock,
    task::{Home, Told},
    text,
    ui::{Empty, Fetched, Icon, IconButton, Load, Stepper, use_toasts},
};
use day_form::DayForm;
use dianwu_domain::{
    Nothing, Year,
    calendar::{
        Holiday, HolidayKind,
        api::{GetHolidays, HolidayBody, HolidayYear, SaveHolidays, YearPath},
        published,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use table_form::TableForm;

/// A year under the page's hands.
#[derive(Clone, Copy)]
pub struct YearInHand {
    year: Memo<Year>,
    table: Fetched<HolidayYear>,
    home: Home,
}

impl YearInHand {
    /// The table as it was fetched last.
    fn standing(self) -> Option<HolidayYear> {
        self.table.get_untracked().and_then(Result::ok)
    }

    /// Replaces the table. `on_done` hears of success.
    fn save(self, days: Vec<Holiday>, on_done: impl FnOnce() + 'static, on_failed: impl FnOnce(Failure) + 'static) {
        let Some(HolidayYear { year, version, .. }) = self.standing() else { return };
        self.replace(year, HolidayBody { version, days }, |_| on_done(), on_failed);
    }

    fn replace(
        self,
        year: Year,
        body: HolidayBody,
        on_done: impl FnOnce(HolidayYear) + 'static,
        on_failed: impl FnOnce(Failure) + 'static,
    ) {
        let home = self.home;
        let call = async move { client::call::<SaveHolidays>(&YearPath { year }, &Nothing {}, &body).await };
        let tell = move |result: &Result<HolidayYear, Failure>| {
            self.table.refetch();
            // The tab itself tells, while it is there.
            match result {
                Ok(_) if !home.is_there() => Told::good(text::saved()),
                Err(failure) if !home.is_there() => Told::failed(failure),
                _ => Told::Nothing,
            }
        };
        home.write(call, tell, move |result| match result {
            Ok(saved) => on_done(saved),
            Err(failure) => on_failed(failure),
        });
    }
}

/// Which form is open.
#[derive(Clone)]
enum Form {
    Day(Option<Holiday>),
    Table,
}

/// The tab.
#[component]
pub fn HolidaysTab() -> impl IntoView {
    let clock = use_clock();
    let query = use_query_map();
    let year = Memo::new(move |_| {
        let named = query.with(|query| query.get("year").and_then(|year| year.parse().ok()));
        named.unwrap_or_else(|| Year::clamped(clock.today().month().year()))
    });
    let table: Fetched<HolidayYear> = LocalResource::new(move || {
        let path = YearPath { year: year.get() };
        async move { client::call::<GetHolidays>(&path, &Nothing {}, &Nothing {}).await }
    });
    let held = YearInHand { year, table, home: Home::here() };
    let form = RwSignal::new(None::<Form>);
    let close = Callback::new(move |()| form.set(None));
    view! {
        <div class="row" data-wrap>
            <YearStepper year=year />
            <span class="grow"></span>
            <button class="btn" type="button" on:click=move |_| form.set(Some(Form::Table))>
                <Icon name="upload" />
                {text::roster::holidays_import}
            </button>
            <button class="btn" type="button" data-kind="primary" on:click=move |_| form.set(Some(Form::Day(None)))>
                <Icon name="plus" />
                {text::roster::holidays_add}
            </button>
        </div>
        <Load of=table let(found)>
            <Table found=found held=held form=form />
        </Load>
        {move || {
            form.get()
                .map(|open| match open {
                    Form::Day(day) => view! { <DayForm held=held day=day on_close=close /> }.into_any(),
                    Form::Table => view! { <TableForm held=held on_close=close /> }.into_any(),
                })
        }}
    }
}

#[component]
fn YearStepper(year: Memo<Year>) -> impl IntoView {
    let href = move |step: i16| format!("/settings/holidays?year={}", Year::clamped(year.get().number() + step));
    view! {
        <Stepper
            now=Signal::derive(move || text::roster::year_name(year.get()))
            before=Signal::derive(move || href(-1))
            before_label=text::roster::previous_year
            after=Signal::derive(move || href(1))
            after_label=text::roster::next_year
        />
    }
}

#[component]
fn Table(found: HolidayYear, held: YearInHand, form: RwSignal<Option<Form>>) -> impl IntoView {
    let toasts = use_toasts();
    let known = published(found.year);
    let is_filling = RwSignal::new(false);
    let fill = move |_| {
        if is_filling.get_untracked() {
            return;
        }
        is_filling.set(true);
        let days = published(held.year.get_untracked());
        let refused = move |failure: Failure| {
            is_filling.try_set(false);
            toasts.bad(text::failure(&failure));
        };
        held.save(days, move || toasts.good(text::saved()), refused);
    };
    if found.days.is_empty() {
        let offers = !known.is_empty();
        return view! {
            <Empty icon="calendar" title=text::roster::holidays_none text=text::roster::holidays_none_text>
                {offers
                    .then(|| {
                        view! {
                            <button class="btn" data-kind="primary" type="button" aria-busy=move || is_filling.get().then_some("true") on:click=fill>
                                {text::roster::holidays_fill}
                            </button>
                        }
                    })}
            </Empty>
        }
        .into_any();
    }
    let counts = [HolidayKind::Statutory, HolidayKind::Off, HolidayKind::Work]
        .map(|kind| found.days.iter().filter(|day| day.kind == kind).count());
    view! {
        <p class="faint small">{move || text::roster::holidays_counts(counts[0], counts[1], counts[2])}</p>
        <ul class="list card">
            {found.days.into_iter().map(|holiday| view! { <Line holiday=holiday held=held form=form /> }).collect_view()}
        </ul>
    }
    .into_any()
}

const fn tone(kind: HolidayKind) -> &'static str {
    match kind {
        HolidayKind::Statutory => "bad",
        HolidayKind::Off => "good",
        HolidayKind::Work => "warn",
    }
}

#[component]
fn Line(holiday: Holiday, held: YearInHand, form: RwSignal<Option<Form>>) -> impl IntoView {
    let toasts = use_toasts();
    let day = holiday.day;
    let (name, kind) = (holiday.name.to_string(), holiday.kind);
    let stored = StoredValue::new(holiday);
    // Once it is removed, the line stays busy until it is gone.
    let is_busy = RwSignal::new(false);
    let remove = move |()| {
        if is_busy.get_untracked() {
            return;
        }
        let Some(HolidayYear { year, version, days }) = held.standing() else { return };
        let rest = days.iter().filter(|other| other.day != day).cloned().collect();
        let failed = move |failure: Failure| toasts.bad(text::failure(&failure));
        is_busy.set(true);
        let removed = move |saved: HolidayYear| {
            toasts.undoable(text::roster::removed(), move || {
                let body = HolidayBody { version: saved.version, days: days.clone() };
                held.replace(year, body, |_| {}, failed);
            });
        };
        let refused = move |failure| {
            is_busy.try_set(false);
            failed(failure);
        };
        held.replace(year, HolidayBody { version, days: rest }, removed, refused);
    };
    let label = move || text::day_long(day);
    view! {
        <li>
            <div class="item">
                <span class="item__text">
                    <span class="item__title num">{label}</span>
                    <span class="item__note">{name}</span>
                </span>
                <span class="item__end">
                    <span class="chip" data-tone=tone(kind)>
                        {move || text::worktime::holiday_kind(kind)}
                    </span>
                    <IconButton icon="edit" label=Signal::derive(move || text::settings::edit_named(&label())) on_click=Callback::new(move |()| form.set(Some(Form::Day(Some(stored.get_value()))))) />
                    <IconButton icon="trash" label=Signal::derive(move || text::settings::delete_named(&label())) on_click=Callback::new(remove) busy=is_busy />
                </span>
            </div>
        </li>
    }
}
