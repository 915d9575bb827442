//! Words of making rosters.

use super::texts;

texts! {}
