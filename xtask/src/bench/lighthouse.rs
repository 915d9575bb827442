//! What Lighthouse says of the release's pages on a phone (a slow one, on a slow network), behind a server that compresses
//! as the platform does. The numbers depend on the machine a little: they are told, and compared with the aims only if
//! that is asked for.

use std::path::PathBuf;

use serde::Deserialize;

use crate::{
    build::{self, Profile},
    clock,
    demo::{self, Size},
    failure::{Context, Failure, Result},
    project::Project,
    report::Steps,
    server::{Options, Server},
    state,
    tools::{Tools, system},
};

/// Looks at each page; the one with the median points counts.
const RUNS: u32 = 3;

/// The points that 今日 and the sign-in should have, and those that every page should have.
const POINTS: (u32, u32) = (95, 90);

/// When the largest thing on a page should be painted, in milliseconds.
const LARGEST_PAINT: u32 = 2_500;

#[derive(Deserialize)]
struct Look {
    page: String,
    points: u32,
    fcp: u32,
    lcp: u32,
    tbt: u32,
    cls: f64,
    /// What was the largest.
    element: String,
    bytes: f64,
}

impl Look {
    /// What of the aims it misses.
    fn misses(&self) -> Option<String> {
        let aim = if self.page.starts_with("/?") || self.page == "/" { POINTS.0 } else { POINTS.1 };
        let is_met = self.points >= aim && self.lcp <= LARGEST_PAINT;
        (!is_met).then(|| {
            format!("{}: {} points of {aim}, painted after {} of {LARGEST_PAINT} ms", self.page, self.points, self.lcp)
        })
    }
}

/// `cargo xtask bench lighthouse`.
pub fn run() -> Result<()> {
    for look in looks()? {
        println!(
            "{:<14} {:>6} {:>7} {:>7} {:>7} {:>6.3} {:>7.0} kB  {}",
            look.page,
            look.points,
            look.fcp,
            look.lcp,
            look.tbt,
            look.cls,
            look.bytes / 1000.0,
            look.element.chars().take(40).collect::<String>()
        );
    }
    Ok(())
}

/// `cargo xtask bench lighthouse --aims`: fails where a page misses its aims.
pub fn aims() -> Result<()> {
    let missed: Vec<_> = looks()?.iter().filter_map(Look::misses).collect();
    if missed.is_empty() { Ok(()) } else { Err(Failure::new("comparing the pages with their aims", missed.join("\n"))) }
}

fn looks() -> Result<Vec<Look>> {
    let what = "measuring with Lighthouse";
    let project = Project::find()?;
    let mut steps = Steps::new(Tools::STEPS + system::STEPS + 3);
    let tools = Tools::ensure(&project, &mut steps)?;
    let chromium = system::ensure(&mut steps)?;
    let mut modules = PathBuf::new();
    steps.step("Lighthouse", || {
        let (place, outcome) = tools.lighthouse(&project)?;
        modules = place;
        Ok(outcome)
    })?;
    build::both(&project, &tools, Profile::Release, &mut steps)?;
    let state = state::copy(&demo::template(clock::today(), Size::DEMO)?)?;
    let options = Options { profile: Profile::Release, assets: true, ..Options::default() };
    let server = Server::start(state.path(), &options)?;
    let told = tools
        .script(project.path("tests/harness/lighthouse.mjs"))
        .arg(server.url())
        .arg(modules)
        .arg(RUNS.to_string())
        .env("CHROME_PATH", chromium)
        .read(what)
        .map_err(|failure| failure.advice("it needs `openssl` on PATH, for a certificate that lasts a day"))?;
    println!(
        "{:<14} {:>6} {:>7} {:>7} {:>7} {:>6} {:>10}  largest",
        "page", "points", "FCP", "LCP", "TBT", "CLS", "bytes"
    );
    serde_json::from_str(told.trim()).context(what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_pages_have_higher_aims() {
        let look = |page: &str, points, lcp| {
            let page = page.to_owned();
            Look { page, points, fcp: 0, lcp, tbt: 0, cls: 0.0, element: String::new(), bytes: 0.0 }.misses().is_some()
        };
        assert!(look("/", 94, 2000) && look("/?signed-out", 94, 2000) && !look("/month", 94, 2500));
        assert!(look("/month", 89, 2000) && look("/month", 99, 2501) && !look("/", 95, 2500));
    }
}
