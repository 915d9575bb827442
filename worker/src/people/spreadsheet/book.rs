//! Workbooks (ECMA-376, part 1, section 18): the first visible sheet of one, cell by cell.

use super::{
    Budget, MOST_CHARS, MOST_COLUMNS, MOST_LINES, Unreadable,
    archive::{Archive, Unpacking},
    clip,
    number::{self, Shown},
    xml::{Node, Xml, attribute, number as number_of},
};
use dianwu_domain::people::import::{Line, Mark};
use quick_xml::events::BytesStart;
use std::{
    collections::{BTreeMap, HashMap},
    io::BufReader,
};

/// Most sheets and relationships that are looked at.
const MOST_SHEETS: usize = 1000;
/// Most cell formats (Excel itself stops at 65 490), and most number formats.
const MOST_STYLES: usize = 65_536;
const MOST_FORMATS: usize = 4096;
/// Longest format code.
const LONGEST_FORMAT: usize = 255;

type Source<'a> = BufReader<Unpacking<'a>>;

/// A cell as it stands in the sheet.
struct Kept {
    value: Value,
    mark: Option<Mark>,
}

enum Value {
    Text(String),
    /// The place of a shared string.
    Shared(u32),
    Number(f64, usize),
}

type Rows = BTreeMap<u32, BTreeMap<usize, Kept>>;

/// The lines of the first visible sheet that hold anything.
pub fn read(bytes: &[u8]) -> Result<Vec<Line>, Unreadable> {
    let archive = Archive::open(bytes)?;
    let book = Book::open(&archive)?;
    let mut budget = Budget::new();
    let (mut rows, merges) = cells(archive.part(&book.sheet).ok_or(Unreadable::Damaged)?, &mut budget)?;
    let shared = book.strings.as_deref().and_then(|name| archive.part(name));
    let strings = shared.map(|part| strings(part, &rows, &mut budget)).transpose()?.unwrap_or_default();
    let styles = book.styles.as_deref().and_then(|name| archive.part(name));
    let styles = styles.map(Styles::read).transpose()?.unwrap_or_default();
    for cell in rows.values_mut().flat_map(BTreeMap::values_mut) {
        cell.settle(&strings, &styles, book.is_1904, &mut budget)?;
    }
    let marks = cover(&rows, &merges, &mut budget)?;
    Ok(lines(rows, marks))
}

/// Where the parts are.
struct Book {
    sheet: String,
    strings: Option<String>,
    styles: Option<String>,
    is_1904: bool,
}

/// A relationship: its id, the last word of its type, its target's name in the archive.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Book {
    fn open(archive: &Archive<'_>) -> Result<Self, Unreadable> {
        let of_package = archive.part("_rels/.rels").ok_or(Unreadable::NotASheet)?;
        let of_package = relations(of_package, "")?;
        let main = of_package.into_iter().find(|relation| relation.kind == "officeDocument");
        let main = main.ok_or(Unreadable::NotASheet)?.target;
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let of_book = archive.part(format!("{folder}/_rels/{file}.rels").trim_start_matches('/'));
        // Documents and slides are packed the same way.
        let of_book = of_book.map(|part| relations(part, folder)).transpose()?.unwrap_or_default();
        let (ids, is_1904) = sheets(archive.part(&main).ok_or(Unreadable::NotASheet)?)?;
        let by_kind = |kind: &str| of_book.iter().find(|relation| relation.kind == kind).map(|r| r.target.clone());
        let is_sheet = |id: &String| of_book.iter().find(|relation| relation.kind == "worksheet" && relation.id == *id);
        let sheet = ids.iter().find_map(is_sheet).ok_or(Unreadable::NotASheet)?.target.clone();
        Ok(Self { sheet, strings: by_kind("sharedStrings"), styles: by_kind("styles"), is_1904 })
    }
}

/// The relationships of a part in `folder`.
fn relations(part: Source<'_>, folder: &str) -> Result<Vec<Relation>, Unreadable> {
    let mut xml = Xml::new(part);
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.local_name().as_ref() == "Relationship" => {
                let text = |name| attribute(&tag, name).map(|text| clip(&text)).unwrap_or_default();
                let kind = text("Type").rsplit('/').next().unwrap_or_default().to_owned();
                if found.len() >= MOST_SHEETS {
                    return Err(Unreadable::TooLarge);
                }
                // What points out of the package, and what no import needs, is not kept.
                if ["officeDocument", "worksheet", "sharedStrings", "styles"].contains(&kind.as_str()) {
                    found.push(Relation { id: text("Id"), kind, target: resolve(folder, &text("Target")) });
                }
            }
            Node::End => return Ok(found),
            _ => {}
        }
    }
}

/// The name in the archive of what `target` means to a part in `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The ids of the sheets that people see, and whether days count from 1904.
fn sheets(part: Source<'_>) -> Result<(Vec<String>, bool), Unreadable> {
    let mut xml = Xml::new(part);
    let (mut ids, mut is_1904, mut is_book) = (Vec::new(), false, false);
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "workbook" => is_book = true,
                "workbookPr" => {
                    is_1904 = attribute(&tag, "date1904").is_some_and(|value| value == "1" || value == "true");
                }
                "sheet" => {
                    if ids.len() >= MOST_SHEETS {
                        return Err(Unreadable::TooLarge);
                    }
                    if attribute(&tag, "state").is_none_or(|state| state == "visible") {
                        ids.extend(attribute(&tag, "id").map(|id| clip(&id)));
                    }
                }
                // Names and the like follow; nothing of them is needed.
                "definedNames" => return Ok((ids, is_1904)),
                _ => {}
            },
            Node::Close(name) if name == "sheets" => return Ok((ids, is_1904)),
            Node::End if is_book => return Ok((ids, is_1904)),
            Node::End => return Err(Unreadable::NotASheet),
            _ => {}
        }
    }
}

/// A block of cells that are shown as one: first and last row, first and last column.
struct Merge(u32, u32, usize, usize);

/// The cells of a sheet within the columns that are looked at, and its merged blocks.
fn cells(part: Source<'_>, budget: &mut Budget) -> Result<(Rows, Vec<Merge>), Unreadable> {
    let mut xml = Xml::new(part);
    let (mut rows, mut merges) = (Rows::new(), Vec::new());
    let (mut row, mut next_row, mut next_column) = (0_u32, 0_u32, 0_usize);
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "row" => {
                    row = number_of::<u32>(&tag, "r").map_or(next_row, |row| row.saturating_sub(1));
                    next_row = row.saturating_add(1);
                    next_column = 0;
                }
                "c" => {
                    let place = attribute(&tag, "r").and_then(|name| place(&name));
                    let (at, column) = place.unwrap_or((row, next_column));
                    next_column = column.saturating_add(1);
                    if column >= MOST_COLUMNS {
                        xml.skip()?;
                    } else if let Some(cell) = cell(&tag, &mut xml)? {
                        if let Value::Text(text) = &cell.value {
                            budget.spend(text)?;
                        }
                        rows.entry(at).or_default().insert(column, cell);
                        if rows.len() > MOST_LINES {
                            return Err(Unreadable::TooManyRows);
                        }
                    }
                }
                "mergeCell" => {
                    let block = attribute(&tag, "ref");
                    let corners = block.as_deref().and_then(|block| block.split_once(':'));
                    let corners = corners.and_then(|(from, until)| Some((place(from)?, place(until)?)));
                    let Some(((top, left), (bottom, right))) = corners else { continue };
                    // Blocks that begin outside hide nothing that is read.
                    if rows.contains_key(&top) && left < MOST_COLUMNS {
                        if merges.len() >= MOST_LINES * MOST_COLUMNS {
                            return Err(Unreadable::TooLarge);
                        }
                        merges.push(Merge(top, bottom, left, right.min(MOST_COLUMNS - 1)));
                    }
                }
                _ => {}
            },
            Node::End => return Ok((rows, merges)),
            _ => {}
        }
    }
}

/// The row and column that a reference such as `AB12` names, from 0.
fn place(name: &str) -> Option<(u32, usize)> {
    let name = name.replace('$', "");
    let split = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = name.split_at(split);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0_usize;
    for letter in letters.bytes() {
        column = column * 26 + usize::from(letter.to_ascii_uppercase().checked_sub(b'A').filter(|n| *n < 26)?) + 1;
    }
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column - 1))
}

/// Reads a cell to its end; nothing when it is empty.
fn cell(tag: &BytesStart<'_>, xml: &mut Xml<Source<'_>>) -> Result<Option<Kept>, Unreadable> {
    let kind = attribute(tag, "t").unwrap_or_default();
    let style = number_of(tag, "s").unwrap_or(0);
    let (mut text, mut is_formula, mut is_kept) = (String::new(), false, false);
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "f" => {
                    is_formula = true;
                    xml.skip()?;
                }
                "v" | "t" => is_kept = true,
                // How it is spoken.
                "rPh" => xml.skip()?,
                _ => {}
            },
            Node::Text(piece) if is_kept => add(&mut text, &piece),
            Node::Close(name) if name == "c" => break,
            Node::Close(name) if name == "v" || name == "t" => is_kept = false,
            Node::End => return Err(Unreadable::Damaged),
            _ => {}
        }
    }
    let plain = |text: String, mark| Some(Kept { value: Value::Text(text), mark });
    Ok(match kind.as_str() {
        // Only a text may be empty. Programs that do not calculate leave the value out, or write one of nothing.
        kind if is_formula && kind != "str" && text.trim().is_empty() => plain(String::new(), Some(Mark::NoValue)),
        _ if text.trim().is_empty() => None,
        "s" => Some(Kept { value: Value::Shared(text.trim().parse().map_err(|_| Unreadable::Damaged)?), mark: None }),
        "e" => plain(text, Some(Mark::Fault)),
        "b" => plain(if text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(), None),
        "str" | "inlineStr" => plain(unescaped(&text), None),
        "d" => plain(text.split('T').next().unwrap_or_default().to_owned(), Some(Mark::Date)),
        _ => match text.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Some(Kept { value: Value::Number(number, style), mark: None }),
            _ => plain(text, None),
        },
    })
}

/// Adds a piece of a text, as far as it is kept.
fn add(text: &mut String, piece: &str) {
    let room = MOST_CHARS.saturating_sub(text.chars().count());
    text.extend(piece.chars().take(room));
}

/// What Excel writes for letters that XML cannot hold: `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut rest = text;
    let mut whole = String::with_capacity(text.len());
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        let code = after.get(2..6).filter(|_| after.get(6..7) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(letter) => {
                whole.push_str(before);
                whole.push(letter);
                rest = after.get(7..).unwrap_or_default();
            }
            None => {
                whole.push_str(before);
                whole.push_str("_x");
                rest = after.get(2..).unwrap_or_default();
            }
        }
    }
    whole + rest
}

/// The shared strings that the cells need.
fn strings(part: Source<'_>, rows: &Rows, budget: &mut Budget) -> Result<HashMap<u32, String>, Unreadable> {
    let wanted = rows.values().flat_map(BTreeMap::values).filter_map(|cell| match cell.value {
        Value::Shared(place) => Some((place, String::new())),
        _ => None,
    });
    let mut found: HashMap<u32, String> = wanted.collect();
    let mut xml = Xml::new(part);
    let (mut place, mut is_kept, mut text) = (0_u32, false, String::new());
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "si" => text.clear(),
                "t" => is_kept = found.contains_key(&place),
                "rPh" => xml.skip()?,
                _ => {}
            },
            Node::Text(piece) if is_kept => add(&mut text, &piece),
            Node::Close(name) if name == "t" => is_kept = false,
            Node::Close(name) if name == "si" => {
                if let Some(slot) = found.get_mut(&place) {
                    budget.spend(&text)?;
                    *slot = unescaped(&text);
                }
                place = place.saturating_add(1);
            }
            Node::End => return Ok(found),
            _ => {}
        }
    }
}

/// What the numbers of the cell formats look like.
#[derive(Default)]
struct Styles {
    /// The id of each cell format's number format.
    cells: Vec<u32>,
    codes: HashMap<u32, String>,
}

impl Styles {
    fn read(part: Source<'_>) -> Result<Self, Unreadable> {
        let mut xml = Xml::new(part);
        let mut styles = Self::default();
        let mut is_cells = false;
        loop {
            match xml.next()? {
                Node::Open(tag) => match tag.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&tag, "formatCode").unwrap_or_default();
                        if styles.codes.len() >= MOST_FORMATS || code.chars().count() > LONGEST_FORMAT {
                            return Err(Unreadable::TooLarge);
                        }
                        styles.codes.extend(number_of(&tag, "numFmtId").map(|id: u32| (id, code)));
                    }
                    "cellXfs" => is_cells = true,
                    "xf" if is_cells => {
                        if styles.cells.len() >= MOST_STYLES {
                            return Err(Unreadable::TooLarge);
                        }
                        styles.cells.push(number_of(&tag, "numFmtId").unwrap_or(0));
                    }
                    _ => {}
                },
                // Number formats stand before; what follows is not needed.
                Node::Close(name) if name == "cellXfs" => return Ok(styles),
                Node::End => return Ok(styles),
                _ => {}
            }
        }
    }

    fn code(&self, style: usize) -> &str {
        let id = self.cells.get(style).copied().unwrap_or(0);
        self.codes.get(&id).map_or_else(|| number::built_in(id), String::as_str)
    }
}

impl Kept {
    /// Turns the value into what people see.
    fn settle(
        &mut self,
        strings: &HashMap<u32, String>,
        styles: &Styles,
        is_1904: bool,
        budget: &mut Budget,
    ) -> Result<(), Unreadable> {
        let (text, mark) = match &self.value {
            Value::Text(_) => return Ok(()),
            Value::Shared(place) => (strings.get(place).cloned().unwrap_or_default(), None),
            Value::Number(number, style) => match number::show(*number, styles.code(*style), is_1904) {
                Shown::Text(text) => (clip(&text), None),
                Shown::Day(text) => (text, Some(Mark::Date)),
                Shown::Unsure(text) => (clip(&text), Some(Mark::Unsure)),
            },
        };
        budget.spend(&text)?;
        *self = Self { value: Value::Text(text), mark };
        Ok(())
    }

    fn text(&self) -> &str {
        match &self.value {
            Value::Text(text) => text,
            Value::Shared(_) | Value::Number(..) => "",
        }
    }
}

type Marks = BTreeMap<u32, Vec<(usize, Mark)>>;

/// The empty cells of rows that lie in a merged block, each with the text that the block shows.
fn cover(rows: &Rows, merges: &[Merge], budget: &mut Budget) -> Result<Marks, Unreadable> {
    let mut marks = Marks::new();
    let mut left = MOST_LINES * MOST_COLUMNS;
    for Merge(top, bottom, first, last) in merges {
        let text = rows.get(top).and_then(|row| row.get(first)).map_or("", Kept::text);
        if text.trim().is_empty() || bottom < top || last < first {
            continue;
        }
        for (row, cells) in rows.range(top..=bottom) {
            for column in *first..=*last {
                // Blocks do not overlap, unless somebody made them to be counted for ever.
                left = left.checked_sub(1).ok_or(Unreadable::TooLarge)?;
                if !cells.contains_key(&column) {
                    budget.spend(text)?;
                    marks.entry(*row).or_default().push((column, Mark::Covered(text.to_owned())));
                }
            }
        }
    }
    Ok(marks)
}

/// The rows as lines.
fn lines(rows: Rows, mut covered: Marks) -> Vec<Line> {
    let line = |(row, cells): (u32, BTreeMap<usize, Kept>)| {
        let width = cells.last_key_value().map_or(0, |(column, _)| column + 1);
        let mut line = vec![String::new(); width];
        let mut marks = covered.remove(&row).unwrap_or_default();
        for (column, Kept { value, mark }) in cells {
            marks.extend(mark.map(|mark| (column, mark)));
            if let (Value::Text(text), Some(slot)) = (value, line.get_mut(column)) {
                *slot = text;
            }
        }
        Line { number: row.saturating_add(1), cells: line, marks }
    };
    let holds = |line: &Line| !line.marks.is_empty() || line.cells.iter().any(|cell| !cell.trim().is_empty());
    rows.into_iter().map(line).filter(holds).collect()
}
