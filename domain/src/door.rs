//! What a feature gives to the rest of the domain. The index (`lib.rs`) names features; whatever is made of all of them is
//! made of their doors.

use crate::audit::api::Action;

/// A feature's door.
pub struct Door {
    /// What is done through it and kept in the log.
    pub actions: &'static [Action],
}

/// Declares a feature's door. What it has none of is left out:
///
/// ```text
/// door! {
///     ids {
///         /// A thing.
///         ThingId;
///     }
///     actions {
///         /// A thing was created.
///         THING_CREATE = "thing.create", Shop;
///     }
/// }
/// ```
///
/// The ids stand at the domain's root as well. An action has a code, as it is stored, and the area that decides who reads of it (`audit::Area`); it is then
/// `Action::THING_CREATE`.
macro_rules! door {
    (
        $(ids { $($ids:tt)+ })?
        $(actions { $($(#[$doc:meta])* $name:ident = $code:literal, $area:ident;)+ })?
    ) => {
        /// The feature's ids.
        pub mod ids {
            $crate::kernel::id::ids! { $($($ids)+)? }
        }

        $(impl $crate::audit::api::Action {
            $($(#[$doc])* pub const $name: Self = Self::new($code, $crate::audit::Area::$area);)+
        })?

        /// The feature's door.
        pub const DOOR: $crate::door::Door = $crate::door::Door {
            actions: &[$($($crate::audit::api::Action::$name),+)?],
        };
    };
}
pub(crate) use door;
