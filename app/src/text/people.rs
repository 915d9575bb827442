//! Words of people.

use super::texts;

texts! {}
