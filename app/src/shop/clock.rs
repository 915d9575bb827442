//! The shop's clock on this device: the worker's time, and the time that has passed here since. A phone's own clock
//! may be wrong, so that it never says what time it is.

use crate::{
    client,
    task::Home,
    text,
    ui::{Toasts, use_toasts},
};
use dianwu_domain::{
    Day, DayMinute, Instant, LocalTime, Zone,
    session::api::{Me, WhoAmI},
};
use leptos::{ev, prelude::*};
use std::pin::Pin;

/// Away for longer than this, a page fetches again when it is looked at.
const STALE_MILLISECONDS: f64 = 60_000.0;

const MINUTE_MILLISECONDS: i64 = 60_000;

/// The worker's time at a moment of this device.
#[derive(Clone, Copy)]
struct Anchor {
    worker: Instant,
    device: f64,
}

/// What is done before pages fetch again, such as telling the worker what it could not be told.
pub type Before = fn() -> Pin<Box<dyn Future<Output = ()>>>;

/// The shop's clock.
#[derive(Clone, Copy)]
pub struct ShopClock {
    zone: Zone,
    anchor: StoredValue<Anchor>,
    now: RwSignal<LocalTime>,
    cut_off: DayMinute,
    today: Memo<Day>,
    wakes: RwSignal<u32>,
    is_refreshing: RwSignal<bool>,
    toasts: Toasts,
    home: Home,
    before: Before,
}

impl ShopClock {
    /// A clock that is right by the worker's answer, and moves with every minute. `before` is done before pages fetch again.
    pub fn start(me: &Me, before: Before) -> Self {
        let now = RwSignal::new(me.shop.zone.local(me.now));
        let cut_off: DayMinute = me.shop.cut_off;
        let clock = Self {
            zone: me.shop.zone,
            anchor: StoredValue::new(Anchor { worker: me.now, device: device_time() }),
            now,
            cut_off,
            today: Memo::new(move |_| now.get().business_day(cut_off)),
            wakes: RwSignal::new(0),
            is_refreshing: RwSignal::new(false),
            toasts: use_toasts(),
            home: Home::here(),
            before,
        };
        clock.tick_by_the_minute();
        clock.wake_with_the_tab();
        clock
    }

    /// What the shop's clocks show, followed by whatever view reads it.
    pub fn now(&self) -> LocalTime {
        self.now.get()
    }

    /// What they show at this moment, for what may outlive the frame; none once that is gone.
    pub fn glance(&self) -> Option<LocalTime> {
        self.now.try_get_untracked()
    }

    /// When a business day ends, in the morning of the next date.
    pub const fn cut_off(&self) -> DayMinute {
        self.cut_off
    }

    /// The business day, followed likewise: the one day that pages mark, and that 今天 means.
    pub fn today(&self) -> Day {
        self.today.get()
    }

    /// The same, for whoever does not follow it.
    pub fn now_untracked(&self) -> LocalTime {
        self.now.get_untracked()
    }

    /// The business day, likewise.
    pub fn today_untracked(&self) -> Day {
        self.today.get_untracked()
    }

    /// The shop's zone.
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// Counts how often the tab came back after a while, or the network did: a fetch that reads it happens again then.
    pub fn wakes(&self) -> u32 {
        self.wakes.get()
    }

    /// Somebody asks for the page's present state: as after a while away, but a failure is told.
    pub fn refresh(self) {
        if !self.is_refreshing.get_untracked() {
            self.is_refreshing.set(true);
            self.wake();
        }
    }

    /// Whether the page is being brought up to date because somebody asked for it, followed likewise.
    pub fn is_refreshing(&self) -> bool {
        self.is_refreshing.get()
    }

    fn instant(&self) -> Instant {
        let anchor = self.anchor.get_value();
        Instant(anchor.worker.0 + whole(device_time() - anchor.device))
    }

    /// Shows the present minute.
    fn tick(self) -> Instant {
        let instant = self.instant();
        let local = self.zone.local(instant);
        if self.now.get_untracked() != local {
            self.now.set(local);
        }
        instant
    }

    fn tick_by_the_minute(self) {
        let instant = self.tick();
        let rest = MINUTE_MILLISECONDS - instant.0.rem_euclid(MINUTE_MILLISECONDS);
        self.home.after(u32::try_from(rest).unwrap_or(1000), move || self.tick_by_the_minute()).keep();
    }

    fn wake_with_the_tab(self) {
        let hidden_at = StoredValue::new(None::<f64>);
        self.home.on_window(ev::visibilitychange, move |_| {
            if document().hidden() {
                hidden_at.set_value(Some(js_sys::Date::now()));
                return;
            }
            self.tick();
            if hidden_at.get_value().is_some_and(|at| js_sys::Date::now() - at > STALE_MILLISECONDS) {
                self.wake();
            }
        });
        self.home.on_window(ev::online, move |_| self.wake());
    }

    /// Asks the worker for the time, because this device's timers stand still while it sleeps. Without an answer the
    /// pages keep what they show.
    fn wake(self) {
        let toasts = self.toasts;
        self.home.read(async move {
            let answer = client::get::<WhoAmI>().await;
            let is_asked = self.is_refreshing.get_untracked();
            self.is_refreshing.set(false);
            let me = match answer {
                Ok(me) => me,
                Err(failure) if is_asked => return toasts.bad(text::failure(&failure)),
                Err(_) => return,
            };
            self.anchor.set_value(Anchor { worker: me.now, device: device_time() });
            self.tick();
            (self.before)().await;
            self.wakes.update(|wakes| *wakes += 1);
        });
    }
}

/// Milliseconds on a clock of this device that nobody sets.
fn device_time() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds since a page was opened fit an i64")]
const fn whole(milliseconds: f64) -> i64 {
    milliseconds as i64
}

/// The shop's clock.
///
/// # Panics
/// Outside the app's frame, which provides it.
pub fn use_clock() -> ShopClock {
    expect_context::<ShopClock>()
}
