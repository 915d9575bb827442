//! Edits of rosters that have not reached the worker: kept on the device, named on every page, and sent as soon as that
//! can be done, whichever page is open.

use crate::{
    shop::{Directory, use_directory},
    task::{self, Home},
    text,
    ui::{self, Unsent},
};
use dianwu_domain::{
    DepartmentId, Month, PersonId,
    roster::api::{CellEdit, RosterPath},
};
use gloo::storage::{LocalStorage as Store, Storage};
use leptos::{ev, prelude::Owner};
use serde::{Deserialize, Serialize};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
};
use wasm_bindgen::JsCast;

/// Whoever sends the edits of a sheet.
pub trait Outbox {
    /// Sends at once what can be sent.
    fn send(&self);
    /// Whether something is on its way.
    fn is_sending(&self) -> bool;
}

/// All that have been opened since somebody signed in.
type Outboxes = RefCell<Vec<Rc<dyn Outbox>>>;

thread_local! {
    static OUTBOXES: Outboxes = const { RefCell::new(Vec::new()) };
    static DIRECTORY: Cell<Option<Directory>> = const { Cell::new(None) };
}

/// How long a sign-out waits for what is on its way.
const PATIENCE_MILLISECONDS: i32 = 5_000;
const LOOK_MILLISECONDS: i32 = 50;

/// What of a sheet is not saved.
#[derive(Default, Serialize, Deserialize)]
pub struct Left {
    /// The cells.
    pub edits: Vec<CellEdit>,
    /// Whether whoever filled them saw a published roster; earlier versions of the app did not say.
    #[serde(default)]
    pub is_published: Option<bool>,
    /// As far as it is written: why they shall be saved in spite of errors.
    #[serde(default)]
    pub reason: String,
}

/// Whose edits of which sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Who made them.
    pub person_id: PersonId,
    /// Of which sheet.
    pub path: RosterPath,
}

impl Kept {
    fn key(self) -> String {
        format!("{}{}:{}", prefix(self.person_id), self.path.department_id, self.path.month)
    }

    fn read(key: &str, person_id: PersonId) -> Option<Self> {
        let (department, month) = key.strip_prefix(&prefix(person_id))?.split_once(':')?;
        let (department_id, month): (DepartmentId, Month) = (department.parse().ok()?, month.parse().ok()?);
        Some(Self { person_id, path: RosterPath { department_id, month } })
    }

    /// What is on this device.
    pub fn left(self) -> Left {
        let edits_alone = |_| Store::get(self.key()).map(|edits| Left { edits, ..Left::default() });
        Store::get(self.key()).or_else(edits_alone).unwrap_or_default()
    }

    /// How many cells that is, counted without reading them: the first page need not know what they are.
    fn count(self) -> usize {
        let text = Store::raw().get_item(&self.key()).ok().flatten().unwrap_or_default();
        let Ok(left) = js_sys::JSON::parse(&text) else { return 0 };
        let edits = js_sys::Reflect::get(&left, &"edits".into()).unwrap_or_default();
        // Earlier versions of the app kept the edits alone.
        let all = if js_sys::Array::is_array(&edits) { edits } else { left };
        all.dyn_into::<js_sys::Array>().map_or(0, |all| all.length() as usize)
    }

    /// Keeps what is left on the device.
    pub fn keep(self, left: &Left) {
        if left.edits.is_empty() {
            Store::delete(self.key());
        } else {
            // Storage may be full or closed; then the app itself is all there is.
            let _ = Store::set(self.key(), left);
        }
    }

    /// Names so many cells on every page; none where the sheet itself is open and tells.
    pub fn name(self, count: usize, is_sending: bool) {
        let RosterPath { department_id, month } = self.path;
        let directory = DIRECTORY.get();
        let words = move || {
            let name = directory.map(|directory| directory.department_name(department_id)).unwrap_or_default();
            text::roster::unsent_cells(count, &name, &text::month_name(month))
        };
        let href = format!("/rosters?department={department_id}&month={month}");
        ui::name_unsent(&self.key(), (count > 0).then(|| Unsent { words: Arc::new(words), href, is_sending }));
    }
}

fn prefix(person_id: PersonId) -> String {
    format!("roster:{person_id}:")
}

/// From the frame: names what earlier visits left on the device and has it taken up, now and when the network is back;
/// what waits is sent then, too.
pub fn watch(person_id: PersonId, take_up: fn(Vec<Kept>)) {
    DIRECTORY.set(Some(use_directory()));
    ui::forget_unsent();
    for kept in all_of(person_id) {
        kept.name(kept.count(), false);
    }
    let owner = Owner::current().unwrap_or_default();
    let take_up = move || {
        let all = all_of(person_id);
        if !all.is_empty() {
            owner.with(|| take_up(all));
        }
    };
    take_up();
    Home::here().on_window(ev::online, move |_| {
        send_all();
        take_up();
    });
}

/// The sheets of which somebody left something on this device.
fn all_of(person_id: PersonId) -> Vec<Kept> {
    let store = Store::raw();
    let keys = (0..store.length().unwrap_or(0)).filter_map(|index| store.key(index).ok().flatten());
    keys.filter_map(|key| Kept::read(&key, person_id)).collect()
}

/// Those who send from now on.
pub fn set_outboxes(all: Vec<Rc<dyn Outbox>>) {
    OUTBOXES.set(all);
}

/// Sends at once what can be sent.
pub fn send_all() {
    let all = OUTBOXES.with_borrow(Clone::clone);
    for outbox in all {
        outbox.send();
    }
}

/// Before somebody signs out: sends what can be sent, and waits for the answers, but not for ever. What stays unsent
/// stays on the device.
pub async fn settle() {
    send_all();
    let is_any_sending = || OUTBOXES.with_borrow(|all| all.iter().any(|outbox| outbox.is_sending()));
    let mut waited = 0;
    while is_any_sending() && waited < PATIENCE_MILLISECONDS {
        task::pause(LOOK_MILLISECONDS).await;
        waited += LOOK_MILLISECONDS;
    }
}

#[cfg(test)]
mod tests {
    use super::Kept;
    use dianwu_domain::roster::api::RosterPath;

    #[test]
    fn what_is_kept_is_found_again_by_its_owner_alone() {
        let id = |last: u8| format!("01990000-0000-7000-8000-0000000000{last:02}");
        let path = RosterPath { department_id: id(3).parse().unwrap(), month: "2026-12".parse().unwrap() };
        let kept = Kept { person_id: id(1).parse().unwrap(), path };
        assert_eq!(Kept::read(&kept.key(), kept.person_id), Some(kept));
        assert_eq!(Kept::read(&kept.key(), id(2).parse().unwrap()), None);
        assert_eq!(Kept::read("roster:", kept.person_id), None);
    }
}
