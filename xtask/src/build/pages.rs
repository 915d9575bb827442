//! The app's table of pages, as far as it matters before the app runs: which address needs which chunk, whose page it is,
//! and what it asks the API first.
//!
//! The app writes it into a custom section of its module, a line for each page (app/src/place.rs), so that it is
//! kept in one place. It goes into `index.html`, where `public/boot.js` reads it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wasmparser::{Parser, Payload};

use crate::build::shared::Known;

/// The section's name.
const SECTION: &str = "dianwu_pages";

/// What a page shows where the table goes.
const PLACE: &str = "<script type=\"application/json\" id=\"pages\"></script>";

/// The table.
#[derive(Debug, Default)]
pub struct Pages(Vec<Line>);

/// A page as the app tells of it.
#[derive(Clone, Debug, Deserialize)]
struct Line {
    /// Its address; empty for what has none of its own, `*` for the frame around all pages.
    path: String,
    /// The chunk that it comes in; empty for the main module.
    chunk: String,
    /// Who finds it: nothing for everybody, or the permission that it takes.
    who: String,
    /// What it asks the API first.
    first: Vec<String>,
    /// The chunk without which its own is never needed.
    #[serde(default)]
    after: Option<String>,
    /// Its path is that of an answer, and its chunk is needed if one of these lists of the answer holds anything.
    #[serde(default)]
    lists: Vec<String>,
}

/// A page as `boot.js` reads of it.
#[derive(Debug, Serialize)]
struct Told<'a> {
    path: &'a str,
    /// The files of its chunk, without what all names begin and end with.
    parts: Vec<&'a str>,
    /// The permission that it takes, if any.
    who: &'a str,
    first: &'a [String],
    /// The lists of an answer of which one must hold something for the parts to be needed.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    lists: &'a [String],
}

impl Pages {
    /// Reads the table from the app's module.
    pub fn of_module(module: &[u8]) -> Result<Self, String> {
        let mut lines = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            let Payload::CustomSection(section) = payload.map_err(|error| error.to_string())? else { continue };
            if section.name() == SECTION {
                let text = std::str::from_utf8(section.data()).map_err(|error| error.to_string())?;
                for line in text.lines().filter(|line| !line.is_empty()) {
                    lines.push(serde_json::from_str(line).map_err(|error| format!("{error} in {line}"))?);
                }
            }
        }
        if lines.is_empty() { Err("it holds no table of pages".to_owned()) } else { Ok(Self(lines)) }
    }

    /// The table for `boot.js`, given the modules of each chunk.
    pub fn with_parts(&self, parts: &BTreeMap<String, Vec<String>>) -> Result<String, String> {
        let mut told = Vec::new();
        for line in self.0.iter().filter(|line| !line.path.is_empty()) {
            let own = match line.chunk.as_str() {
                "" => [].as_slice(),
                chunk => parts.get(chunk).ok_or_else(|| format!("there is no chunk {chunk} for {}", line.path))?,
            };
            let parts = own.iter().map(|part| part.trim_start_matches("split_")).collect();
            told.push(Told { path: &line.path, parts, who: &line.who, first: &line.first, lists: &line.lists });
        }
        serde_json::to_string(&told).map_err(|error| error.to_string())
    }
}

impl Known for Pages {
    fn is_for_everybody(&self, chunk: &str) -> bool {
        self.0.iter().any(|line| line.who.is_empty() && line.chunk == chunk)
    }

    fn follows(&self, chunk: &str) -> Option<&str> {
        self.0.iter().find(|line| line.chunk == chunk)?.after.as_deref()
    }
}

/// The page with the table in it. `name` is what all names of the app's files begin with.
pub fn tell(page: &str, name: &str, table: &str) -> Option<String> {
    // The end of a script must not stand in it.
    let table = table.replace('<', "\\u003c");
    let told =
        format!("<script type=\"application/json\" id=\"pages\">{{\"name\":\"{name}\",\"pages\":{table}}}</script>");
    page.contains(PLACE).then(|| page.replacen(PLACE, &told, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, Module};

    fn module(text: &str) -> Vec<u8> {
        let mut module = Module::new();
        module.section(&CustomSection { name: SECTION.into(), data: text.as_bytes().into() });
        module.finish()
    }

    const TABLE: &str = "{\"path\":\"/\",\"chunk\":\"\",\"who\":\"\",\"first\":[\"/api/today\"]}\n\
        {\"path\":\"/month\",\"chunk\":\"month\",\"who\":\"\",\"first\":[]}\n\
        {\"path\":\"\",\"chunk\":\"set_up\",\"who\":\"office\",\"first\":[]}\n\
        {\"path\":\"/api/today\",\"chunk\":\"lines\",\"who\":\"\",\"first\":[],\"lists\":[\"waiting\"]}\n";

    #[test]
    fn the_table_tells_boot_which_files_an_address_needs() {
        let pages = Pages::of_module(&module(TABLE)).expect("a table");
        assert!(pages.is_for_everybody("month") && !pages.is_for_everybody("set_up"));
        let of = |chunk: &str, parts: &[&str]| {
            (chunk.to_owned(), parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>())
        };
        let parts = BTreeMap::from([of("month", &["shared_everybody", "split_month"]), of("lines", &["split_lines"])]);
        let told = pages.with_parts(&parts).expect("every chunk is there");
        assert_eq!(
            told,
            "[{\"path\":\"/\",\"parts\":[],\"who\":\"\",\"first\":[\"/api/today\"]},\
            {\"path\":\"/month\",\"parts\":[\"shared_everybody\",\"month\"],\"who\":\"\",\"first\":[]},\
            {\"path\":\"/api/today\",\"parts\":[\"lines\"],\"who\":\"\",\"first\":[],\"lists\":[\"waiting\"]}]"
        );
        let page = tell(PLACE, "app-0", &told).expect("there is a place for it");
        assert!(page.contains("{\"name\":\"app-0\",\"pages\":[{\"path\":\"/\""));
        assert!(tell("<head></head>", "app-0", &told).is_none());
        assert!(pages.with_parts(&BTreeMap::new()).is_err());
    }

    #[test]
    fn a_module_without_the_table_is_refused() {
        assert!(Pages::of_module(&Module::new().finish()).is_err());
        assert!(Pages::of_module(&module("{}")).is_err());
    }
}
