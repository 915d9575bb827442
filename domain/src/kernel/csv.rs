//! Tables as CSV (RFC 4180) that spreadsheets open as what they are: with a byte order mark, CRLF, and no cell that
//! becomes a formula.

/// Letters that begin a formula, also as East Asian versions of Excel read them.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell of CSV (RFC 4180). What a spreadsheet would run gets an apostrophe before it; everything else stays exact.
pub fn cell(text: &str) -> String {
    // A sign alone is text to every spreadsheet.
    let runs = text.starts_with(FORMULA) && text.chars().nth(1).is_some();
    let guarded = if runs || text.starts_with(['\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

/// A line of cells.
pub fn line(cells: impl IntoIterator<Item = String>) -> String {
    cells.into_iter().map(|text| cell(&text)).collect::<Vec<_>>().join(",")
}

/// A file of lines.
pub fn file(lines: impl IntoIterator<Item = String>) -> String {
    format!("\u{feff}{}\r\n", lines.into_iter().collect::<Vec<_>>().join("\r\n"))
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

    #[test]
    fn a_file_begins_with_its_mark_and_every_line_ends() {
        assert_eq!(file([line(["a".to_owned(), "b".to_owned()]), "c".to_owned()]), "\u{feff}a,b\r\nc\r\n");
    }
}
