//! Text with bounds. Each kind of text is a type, so that a name that is too long cannot get past the border:
//! deserializing gives it its one spelling ([`clean`]), counts its characters and refuses what does not fit with a
//! [`FieldCode`].

mod clean;
mod code;

use crate::FieldCode;
pub use clean::{clean, compose, compose_with, fold, is_invisible, narrow};
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

/// Checks that a text in its one spelling has `min..=max` characters, none that controls a terminal or a page, and none
/// that Unicode sets aside for ever: U+FFFE and U+FFFF would make a workbook's XML invalid.
///
/// # Errors
/// [`FieldCode::Required`], [`FieldCode::TooShort`], [`FieldCode::TooLong`] or [`FieldCode::BadFormat`].
fn bounded(text: String, min: usize, max: usize) -> Result<String, FieldCode> {
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
    let is_allowed = |c: char| !c.is_control() && !is_noncharacter(c);
    if text.chars().all(is_allowed) { Ok(text) } else { Err(FieldCode::BadFormat) }
}

/// One of the 66 noncharacters (Unicode, section 23.7).
fn is_noncharacter(letter: char) -> bool {
    let code = u32::from(letter);
    code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code)
}

macro_rules! text_type {
    ($($(#[$doc:meta])* $name:ident = $min:literal..=$max:literal $(=> $spell:expr $(, if $check:expr)?)?;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub struct $name(String);

        impl $name {
            /// The most characters that it may have.
            pub const MAX: usize = $max;
            /// The text in its one spelling.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = FieldCode;
            fn from_str(text: &str) -> Result<Self, FieldCode> {
                let text = clean(text);
                $(
                    let spelled: String = $spell(&text);
                    // Something was written, but nothing that counts.
                    if spelled.is_empty() && !text.is_empty() {
                        return Err(FieldCode::BadFormat);
                    }
                    let text = spelled;
                )?
                let text = bounded(text, $min, $max)?;
                $($(if !$check(&text) {
                    return Err(FieldCode::BadFormat);
                })?)?
                Ok(Self(text))
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

        impl super::arg::Written for $name {}

        super::string_schema!($name, { "type": "string", "minLength": $min, "maxLength": $max });
    )+};
}

text_type! {
    /// The name of a person, department, position or shift kind.
    Name = 1..=40;
    /// A staff number (工号): letters, digits and hyphens, kept in upper case.
    StaffNumber = 1..=20 => code::staff_number, if code::is_staff_number;
    /// A mainland mobile number (11 digits that begin with 1) or an international one that begins with `+`.
    Phone = 5..=20 => code::phone, if code::is_phone;
    /// What a shift kind is called in a grid cell: 早, 晚, 休, A, B1.
    ShiftCode = 1..=4 => narrow;
    /// A few words beside something, or none.
    Note = 0..=100;
    /// Why somebody does what the rules warn of.
    Reason = 2..=200;
    /// A few words to search for.
    SearchText = 0..=40;
    /// A staff number or phone, as typed at sign-in.
    Login = 1..=40 => narrow;
    /// A one-time code: spaces and hyphens do not count, nor does case.
    OneTimeCode = 1..=40 => code::one_time_code;
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

    #[cfg(feature = "tables")]
    #[test]
    fn letters_are_counted_in_their_one_spelling() {
        assert_eq!("e\u{301}".repeat(40).parse::<Name>().unwrap().as_str(), "é".repeat(40));
        assert_eq!("𠮷\u{200b}".repeat(40).parse::<Name>().unwrap().as_str(), "𠮷".repeat(40));
        assert_eq!("𠮷".repeat(41).parse::<Name>(), Err(FieldCode::TooLong(40)));
        assert_eq!("a\u{200b}".parse::<Reason>(), Err(FieldCode::TooShort(2)));
        for nothing in ["\u{3164}", "\u{115f}", "\u{2800}", "\u{200b}", "\u{feff}\u{3000}"] {
            assert_eq!(nothing.parse::<Name>(), Err(FieldCode::Required), "{nothing:?}");
            assert_eq!(nothing.parse::<Note>().unwrap().as_str(), "", "{nothing:?}");
        }
    }
}
