//! Numbers as a workbook's formats show them (ECMA-376, part 1, section 18.8.30).

/// Days from 1970-01-01 to the day before day 1 of each calendar, for days from 1900-03-01 on.
const EPOCHS: [i64; 2] = [-25_569, -24_107];

/// What a number in a cell is.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// What people see in the cell, as text.
    Text(String),
    /// A day.
    Day(String),
    /// The number itself: its format says something that is not followed here.
    Unsure(String),
}

/// The format code of a built-in id; those that are not here are dates in East Asian versions, or a plain number.
pub fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy-mm-dd",
        18..=21 | 32..=35 | 45..=47 | 55 | 56 => "h:mm:ss",
        _ => "General",
    }
}

/// A number as `code` shows it, in the calendar that begins in 1904 or the usual one.
pub fn show(number: f64, code: &str, is_1904: bool) -> Shown {
    let plain = || format!("{number}");
    let sections = sections(code);
    let section = match (sections.as_slice(), number) {
        ([_, negative, ..], number) if number < 0.0 => negative,
        ([_, _, zero, ..], 0.0) => zero,
        ([first, ..], _) => first,
        ([], _) => return Shown::Text(plain()),
    };
    // A condition picks sections in another way, and number forms change the digits.
    let lower = code.to_lowercase();
    if ["[<", "[>", "[=", "[dbnum"].iter().any(|odd| lower.contains(odd)) {
        return Shown::Unsure(plain());
    }
    if section.trim().is_empty() {
        return Shown::Text(plain());
    }
    let bare = bare(section).to_lowercase();
    if bare.contains("general") {
        return dressed(section, &plain());
    }
    if ["@", "e+", "e-"].iter().any(|sign| bare.contains(sign)) {
        return Shown::Text(plain());
    }
    let clock = bare.replace("am/pm", "h").replace("a/p", "h");
    if clock.contains(['y', 'd']) || (clock.contains('m') && !clock.contains(['h', 's'])) {
        return day(number, is_1904).map_or_else(|| Shown::Unsure(plain()), Shown::Day);
    }
    if clock.contains(['h', 's']) || lower.contains("[h") || lower.contains("[m") || lower.contains("[s") {
        return Shown::Unsure(plain());
    }
    let is_signed = number < 0.0 && sections.len() < 2;
    match digits(number.abs(), section) {
        Some(text) => Shown::Text(if is_signed { format!("-{text}") } else { text }),
        None => Shown::Unsure(plain()),
    }
}

/// A general number, perhaps among literal words such as `"A-"General`.
fn dressed(section: &str, plain: &str) -> Shown {
    if section.trim().eq_ignore_ascii_case("General") {
        return Shown::Text(plain.to_owned());
    }
    let whole = plain.parse::<u64>().ok().and_then(|_| plain.parse().ok());
    match whole.and_then(|number| digits(number, &section.replace("General", "0"))) {
        Some(text) => Shown::Text(text),
        None => Shown::Unsure(plain.to_owned()),
    }
}

/// The day of a serial number.
fn day(number: f64, is_1904: bool) -> Option<String> {
    // Before March 1900 the usual calendar counts a day that never was.
    let first = if is_1904 { 0.0 } else { 61.0 };
    if !(first..2_958_466.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the time of day is left out")]
    let serial = number as i64;
    Some(civil(serial + EPOCHS[usize::from(is_1904)]))
}

/// A day after 1900 as people write it, from the days since 1970-01-01. The domain's days begin later; what is too early
/// for them is still to be shown as what it is.
fn civil(days: i64) -> String {
    // Years begin in March here, so that the leap day is the last one; eras have 400 years.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let number = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{number:02}")
}

/// The sections of a code: for positive and negative numbers, zero, and text.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut is_quoted = false;
    let mut is_escaped = false;
    for letter in code.chars() {
        if letter == ';' && !is_quoted && !is_escaped {
            sections.push(String::new());
            continue;
        }
        is_quoted ^= letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        if let Some(section) = sections.last_mut() {
            section.push(letter);
        }
    }
    sections
}

/// A piece of a section.
enum Piece {
    Literal(String),
    /// 0, # or ?
    Place(char),
    Point,
    /// A letter that means something.
    Sign(char),
}

fn pieces(section: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut letters = section.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => pieces.push(Piece::Literal(letters.by_ref().take_while(|letter| *letter != '"').collect())),
            '\\' => pieces.extend(letters.next().map(|letter| Piece::Literal(letter.to_string()))),
            // A gap as wide as the next letter; the next letter over and over.
            '_' | '*' => {
                letters.next();
            }
            // Colours, languages, elapsed time.
            '[' => letters.by_ref().take_while(|letter| *letter != ']').for_each(drop),
            '0' | '#' | '?' => pieces.push(Piece::Place(letter)),
            '.' => pieces.push(Piece::Point),
            // Grouping is a look, not a part of a number.
            ',' => {}
            '-' | '+' | '(' | ')' | ' ' | ':' | '$' | '!' | '\'' => pieces.push(Piece::Literal(letter.to_string())),
            letter if letter.is_ascii() => pieces.push(Piece::Sign(letter)),
            letter => pieces.push(Piece::Literal(letter.to_string())),
        }
    }
    pieces
}

/// The letters of a section that are no literals.
fn bare(section: &str) -> String {
    let letter = |piece: Piece| match piece {
        Piece::Sign(letter) => Some(letter),
        Piece::Literal(words) if words == "+" || words == "-" => words.chars().next(),
        _ => None,
    };
    pieces(section).into_iter().filter_map(letter).collect()
}

/// The digits of a number at the places of a section.
fn digits(number: f64, section: &str) -> Option<String> {
    let pieces = pieces(section);
    // Percents, fractions and thousands are not followed.
    if pieces.iter().any(|piece| matches!(piece, Piece::Sign(_))) || section.trim_end().ends_with(',') {
        return None;
    }
    let point = pieces.iter().position(|piece| matches!(piece, Piece::Point)).unwrap_or(pieces.len());
    let (whole, part) = pieces.split_at_checked(point)?;
    let decimals = part.iter().filter(|piece| matches!(piece, Piece::Place(_))).count();
    let written = format!("{number:.decimals$}");
    let (integer, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let mut integer: Vec<char> = integer.trim_start_matches('0').chars().collect();
    let first = whole.iter().position(|piece| matches!(piece, Piece::Place(_)));
    let mut text: Vec<char> = Vec::new();
    // From the right: each place takes a digit, the first one all that are left.
    for (at, piece) in whole.iter().enumerate().rev() {
        match piece {
            Piece::Literal(words) => text.extend(words.chars().rev()),
            Piece::Place(place) => {
                match integer.pop() {
                    Some(digit) => text.push(digit),
                    None if *place == '0' => text.push('0'),
                    None => {}
                }
                if Some(at) == first {
                    text.extend(integer.drain(..).rev());
                }
            }
            Piece::Point | Piece::Sign(_) => {}
        }
    }
    let mut text: String = text.into_iter().rev().collect();
    let mut fraction = fraction.chars();
    for piece in part {
        match piece {
            Piece::Literal(words) => text.push_str(words),
            Piece::Point if decimals > 0 => text.push('.'),
            Piece::Place(_) => text.extend(fraction.next()),
            Piece::Point | Piece::Sign(_) => {}
        }
    }
    Some(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_their_formats_show_them() {
        for (number, code, wanted) in [
            (7.0, "General", "7"),
            (7.0, "0000", "0007"),
            (12_345.0, "0000", "12345"),
            (7.0, "\"CS\"000", "CS007"),
            (7.0, "\"CS-\"General", "CS-7"),
            (7.0, "\\C\\S00", "CS07"),
            (13_800_001_001.0, "000-0000-0000", "138-0000-1001"),
            (13_800_001_001.0, "0.00E+00", "13800001001"),
            (13_800_001_001.0, "@", "13800001001"),
            (1001.0, "#,##0", "1001"),
            (1001.0, "0_ ", "1001"),
            (1.5, "0.00", "1.50"),
            (-3.0, "0", "-3"),
            (0.0, "0000", "0000"),
            (5.0, "[Red]00;[Blue]-00", "05"),
            (7.0, "", "7"),
        ] {
            assert_eq!(show(number, code, false), Shown::Text(wanted.to_owned()), "{code}");
        }
    }

    #[test]
    fn days_of_both_calendars_are_days_and_odd_formats_are_owned_up_to() {
        for code in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\";@", "[$-804]m/d/yy", "mmm"] {
            assert_eq!(show(46_027.0, code, false), Shown::Day("2026-01-05".to_owned()), "{code}");
            assert_eq!(show(44_565.25, code, true), Shown::Day("2026-01-05".to_owned()), "{code}");
        }
        for (serial, wanted) in
            [(36_526.0, "2000-01-01"), (35_977.0, "1998-07-01"), (45_351.0, "2024-02-29"), (61.0, "1900-03-01")]
        {
            assert_eq!(show(serial, "yyyy/m/d", false), Shown::Day(wanted.to_owned()));
        }
        for id in [14, 27, 31, 58] {
            assert_eq!(show(46_027.0, built_in(id), false), Shown::Day("2026-01-05".to_owned()), "{id}");
        }
        for code in ["[<100]000;0", "0%", "# ?/?", "h:mm", "[DBNum1]0", "0,", "[h]:mm"] {
            assert_eq!(show(7.0, code, false), Shown::Unsure("7".to_owned()), "{code}");
        }
        assert_eq!(show(-1.0, "yyyy-mm-dd", false), Shown::Unsure("-1".to_owned()));
    }
}
