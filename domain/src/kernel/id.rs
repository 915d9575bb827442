//! Typed identifiers. What people create gets a UUIDv7 from their own device, so that a repeated send is the same
//! write; the worker makes ids only for what it records itself.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};
pub use uuid::Uuid;

macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// The id that a device or the worker has just made.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }
            /// The bare UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = crate::FieldCode;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::try_parse(text).map(Self).map_err(|_| crate::FieldCode::BadFormat)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                super::text::parse(deserializer)
            }
        }

        super::string_schema!($name, { "type": "string", "format": "uuid" });
    )+};
}

id_type! {
    /// A member of staff.
    PersonId,
    /// A department of the shop's tree.
    DepartmentId,
    /// A position, such as 售前客服.
    PositionId,
    /// A kind of shift, such as 早班.
    ShiftKindId,
    /// One department's roster of one month.
    RosterId,
    /// A shift that is offered to whoever fits.
    OpenShiftId,
    /// An offer to swap two days of duty.
    DutySwapId,
    /// Something that somebody is told.
    NoticeId,
    /// A file that somebody brought.
    FileId,
    /// One signed-in device.
    SessionId,
    /// One line of the audit log.
    AuditId,
    /// A demand for heads.
    DemandId,
    /// A cycle of shifts.
    CycleId,
    /// A row of any table, where several are gone through in one way.
    RowId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_in_lower_case_with_hyphens_however_it_came() {
        let id: PersonId = "0190F3C8A0007000800000000000000A".parse().unwrap();
        assert_eq!(id.to_string(), "0190f3c8-a000-7000-8000-00000000000a");
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""0190f3c8-a000-7000-8000-00000000000a""#);
    }

    #[test]
    fn what_is_no_id_is_refused_with_its_code() {
        let error = serde_json::from_str::<PersonId>(r#""12""#).unwrap_err();
        assert!(error.to_string().starts_with("bad_format"), "{error}");
    }
}
