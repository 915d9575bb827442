//! Words of the audit log.

use super::texts;

texts! {}
