//! What the caller has not read, each a line that leads to what it is about. Opened is read. The inbox has all of it.

mod inbox;
mod line;
mod unread;
pub mod waiting;

pub use self::{
    inbox::{NOTICES, load_watch_unread},
    unread::{INBOX, Unread, unread_mark, use_unread},
};

use crate::{
    client,
    shifts::Kinds,
    task::{Home, Told},
    text,
    ui::Icon,
};
use dianwu_domain::{
    Nothing, NoticeId,
    notices::api::{Notice, ReadBody, ReadNotices},
};
use leptos::prelude::*;
use line::{note, title, way};
use std::cell::RefCell;

/// The card; nothing when all is read. `refresh` fetches them again.
#[component]
pub fn NoticeList(notices: Vec<Notice>, has_more: bool, kinds: Kinds, refresh: Callback<()>) -> impl IntoView {
    let home = Home::here();
    let ids: Vec<NoticeId> = notices.iter().map(|notice| notice.id).collect();
    let lines: Vec<_> = notices.into_iter().filter_map(|notice| shown(notice, &kinds)).collect();
    if lines.is_empty() {
        return ().into_any();
    }
    let is_busy = RwSignal::new(false);
    let read_all = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let body = ReadBody { notice_ids: ids.clone() };
        let call = async move { client::call::<ReadNotices>(&Nothing {}, &Nothing {}, &body).await };
        home.send(call, move |result| {
            is_busy.set(false);
            refresh.try_run(());
            Told::failures(result)
        });
    };
    view! {
        <section class="card" aria-labelledby="notices">
            <div class="card__head">
                <h2 class="card__title" id="notices">
                    {text::notices::notices}
                </h2>
                <button
                    class="btn"
                    type="button"
                    data-kind="link"
                    data-size="small"
                    aria-busy=move || is_busy.get().then_some("true")
                    on:click=read_all
                >
                    {text::notices::read_all}
                </button>
            </div>
            <ul class="list">
                {lines} {has_more.then(|| view! { <li class="item item__note">{text::notices::more_notices}</li> })}
            </ul>
        </section>
    }
    .into_any()
}

thread_local! {
    /// What was opened while the worker could not be told, as without a network. It is told before the list is fetched
    /// anew; another's notices, read by who used this device before, are nobody's to the worker.
    static UNTOLD: RefCell<Vec<NoticeId>> = const { RefCell::new(Vec::new()) };
}

/// Tells the worker what was opened while it could not be told.
pub async fn tell_opened() {
    let notice_ids = UNTOLD.take();
    if notice_ids.is_empty() {
        return;
    }
    let body = ReadBody { notice_ids };
    if client::call::<ReadNotices>(&Nothing {}, &Nothing {}, &body).await.is_err() {
        UNTOLD.with_borrow_mut(|untold| untold.extend(body.notice_ids));
    }
}

/// Notes that a notice was opened, and whether it was: what cannot be shown was not read.
fn opened(id: NoticeId) -> bool {
    let is_shown = window().navigator().on_line();
    if is_shown {
        UNTOLD.with_borrow_mut(|untold| untold.push(id));
        // The page that it leads to does not wait for this.
        Home::app().read(tell_opened());
    }
    is_shown
}

/// A line; none for what this version does not know.
fn shown(notice: Notice, kinds: &Kinds) -> Option<impl IntoView + use<>> {
    let id = notice.id;
    let (icon, href) = way(&notice)?;
    let unread = use_unread();
    let notice = StoredValue::new((notice, kinds.clone()));
    let read = move |_| {
        if opened(id) {
            unread.less();
        }
    };
    Some(view! {
        <li>
            <a href=href class="item" on:click=read>
                <Icon name=icon />
                <span class="item__text">
                    <span class="item__title">{move || notice.with_value(|(notice, _)| title(notice))}</span>
                    <span class="item__note">{move || notice.with_value(|(notice, kinds)| note(notice, kinds))}</span>
                </span>
                <span class="item__end">
                    <Icon name="chevron-right" size="small" />
                </span>
            </a>
        </li>
    })
}
