//! Copying: last month by weekday, or one week of this month over those that follow.

use super::{super::desk::Desk, KeepFilled, Rows, filling};
use crate::{
    client::{self, Failure},
    text,
    ui::{Banner, Dialog, Entry, SelectField},
};
use dianwu_domain::{
    Day, Nothing, PersonId, ShiftKindId,
    roster::{
        api::{GetRoster, RosterPath, Sheet},
        board::{Board, Place},
        cycle::same_weekday,
        views::weeks,
    },
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use std::collections::HashMap;

/// The value of 上个月 in the list of sources; weeks are named by their Monday.
const LAST_MONTH: &str = "month";

#[component]
pub fn CopyDialog(desk: Desk, on_close: Callback<()>) -> impl IntoView {
    let rows = Rows::of(desk);
    let month = desk.path.month;
    let source = Entry::new(LAST_MONTH);
    let keeps_filled = RwSignal::new(true);
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let options = move || {
        let weeks = weeks(month);
        // The last week has none after it to be copied to.
        let sources = weeks.iter().take(weeks.len().saturating_sub(1));
        let week = |week: &[Day; 7]| (week[0].to_string(), text::copy_week(&text::days_span(week[0], week[6])));
        std::iter::once((LAST_MONTH.to_owned(), text::copy_month(&text::month_name(month.plus(-1)))))
            .chain(sources.map(week))
            .collect::<Vec<_>>()
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let keeps_filled = keeps_filled.get_untracked();
        if let Ok(monday) = source.value.get_untracked().parse::<Day>() {
            let week = desk.board(|board| filling(board, keeps_filled, from_week(board, rows, monday).into_iter()));
            desk.fill(week, Some(on_close));
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let path = RosterPath { month: month.plus(-1), ..desk.path };
            let result = client::call::<GetRoster>(&path, &Nothing {}, &Nothing {}).await;
            busy.try_set(false);
            if !desk.is_open() {
                return;
            }
            match result {
                Ok(sheet) => untrack(|| {
                    let month =
                        desk.board(|board| filling(board, keeps_filled, from_month(board, rows, &sheet).into_iter()));
                    desk.fill(month, Some(on_close));
                }),
                Err(problem) => {
                    failure.try_set(Some(problem));
                }
            }
        });
    };
    view! {
        <Dialog title=Signal::derive(|| text::fill_copy().to_owned()) on_close=on_close>
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    {move || failure.get().map(|failure| view! { <Banner tone="bad">{text::failure(&failure)}</Banner> })}
                    <p class="muted small">{move || rows.words()}</p>
                    <SelectField id="copy-source" label=text::copy_source value=source.value error=source.error options=Signal::derive(options) />
                    <p class="faint small">{text::copy_hint}</p>
                    <KeepFilled value=keeps_filled />
                </div>
                <div class="dialog__foot">
                    <button class="btn" type="button" on:click=move |_| on_close.run(())>
                        {text::cancel}
                    </button>
                    <button class="btn" data-kind="primary" type="submit" aria-busy=move || busy.get().then_some("true")>
                        {text::fill_deed}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// What a week gives the days after it: each the shift of its weekday, where that has one.
fn from_week(board: &Board, rows: Rows, monday: Day) -> Vec<(Place, Option<ShiftKindId>)> {
    let columns = board.bounds().columns;
    let first = board.day(0);
    let column_of =
        |day: Day| u8::try_from(day.epoch_days() - first.epoch_days()).ok().filter(|column| *column < columns);
    let copied = |row: u16, column: u8| {
        let day = board.day(column);
        let distance = day.epoch_days() - monday.epoch_days();
        let source = column_of(monday.plus(distance.rem_euclid(7)))?;
        let kind = board.shown(Place { row, column: source })?;
        (distance >= 7).then_some((Place { row, column }, Some(kind)))
    };
    rows.rows().flat_map(|(_, row)| (0..columns).filter_map(move |column| copied(row, column))).collect()
}

/// What another month gives this one, by weekday; people are known by who they are, not by their row.
fn from_month(board: &Board, rows: Rows, sheet: &Sheet) -> Vec<(Place, Option<ShiftKindId>)> {
    let source = sheet.head.month;
    let cells: HashMap<(PersonId, u8), ShiftKindId> = sheet
        .people
        .iter()
        .flat_map(|person| person.cells.iter().map(move |cell| (person.id, cell)))
        .filter_map(|(id, cell)| Some(((id, cell.day), *sheet.kinds.get(usize::from(cell.kind?))?)))
        .collect();
    let copied = |row: u16, column: u8| {
        let day = same_weekday(board.day(column), source)?;
        let person = board.people().get(usize::from(row))?;
        cells.get(&(person.id, day.number())).map(|kind| (Place { row, column }, Some(*kind)))
    };
    rows.rows().flat_map(|(_, row)| (0..board.bounds().columns).filter_map(move |column| copied(row, column))).collect()
}
