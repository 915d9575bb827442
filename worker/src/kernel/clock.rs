//! The worker's clock: the only place that asks the platform for the time or makes an id that carries it (`clippy.toml`).
//!
//! Tests live on days of their own. A build with debug assertions, which a release is not, adds CLOCK_OFFSET
//! milliseconds to the time; the time itself goes on. A release has no such code: `xtask/src/build/worker.rs` looks for
//! the variable's name in what it has built, and a deployment refuses a configuration that names it.

use dianwu_domain::Instant;
use uuid::Uuid;

pub use offset::read;

/// What time it is.
#[expect(clippy::disallowed_methods, reason = "the clock itself")]
pub fn now() -> Instant {
    let platform = i64::try_from(worker::Date::now().as_millis()).unwrap_or(i64::MAX);
    Instant(platform.saturating_add(offset::milliseconds()))
}

/// A new id, in the order of time.
#[expect(clippy::disallowed_methods, reason = "the clock itself")]
pub fn new_id() -> Uuid {
    shifted(Uuid::now_v7(), offset::milliseconds())
}

/// The id that would have been made so many milliseconds later: they are its first 48 bits.
const fn shifted(id: Uuid, milliseconds: i64) -> Uuid {
    Uuid::from_u128(id.as_u128().wrapping_add_signed((milliseconds as i128) << 80))
}

#[cfg(debug_assertions)]
mod offset {
    use std::sync::atomic::{AtomicI64, Ordering};
    use worker::Env;

    static MILLISECONDS: AtomicI64 = AtomicI64::new(0);

    /// Reads how far off the clock is to be; the same for every request of a deployment.
    pub fn read(env: &Env) {
        let given = env.var("CLOCK_OFFSET").ok().and_then(|value| value.to_string().parse().ok());
        MILLISECONDS.store(given.unwrap_or(0), Ordering::Relaxed);
    }

    pub fn milliseconds() -> i64 {
        MILLISECONDS.load(Ordering::Relaxed)
    }
}

#[cfg(not(debug_assertions))]
mod offset {
    use worker::Env;

    /// A release shows the platform's time.
    pub const fn read(_: &Env) {}

    pub const fn milliseconds() -> i64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_carry_the_shifted_time_and_stay_ids() {
        let id: Uuid = "01990000-0000-7abc-8def-000000000001".parse().unwrap();
        for (milliseconds, wanted) in [
            (0, "01990000-0000-7abc-8def-000000000001"),
            (1, "01990000-0001-7abc-8def-000000000001"),
            (-1, "0198ffff-ffff-7abc-8def-000000000001"),
        ] {
            assert_eq!(shifted(id, milliseconds).to_string(), wanted);
        }
    }
}
