//! 今日: what every feature has to say to somebody now.

pub mod api;

use crate::door::door;

door! {}
