//! What opens beside a page or above it can come in a chunk of its own, once the page stands: nobody waits for it, and the
//! page is there sooner. Such a chunk hands out plain functions that make its views.

use crate::{client, task::Home, text, ui::use_toasts};
use leptos::prelude::*;
use std::pin::Pin;
use wasm_split_helpers::SplitLoaderError;

/// Fetches the chunk.
pub type Load<V> = fn() -> Pin<Box<dyn Future<Output = Result<V, SplitLoaderError>>>>;

/// A page's views that come later, as far as they have come.
pub struct Beside<V: Copy + Send + Sync + 'static> {
    load: Load<V>,
    views: RwSignal<Option<V>>,
    is_coming: StoredValue<bool>,
    is_wanted: StoredValue<bool>,
    home: Home,
}

impl<V: Copy + Send + Sync + 'static> Clone for Beside<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: Copy + Send + Sync + 'static> Copy for Beside<V> {}

impl<V: Copy + Send + Sync + 'static> Beside<V> {
    /// For the page whose body is running: nothing has come yet.
    pub fn provide(load: Load<V>) -> Self {
        let beside = Self {
            load,
            views: RwSignal::new(None),
            is_coming: StoredValue::new(false),
            is_wanted: StoredValue::new(false),
            home: Home::here(),
        };
        provide_context(beside);
        beside
    }

    /// Fetches them. What fails is told if somebody wants one of them, and fetched again with the next one.
    pub fn prepare(self) {
        if self.is_coming.get_value() || self.views.with_untracked(Option::is_some) {
            return;
        }
        self.is_coming.set_value(true);
        let toasts = use_toasts();
        self.home.read(async move {
            match (self.load)().await {
                Ok(views) => self.views.set(Some(views)),
                Err(_) if self.is_wanted.get_value() => toasts.bad(text::failure(&client::why_part_is_missing().await)),
                Err(_) => {}
            }
            self.is_coming.set_value(false);
        });
    }
}

/// One of the page's views, as soon as it is there.
pub fn beside<V: Copy + Send + Sync + 'static>(view: impl Fn(V) -> AnyView + Send + Sync + 'static) -> AnyView {
    let beside = expect_context::<Beside<V>>();
    beside.is_wanted.set_value(true);
    untrack(|| beside.prepare());
    (move || beside.views.get().map(&view)).into_any()
}
