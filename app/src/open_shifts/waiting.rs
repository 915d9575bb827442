//! A claim that waits for a decision.

use crate::{
    notices::waiting::Shown,
    shifts::{Kinds, shift_name},
    shop::open_shifts_href,
    text::{self, open_shifts},
};
use dianwu_domain::{notices::waiting::Waiting, open_shifts::waiting::OpenShiftClaimed};

/// The line.
pub fn show(waiting: &Waiting, kinds: &Kinds) -> Option<Shown> {
    let OpenShiftClaimed { department_name, day, kind_id, person_name, .. } = waiting.read()?;
    let kind = kinds.get(Some(kind_id)).cloned();
    let claimed = kind.clone();
    Some(Shown {
        icon: "hand",
        href: open_shifts_href(day.month()),
        title: Box::new(move || open_shifts::open_shift_claimed(person_name.as_str(), &text::day_name(day))),
        note: Box::new(move || {
            open_shifts::open_shift_claimed_note(department_name.as_str(), &shift_name(claimed.as_ref()))
        }),
        kind,
    })
}
