//! Tests in Rust: compiled by cargo, then run program by program, so that the time of each is known.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use serde::Deserialize;

use crate::{
    clock::{self, Moment},
    failure::{Failure, Result},
    process::Call,
    project::Project,
    report::note,
    test::Tally,
};

/// A compiled program of tests.
pub struct Program {
    name: String,
    path: PathBuf,
    /// Its package's folder: cargo runs tests there.
    dir: PathBuf,
}

impl Program {
    /// Whether it is the one of this name.
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }
}

/// A line of what cargo tells of its work.
#[derive(Deserialize)]
struct Artifact {
    manifest_path: Option<PathBuf>,
    target: Option<Target>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Compiles the tests that cargo is told to.
pub fn compile(project: &Project, which: &[&str]) -> Result<Vec<Program>> {
    let what = "compiling the tests";
    let mut programs = Vec::new();
    let status = Call::cargo()
        .args(["test", "--locked", "--no-run", "--message-format", "json-render-diagnostics"])
        .args(which)
        .dir(project.root())
        .follow(what, |line| programs.extend(program(line)))?;
    if !status.success() {
        return Err(
            Failure::new(what, format!("cargo ended with {status}")).advice("mend what the compiler says above")
        );
    }
    Ok(programs)
}

fn program(line: &str) -> Option<Program> {
    let Artifact { manifest_path, target, executable } = serde_json::from_str(line).ok()?;
    Some(Program { name: target?.name, path: executable?, dir: manifest_path?.parent().map(Path::to_path_buf)? })
}

/// Runs the tests with one of these names, but for those with one of the others, as of a moment, and counts what the
/// programs report.
pub fn run<'a>(
    programs: impl IntoIterator<Item = &'a Program>,
    filters: &[&str],
    but_for: &[&str],
    at: Moment,
    tally: &mut Tally,
) -> Result<()> {
    for Program { name, path, dir } in programs {
        note(&format!("the tests of {name}"));
        let what = format!("running the tests of {name}");
        let mut counted = Tally::default();
        let status = Call::new(path)
            .args(filters)
            .args(but_for.iter().flat_map(|part| ["--skip", part]))
            // Times are told by test programs of nightly compilers alone, or by those that are taken for such.
            .args(["-Zunstable-options", "--report-time"])
            .env("RUSTC_BOOTSTRAP", "1")
            .env(clock::VARIABLE, at.to_string())
            .dir(dir)
            .watch(&what, |line| {
                let line = without_colours(line);
                counted.add(read(&line).unwrap_or_default());
                counted.times.extend(time(&line));
            })?;
        let has_failed = counted.failed > 0;
        tally.add(counted);
        if !status.success() && !has_failed {
            return Err(Failure::new(what, format!("it ended with {status}, though no test failed"))
                .advice("see what it printed last"));
        }
    }
    Ok(())
}

/// Reads a line such as `test result: ok. 12 passed; 0 failed; 0 ignored; …`.
fn read(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        counts.split("; ").find_map(|part| part.strip_suffix(word)).and_then(|number| number.trim().parse().ok())
    };
    Some(Tally { passed: count("passed")?, failed: count("failed")?, ..Tally::default() })
}

/// Reads a line such as `test owls::hoot ... ok <1.250s>`.
fn time(line: &str) -> Option<(Duration, String)> {
    let (name, rest) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let (_, seconds) = rest.split_once('<')?;
    let seconds: f64 = seconds.strip_suffix("s>")?.parse().ok()?;
    Some((Duration::try_from_secs_f64(seconds).ok()?, name.to_owned()))
}

fn without_colours(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        clean.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_counted_with_and_without_colours() {
        let counted = |line: &str| read(&without_colours(line)).map(|tally| (tally.passed, tally.failed));
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(counted(line), Some((12, 3)));
        let line = "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 2 passed; 0 failed; 0 ignored";
        assert_eq!(counted(line), Some((2, 0)));
        assert_eq!(counted("test wolves::howl ... ok"), None);
    }

    #[test]
    fn a_tests_time_is_read_from_its_line() {
        let told = |line| time(line).map(|(time, name)| (time.as_millis(), name));
        assert_eq!(told("test owls::hoot ... ok <1.250s>"), Some((1250, "owls::hoot".to_owned())));
        assert_eq!(told("test owls::hoot ... FAILED <0.010s>"), Some((10, "owls::hoot".to_owned())));
        assert_eq!(told("test owls::hoot ... ok"), None);
    }

    #[test]
    fn no_package_has_tests_that_no_ring_runs() {
        let project = Project::find().expect("the work tree");
        for package in ["app", "domain", "worker", "xtask"] {
            assert!(
                !project.path(package).join("tests").exists(),
                "{package}/tests: unit.rs asks cargo for --lib and --bins"
            );
        }
    }

    #[test]
    fn what_cargo_compiled_is_a_program_only_when_it_can_be_run() {
        let line = r#"{"reason":"compiler-artifact","manifest_path":"/a/tests/Cargo.toml","target":{"name":"api","kind":["test"]},"executable":"/t/api-1"}"#;
        let found = program(line).map(|found| (found.name, found.dir));
        assert_eq!(found, Some(("api".to_owned(), PathBuf::from("/a/tests"))));
        assert!(program(&line.replace(r#""/t/api-1""#, "null")).is_none());
        assert!(program("   Compiling owls").is_none());
    }
}
