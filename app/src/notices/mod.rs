//! What the caller has not read, each a line that leads to what it is about. Opened is read.

use crate::{
    client,
    shifts::{Kinds, shift_name},
    shop::{day_href, duties_href, month_href, open_shifts_on},
    task::{Home, Told},
    text,
    ui::Icon,
};
use dianwu_domain::{
    Nothing, NoticeId,
    notices::api::{Notice, NoticeKind, ReadBody, ReadNotices},
};
use leptos::prelude::*;
use std::cell::RefCell;

/// The card; nothing when all is read. `refresh` fetches them again.
#[component]
pub fn NoticeList(notices: Vec<Notice>, has_more: bool, kinds: Kinds, refresh: Callback<()>) -> impl IntoView {
    let home = Home::here();
    let ids: Vec<NoticeId> = notices.iter().map(|notice| notice.id).collect();
    let lines: Vec<_> = notices.into_iter().filter_map(|notice| line(notice, &kinds)).collect();
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
                    {text::notices}
                </h2>
                <button
                    class="btn"
                    type="button"
                    data-kind="link"
                    data-size="small"
                    aria-busy=move || is_busy.get().then_some("true")
                    on:click=read_all
                >
                    {text::read_all}
                </button>
            </div>
            <ul class="list">
                {lines} {has_more.then(|| view! { <li class="item item__note">{text::more_notices}</li> })}
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

/// A line; none for what this version does not know.
fn line(notice: Notice, kinds: &Kinds) -> Option<impl IntoView + use<>> {
    let id = notice.id;
    let (icon, href) = way(&notice)?;
    let notice = StoredValue::new((notice, kinds.clone()));
    let read = move |_| {
        // What cannot be shown was not read.
        if !window().navigator().on_line() {
            return;
        }
        UNTOLD.with_borrow_mut(|untold| untold.push(id));
        // The page that it leads to does not wait for this.
        Home::app().read(tell_opened());
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

/// The sign of a notice, and where it leads.
fn way(notice: &Notice) -> Option<(&'static str, String)> {
    let month = notice.day.month();
    Some(match notice.kind {
        NoticeKind::ClaimApproved => ("hand", day_href(notice.day)),
        NoticeKind::ClaimRefused
        | NoticeKind::ClaimEnded
        | NoticeKind::ClaimDropped
        | NoticeKind::ClaimLapsed
        | NoticeKind::ShiftTaken => ("hand", open_shifts_on(notice.day)),
        NoticeKind::SwapOffered
        | NoticeKind::SwapAccepted
        | NoticeKind::SwapDeclined
        | NoticeKind::SwapEnded
        | NoticeKind::SwapLapsed => ("broom", duties_href(month)),
        NoticeKind::RosterPublished => ("grid", month_href(month)),
        NoticeKind::ShiftsChanged => match notice.changes.as_slice() {
            [change] => ("swap", day_href(change.day)),
            _ => ("swap", month_href(month)),
        },
        NoticeKind::JobFailed => ("warning", "/notices".to_owned()),
        NoticeKind::Unknown => return None,
    })
}

/// What has happened.
fn title(notice: &Notice) -> String {
    let name = notice.person_name.as_ref().map_or("", |name| name.as_str());
    let plain = match notice.kind {
        NoticeKind::ClaimApproved => text::told_claim_approved(),
        NoticeKind::ClaimRefused => text::told_claim_refused(),
        NoticeKind::ClaimEnded => text::told_claim_ended(),
        NoticeKind::ClaimDropped => text::told_claim_dropped(),
        NoticeKind::ClaimLapsed => text::told_claim_lapsed(),
        NoticeKind::ShiftTaken => return text::told_shift_taken(name),
        NoticeKind::SwapOffered => return text::duty_swap_waiting(name),
        NoticeKind::SwapAccepted => return text::told_swap_accepted(name),
        NoticeKind::SwapDeclined => return text::told_swap_declined(name),
        NoticeKind::SwapEnded => return text::told_swap_ended(name),
        NoticeKind::SwapLapsed => return text::told_swap_lapsed(name),
        NoticeKind::RosterPublished => return text::told_roster_published(&text::month_brief(notice.day.month())),
        NoticeKind::ShiftsChanged => {
            return match notice.changes.as_slice() {
                [change] => text::shift_changed_on(&text::day_name(change.day)),
                days => text::shifts_changed(days.len(), &text::month_brief(notice.day.month())),
            };
        }
        NoticeKind::JobFailed => text::told_job_failed(),
        NoticeKind::Unknown => "",
    };
    plain.to_owned()
}

/// To what.
fn note(notice: &Notice, kinds: &Kinds) -> String {
    let day = text::day_name(notice.day);
    match (notice.kind, notice.other_day) {
        (NoticeKind::RosterPublished, _) => text::told_roster_note().to_owned(),
        (NoticeKind::ShiftsChanged, _) => match notice.changes.as_slice() {
            [change] => {
                text::shift_changed_note(&shift_name(kinds.get(change.from)), &shift_name(kinds.get(change.to)))
            }
            days => days.iter().map(|change| text::day_name(change.day)).collect::<Vec<_>>().join(text::list_mark()),
        },
        (NoticeKind::JobFailed, _) => text::told_job(&day, notice.job.as_deref().unwrap_or_default()),
        (NoticeKind::SwapAccepted, Some(other)) => text::told_swap_now(&text::day_name(other)),
        (_, Some(other)) => text::told_swap_days(&day, &text::day_name(other)),
        _ => text::told_shift(&day, &shift_name(kinds.get(notice.kind_id))),
    }
}
