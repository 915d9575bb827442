//! The parts that pages are made of. They know the style sheet's names and nothing of features.

mod alone;
mod clicks;
mod dialog;
mod feedback;
mod field;
mod focus;
mod form;
mod guard;
mod layers;
mod links;
mod load;
mod page;
mod search;
mod small;
mod unsent;

pub use self::{
    alone::*, clicks::*, dialog::*, feedback::*, field::*, focus::*, form::*, guard::*, layers::*, links::*, load::*,
    page::*, search::*, small::*, unsent::*,
};

use dianwu_domain::kernel::id::Uuid;

/// A new UUIDv7: what people create gets its id here, so that a repeated send is the same write.
pub fn new_uuid() -> Uuid {
    Uuid::now_v7()
}

/// A text that follows the language.
pub type Text = fn() -> &'static str;
