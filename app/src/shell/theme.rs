//! Light, dark, or as the system has it; remembered on this device, and set before the first paint by `boot.js`.

use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

/// How the screens look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

const THEME_KEY: &str = "theme";

impl Theme {
    /// The choice of this device.
    pub fn saved() -> Self {
        LocalStorage::get(THEME_KEY).unwrap_or_default()
    }

    /// Its name in the page and in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Makes the screens look so, now and from now on.
    pub fn choose(self) {
        // Storage may be closed, as in private windows; then the choice lasts as long as the page.
        let _ = LocalStorage::set(THEME_KEY, self);
        let Some(root) = document().document_element() else { return };
        let _ = match self {
            Self::System => root.remove_attribute("data-theme"),
            chosen => root.set_attribute("data-theme", chosen.as_str()),
        };
        // The browser's own bars go with it, by the function of `boot.js`.
        let paint = js_sys::Reflect::get(&window(), &"paintBars".into());
        if let Some(paint) = paint.ok().and_then(|paint| paint.dyn_into::<js_sys::Function>().ok()) {
            let _ = paint.call1(&wasm_bindgen::JsValue::NULL, &self.as_str().into());
        }
    }
}
