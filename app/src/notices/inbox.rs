//! 消息: everything that the caller was told, the latest first.

use super::{
    line::{note, title, way},
    opened, tell_opened,
    unread::{INBOX, Unread, use_unread},
};
use crate::{
    client::{self, Failure},
    place::place,
    shifts::{Kinds, keep_kinds},
    shop::{use_caller, use_clock, use_directory},
    task::{Home, Told},
    text,
    ui::{Empty, Failed, Icon, Load, Page},
};
use dianwu_domain::{
    Nothing, Page as PageOf, Zone,
    notices::api::{CountUnread, InboxQuery, ListNotices, Notice, ReadAllBody, ReadAllNotices, Unread as Counted},
};
use leptos::prelude::*;

/// Counts what is unread whenever the page is looked at after a while. 今日 and the inbox count by themselves.
fn watch_unread() {
    let (clock, home) = (use_clock(), Home::here());
    let unread = use_unread();
    Effect::new(move |_| {
        clock.wakes();
        if location().pathname().is_ok_and(|path| path != "/" && path != "/notices") {
            count(home, unread);
        }
    });
}

/// Counts what is unread now.
fn count(home: Home, unread: Unread) {
    home.read(async move {
        // What fails here is told by the page that is open.
        if let Ok(Counted { count }) = client::get::<CountUnread>().await {
            unread.set(count);
        }
    });
}

async fn fetch(query: InboxQuery) -> Result<PageOf<Notice>, Failure> {
    client::call::<ListNotices>(&Nothing {}, &query, &Nothing {}).await
}

place! {
    /// 消息.
    NOTICES = "/notices", text::notices::inbox, "bell", everybody, ["/api/notices"], inbox: load_inbox => InboxPage
}

/// Fetches the inbox's chunk for what counts the unread ones.
#[wasm_split_helpers::wasm_split(inbox, fallible)]
pub fn load_watch_unread() -> Result<fn(), wasm_split_helpers::SplitLoaderError> {
    Ok(watch_unread)
}

/// The page.
#[component]
fn InboxPage() -> impl IntoView {
    let clock = use_clock();
    let kinds = use_directory().kinds;
    let (home, unread) = (Home::here(), use_unread());
    let first = LocalResource::new(move || {
        clock.wakes();
        async move {
            tell_opened().await;
            // Elsewhere, as on another device, more may have been read than this app knows of.
            count(home, unread);
            fetch(InboxQuery::default()).await
        }
    });
    keep_kinds(kinds, first, |page| {
        let changes = page.items.iter().flat_map(|notice| &notice.changes);
        let changed = changes.flat_map(|change| [change.from, change.to]).flatten();
        changed.chain(page.items.iter().filter_map(|notice| notice.kind_id)).collect()
    });
    view! {
        <Page title=text::notices::inbox back="/more">
            <Load of=kinds keeps=|_| true let(kinds)>
                <Load of=first keeps=|_| true let(page)>
                    <Inbox page=page kinds=Kinds::new(kinds.clone()) />
                </Load>
            </Load>
        </Page>
    }
}

/// A notice, and whether it has been read by now.
type Row = (Notice, RwSignal<bool>);

fn rows_of(items: Vec<Notice>) -> Vec<Row> {
    items.into_iter().map(|notice| (notice.clone(), RwSignal::new(notice.is_read))).collect()
}

/// The notices, more on demand.
#[component]
fn Inbox(page: PageOf<Notice>, kinds: Kinds) -> impl IntoView {
    let zone = use_caller().me().shop.zone;
    let (unread, home) = (use_unread(), Home::here());
    let owner = Owner::current().unwrap_or_default();
    let latest = page.items.first().map(Notice::key);
    let next = RwSignal::new(page.next);
    let rows = RwSignal::new(rows_of(page.items));
    let failure = RwSignal::new(None::<Failure>);
    let (is_fetching, is_reading) = (RwSignal::new(false), RwSignal::new(false));
    let fetch_more = move || {
        let Some(after) = next.get_untracked().and_then(|key| key.parse().ok()) else { return };
        if is_fetching.get_untracked() {
            return;
        }
        is_fetching.set(true);
        failure.set(None);
        let owner = owner.clone();
        home.read(async move {
            match fetch(InboxQuery { after: Some(after) }).await {
                Ok(page) => {
                    rows.update(|rows| rows.extend(owner.with(|| rows_of(page.items))));
                    next.set(page.next);
                }
                Err(problem) => failure.set(Some(problem)),
            }
            is_fetching.set(false);
        });
    };
    let read_all = move |_| {
        let Some(latest) = latest.filter(|_| !is_reading.get_untracked()) else { return };
        is_reading.set(true);
        let call =
            async move { client::call::<ReadAllNotices>(&Nothing {}, &Nothing {}, &ReadAllBody { latest }).await };
        home.write(call, Told::failures, move |result| {
            is_reading.set(false);
            if result.is_ok() {
                unread.set(0);
                rows.with_untracked(|rows| rows.iter().for_each(|(_, is_read)| is_read.set(true)));
            }
        });
    };
    let is_any_unread = move || unread.is_any() || rows.with(|rows| rows.iter().any(|(_, is_read)| !is_read.get()));
    let more = StoredValue::new_local(fetch_more);
    let fetch_more = move || more.with_value(|fetch| fetch());
    if rows.with_untracked(Vec::is_empty) && next.with_untracked(Option::is_none) {
        return view! { <Empty icon="bell" title=text::notices::inbox_empty text=text::notices::inbox_empty_text /> }
            .into_any();
    }
    view! {
        <section class="card" aria-labelledby="inbox">
            <div class="card__head">
                <h2 class="card__title" id="inbox">
                    {text::notices::inbox_all}
                </h2>
                <Show when=is_any_unread>
                    <button
                        class="btn"
                        type="button"
                        data-kind="link"
                        data-size="small"
                        aria-busy=move || is_reading.get().then_some("true")
                        on:click=read_all
                    >
                        {text::notices::read_all}
                    </button>
                </Show>
            </div>
            <ul class="list">
                <For each=move || rows.get() key=|(notice, _)| notice.id let((notice, is_read))>
                    {line(notice, is_read, &kinds, zone)}
                </For>
            </ul>
        </section>
        {move || failure.get().map(|problem| view! { <Failed failure=problem on_retry=Callback::new(move |()| fetch_more()) /> })}
        <Show when=move || next.get().is_some()>
            <div class="more">
                <button
                    class="btn"
                    type="button"
                    aria-busy=move || is_fetching.get().then_some("true")
                    on:click=move |_| fetch_more()
                >
                    {text::load_more}
                </button>
            </div>
        </Show>
    }
    .into_any()
}

/// A line; none for what this version does not know. What leads nowhere else is no link.
fn line(notice: Notice, is_read: RwSignal<bool>, kinds: &Kinds, zone: Zone) -> Option<AnyView> {
    let (id, told_at) = (notice.id, notice.told_at);
    let (icon, href) = way(&notice)?;
    let unread = use_unread();
    let notice = StoredValue::new((notice, kinds.clone()));
    let open = move |_| {
        if !is_read.get_untracked() && opened(id) {
            is_read.set(true);
            unread.less();
        }
    };
    let leads_on = href != INBOX;
    let inner = view! {
        <Icon name=icon />
        <span class="item__text">
            <span class="item__title">{move || notice.with_value(|(notice, _)| title(notice))}</span>
            <span class="item__note">{move || notice.with_value(|(notice, kinds)| note(notice, kinds))}</span>
            <span class="item__note">
                <time>{move || text::moment_short(told_at, zone)}</time>
            </span>
        </span>
        <span class="item__end">
            <Show when=move || !is_read.get()>
                <span class="chip" data-tone="accent" data-dot="">
                    {text::notices::unread}
                </span>
            </Show>
            {leads_on.then(|| view! { <Icon name="chevron-right" size="small" /> })}
        </span>
    };
    Some(match leads_on {
        true => view! { <li><a href=href class="item" on:click=open>{inner}</a></li> }.into_any(),
        false => view! { <li class="item">{inner}</li> }.into_any(),
    })
}
