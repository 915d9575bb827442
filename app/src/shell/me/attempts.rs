//! What was tried at one's own account.

use crate::{client, shop::use_clock, text, ui::Icon};
use dianwu_domain::session::api::{ListMyRefusals, RefusalKind};
use leptos::prelude::*;

/// A line that tells of failed sign-ins in the last thirty days; nothing where there were none, or while that is not
/// known.
#[component]
pub fn Attempts() -> impl IntoView {
    let clock = use_clock();
    let refusals = LocalResource::new(client::get::<ListMyRefusals>);
    move || {
        let rows = refusals.get()?.ok()?;
        // Whoever is in and mistypes their own password need not be warned of it.
        let is_sign_in = |kind| matches!(kind, RefusalKind::WrongPassword | RefusalKind::LockedOut);
        let failed = || rows.iter().filter(|row| is_sign_in(row.kind));
        let last = failed().max_by_key(|row| row.last_at)?.clone();
        let count: u32 = failed().map(|row| row.count).sum();
        let when = move || text::moment_near(last.last_at, clock.zone(), clock.now());
        let place = last.place.clone();
        let words = move || text::attempts_text(count, &when(), &place);
        Some(view! {
            <div class="banner" data-tone="warn" role="status">
                <Icon name="warning" />
                <div class="banner__text">
                    <p>{words}</p>
                </div>
            </div>
        })
    }
}
