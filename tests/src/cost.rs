//! What a request cost, as the worker tells it when the variable REPORT_COST is 1.

use std::{ops::Sub, str::FromStr};

/// Rows that a request's statements read and wrote, as D1 bills them: an index is a row too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Rows read.
    pub read: usize,
    /// Rows written.
    pub written: usize,
}

impl Sub for Cost {
    type Output = Self;

    /// What is left when the cost of something else, such as of finding the session, is taken away.
    fn sub(self, other: Self) -> Self {
        Self { read: self.read - other.read, written: self.written - other.written }
    }
}

impl FromStr for Cost {
    type Err = String;

    /// Reads `read=12, written=3`.
    fn from_str(text: &str) -> Result<Self, String> {
        let part = |name: &str| {
            let found = text.split(", ").find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
            found.and_then(|number| number.parse().ok()).ok_or_else(|| format!("no {name} in {text:?}"))
        };
        Ok(Self { read: part("read")?, written: part("written")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_read() {
        assert_eq!("read=12, written=3".parse(), Ok(Cost { read: 12, written: 3 }));
        assert!("read=12".parse::<Cost>().is_err());
    }
}
