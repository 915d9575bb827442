//! What a phone downloads before it can show anything: the page and every file the page names, in bytes after Brotli
//! at its best quality, which is how they are served. Beside it the chunks, which come when they are wanted.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::{
    build::{self, Profile, shared::MOST_PARTS},
    failure::{Context, Failure, Result},
    project::Project,
    report::Steps,
    tools::Tools,
};

/// By how much a size may exceed its budget.
const TOLERANCE_PERCENT: u64 = 10;

/// The most that a first visit may weigh, whatever the budget says.
const FIRST_VISIT: u64 = 290_000;

/// The most that a chunk may weigh, likewise.
const CHUNK: u64 = 150_000;

/// Bytes by kind, and all together under `total`.
type Sizes = BTreeMap<String, u64>;

/// What the release's files weigh.
#[derive(Deserialize)]
struct Release {
    files: Vec<Measured>,
    /// How many modules besides the main one each page asks for.
    parts: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
struct Measured {
    path: String,
    raw: u64,
    brotli: u64,
    /// The chunk that it belongs to, of which the first visit needs nothing.
    later: Option<String>,
}

/// The committed budget.
#[derive(Deserialize, Serialize)]
struct Budget {
    note: String,
    brotli: Sizes,
    chunks: Sizes,
}

/// `cargo xtask bench size`.
pub fn run() -> Result<()> {
    let project = Project::find()?;
    let mut steps = Steps::new(Tools::STEPS + 1);
    let tools = Tools::ensure(&project, &mut steps)?;
    steps.step("app (release build)", || build::app(&project, &tools, Profile::Release))?;
    let files = measure(&project, &tools)?.files;
    println!("{:<48} {:>10} {:>10}", "file", "bytes", "brotli");
    for file in &files {
        println!("{:<48} {:>10} {:>10}", file.path, file.raw, file.brotli);
    }
    for (title, sizes) in [("the first visit", sizes(&files)), ("later, by chunk", chunks(&files))] {
        println!("\n{title}");
        for (kind, bytes) in sizes {
            println!("{kind:<16} {:>8.1} kB", bytes as f64 / 1000.0);
        }
    }
    Ok(())
}

/// Fails when a size exceeds its budget. The release of the app must have been built.
pub fn check(project: &Project, tools: &Tools) -> Result<()> {
    let what = "comparing the app's size with its budget";
    let text = fs::read_to_string(budget_file(project))
        .context(what)
        .map_err(|failure| failure.advice("write a budget with `cargo xtask budget` and commit it"))?;
    let budget: Budget = serde_json::from_str(&text).context(what)?;
    let Release { files, parts } = measure(project, tools)?;
    let mut over = exceeded(&budget.brotli, &sizes(&files));
    over.extend(exceeded(&budget.chunks, &chunks(&files)));
    let first = sizes(&files).get("total").copied().unwrap_or_default();
    if first > FIRST_VISIT {
        over.push(format!("the first visit: {first} bytes, never more than {FIRST_VISIT}"));
    }
    over.extend(too_large(&chunks(&files)));
    over.extend(too_many(&parts));
    if over.is_empty() {
        return Ok(());
    }
    Err(Failure::new(what, over.join("\n")).advice(
        "make it smaller; or, if the growth is worth it on every phone, accept it with `cargo xtask budget` and commit the result",
    ))
}

/// `cargo xtask budget`: makes the present sizes the budget.
pub fn accept() -> Result<()> {
    let project = Project::find()?;
    let mut steps = Steps::new(Tools::STEPS + 1);
    let tools = Tools::ensure(&project, &mut steps)?;
    steps.step("app (release build)", || build::app(&project, &tools, Profile::Release))?;
    let files = measure(&project, &tools)?.files;
    let budget = Budget {
        note: format!(
            "What a phone downloads at the first visit, and the chunks that come later, in bytes after Brotli. `cargo xtask check` fails above {TOLERANCE_PERCENT} % more; `cargo xtask budget` writes this file."
        ),
        brotli: sizes(&files),
        chunks: chunks(&files),
    };
    let what = "writing the size budget";
    let text = serde_json::to_string_pretty(&budget).context(what)?;
    fs::write(budget_file(&project), text + "\n").context(what)
}

fn budget_file(project: &Project) -> PathBuf {
    project.path("xtask/size-budget.json")
}

fn exceeded(budget: &Sizes, now: &Sizes) -> Vec<String> {
    let mut over = Vec::new();
    for (kind, &bytes) in now {
        let allowed = budget.get(kind).copied().unwrap_or(0);
        if bytes * 100 > allowed * (100 + TOLERANCE_PERCENT) {
            over.push(format!("{kind}: {bytes} bytes, the budget is {allowed}"));
        }
    }
    over
}

/// Chunks that nobody should have to wait for.
fn too_large(chunks: &Sizes) -> Vec<String> {
    let over = chunks.iter().filter(|(_, bytes)| **bytes > CHUNK);
    over.map(|(chunk, bytes)| format!("the chunk {chunk}: {bytes} bytes, never more than {CHUNK}")).collect()
}

/// Pages that ask for too much at once.
fn too_many(parts: &BTreeMap<String, usize>) -> Vec<String> {
    let over = parts.iter().filter(|(_, count)| **count > MOST_PARTS);
    over.map(|(page, count)| format!("{page}: {count} modules, never more than {MOST_PARTS}")).collect()
}

fn measure(project: &Project, tools: &Tools) -> Result<Release> {
    let what = "measuring the app's files";
    let text = tools.script(project.path("xtask/size.mjs")).arg(Profile::Release.app_dir(project)).read(what)?;
    serde_json::from_str(&text).context(what)
}

/// What the first visit needs.
fn sizes(files: &[Measured]) -> Sizes {
    let mut sizes = Sizes::new();
    for file in files.iter().filter(|file| file.later.is_none()) {
        let kind = file.path.rsplit('.').next();
        let kind = kind.filter(|kind| ["wasm", "js", "css", "html"].contains(kind)).unwrap_or("other");
        for name in [kind, "total"] {
            *sizes.entry(name.to_owned()).or_default() += file.brotli;
        }
    }
    sizes
}

/// What comes later.
fn chunks(files: &[Measured]) -> Sizes {
    let mut sizes = Sizes::new();
    for file in files {
        if let Some(chunk) = &file.later {
            *sizes.entry(chunk.clone()).or_default() += file.brotli;
        }
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_per_cent_more_is_allowed_and_not_a_byte_beyond() {
        let sizes = |bytes| Sizes::from([("wasm".to_owned(), bytes)]);
        assert!(exceeded(&sizes(1000), &sizes(1100)).is_empty());
        assert_eq!(exceeded(&sizes(1000), &sizes(1101)).len(), 1);
        assert_eq!(exceeded(&Sizes::new(), &sizes(1)).len(), 1);
    }

    #[test]
    fn every_file_counts_under_its_kind_and_in_total() {
        let file = |path: &str, brotli| Measured { path: path.into(), raw: 0, brotli, later: None };
        let sizes = sizes(&[file("index.html", 1), file("a_bg.wasm", 2), file("icon.svg", 4)]);
        assert_eq!((sizes["html"], sizes["wasm"], sizes["other"], sizes["total"]), (1, 2, 4, 7));
    }

    #[test]
    fn no_chunk_is_too_large_and_no_page_asks_for_too_much() {
        let chunks = Sizes::from([("people".to_owned(), CHUNK), ("rosters".to_owned(), CHUNK + 1)]);
        assert_eq!(too_large(&chunks).len(), 1);
        let parts = BTreeMap::from([("/".to_owned(), 0), ("/people".to_owned(), MOST_PARTS), ("/x".to_owned(), 4)]);
        assert_eq!(too_many(&parts).len(), 1);
    }

    #[test]
    fn chunks_count_apart_from_the_first_visit() {
        let file = |later: Option<&str>, brotli| Measured {
            path: "a.wasm".into(),
            raw: 0,
            brotli,
            later: later.map(str::to_owned),
        };
        let files = [file(None, 1), file(Some("planning"), 2), file(Some("shared"), 4), file(Some("shared"), 8)];
        assert_eq!(sizes(&files)["total"], 1);
        assert_eq!(chunks(&files), Sizes::from([("planning".to_owned(), 2), ("shared".to_owned(), 12)]));
    }
}
