//! The shop itself: its name, zone and hours.

pub mod api;
pub mod tidy;

use crate::door::door;

door! {
    actions {
        /// The shop's settings were changed.
        SHOP_SAVE = "shop.save", Shop;
    }
}
