//! What stands around the cells: the days above, the people beside, and the heads below.

use super::{
    Words,
    cell::paint_cell,
    elements::{element, group, header, line, set, set_or_remove, sum_cell, titled},
};
use crate::text;
use dianwu_domain::{
    calendar::HolidayKind,
    roster::{
        api::SheetPerson,
        board::{Board, Face, Mark, Place},
    },
    shifts::slot::Target,
    worktime::Severity,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlTableRowElement};

pub fn head(board: &Board, words: &Words) -> Result<Element, JsValue> {
    let head = group("thead")?;
    let row = line()?;
    let corner = header("columnheader", "roster__who")?;
    titled(&corner, text::roster::grid_people(), &[&board.people().len().to_string()])?;
    row.append_child(&corner)?;
    for column in 0..board.bounds().columns {
        let day = board.day(column);
        let cell = header("columnheader", "")?;
        if words.today == Some(column) {
            set(&cell, &[("data-today", ""), ("aria-current", "date")]);
        }
        titled(&cell, &day.number().to_string(), &[""])?;
        mark_head(&cell, board, column);
        row.append_child(&cell)?;
    }
    for (short, long) in [
        (text::roster::sum_shifts(), text::roster::sum_shifts_long()),
        (text::roster::sum_rests(), text::roster::sum_rests_long()),
        (text::roster::sum_hours(), text::roster::sum_hours_long()),
    ] {
        let cell = header("columnheader", "roster__sum")?;
        set(&cell, &[("aria-label", long), ("title", long)]);
        titled(&cell, short, &[])?;
        row.append_child(&cell)?;
    }
    head.append_child(&row)?;
    Ok(head)
}

/// Says under a day's number which weekday it is, or that it is a holiday or a workday that makes up for one.
pub fn mark_head(cell: &Element, board: &Board, column: u8) {
    let day = board.day(column);
    let holiday = board.holiday(column);
    let (mark, letter) = match holiday.map(|holiday| holiday.kind) {
        Some(HolidayKind::Statutory) => (Some("statutory"), text::roster::statutory_letter()),
        Some(HolidayKind::Off) => (Some("holiday"), text::roster::holiday_letter()),
        Some(HolidayKind::Work) => (Some("work"), text::roster::workday_letter()),
        None => (None, text::weekday_letter(day.weekday())),
    };
    set_or_remove(cell, "data-mark", mark);
    set_or_remove(cell, "data-day", (!board.is_workday(column)).then_some("off"));
    let words = match holiday {
        Some(holiday) => text::roster::cell_and(&text::day_long(day), &text::roster::holiday_words(holiday)),
        None => text::day_long(day),
    };
    set(cell, &[("aria-label", &words)]);
    set_or_remove(cell, "title", holiday.is_some().then_some(words.as_str()));
    if let Some(span) = cell.last_element_child() {
        span.set_text_content(Some(letter));
    }
}

/// A row without a person: name, empty days, totals.
pub fn row_template(board: &Board) -> Result<Element, JsValue> {
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
        if !board.is_workday(column) {
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

pub fn fill_row(line: &Element, board: &Board, row: u16, person: &SheetPerson, words: &Words) {
    let Some(who) = line.first_element_child() else { return };
    let position = person.position_id.and_then(|id| words.positions.get(&id)).map_or("", String::as_str);
    let parts = [person.name.as_str(), person.number.as_str(), position];
    // A name that does not fit is cut on the screen.
    set(&who, &[("title", person.name.as_str())]);
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
        let is_blank =
            board.face(place) == Face::Empty && board.mark(place) == Mark::None && board.wish(place).is_none();
        if !is_blank {
            paint_cell(&element, board, place, true);
        }
        cell = element.next_element_sibling();
    }
    draw_sums(line.unchecked_ref(), board, row);
}

pub fn draw_sums(line: &HtmlTableRowElement, board: &Board, row: u16) {
    let total = board.tally().row(usize::from(row));
    let sums = [total.shifts.to_string(), total.rests.to_string(), text::today::hours_figure(total.paid_minutes)];
    let overtime = board.overtime(row);
    let mut cell = line.last_element_child();
    for (sum, is_hours) in sums.iter().zip([false, false, true]).rev() {
        let Some(element) = cell else { break };
        element.set_text_content(Some(sum));
        if is_hours {
            let tone = overtime.map(|finding| if finding.severity == Severity::Error { "bad" } else { "warn" });
            set_or_remove(&element, "data-tone", tone);
            set_or_remove(&element, "title", overtime.map(text::worktime::finding_words).as_deref());
        }
        cell = element.previous_element_sibling();
    }
}

/// A line of the foot, named after a shift or a slot of the day.
pub fn foot_row(board: &Board, name: &str) -> Result<HtmlTableRowElement, JsValue> {
    let row = line()?;
    let who = header("rowheader", "roster__who")?;
    titled(&who, name, &[])?;
    set(&who, &[("aria-label", &text::roster::heads_on(name))]);
    row.append_child(&who)?;
    for column in 0..board.bounds().columns {
        let cell = element("td")?;
        set(&cell, &[("role", "gridcell")]);
        if !board.is_workday(column) {
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

/// Says how many heads there are on a day, and of how many where some are needed.
pub fn draw_heads(cell: &Element, board: &Board, target: Target, heads: Option<u16>, column: u8) {
    let cover = board.covers(column).iter().find(|cover| cover.target == target);
    let words = match (cover, heads) {
        // Figures too long for a day's width go on below.
        (Some(cover), _) if cover.heads.max(cover.needed) >= 100 => format!("{}/\u{200b}{}", cover.heads, cover.needed),
        (Some(cover), _) => format!("{}/{}", cover.heads, cover.needed),
        (None, Some(heads)) => heads.to_string(),
        (None, None) => String::new(),
    };
    cell.set_text_content(Some(&words));
    set_or_remove(cell, "data-long", (words.len() > 4).then_some(""));
    let gap = cover.map_or(0, |cover| cover.gap());
    set_or_remove(cell, "data-tone", (gap > 0).then_some("bad"));
    set_or_remove(cell, "title", (gap > 0).then(|| text::roster::heads_missing(gap)).as_deref());
}

/// What a target is called.
pub fn target_name(board: &Board, target: Target) -> String {
    match target {
        Target::Shift { kind_id } => board.kind(kind_id).map(|kind| kind.fields.name.to_string()).unwrap_or_default(),
        Target::Slot(slot) => format!("{}–{}", slot.start, slot.end),
    }
}
