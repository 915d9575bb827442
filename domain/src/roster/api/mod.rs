//! Endpoints of shift kinds and rosters.

mod demands;
mod exports;
mod planning;
mod sheet;
mod views;

pub use self::{demands::*, exports::*, planning::*, sheet::*, views::*};

/// Shows the feature's endpoints to `visitor`.
pub fn walk(visitor: &mut impl crate::kernel::contract::Visitor) {
    sheet::walk(visitor);
    views::walk(visitor);
    planning::walk(visitor);
    demands::walk(visitor);
    exports::walk(visitor);
}
