//! How many notices the caller has not read, as the frame shows it. 今日 brings the count along; on other pages it is
//! asked for in the quiet after the first one.

use crate::text;
use leptos::prelude::*;

/// Where the unread ones are read.
pub const INBOX: &str = "/notices";

/// The count; none until it is known.
#[derive(Clone, Copy)]
pub struct Unread(RwSignal<Option<u32>>);

impl Unread {
    /// For one person's frame.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The worker has said how many there are.
    pub fn set(self, count: u32) {
        self.0.try_set(Some(count));
    }

    /// One was read.
    pub fn less(self) {
        self.0.try_update(|count| *count = count.map(|count| count.saturating_sub(1)));
    }

    /// Whether there are any, followed by whatever view reads it.
    pub fn is_any(self) -> bool {
        self.0.get().unwrap_or(0) > 0
    }
}

/// The count of the frame.
///
/// # Panics
/// Outside the frame, which provides it.
pub fn use_unread() -> Unread {
    expect_context::<Unread>()
}

/// The count as a mark; nothing when all is read.
pub fn unread_mark() -> AnyView {
    let Unread(count) = use_unread();
    let mark = move || {
        let count = count.get().filter(|count| *count > 0)?;
        let shown = if count > 99 { "99+".to_owned() } else { count.to_string() };
        Some(view! {
            <span class="count" role="img" aria-label=text::notices::unread_messages(count)>
                {shown}
            </span>
        })
    };
    mark.into_any()
}
