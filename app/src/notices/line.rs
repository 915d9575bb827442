//! A notice in words: its sign, what has happened, to what, and where that is.

use super::unread::INBOX;
use crate::{
    shifts::{Kinds, shift_name},
    shop::{day_href, duties_href, month_href, open_shifts_on},
    text,
};
use dianwu_domain::notices::api::{Notice, NoticeKind};

/// The sign of a notice, and where it leads.
pub fn way(notice: &Notice) -> Option<(&'static str, String)> {
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
        NoticeKind::JobFailed => ("warning", INBOX.to_owned()),
        NoticeKind::Unknown => return None,
    })
}

/// What has happened.
pub fn title(notice: &Notice) -> String {
    let name = notice.person_name.as_ref().map_or("", |name| name.as_str());
    let plain = match notice.kind {
        NoticeKind::ClaimApproved => text::notices::told_claim_approved(),
        NoticeKind::ClaimRefused => text::notices::told_claim_refused(),
        NoticeKind::ClaimEnded => text::notices::told_claim_ended(),
        NoticeKind::ClaimDropped => text::notices::told_claim_dropped(),
        NoticeKind::ClaimLapsed => text::notices::told_claim_lapsed(),
        NoticeKind::ShiftTaken => return text::notices::told_shift_taken(name),
        NoticeKind::SwapOffered => return text::cleaning::duty_swap_waiting(name),
        NoticeKind::SwapAccepted => return text::notices::told_swap_accepted(name),
        NoticeKind::SwapDeclined => return text::notices::told_swap_declined(name),
        NoticeKind::SwapEnded => return text::notices::told_swap_ended(name),
        NoticeKind::SwapLapsed => return text::notices::told_swap_lapsed(name),
        NoticeKind::RosterPublished => {
            return text::notices::told_roster_published(&text::today::month_brief(notice.day.month()));
        }
        NoticeKind::ShiftsChanged => {
            return match notice.changes.as_slice() {
                [change] => text::notices::shift_changed_on(&text::day_name(change.day)),
                days => text::notices::shifts_changed(days.len(), &text::today::month_brief(notice.day.month())),
            };
        }
        NoticeKind::JobFailed => text::notices::told_job_failed(),
        NoticeKind::Unknown => "",
    };
    plain.to_owned()
}

/// To what.
pub fn note(notice: &Notice, kinds: &Kinds) -> String {
    let day = text::day_name(notice.day);
    match (notice.kind, notice.other_day) {
        (NoticeKind::RosterPublished, _) => text::notices::told_roster_note().to_owned(),
        (NoticeKind::ShiftsChanged, _) => match notice.changes.as_slice() {
            [change] => text::notices::shift_changed_note(
                &shift_name(kinds.get(change.from)),
                &shift_name(kinds.get(change.to)),
            ),
            days => days
                .iter()
                .map(|change| text::day_name(change.day))
                .collect::<Vec<_>>()
                .join(text::cleaning::list_mark()),
        },
        (NoticeKind::JobFailed, _) => text::notices::told_job(&day, notice.job.as_deref().unwrap_or_default()),
        (NoticeKind::SwapAccepted, Some(other)) => text::notices::told_swap_now(&text::day_name(other)),
        (_, Some(other)) => text::notices::told_swap_days(&day, &text::day_name(other)),
        _ => text::notices::told_shift(&day, &shift_name(kinds.get(notice.kind_id))),
    }
}
