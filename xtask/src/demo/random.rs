//! Numbers that look random and are always the same: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
//! number generators", 2014).

use dianwu_domain::{Instant, kernel::id::Uuid};

/// A stream of numbers.
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

impl Random {
    /// The stream of this name. Streams of one seed do not disturb each other: a number more drawn from one changes
    /// nothing in another.
    pub fn new(seed: u64, stream: &str) -> Self {
        // FNV-1a
        let name = stream
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self { state: seed ^ name }
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.abs_diff(low) + 1;
        low.saturating_add_unsigned(self.draw() % width)
    }

    /// The items in another order.
    pub fn shuffled<T>(&mut self, items: impl IntoIterator<Item = T>) -> Vec<T> {
        let mut keyed: Vec<(u64, T)> = items.into_iter().map(|item| (self.draw(), item)).collect();
        keyed.sort_by_key(|(key, _)| *key);
        keyed.into_iter().map(|(_, item)| item).collect()
    }

    /// A UUID in the form of version 7 (RFC 9562): milliseconds, then what was drawn.
    pub fn uuid(&mut self, at: Instant) -> Uuid {
        let millis = u128::from(at.0.unsigned_abs() & 0xffff_ffff_ffff);
        let tail = (u128::from(self.draw()) << 64) | u128::from(self.draw());
        let random_a = (tail >> 64) & 0xfff;
        let random_b = tail & 0x3fff_ffff_ffff_ffff;
        Uuid::from_u128((millis << 80) | (7 << 76) | (random_a << 64) | (0b10 << 62) | random_b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // The reference implementation's first outputs for the seed 1234567.
        let mut random = Random { state: 1_234_567 };
        assert_eq!([random.draw(), random.draw()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn ids_have_the_shape_of_version_7_and_their_time() {
        let text = Random::new(1, "ids").uuid(Instant(0x0190_f3c8_a000)).to_string();
        assert!(text.starts_with("0190f3c8-a000-7"), "{text}");
        assert!(['8', '9', 'a', 'b'].contains(&text.as_bytes()[19].into()), "{text}");
    }

    #[test]
    fn streams_differ_and_numbers_keep_their_bounds() {
        assert_ne!(Random::new(1, "a").draw(), Random::new(1, "b").draw());
        let mut random = Random::new(1, "c");
        assert!((0..1000).all(|_| (-3..=4).contains(&random.between(-3, 4))));
        let mut shuffled = random.shuffled(0..50);
        assert_ne!(shuffled, (0..50).collect::<Vec<_>>());
        shuffled.sort_unstable();
        assert_eq!(shuffled, (0..50).collect::<Vec<_>>());
    }
}
