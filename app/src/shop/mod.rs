//! What every page knows of the shop: its clock, its small lists, and who is signed in. The frame provides them.

mod addresses;
mod caller;
mod clock;
mod department_select;
pub mod device;
mod directory;
mod month_bar;
mod scope;

pub use self::{
    addresses::{day_href, day_id, duties_href, month_href, open_shifts_href, open_shifts_on},
    caller::{Caller, use_caller},
    clock::{ShopClock, use_clock},
    department_select::DepartmentSelect,
    directory::{Directory, use_directory},
    month_bar::MonthBar,
    scope::departments_of,
};
