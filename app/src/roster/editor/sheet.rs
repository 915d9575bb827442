//! A sheet that was fetched, ready to be edited: the table, the conflicts beside it, and the ways to work on them.

use super::{
    bench,
    beside::Views,
    clipboard,
    conflicts::Conflicts,
    editing::{Editing, Planning},
    findings::Findings,
    grid::{self, Grid, Words},
    halves::Halves,
    held::{Held, Overtaken},
    keyboard,
    legend::Legend,
    picker::Picker,
    pointer::Pointer,
    publish::Reload,
    refused::RefusedCells,
};
use crate::{
    beside::Beside,
    client::{self, Failure},
    shifts::shift_words,
    shop::{Directory, use_caller, use_clock, use_directory},
    task::Home,
    text,
    ui::{Icon, use_toasts},
};
use dianwu_domain::{
    Nothing, Zone,
    roster::{
        api::{GetRoster, GetRosterContext, RosterPath, Sheet},
        board::{Board, Place},
    },
    shifts::api::ShiftKind,
};
use leptos::{ev, html, prelude::*};
use web_sys::HtmlElement;

/// Columns of yesterday and the day before that stay in view left of today's.
const DAYS_BEFORE_TODAY: u8 = 2;

/// The editor of one sheet. It puts itself into `current` while it is there.
#[component]
pub fn SheetEditor(
    path: RosterPath,
    sheet: Sheet,
    kinds: Vec<ShiftKind>,
    current: RwSignal<Option<Editing>>,
    is_phone: Signal<bool>,
) -> impl IntoView {
    let editing = bench::open(path, sheet, kinds, use_caller().me().person_id);
    let home = Home::here();
    current.set(Some(editing));
    on_cleanup(move || {
        editing.close();
        if let Some(saver) = editing.saving.by() {
            saver.leave();
        }
        current.try_set(None);
    });
    refresh_on_return(home, editing);
    let replan = fetch_plan(editing);
    expect_context::<Beside<Views>>().prepare();
    let may_edit = editing.board(Board::may_edit);
    let frame = NodeRef::<html::Div>::new();
    show_grid(editing, frame, is_phone);
    let pointer = Pointer::new(editing, is_phone);
    home.on_window(ev::pointerup, move |_| pointer.up());
    home.on_window(ev::keydown, move |event| keyboard::pressed_anywhere(editing, &event));
    let is_read = move || is_phone.get() || !may_edit;
    let (zone, directory) = (use_clock().zone(), use_directory());
    view! {
        <StuckBanner editing=editing />
        <div class="roster-area">
            <div
                class="roster"
                node_ref=frame
                style=("--paper-head", move || paper_head(editing, zone, directory))
                data-readonly=move || is_read().then_some("")
                tabindex=move || if is_read() { "0" } else { "-1" }
                role=move || is_read().then_some("region")
                aria-label=move || is_read().then(text::rostering)
                on:keydown=move |event| keyboard::pressed(editing, &event, page_rows(frame))
                on:pointerdown=move |event| pointer.press(&event)
                on:mousedown=move |event| pointer.down(&event)
                on:pointerover=move |event| pointer.over(&event)
                on:click=move |event| pointer.click(&event)
                on:dblclick=move |event| pointer.double_click(&event)
                on:copy=move |event| clipboard::copied(editing, &event, false)
                on:cut=move |event| clipboard::copied(editing, &event, true)
                on:paste=move |event| clipboard::pasted(editing, &event)
            ></div>
            <Held editing=editing is_phone=is_phone />
            <Overtaken editing=editing is_phone=is_phone />
            <Conflicts editing=editing is_phone=is_phone />
            <Findings editing=editing is_phone=is_phone on_retry=replan />
        </div>
        <Legend />
        <Picker editing=editing />
        <Halves editing=editing />
        <RefusedCells editing=editing />
        <p class="sr-only" role="status">
            {move || editing.told.get()}
        </p>
    }
}

/// What stands at the top of every printed page beside the days: how far the roster is, and the hours of its shifts; as
/// a string of CSS.
fn paper_head(editing: Editing, zone: Zone, directory: Directory) -> String {
    let head = editing.head.get();
    let state = match (head.published_at, &head.published_by) {
        (Some(at), Some(by)) => text::roster::published_note(&text::moment_with_year(at, zone), by.as_str()),
        _ => text::roster::roster_status(head.status).to_owned(),
    };
    let name = text::roster::grid_name(
        &directory.department_name(editing.path.department_id),
        &text::month_name(editing.path.month),
    );
    editing.progress.track();
    let hours = editing.board(|board| {
        let is_used = |place: usize| board.tally().cells(place) > 0;
        let is_blank = !(0..board.kinds().len()).any(is_used);
        let is_told = |place: usize, kind: &ShiftKind| if is_blank { !kind.fields.is_archived } else { is_used(place) };
        let kinds = board.kinds().iter().enumerate().filter(|(place, kind)| is_told(*place, kind));
        let month = editing.path.month;
        let told = kinds
            .filter(|(_, kind)| kind.is_work())
            .map(|(_, kind)| format!("{} {}", kind.fields.code, shift_words(Some(kind), month.first(), month.last())));
        told.collect::<Vec<_>>().join(" · ")
    });
    let line = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{} · {}\\a {}\"", line(&name), line(&state), line(&hours))
}

/// Builds the table, and again when its words change with the language or the day.
fn show_grid(editing: Editing, frame: NodeRef<html::Div>, is_phone: Signal<bool>) {
    let directory = use_directory();
    let clock = use_clock();
    let toasts = use_toasts();
    Effect::new(move |before: Option<bool>| {
        let Some(frame) = frame.get() else { return false };
        let today = clock.today();
        let month = editing.path.month;
        let words = Words {
            name: text::roster::grid_name(
                &directory.department_name(editing.path.department_id),
                &text::month_name(month),
            ),
            today: (today.month() == month).then(|| today.number() - 1),
            positions: directory
                .positions()
                .into_iter()
                .map(|position| (position.id, position.name.to_string()))
                .collect(),
        };
        match editing.board(|board| Grid::build(board, &words)) {
            Ok(grid) => {
                grid::mount(&frame, &grid);
                editing.set_grid(grid);
            }
            Err(_) => toasts.bad(text::app_failed()),
        }
        if before != Some(true) && is_phone.get_untracked() {
            scroll_to(&frame, words.today.unwrap_or(0).saturating_sub(DAYS_BEFORE_TODAY));
        }
        true
    });
}

/// What the month is planned with comes after its cells, so that these are painted first, and again with them. Returns
/// what fetches it once more.
fn fetch_plan(editing: Editing) -> Callback<()> {
    let (clock, home) = (use_clock(), Home::here());
    let fetch = Callback::new(move |()| {
        if editing.planning.get_untracked() == Planning::Failed {
            editing.planning.set(Planning::Asked);
        }
        home.read(async move {
            match client::call::<GetRosterContext>(&editing.path, &Nothing {}, &Nothing {}).await {
                Ok(context) => editing.plan(context),
                // What was known before is still worth more than nothing.
                Err(_) if editing.planning.get_untracked() == Planning::Known => {}
                Err(_) => editing.planning.set(Planning::Failed),
            }
        });
    });
    Effect::new(move |_| {
        clock.wakes();
        untrack(|| fetch.run(()));
    });
    fetch
}

/// Between two looks at what others have done.
const LOOK_MILLISECONDS: f64 = 5_000.0;

/// Whoever comes back to the sheet, from another window or from a time without a network, sees what others have done
/// meanwhile.
fn refresh_on_return(home: Home, editing: Editing) {
    let clock = use_clock();
    let reload = expect_context::<Reload>();
    let looked_at = StoredValue::new(js_sys::Date::now());
    let look = move || {
        looked_at.set_value(js_sys::Date::now());
        bring_up_to_date(home, editing, reload, |_| {});
    };
    let come_back = move || {
        if !document().hidden() && js_sys::Date::now() - looked_at.get_value() > LOOK_MILLISECONDS {
            look();
        }
    };
    home.on_window(ev::focus, move |_| come_back());
    home.on_window(ev::visibilitychange, move |_| come_back());
    Effect::new(move |before: Option<u32>| {
        let wakes = clock.wakes();
        if before.is_some_and(|before| before != wakes) {
            look();
        }
        wakes
    });
}

/// Takes over what others have saved; what is not saved here stays. `then` hears which cells look different.
pub fn bring_up_to_date(home: Home, editing: Editing, reload: Reload, then: impl FnOnce(Vec<Place>) + 'static) {
    home.read(async move {
        // A failure changes nothing: the next save will say what is wrong.
        if let Ok(sheet) = client::call::<GetRoster>(&editing.path, &Nothing {}, &Nothing {}).await {
            match editing.refresh(sheet) {
                Some(places) => then(places),
                None => reload.0.run(()),
            }
        }
    });
}

/// Brings a column to the left edge.
fn scroll_to(frame: &HtmlElement, column: u8) {
    let Ok(Some(head)) = frame.query_selector("thead th:nth-child(2)") else { return };
    let width = head.get_bounding_client_rect().width();
    #[expect(clippy::cast_possible_truncation, reason = "a column is some 30 pixels wide")]
    frame.set_scroll_left((width * f64::from(column)) as i32);
}

/// How many rows fit into the frame.
fn page_rows(frame: NodeRef<html::Div>) -> Option<u16> {
    let frame = frame.get_untracked()?;
    let row = frame.query_selector("tbody tr").ok()??.get_bounding_client_rect().height();
    let room = f64::from(frame.client_height()) - row * 3.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of rows on a screen")]
    let rows = (room / row.max(1.0)).max(1.0) as u16;
    Some(rows)
}

/// Why nothing can be saved any more, where waiting does not help.
#[component]
fn StuckBanner(editing: Editing) -> impl IntoView {
    let failure = Memo::new(move |_| {
        let failure = editing.saving.last.get().failure;
        // The frame tells of a network that is away.
        failure.filter(|failure| *failure != Failure::Offline && editing.progress.get().unsaved() > 0)
    });
    move || {
        failure.get().map(|failure: Failure| {
            let helps_itself = super::saver::may_pass(&failure);
            view! {
                <div class="roster-bar">
                    <div class="banner grow" data-tone="bad" role="alert">
                        <Icon name="warning" />
                        <div class="banner__text">
                            <p class="banner__title">{text::roster::save_failed}</p>
                            <p>{move || text::failure(&failure)}</p>
                            {helps_itself.then(|| view! { <p>{text::roster::save_will_retry}</p> })}
                        </div>
                    </div>
                </div>
            }
        })
    }
}
