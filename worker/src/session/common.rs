//! What may become a password, with the list of those that many people use.

use dianwu_domain::{
    FieldCode,
    people::search,
    session::{guess, password},
    text::{Name, Password},
};

/// The sorted digests of some 23 000 common passwords, four bytes each, made by
/// `domain/examples/common_passwords.rs`, which says of what.
const COMMON: &[u8] = include_bytes!("common-passwords.bin");

/// Whether a password may become that of somebody with these names, staff number and phone: the person's name and the
/// shop's, whose letters and sounds it must not have.
///
/// # Errors
/// As [`password::check_new`].
pub fn check_new(new: &Password, names: [&Name; 2], own: &[&str]) -> Result<(), FieldCode> {
    let sounds: Vec<String> = names.iter().flat_map(|name| search::said(name.as_str())).collect();
    let own: Vec<&str> = names.iter().map(|name| name.as_str()).chain(own.iter().copied()).collect();
    password::check_new(new, &own, &sounds)?;
    // Chinese letters are no better than how they are typed.
    let typed_as = search::typed_as(new.as_str());
    password::check_text(&typed_as, &own, &sounds)?;
    let is_common = |text: &str| password::spellings(text).iter().any(|word| is_listed(word) || guess::is_tried(word));
    if is_common(new.as_str()) || is_common(&typed_as) { Err(FieldCode::TooCommon) } else { Ok(()) }
}

fn is_listed(spelling: &str) -> bool {
    let wanted = password::digest(spelling);
    let (digests, _) = COMMON.as_chunks::<4>();
    digests.binary_search_by_key(&wanted, |bytes| u32::from_le_bytes(*bytes)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_small() {
        let (digests, rest) = COMMON.as_chunks::<4>();
        assert!(rest.is_empty() && digests.is_sorted_by_key(|bytes| u32::from_le_bytes(*bytes)));
        assert!((10_000..30_000).contains(&digests.len()), "{}", digests.len());
    }

    #[test]
    fn common_passwords_are_refused_also_in_disguise() {
        let judged = |text: &str| {
            check_new(&text.parse().unwrap(), [&"韩秀英".parse().unwrap(), &"青禾衣铺".parse().unwrap()], &["CS02"])
        };
        for text in [
            "password1",
            "trustno1",
            "sunshine",
            "Dragon2024!",
            "P@ssw0rd!",
            "football99",
            "a123456789",
            "letmein123",
            "sun-shine-99",
            "xiaomi888",
            "huawei123",
            "woaimama",
            "woxihuanni",
            "wangyu123",
            "root1234",
            "china2008",
            "password password",
            "wo ai ni 1314",
            "我爱你1314520",
            "我爱妈妈2008",
        ] {
            assert_eq!(judged(text), Err(FieldCode::TooCommon), "{text}");
        }
        for text in [
            "HanXiuYing1",
            "qinghe-yipu-2024",
            "来青禾衣铺买衣服",
            "qinghe2024",
            "qinghe123",
            "青禾加油2024",
            "hanxiu-and-tea",
        ] {
            assert_eq!(judged(text), Err(FieldCode::Personal), "{text}");
        }
        for text in [
            "a-better-password",
            "早班晚班轮流来上",
            "k3Jq9xV2",
            "the-first-password",
            "换了一个好记的密码",
            "dianwu-demo",
        ] {
            assert_eq!(judged(text), Ok(()), "{text}");
        }
    }
}
