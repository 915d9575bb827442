//! The clipboard: blocks go to spreadsheets and come from them.

use super::editing::Editing;
use dianwu_domain::roster::board::Board;
use web_sys::ClipboardEvent;

const PLAIN_TEXT: &str = "text/plain";

/// Answers a copy or a cut in the table.
pub fn copied(editing: Editing, event: &ClipboardEvent, is_cut: bool) {
    let Some(data) = event.clipboard_data() else { return };
    if data.set_data(PLAIN_TEXT, &editing.copy()).is_err() {
        return;
    }
    event.prevent_default();
    if is_cut && editing.board(Board::may_edit) {
        editing.paint(editing.target(), None, false);
    }
}

/// Answers a paste in the table.
pub fn pasted(editing: Editing, event: &ClipboardEvent) {
    // A blank cell is an empty text; a picture is none.
    let text = event.clipboard_data().filter(|data| data.types().includes(&PLAIN_TEXT.into(), 0));
    let Some(block) = text.and_then(|data| data.get_data(PLAIN_TEXT).ok()) else { return };
    if editing.board(Board::may_edit) {
        event.prevent_default();
        editing.paste(&block);
    }
}
