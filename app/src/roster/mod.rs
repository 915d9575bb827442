//! Pages of rosters: one's own day and month, the team's day, and the editor.

mod calendar;
mod coverage;
mod crew;
mod day_list;
mod duties;
mod editor;
mod month;
mod open_shifts;
mod plans;
mod scope;
mod shift;
mod shift_card;
mod team;
mod team_status;
mod this_month;
mod timeline;
mod today;
pub mod unsent;
mod waiting;
mod wishes;

pub use self::{
    day_list::day_href,
    duties::{DutiesPage, duties_href},
    editor::{RosterPage, take_up},
    month::{MonthPage, month_href},
    open_shifts::{OpenShiftsPage, open_shifts_on},
    plans::CyclesPage,
    plans::DemandsPage,
    shift::{Kinds, shift_name},
    team::TeamPage,
    today::TodayPage,
};
