//! What may become a password: long enough, nothing that belongs to its owner, and nothing that anybody would guess.
//! The list of the most common ones is the worker's alone ([`spellings`] and [`digest`] are how it is asked), because
//! phones should not fetch it; all else is judged here, so that a form says it before anything is sent.

use crate::{
    FieldCode,
    text::{Password, compose, narrow},
};

/// Fewer characters of a staff number or name say nothing: they are in many passwords by chance.
const SHORTEST_NAME: usize = 3;
/// Shorter words of Latin letters stand in other words: a shop called The Tea House forbids no weather.
const SHORTEST_WORD: usize = 5;
/// Fewer letters of how a name sounds say nothing, either.
const SHORTEST_SOUND: usize = 5;
/// So many digits of a phone in a row are its owner's.
const PHONE_PART: usize = 6;

/// Words that people make passwords of, beside those of the list: what one loves, where one works, and family names
/// as they are typed.
const WORDS: &[&str] = &[
    "a",
    "aa",
    "aaa",
    "ab",
    "abc",
    "abcd",
    "abcde",
    "admin",
    "administrator",
    "aini",
    "aiwo",
    "alipay",
    "aliwangwang",
    "asd",
    "baobao",
    "baobei",
    "beijing",
    "cai",
    "chen",
    "cheng",
    "dajiahao",
    "deng",
    "dianpu",
    "dianwu",
    "feng",
    "gao",
    "gongsi",
    "guangzhou",
    "guo",
    "hangzhou",
    "haohao",
    "hello",
    "huang",
    "iloveu",
    "iloveyou",
    "jiang",
    "jingdong",
    "kefu",
    "laogong",
    "laopo",
    "lin",
    "liu",
    "liang",
    "love",
    "loveyou",
    "luo",
    "mama",
    "meili",
    "meimei",
    "mima",
    "nihao",
    "nishishui",
    "p",
    "pass",
    "password",
    "pinduoduo",
    "q",
    "qq",
    "qqq",
    "qwe",
    "shanghai",
    "shenzhen",
    "shop",
    "song",
    "sun",
    "tang",
    "taobao",
    "tianmao",
    "tiantian",
    "tmall",
    "w",
    "wang",
    "wangdian",
    "wangwang",
    "wangyi",
    "weixin",
    "welcome",
    "wo",
    "woaini",
    "woaiwo",
    "woaiwojia",
    "woaiziji",
    "wodemima",
    "wojiushiwo",
    "woshishei",
    "woshishui",
    "wu",
    "xiao",
    "xiaoxiao",
    "xie",
    "xu",
    "yang",
    "yunying",
    "z",
    "zhang",
    "zhao",
    "zheng",
    "zhifubao",
    "zhou",
    "zhu",
    "zz",
];

/// Numbers that people put behind a word.
const LUCKY: &[&str] = &["1314", "520", "521", "5201314", "5211314", "1314520", "7758521", "7758258", "518", "168"];

/// Whether a password may become that of somebody with this staff number, phone, name and shop, as far as can be told
/// without the list. `sounds` are what the names sound like; only the worker has the tables for that.
///
/// # Errors
/// [`FieldCode::TooShort`], [`FieldCode::Personal`], [`FieldCode::NoLetters`] or [`FieldCode::TooCommon`].
pub fn check_new(password: &Password, own: &[&str], sounds: &[String]) -> Result<(), FieldCode> {
    let typed = password.as_str();
    if typed.chars().count() < Password::MIN {
        return Err(FieldCode::TooShort(Password::MIN));
    }
    check_text(typed, own, sounds)
}

/// The same of a text that is no password itself, such as how one sounds, whatever its length.
///
/// # Errors
/// [`FieldCode::Personal`] or [`FieldCode::TooCommon`].
pub fn check_text(text: &str, own: &[&str], sounds: &[String]) -> Result<(), FieldCode> {
    let lower = plain(text);
    // `han-xiu-ying` as well.
    let spelled: String = lower.chars().filter(char::is_ascii_lowercase).collect();
    let is_said = |sound: &String| sound.len() >= SHORTEST_SOUND && spelled.contains(sound.as_str());
    if own.iter().any(|name| contains(&lower, &plain(name))) || sounds.iter().any(is_said) {
        return Err(FieldCode::Personal);
    }
    if !lower.chars().any(|letter| letter.is_alphanumeric() && !letter.is_ascii_digit()) {
        return Err(FieldCode::NoLetters);
    }
    if is_pattern(&lower) || is_pattern(&squeezed(&lower)) { Err(FieldCode::TooCommon) } else { Ok(()) }
}

/// The letters and digits of a text: `wo ai ni 1314` is no better than `woaini1314`.
fn squeezed(lower: &str) -> String {
    lower.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The text as it is compared: composed, narrow and in small letters.
fn plain(text: &str) -> String {
    narrow(&compose(text)).to_lowercase()
}

/// Whether a password contains what belongs to its owner: a staff number, a phone, or a name with each of its words.
fn contains(password: &str, own: &str) -> bool {
    let digits: Vec<char> = own.chars().filter(char::is_ascii_digit).collect();
    if digits.len() >= 7 && digits.windows(PHONE_PART).any(|part| password.contains(&part.iter().collect::<String>())) {
        return true;
    }
    let is_long = |word: &str, least: usize| word.chars().count() >= if word.is_ascii() { least } else { 2 };
    let least = |word: &str| match word.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        true => SHORTEST_WORD,
        false => SHORTEST_NAME,
    };
    let whole = squeezed(own);
    password == own
        || is_long(&whole, SHORTEST_NAME) && squeezed(password).contains(&whole)
        || own.split([' ', '·', '-']).any(|word| is_long(word, least(word)) && password.contains(word))
}

/// Whether it is made as people make passwords that are easy to remember: a piece repeated, a walk over the keyboard, or
/// a word with a few digits.
fn is_pattern(lower: &str) -> bool {
    let letters: Vec<char> = lower.chars().collect();
    is_repeated(&letters) || is_walk(&letters) || core(lower).is_some_and(|core| WORDS.contains(&core))
}

/// One piece over and over: `aaaaaaaa`, `cs12cs12`, `abcabcabca`.
fn is_repeated(letters: &[char]) -> bool {
    (1..=letters.len() / 2).any(|piece| letters.iter().zip(letters.iter().skip(piece)).all(|(a, b)| a == b))
}

const ROWS: [&str; 4] = ["`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./"];

/// Whether nearly every letter lies beside the one before it, on the keyboard or in the alphabet: `1qaz2wsx`,
/// `qwertyui`, `abcdefgh`, `asdf1234`.
fn is_walk(letters: &[char]) -> bool {
    let place = |letter: char| {
        ROWS.iter().enumerate().find_map(|(row, keys)| keys.chars().position(|key| key == letter).map(|at| (row, at)))
    };
    // A key of a row touches two of the row below: the one under it and the one before.
    let is_beside = |a: (usize, usize), b: (usize, usize)| match b.0.abs_diff(a.0) {
        0 => a.1.abs_diff(b.1) <= 1,
        1 => {
            let (upper, lower) = if a.0 < b.0 { (a, b) } else { (b, a) };
            // The row of digits begins half a key further left than its place in the list says.
            let upper = if upper.0 == 0 { upper.1.saturating_sub(1) } else { upper.1 };
            upper == lower.1 || upper == lower.1 + 1
        }
        _ => false,
    };
    let is_step = |pair: &[char]| match *pair {
        [a, b] if a.is_ascii() && b.is_ascii() => {
            let beside = place(a).zip(place(b)).is_some_and(|(a, b)| is_beside(a, b));
            beside || (a.is_ascii_alphanumeric() && u32::from(a).abs_diff(u32::from(b)) <= 1)
        }
        _ => false,
    };
    let steps = letters.windows(2).filter(|pair| is_step(pair)).count();
    letters.len() > 3 && steps * 10 >= (letters.len() - 1) * 7
}

/// The word of a password that has a word and, before or behind it, digits that say little: `woaini1314`, `zhang123!`.
fn core(lower: &str) -> Option<&str> {
    let is_letter = |letter: char| letter.is_alphabetic();
    let start = lower.find(is_letter)?;
    let end = lower.rfind(is_letter)?;
    let word = lower.get(start..end + lower.get(end..)?.chars().next()?.len_utf8())?;
    let before = lower.get(..start)?;
    let behind = lower.get(start + word.len()..)?;
    let says_little = |part: &str| {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        let letters: Vec<char> = digits.chars().collect();
        let others = part.chars().count() - letters.len();
        let is_little = letters.len() <= 4 || LUCKY.contains(&digits.as_str());
        others <= 2 && (is_little || is_date(&digits) || is_repeated(&letters) || is_walk(&letters))
    };
    (word.chars().all(is_letter) && says_little(before) && says_little(behind)).then_some(word)
}

/// 19900101, 900101 and the like.
fn is_date(digits: &str) -> bool {
    let day = |text: &str| {
        let number = |from: usize| text.get(from..from + 2).and_then(|part| part.parse::<u8>().ok());
        matches!((number(0), number(2)), (Some(1..=12), Some(1..=31)))
    };
    match digits.len() {
        6 => digits.get(2..).is_some_and(day),
        8 => matches!(digits.get(..2), Some("19" | "20")) && digits.get(4..).is_some_and(day),
        _ => false,
    }
}

/// The spellings under which a password is looked up in the list of common ones: as it is and without what stands between
/// its letters; each of these without what stands around its word, and with the letters that digits and signs stand for.
pub fn spellings(password: &str) -> Vec<String> {
    let lower = plain(password);
    let squeezed = squeezed(&lower);
    let mut found = spellings_of(&lower);
    if squeezed != lower {
        found.extend(spellings_of(&squeezed));
    }
    found
}

fn spellings_of(lower: &str) -> Vec<String> {
    let meant_by_signs: String = lower.chars().map(meant).collect();
    let mut found = vec![lower.to_owned()];
    found.extend(core(lower).map(str::to_owned));
    // `passw0rd1`: what stands behind the word is no letter in disguise.
    let stripped = lower.trim_end_matches(|letter: char| !letter.is_alphabetic());
    found.extend(core(&stripped.chars().map(meant).collect::<String>()).map(str::to_owned));
    found.push(meant_by_signs);
    found.retain(|spelling| spelling.chars().count() > 3);
    found
}

/// The letter that a sign stands for.
const fn meant(sign: char) -> char {
    match sign {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '5' | '$' => 's',
        other => other,
    }
}

/// A short digest of a text (FNV-1a, 32 bits): the list of common passwords is kept as the sorted digests of its
/// entries. One password in some 200 000 is refused by chance.
pub fn digest(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [&str; 3] = ["CS-0012", "13800001002", "张雅琪"];

    fn judged(text: &str) -> Result<(), FieldCode> {
        check_new(&text.parse().unwrap(), &OWN, &[])
    }

    #[test]
    fn what_is_short_or_made_as_everybody_makes_it_is_refused() {
        assert_eq!(judged("短"), Err(FieldCode::TooShort(8)));
        for text in ["12345678", "19900101", "88888888", "83920174", "8273645198", "8392-0174", "!!!!!!!!"] {
            assert_eq!(judged(text), Err(FieldCode::NoLetters), "{text}");
        }
        for text in [
            "aaaaaaaa",
            "CS12CS12",
            "abcabcabc",
            "我爱你我爱你我爱你",
            "qwertyui",
            "1qaz2wsx",
            "zaq12wsx",
            "1q2w3e4r",
            "qazwsxedc",
            "asdf1234",
            "abcdefgh",
            "hgfedcba",
            "woaini1314",
            "woaini5201314",
            "Zhang19900101",
            "wang123456",
            "taobao888",
            "Password1!",
            "123456aa",
            "ｗｏａｉｎｉ１３１４",
            "password password",
            "wo ai ni 1314",
            "1990-01-01-zhang",
        ] {
            assert_eq!(judged(text), Err(FieldCode::TooCommon), "{text}");
        }
    }

    #[test]
    fn what_belongs_to_its_owner_is_refused() {
        for text in [
            "cs-0012!x",
            "xCS-0012",
            "my0012kettle",
            "13800001002",
            "tea001002tea",
            "我是张雅琪没错啊",
            "pot-380000-tea",
        ] {
            assert_eq!(judged(text), Err(FieldCode::Personal), "{text}");
        }
        let own = ["A1", "", "Zoë Miller"];
        let judged = |text: &str| check_new(&text.parse().unwrap(), &own, &[]);
        assert_eq!(judged("zoë-and-tea"), Err(FieldCode::Personal));
        assert_eq!(judged("MILLER-and-tea"), Err(FieldCode::Personal));
        // Short words of a name stand in many others; the whole of it does not.
        let shop = |text: &str| check_new(&text.parse().unwrap(), &["The Tea House"], &[]);
        assert_eq!(["weather-lantern-73", "steamboat-lamp9"].map(shop), [Ok(()), Ok(())]);
        assert_eq!(["the-tea-house!", "my-house-lamp9"].map(shop), [Err(FieldCode::Personal); 2]);
        assert_eq!(judged("ta1l-kettle-moon"), Ok(()), "two letters are in many passwords by chance");
    }

    #[test]
    fn what_its_owners_name_sounds_like_is_refused() {
        let sounds = ["hanxiuying", "xiuying", "anli"].map(str::to_owned);
        let judged = |text: &str| check_new(&text.parse().unwrap(), &["CS02", "韩秀英"], &sounds);
        for text in ["hanxiuying", "HanXiuYing1", "han-xiu-ying", "2024xiuying", "ｈａｎｘｉｕｙｉｎｇ"] {
            assert_eq!(judged(text), Err(FieldCode::Personal), "{text}");
        }
        for text in ["hanxiu-kettle", "xiu-kettle-moon", "romanlighthouse"] {
            assert_eq!(judged(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_nobody_would_guess_may_be_anything() {
        for text in [
            "早班晚班轮流来上",
            "换了一个好记的密码",
            "a-better-password",
            "k3Jq9xV2",
            "7h*tQz4m",
            "woaini839274",
            "new password 2",
            "correct horse battery",
            "8392 0174 tee",
        ] {
            assert_eq!(judged(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_password_is_looked_up_as_it_is_meant() {
        for (text, wanted) in [
            ("Dragon2024!", "dragon"),
            ("P@ssw0rd", "password"),
            ("passw0rd1", "password"),
            ("Sunsh1ne99", "sunshine"),
            ("1qaz2wsx", "1qaz2wsx"),
            ("sun shine 99", "sunshine"),
            ("xiaomi888", "xiaomi"),
        ] {
            assert!(spellings(text).contains(&wanted.to_owned()), "{text}: {:?}", spellings(text));
        }
    }
}
