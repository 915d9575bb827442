//! `cargo xtask bench`: numbers to report, measured and never asserted by a timed test.
//!
//! Each measurement is a module with a function `run() -> Result<()>` that prints a table, and a line in [`ALL`].

mod editor;
pub mod lighthouse;
mod rules;
pub mod size;

use crate::failure::{Failure, Result};

/// A measurement: its name, what it tells, and how it is taken.
struct Measurement {
    name: &'static str,
    about: &'static str,
    run: fn() -> Result<()>,
}

const ALL: &[Measurement] = &[
    Measurement { name: "size", about: "what a phone downloads at the first visit", run: size::run },
    Measurement { name: "editor", about: "how long a manager waits in front of 200 people", run: editor::run },
    Measurement { name: "lighthouse", about: "what Lighthouse says of pages on a phone", run: lighthouse::run },
    Measurement { name: "rules", about: "how long the rules take for a month of 500 people", run: rules::run },
];

/// Takes one measurement, or all of them.
pub fn bench(name: Option<&str>) -> Result<()> {
    let chosen: Vec<_> = ALL.iter().filter(|measurement| name.is_none_or(|name| name == measurement.name)).collect();
    if chosen.is_empty() {
        let names: Vec<_> = ALL.iter().map(|measurement| measurement.name).collect();
        return Err(Failure::new("choosing a measurement", format!("there is no `{}`", name.unwrap_or_default()))
            .advice(format!("choose one of: {}", names.join(", "))));
    }
    for measurement in chosen {
        println!("\n{}: {}\n", measurement.name, measurement.about);
        (measurement.run)()?;
    }
    Ok(())
}
