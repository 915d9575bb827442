//! Words of one's own account.

use super::texts;

texts! {}
