//! Every word on the screen, Chinese and English side by side, so that neither can be forgotten: a text is a function,
//! a missing one does not compile, and one that nobody shows is dead code. Texts follow the chosen language without
//! a reload wherever a view holds the function itself: `<h1>{text::today}</h1>`.

pub mod audit;
pub mod cleaning;
mod me;
pub mod notices;
pub mod open_shifts;
pub mod people;
mod problem;
pub mod roster;
pub mod session;
pub mod settings;
mod shell;
pub mod shifts;
mod time;
pub mod today;
mod uses;
pub mod wishes;
pub mod worktime;

pub use self::{me::*, problem::*, shell::*, time::*, uses::not_deleted};

use crate::task::Home;
use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A language of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The language tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

const LANG_KEY: &str = "lang";

thread_local! {
    /// One for the whole app: texts are wanted in places that no context reaches.
    static LANG: ArcRwSignal<Lang> = ArcRwSignal::new(remembered());
}

/// The language that was chosen on this device.
fn remembered() -> Lang {
    if cfg!(test) { Lang::default() } else { LocalStorage::get(LANG_KEY).unwrap_or_default() }
}

/// Runs a test in a language.
#[cfg(test)]
pub fn in_lang<T>(lang: Lang, run: impl FnOnce() -> T) -> T {
    LANG.with(|signal| signal.set(lang));
    let told = run();
    LANG.with(|signal| signal.set(Lang::default()));
    told
}

/// The language, followed by whatever view reads it. Words that are wanted once, such as a toast's, follow nothing.
pub fn lang() -> Lang {
    LANG.with(|lang| if is_followed() { lang.get() } else { lang.get_untracked() })
}

/// Whether what is read now is followed: in views, effects and memos, but not in answers and timers.
pub fn is_followed() -> bool {
    leptos::reactive::graph::Observer::get().is_some()
}

/// Changes the language and remembers it on this device.
pub fn set_lang(lang: Lang) {
    // Storage may be closed, as in private windows; then the choice lasts as long as the page.
    let _ = LocalStorage::set(LANG_KEY, lang);
    show(lang);
}

/// Follows what was chosen in another tab.
pub fn follow_other_tabs() {
    Home::here().on_window(leptos::ev::storage, |_| show(remembered()));
}

fn show(lang: Lang) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", lang.tag());
    }
    LANG.with(|signal| signal.set(lang));
}

/// Declares texts: `name = "中文", "English";`, with parameters `name(count: usize) = "共 {count} 页", "{count} in all";`,
/// and where the English of one differs `name(count: usize) = "{count} 天", "1 day" | "{count} days";`: then the first
/// parameter is what is counted.
macro_rules! texts {
    ($($name:ident $(($($arg:ident: $kind:ty),+))? = $zh:literal, $en:literal $(| $many:literal)?;)*) => {
        $($crate::text::texts!(@one $name $(($($arg: $kind),+))? = $zh, $en $(| $many)?);)*
    };
    (@one $name:ident = $zh:literal, $en:literal) => {
        #[doc = $zh]
        pub fn $name() -> &'static str {
            match $crate::text::lang() {
                $crate::text::Lang::Zh => $zh,
                $crate::text::Lang::En => $en,
            }
        }
    };
    (@one $name:ident ($count:ident: $number:ty $(, $arg:ident: $kind:ty)*) = $zh:literal, $one:literal | $many:literal) => {
        #[doc = $zh]
        pub fn $name($count: $number $(, $arg: $kind)*) -> String {
            match $crate::text::lang() {
                $crate::text::Lang::Zh => format!($zh),
                $crate::text::Lang::En if $count == 1 => format!($one),
                $crate::text::Lang::En => format!($many),
            }
        }
    };
    (@one $name:ident ($($arg:ident: $kind:ty),+) = $zh:literal, $en:literal) => {
        #[doc = $zh]
        pub fn $name($($arg: $kind),+) -> String {
            match $crate::text::lang() {
                $crate::text::Lang::Zh => format!($zh),
                $crate::text::Lang::En => format!($en),
            }
        }
    };
}
pub(crate) use texts;
