//! Pages without the frame: one card, and nothing else.

use super::{Brand, LangButton, Layer, turn_page};
use leptos::{ev, html, prelude::*};

/// A page before anybody is signed in. It takes the focus, so that reading begins there.
#[component]
pub fn Alone(
    /// The shop's name, once it is known.
    #[prop(optional_no_strip)]
    shop: Option<String>,
    /// With the other language at its foot.
    #[prop(optional)]
    foot: bool,
    /// What stands in the card.
    children: Children,
) -> impl IntoView {
    let main = NodeRef::<html::Main>::new();
    Effect::new(move |_| {
        if let Some(main) = main.get() {
            // It can take the focus as long as it stands.
            let _ = main.focus();
        }
    });
    view! {
        <main class="alone" id="main" tabindex="-1" node_ref=main>
            <div class="sign">
                <Brand shop=shop />
                <div class="card">{children()}</div>
                {foot.then(|| view! { <Foot /> })}
            </div>
        </main>
    }
}

/// The same above everything that is open, which is neither seen nor closed meanwhile. Named by what bears the id
/// `sign-in`.
#[component]
pub fn Lock(children: Children) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let layer = Layer::new();
    let open = move || {
        if let Some(dialog) = dialog.try_get_untracked().flatten().filter(|dialog| !dialog.open()) {
            // It is in the page and not open.
            let _ = dialog.show_modal();
            turn_page();
        }
    };
    Effect::new(move |_| {
        dialog.track();
        open();
        layer.open(|| ());
    });
    on_cleanup(move || {
        layer.close();
        turn_page();
    });
    view! {
        <dialog
            class="alone"
            aria-labelledby="sign-in"
            node_ref=dialog
            on:cancel=|event: ev::Event| event.prevent_default()
            on:close=move |_| open()
        >
            <div class="sign">
                <Brand />
                <div class="card">{children()}</div>
                <Foot />
            </div>
        </dialog>
    }
}

#[component]
fn Foot() -> impl IntoView {
    view! {
        <div class="sign__foot">
            <span></span>
            <LangButton />
        </div>
    }
}
