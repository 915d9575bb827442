//! Where an attempt comes from, as far as limits are concerned. Whoever holds an IPv6 line holds at least a /64 of
//! addresses, so that single addresses say nothing.

use std::net::{IpAddr, Ipv6Addr};

/// The network of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// An IPv4 address, or the /64 of an IPv6 one.
    pub near: String,
    /// The /48 of an IPv6 address, which many lines may share.
    pub wide: Option<String>,
}

impl Network {
    /// The network of an address as the platform writes it. What is no address stands for itself.
    pub fn of(address: &str) -> Self {
        let alone = |near: String| Self { near, wide: None };
        match address.trim().parse() {
            Ok(IpAddr::V4(address)) => alone(address.to_string()),
            Ok(IpAddr::V6(address)) => match address.to_ipv4_mapped() {
                Some(address) => alone(address.to_string()),
                None => Self { near: prefix(address, 4), wide: Some(prefix(address, 3)) },
            },
            Err(_) => alone(address.trim().chars().take(45).collect()),
        }
    }
}

/// The first `groups` groups of an address, as a network is written.
fn prefix(address: Ipv6Addr, groups: usize) -> String {
    let mut segments = address.segments();
    segments.iter_mut().skip(groups).for_each(|segment| *segment = 0);
    format!("{}/{}", Ipv6Addr::from(segments), groups * 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_line_are_one_network() {
        for (address, near, wide) in [
            ("203.0.113.7", "203.0.113.7", None),
            ("::ffff:203.0.113.7", "203.0.113.7", None),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64", Some("2001:db8:1::/48")),
            ("2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64", Some("2001:db8:1::/48")),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64", Some("2001:db8:1::/48")),
            ("", "", None),
            ("nowhere", "nowhere", None),
        ] {
            let network = Network { near: near.to_owned(), wide: wide.map(str::to_owned) };
            assert_eq!(Network::of(address), network, "{address}");
        }
    }
}
