//! Dialogs: the browser's own `<dialog>`, which keeps the focus and closes with Escape.

use super::{Icon, Text};
use crate::text;
use leptos::{ev, html, prelude::*};

/// A dialog that is open while it is in the page: show it with `<Show>` and take it away in `on_close`.
#[component]
pub fn Dialog(
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Asked to close: by its cross, Escape, or a click beside it. Where entries could be lost, ask first.
    on_close: Callback<()>,
    /// `sheet` comes from the side and fills a phone's screen.
    #[prop(optional)]
    kind: Option<&'static str>,
    /// `wide` for tables.
    #[prop(optional)]
    size: Option<&'static str>,
    /// Body (`dialog__body`) and foot (`dialog__foot`), or a form around both.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| open(dialog));
    on_cleanup(move || close(dialog));
    // Where there is much to read, the title takes the focus rather than the cross.
    let is_long = kind.is_some() || size.is_some();
    let id = StoredValue::new(format!("dialog-{}", super::new_uuid().simple()));
    view! {
        <dialog
            class="dialog"
            data-kind=kind
            data-size=size
            aria-labelledby=id.get_value()
            node_ref=dialog
            on:cancel=move |event| ask_to_close(&event, on_close)
            on:click=move |event| {
                if is_backdrop(&event, dialog) {
                    on_close.try_run(());
                }
            }
        >
            <div class="dialog__head">
                <h2
                    class="dialog__title"
                    id=id.get_value()
                    tabindex=is_long.then_some("-1")
                    autofocus=is_long
                >
                    {move || title.get()}
                </h2>
                <button
                    class="btn"
                    type="button"
                    data-kind="quiet"
                    data-icon
                    aria-label=text::close
                    on:click=move |_| on_close.run(())
                >
                    <Icon name="close" />
                </button>
            </div>
            {children()}
        </dialog>
    }
}

/// Asks before something that cannot be undone. The button names the deed.
#[component]
pub fn Confirm(
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What will happen.
    #[prop(into)]
    text: Signal<String>,
    /// The deed.
    deed: Text,
    /// The way out; 取消 unless set.
    #[prop(optional)]
    way_out: Option<Text>,
    /// The deed is harmless, such as publishing.
    #[prop(optional)]
    is_calm: bool,
    /// The deed was chosen.
    on_yes: Callback<()>,
    /// It was not.
    on_no: Callback<()>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| open(dialog));
    on_cleanup(move || close(dialog));
    let id = StoredValue::new(super::new_uuid().simple().to_string());
    let heading = move || format!("confirm-{}", id.get_value());
    let words = move || format!("confirm-text-{}", id.get_value());
    view! {
        <dialog
            class="dialog"
            data-kind="confirm"
            role="alertdialog"
            aria-labelledby=heading
            aria-describedby=words
            node_ref=dialog
            on:cancel=move |event| ask_to_close(&event, on_no)
        >
            <div class="dialog__body">
                <h2 class="dialog__title" id=heading>
                    {move || title.get()}
                </h2>
                <p id=words>{move || text.get()}</p>
            </div>
            <div class="dialog__foot">
                <button class="btn" type="button" autofocus on:click=move |_| on_no.run(())>
                    {way_out.unwrap_or(text::cancel)}
                </button>
                <button
                    class="btn"
                    type="button"
                    data-kind=if is_calm { "primary" } else { "destroy" }
                    on:click=move |_| on_yes.run(())
                >
                    {deed}
                </button>
            </div>
        </dialog>
    }
}

fn open(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get().filter(|dialog| !dialog.open()) {
        // It fails only for a dialog that is open or outside the page.
        let _ = dialog.show_modal();
    }
}

/// Closes it before it leaves the page: only then does the browser give the focus back to where it was.
fn close(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.try_get_untracked().flatten() {
        dialog.close();
    }
}

/// The page decides whether a dialog closes: it may hold entries.
fn ask_to_close(event: &ev::Event, on_close: Callback<()>) {
    event.prevent_default();
    event.stop_propagation();
    on_close.try_run(());
}

/// Whether a click fell beside the dialog's content. One in a dialog above this one is none of its business.
fn is_backdrop(event: &ev::MouseEvent, dialog: NodeRef<html::Dialog>) -> bool {
    let Some(dialog) = dialog.get_untracked() else { return false };
    let own: &web_sys::EventTarget = dialog.as_ref();
    let is_own = event.target().as_ref() == Some(own);
    let frame = dialog.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let is_outside = x < frame.left() || x > frame.right() || y < frame.top() || y > frame.bottom();
    // A click made with the keyboard has no place.
    is_own && is_outside && (x, y) != (0.0, 0.0)
}
