//! What a feature gives to the rest of the domain. The index (`lib.rs`) names features; whatever is made of all of them is
//! made of their doors.

use crate::{UsedBy, audit::api::Action};

/// A feature's door.
pub struct Door {
    /// What is done through it and kept in the log.
    pub actions: &'static [Action],
    /// What it keeps by which others are used, so that they cannot be deleted.
    pub uses: &'static [UsedBy],
    /// The schemas of its lines that wait (`notices::waiting`).
    #[cfg(feature = "schema")]
    pub lines: &'static [fn(&mut schemars::SchemaGenerator) -> schemars::Schema],
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
///     uses {
///         /// Things.
///         THINGS = "things";
///         /// Deeds done with things. They are kept for good.
///         DEEDS = "deeds", kept;
///     }
///     lines {
///         waiting::ThingBroken = "thing_broken";
///     }
/// }
/// ```
///
/// The ids stand at the domain's root as well. An action has a code, as it is stored, and the area that decides who reads
/// of it (`audit::Area`); it is then `Action::THING_CREATE`. A use is `UsedBy::THINGS`; one that is kept nobody can remove.
/// A line that waits is a type, with the code of its kind.
macro_rules! door {
    (
        $(ids { $($ids:tt)+ })?
        $(actions { $($(#[$doc:meta])* $name:ident = $code:literal, $area:ident;)+ })?
        $(uses { $($(#[doc = $used_doc:literal])* $used:ident = $used_code:literal $(, $kept:ident)?;)+ })?
        $(lines { $($line:ty = $kind:literal;)+ })?
    ) => {
        /// The feature's ids.
        pub mod ids {
            $crate::kernel::id::ids! { $($($ids)+)? }
        }

        $(impl $crate::audit::api::Action {
            $($(#[$doc])* pub const $name: Self = Self::new($code, $crate::audit::Area::$area);)+
        })?

        $(impl $crate::UsedBy {
            $(
                $(#[doc = $used_doc])*
                pub const $used: Self =
                    Self::new($used_code, concat!($($used_doc),*), $crate::door::door!(@is $($kept)?));
            )+
        })?

        $($(impl $crate::notices::waiting::Line for $line {
            const KIND: &'static str = $kind;
        })+)?

        /// The feature's door.
        pub const DOOR: $crate::door::Door = $crate::door::Door {
            actions: &[$($($crate::audit::api::Action::$name),+)?],
            uses: &[$($($crate::UsedBy::$used),+)?],
            #[cfg(feature = "schema")]
            lines: &[$($($crate::notices::waiting::schema_of::<$line>),+)?],
        };
    };
    (@is) => { false };
    (@is kept) => { true };
}
pub(crate) use door;
