//! Which key paints which shift kind.

/// Initials by which a Chinese keyboard knows the characters that shifts are usually called by, without tones.
const INITIALS: &[(char, char)] = &[
    ('早', 'Z'),
    ('中', 'M'),
    ('晚', 'W'),
    ('夜', 'Y'),
    ('白', 'B'),
    ('班', 'B'),
    ('日', 'R'),
    ('正', 'T'),
    ('大', 'D'),
    ('小', 'S'),
    ('全', 'Q'),
    ('半', 'H'),
    ('通', 'T'),
    ('休', 'X'),
    ('假', 'J'),
    ('年', 'N'),
    ('事', 'S'),
    ('病', 'B'),
    ('婚', 'H'),
    ('产', 'C'),
    ('培', 'P'),
    ('加', 'J'),
    ('值', 'V'),
    ('备', 'B'),
    ('出', 'C'),
    ('调', 'D'),
];

/// A key for each shift code, in the palette's order: the code itself where it is one letter or digit, else its
/// initial, else its number in the palette, else whatever letter is left.
pub fn keys<'a>(codes: impl IntoIterator<Item = &'a str>) -> Vec<Option<char>> {
    let codes: Vec<&str> = codes.into_iter().collect();
    let mut keys: Vec<Option<char>> = vec![None; codes.len()];
    let take = |wanted: &dyn Fn(usize, &str) -> Option<char>, keys: &mut Vec<Option<char>>| {
        for (index, code) in codes.iter().enumerate() {
            if keys[index].is_none() {
                keys[index] = wanted(index, code).filter(|key| !keys.contains(&Some(*key)));
            }
        }
    };
    take(&|_, code| own_key(code), &mut keys);
    take(&|_, code| initial(code), &mut keys);
    take(&|index, _| char::from_digit(u32::try_from(index + 1).unwrap_or(0), 10).filter(|_| index < 9), &mut keys);
    for index in 0..keys.len() {
        if keys[index].is_none() {
            keys[index] = ('A'..='Z').find(|letter| !keys.contains(&Some(*letter)));
        }
    }
    keys
}

/// The key that a code is itself.
fn own_key(code: &str) -> Option<char> {
    let mut characters = code.chars();
    let first = characters.next().filter(char::is_ascii_alphanumeric)?;
    characters.next().is_none().then(|| first.to_ascii_uppercase())
}

fn initial(code: &str) -> Option<char> {
    let first = code.chars().next()?;
    if first.is_ascii_alphanumeric() {
        return Some(first.to_ascii_uppercase());
    }
    INITIALS.iter().find(|(character, _)| *character == first).map(|(_, initial)| *initial)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(codes: &[&str]) -> String {
        keys(codes.iter().copied()).into_iter().map(|key| key.unwrap_or('-')).collect()
    }

    #[test]
    fn a_key_is_the_code_or_its_initial_or_its_number() {
        assert_eq!(text(&["早", "晚", "休"]), "ZWX");
        assert_eq!(text(&["A", "B", "1"]), "AB1");
        assert_eq!(text(&["b", "B1", "白"]), "B23");
        assert_eq!(text(&["早", "早2", "Z"]), "12Z", "a code that is the letter itself goes first");
        assert_eq!(text(&["店", "客"]), "12");
    }

    proptest! {
        #[test]
        fn no_key_paints_two_kinds(codes in proptest::collection::vec("[早晚休假A-C1-3]{1,2}", 0..30)) {
            let mut given: Vec<char> = keys(codes.iter().map(String::as_str)).into_iter().flatten().collect();
            prop_assert_eq!(given.len(), codes.len());
            given.sort_unstable();
            given.dedup();
            prop_assert_eq!(given.len(), codes.len());
        }
    }
}
