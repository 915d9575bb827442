//! Passwords, tokens and one-time codes.

use super::error::Error;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use dianwu_domain::text::compose;
use sha2::{Digest, Sha256};

/// Argon2id with 19 MiB, two passes and one lane: the smallest setting that OWASP's password storage guide names.
/// It costs about 65 ms of a worker's CPU time, which the free plan's 10 ms do not hold.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).unwrap_or_default())
}

/// The letters of one-time codes: none that is taken for another one when it is read out or copied by hand.
pub const CODE_LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// How many letters a one-time code has.
pub const CODE_LENGTH: usize = 12;

/// The hash of nobody's password, with the settings of [`argon2`].
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hash of a password in PHC form; of its composed form (NFC), because keyboards differ in how they write the same
/// letters.
///
/// # Errors
/// When the platform gives no randomness: a fault of ours.
pub fn hash_password(password: &str) -> Result<String, Error> {
    let salt: [u8; 16] = random()?;
    argon2()
        .hash_password_with_salt(compose(password).as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| Error::internal(format!("argon2: {error}")))
}

/// Whether the password is the one of the hash. Without a hash it does the same work and says no, so that an unknown
/// account takes as long as a wrong password. What is typed in decomposed form is tried in it, too, because passwords
/// were once hashed as they were typed.
pub fn verify_password(password: &str, hash: Option<&str>) -> bool {
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
    let is_right = |typed: &str| argon2().verify_password(typed.as_bytes(), &parsed).is_ok();
    let composed = compose(password);
    let is_right = is_right(&composed) || (composed != password && is_right(password));
    is_right && hash.is_some()
}

/// Whether two passwords are written with the same letters, however their keyboards write these.
pub fn is_same_password(one: &str, other: &str) -> bool {
    compose(one) == compose(other)
}

/// Random bytes.
///
/// # Errors
/// When the platform gives none.
pub fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::internal(format!("randomness: {error}")))?;
    Ok(bytes)
}

/// A session token: 256 random bits.
///
/// # Errors
/// As [`random`].
pub fn new_token() -> Result<String, Error> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// What is stored of a token: its SHA-256 in hexadecimal.
pub fn token_hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A one-time code or initial password that is easy to read out: 12 letters and digits without those that look
/// alike, in groups of four (60 bits).
///
/// # Errors
/// As [`random`].
pub fn new_code() -> Result<String, Error> {
    let letter = |byte: &u8| CODE_LETTERS.chars().nth(usize::from(byte % 32));
    let letters: Vec<char> = random::<CODE_LENGTH>()?.iter().filter_map(letter).collect();
    Ok(letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// Compares in a time that does not tell where two texts differ.
pub fn is_same(left: &str, right: &str) -> bool {
    let differences = left.bytes().zip(right.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    left.len() == right.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_matches_its_own_hash_alone() {
        let hash = hash_password("早班晚班轮流来上").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_password("早班晚班轮流来上", Some(&hash)));
        assert!(!verify_password("早班晚班轮流来下", Some(&hash)));
        assert!(!verify_password("", None));
    }

    #[test]
    fn a_password_matches_however_its_letters_are_composed() {
        let (composed, decomposed) = ("caf\u{e9} au lait", "cafe\u{301} au lait");
        let hash = hash_password(decomposed).unwrap();
        assert!(verify_password(composed, Some(&hash)) && verify_password(decomposed, Some(&hash)));
        let old = argon2().hash_password_with_salt(decomposed.as_bytes(), b"sixteen bytes ok").unwrap().to_string();
        assert!(verify_password(decomposed, Some(&old)), "as it was hashed once");
        assert!(!verify_password("cafe au lait", Some(&old)));
    }

    #[test]
    fn the_stand_in_for_unknown_accounts_does_the_same_work() {
        let hash = hash_password("x").unwrap();
        let settings = |text: &str| PasswordHash::new(text).unwrap().params.to_string();
        assert_eq!(settings(NOBODY), settings(&hash));
    }

    #[test]
    fn codes_can_be_read_out() {
        let code = new_code().unwrap();
        assert_eq!(code.len(), 14);
        assert!(code.chars().all(|c| c == '-' || (c.is_ascii_alphanumeric() && !"IO01".contains(c))), "{code}");
    }
}
