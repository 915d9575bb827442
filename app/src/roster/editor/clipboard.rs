//! The clipboard: blocks go to spreadsheets and come from them.

use super::desk::Desk;
use crate::{text, ui::Dialog};
use dianwu_domain::roster::board::Board;
use leptos::prelude::*;
use web_sys::ClipboardEvent;

const PLAIN_TEXT: &str = "text/plain";
/// Most unknown cells that are listed.
const SHOWN: usize = 30;

/// Answers a copy or a cut in the table.
pub fn copied(desk: Desk, event: &ClipboardEvent, is_cut: bool) {
    let Some(data) = event.clipboard_data() else { return };
    if data.set_data(PLAIN_TEXT, &desk.copy()).is_err() {
        return;
    }
    event.prevent_default();
    if is_cut && desk.board(Board::may_edit) {
        desk.paint(desk.target(), None, false);
    }
}

/// Answers a paste in the table.
pub fn pasted(desk: Desk, event: &ClipboardEvent) {
    let block = event.clipboard_data().and_then(|data| data.get_data(PLAIN_TEXT).ok()).unwrap_or_default();
    if !block.is_empty() && desk.board(Board::may_edit) {
        event.prevent_default();
        desk.paste(&block);
    }
}

/// The cells of a pasted block that name no shift, while there are any: nothing was written.
#[component]
pub fn UnknownCodes(desk: Desk) -> impl IntoView {
    let close = Callback::new(move |()| {
        desk.unknown.set(Vec::new());
        desk.focus();
    });
    move || {
        let unknown = desk.unknown.get();
        (!unknown.is_empty()).then(|| {
            let more = unknown.len().saturating_sub(SHOWN);
            let lines = unknown.into_iter().take(SHOWN).map(|code| {
                view! {
                    <tr>
                        <td class="num fit">{code.line}</td>
                        <td class="num fit">{code.column}</td>
                        <td>{code.text}</td>
                    </tr>
                }
            });
            view! {
                <Dialog title=Signal::derive(|| text::paste_refused().to_owned()) on_close=close>
                    <div class="dialog__body stack">
                        <p>{text::paste_refused_text}</p>
                        <div class="table-frame">
                            <table class="table">
                                <thead>
                                    <tr>
                                        <th class="num fit">{text::paste_line}</th>
                                        <th class="num fit">{text::paste_column}</th>
                                        <th>{text::paste_content}</th>
                                    </tr>
                                </thead>
                                <tbody>{lines.collect_view()}</tbody>
                            </table>
                        </div>
                        {(more > 0).then(|| view! { <p class="small">{text::more_problems(more)}</p> })}
                    </div>
                    <div class="dialog__foot">
                        <button class="btn" data-kind="primary" type="button" on:click=move |_| close.run(())>
                            {text::close}
                        </button>
                    </div>
                </Dialog>
            }
        })
    }
}
