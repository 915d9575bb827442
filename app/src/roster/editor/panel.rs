//! A panel beside the table; on a phone a sheet over it.

use super::editing::Editing;
use crate::{
    text,
    ui::{Dialog, Icon, Text},
};
use leptos::prelude::*;

/// The panel, while it is in the page. One that waits for something to be settled has no `on_close`: on a phone it is put
/// off, and comes back when there is more to settle or somebody asks for it.
#[component]
pub fn SidePanel(
    editing: Editing,
    is_phone: Signal<bool>,
    /// Its name.
    label: Text,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Takes it away.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let put_off = Callback::new(move |()| editing.panels.is_put_off.set(true));
    let cross = move || {
        on_close.map(|on_close| {
            view! {
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
            }
        })
    };
    move || {
        if !is_phone.get() {
            view! {
                <aside class="roster-panel" aria-label=label>
                    <div class="row">
                        <h2 class="card__title grow">{title}</h2>
                        {cross}
                    </div>
                    {children.with_value(|children| children())}
                </aside>
            }
            .into_any()
        } else if on_close.is_some() || !editing.panels.is_put_off.get() {
            view! {
                <Dialog title=title kind="sheet" on_close=on_close.unwrap_or(put_off)>
                    <div class="dialog__body stack">{children.with_value(|children| children())}</div>
                </Dialog>
            }
            .into_any()
        } else {
            ().into_any()
        }
    }
}

/// Brings a panel that was put off back whenever there is more to settle.
pub fn return_with(editing: Editing, count: Memo<usize>) {
    Effect::new(move |before: Option<usize>| {
        let now = count.get();
        if before.is_some_and(|before| now > before) {
            editing.panels.is_put_off.set(false);
        }
        now
    });
}
