//! A page inside the frame: its head, its tools, and its body, which takes the focus when the route changes.

use super::{Icon, Strip, Text};
use crate::{task::Home, text};
use leptos::{html, prelude::*};

/// A page.
#[component]
pub fn Page(
    /// Its name, which is also the window's.
    title: Text,
    /// Where the phone's arrow leads, on pages below a tab.
    #[prop(optional)]
    back: Option<&'static str>,
    /// Beside the title.
    #[prop(optional, into)]
    beside_title: Option<ViewFn>,
    /// Buttons of the head.
    #[prop(optional, into)]
    tools: Option<ViewFn>,
    /// No greatest width.
    #[prop(optional)]
    wide: bool,
    /// As high as the window; its parts scroll.
    #[prop(optional)]
    fill: bool,
    /// The body.
    children: Children,
) -> impl IntoView {
    Home::here().is_page();
    let main = NodeRef::<html::Main>::new();
    Effect::new(move |_| document().set_title(&format!("{} · {}", title(), text::product())));
    Effect::new(move |_| {
        if let Some(main) = main.get() {
            // A page may lack a focusable body only while it is taken away.
            let _ = main.focus();
        }
    });
    view! {
        <div class="page" data-fill=fill.then_some("")>
            <Strip />
            <header class="top">
                {back
                    .map(|back| {
                        view! {
                            <a href=back class="btn only-phone" data-kind="quiet" data-icon="" aria-label=text::back>
                                <Icon name="chevron-left" />
                            </a>
                        }
                    })} <h1 class="top__title">{title}</h1> {beside_title.map(|view| view.run())}
                {tools.map(|tools| view! { <div class="top__tools">{tools.run()}</div> })}
            </header>
            <main class="main" id="main" tabindex="-1" data-wide=wide.then_some("") node_ref=main>
                {children()}
            </main>
        </div>
    }
}

/// Steps through months or days: ‹ 2026年11月 ›
#[component]
pub fn Stepper(
    /// What is shown.
    #[prop(into)]
    now: Signal<String>,
    /// The address of the one before.
    #[prop(into)]
    before: Signal<String>,
    /// What the one before is called.
    before_label: Text,
    /// The address of the one after.
    #[prop(into)]
    after: Signal<String>,
    /// What the one after is called.
    after_label: Text,
) -> impl IntoView {
    view! {
        <div class="stepper">
            <a href=move || before.get() class="btn" data-icon="" aria-label=before_label>
                <Icon name="chevron-left" />
            </a>
            <span class="stepper__now" aria-live="polite">
                {move || now.get()}
            </span>
            <a href=move || after.get() class="btn" data-icon="" aria-label=after_label>
                <Icon name="chevron-right" />
            </a>
        </div>
    }
}
