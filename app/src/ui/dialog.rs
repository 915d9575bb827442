//! Dialogs: the browser's own `<dialog>`, which keeps the focus and closes with Escape, and here with the way back too.

use super::{Guard, GuardQuestion, Icon, Layer, Text, catch_focus, entrance, turn_page};
use crate::text;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// Closes the dialog around a part of it; asks first where entries would be lost.
#[derive(Clone, Copy)]
struct AskToClose(Callback<()>);

/// A dialog that is open while it is in the page: show it with `<Show>` and take it away in `on_close`. Once something is
/// entered in a form inside, it asks before it closes.
#[component]
pub fn Dialog(
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Closed: by its cross, [`CancelButton`], Escape, the way back, or a click beside it.
    on_close: Callback<()>,
    /// `sheet` comes from the side and fills a phone's screen.
    #[prop(optional)]
    kind: Option<&'static str>,
    /// `wide` for tables.
    #[prop(optional)]
    size: Option<&'static str>,
    /// Closes unasked: what is entered is no loss, or `on_close` asks by itself.
    #[prop(optional)]
    unasked: bool,
    /// The page's address says that it is open, so that the way back closes it anyway.
    #[prop(optional)]
    in_address: bool,
    /// Body (`dialog__body`) and foot (`dialog__foot`), or a form around both.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let guard = Guard::new();
    let ask = Callback::new(move |()| match unasked {
        true => on_close.run(()),
        false => guard.leave(move || {
            on_close.try_run(());
        }),
    });
    provide_context(AskToClose(ask));
    lie_above(dialog, ask, in_address);
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
            on:cancel=move |event| ask_to_close(&event, ask)
            on:close=move |_| was_closed(dialog, ask)
            on:mousedown=move |event| {
                // A press beside it takes no focus away.
                if is_backdrop(&event, dialog) {
                    event.prevent_default();
                }
            }
            on:input=move |event| {
                if is_within(&event, "form") {
                    guard.enter();
                }
            }
            on:click=move |event| {
                if is_within(&event, "fieldset button") {
                    guard.enter();
                } else if is_backdrop(&event, dialog) {
                    ask.try_run(());
                }
            }
        >
            <div class="dialog__head">
                <h2
                    class="dialog__title"
                    id=id.get_value()
                    tabindex="-1"
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
                    on:click=move |_| ask.run(())
                >
                    <Icon name="close" />
                </button>
            </div>
            {children()}
        </dialog>
        <GuardQuestion of=guard />
    }
}

/// The way out at the foot of a dialog with a form.
///
/// # Panics
/// Outside a [`Dialog`].
#[component]
pub fn CancelButton() -> impl IntoView {
    let AskToClose(ask) = expect_context();
    view! {
        <button class="btn" type="button" on:click=move |_| ask.run(())>
            {text::cancel}
        </button>
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
    lie_above(dialog, on_no, false);
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
            on:close=move |_| was_closed(dialog, on_no)
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

/// Opens a dialog with its place in the page, and closes it with it.
fn lie_above(dialog: NodeRef<html::Dialog>, on_back: Callback<()>, in_address: bool) {
    let layer = Layer::new();
    Effect::new(move |_| {
        open(dialog);
        if !in_address {
            layer.open(move || {
                on_back.try_run(());
            });
        }
    });
    on_cleanup(move || {
        layer.close();
        close(dialog);
        catch_focus();
    });
}

fn open(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get().filter(|dialog| !dialog.open()) {
        show(&dialog);
        turn_page();
    }
}

/// Shows it, with the focus where it begins: left to itself, a browser takes the cross.
fn show(dialog: &web_sys::HtmlDialogElement) {
    // It fails only for a dialog that is open or outside the page.
    let _ = dialog.show_modal();
    if let Some(place) = entrance(dialog) {
        // What is disabled takes no focus.
        let _ = place.focus();
    }
}

/// Closes it before it leaves the page: only then does the browser give the focus back to where it was.
fn close(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.try_get_untracked().flatten() {
        dialog.close();
        turn_page();
    }
}

/// The page decides whether a dialog closes: it may hold entries.
fn ask_to_close(event: &ev::Event, ask: Callback<()>) {
    event.prevent_default();
    event.stop_propagation();
    ask.try_run(());
}

/// Browsers close a dialog unasked when they have asked once in vain. It opens again, and the page decides.
fn was_closed(dialog: NodeRef<html::Dialog>, ask: Callback<()>) {
    let closed = dialog.try_get_untracked().flatten().filter(|dialog| dialog.is_connected() && !dialog.open());
    if let Some(dialog) = closed {
        // Whatever asks comes after it, and lies above it.
        show(&dialog);
        ask.try_run(());
    }
}

/// Whether an event comes from within what a selector names.
fn is_within(event: &ev::Event, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
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
