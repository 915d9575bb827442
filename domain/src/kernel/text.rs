//! Text with bounds. Each kind of text is a type, so that a name that is too long cannot get past the border:
//! deserializing trims it, counts its characters and refuses what does not fit with a [`FieldCode`].

use crate::FieldCode;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::{borrow::Cow, fmt, str::FromStr};

/// Deserializes through [`FromStr`], carrying the [`FieldCode`] as the error's message to the API's border.
pub(crate) fn parse<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err = FieldCode>,
{
    let text = Cow::<'de, str>::deserialize(deserializer)?;
    text.parse().map_err(de::Error::custom)
}

/// Trims `text` and checks that it has `min..=max` characters, none that controls a terminal or a page, and none that
/// Unicode sets aside for ever: U+FFFE and U+FFFF would make a workbook's XML invalid.
///
/// # Errors
/// [`FieldCode::Required`], [`FieldCode::TooShort`], [`FieldCode::TooLong`] or [`FieldCode::BadFormat`].
fn bounded(text: &str, min: usize, max: usize, multiline: bool) -> Result<&str, FieldCode> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 && min > 0 {
        return Err(FieldCode::Required);
    }
    if length < min {
        return Err(FieldCode::TooShort(min));
    }
    if length > max {
        return Err(FieldCode::TooLong(max));
    }
    let is_allowed = |c: char| (!c.is_control() || (multiline && c == '\n')) && !is_noncharacter(c);
    text.chars().all(is_allowed).then_some(text).ok_or(FieldCode::BadFormat)
}

/// One of the 66 noncharacters (Unicode, section 23.7).
fn is_noncharacter(letter: char) -> bool {
    let code = u32::from(letter);
    code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code)
}

macro_rules! text_type {
    ($($(#[$doc:meta])* $name:ident = $min:literal..=$max:literal $(, $check:expr)?;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(String);

        impl $name {
            /// The most characters that it may have.
            pub const MAX: usize = $max;
            /// The text, trimmed.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = FieldCode;
            fn from_str(text: &str) -> Result<Self, FieldCode> {
                let text = bounded(text, $min, $max, false)?;
                $(let text = &$check(text)?;)?
                Ok(Self(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                parse(deserializer)
            }
        }

        super::string_schema!($name, { "type": "string", "minLength": $min, "maxLength": $max });
    )+};
}

text_type! {
    /// The name of a person, department, position or shift kind.
    Name = 1..=40;
    /// A staff number (工号): letters, digits and hyphens, kept in upper case.
    StaffNumber = 1..=20, staff_number;
    /// A mainland mobile number (11 digits that begin with 1) or an international one that begins with `+`.
    Phone = 5..=20, phone;
    /// What a shift kind is called in a grid cell: 早, 晚, 休, A, B1.
    ShiftCode = 1..=4;
    /// A few words beside something, or none.
    Note = 0..=100;
    /// Why somebody does what the rules warn of.
    Reason = 2..=200;
    /// A few words to search for.
    SearchText = 0..=40;
    /// A staff number or phone, as typed at sign-in.
    Login = 1..=40;
    /// A one-time code, as typed: spaces and hyphens do not count, nor does case.
    OneTimeCode = 1..=40, one_time_code;
}

fn staff_number(text: &str) -> Result<String, FieldCode> {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if text.chars().all(is_allowed) { Ok(text.to_ascii_uppercase()) } else { Err(FieldCode::BadFormat) }
}

fn phone(text: &str) -> Result<String, FieldCode> {
    let compact: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let digits = compact.strip_prefix('+').unwrap_or(&compact);
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    let is_mainland = compact.len() == 11 && compact.starts_with('1');
    let is_international = compact.starts_with('+') && (7..=15).contains(&digits.len());
    if is_number && (is_mainland || is_international) { Ok(compact) } else { Err(FieldCode::BadFormat) }
}

fn one_time_code(text: &str) -> Result<String, FieldCode> {
    Ok(text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect())
}

/// A password as typed: never trimmed, never shown, never logged.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Password(String);

impl Password {
    /// Fewest characters of a new password (NIST SP 800-63B asks for 8 at least).
    pub const MIN: usize = 8;
    /// Most characters, so that hashing cannot be made expensive.
    pub const MAX: usize = 128;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it may become somebody's password: long enough, not one character repeated, not the sign-in name.
    ///
    /// # Errors
    /// [`FieldCode::TooShort`] or [`FieldCode::TooSimple`].
    pub fn check_new(&self, names: &[&str]) -> Result<(), FieldCode> {
        if self.0.chars().count() < Self::MIN {
            return Err(FieldCode::TooShort(Self::MIN));
        }
        let first = self.0.chars().next();
        let is_one_character = self.0.chars().all(|c| Some(c) == first);
        let is_common = ["12345678", "123456789", "1234567890", "88888888", "password", "qwertyui", "11223344"]
            .contains(&self.0.to_ascii_lowercase().as_str());
        let is_name = names.iter().any(|name| name.eq_ignore_ascii_case(&self.0));
        if is_one_character || is_common || is_name { Err(FieldCode::TooSimple) } else { Ok(()) }
    }
}

impl FromStr for Password {
    type Err = FieldCode;
    fn from_str(text: &str) -> Result<Self, FieldCode> {
        match text.chars().count() {
            0 => Err(FieldCode::Required),
            n if n > Self::MAX => Err(FieldCode::TooLong(Self::MAX)),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parse(deserializer)
    }
}

super::string_schema!(Password, { "type": "string", "minLength": 1, "maxLength": 128, "format": "password" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_trimmed_and_counted_in_characters() {
        assert_eq!("  客服组 ".parse::<Name>().unwrap().as_str(), "客服组");
        assert_eq!("店".repeat(41).parse::<Name>(), Err(FieldCode::TooLong(40)));
        assert_eq!("   ".parse::<Name>(), Err(FieldCode::Required));
        assert_eq!("a\u{0}b".parse::<Name>(), Err(FieldCode::BadFormat));
    }

    #[test]
    fn noncharacters_are_refused_and_their_neighbours_are_not() {
        for wrong in ['\u{fdd0}', '\u{fdef}', '\u{fffe}', '\u{ffff}', '\u{1fffe}', '\u{10ffff}'] {
            assert_eq!(format!("李{wrong}婷").parse::<Name>(), Err(FieldCode::BadFormat), "{wrong:?}");
        }
        for right in ['\u{fdcf}', '\u{fdf0}', '\u{fffd}', '\u{20000}'] {
            assert!(format!("李{right}婷").parse::<Name>().is_ok(), "{right:?}");
        }
    }

    #[test]
    fn phones_lose_their_spaces_and_must_be_phones() {
        assert_eq!("138-0000 0000".parse::<Phone>().unwrap().as_str(), "13800000000");
        assert_eq!("+85291234567".parse::<Phone>().unwrap().as_str(), "+85291234567");
        for wrong in ["2380000000", "138000000001", "一二三四五六", "+1"] {
            assert!(wrong.parse::<Phone>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn staff_numbers_are_kept_in_upper_case() {
        assert_eq!("cs-01".parse::<StaffNumber>().unwrap().as_str(), "CS-01");
        assert!("工号1".parse::<StaffNumber>().is_err());
    }

    #[test]
    fn weak_new_passwords_are_refused() {
        for (text, wanted) in [
            ("short", Err(FieldCode::TooShort(8))),
            ("aaaaaaaa", Err(FieldCode::TooSimple)),
            ("12345678", Err(FieldCode::TooSimple)),
            ("CS-00001", Err(FieldCode::TooSimple)),
            ("早班晚班轮流来上", Ok(())),
        ] {
            assert_eq!(text.parse::<Password>().unwrap().check_new(&["cs-00001"]), wanted, "{text}");
        }
    }
}
