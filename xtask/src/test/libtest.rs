//! Tests run by cargo.

use crate::{
    clock::{self, Moment},
    failure::{Failure, Result},
    process::Call,
    project::Project,
    test::Tally,
};

/// Runs `cargo test` with these arguments, the tests with one of these names, and counts what the test programs report.
pub fn run(project: &Project, args: &[&str], filters: &[&str], at: Moment, tally: &mut Tally) -> Result<()> {
    let what = "running cargo test";
    let mut counted = Tally::default();
    let status = Call::cargo()
        .args(["test", "--locked", "--no-fail-fast"])
        .args(args)
        .arg("--")
        .args(filters)
        .env(clock::VARIABLE, at.to_string())
        .dir(project.root())
        .watch(what, |line| counted.add(read(line).unwrap_or_default()))?;
    tally.add(counted);
    if !status.success() && counted.failed == 0 {
        return Err(Failure::new(what, format!("it ended with {status}, though no test failed"))
            .advice("mend what the compiler says above"));
    }
    Ok(())
}

/// Reads a line such as `test result: ok. 12 passed; 0 failed; 0 ignored; …`.
fn read(line: &str) -> Option<Tally> {
    let line = without_colours(line);
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        counts.split("; ").find_map(|part| part.strip_suffix(word)).and_then(|number| number.trim().parse().ok())
    };
    Some(Tally { passed: count("passed")?, failed: count("failed")? })
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
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(read(line), Some(Tally { passed: 12, failed: 3 }));
        let line = "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 2 passed; 0 failed; 0 ignored";
        assert_eq!(read(line), Some(Tally { passed: 2, failed: 0 }));
        assert_eq!(read("test wolves::howl ... ok"), None);
    }
}
