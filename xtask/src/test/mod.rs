//! `cargo xtask test`: the checks, the three rings of tests, and one line that counts them all.

mod api;
mod browser;
mod libtest;
mod tally;
mod unit;

use std::process::ExitCode;

use crate::{
    build::{self, Profile},
    check,
    clock::Moment,
    failure::{Failure, Result},
    project::Project,
    report::{Outcome, Steps, note, seconds},
    state,
    tools::{Tools, system},
};

pub use tally::Tally;

/// A ring of tests, from the inside outwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ring {
    /// Native and fast: the domain's rules, SQL in SQLite, these chores.
    Unit,
    /// The API against the built worker on a real local runtime and database.
    Api,
    /// The whole product in Chromium.
    Browser,
}

impl Ring {
    /// A ring by the name that people type.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "unit" => Some(Self::Unit),
            "api" => Some(Self::Api),
            "browser" => Some(Self::Browser),
            _ => None,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Unit => "unit tests",
            Self::Api => "API tests",
            Self::Browser => "browser tests",
        }
    }
}

/// Runs one ring, or the checks and every ring; one ring also as of another moment than the usual. The last line printed
/// says how many passed and failed.
pub fn test(ring: Option<Ring>, filter: Option<&str>, at: Option<Moment>) -> ExitCode {
    let mut tally = Tally::default();
    let ran = match ring {
        Some(ring) => one(ring, filter, at, &mut tally),
        None => all(&mut tally),
    };
    if let Err(failure) = ran {
        tally.failure(&failure);
    }
    tally.close()
}

fn one(ring: Ring, filter: Option<&str>, at: Option<Moment>, tally: &mut Tally) -> Result<()> {
    let project = Project::find()?;
    let moment = at.map_or_else(Moment::usual, Ok)?;
    state::sweep(&project);
    match ring {
        Ring::Unit => {
            let mut steps = Steps::new(1);
            run(ring.title(), &mut steps, tally, |tally| unit::run(&project, filter, moment, tally));
        }
        Ring::Api => {
            let mut steps = Steps::new(Tools::STEPS + build::STEPS + 1);
            let tools = Tools::ensure(&project, &mut steps)?;
            build::both(&project, &tools, Profile::Light, &mut steps)?;
            run(ring.title(), &mut steps, tally, |tally| api::run(&project, filter, at, tally));
        }
        Ring::Browser => {
            let mut steps = Steps::new(Tools::STEPS + system::STEPS + build::STEPS + 1);
            let tools = Tools::ensure(&project, &mut steps)?;
            let chromium = system::ensure(&mut steps)?;
            build::both(&project, &tools, Profile::Light, &mut steps)?;
            run(ring.title(), &mut steps, tally, |tally| {
                browser::run(&project, &tools, &chromium, filter, moment, tally)
            });
        }
    }
    Ok(())
}

fn all(tally: &mut Tally) -> Result<()> {
    const RINGS_AND_RELEASE: usize = 4;
    let (project, usual) = (Project::find()?, Moment::usual()?);
    state::sweep(&project);
    let mut steps = Steps::new(
        Tools::STEPS + system::STEPS + check::QUICK_STEPS + RINGS_AND_RELEASE + build::STEPS + check::BUDGET_STEPS,
    );
    let tools = Tools::ensure(&project, &mut steps)?;
    let chromium = system::ensure(&mut steps)?;
    check::quick(&project, &mut steps, tally);
    run(Ring::Unit.title(), &mut steps, tally, |tally| unit::run(&project, None, usual, tally));
    // The outer rings test what was built; without it there is nothing to test.
    build::both(&project, &tools, Profile::Light, &mut steps)?;
    build::begin_release(&project)?;
    run(Ring::Api.title(), &mut steps, tally, |tally| api::run(&project, None, None, tally));
    run(Ring::Browser.title(), &mut steps, tally, |tally| {
        browser::run(&project, &tools, &chromium, None, usual, tally)
    });
    check::budget(&project, &tools, &mut steps, tally);
    run("the release in the browser", &mut steps, tally, |tally| browser::release(&project, &tools, &chromium, tally));
    Ok(())
}

/// How many of a ring's tests are named with their time.
const SLOWEST: usize = 10;

/// Runs tests to their end, whatever fails in them. If no test ran, that is a failure.
fn run(title: &str, steps: &mut Steps, tally: &mut Tally, work: impl FnOnce(&mut Tally) -> Result<()>) {
    let mut here = Tally::default();
    let ran = steps.step(title, || {
        work(&mut here)?;
        if here.is_empty() {
            return Err(Failure::new(format!("running {title}"), "no test ran"));
        }
        Ok(Outcome::Done)
    });
    if let Err(failure) = ran {
        here.failure(&failure);
    }
    note(&format!("{title}: {here}"));
    for (time, name) in here.slowest(SLOWEST) {
        note(&format!("{:>10}  {name}", seconds(*time)));
    }
    tally.add(here);
}
