//! What workbooks have in common.

use super::error::Error;
use dianwu_domain::File;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

/// The media type of XLSX (ECMA-376).
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A workbook as a download.
pub fn file(name: String, content: Vec<u8>) -> File {
    File { name, media_type: XLSX.to_owned(), content }
}

/// What the writer refuses is a fault of ours.
pub fn fault(error: XlsxError) -> Error {
    Error::internal(format!("workbook: {error}"))
}

/// A workbook with a title.
pub fn new_workbook(title: &str) -> Workbook {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title));
    workbook
}
