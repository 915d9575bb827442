//! The chores that need a built worker: state directories, the test server, and the deployment.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
};

use xtask::{
    build::{self, Profile},
    deploy,
    failure::Failure,
    process::Call,
    project::Project,
    report::Steps,
    server::{Options, Server},
    state,
    tools::Tools,
};

fn get(server: &Server, path: &str) -> String {
    let address = server.url().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).expect("the server listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nConnection: close\r\n\r\n")
        .expect("it reads");
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).expect("it answers");
    String::from_utf8_lossy(&reply).into_owned()
}

fn template() -> std::path::PathBuf {
    state::template("chores", "1", |db| {
        db.execute_batch("INSERT INTO position (id, name) VALUES ('01890000-0000-7000-8000-000000000001', '客服');")
    })
    .expect("a template")
}

fn wrangler(state: &Path, args: &[&str]) -> String {
    let project = Project::find().expect("the work tree");
    let tools = Tools::ensure(&project, &mut Steps::new(Tools::STEPS)).expect("installed tools");
    let call: Call = tools.wrangler().dir(project.root());
    call.args(args).args(["--local", "--persist-to"]).arg(state).read("asking wrangler").expect("wrangler answers")
}

#[test]
fn a_server_answers_over_a_state_that_no_server_made() {
    let state = state::copy(&template()).expect("a copy");
    let server = Server::start(state.path(), &Options::default()).expect("it starts");
    let reply = get(&server, "/api/health");
    assert!(reply.starts_with("HTTP/1.1 200"), "{reply}");
}

#[test]
fn wrangler_finds_every_migration_applied_and_the_rows_there() {
    let state = state::copy(&template()).expect("a copy");
    let pending = wrangler(state.path(), &["d1", "migrations", "list", "DB"]);
    assert!(pending.contains("No migrations to apply"), "{pending}");
    let rows = wrangler(state.path(), &["d1", "execute", "DB", "--command", "SELECT name FROM position"]);
    assert!(rows.contains("客服"), "{rows}");
}

#[test]
fn the_app_is_served_as_in_production() {
    let state = state::copy(&template()).expect("a copy");
    let options = Options { assets: true, ..Options::default() };
    let server = Server::start(state.path(), &options).expect("it starts");

    let page = get(&server, "/some/page/of/the/app");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("<!doctype html>"), "{page}");
    assert!(page.to_lowercase().contains("content-security-policy:"), "{page}");

    let app = Profile::Light.app_dir(&Project::find().expect("the work tree"));
    let wasm = fs::read_dir(app)
        .expect("a built app")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .find(|name| name.ends_with(".wasm"))
        .expect("a built app has wasm");
    let wasm = get(&server, &format!("/{wasm}"));
    assert!(wasm.contains("application/wasm") && wasm.contains("immutable"), "{}", &wasm[..500]);
}

/// The judge of a release (`build::worker`) must not be one that lets everything pass.
#[test]
fn a_build_for_tests_would_not_pass_for_a_release() -> Result<(), Failure> {
    let light = Profile::Light.worker_dir(&Project::find()?);
    assert!(build::clock_can_be_set(&light)?);
    Ok(())
}

#[test]
fn a_dry_run_packs_the_deployment() -> Result<(), Failure> {
    let project = Project::find()?;
    let tools = Tools::ensure(&project, &mut Steps::new(Tools::STEPS))?;
    deploy::upload(&project, &tools, Profile::Light, true)
}
