//! The table of people and days. It is built once from clones of one row and then changed cell by cell: 200 people make
//! more than 6000 cells, far too many to be watched by signals one by one.

mod cell;
mod elements;
mod frame;

pub use cell::{describe, name_of};
pub use frame::target_name;

use cell::{label, paint_cell};
use dianwu_domain::{
    PositionId,
    roster::board::{Block, Board, Place},
    shifts::slot::Target,
};
use elements::{element, group, set, set_or_remove};
use frame::{draw_heads, draw_sums, fill_row, foot_row, head, mark_head, row_template};
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
    /// A day's figures below.
    Foot(u8),
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
    head: Element,
    rows: Vec<HtmlTableRowElement>,
    foot: Element,
    feet: Vec<Foot>,
    active: Place,
    selected: Option<Block>,
    flagged: Vec<Place>,
}

/// A line of the foot: how many people have a shift kind on each day, or are there in a slot of it.
struct Foot {
    target: Target,
    /// The shift kind's place; none for a slot.
    kind: Option<usize>,
    /// It is shown while the sheet is empty.
    is_first: bool,
    row: HtmlTableRowElement,
}

/// The style sheet's name for the number of lines.
const LINES: &str = "--lines";

/// More lines than these go over pages: on one they would be too small to read.
const LINES_OF_A_PAGE: usize = 48;

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
        let counted = board.kinds().iter().enumerate().filter(|(_, kind)| kind.is_work());
        for (place, kind) in counted {
            let row = foot_row(board, kind.fields.name.as_str())?;
            foot.append_child(&row)?;
            let is_first = feet.len() < FIRST_FEET && !kind.fields.is_archived;
            feet.push(Foot { target: Target::Shift { kind_id: kind.id }, kind: Some(place), is_first, row });
        }
        table.append_child(&foot)?;
        let mut grid =
            Self { table, head, rows, foot, feet, active: Place::default(), selected: None, flagged: Vec::new() };
        grid.add_slots(board)?;
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

    /// It has become known what the month is planned with: days are marked, and slots of the day get their line.
    ///
    /// # Errors
    /// As [`Grid::build`].
    pub fn draw_plan(&mut self, board: &Board) -> Result<(), JsValue> {
        let days = self.head.first_element_child();
        for column in 0..board.bounds().columns {
            let index = u32::from(column) + 1;
            let Some(cell) = days.as_ref().and_then(|row| row.children().item(index)) else { break };
            let was_off = cell.has_attribute("data-day");
            mark_head(&cell, board, column);
            if was_off == board.is_workday(column) {
                self.mark_column(index, !board.is_workday(column));
            }
        }
        self.add_slots(board)?;
        self.draw_feet(board, 0..board.bounds().columns);
        Ok(())
    }

    fn mark_column(&self, index: u32, is_off: bool) {
        let feet = self.feet.iter().map(|foot| &foot.row);
        for cell in self.rows.iter().chain(feet).filter_map(|row| row.cells().item(index)) {
            set_or_remove(&cell, "data-day", is_off.then_some("off"));
        }
    }

    /// Adds a line for each slot of the day for which heads are needed.
    fn add_slots(&mut self, board: &Board) -> Result<(), JsValue> {
        for target in board.targets() {
            if matches!(target, Target::Slot(_)) && self.feet.iter().all(|foot| foot.target != target) {
                let row = foot_row(board, &target_name(board, target))?;
                self.foot.append_child(&row)?;
                self.feet.push(Foot { target, kind: None, is_first: true, row });
            }
        }
        Ok(())
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
            // A late shift reaches into the next day's slots.
            columns.extend([place.column, place.column + 1].into_iter().filter(|next| *next < board.bounds().columns));
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

    /// Marks cells as just changed by somebody else, in place of those before.
    pub fn flag(&mut self, places: &[Place]) {
        for place in std::mem::replace(&mut self.flagged, places.to_vec()) {
            self.cell(place).map(|cell| cell.remove_attribute("data-news"));
        }
        for cell in places.iter().filter_map(|place| self.cell(*place)) {
            set(&cell, &[("data-news", "")]);
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
            ("TFOOT", Some(column)) => Some(Hit::Foot(column)),
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

    /// How many lines the table has, for paper: there they share one page, as long as they can be read.
    fn count_lines(&self) {
        let feet = self.feet.iter().filter(|foot| !foot.row.hidden()).count();
        let lines = (self.rows.len() + feet).to_string();
        let style = self.table.unchecked_ref::<HtmlElement>().style();
        // A changed property is inherited by every cell: it is set only where it differs.
        if style.get_property_value(LINES).is_ok_and(|known| known != lines) {
            // Every browser that runs this knows such properties.
            let _ = style.set_property(LINES, &lines);
            let is_long = self.rows.len() + feet > LINES_OF_A_PAGE;
            set_or_remove(&self.table, "data-pages", is_long.then_some(""));
        }
    }

    fn draw_feet(&self, board: &Board, columns: impl IntoIterator<Item = u8> + Clone) {
        let last = u32::from(board.bounds().columns);
        let count = |foot: &Foot| foot.kind.map(|kind| board.tally().cells(kind));
        let is_blank = self.feet.iter().filter_map(count).all(|cells| cells == 0);
        let targets = board.targets();
        for foot in &self.feet {
            let cells = foot.row.cells();
            for column in columns.clone() {
                let heads = foot.kind.map(|kind| board.tally().heads(kind, usize::from(column)));
                if let Some(cell) = cells.item(u32::from(column) + 1) {
                    draw_heads(&cell, board, foot.target, heads, column);
                }
            }
            let total = count(foot);
            if let (Some(cell), Some(total)) = (cells.item(last + 1), total) {
                cell.set_text_content(Some(&total.to_string()));
            }
            let is_needed = targets.contains(&foot.target) || total.is_some_and(|total| total > 0);
            let is_shown = is_needed || is_blank && foot.is_first;
            foot.row.set_hidden(!is_shown);
        }
        self.count_lines();
    }
}

/// Puts the table into its frame, in place of the one before.
pub fn mount(frame: &Node, grid: &Grid) {
    while let Some(child) = frame.first_child() {
        // Removing a child of one's own cannot fail.
        let _ = frame.remove_child(&child);
    }
    let _ = frame.append_child(grid.table());
}
