//! How long a manager waits in front of a month of 200 people: the release build in Chromium, the CPU slowed down four
//! times. The numbers depend on the machine; they are told and never asserted.

use serde::Deserialize;

use crate::{
    build::{self, Profile},
    clock,
    demo::{self, Size},
    failure::{Context, Result},
    project::Project,
    report::Steps,
    server::{Options, Server},
    state,
    tools::{Tools, system},
};

/// A shop whose 客服组 has 200 people.
const SHOP: Size = Size { people: 218, months: 3 };

/// Milliseconds, the median of several runs.
#[derive(Deserialize)]
struct Waits {
    people: u32,
    cells: u32,
    opened: u32,
    painted: u32,
    accepted: u32,
}

/// `cargo xtask bench editor`.
pub fn run() -> Result<()> {
    let what = "measuring the roster editor";
    let project = Project::find()?;
    let mut steps = Steps::new(Tools::STEPS + system::STEPS + 2);
    let tools = Tools::ensure(&project, &mut steps)?;
    let chromium = system::ensure(&mut steps)?;
    steps.step("API worker (release build)", || build::worker(&project, &tools, Profile::Release))?;
    steps.step("app (release build)", || build::app(&project, &tools, Profile::Release))?;
    let today = clock::today();
    let state = state::copy(&demo::template(today, SHOP)?)?;
    let options = Options { profile: Profile::Release, assets: true, ..Options::default() };
    let server = Server::start(state.path(), &options)?;
    let told = tools
        .script(project.path("tests/harness/editor.mjs"))
        .arg(server.url())
        // A draft: staff see what is changed in a published month, so changes there may wait for a reason.
        .arg(today.month().plus(1).to_string())
        .env("DIANWU_CHROMIUM", chromium)
        .read(what)?;
    let waits: Waits = serde_json::from_str(told.trim()).context(what)?;
    println!("{} people, {} cells, release build, CPU slowed down 4 times\n", waits.people, waits.cells);
    println!("{:<44} {:>6} ms", "opening the page until the rows are painted", waits.opened);
    println!("{:<44} {:>6} ms", "a key until the cell is painted", waits.painted);
    println!("{:<44} {:>6} ms", "a key until the edit is accepted and saved", waits.accepted);
    Ok(())
}
