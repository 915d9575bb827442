//! Copying: last month by weekday, or a week onto days of this month.

use super::{super::editing::Editing, Effects, KeepFilled, Meant, day_problem, read_days, typed_days};
use crate::{
    client, text,
    ui::{CancelButton, Dialog, Entry, Failed, SelectField, TextField},
};
use dianwu_domain::{
    Day, Nothing,
    roster::{
        api::{GetRoster, RosterPath, Sheet},
        board::{Filling, Reach},
        mine::weeks,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use std::rc::Rc;

/// The value of 上个月 in the list of sources; weeks are named by their Monday.
const LAST_MONTH: &str = "month";

/// What stood in another month or week, once more.
#[component]
pub fn CopyDialog(editing: Editing, on_close: Callback<()>) -> impl IntoView {
    let meant = Meant::of(editing);
    let (first, last) = meant.days();
    let month = editing.path.month;
    let source = Entry::new(LAST_MONTH);
    let (from, until) = (Entry::new(first), Entry::new(last));
    let keeps_filled = RwSignal::new(true);
    let before = LocalResource::new(move || {
        let path = RosterPath { month: month.plus(-1), ..editing.path };
        async move { client::call::<GetRoster>(&path, &Nothing {}, &Nothing {}).await.map(Rc::new) }
    });
    let options = move || {
        let within = weeks(month);
        // The week before the month's first is often the one to repeat.
        let earlier = within.first().map(|week| week.map(|day| day.plus(-7)));
        let week =
            |week: [Day; 7]| (week[0].to_string(), text::roster::copy_week(&text::roster::days_span(week[0], week[6])));
        std::iter::once((LAST_MONTH.to_owned(), text::roster::copy_month(&text::month_name(month.plus(-1)))))
            .chain(earlier.into_iter().chain(within).map(week))
            .collect::<Vec<_>>()
    };
    let monday = move || source.value.with(|source| source.parse::<Day>().ok());
    // A week is repeated after itself, unless somebody says otherwise.
    Effect::new(move |_| {
        let after = monday().map_or(first, |monday| monday.plus(7).max(first));
        from.value.set(if after <= last { after } else { first }.to_string());
    });
    let copied = move |reach: Reach| -> Option<Filling> {
        match monday() {
            Some(monday) => Some(editing.board(|board| board.copied_week(reach, monday))),
            None => {
                let sheet: Rc<Sheet> = before.get()?.ok()?;
                Some(editing.board(|board| board.copied_month(reach, &sheet)))
            }
        }
    };
    let filling = Signal::derive(move || {
        let (from, until) = typed_days(from, until)?;
        let reach = meant.reach(from, until, keeps_filled.get());
        Some((reach, copied(reach)?))
    });
    let is_missing = move || monday().is_none() && !matches!(before.get(), Some(Ok(_)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some((from, until)) = read_days(editing, from, until) else { return };
        if let Some(filling) = untrack(|| copied(meant.reach(from, until, keeps_filled.get()))) {
            editing.fill(filling, Some(on_close));
        }
    };
    let failed = move || {
        let failure = before.get().and_then(Result::err).filter(|_| monday().is_none())?;
        Some(view! { <Failed failure=failure on_retry=Callback::new(move |()| before.refetch()) /> })
    };
    view! {
        <Dialog title=Signal::derive(|| text::roster::fill_copy().to_owned()) unasked=true on_close=on_close>
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    {failed}
                    <SelectField id="copy-source" label=text::roster::copy_source value=source.value error=source.error options=Signal::derive(options) />
                    <div class="pair">
                        <TextField id="copy-from" label=text::roster::fill_from value=from.value error=from.error input_type="date" words=day_problem />
                        <TextField id="copy-until" label=text::roster::fill_until value=until.value error=until.error input_type="date" words=day_problem />
                    </div>
                    <KeepFilled value=keeps_filled />
                    <Effects meant=meant filling=filling />
                    <p class="faint small">{text::roster::copy_hint}</p>
                </div>
                <div class="dialog__foot">
                    <CancelButton />
                    <button
                        class="btn"
                        data-kind="primary"
                        type="submit"
                        aria-busy=move || is_missing().then_some("true")
                    >
                        {text::roster::fill_deed}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
