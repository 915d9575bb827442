//! The demo shop itself.

use super::Shop;
use rusqlite::{Result, Transaction};

/// Writes the shop's settings.
pub fn load(shop: &Shop, db: &Transaction) -> Result<()> {
    db.execute(
        "INSERT INTO shop (id, name, zone_minutes, cut_off, service_from, service_until) VALUES (1, ?1, 480, 240, 480, 1440)",
        [shop.name.as_str()],
    )
    .map(drop)
}
