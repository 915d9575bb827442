//! The table of people and days. It is built once from clones of one row and then changed cell by cell: 200 people make
//! more than 6000 cells, far too many to be watched by signals one by one.

use crate::text;
use dianwu_domain::{
    PositionId,
    roster::{
        api::{SheetPerson, ShiftKind},
        board::{Block, Board, Face, Mark, Place},
    },
};
use leptos::prelude::*;
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlTableCellElement, HtmlTableRowElement, Node};

/// What the pointer is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A cell.
    Cell(Place),
    /// Somebody's name.
    Row(u16),
    /// A day's head.
    Column(u8),
    /// The corner.
    Corner,
}

/// The words around the cells.
pub struct Words {
    /// What the table is called.
    pub name: String,
    /// The column of today, when it lies in the month.
    pub today: Option<u8>,
    /// Names of positions.
    pub positions: HashMap<PositionId, String>,
}

/// The table.
pub struct Grid {
    table: Element,
    rows: Vec<HtmlTableRowElement>,
    feet: Vec<Foot>,
    active: Place,
    selected: Option<Block>,
}

/// A line of the foot: how many people have a shift kind on each day.
struct Foot {
    kind: usize,
    /// It is shown while the sheet is empty.
    is_first: bool,
    row: HtmlTableRowElement,
}

/// How many kinds the foot of an empty sheet counts; later it counts those that somebody has.
const FIRST_FEET: usize = 2;

impl Grid {
    /// Builds the table.
    ///
    /// # Errors
    /// What the browser says when it makes no elements.
    pub fn build(board: &Board, words: &Words) -> Result<Self, JsValue> {
        let table = element("table")?;
        set(&table, &[("class", "roster__grid"), ("role", "grid"), ("aria-multiselectable", "true")]);
        set(&table, &[("aria-label", &words.name)]);
        if !board.may_edit() {
            set(&table, &[("aria-readonly", "true")]);
        }
        let head = head(board, words)?;
        table.append_child(&head)?;
        let body = group("tbody")?;
        let template = row_template(board)?;
        let mut rows = Vec::with_capacity(board.people().len());
        for (row, person) in (0_u16..).zip(board.people()) {
            let line: HtmlTableRowElement = template.clone_node_with_deep(true)?.unchecked_into();
            fill_row(&line, board, row, person, words);
            body.append_child(&line)?;
            rows.push(line);
        }
        table.append_child(&body)?;
        let foot = group("tfoot")?;
        let mut feet = Vec::new();
        let counted = board.kinds().iter().enumerate().filter(|(_, kind)| kind.fields.hours.is_some());
        for (kind, fields) in counted {
            let row = foot_row(board, fields)?;
            foot.append_child(&row)?;
            let is_first = feet.len() < FIRST_FEET && !fields.fields.is_archived;
            feet.push(Foot { kind, is_first, row });
        }
        table.append_child(&foot)?;
        let mut grid = Self { table, rows, feet, active: Place::default(), selected: None };
        grid.draw_feet(board, 0..board.bounds().columns);
        if let Some(column) = words.today {
            grid.active.column = column;
        }
        if let Some(cell) = grid.cell(grid.active) {
            set(&cell, &[("tabindex", "0")]);
        }
        Ok(grid)
    }

    /// The table's element.
    pub fn table(&self) -> &Element {
        &self.table
    }

    /// The one cell that the Tab key reaches.
    pub fn active(&self) -> Place {
        self.active
    }

    /// Draws cells anew, and the totals of their rows and columns.
    pub fn draw(&self, board: &Board, places: &[Place]) {
        let mut rows: Vec<u16> = Vec::new();
        let mut columns: Vec<u8> = Vec::new();
        for place in places {
            if let Some(cell) = self.cell(*place) {
                paint_cell(&cell, board, *place, false);
            }
            rows.push(place.row);
            columns.push(place.column);
        }
        if places.contains(&self.active) {
            self.label_active(board);
        }
        rows.sort_unstable();
        rows.dedup();
        columns.sort_unstable();
        columns.dedup();
        for row in rows {
            if let Some(line) = self.rows.get(usize::from(row)) {
                draw_sums(line, board, row);
            }
        }
        self.draw_feet(board, columns);
    }

    /// Shows what is selected.
    pub fn select(&mut self, block: Option<Block>) {
        if self.selected == block {
            return;
        }
        let before = std::mem::replace(&mut self.selected, block);
        for place in before.into_iter().flat_map(Block::places) {
            if !block.is_some_and(|block| block.contains(place)) {
                self.cell(place).map(|cell| cell.remove_attribute("aria-selected"));
            }
        }
        for place in block.into_iter().flat_map(Block::places) {
            if !before.is_some_and(|before| before.contains(place)) {
                self.cell(place).map(|cell| cell.set_attribute("aria-selected", "true"));
            }
        }
    }

    /// Makes a cell the one that the Tab key reaches, and focuses it when it shall take the keys.
    pub fn activate(&mut self, board: &Board, place: Place, takes_focus: bool) {
        if place != self.active {
            if let Some(cell) = self.cell(self.active) {
                set(&cell, &[("tabindex", "-1")]);
                label(&cell, board, self.active, false);
            }
            self.active = place;
        }
        let Some(cell) = self.cell(place) else { return };
        set(&cell, &[("tabindex", "0")]);
        label(&cell, board, place, true);
        if takes_focus {
            // A cell can refuse the focus only while it is taken away.
            let _ = cell.focus();
        }
    }

    /// Says the active cell's person, day and shift.
    pub fn label_active(&self, board: &Board) {
        if let Some(cell) = self.cell(self.active) {
            label(&cell, board, self.active, true);
        }
    }

    /// What lies under an event.
    pub fn hit(&self, board: &Board, target: Option<web_sys::EventTarget>) -> Option<Hit> {
        let element: Element = target?.dyn_into().ok()?;
        let cell: HtmlTableCellElement = element.closest("td, th").ok()??.dyn_into().ok()?;
        let row: HtmlTableRowElement = cell.parent_element()?.dyn_into().ok()?;
        let index = u8::try_from(cell.cell_index()).ok()?;
        let column = index.checked_sub(1).filter(|column| *column < board.bounds().columns);
        match (row.parent_element()?.tag_name().as_str(), column) {
            ("THEAD", None) if index == 0 => Some(Hit::Corner),
            ("THEAD", Some(column)) => Some(Hit::Column(column)),
            ("TBODY", column) => {
                let row = u16::try_from(row.section_row_index()).ok()?;
                match column {
                    Some(column) => Some(Hit::Cell(Place { row, column })),
                    None => (index == 0).then_some(Hit::Row(row)),
                }
            }
            _ => None,
        }
    }

    /// A cell's element.
    pub fn cell(&self, place: Place) -> Option<HtmlElement> {
        let cells = self.rows.get(usize::from(place.row))?.cells();
        cells.item(u32::from(place.column) + 1)?.dyn_into().ok()
    }

    fn draw_feet(&self, board: &Board, columns: impl IntoIterator<Item = u8> + Clone) {
        let last = u32::from(board.bounds().columns);
        let is_blank = self.feet.iter().all(|foot| board.tally().cells(foot.kind) == 0);
        for Foot { kind, is_first, row } in &self.feet {
            let cells = row.cells();
            for column in columns.clone() {
                let heads = board.tally().heads(*kind, usize::from(column));
                if let Some(cell) = cells.item(u32::from(column) + 1) {
                    cell.set_text_content(Some(&heads.to_string()));
                }
            }
            let total = board.tally().cells(*kind);
            if let Some(cell) = cells.item(last + 1) {
                cell.set_text_content(Some(&total.to_string()));
            }
            row.set_hidden(total == 0 && !(is_blank && *is_first));
        }
    }
}

/// What a cell says in words.
pub fn describe(board: &Board, place: Place) -> String {
    let face = match board.face(place) {
        Face::Shut => text::cell_shut().to_owned(),
        Face::Empty => text::cell_empty().to_owned(),
        Face::Unknown => text::cell_unknown().to_owned(),
        Face::Kind(index) => board.kinds().get(index).map(kind_name).unwrap_or_default(),
    };
    match board.mark(place) {
        Mark::None | Mark::Saving => face,
        Mark::Unsaved => text::cell_unsaved(&face),
        Mark::Failed => text::cell_failed(&face),
        Mark::Changed => {
            let before = board.change(place).and_then(|change| change.from);
            text::cell_was(&face, &name_of(board, before))
        }
        Mark::Conflict => {
            let theirs =
                board.conflicts().find(|(other, _)| *other == place).and_then(|(_, found)| found.theirs.kind_id);
            text::cell_conflict(&face, &name_of(board, theirs))
        }
    }
}

/// What a shift kind is called, or an empty cell.
pub fn name_of(board: &Board, kind_id: Option<dianwu_domain::ShiftKindId>) -> String {
    match kind_id {
        None => text::cell_empty().to_owned(),
        Some(id) => board.kind(id).map_or_else(|| text::cell_unknown().to_owned(), kind_name),
    }
}

fn kind_name(kind: &ShiftKind) -> String {
    kind.fields.name.to_string()
}

fn head(board: &Board, words: &Words) -> Result<Element, JsValue> {
    let head = group("thead")?;
    let row = line()?;
    let corner = header("columnheader", "roster__who")?;
    titled(&corner, text::grid_people(), &[&board.people().len().to_string()])?;
    row.append_child(&corner)?;
    for column in 0..board.bounds().columns {
        let day = board.day(column);
        let cell = header("columnheader", "")?;
        set(&cell, &[("aria-label", &text::day_long(day))]);
        if day.weekday().is_weekend() {
            set(&cell, &[("data-day", "off")]);
        }
        if words.today == Some(column) {
            set(&cell, &[("data-today", ""), ("aria-current", "date")]);
        }
        titled(&cell, &day.number().to_string(), &[text::weekday_letter(day.weekday())])?;
        row.append_child(&cell)?;
    }
    for (short, long) in [
        (text::sum_shifts(), text::sum_shifts_long()),
        (text::sum_rests(), text::sum_rests_long()),
        (text::sum_hours(), text::sum_hours_long()),
    ] {
        let cell = header("columnheader", "roster__sum")?;
        set(&cell, &[("aria-label", long), ("title", long)]);
        titled(&cell, short, &[])?;
        row.append_child(&cell)?;
    }
    head.append_child(&row)?;
    Ok(head)
}

/// A row without a person: name, empty days, totals.
fn row_template(board: &Board) -> Result<Element, JsValue> {
    let row = line()?;
    let who = header("rowheader", "roster__who")?;
    titled(&who, "", &["", ""])?;
    if let Some(number) = who.children().item(1) {
        set(&number, &[("class", "num")]);
    }
    row.append_child(&who)?;
    for column in 0..board.bounds().columns {
        let cell = element("td")?;
        set(&cell, &[("role", "gridcell"), ("tabindex", "-1")]);
        if board.day(column).weekday().is_weekend() {
            set(&cell, &[("data-day", "off")]);
        }
        row.append_child(&cell)?;
    }
    for _ in 0..3 {
        let cell = sum_cell()?;
        row.append_child(&cell)?;
    }
    Ok(row)
}

fn fill_row(line: &Element, board: &Board, row: u16, person: &SheetPerson, words: &Words) {
    let Some(who) = line.first_element_child() else { return };
    let position = person.position_id.and_then(|id| words.positions.get(&id)).map_or("", String::as_str);
    let parts = [person.name.as_str(), person.number.as_str(), position];
    let mut part = who.first_element_child();
    for words in parts {
        let Some(element) = part else { break };
        element.set_text_content(Some(words));
        part = element.next_element_sibling();
    }
    let mut cell = who.next_element_sibling();
    for column in 0..board.bounds().columns {
        let Some(element) = cell else { break };
        let place = Place { row, column };
        if board.face(place) != Face::Empty || board.mark(place) != Mark::None {
            paint_cell(&element, board, place, true);
        }
        cell = element.next_element_sibling();
    }
    draw_sums(line.unchecked_ref(), board, row);
}

fn draw_sums(line: &HtmlTableRowElement, board: &Board, row: u16) {
    let total = board.tally().row(usize::from(row));
    let sums = [total.shifts.to_string(), total.rests.to_string(), text::hours_figure(total.paid_minutes)];
    let mut cell = line.last_element_child();
    for sum in sums.iter().rev() {
        let Some(element) = cell else { break };
        element.set_text_content(Some(sum));
        cell = element.previous_element_sibling();
    }
}

fn foot_row(board: &Board, kind: &ShiftKind) -> Result<HtmlTableRowElement, JsValue> {
    let row = line()?;
    let who = header("rowheader", "roster__who")?;
    titled(&who, kind.fields.name.as_str(), &[])?;
    set(&who, &[("aria-label", &text::heads_on(kind.fields.name.as_str()))]);
    row.append_child(&who)?;
    for column in 0..board.bounds().columns {
        let cell = element("td")?;
        set(&cell, &[("role", "gridcell")]);
        if board.day(column).weekday().is_weekend() {
            set(&cell, &[("data-day", "off")]);
        }
        row.append_child(&cell)?;
    }
    for _ in 0..3 {
        let cell = sum_cell()?;
        row.append_child(&cell)?;
    }
    Ok(row.unchecked_into())
}

/// Shows a cell as the board has it. From a new one nothing needs to be taken away: while a table is built, that spares
/// the browser tens of thousands of calls.
fn paint_cell(cell: &Element, board: &Board, place: Place, is_new: bool) {
    let set_or_remove = |name, value: Option<&str>| {
        if value.is_some() || !is_new {
            set_or_remove(cell, name, value);
        }
    };
    let (code, hue, kind) = match board.face(place) {
        Face::Shut => ("", None, Some("shut")),
        Face::Empty => ("", None, None),
        Face::Unknown => ("?", Some("slate"), None),
        Face::Kind(index) => board.kinds().get(index).map_or(("", None, None), |kind| {
            let fields = &kind.fields;
            (fields.code.as_str(), Some(fields.hue.as_str()), fields.hours.is_none().then_some("rest"))
        }),
    };
    cell.set_text_content(Some(code));
    set_or_remove("data-hue", hue);
    set_or_remove("data-kind", kind);
    set_or_remove("aria-readonly", board.is_shut(place).then_some("true"));
    let state = match board.mark(place) {
        Mark::None => None,
        Mark::Changed => Some("changed"),
        Mark::Unsaved => Some("unsaved"),
        Mark::Saving => Some("saving"),
        Mark::Failed => Some("failed"),
        Mark::Conflict => Some("conflict"),
    };
    set_or_remove("data-state", state);
    if !is_new || state.is_some() {
        label(cell, board, place, false);
    }
}

/// Names a cell: in full where the keys are, else only where its letter does not say enough.
fn label(cell: &Element, board: &Board, place: Place, is_active: bool) {
    let tells_more = matches!(board.mark(place), Mark::Changed | Mark::Failed | Mark::Conflict);
    let words = (is_active || tells_more).then(|| describe(board, place));
    set_or_remove(cell, "title", words.as_deref().filter(|_| tells_more));
    let name = board.people().get(usize::from(place.row)).map(|person| person.name.as_str());
    let full = words.zip(name).map(|(words, name)| text::cell_label(name, board.day(place.column), &words));
    set_or_remove(cell, "aria-label", full.as_deref());
}

fn element(name: &str) -> Result<Element, JsValue> {
    document().create_element(name)
}

fn group(name: &str) -> Result<Element, JsValue> {
    let group = element(name)?;
    set(&group, &[("role", "rowgroup")]);
    Ok(group)
}

fn line() -> Result<Element, JsValue> {
    let row = element("tr")?;
    set(&row, &[("role", "row")]);
    Ok(row)
}

fn header(role: &str, class: &str) -> Result<Element, JsValue> {
    let cell = element("th")?;
    set(&cell, &[("role", role)]);
    if !class.is_empty() {
        set(&cell, &[("class", class)]);
    }
    Ok(cell)
}

fn sum_cell() -> Result<Element, JsValue> {
    let cell = element("td")?;
    set(&cell, &[("role", "gridcell"), ("class", "roster__sum")]);
    Ok(cell)
}

/// A strong word and quieter ones after it.
fn titled(cell: &Element, title: &str, notes: &[&str]) -> Result<(), JsValue> {
    let strong = element("b")?;
    strong.set_text_content(Some(title));
    cell.append_child(&strong)?;
    for note in notes {
        let span = element("span")?;
        span.set_text_content(Some(note));
        cell.append_child(&span)?;
    }
    Ok(())
}

fn set(element: &Element, attributes: &[(&str, &str)]) {
    for (name, value) in attributes {
        // It fails only for a name that is none.
        let _ = element.set_attribute(name, value);
    }
}

fn set_or_remove(element: &Element, name: &str, value: Option<&str>) {
    // It fails only for a name that is none.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Puts the table into its frame, in place of the one before.
pub fn mount(frame: &Node, grid: &Grid) {
    while let Some(child) = frame.first_child() {
        // Removing a child of one's own cannot fail.
        let _ = frame.remove_child(&child);
    }
    let _ = frame.append_child(grid.table());
}
