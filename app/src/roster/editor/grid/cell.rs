//! One cell: what it shows, and what it says in words.

use super::elements::set_or_remove;
use crate::text;
use dianwu_domain::{
    roster::board::{Board, Face, Mark, Place},
    shifts::api::ShiftKind,
    worktime::Severity,
};
use web_sys::Element;

/// What a cell says in words: its shift, what was wished, and what the rules find.
pub fn describe(board: &Board, place: Place) -> String {
    let mut words = shift_words(board, place);
    if let Some(wish) = board.wish(place) {
        let kind = wish.kind_id.map(|id| name_of(board, Some(id)));
        words = text::roster::cell_and(&words, &text::roster::wish_words(kind.as_deref(), wish.note.as_str()));
    }
    if board.is_beyond_employment(place) {
        words = text::roster::cell_and(&words, text::roster::cell_beyond());
    }
    for finding in board.findings_at(place) {
        words = text::roster::cell_and(&words, &text::worktime::finding_words(finding));
    }
    words
}

fn shift_words(board: &Board, place: Place) -> String {
    let face = match board.face(place) {
        Face::Shut => text::roster::cell_shut().to_owned(),
        Face::Empty => text::roster::cell_empty().to_owned(),
        Face::Unknown => text::roster::cell_unknown().to_owned(),
        Face::Kind(index) => board.kinds().get(index).map(kind_name).unwrap_or_default(),
    };
    match board.mark(place) {
        Mark::None | Mark::Saving => face,
        Mark::Unsaved => text::roster::cell_unsaved(&face),
        Mark::Failed => text::roster::cell_failed(&face),
        Mark::Changed => {
            let before = board.change(place).and_then(|change| change.from);
            text::roster::cell_was(&face, &name_of(board, before))
        }
        Mark::Conflict => {
            let theirs =
                board.conflicts().find(|(other, _)| *other == place).and_then(|(_, found)| found.theirs.kind_id);
            text::roster::cell_conflict(&face, &name_of(board, theirs))
        }
    }
}

/// What a shift kind is called, or an empty cell.
pub fn name_of(board: &Board, kind_id: Option<dianwu_domain::ShiftKindId>) -> String {
    match kind_id {
        None => text::roster::cell_empty().to_owned(),
        Some(id) => board.kind(id).map_or_else(|| text::roster::cell_unknown().to_owned(), kind_name),
    }
}

pub fn kind_name(kind: &ShiftKind) -> String {
    kind.fields.name.to_string()
}

/// Shows a cell as the board has it. From a new one nothing needs to be taken away: while a table is built, that spares
/// the browser tens of thousands of calls.
pub fn paint_cell(cell: &Element, board: &Board, place: Place, is_new: bool) {
    let set_or_remove = |name, value: Option<&str>| {
        if value.is_some() || !is_new {
            set_or_remove(cell, name, value);
        }
    };
    let (code, hue, kind) = match board.face(place) {
        Face::Shut => ("", None, Some("shut")),
        Face::Empty => ("", None, None),
        Face::Unknown => ("?", Some("slate"), None),
        Face::Kind(index) => board.kinds().get(index).map_or(("", None, None), |kind| {
            let fields = &kind.fields;
            (fields.code.as_str(), Some(fields.hue.as_str()), (!kind.is_work()).then_some("rest"))
        }),
    };
    cell.set_text_content(Some(code));
    set_or_remove("data-long", (code.chars().count() > 2).then_some(""));
    set_or_remove("data-hue", hue);
    set_or_remove("data-kind", kind);
    set_or_remove("aria-readonly", board.is_shut(place).then_some("true"));
    let state = match board.mark(place) {
        Mark::None => None,
        Mark::Changed => Some("changed"),
        Mark::Unsaved => Some("unsaved"),
        Mark::Saving => Some("saving"),
        Mark::Failed => Some("failed"),
        Mark::Conflict => Some("conflict"),
    };
    set_or_remove("data-state", state);
    let finding = match board.severity_at(place) {
        Severity::Off => None,
        Severity::Warning => Some("warning"),
        Severity::Error => Some("error"),
    };
    set_or_remove("data-finding", finding);
    let wish = board.wish(place).map(|wish| if wish.kind_id.is_none() { "off" } else { "shift" });
    set_or_remove("data-wish", wish);
    if !is_new || state.is_some() || finding.is_some() || wish.is_some() {
        label(cell, board, place, false);
    }
}

/// Names a cell: in full where the keys are, else only where its letter does not say enough.
pub fn label(cell: &Element, board: &Board, place: Place, is_active: bool) {
    let tells_more = matches!(board.mark(place), Mark::Changed | Mark::Failed | Mark::Conflict)
        || board.wish(place).is_some()
        || board.severity_at(place) != Severity::Off;
    let words = (is_active || tells_more).then(|| describe(board, place));
    set_or_remove(cell, "title", words.as_deref().filter(|_| tells_more));
    let name = board.people().get(usize::from(place.row)).map(|person| person.name.as_str());
    let full = words.zip(name).map(|(words, name)| text::roster::cell_label(name, board.day(place.column), &words));
    set_or_remove(cell, "aria-label", full.as_deref());
}
