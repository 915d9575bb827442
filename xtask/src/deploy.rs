//! `cargo xtask deploy`: the release build, the migrations, and wrangler's deployment.

use std::{fs, path::Path};

use crate::{
    build::{self, Profile},
    failure::{Context, Failure, Result},
    process::Call,
    project::Project,
    report::{Outcome, Steps},
    tools::Tools,
};

/// What people read with `cargo xtask deploy --help`.
pub const HELP: &str = "\
Builds the release, applies the migrations to the deployed database, and deploys worker and app.

Usage: cargo xtask deploy [--dry-run]

  --dry-run   build and pack everything, and send nothing

Once, before the first deployment:
  1. An account at Cloudflare on the paid Workers plan: hashing a password takes more processor time than a request
     may take on the free plan.
  2. `npx wrangler login`, or CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID in the environment.
  3. `npx wrangler d1 create dianwu --location apac`, and the database_id that it prints into wrangler.toml.
  4. `npx wrangler r2 bucket create dianwu-files --location apac`: where files lie that people send as proof.
  5. `npx wrangler secret put SETUP_CODE`: the one-time code with which the first administrator is created,
     at least 16 letters and digits.
     `npx wrangler secret delete SETUP_CODE` when that is done.
  6. A custom domain (`routes` in wrangler.toml): addresses under workers.dev are not reached reliably from mainland
     China.

Migrations are applied first and work with the code that is running, so that a deployment has no gap. Before a
deployment that migrates, keep a copy: `npx wrangler d1 export dianwu --remote --output backup.sql`. D1 itself can go
back to any minute of the last 30 days: `npx wrangler d1 time-travel restore dianwu --timestamp …`.";

/// Builds and deploys. A dry run sends nothing and needs no account.
pub fn deploy(dry_run: bool) -> Result<()> {
    let project = Project::find()?;
    check_clock(&project)?;
    if !dry_run {
        check_database(&project)?;
    }
    let mut steps = Steps::new(Tools::STEPS + build::STEPS + 2);
    let tools = Tools::ensure(&project, &mut steps)?;
    build::both(&project, &tools, Profile::Release, &mut steps)?;
    steps.step("migrations of the deployed database", || {
        if dry_run {
            return Ok(Outcome::UpToDate);
        }
        wrangler(&project, &tools)
            .args(["d1", "migrations", "apply", "DB", "--remote"])
            .run("applying the migrations to the deployed database")
            .map_err(|failure| failure.advice(SIGN_IN))?;
        Ok(Outcome::Done)
    })?;
    steps.step(if dry_run { "deployment (dry run)" } else { "deployment" }, || {
        upload(&project, &tools, Profile::Release, dry_run).map(|()| Outcome::Done)
    })
}

const SIGN_IN: &str =
    "if it is about signing in: `npx wrangler login`; `cargo xtask deploy --help` lists what a deployment needs";

/// Hands a build to wrangler.
pub fn upload(project: &Project, tools: &Tools, profile: Profile, dry_run: bool) -> Result<()> {
    let mut call = wrangler(project, tools)
        .arg("deploy")
        .arg(profile.worker_dir(project).join("index.js"))
        .arg("--assets")
        .arg(profile.app_dir(project));
    if dry_run {
        call = call.arg("--dry-run");
    }
    call.run("deploying with wrangler").map_err(|failure| failure.advice(SIGN_IN))
}

fn wrangler(project: &Project, tools: &Tools) -> Call {
    tools.wrangler().dir(project.root())
}

/// Without an id wrangler would make a new and empty database at every deployment from a fresh clone.
fn check_database(project: &Project) -> Result<()> {
    let what = "looking for the deployed database";
    let config = fs::read_to_string(project.path(Path::new("wrangler.toml"))).context(what)?;
    if names_a_database(&config) {
        return Ok(());
    }
    Err(Failure::new(what, "wrangler.toml has no database_id").advice(
        "run `npx wrangler d1 create dianwu --location apac` once, and add the database_id that it prints to wrangler.toml",
    ))
}

/// Only tests set a worker's clock. A release would not heed it, but nobody shall believe that it does.
fn check_clock(project: &Project) -> Result<()> {
    let what = "looking at the deployment's variables";
    let config = fs::read_to_string(project.path(Path::new("wrangler.toml"))).context(what)?;
    if !config.contains(build::CLOCK_OFFSET) {
        return Ok(());
    }
    Err(Failure::new(
        what,
        format!("wrangler.toml names {}, with which tests set the worker's clock", build::CLOCK_OFFSET),
    )
    .advice("take it out of wrangler.toml"))
}

fn names_a_database(config: &str) -> bool {
    config.lines().any(|line| line.trim_start().starts_with("database_id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deployment_sets_no_clock() -> Result<()> {
        check_clock(&Project::find()?)
    }

    #[test]
    fn a_deployment_needs_a_database_of_its_own() {
        assert!(names_a_database("[[d1_databases]]\ndatabase_id = \"x\"\n"));
        assert!(!names_a_database("preview_database_id = \"dianwu\"\n# database_id = \"\"\n"));
    }
}
