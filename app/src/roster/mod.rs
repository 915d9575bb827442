//! Pages of rosters: one's own day and month, the team's day, and the editor.

mod editor;
mod month;
mod team;
mod today;

pub use self::{editor::RosterPage, month::MonthPage, team::TeamPage, today::TodayPage};
