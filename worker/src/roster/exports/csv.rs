//! A month as CSV.

use super::table::{LEAD, TOTALS, Table, weekday};

impl Table {
    /// The month as CSV for Excel: a byte order mark, CRLF, and no cell that becomes a formula. Under the days stand
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
                [total.shifts.to_string(), total.hours().to_string(), total.rests.to_string()],
            ));
        }
        format!("\u{feff}{}\r\n", lines.join("\r\n"))
    }
}

/// A line: what stands before the days, the days, and what stands after them.
fn line(lead: [String; 3], days: Vec<String>, totals: [String; 3]) -> String {
    let cells = lead.into_iter().chain(days).chain(totals);
    cells.map(|text| cell(&text)).collect::<Vec<_>>().join(",")
}

/// Letters that begin a formula, also as East Asian versions of Excel read them.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell of CSV (RFC 4180). What a spreadsheet would run gets an apostrophe before it; everything else stays exact.
fn cell(text: &str) -> String {
    // A sign alone is text to every spreadsheet.
    let runs = text.starts_with(FORMULA) && text.chars().nth(1).is_some();
    let guarded = if runs || text.starts_with(['\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_formulas() {
        for (text, wanted) in [
            ("早", "早"),
            ("=1+1", "'=1+1"),
            ("＝1+1", "'＝1+1"),
            ("＠全体", "'＠全体"),
            ("-李", "'-李"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("-", "-"),
            ("+", "+"),
            ("'陈", "'陈"),
            ("阿卜杜热合曼·买买提", "阿卜杜热合曼·买买提"),
        ] {
            assert_eq!(cell(text), wanted);
        }
    }
}
