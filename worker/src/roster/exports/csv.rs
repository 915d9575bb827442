//! A month as CSV.

use super::table::{LEAD, TOTALS, Table, weekday};
use dianwu_domain::kernel::csv;

impl Table {
    /// The month as CSV for spreadsheets. Under the days stand
    /// their weekdays and, in a month that has such days, a line of holidays.
    pub fn csv(&self) -> String {
        let heading = |words: Vec<String>| line(LEAD.map(|_| String::new()), words, TOTALS.map(|_| String::new()));
        let numbers = self.days().map(|day| day.number().to_string()).collect();
        let mut lines = vec![
            line(LEAD.map(str::to_owned), numbers, TOTALS.map(str::to_owned)),
            heading(self.days().map(|day| weekday(day).to_owned()).collect()),
        ];
        lines.extend(self.holidays().map(heading));
        for person in &self.sheet.people {
            let total = self.total(person);
            let code = |day| self.kind(person, day).map(|kind| kind.fields.code.to_string()).unwrap_or_default();
            lines.push(line(
                [person.number.to_string(), person.name.to_string(), self.department.clone()],
                self.days().map(code).collect(),
                [total.shifts.to_string(), total.rests.to_string(), total.hours().to_string()],
            ));
        }
        csv::file(lines)
    }
}

/// A line: what stands before the days, the days, and what stands after them.
fn line(lead: [String; 3], days: Vec<String>, totals: [String; 3]) -> String {
    csv::line(lead.into_iter().chain(days).chain(totals))
}
