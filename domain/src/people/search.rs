//! Finding people by what one types of them: a part of the name in any case and however its letters are composed, the
//! name without its accents, how it sounds (pinyin, initials, or a mixture of both), a staff number, a phone.
//!
//! What is searched is written with each person ([`Key`]), so that a search is a comparison of texts in the database.

use crate::text::{Name, Phone, SearchText, fold};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed, properties};
use pinyin::ToPinyinMulti;
use serde::Serialize;
use std::collections::BTreeSet;

/// Surnames that are not read as their letters are read elsewhere.
const SURNAMES: &[(&str, &[&str])] = &[
    ("万俟", &["mo", "qi"]),
    ("尉迟", &["yu", "chi"]),
    ("长孙", &["zhang", "sun"]),
    ("单于", &["chan", "yu"]),
    ("曾", &["zeng"]),
    ("单", &["shan"]),
    ("解", &["xie"]),
    ("仇", &["qiu"]),
    ("查", &["zha"]),
    ("盖", &["ge"]),
    ("翟", &["zhai"]),
    ("区", &["ou"]),
    ("朴", &["piao"]),
    ("覃", &["qin"]),
    ("员", &["yun"]),
    ("种", &["chong"]),
    ("乐", &["yue"]),
    ("缪", &["miao"]),
    ("乜", &["nie"]),
    ("折", &["she"]),
    ("繁", &["po"]),
    ("秘", &["bi"]),
    ("洗", &["xian"]),
    ("都", &["du"]),
    ("召", &["shao"]),
    ("祭", &["zhai"]),
    ("薄", &["bo"]),
    ("牟", &["mu"]),
    ("柏", &["bo"]),
    ("卜", &["bu"]),
    ("阚", &["kan"]),
    ("莘", &["xin"]),
];

/// Names of so many syllables are found by any mixture of syllables and initials; longer ones by all of either.
const MIXED_UP_TO: usize = 4;
/// Most ways in which a name is read, of those that its letters allow.
const MOST_READINGS: usize = 8;
/// Most characters of a key of sounds: beyond lie names that no people have.
const MOST_SOUNDS: usize = 4_000;
/// Most syllables of a part of a name, where it is looked for in a password.
const LONGEST_SAID: usize = 5;
/// What stands between the parts of a name, and is left out by some.
const SEPARATORS: [char; 12] = ['·', '•', '・', '‧', '∙', '\'', '’', '‘', '`', '.', '-', '_'];

/// What of a person is searched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Key {
    /// The name, folded, and below it the name without accents where it has any.
    pub name: String,
    /// Words that it sounds like, each with a space before it.
    pub sounds: String,
}

impl Key {
    /// What somebody of this name is found by.
    pub fn of(name: &Name) -> Self {
        let folded = squeeze(name.as_str());
        let plain = without_accents(&folded);
        let sounds = sounds(&plain);
        let name = if plain == folded { folded } else { format!("{folded}\n{plain}") };
        Self { name, sounds }
    }
}

/// How each part of a name is said that people make passwords of. One syllable alone says nothing, and whatever holds
/// more than [`LONGEST_SAID`] holds some of these.
pub fn said(name: &str) -> Vec<String> {
    let syllables = syllables(&without_accents(&squeeze(name)));
    let parts = (2..=syllables.len().min(LONGEST_SAID)).flat_map(|length| syllables.windows(length));
    parts.flat_map(|part| readings(part).iter().map(|reading| reading.concat()).collect::<Vec<_>>()).collect()
}

/// A text with each Chinese letter as it is usually typed: 我爱你1314 is `woaini1314`.
pub fn typed_as(text: &str) -> String {
    let mut typed = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter.to_pinyin_multi().into_iter().flatten().next() {
            Some(pinyin) => typed.push_str(&pinyin.plain().replace('ü', "v")),
            None => typed.push(letter),
        }
    }
    typed
}

/// What somebody searches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// A part of a staff number.
    pub number: String,
    /// A part of [`Key::name`].
    pub name: Option<String>,
    /// A part of [`Key::sounds`].
    pub sound: Option<String>,
    /// A part of a phone.
    pub phone: Option<String>,
}

impl Wanted {
    /// Reads what was typed; nothing when nothing is wanted.
    pub fn read(words: &SearchText) -> Option<Self> {
        let number = fold(words.as_str()).to_uppercase();
        let name = Some(squeeze(words.as_str())).filter(|name| !name.is_empty());
        let sound = name.as_ref().map(|name| name.replace('ü', "v"));
        let sound = sound.filter(|sound| sound.bytes().all(|letter| letter.is_ascii_lowercase()));
        let sound = sound.map(|sound| format!(" {sound}"));
        let wanted = Self { name, sound, phone: phone_part(&number), number };
        Some(wanted).filter(|wanted| !wanted.number.is_empty())
    }
}

/// A name folded, and without what stands between its parts.
fn squeeze(name: &str) -> String {
    fold(name).chars().filter(|letter| !SEPARATORS.contains(letter)).collect()
}

fn without_accents(folded: &str) -> String {
    let classes = properties::CanonicalCombiningClassMapBorrowed::new();
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize(folded);
    let plain: String = apart.chars().filter(|letter| classes.get_u8(*letter) == 0).collect();
    ComposingNormalizerBorrowed::new_nfc().normalize(&plain).into_owned()
}

/// The words as a part of a phone, if they look like one; a part may lack its first digits, but not have another prefix.
fn phone_part(words: &str) -> Option<String> {
    let digits: String = words.chars().filter(|c| !matches!(c, '-' | '.' | '(' | ')')).collect();
    let is_phone = digits.chars().any(|c| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '+');
    let spelled = digits.parse::<Phone>().map(|phone| phone.to_string()).ok();
    let domestic = digits.strip_prefix("+86").filter(|rest| rest.starts_with('1')).map(str::to_owned);
    is_phone.then(|| domestic.or(spelled).unwrap_or(digits))
}

/// The ways to read each syllable of a name, the usual one first; a run of Latin letters is a syllable of its own.
fn syllables(name: &str) -> Vec<Vec<String>> {
    let surname = SURNAMES.iter().find(|(surname, _)| name.starts_with(surname) && name != *surname);
    let mut syllables: Vec<Vec<String>> = Vec::new();
    let mut is_in_word = false;
    for (place, letter) in name.chars().enumerate() {
        if letter.is_ascii_alphanumeric() {
            match syllables.last_mut().filter(|_| is_in_word) {
                Some(word) => word.iter_mut().for_each(|word| word.push(letter)),
                None => syllables.push(vec![letter.to_string()]),
            }
            is_in_word = true;
            continue;
        }
        is_in_word = false;
        let read = letter.to_pinyin_multi().into_iter().flatten().map(|pinyin| pinyin.plain().to_owned());
        let mut readings: Vec<String> = Vec::new();
        let as_surname = surname.and_then(|(_, sounds)| sounds.get(place)).map(|sound| (*sound).to_owned());
        for reading in as_surname.into_iter().chain(read) {
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
        // Rare readings would bring people whom nobody calls so: of a surname only the usual one counts, or the one in
        // the table, and of other letters the first two.
        readings.truncate(if place == 0 && surname.is_none() { 1 } else { 2 });
        let readings: Vec<String> = readings.iter().flat_map(|reading| keyed(reading)).collect();
        if !readings.is_empty() {
            syllables.push(readings);
        }
    }
    syllables
}

/// A reading as it is typed: ü is v on keyboards, u on many papers and yu in passports.
fn keyed(reading: &str) -> Vec<String> {
    if reading.contains('ü') {
        ["v", "u", "yu"].iter().map(|letter| reading.replace('ü', letter)).collect()
    } else {
        vec![reading.to_owned()]
    }
}

/// Every beginning of a word that a name may be typed as, from each of its syllables on.
fn sounds(name: &str) -> String {
    let syllables = syllables(name);
    let mut words = BTreeSet::new();
    for from in 0..syllables.len() {
        for reading in readings(syllables.get(from..).unwrap_or_default()) {
            words.extend(typed(&reading));
        }
    }
    let mut sounds = String::new();
    for word in words {
        if sounds.len() + 1 + word.len() >= MOST_SOUNDS {
            break;
        }
        sounds.push(' ');
        sounds.push_str(&word);
    }
    sounds
}

/// The readings of some syllables together, the usual one first.
fn readings(syllables: &[Vec<String>]) -> Vec<Vec<&str>> {
    let mut all: Vec<Vec<&str>> = vec![Vec::new()];
    for syllable in syllables {
        let ways = if all.len() * syllable.len() <= MOST_READINGS { syllable.len() } else { 1 };
        all = syllable
            .iter()
            .take(ways)
            .flat_map(|way| all.iter().map(move |before| before.iter().copied().chain([way.as_str()]).collect()))
            .collect();
    }
    all
}

/// How a reading is typed: each syllable whole or by its initial. The last one is whole, since its initial begins it.
fn typed(reading: &[&str]) -> Vec<String> {
    let initial = |syllable: &str| syllable.chars().take(1).collect::<String>();
    let Some((last, before)) = reading.split_last() else { return Vec::new() };
    let mut words = vec![String::new()];
    for (place, syllable) in before.iter().enumerate() {
        let is_mixed = reading.len() <= MIXED_UP_TO;
        words = if is_mixed {
            words.iter().flat_map(|word| [word.clone() + syllable, word.clone() + &initial(syllable)]).collect()
        } else if place == 0 {
            // Whole, by initials, and the first whole with the initials of the rest.
            vec![(*syllable).to_owned(), initial(syllable), (*syllable).to_owned()]
        } else {
            words
                .iter()
                .enumerate()
                .map(|(way, word)| word.clone() + &if way == 0 { (*syllable).to_owned() } else { initial(syllable) })
                .collect()
        };
    }
    words.into_iter().map(|word| word + last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether a search for `words` finds somebody of this name, as the database compares it.
    fn finds(words: &str, name: &str) -> bool {
        let key = Key::of(&name.parse().unwrap());
        let Some(wanted) = Wanted::read(&words.parse().unwrap()) else { return true };
        wanted.name.is_some_and(|part| key.name.contains(&part))
            || wanted.sound.is_some_and(|part| key.sounds.contains(&part))
    }

    #[test]
    fn people_are_found_however_their_name_is_typed() {
        for (name, found) in [
            (
                "张雅琪",
                &[
                    "张雅琪",
                    "雅琪",
                    "zhangyaqi",
                    "zhangyq",
                    "zyq",
                    "zyaqi",
                    "yaqi",
                    "yq",
                    "ZYQ",
                    "Zhang Yaqi",
                    "z",
                    "zhang ya",
                ][..],
            ),
            ("王芳", &["wang fang", "wf", "wangf", "WangF", "fang", "ｗｆ"]),
            (
                "Zoë Müller",
                &["ZOË", "zoë", "Zoe\u{308}", "zoe", "MÜLLER", "muller", "ｚｏｅ", "zoe muller", "zoemul", "oë"],
            ),
            ("李𠮷", &["𠮷", "李𠮷", "li"]),
            ("张𬭎", &["𬭎", "zhanghong", "zh"]),
            ("葛\u{e0100}城", &["葛城", "葛", "gecheng", "gc"]),
            (
                "阿卜杜热合曼·买买提艾力",
                &["买买提", "热合曼买买提", "阿卜杜热合曼·买", "abudurehe", "abdrhm", "abdrhmmmt"],
            ),
            ("王Lily", &["lily", "wanglily", "wlily", "WANG LILY"]),
            ("小雨☔\u{fe0f}", &["小雨", "xiaoyu", "☔"]),
            ("吕布", &["lvbu", "lubu", "lyubu", "lüb", "lb"]),
            ("西安", &["xi'an", "xian", "xa"]),
            ("한지민", &["한지", "한지민"]),
        ] {
            for words in found {
                assert!(finds(words, name), "{words} {name}: {:?}", Key::of(&name.parse().unwrap()));
            }
        }
    }

    #[test]
    fn a_name_is_said_in_all_its_parts() {
        // 英 has a second reading in the tables.
        assert_eq!(said("韩秀英"), ["hanxiu", "xiuying", "xiuyang", "hanxiuying", "hanxiuyang"]);
        assert_eq!(said("青禾衣铺"), ["qinghe", "heyi", "yipu", "qingheyi", "heyipu", "qingheyipu"]);
        assert_eq!(said("王芳"), ["wangfang"]);
        assert!(said("吕布").contains(&"lvbu".to_owned()) && said("吕布").contains(&"lubu".to_owned()));
        assert_eq!(said("英"), Vec::<String>::new());
    }

    #[test]
    fn who_sounds_otherwise_is_not_found() {
        for (words, name) in [
            ("an", "王芳"),
            ("ang", "张雅琪"),
            ("yu", "王芳"),
            ("zqy", "张雅琪"),
            ("zoë", "Zoe"),
            ("wangf", "王强"),
            ("%", "王芳"),
            ("i", "李雪"),
        ] {
            assert!(!finds(words, name), "{words} {name}");
        }
    }

    #[test]
    fn surnames_are_read_as_surnames_and_as_their_letters() {
        for (name, found) in [
            ("曾志伟", &["zengzw", "cengzw"][..]),
            ("单雄信", &["shan", "dan"]),
            ("尉迟恭", &["yuchi", "ycg", "weichi"]),
            ("万俟卨", &["moqi", "wanqi"]),
            ("解缙", &["xiejin", "xj"]),
            ("王乐", &["wangle", "wangyue", "wy"]),
            ("李茜", &["lixi", "liqian"]),
            ("曾", &["ceng"]),
        ] {
            for words in found {
                assert!(finds(words, name), "{words} {name}: {:?}", Key::of(&name.parse().unwrap()));
            }
        }
    }

    #[test]
    fn every_reading_of_a_surname_is_one_of_its_letters() {
        for (surname, sounds) in SURNAMES {
            assert_eq!(surname.chars().count(), sounds.len());
            for (letter, sound) in surname.chars().zip(*sounds) {
                let mut known = letter.to_pinyin_multi().unwrap().into_iter();
                assert!(known.any(|pinyin| pinyin.plain() == *sound), "{letter} {sound}");
            }
        }
    }

    #[test]
    fn numbers_and_phones_are_wanted_in_their_one_spelling() {
        let wanted = |words: &str| Wanted::read(&words.parse().unwrap()).map(|wanted| (wanted.number, wanted.phone));
        let phone = |digits: &str| Some(digits.to_owned());
        assert_eq!(wanted("ｃｓ０２"), Some(("CS02".to_owned(), None)));
        assert_eq!(wanted("0000 0504").unwrap().1, phone("00000504"));
        assert_eq!(wanted("１９９－０００").unwrap().1, phone("199000"));
        assert_eq!(wanted("+86 199 00").unwrap().1, phone("19900"));
        assert_eq!(wanted("0086-19900000504").unwrap().1, phone("19900000504"));
        assert_eq!(wanted("+852 9123").unwrap().1, phone("+8529123"));
        assert_eq!(wanted("+").unwrap().1, None);
        assert_eq!(wanted("\u{200b}"), None);
        assert_eq!(wanted(""), None);
    }

    proptest! {
        #[test]
        fn everybody_is_found_by_their_whole_name_and_no_key_grows_beyond_its_bound(name in "[\u{4e00}-\u{9fa5}a-zA-Zë·]{1,40}") {
            prop_assume!(name.chars().any(|letter| letter != '·'));
            prop_assert!(finds(&name, &name));
            let key = Key::of(&name.parse().unwrap());
            prop_assert!(key.sounds.len() < MOST_SOUNDS && key.name.len() < 400, "{key:?}");
        }
    }
}
