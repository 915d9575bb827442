//! How long sign-in stays closed after failed attempts: the delay doubles, so that guessing becomes hopeless while
//! a person who mistypes waits little.

/// After how many failures in a row an account (as typed) is closed for a while.
pub const ACCOUNT_ALLOWANCE: u32 = 5;
/// After how many failures in a row an address is closed; a whole office may share one.
pub const ADDRESS_ALLOWANCE: u32 = 30;
/// Failures older than this many seconds are forgotten.
pub const FORGET_AFTER_SECONDS: i64 = 24 * 3600;

const FIRST_DELAY_SECONDS: i64 = 30;
const LONGEST_DELAY_SECONDS: i64 = 3600;

/// For how many seconds sign-in stays closed after the given number of failures in a row: nothing below
/// `allowance`, then 30 s, doubling up to an hour.
pub fn delay_seconds(failures: u32, allowance: u32) -> i64 {
    match failures.checked_sub(allowance) {
        None => 0,
        Some(beyond) => (FIRST_DELAY_SECONDS << beyond.min(20)).min(LONGEST_DELAY_SECONDS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_begins_at_the_allowance_and_doubles_up_to_an_hour() {
        let delays = [4, 5, 6, 7, 11, 12, 13, 4_000_000_000].map(|failures| delay_seconds(failures, 5));
        assert_eq!(delays, [0, 30, 60, 120, 1920, 3600, 3600, 3600]);
    }
}
