//! An offer to swap duty that waits for an answer.

use crate::{
    notices::waiting::Shown,
    shifts::Kinds,
    shop::duties_href,
    text::{self, cleaning},
};
use dianwu_domain::{cleaning::waiting::DutySwapOffered, notices::waiting::Waiting};

/// The line.
pub fn show(waiting: &Waiting, _: &Kinds) -> Option<Shown> {
    let DutySwapOffered { person_name, day, other_day, .. } = waiting.read()?;
    Some(Shown {
        icon: "broom",
        href: duties_href(day.month()),
        title: Box::new(move || cleaning::duty_swap_waiting(person_name.as_str())),
        note: Box::new(move || cleaning::duty_swap_waiting_note(&text::day_name(other_day), &text::day_name(day))),
        kind: None,
    })
}
