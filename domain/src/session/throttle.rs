//! How long sign-in stays closed after failed attempts: the delay doubles, so that guessing becomes hopeless while
//! a person who mistypes waits little.
//!
//! An account is closed for the network that guesses at it, not for its owner elsewhere; a browser in which its owner
//! has signed in before has an allowance of its own, whoever else signs in there. What all networks together may try
//! at one account, and what all its owner's browsers may, is limited more loosely. Where all networks together are
//! limited, the delay stays short: it slows guessing down, and a stranger who guesses once an hour keeps nobody out.

use super::network::Network;

/// After how many failures in a row an account is closed for a network, and a known browser for its owner.
pub const ACCOUNT_ALLOWANCE: u32 = 5;
/// The same for the /48 around the network.
pub const WIDE_ACCOUNT_ALLOWANCE: u32 = 15;
/// After how many failures in a row an account is closed for all networks but its owner's known browsers; and for
/// all of these, whose failures count apart.
pub const GLOBAL_ALLOWANCE: u32 = 50;
/// After how many failures in a row a network is closed; a whole office may share one.
pub const NETWORK_ALLOWANCE: u32 = 30;
/// The same for the /48 around it.
pub const WIDE_NETWORK_ALLOWANCE: u32 = 150;
/// Failures older than this many seconds are forgotten.
pub const FORGET_AFTER_SECONDS: i64 = 24 * 3600;
/// For how many seconds the first failure beyond the allowance closes.
pub const FIRST_DELAY_SECONDS: i64 = 30;
/// For how many seconds sign-in is closed at most.
pub const LONGEST_DELAY_SECONDS: i64 = 3600;
/// The same where a limit closes for all networks, whoever guesses.
pub const LONGEST_GLOBAL_DELAY_SECONDS: i64 = 120;

/// For how many seconds sign-in stays closed after the given number of failures in a row: nothing below
/// `allowance`, then 30 s, doubling up to `longest`.
pub fn delay_seconds(failures: u32, allowance: u32, longest: i64) -> i64 {
    match failures.checked_sub(allowance) {
        None => 0,
        Some(beyond) => (FIRST_DELAY_SECONDS << beyond.min(20)).min(longest),
    }
}

/// What an attempt is counted under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The key of the counter.
    pub key: String,
    /// After how many failures in a row it closes.
    pub allowance: u32,
    /// For how many seconds it closes at most.
    pub longest: i64,
    /// A success forgets all failures under it, rather than its own alone.
    pub is_forgiven: bool,
}

impl Limit {
    fn new(key: String, allowance: u32, is_forgiven: bool) -> Self {
        Self { key, allowance, longest: LONGEST_DELAY_SECONDS, is_forgiven }
    }

    /// One of all networks together.
    fn global(key: String) -> Self {
        Self { longest: LONGEST_GLOBAL_DELAY_SECONDS, ..Self::new(key, GLOBAL_ALLOWANCE, false) }
    }
}

/// What is tried as a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// A password.
    Password,
    /// What has the form of a one-time code, where none is waited for.
    CodeForm,
    /// What has the form of a one-time code, where one is waited for. Nobody guesses such a code, so that all networks
    /// together are not limited: it opens while the account is under attack.
    Code,
}

/// The counters of one attempt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// When one of these is closed, the caller is told so: they say nothing of whether an account exists.
    pub told: Vec<Limit>,
    /// When one of these is closed, the attempt is refused as any wrong one: they count by the account that was found,
    /// whichever of its names was typed.
    pub hidden: Vec<Limit>,
}

impl Limits {
    /// Those of a sign-in from anywhere. `account` stands for the account that was found, else for nobody's, and
    /// `typed` for what was typed.
    ///
    /// What was typed is limited as the account is: an attempt that the account's limits refuse unseen would otherwise
    /// go on counting under what was typed, until that is closed for everybody. What is told of `tried` depends on its
    /// form alone, and on nothing that is waited for.
    pub fn of_sign_in(account: &str, typed: &str, network: &Network, tried: Tried) -> Self {
        let by = |what: String| {
            let near = Limit::new(format!("{what}|{}", network.near), ACCOUNT_ALLOWANCE, true);
            let wide = network.wide.as_ref();
            let wide = wide.map(|wide| Limit::new(format!("{what}|{wide}"), WIDE_ACCOUNT_ALLOWANCE, false));
            std::iter::once(near).chain(wide)
        };
        let (typed, account) = (format!("typed:{typed}"), format!("account:{account}"));
        let mut told = Self::of_network(network);
        told.extend(by(typed.clone()));
        told.extend((tried == Tried::Password).then(|| Limit::global(typed)));
        let mut hidden: Vec<Limit> = by(account.clone()).collect();
        hidden.extend((tried != Tried::Code).then(|| Limit::global(account)));
        Self { told, hidden }
    }

    /// Those of a sign-in in a browser in which the account's owner has signed in before. `device` stays the same while
    /// the browser's token changes: somebody else's sign-in gives no new allowance.
    pub fn of_known_device(account: &str, device: &str) -> Self {
        let told = vec![
            Limit::new(format!("device:{account}|{device}"), ACCOUNT_ALLOWANCE, true),
            Limit::new(format!("device:{account}"), GLOBAL_ALLOWANCE, false),
        ];
        Self { told, hidden: Vec::new() }
    }

    /// Those of whatever else proves a secret, such as the current password: `what` is proved.
    pub fn of_proof(what: &str) -> Self {
        Self { told: vec![Limit::new(what.to_owned(), ACCOUNT_ALLOWANCE, true)], hidden: Vec::new() }
    }

    /// Those of a proof that anybody may try from anywhere: closed for the network that guesses.
    pub fn of_public_proof(what: &str, network: &Network) -> Self {
        let mut told = Self::of_network(network);
        told.push(Limit::new(format!("{what}|{}", network.near), ACCOUNT_ALLOWANCE, true));
        told.push(Limit::global(what.to_owned()));
        Self { told, hidden: Vec::new() }
    }

    fn of_network(network: &Network) -> Vec<Limit> {
        let wide = network.wide.as_ref();
        let wide = wide.map(|wide| Limit::new(format!("network:{wide}"), WIDE_NETWORK_ALLOWANCE, false));
        let near = Limit::new(format!("network:{}", network.near), NETWORK_ALLOWANCE, false);
        std::iter::once(near).chain(wide).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_begins_at_the_allowance_and_doubles_up_to_an_hour() {
        let delays =
            |longest| [4, 5, 6, 7, 11, 12, 13, 4_000_000_000].map(|failures| delay_seconds(failures, 5, longest));
        assert_eq!(delays(LONGEST_DELAY_SECONDS), [0, 30, 60, 120, 1920, 3600, 3600, 3600]);
        assert_eq!(delays(LONGEST_GLOBAL_DELAY_SECONDS), [0, 30, 60, 120, 120, 120, 120, 120]);
    }

    #[test]
    fn what_is_told_does_not_depend_on_the_account() {
        let network = Network::of("2001:db8:1:2::1");
        let of = |account, tried| Limits::of_sign_in(account, "cs02", &network, tried);
        let (found, nobody) = (of("a", Tried::Password), of("nobody:cs02", Tried::Password));
        assert_eq!(found.told, nobody.told);
        assert_eq!(found.hidden.len(), nobody.hidden.len());
        assert!(found.hidden.iter().all(|limit| limit.key.starts_with("account:a")));
        assert_eq!(of("a", Tried::Code).told, of("nobody:cs02", Tried::CodeForm).told, "nor on a code that is out");
    }

    #[test]
    fn a_code_is_limited_by_networks_alone_and_what_only_looks_like_one_by_the_account_too() {
        let network = Network::of("2001:db8:1:2::1");
        let is_global = |limit: &&Limit| limit.longest == LONGEST_GLOBAL_DELAY_SECONDS;
        let global = |tried| {
            let Limits { told, hidden } = Limits::of_sign_in("a", "cs02", &network, tried);
            (told.iter().filter(is_global).count(), hidden.iter().filter(is_global).count())
        };
        assert_eq!([Tried::Password, Tried::CodeForm, Tried::Code].map(global), [(1, 1), (0, 1), (0, 0)]);
    }

    #[test]
    fn no_two_counters_of_an_attempt_are_one() {
        for address in ["203.0.113.7", "2001:db8:1:2::1", ""] {
            let Limits { told, hidden } = Limits::of_sign_in("a", "b", &Network::of(address), Tried::Password);
            let mut keys: Vec<String> = told.into_iter().chain(hidden).map(|limit| limit.key).collect();
            let all = keys.len();
            keys.sort();
            keys.dedup();
            assert_eq!(keys.len(), all, "{address}");
        }
    }
}
