//! One spelling: letters are composed (NFC), what nobody sees is taken out, and every kind of space is a plain one, so
//! that two texts that look the same are the same.
//!
//! Composing takes Unicode's tables. The crate has them with its feature `tables`; without it whoever runs the code lends
//! its own, as the app does with the browser's ([`compose_with`]), because a phone should not fetch what it has.

use std::borrow::Cow;

// A cell of the thread and no lock: a phone has one thread, and every byte of this is fetched before anything shows.
#[cfg(not(feature = "tables"))]
std::thread_local! {
    static COMPOSER: std::cell::Cell<fn(&str) -> String> = const { std::cell::Cell::new(str::to_owned) };
}

/// Lends what composes letters (NFC) on this thread.
#[cfg(not(feature = "tables"))]
pub fn compose_with(composer: fn(&str) -> String) {
    COMPOSER.set(composer);
}

/// Lends what composes letters (NFC). With the crate's own tables there is no need.
#[cfg(feature = "tables")]
pub const fn compose_with(_: fn(&str) -> String) {}

/// The text with its letters composed (NFC), as everything that is compared is.
pub fn compose(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_composed) { Cow::Borrowed(text) } else { compose_by_table(text) }
}

#[cfg(feature = "tables")]
fn compose_by_table(text: &str) -> Cow<'_, str> {
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

#[cfg(not(feature = "tables"))]
fn compose_by_table(text: &str) -> Cow<'_, str> {
    Cow::Owned(COMPOSER.get()(text))
}

/// Whether a letter stands for itself whatever is around it. Most names hold no other, and need no table.
const fn is_composed(letter: char) -> bool {
    matches!(letter, '\0'..='\u{2ff}' | '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2f7ff}')
}

/// One spelling of a text. Visible ASCII stays as it is, and cleaning twice is cleaning once.
pub fn clean(text: &str) -> String {
    // Only composed letters tell which marks are needed, and where a mark was, letters may now compose.
    let seen = keep_visible(&compose(text));
    compose(seen.trim()).into_owned()
}

/// Without what nobody sees, and with one plain space for each run of spaces.
fn keep_visible(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut before = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let letter = if letter.is_whitespace() && !letter.is_control() { ' ' } else { letter };
        let is_repeated_space = letter == ' ' && before == Some(' ');
        if !is_repeated_space && (!is_invisible(letter) || is_needed(letter, before, letters.peek().copied())) {
            kept.push(letter);
            before = Some(letter);
        }
    }
    kept
}

/// Whether a letter shows nothing by itself: Unicode's default-ignorable code points (UAX #44), among them zero-width
/// and direction marks, fillers and variation selectors, with the annotation marks, the object replacement, the blank
/// Braille pattern and the null note head.
pub fn is_invisible(letter: char) -> bool {
    INVISIBLE.iter().any(|(first, last)| (*first..=*last).contains(&letter))
}

/// The ranges of [`is_invisible`].
const INVISIBLE: [(char, char); 19] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffc}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d159}', '\u{1d159}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Whether an invisible letter changes how its neighbours look: a variant of a Han or Mongolian letter, a picture in
/// colour, pictures joined into one, letters of Arabic and Indic scripts joined or kept apart.
fn is_needed(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    match mark {
        '\u{fe00}'..='\u{fe02}' | '\u{e0100}'..='\u{e01ef}' => is_han(before),
        '\u{fe0e}' | '\u{fe0f}' => {
            let is_keycap = matches!(before, '0'..='9' | '#' | '*') && after == Some('\u{20e3}');
            is_picture(before) || is_keycap
        }
        '\u{180b}'..='\u{180f}' => is_mongolian(before),
        '\u{200d}' if is_picture(before) || before == '\u{fe0f}' => after.is_some_and(is_picture),
        '\u{200c}' | '\u{200d}' => after.is_some_and(|after| is_joining(before) && is_joining(after)),
        _ => false,
    }
}

const fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

const fn is_mongolian(letter: char) -> bool {
    matches!(letter, '\u{1820}'..='\u{18aa}')
}

fn is_picture(letter: char) -> bool {
    let is_symbol = matches!(letter, '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{2bff}' | '\u{3030}' | '\u{303d}');
    let is_emoji = matches!(letter, '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}');
    (is_symbol || is_emoji) && !is_invisible(letter)
}

/// Letters whose shape depends on their neighbours: Arabic and the scripts of India.
const fn is_joining(letter: char) -> bool {
    matches!(letter, '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{900}'..='\u{dff}')
}

/// Full-width letters, digits and signs as plain ones, and every kind of hyphen as the plain one: how numbers, phones
/// and codes are compared.
pub fn narrow(text: &str) -> String {
    text.chars().map(narrow_letter).collect()
}

const fn narrow_letter(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(letter as u32 - 0xFEE0) {
            Some(plain) => plain,
            None => letter,
        },
        _ => letter,
    }
}

/// What a text is compared by where it names something: without case, width, spaces and marks that nobody sees. Two
/// departments, positions, shift kinds or cycles with one folded name would be taken for one another.
pub fn fold(text: &str) -> String {
    let text = compose(text);
    let seen = text.chars().filter(|letter| !letter.is_whitespace() && !is_invisible(*letter));
    let folded: String = seen.map(narrow_letter).flat_map(char::to_lowercase).collect();
    compose(&folded).into_owned()
}

#[cfg(all(test, feature = "tables"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_texts_that_look_the_same_become_the_same() {
        for (typed, wanted) in [
            ("李\u{200b}雪", "李雪"),
            ("王\u{202e}芳", "王芳"),
            ("\u{feff}客服组", "客服组"),
            ("\u{a0}周凡\u{3000}", "周凡"),
            ("张\u{3000} 三", "张 三"),
            ("何\u{ad}宁", "何宁"),
            ("Zoe\u{308}", "Zoë"),
            ("Zoe\u{200b}\u{308}", "Zoë"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("\u{212b}", "Å"),
            ("9\u{fe0f}", "9"),
            ("A\u{e0100}", "A"),
            ("李\u{200d}雪", "李雪"),
            ("文字\u{e0041}", "文字"),
        ] {
            assert_eq!(clean(typed), wanted, "{typed:?}");
        }
    }

    #[test]
    fn of_letters_that_nobody_sees_nothing_is_left() {
        for typed in [
            "\u{3164}",
            "\u{115f}",
            "\u{1160}",
            "\u{ffa0}",
            "\u{2800}",
            "\u{200b}",
            "\u{2060}",
            "\u{ad}",
            "\u{feff}",
            "\u{fe0f}",
            "\u{e0100}",
            "\u{180e}",
            "\u{fffc}",
            "\u{2028}",
            "\u{3000}",
            "\u{200d}\u{200d}",
            " \u{2800} ",
        ] {
            assert_eq!(clean(typed), "", "{typed:?}");
        }
    }

    #[test]
    fn marks_that_change_what_one_sees_stay() {
        for typed in [
            "葛\u{e0100}城",
            "小雨☔\u{fe0f}",
            "家👩\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3}组",
            "👍🏽",
            "ᠪᠢᠴᠢᠭ\u{180e}ᠡ",
            "می\u{200c}خواهم",
            "𠮷𠮷",
            "张𬭎",
            "阿卜杜热合曼·买买提艾力",
            "Zoë Müller-Lüdenscheidt",
        ] {
            assert_eq!(clean(typed), typed, "{typed:?}");
        }
    }

    #[test]
    fn names_fold_without_case_width_spaces_and_marks() {
        for (left, right) in [
            ("客服Ａ组", "客服a 组"),
            ("客服\u{200b}组", "客服组"),
            ("葛\u{e0100}城", "葛城"),
            ("ZOË", "zoe\u{308}"),
            ("售前－1", "售前-1"),
            ("İ", "i\u{307}"),
        ] {
            assert_eq!(fold(left), fold(right), "{left:?} {right:?}");
        }
        assert_ne!(fold("售前"), fold("售后"));
        assert_ne!(fold("Zoë"), fold("Zoe"));
    }

    /// Letters that are apt to meet one another in ways nobody thought of.
    fn odd_text() -> impl Strategy<Value = String> {
        let odd = proptest::sample::select(vec![
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{fe00}',
            '\u{fe0f}',
            '\u{e0100}',
            '\u{180b}',
            '\u{308}',
            '\u{338}',
            '\u{20e3}',
            '\u{2adc}',
            '\u{2194}',
            '\u{1f469}',
            '葛',
            '\u{fa19}',
            'ᠠ',
            'ا',
            '\u{653}',
            '\u{915}',
            '\u{93c}',
            '\u{958}',
            '\u{1112}',
            '\u{1161}',
            '\u{34f}',
            'e',
            '1',
            ' ',
            '\u{3000}',
            '\u{a0}',
            '\u{2800}',
        ]);
        proptest::collection::vec(prop_oneof![3 => odd, 1 => any::<char>()], 0..12)
            .prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in odd_text()) {
            let once = clean(&text);
            prop_assert_eq!(&clean(&once), &once);
        }

        #[test]
        fn visible_ascii_stays_as_it_is(words in proptest::collection::vec("[!-~]{1,9}", 0..5)) {
            let text = words.join(" ");
            prop_assert_eq!(clean(&text), text);
        }

        #[test]
        fn a_cleaned_text_holds_no_mark_without_its_letter(text in odd_text()) {
            let cleaned: Vec<char> = clean(&text).chars().collect();
            for (place, mark) in cleaned.iter().enumerate().filter(|(_, letter)| is_invisible(**letter)) {
                let before = place.checked_sub(1).map(|place| cleaned[place]);
                prop_assert!(is_needed(*mark, before, cleaned.get(place + 1).copied()), "{:?}", cleaned);
            }
        }

        #[test]
        fn folding_twice_is_folding_once_and_needs_no_cleaning(text in odd_text()) {
            let once = fold(&text);
            prop_assert_eq!(&fold(&once), &once);
            prop_assert_eq!(&fold(&clean(&text)), &once);
            prop_assert!(!once.chars().any(is_invisible));
        }
    }
}
