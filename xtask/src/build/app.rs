//! The app: cargo, wasm-bindgen and sass, called by Trunk, and what is done to Trunk's result.

use crate::{
    build::{Profile, finish, split::Workshop},
    failure::Result,
    lock,
    project::Project,
    report::Outcome,
    stamp::{self, Inputs},
    tools::Tools,
};

/// Builds the app's files into [`Profile::app_dir`].
pub fn app(project: &Project, tools: &Tools, profile: Profile) -> Result<Outcome> {
    let out = profile.app_dir(project);
    let step = format!("app-{}", profile.name());
    let _only_one = lock::exclusive(&project.local("locks").join(&step))?;
    let digest = Inputs::new(&step)
        .text(tools.versions())
        .content(&project.path("Cargo.toml"))?
        .content(&project.path("Cargo.lock"))?
        .content(&project.path("Trunk.toml"))?
        .tree(&project.path("xtask/src/build"))?
        .tree(&project.path("app"))?
        .tree(&project.path("domain"))?
        .tree(&project.path("style"))?
        .tree(&project.path("public"))?
        .digest();
    if stamp::is_fresh(project, &step, &digest, &out.join("index.html")) {
        return Ok(Outcome::UpToDate);
    }
    stamp::forget(project, &step);
    let raw = project.local("trunk").join(profile.name());
    let workshop = Workshop::new(project.local("split").join(profile.name()));
    let mut call = Profile::flags(workshop.trunk(tools)?)
        .dir(project.root())
        .args(["build", "--skip-version-check", "--dist"])
        .arg(&raw);
    if profile == Profile::Release {
        call = call.arg("--release");
    }
    call.run("building the app").map_err(|failure| {
        failure.advice("mend what the compiler or Trunk says above, then run the same command again")
    })?;
    finish::finish(tools, profile, &raw, &workshop.parts(), &out)?;
    stamp::keep(project, &step, &digest)?;
    Ok(Outcome::Done)
}
