//! Words of one's own day and month, and the team's day.

use super::texts;

texts! {}
