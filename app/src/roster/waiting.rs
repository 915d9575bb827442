//! A roster that ought to be published.

use crate::{
    notices::waiting::Shown,
    shifts::Kinds,
    text::{self, roster},
};
use dianwu_domain::{notices::waiting::Waiting, roster::waiting::RosterNotPublished};

/// The line.
pub fn show(waiting: &Waiting, _: &Kinds) -> Option<Shown> {
    let RosterNotPublished { department_id, department_name, month } = waiting.read()?;
    Some(Shown {
        icon: "grid",
        href: format!("/rosters?department={department_id}&month={month}"),
        title: Box::new(move || roster::roster_unpublished(department_name.as_str(), &text::today::month_brief(month))),
        note: Box::new(|| roster::roster_unpublished_note().to_owned()),
        kind: None,
    })
}
