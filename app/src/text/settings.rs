//! Words of settings.

use super::texts;

texts! {}
