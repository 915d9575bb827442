//! Numbers, phones and codes: what is written in many ways and means one thing.

use super::clean::narrow;

/// A staff number in plain capitals.
pub(super) fn staff_number(text: &str) -> String {
    narrow(text).to_ascii_uppercase()
}

/// Whether it holds letters, digits and hyphens alone.
pub(super) fn is_staff_number(number: &str) -> bool {
    number.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// A phone without what people put between its digits. China's own prefix is left out before a mobile number, so that
/// it has one spelling: `+86`, `0086` and a bare `86`.
pub(super) fn phone(text: &str) -> String {
    let compact: String =
        narrow(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '(' | ')')).collect();
    let compact = match compact.strip_prefix("00") {
        Some(rest) => ["+", rest].concat(),
        None => compact,
    };
    let mobile = compact.strip_prefix('+').unwrap_or(&compact).strip_prefix("86").filter(|rest| is_mobile(rest));
    mobile.map_or_else(|| compact.clone(), str::to_owned)
}

/// Whether it is a mobile number of China or an international number.
pub(super) fn is_phone(phone: &str) -> bool {
    let Some(digits) = phone.strip_prefix('+') else { return is_mobile(phone) };
    (7..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// A one-time code without hyphens, spaces and what no code holds, in upper case. Control characters stay, to be refused.
pub(super) fn one_time_code(text: &str) -> String {
    let is_kept = |c: &char| c.is_ascii_alphanumeric() || c.is_control();
    narrow(text).chars().filter(is_kept).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        FieldCode,
        text::{Login, OneTimeCode, Phone, ShiftCode, StaffNumber},
    };

    #[test]
    fn a_phone_has_one_spelling() {
        for typed in [
            "19900000504",
            "199-0000 0504",
            "+86 199 0000 0504",
            "0086-19900000504",
            "8619900000504",
            "(+86)199.0000.0504",
            "１９９０００００５０４",
            "＋８６　１９９－００００－０５０４",
            "\u{202d}19900000504\u{202c}",
            "199\u{2011}0000\u{2013}0504",
            "199\u{a0}0000\u{2009}0504",
            "+86\u{200b}19900000504",
        ] {
            assert_eq!(
                typed.parse::<Phone>().map(|phone| phone.to_string()),
                Ok("19900000504".to_owned()),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn phones_of_elsewhere_keep_their_prefix() {
        for (typed, wanted) in [
            ("+85291234567", "+85291234567"),
            ("00852 9123 4567", "+85291234567"),
            ("+86 10 6655 4433", "+861066554433"),
            ("+86 755 8888 6666", "+8675588886666"),
        ] {
            assert_eq!(typed.parse::<Phone>().unwrap().as_str(), wanted, "{typed}");
        }
        for (wrong, code) in [
            ("2380000000", FieldCode::BadFormat),
            ("138000000001", FieldCode::BadFormat),
            ("一二三四五六", FieldCode::BadFormat),
            ("861380000000", FieldCode::BadFormat),
            ("++8613800000000", FieldCode::BadFormat),
            ("- - - - -", FieldCode::BadFormat),
            ("+86", FieldCode::TooShort(5)),
        ] {
            assert_eq!(wrong.parse::<Phone>(), Err(code), "{wrong}");
        }
    }

    #[test]
    fn staff_numbers_logins_and_codes_are_plain() {
        assert_eq!("ＣＳ０２".parse::<StaffNumber>().unwrap().as_str(), "CS02");
        assert_eq!("cs\u{2010}0１".parse::<StaffNumber>().unwrap().as_str(), "CS-01");
        assert_eq!("T507\u{feff}".parse::<StaffNumber>().unwrap().as_str(), "T507");
        assert_eq!("工号1".parse::<StaffNumber>(), Err(FieldCode::BadFormat));
        assert_eq!("ｃｓ０２\u{3000}".parse::<Login>().unwrap().as_str(), "cs02");
        assert_eq!("Ｂ１".parse::<ShiftCode>().unwrap().as_str(), "B1");
        for nothing_of_a_code in ["－ -", "你好"] {
            assert_eq!(nothing_of_a_code.parse::<OneTimeCode>(), Err(FieldCode::BadFormat), "{nothing_of_a_code}");
        }
        assert_eq!(" ".parse::<OneTimeCode>(), Err(FieldCode::Required));
        assert_eq!("AB\0CD".parse::<OneTimeCode>(), Err(FieldCode::BadFormat));
        assert_eq!("ａｂｃｄ－ＥＦＧＨ jklm".parse::<OneTimeCode>().unwrap().as_str(), "ABCDEFGHJKLM");
    }
}
