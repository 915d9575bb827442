//! 排班: one department's month in the manager's hands.

mod bench;
mod beside;
mod clipboard;
mod conflicts;
mod departure;
mod editing;
mod export;
mod fill;
mod findings;
mod grid;
mod halves;
mod head;
mod held;
mod keyboard;
mod legend;
mod palette;
mod panel;
mod picker;
mod pointer;
mod publish;
mod reader;
mod refused;
mod saver;
mod saving;
mod sheet;

use crate::{
    beside::Beside,
    client::{self, Failure},
    place::place,
    shop::{use_caller, use_clock, use_directory},
    task::Home,
    text,
    ui::{Bones, Empty, Failed, Fetched, Page, Stepper},
};
use bench::take_up;
use departure::{LeaveQuestion, Leaving};
use dianwu_domain::{
    DepartmentId, Month, MonthQuery, Nothing, Permission,
    people::tree,
    roster::{
        api::{GetRoster, ListRosters, RosterHead, RosterPath, RosterStatus, Sheet},
        board::Board,
    },
    shifts::api::ShiftKind,
};
use editing::Editing;
use head::{PhoneLine, StatusChip, Tools};
use legend::CalendarHint;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use palette::Palette;
use publish::Reload;
use reader::ReaderHint;
use sheet::SheetEditor;
use std::rc::Rc;

/// Narrower than this, the style sheet shows a phone.
const PHONE: &str = "(max-width: 767.98px)";

/// A sheet as it was fetched, with the address that it was fetched from.
type FetchedSheet = (RosterPath, Rc<Sheet>);

place! {
    /// 排班.
    ROSTERS = "/rosters", text::rostering, "grid", ReadRosters,
    ["/api/rosters?month={month}", "/api/rosters/{department}/{month}"], rosters: load_rosters => RosterPage
}

/// What has the editor's chunk saved what was left on the device.
pub type TakeUp = fn(super::unsent::Kept);

/// Fetches the editor's chunk for what saves what was left on the device.
#[wasm_split_helpers::wasm_split(rosters, fallible)]
pub fn load_take_up() -> Result<TakeUp, wasm_split_helpers::SplitLoaderError> {
    Ok(take_up)
}

/// The page.
#[component]
fn RosterPage() -> impl IntoView {
    let clock = use_clock();
    let query = use_query_map();
    let month = Memo::new(move |_| {
        let named = query.with(|query| query.get("month").and_then(|month| month.parse().ok()));
        named.unwrap_or_else(|| clock.today().month())
    });
    let heads: Fetched<Vec<RosterHead>> = LocalResource::new(move || {
        let query = MonthQuery { month: month.get() };
        async move { client::call::<ListRosters>(&Nothing {}, &query, &Nothing {}).await }
    });
    let own = use_caller().me().department_id;
    let path = Memo::new(move |_| {
        let named = query.with(|query| query.get("department").and_then(|id| id.parse().ok()));
        let department_id = named.or_else(|| default_department(heads, month.get(), own))?;
        Some(RosterPath { department_id, month: month.get() })
    });
    let sheet = LocalResource::new(move || {
        let path = path.get();
        async move {
            let path = path?;
            let sheet = client::call::<GetRoster>(&path, &Nothing {}, &Nothing {}).await;
            Some(sheet.map(|sheet| (path, Rc::new(sheet))))
        }
    });
    provide_context(Reload(Callback::new(move |()| {
        heads.refetch();
        sheet.refetch();
    })));
    Beside::provide(|| Box::pin(beside::load()));
    let current = RwSignal::new(None::<Editing>);
    let leaving = Leaving::watch(current);
    let is_phone = phone();
    follow_status(current, heads);
    view! {
        <Page
            title=text::rostering
            back="/more"
            fill=true
            beside_title=move || view! { {move || current.get().map(|editing| view! { <StatusChip editing=editing /> })} }
            tools=move || view! { {move || current.get().map(|editing| view! { <Tools editing=editing /> })} }
        >
            <div class="roster-bar">
                <MonthStepper month=month path=path />
                <DepartmentSelect heads=heads month=month path=path leaving=leaving />
                {move || current.get().map(|editing| view! { <PhoneLine editing=editing /> })}
                <span class="grow"></span>
                {move || current.get().map(|editing| view! { <ReaderHint editing=editing /> <PublishedNote editing=editing /> <CalendarHint editing=editing /> })}
                {move || {
                    current.get().filter(|editing| editing.board(Board::may_edit)).map(|editing| view! { <Palette editing=editing /> })
                }}
            </div>
            <Body heads=heads path=path sheet=sheet current=current is_phone=is_phone />
            <LeaveQuestion leaving=leaving />
        </Page>
    }
}

/// The caller's own department, or the first in their scope.
fn default_department(heads: Fetched<Vec<RosterHead>>, month: Month, own: DepartmentId) -> Option<DepartmentId> {
    let heads = heads.get()?.ok()?;
    let mut ids = heads.iter().filter(|head| head.month == month).map(|head| head.department_id);
    let first = ids.clone().next();
    ids.find(|id| *id == own).or(first)
}

/// Whether the window is as narrow as a phone's.
fn phone() -> Signal<bool> {
    let query = window().match_media(PHONE).ok().flatten();
    let is_phone = RwSignal::new(query.as_ref().is_some_and(|query| query.matches()));
    if let Some(query) = query {
        let asked = query.clone();
        Home::here().listen(&query, "change", false, move |_: web_sys::Event| is_phone.set(asked.matches()));
    }
    is_phone.into()
}

/// The list of departments says how far each is: it follows what is done here.
fn follow_status(current: RwSignal<Option<Editing>>, heads: Fetched<Vec<RosterHead>>) {
    let status = Memo::new(move |_| current.get().map(|editing| (editing.path, editing.head.read().status)));
    Effect::new(move |before: Option<Option<_>>| {
        let now = status.get();
        let is_same_sheet =
            |before: &Option<(RosterPath, _)>| before.map(|(path, _)| path) == now.map(|(path, _)| path);
        if before.flatten().filter(|before| is_same_sheet(&Some(*before))).is_some_and(|before| Some(before) != now) {
            heads.refetch();
        }
        now
    });
}

fn href(department: Option<DepartmentId>, month: Month) -> String {
    match department {
        Some(department) => format!("/rosters?department={department}&month={month}"),
        None => format!("/rosters?month={month}"),
    }
}

#[component]
fn MonthStepper(month: Memo<Month>, path: Memo<Option<RosterPath>>) -> impl IntoView {
    let department = move || path.get().map(|path| path.department_id);
    view! {
        <Stepper
            now=Signal::derive(move || text::month_name(month.get()))
            before=Signal::derive(move || href(department(), month.get().plus(-1)))
            before_label=text::today::previous_month
            after=Signal::derive(move || href(department(), month.get().plus(1)))
            after_label=text::today::next_month
        />
    }
}

#[component]
fn DepartmentSelect(
    heads: Fetched<Vec<RosterHead>>,
    month: Memo<Month>,
    path: Memo<Option<RosterPath>>,
    leaving: Leaving,
) -> impl IntoView {
    let directory = use_directory();
    let navigate = use_navigate();
    let chosen = Memo::new(move |_| path.get().map(|path| path.department_id));
    let options = Memo::new(move |_| {
        let heads = heads.get().and_then(Result::ok).unwrap_or_default();
        let departments = directory.departments();
        let placed = tree::in_order(&departments).into_iter();
        let options = placed.filter_map(|placed| {
            let head = heads.iter().find(|head| head.department_id == placed.department.id)?;
            let name = placed.department.name.as_str();
            // The chip in the head tells how far the chosen one is.
            let words = if chosen.get() == Some(head.department_id) {
                name.to_owned()
            } else {
                text::roster::roster_option(name, text::roster::roster_status(head.status))
            };
            Some((head.department_id, words))
        });
        options.collect::<Vec<_>>()
    });
    view! {
        <select
            class="input"
            id="roster-department"
            data-auto
            aria-label=text::roster::roster_department
            on:change=move |event| {
                let to = href(event_target_value(&event).parse().ok(), month.get_untracked());
                if leaving.asks(&to) {
                    let select = event_target::<web_sys::HtmlSelectElement>(&event);
                    select.set_value(&chosen.get_untracked().map(|id| id.to_string()).unwrap_or_default());
                } else {
                    navigate(&to, NavigateOptions::default());
                }
            }
        >
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|(id, words)| {
                        view! {
                            <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>
                                {words}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    }
}

/// With which reason a roster was signed off; and whoever edits a published one is told who sees it.
#[component]
fn PublishedNote(editing: Editing) -> impl IntoView {
    let may_edit = editing.board(Board::may_edit);
    let is_published = Memo::new(move |_| editing.head.read().status == RosterStatus::Published);
    let sign_off = move || {
        let head = editing.head.read();
        head.sign_off
            .as_ref()
            .filter(|_| is_published.get())
            .map(|reason| text::roster::signed_off_note(reason.as_str()))
    };
    view! {
        {move || sign_off().map(|words| view! { <span class="faint small">{words}</span> })}
        <Show when=move || may_edit && is_published.get()>
            <span class="faint small not-phone">{text::roster::published_effect}</span>
        </Show>
    }
}

/// The sheet, or why there is none.
#[component]
fn Body(
    heads: Fetched<Vec<RosterHead>>,
    path: Memo<Option<RosterPath>>,
    sheet: LocalResource<Option<Result<FetchedSheet, Failure>>>,
    current: RwSignal<Option<Editing>>,
    is_phone: Signal<bool>,
) -> impl IntoView {
    let directory = use_directory();
    move || {
        let kinds = match directory.kinds.get() {
            None => return view! { <Bones /> }.into_any(),
            Some(Ok(kinds)) => kinds,
            Some(Err(failure)) => {
                return view! { <Failed failure=failure on_retry=Callback::new(move |()| directory.kinds.refetch()) /> }
                    .into_any();
            }
        };
        let Some(wanted) = path.get() else {
            return match heads.get() {
                None => view! { <Bones /> }.into_any(),
                Some(Ok(_)) => view! {
                    <Empty
                        icon="department"
                        title=text::roster::roster_no_departments
                        text=text::roster::roster_no_departments_text
                    />
                }
                .into_any(),
                Some(Err(failure)) => {
                    view! { <Failed failure=failure on_retry=Callback::new(move |()| heads.refetch()) /> }.into_any()
                }
            };
        };
        match sheet.get().flatten() {
            Some(Ok((path, sheet))) if path == wanted => opened(path, Sheet::clone(&sheet), kinds, current, is_phone),
            Some(Err(failure)) => {
                view! { <Failed failure=failure on_retry=Callback::new(move |()| sheet.refetch()) /> }.into_any()
            }
            _ => view! { <Bones /> }.into_any(),
        }
    }
}

fn opened(
    path: RosterPath,
    sheet: Sheet,
    kinds: Vec<ShiftKind>,
    current: RwSignal<Option<Editing>>,
    is_phone: Signal<bool>,
) -> AnyView {
    let caller = use_caller();
    if sheet.people.is_empty() {
        view! {
            <Empty icon="people" title=text::roster::roster_no_people text=text::roster::roster_no_people_text>
                <a href=format!("/people?department={}", path.department_id) class="btn" data-kind="primary">
                    {text::roster::to_people}
                </a>
            </Empty>
        }
        .into_any()
    } else if kinds.iter().all(|kind| kind.fields.is_archived) {
        if caller.holds(Permission::Administer) {
            view! {
                <Empty icon="grid" title=text::roster::roster_no_kinds text=text::roster::roster_no_kinds_text>
                    <a href="/settings/shifts" class="btn" data-kind="primary">
                        {text::roster::to_shift_kinds}
                    </a>
                </Empty>
            }
            .into_any()
        } else {
            view! { <Empty icon="grid" title=text::roster::roster_no_kinds text=text::roster::ask_for_kinds_text /> }
                .into_any()
        }
    } else {
        view! { <SheetEditor path=path sheet=sheet kinds=kinds current=current is_phone=is_phone /> }.into_any()
    }
}
