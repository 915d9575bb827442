//! `cargo xtask dev`: the whole product on this machine, with data that stays.

use std::{
    collections::BTreeMap,
    fs,
    net::{Ipv4Addr, TcpListener},
    path::Path,
};

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::{
    build::{self, Profile},
    clock,
    failure::{Context, Failure, Result},
    fixture,
    project::Project,
    report::{Outcome, Steps, note},
    stamp::hex,
    state,
    tools::Tools,
};

/// How to start.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Throw the local data away first.
    pub fresh: bool,
    /// No demo shop: the first-run page, with a one-time code.
    pub empty: bool,
    /// Where to listen.
    pub port: u16,
    /// Which build to serve.
    pub profile: Profile,
}

impl Default for Options {
    fn default() -> Self {
        Self { fresh: false, empty: false, port: 8787, profile: Profile::Light }
    }
}

/// Sets up, builds, fills the database, and serves until stopped.
pub fn dev(options: Options) -> Result<()> {
    let project = Project::find()?;
    check_port(options.port)?;
    let mut steps = Steps::new(Tools::STEPS + build::STEPS + 1);
    let tools = Tools::ensure(&project, &mut steps)?;
    build::both(&project, &tools, options.profile, &mut steps)?;
    let place = project.local("state");
    let mut data = None;
    steps.step("local database", || {
        data = Some(database(&project, &place, options)?);
        Ok(Outcome::Done)
    })?;
    let data = data.context("filling the local database")?;
    serve(&project, &tools, &place, options, &data)
}

/// What the database holds when the server starts.
enum Data {
    /// Somebody; perhaps the demo shop with these accounts.
    Somebody { demo_accounts: Option<String> },
    /// Nobody; this code creates the first administrator.
    Nobody { setup_code: String },
}

fn check_port(port: u16) -> Result<()> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map(drop).map_err(|error| {
        Failure::new(format!("listening on port {port}"), error)
            .advice("stop what is using the port (an earlier `cargo xtask dev`?), or choose another with --port N")
    })
}

fn database(project: &Project, place: &Path, options: Options) -> Result<Data> {
    if options.fresh && place.exists() {
        fs::remove_dir_all(place).context("removing the local data")?;
    }
    check_history(project, place)?;
    let mut connection = state::open(place)?;
    let applied = state::apply(project, &mut connection)?;
    if applied > 0 {
        note(&format!("{applied} migration(s) applied"));
    }
    write_history(project, place)?;
    let is_empty = nobody_yet(&connection).context("reading the local database")?;
    if !is_empty && options.empty {
        return Err(Failure::new("starting without demo data", "the local database already holds people")
            .advice("add --fresh to throw the local data away, or leave --empty out to go on with it"));
    }
    if is_empty && !options.empty {
        fixture::load_demo(clock::today(), &connection)?;
    }
    let data = if nobody_yet(&connection).context("reading the local database")? {
        Data::Nobody { setup_code: setup_code()? }
    } else {
        Data::Somebody { demo_accounts: fixture::demo_accounts(&connection) }
    };
    connection.close().map_err(|(_, error)| Failure::new("closing the local database", error))?;
    Ok(data)
}

fn nobody_yet(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM person)", [], |row| row.get(0))
}

/// The hash of each migration that the local data has had.
type History = BTreeMap<String, String>;

fn history_file(place: &Path) -> std::path::PathBuf {
    place.join("migrations.json")
}

/// Refuses data made by migrations that were changed since: they are forward only once released, but not before.
fn check_history(project: &Project, place: &Path) -> Result<()> {
    let Ok(text) = fs::read_to_string(history_file(place)) else { return Ok(()) };
    let had: History = serde_json::from_str(&text).context("reading the history of the local data")?;
    for (name, hash) in current_history(project)? {
        if had.get(&name).is_some_and(|had| *had != hash) {
            return Err(Failure::new(
                "opening the local database",
                format!("worker/migrations/{name} was changed after it was applied to the local data"),
            )
            .advice("begin again with `cargo xtask dev --fresh` (this throws the local data away)"));
        }
    }
    Ok(())
}

fn write_history(project: &Project, place: &Path) -> Result<()> {
    let text = serde_json::to_string(&current_history(project)?).context("writing the history of the local data")?;
    fs::write(history_file(place), text).context("writing the history of the local data")
}

fn current_history(project: &Project) -> Result<History> {
    let migrations = state::migrations(project)?;
    Ok(migrations.into_iter().map(|migration| (migration.name, hex(&Sha256::digest(migration.sql)))).collect())
}

/// As many characters as the worker asks for, none of which can be taken for another.
fn setup_code() -> Result<String> {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).context("making a set-up code")?;
    Ok(bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
}

fn serve(project: &Project, tools: &Tools, place: &Path, options: Options, data: &Data) -> Result<()> {
    let url = format!("http://127.0.0.1:{}", options.port);
    let mut call = tools
        .script(project.path("xtask/serve.mjs"))
        .dir(project.root())
        .arg(format!("{url}/"))
        .arg(banner(&url, data))
        .arg(tools.modules().join("wrangler/bin/wrangler.js"))
        .arg("dev")
        .arg(options.profile.worker_dir(project).join("index.js"))
        .arg("--assets")
        .arg(options.profile.app_dir(project))
        .args(["--ip", "127.0.0.1", "--port"])
        .arg(options.port.to_string())
        .arg("--persist-to")
        .arg(place)
        .args(["--show-interactive-dev-session=false", "--var", "REPORT_COST:1"]);
    if let Data::Nobody { setup_code } = data {
        call = call.arg("--var").arg(format!("SETUP_CODE:{setup_code}"));
    }
    eprintln!("starting the server on {url} (Ctrl-C ends it)");
    become_program(call.into_command())
}

fn banner(url: &str, data: &Data) -> String {
    let mut text = format!("Dianwu 店务 is ready: {url}");
    match data {
        Data::Nobody { setup_code } => {
            text.push_str(&format!(
                "\n\nNobody is in the database yet. Create the first administrator with the set-up code {setup_code}"
            ));
        }
        Data::Somebody { demo_accounts: Some(accounts) } => {
            text.push_str("\n\n");
            text.push_str(accounts);
        }
        Data::Somebody { demo_accounts: None } => {}
    }
    text.push_str(
        "\n\nAfter a change, run `cargo xtask build` in another terminal: the server takes the new build by itself.",
    );
    text
}

/// Becomes the server, so that signals meant for this chore reach it.
#[cfg(unix)]
fn become_program(mut command: std::process::Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(Failure::new("starting the server", command.exec()))
}

#[cfg(not(unix))]
fn become_program(mut command: std::process::Command) -> Result<()> {
    let status = command.status().context("starting the server")?;
    if status.success() { Ok(()) } else { Err(Failure::new("serving", status)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_up_code_can_be_read_aloud() {
        let code = setup_code().expect("randomness");
        assert_eq!(code.len(), 16);
        assert!(!code.contains(['0', 'O', '1', 'I']));
        assert_ne!(code, setup_code().expect("randomness"));
    }

    #[test]
    fn a_port_in_use_is_refused_with_advice() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = taken.local_addr().expect("an address").port();
        let failure = check_port(port).expect_err("it is taken");
        assert!(failure.to_string().contains("--port"), "{failure}");
    }
}
