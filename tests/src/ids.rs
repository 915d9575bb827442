//! New ids, as devices make them.

use std::sync::atomic::{AtomicU64, Ordering};

use dianwu_domain::kernel::id::Uuid;

/// A UUID in the form of version 7 that no other call gives; always the same ones in the same order.
pub fn new_uuid() -> Uuid {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let next = u128::from(NEXT.fetch_add(1, Ordering::Relaxed));
    Uuid::from_u128((0x01a2_0000_0000_u128 << 80) | (7 << 76) | (0b10 << 62) | next)
}
