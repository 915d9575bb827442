//! What the browser tests need from the operating system: Chromium, and fonts that hold Chinese characters.

use std::path::PathBuf;

use crate::{
    failure::{Context, Failure, Result},
    process::{Call, on_path},
    report::{Outcome, Steps, note},
};

/// How many steps [`ensure`] takes.
pub const STEPS: usize = 1;

/// Chromium's program. Installs it and the fonts with apt-get where that is allowed, else says what to install.
pub fn ensure(steps: &mut Steps) -> Result<PathBuf> {
    let mut program = None;
    steps.step("Chromium and Chinese fonts", || {
        let (found, outcome) = browser()?;
        program = Some(found);
        Ok(outcome)
    })?;
    program.context("looking for a browser")
}

fn browser() -> Result<(PathBuf, Outcome)> {
    let mut missing = Vec::new();
    if chromium().is_none() {
        missing.push("chromium");
    }
    if !has_chinese_fonts() {
        missing.push("fonts-noto-cjk");
    }
    if !missing.is_empty() {
        install(&missing)?;
    }
    let outcome = if missing.is_empty() { Outcome::UpToDate } else { Outcome::Done };
    match chromium() {
        Some(program) => Ok((program, outcome)),
        None => Err(by_hand("it was installed but is not on PATH")),
    }
}

fn chromium() -> Option<PathBuf> {
    if let Some(program) = std::env::var_os("DIANWU_CHROMIUM") {
        return Some(program.into());
    }
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].into_iter().find_map(on_path).or_else(
        || {
            let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
            mac.is_file().then_some(mac)
        },
    )
}

fn has_chinese_fonts() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    Call::new("fc-list")
        .args([":lang=zh", "family"])
        .read("listing the fonts")
        .is_ok_and(|fonts| !fonts.trim().is_empty())
}

fn install(packages: &[&str]) -> Result<()> {
    if on_path("apt-get").is_none() {
        return Err(by_hand(&format!("{} missing", packages.join(" and "))));
    }
    let is_root = Call::new("id").arg("-u").read("asking who is running this").is_ok_and(|id| id.trim() == "0");
    // Only a sudo that asks nothing: a chore must not wait for a password in the middle of its work.
    let apt = |args: &[&str]| {
        let call = if is_root { Call::new("apt-get") } else { Call::new("sudo").args(["-n", "apt-get"]) };
        call.args(["-q", "-y"]).args(args).env("DEBIAN_FRONTEND", "noninteractive")
    };
    note(&format!("installing {} with apt-get", packages.join(" and ")));
    let mut install = vec!["install", "--no-install-recommends", "fontconfig"];
    install.extend(packages);
    // Package lists that are fresh enough save a minute; if they are not, they are fetched and it is tried again.
    if apt(&install).quiet("installing packages").is_ok() {
        return Ok(());
    }
    let what = "installing the browser";
    apt(&["update"]).quiet(what).and_then(|()| apt(&install).quiet(what)).map_err(|failure| failure.advice(ADVICE))
}

const ADVICE: &str = "install Chromium (or Chrome) and a font with Chinese characters yourself; on Debian or Ubuntu: apt-get install chromium fonts-noto-cjk. Then run the same command again. DIANWU_CHROMIUM may name the program";

fn by_hand(why: &str) -> Failure {
    Failure::new("looking for a browser", why).advice(ADVICE)
}
