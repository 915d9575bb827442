//! Pages of rosters: one's own month, the team's day, and the editor.

pub mod calendar;
mod coverage;
mod crew;
pub mod day_list;
mod editor;
mod month;
mod needs;
mod team;
pub mod team_status;
mod timeline;
pub mod unsent;
pub mod waiting;

pub use self::{
    editor::{ROSTERS, load_take_up},
    month::MONTH,
    needs::{CYCLES, DEMANDS},
    team::TEAM,
};
