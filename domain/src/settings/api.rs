//! Endpoints of the shop's settings and of the API itself.

use super::tidy::{TidyPlace, TidyReport};
use crate::{DayMinute, File, Instant, Zone, kernel::contract::endpoint, text::Name};
use serde::{Deserialize, Serialize};

endpoint! {
    /// The OpenAPI 3.1 document of this API.
    OpenApi = GET "/api/openapi.json", access: Public, reply: File;
    /// Tells that the worker runs and reaches its database.
    Health = GET "/api/health", access: Public, reply: HealthState;
    /// The shop's settings.
    GetShop = GET "/api/shop", access: SignedIn, reply: Shop;
    /// Changes the shop's settings.
    SaveShop = PUT "/api/shop", access: Administer, body: ShopBody, reply: Shop;
    /// Gives some of the stored names their one spelling and tells what it changed and left; `next` goes on with more.
    TidyNames = POST "/api/tidy", access: Administer, body: TidyPlace, reply: TidyReport;
}

/// What the worker says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HealthState {
    /// The version that runs.
    pub version: String,
    /// The worker's clock.
    pub now: Instant,
}

/// The shop's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shop {
    /// What can be changed.
    pub fields: ShopFields,
    /// Counts changes.
    pub version: u32,
}

/// The settings that can be changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShopFields {
    /// Its name.
    pub name: Name,
    /// Its zone.
    pub zone: Zone,
    /// Until when in the morning the business day is still the day before; 12:00 at most.
    pub cut_off: DayMinute,
    /// From when customers are served; the platform counts replies from 08:00.
    pub service_from: DayMinute,
    /// Until when customers are served; later than `service_from`.
    pub service_until: DayMinute,
}

/// The settings as they shall be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShopBody {
    /// The version that was seen.
    pub version: u32,
    /// The settings, whole.
    pub fields: ShopFields,
}
