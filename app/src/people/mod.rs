//! 人员: the list, a person's sheet, adding and importing people.

mod address;
mod beside;
mod choices;
mod code;
mod codes;
mod create;
mod departments;
mod edit;
mod employment;
mod filters;
mod form;
mod import;
mod list;
mod pages;
mod person;
mod positions;
mod protection;
mod reset;
mod roles;
mod sign_out;
mod tools;

pub use choices::readable_departments;
pub use departments::DepartmentsTab;
pub use pages::size_of;
pub use positions::PositionsTab;

use crate::{
    beside::{Beside, beside},
    place::place,
    text,
    ui::{Guard, GuardQuestion, Page},
};
use address::Address;
use beside::Views;
use code::Issued;
use dianwu_domain::PersonId;
use filters::Filters;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use list::List;
use pages::Pages;
use tools::Tools;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct ListState {
    /// The page's address.
    pub address: Memo<Address>,
    /// The list.
    pub pages: Pages,
    /// The form of a new person is open.
    pub is_creating: RwSignal<bool>,
    /// The import is open.
    pub is_importing: RwSignal<bool>,
    /// One-time passwords for many are being made.
    pub is_issuing: RwSignal<bool>,
    /// A password that is shown once.
    pub issued: RwSignal<Option<Issued>>,
    /// Asks before the entries of a form are lost.
    pub guard: Guard,
    go: Callback<(Address, bool)>,
}

impl ListState {
    fn new() -> Self {
        let map = use_query_map();
        let navigate = use_navigate();
        Self {
            address: Memo::new(move |_| map.with(|map| Address::read(|name| map.get(name)))),
            pages: Pages::new(),
            is_creating: RwSignal::new(false),
            is_importing: RwSignal::new(false),
            is_issuing: RwSignal::new(false),
            issued: RwSignal::new(None),
            guard: Guard::new(),
            go: Callback::new(move |(address, replace): (Address, bool)| {
                navigate(&address.href(), NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
            }),
        }
    }

    /// Shows other people; the way back does not lead through every letter of a search.
    pub fn filter(self, change: impl FnOnce(&mut Address)) {
        let mut address = self.address.get_untracked();
        change(&mut address);
        self.go.run((address, true));
    }

    /// Opens somebody's sheet, or closes it.
    pub fn open(self, person: Option<PersonId>) {
        self.go.run((Address { person, ..self.address.get_untracked() }, false));
    }

    /// People were changed: the list reads them again.
    pub fn changed(self) {
        self.pages.read_again(self.address.get_untracked().filters());
    }
}

/// What the parts of the page share.
///
/// # Panics
/// Outside the page, which provides it.
pub fn use_list_state() -> ListState {
    expect_context::<ListState>()
}

place! {
    /// 人员.
    PEOPLE = "/people", text::people, "people", ReadPeople, ["/api/people?status=active"], people: load_people => PeoplePage
}

/// The page.
#[component]
fn PeoplePage() -> impl IntoView {
    let state = ListState::new();
    provide_context(state);
    let later = Beside::provide(|| Box::pin(beside::load()));
    Effect::new(move |_| {
        if !state.pages.is_busy.get() {
            later.prepare();
        }
    });
    let shown = sheet_of_the_address(state);
    view! {
        <Page title=text::people back="/more" tools=|| view! { <Tools /> }>
            <div class="stack">
                <Filters />
                <List />
            </div>
            {move || shown.get().map(|id| beside(move |views: Views| (views.person)(id)))}
            {move || state.is_creating.get().then(|| beside(|views: Views| (views.create)()))}
            {move || state.is_importing.get().then(|| beside(|views: Views| (views.import)()))}
            {move || state.is_issuing.get().then(|| beside(|views: Views| (views.codes)()))}
            {move || state.issued.get().map(|issued| beside(move |views: Views| (views.code)(issued.clone())))}
            <GuardQuestion of=state.guard />
        </Page>
    }
}

/// Whose sheet is open. The browser's way back does not throw away an edited form unasked.
fn sheet_of_the_address(state: ListState) -> RwSignal<Option<PersonId>> {
    let shown = RwSignal::new(None::<PersonId>);
    let wanted = Memo::new(move |_| state.address.get().person);
    Effect::new(move |_| {
        let wanted = wanted.get();
        let standing = shown.get_untracked();
        if wanted != standing {
            state.guard.leave_or(move || shown.set(wanted), move || state.open(standing));
        }
    });
    shown
}
