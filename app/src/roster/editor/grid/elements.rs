//! Making and marking the elements of the table.

use leptos::prelude::document;
use wasm_bindgen::JsValue;
use web_sys::Element;

pub fn element(name: &str) -> Result<Element, JsValue> {
    document().create_element(name)
}

pub fn group(name: &str) -> Result<Element, JsValue> {
    let group = element(name)?;
    set(&group, &[("role", "rowgroup")]);
    Ok(group)
}

pub fn line() -> Result<Element, JsValue> {
    let row = element("tr")?;
    set(&row, &[("role", "row")]);
    Ok(row)
}

pub fn header(role: &str, class: &str) -> Result<Element, JsValue> {
    let cell = element("th")?;
    set(&cell, &[("role", role)]);
    if !class.is_empty() {
        set(&cell, &[("class", class)]);
    }
    Ok(cell)
}

pub fn sum_cell() -> Result<Element, JsValue> {
    let cell = element("td")?;
    set(&cell, &[("role", "gridcell"), ("class", "roster__sum")]);
    Ok(cell)
}

/// A strong word and quieter ones after it.
pub fn titled(cell: &Element, title: &str, notes: &[&str]) -> Result<(), JsValue> {
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

pub fn set(element: &Element, attributes: &[(&str, &str)]) {
    for (name, value) in attributes {
        // It fails only for a name that is none.
        let _ = element.set_attribute(name, value);
    }
}

pub fn set_or_remove(element: &Element, name: &str, value: Option<&str>) {
    // It fails only for a name that is none.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}
