//! Where the inbox goes on: behind a notice, by when it was told.

use crate::{FieldCode, Instant, NoticeId, kernel::text::parse};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A place in the inbox, written as `1795401000000.0190f3c8-a000-7000-8000-00000000000a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InboxKey {
    /// Since when the notice at that place is told.
    pub told_at: Instant,
    /// The notice.
    pub id: NoticeId,
}

impl fmt::Display for InboxKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.told_at.0, self.id)
    }
}

impl FromStr for InboxKey {
    type Err = FieldCode;
    fn from_str(text: &str) -> Result<Self, FieldCode> {
        let (told_at, id) = text.split_once('.').ok_or(FieldCode::BadFormat)?;
        let told_at: u64 = told_at.parse().map_err(|_| FieldCode::BadFormat)?;
        let told_at = i64::try_from(told_at).ok().filter(|at| *at < 1 << 53).ok_or(FieldCode::OutOfRange)?;
        Ok(Self { told_at: Instant(told_at), id: id.parse()? })
    }
}

impl Serialize for InboxKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for InboxKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parse(deserializer)
    }
}

crate::kernel::string_schema!(InboxKey, { "type": "string", "pattern": "^[0-9]+\\.[0-9a-f-]{36}$" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_as_it_is_read() {
        let text = "1795401000000.0190f3c8-a000-7000-8000-00000000000a";
        let key: InboxKey = text.parse().unwrap();
        assert_eq!((key.told_at, key.to_string().as_str()), (Instant(1_795_401_000_000), text));
        for wrong in
            ["", "1", ".", "x.0190f3c8-a000-7000-8000-00000000000a", "-1.0190f3c8-a000-7000-8000-00000000000a", "1.2"]
        {
            assert!(wrong.parse::<InboxKey>().is_err(), "{wrong}");
        }
        assert_eq!(text.replace("1795401000000", "9007199254740993").parse::<InboxKey>(), Err(FieldCode::OutOfRange));
    }
}
