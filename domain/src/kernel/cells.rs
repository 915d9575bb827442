//! Cells as spreadsheets write them: rows of text with separators between, quoted where a cell holds one.

/// The rows of `text` with the number of the line on which each begins, from 1. A line end closes its row, so that the
/// last one opens no further row. A cell in double quotes may hold separators and line ends, and two quotes for one; a
/// quote that is never closed is a letter like others.
pub fn rows(text: &str, is_separator: impl Fn(char) -> bool) -> Vec<(usize, Vec<String>)> {
    let mut rows = Vec::new();
    let mut rest = text;
    let mut line = 1;
    loop {
        let begun = line;
        let mut cells = Vec::new();
        let end = loop {
            let (cell, after) = cell(rest, &is_separator);
            line += rest[..rest.len() - after.len()].matches('\n').count();
            cells.push(cell);
            match after.strip_prefix(&is_separator) {
                Some(next) => rest = next,
                None => break after,
            }
        };
        rows.push((begun, cells));
        line += 1;
        rest = end.strip_prefix("\r\n").or_else(|| end.strip_prefix(['\r', '\n'])).unwrap_or_default();
        if rest.is_empty() {
            return rows;
        }
    }
}

/// The first cell of `text`, and what follows it: a separator, a line end or nothing.
fn cell<'a>(text: &'a str, is_separator: &impl Fn(char) -> bool) -> (String, &'a str) {
    let (quoted, rest) = quoted(text).unwrap_or((String::new(), text));
    let end = rest.find(|letter| is_separator(letter) || matches!(letter, '\r' | '\n')).unwrap_or(rest.len());
    (quoted + &rest[..end], &rest[end..])
}

/// What stands in the double quotes with which `text` begins, and what follows them.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut inside = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        inside.push_str(part);
        match after.strip_prefix('"') {
            Some(next) => {
                inside.push('"');
                rest = next;
            }
            None => return Some((inside, after)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> Vec<String> {
        let row = |(line, cells): (usize, Vec<String>)| format!("{line}:{}", cells.join("|"));
        rows(text, |letter| letter == '\t').into_iter().map(row).collect()
    }

    #[test]
    fn rows_end_with_their_line_and_blank_ones_count() {
        for (text, wanted) in [
            ("", vec!["1:"]),
            ("\r\n", vec!["1:"]),
            ("a\tb\r\nc\t\r\n", vec!["1:a|b", "2:c|"]),
            ("a\n\n", vec!["1:a", "2:"]),
            ("a\rb", vec!["1:a", "2:b"]),
        ] {
            assert_eq!(told(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn quoted_cells_hold_separators_line_ends_and_quotes() {
        assert_eq!(told("\"a\tb\"\t\"c\nd\"\n\"say \"\"e\"\"\""), ["1:a\tb|c\nd", "3:say \"e\""]);
        assert_eq!(told("\"open\tb\nc"), ["1:\"open|b", "2:c"]);
        assert_eq!(told("5\" screen\t\"\""), ["1:5\" screen|"]);
    }

    proptest! {
        #[test]
        fn what_is_quoted_comes_back(cells in proptest::collection::vec("[a\"\t\r\n早]{0,6}", 1..5)) {
            let quoted: Vec<_> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let read = rows(&quoted.join("\t"), |letter| letter == '\t');
            prop_assert_eq!(read, vec![(1, cells)]);
        }
    }
}
