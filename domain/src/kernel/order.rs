//! The place of a thing in a list that people arrange by numbers.

use crate::FieldCode;

/// The highest place.
pub const MAX_SORT: u32 = 9_999;

/// Whether a place may be given. Older ones may be higher.
///
/// # Errors
/// [`FieldCode::NotBetween`].
pub fn check_sort(sort: u32) -> Result<(), FieldCode> {
    if sort > MAX_SORT { Err(FieldCode::NotBetween(0, MAX_SORT.into())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_number_of_four_digits() {
        assert_eq!([check_sort(0), check_sort(MAX_SORT)], [Ok(()), Ok(())]);
        assert_eq!(check_sort(MAX_SORT + 1), Err(FieldCode::NotBetween(0, 9_999)));
    }
}
