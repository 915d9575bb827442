//! SQL of the shop's settings.

use crate::kernel::d1::{minute, statements};
use dianwu_domain::{
    DayMinute, Zone,
    settings::api::{Shop, ShopFields},
    text::Name,
};
use serde::Deserialize;

statements! {
    /// Proves that the database answers.
    PING = "SELECT 1 AS one";
    /// The shop.
    GET_SHOP = "SELECT name, zone_minutes, cut_off, service_from, service_until, version FROM shop WHERE id = 1";
    /// Changes the shop.
    UPDATE_SHOP = "UPDATE shop SET name = ?2, zone_minutes = ?3, cut_off = ?4, service_from = ?5, service_until = ?6,
        version = version + 1 WHERE id = 1 AND version = ?1";
}

/// The shop's row.
#[derive(Deserialize)]
pub struct ShopRecord {
    name: Name,
    zone_minutes: Zone,
    #[serde(deserialize_with = "minute")]
    cut_off: DayMinute,
    #[serde(deserialize_with = "minute")]
    service_from: DayMinute,
    #[serde(deserialize_with = "minute")]
    service_until: DayMinute,
    version: u32,
}

impl ShopRecord {
    /// The shop as the contract has it.
    pub fn into_shop(self) -> Shop {
        let fields = ShopFields {
            name: self.name,
            zone: self.zone_minutes,
            cut_off: self.cut_off,
            service_from: self.service_from,
            service_until: self.service_until,
        };
        Shop { fields, version: self.version }
    }
}
