//! Files that people bring as proof: which kinds there are, told by their content alone, and the endpoints.

pub mod api;
pub mod kind;

use crate::door::door;

door! {
    ids {
        /// A file that somebody brought.
        FileId;
    }
}
